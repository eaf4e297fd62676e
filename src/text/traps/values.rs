//! Traps inside a value: its first character, its quotation marks, its escapes.

use super::{Problem, Scene, Span, quoted};

impl Scene<'_> {
    /// A quotation mark was opened and the text ended or lost its indentation.
    pub(super) fn unclosed_quote(&self) -> (usize, Problem) {
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
    pub(super) fn open_quote(&self) -> Option<usize> {
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

    pub(super) fn after_quote(&self, single: bool) -> (usize, Problem) {
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

    pub(super) fn bad_escape(&self) -> (usize, Problem) {
        let (mut at, mut range) = (self.at, self.one_char(self.at));
        while let Some(n) = self.text[at..].find('\\') {
            at += n;
            let rest = &self.text[at + 1..];
            let Some(code) = rest.chars().next() else {
                break;
            };
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
    pub(super) fn block_header(&self) -> (usize, Problem) {
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

    pub(super) fn odd_character(&self, character: char) -> (usize, Problem) {
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

    pub(super) fn bad_start(&self, character: char) -> (usize, Problem) {
        self.bad_start_at(self.at, character)
    }

    pub(super) fn bad_start_at(&self, at: usize, character: char) -> (usize, Problem) {
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
}
