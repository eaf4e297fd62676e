//! Traps of structure: tabs, colons, dashes, brackets, lines that do not fit.

use super::{Problem, Scene, Span, quoted};

impl Scene<'_> {
    pub(super) fn tab(&self) -> (usize, Problem) {
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
    pub(super) fn inline_list(&self) -> (usize, Problem) {
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
    pub(super) fn colon(&self) -> (usize, Problem) {
        let line = self.line(self.at);
        let before = &self.text[line.start..self.at.max(line.start)];
        // The value of the line above runs on into this line.
        let indented = line.start > self.line_start(self.at);
        if indented
            && !before.contains(": ")
            && !before.starts_with("- ")
            && self.read_to >= self.at
        {
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
            if let Some(dash) = self.glued_dash(&line) {
                return dash;
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

    /// `-item` in the line above this one.
    fn glued_dash(&self, line: &std::ops::Range<usize>) -> Option<(usize, Problem)> {
        let above = self.text[..line.start].trim_end();
        let above = above.rfind('\n').map_or(0, |n| n + 1)..above.len();
        let above = self.line(above.start).start.min(above.end)..above.end;
        self.text[above.clone()]
            .strip_prefix('-')
            .filter(|rest| rest.starts_with(char::is_alphabetic))?;
        let problem = self
            .problem(above.clone(), "a space is missing after the dash")
            .help("write `- ` before a list item");
        Some((above.start, problem))
    }

    /// An indentation with a space that YAML takes for text, such as the no-break
    /// space of a word processor, between what was read and the error.
    pub(super) fn odd_space(&self) -> Option<(usize, Problem)> {
        // What was read last may be the value that the odd line was taken for.
        let read = self.line_start(self.read_to.min(self.at));
        let mut start = self.line_start(read.saturating_sub(1));
        while start <= self.at {
            let rest = self.text[start..].trim_start_matches(' ');
            let from = self.text.len() - rest.len();
            let odd = rest
                .chars()
                .next()
                .filter(|&c| !c.is_ascii() && c.is_whitespace());
            if let Some(odd) = odd {
                let end = self.text.len() - rest.trim_start_matches([odd, ' ']).len();
                let message = format!(
                    "a space that is none to YAML (U+{:04X}) indents this line",
                    u32::from(odd)
                );
                let problem = self
                    .problem(from..end, message)
                    .help("indent with ordinary spaces");
                return Some((start, problem));
            }
            start += self.text[start..]
                .find('\n')
                .map_or(self.text.len(), |end| end)
                + 1;
        }
        None
    }

    pub(super) fn no_colon(&self) -> (usize, Problem) {
        let line = self.rest_of_line(self.at);
        let problem = self
            .problem(line, "this line is not of the form `key: value`")
            .help("add the colon, followed by a space; or indent the line further if it continues the text above");
        (self.at, problem)
    }

    /// A bracket that was opened after what was read, or before, and is still open.
    pub(in crate::text) fn open_bracket(&self) -> Option<usize> {
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
                (b'[' | b'{', None)
                    if open.is_empty() && fresh || !open.is_empty() && at < self.at =>
                {
                    open.push(at);
                }
                (b']' | b'}', None) => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.first().copied()
    }

    pub(in crate::text) fn unclosed_bracket(&self, open: usize) -> Problem {
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
    pub(super) fn misplaced_line(&self) -> (usize, Problem) {
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
        if let Some(dash) = self.glued_dash(&line) {
            return dash;
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
