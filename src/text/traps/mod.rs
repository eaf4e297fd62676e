//! Plain words for what people trip over in YAML: every syntax error of the parser
//! becomes a sentence, a place for the caret and a way out.

use granit_parser::ErrorKind as E;

use super::{FileId, Problem, Span};

mod structure;
mod values;

/// What is known where a syntax error was noticed.
pub(in crate::text) struct Scene<'s> {
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
pub(in crate::text) fn explain(kind: &E, scene: &Scene<'_>) -> (usize, Problem) {
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
    if let Some(odd) = scene.odd_space() {
        return odd;
    }
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
        start + indent..end.max(start + indent)
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
