//! Plain words for what people trip over in YAML: every syntax error of the parser
//! becomes a sentence, a place for the caret and a way out.

use granit_parser::ErrorKind as E;

use super::{FileId, Problem, Span};

/// What is known where a syntax error was noticed.
pub(super) struct Scene<'s> {
    pub text: &'s str,
    pub file: FileId,
    /// Everything before this was read.
    pub read_to: usize,
    /// Where the parser noticed it.
    pub at: usize,
    /// Where a bracket that is still open was opened, if the parser got so far.
    pub bracket: Option<usize>,
}

/// Where the broken text begins, and the problem.
pub(super) fn explain(kind: &E, scene: &Scene<'_>) -> (usize, Problem) {
    let at = scene.at;
    let known = match kind {
        E::UnclosedQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidQuotedScalarIndent => Some(scene.unclosed_quote()),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            Some(scene.after_quote(matches!(kind, E::InvalidTrailingSingleQuotedScalar)))
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => Some(scene.bad_escape()),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => Some(scene.block_header()),
        E::UnexpectedCharacter { character } => Some(scene.odd_character(*character)),
        E::MissingAnchorOrAliasName | E::MappingKeyNotAllowed => {
            Some(scene.bad_start(scene.first_char()))
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => Some(scene.tab()),
        E::BlockSequenceEntryNotAllowed | E::InvalidBlockEntryWhitespace => Some(scene.inline_list()),
        E::CommentInterceptedScalar => Some((
            scene.at,
            scene
                .problem(scene.rest_of_line(at), "a comment cannot stand inside a value that runs over several lines")
                .help("quote the text if the `#` belongs to it, or move the comment to a line of its own above"),
        )),
        E::CommentNotSeparated => Some((
            at,
            scene
                .problem(scene.rest_of_line(at), "a `#` directly after a value is neither comment nor text")
                .help("put a space before a comment, or the `#` inside the quotation marks"),
        )),
        E::BomInsideDocument => Some((
            at,
            scene
                .problem(at..at + '\u{feff}'.len_utf8(), "a byte-order mark (U+FEFF) stands in the middle of the file")
                .help("remove this invisible character; it often comes from joining two files"),
        )),
        E::RecursionLimitExceeded => Some((
            at,
            scene
                .problem(scene.one_char(at), "this is nested far too deep")
                .help("a claim file needs about eight levels; check the brackets and dashes here"),
        )),
        E::InvalidBlockScalarIndent => Some((
            at,
            scene
                .problem(scene.rest_of_line(at), "this line is indented less than the block of text it should belong to")
                .help("indent all lines of a text after `|` or `>` alike, further than its key"),
        )),
        _ => None,
    };
    if let Some(known) = known {
        return known;
    }
    // The errors that are left come from structure; an open bracket explains most.
    if let Some(open) = scene.open_bracket() {
        return (open, scene.unclosed_bracket(open));
    }
    match kind {
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => (
            at,
            scene
                .problem(
                    scene.one_char(at),
                    format!(
                        "no bracket that fits this `{}` was opened before it",
                        scene.first_char()
                    ),
                )
                .help("remove it, or quote the text if it belongs to the text"),
        ),
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => {
            scene.colon()
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey => scene.no_colon(),
        E::MissingDocumentEndBeforeDirective
        | E::InvalidDirectiveName
        | E::MissingDirectiveName
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersion
        | E::MissingYamlVersionSeparator
        | E::UnsupportedYamlMajorVersion
        | E::YamlVersionTooLong
        | E::DuplicateVersionDirective
        | E::DuplicateTagDirective
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::InvalidTagDirectiveTerminator
        | E::ExpectedTagDirectiveBang
        | E::ExpectedDocumentStart
            if scene.line_text(at).starts_with('%') =>
        {
            (
                scene.line_start(at),
                scene
                    .problem(
                        scene.line(at),
                        "a line that begins with `%` is a directive to a YAML reader",
                    )
                    .help("remove the line, or quote the text"),
            )
        }
        E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8
        | E::UndeclaredTagHandle => {
            let start = scene.text[..at]
                .rfind('!')
                .filter(|&n| n >= scene.line_start(at))
                .unwrap_or(at);
            scene.bad_start_at(start, '!')
        }
        E::InvalidDocumentEnd => (
            at,
            scene
                .problem(
                    scene.rest_of_line(at),
                    "text follows the line that ends the document",
                )
                .help("remove the `...`"),
        ),
        _ => scene.misplaced_line(),
    }
}

impl Scene<'_> {
    fn problem(&self, range: std::ops::Range<usize>, message: impl Into<String>) -> Problem {
        let start = range.start.min(self.text.len());
        let end = range.end.clamp(start, self.text.len());
        Problem::error(
            "invalid-yaml",
            Span::new(self.file, start as u32, end as u32),
            message,
        )
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |n| n + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |n| at + n);
        at + self.text[at..end].trim_end().len()
    }

    fn rest_of_line(&self, at: usize) -> std::ops::Range<usize> {
        at..self.line_end(at).max(at)
    }

    /// The line around `at` without its indentation.
    fn line(&self, at: usize) -> std::ops::Range<usize> {
        let start = self.line_start(at);
        let end = self.line_end(at);
        let indent = self.text[start..end].len() - self.text[start..end].trim_start().len();
        start + indent..end
    }

    fn line_text(&self, at: usize) -> &str {
        &self.text[self.line(at)]
    }

    fn one_char(&self, at: usize) -> std::ops::Range<usize> {
        at..at + self.text[at..].chars().next().map_or(0, char::len_utf8)
    }

    fn first_char(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    /// A quotation mark was opened and the text ended or lost its indentation.
    fn unclosed_quote(&self) -> (usize, Problem) {
        let here = self.text[self.at..].starts_with(['"', '\'']);
        let open = if here {
            Some(self.at)
        } else {
            self.open_quote()
        };
        let Some(open) = open else {
            return (
                self.at,
                self.problem(
                    self.rest_of_line(self.at),
                    "this line is indented less than the quoted text it belongs to",
                )
                .help("indent every line of a quoted text further than its key"),
            );
        };
        let problem = self
            .problem(self.rest_of_line(open), "the quotation mark opened here is not closed")
            .help("close it on the same line, or indent the lines that continue the text further than the key");
        (open, problem)
    }

    /// The first quotation mark after what was read that can open a quoted text.
    fn open_quote(&self) -> Option<usize> {
        let from = self.read_to.min(self.at);
        let bytes = self.text.as_bytes();
        (from..self.at).find(|&at| {
            matches!(bytes[at], b'"' | b'\'')
                && (at == 0
                    || matches!(
                        bytes[at - 1],
                        b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':'
                    ))
        })
    }

    fn after_quote(&self, single: bool) -> (usize, Problem) {
        let from = self.open_quote().unwrap_or(self.at);
        let problem = self.problem(
            self.rest_of_line(self.at),
            "text follows the closing quotation mark",
        );
        let problem = if from < self.at {
            let mark = Span::new(self.file, from as u32, from as u32 + 1);
            problem.related(mark, "opened here")
        } else {
            problem
        };
        let problem = if single {
            problem.help("inside single quotes write an apostrophe twice (''), or use double quotes around the whole text")
        } else {
            problem.help("inside double quotes write \\\" for a quotation mark, or use single quotes around the whole text")
        };
        (from, problem)
    }

    fn bad_escape(&self) -> (usize, Problem) {
        let (mut at, mut range) = (self.at, self.one_char(self.at));
        while let Some(n) = self.text[at..].find('\\') {
            at += n;
            let rest = &self.text[at + 1..];
            let code = rest.chars().next().unwrap_or(' ');
            let digits = match code {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let hex = rest
                .get(1..1 + digits)
                .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
            let character = hex
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .is_some_and(|code| char::from_u32(code).is_some());
            let known = "0abt\tnvfre \"/\\N_LP\n\r".contains(code);
            if !known && (digits == 0 || !character) {
                let length = 1 + code.len_utf8() + hex.map_or(0, str::len);
                range = at..at + length;
                break;
            }
            at += 1 + code.len_utf8();
        }
        let found = self.text.get(range.clone()).unwrap_or("\\");
        let problem = self
            .problem(
                range.clone(),
                format!(
                    "`{found}` is not a character that can be written this way inside double quotes"
                ),
            )
            .help("write \\\\ for a backslash, or use single quotes around the whole text");
        (self.at.min(range.start), problem)
    }

    /// `value: >3900`.
    fn block_header(&self) -> (usize, Problem) {
        let range = self.rest_of_line(self.at);
        let text = &self.text[range.clone()];
        let sign = self.first_char();
        let problem = self
            .problem(range, format!("an unquoted `{sign}` at the start of a value begins a block of text on the next line"))
            .help(format!("quote the value: {}", quoted(text)));
        let problem = if sign == '>' {
            problem.help("or write it in words, as in `more than 3,900`")
        } else {
            problem
        };
        (self.at, problem)
    }

    fn odd_character(&self, character: char) -> (usize, Problem) {
        let from = self.at.min(self.text.len());
        if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') {
            // In a block of text the parser points at the start of the text.
            let at = self.text[from..].find(character).map_or(from, |n| from + n);
            let code = character as u32;
            let problem = self
                .problem(
                    self.one_char(at),
                    format!("an invisible control character (U+{code:04X}) stands here"),
                )
                .help("remove it; it often comes from copying out of a PDF file or a terminal");
            return (from, problem);
        }
        self.bad_start_at(from, character)
    }

    fn bad_start(&self, character: char) -> (usize, Problem) {
        self.bad_start_at(self.at, character)
    }

    fn bad_start_at(&self, at: usize, character: char) -> (usize, Problem) {
        let mut range = self.rest_of_line(at);
        if self.bracket.is_some() || self.open_bracket().is_some() {
            let end = self.text[range.clone()].find([',', ']', '}']);
            range.end = end.map_or(range.end, |n| range.start + n);
        }
        let text = &self.text[range.clone()];
        let sign = match character {
            '`' => "a backtick".to_owned(),
            other => format!("`{other}`"),
        };
        let problem = self
            .problem(
                range.clone(),
                format!("a value without quotation marks cannot begin with {sign}"),
            )
            .help(format!("quote it: {}", quoted(text)));
        (at, problem)
    }

    fn tab(&self) -> (usize, Problem) {
        // The parser points at the tab, behind it, or at the start of the value
        // that the line with the tab seems to continue.
        let start = self.line_start(self.at);
        let ahead = self.text[self.at..].find("\n\t").map(|n| self.at + n + 1);
        let behind = self.text[start..self.line_end(self.at)]
            .find('\t')
            .map(|n| start + n);
        let at = behind.or(ahead).unwrap_or(self.at);
        let length = self.text[at..].len() - self.text[at..].trim_start_matches('\t').len();
        let problem = self
            .problem(at..at + length, "a tab is used to indent or to separate")
            .help("use spaces; YAML does not allow tabs here");
        (self.at.min(at), problem)
    }

    /// `key: - item`.
    fn inline_list(&self) -> (usize, Problem) {
        let range = self.rest_of_line(self.at);
        let text = &self.text[range.clone()];
        let problem = self
            .problem(range, "a list cannot begin on the line of its key")
            .help(format!(
                "quote the text if the dash belongs to it: {}",
                quoted(text)
            ))
            .help("or begin the list on the next line");
        (self.at, problem)
    }

    /// A colon where no key can be.
    fn colon(&self) -> (usize, Problem) {
        let line = self.line(self.at);
        let before = &self.text[line.start..self.at.max(line.start)];
        // The value of the line above runs on into this line.
        if !before.contains(": ") && !before.starts_with("- ") && self.read_to >= self.at {
            let above = self.text[..line.start].trim_end();
            let line_above = above[above.rfind('\n').map_or(0, |n| n + 1)..].trim_start();
            let word = line_above.trim_start_matches("- ");
            let glued = word.split_once(':').is_some_and(|(key, value)| {
                !key.contains([' ', '"', '\''])
                    && !value.is_empty()
                    && !value.starts_with([' ', '/'])
            });
            if glued {
                let end = above.len();
                let start = end - word.len();
                let problem = self
                    .problem(
                        start..end,
                        "a space is missing after the colon, so this is read as text",
                    )
                    .help("write `key: value`");
                return (start, problem);
            }
            let problem = self
                .problem(self.rest_of_line(line.start), "this line is indented deeper than the one above, so it continues the value there")
                .help("indent it like the other keys of its entry");
            return (line.start, problem);
        }
        let text = before.find(": ").map_or(line.start, |n| line.start + n + 2);
        let whole = &self.text[text..line.end.max(text)];
        let problem = self
            .problem(
                self.one_char(self.at),
                "a colon followed by a space cannot stand inside text without quotation marks",
            )
            .help(format!("quote the text: {}", quoted(whole)));
        (self.at, problem)
    }

    fn no_colon(&self) -> (usize, Problem) {
        let line = self.rest_of_line(self.at);
        let problem = self
            .problem(line, "this line is not of the form `key: value`")
            .help("add the colon, followed by a space; or indent the line further if it continues the text above");
        (self.at, problem)
    }

    /// A bracket that was opened after what was read, or before, and is still open.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        if self.bracket.is_some() {
            return self.bracket;
        }
        let from = self.read_to.min(self.at);
        let bytes = self.text.as_bytes();
        let mut open: Vec<usize> = Vec::new();
        let mut quote = None;
        for at in from..(self.at + 1).min(bytes.len()) {
            let fresh =
                at == 0 || matches!(bytes[at - 1], b' ' | b'\n' | b'[' | b'{' | b',' | b':');
            match (bytes[at], quote) {
                (byte, Some(mark)) if byte == mark => quote = None,
                (_, Some(_)) => {}
                (mark @ (b'"' | b'\''), None) if fresh => quote = Some(mark),
                (b'[' | b'{', None) if fresh || !open.is_empty() => {
                    if at < self.at || open.is_empty() {
                        open.push(at);
                    }
                }
                (b']' | b'}', None) => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.first().copied()
    }

    pub(super) fn unclosed_bracket(&self, open: usize) -> Problem {
        let sign = self.text[open..].chars().next().unwrap_or('[');
        let close = if sign == '{' { '}' } else { ']' };
        let same_line = self.line_start(open) == self.line_start(self.at);
        if same_line && self.at > open && self.at < self.line_end(self.at) {
            return self
                .problem(
                    self.rest_of_line(self.at),
                    format!("a comma or `{close}` is missing before this"),
                )
                .related(
                    Span::new(self.file, open as u32, open as u32 + 1),
                    "opened here",
                )
                .help("quote a text that holds a colon, a comma, brackets or quotation marks");
        }
        self.problem(
            open..open + 1,
            format!("the `{sign}` opened here is not closed"),
        )
        .help(format!(
            "close it with `{close}`; quote the text if the bracket belongs to it"
        ))
    }

    /// Anything else: a line that does not fit where it stands.
    fn misplaced_line(&self) -> (usize, Problem) {
        let line = self.line(self.at);
        if self.read_to > line.start && self.at > line.start && self.read_to <= self.at {
            let between = self.text[self.read_to..self.at].trim();
            if between.is_empty() {
                let problem = self
                    .problem(
                        self.rest_of_line(self.at),
                        "this does not belong behind a value that is already complete",
                    )
                    .help("quote the whole text, or put this on a line of its own");
                return (self.at, problem);
            }
        }
        if self.text[self.at..].starts_with([',', ']', '}']) {
            return self.bad_start(self.first_char());
        }
        let above = self.text[..line.start].trim_end();
        let above = above.rfind('\n').map_or(0, |n| n + 1)..above.len();
        let above = self.line(above.start).start..above.end;
        let glued = self.text[above.clone()]
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if glued {
            let problem = self
                .problem(above.clone(), "a space is missing after the dash")
                .help("write `- ` before a list item");
            return (above.start, problem);
        }
        let text = &self.text[line.clone()];
        let start = line.start.min(self.at);
        let problem = if text.starts_with("- ") || text == "-" {
            self.problem(line, "this list item does not fit the lines above it")
                .help("indent it like the other items of its list; a list stands below its key")
        } else {
            self.problem(line, "this line does not fit the lines above it")
                .help("indent it like the other lines of its entry")
        };
        (start, problem)
    }
}

/// The text in the quotation marks that suit it.
fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
