//! The lines of a file as recovery sees them: indentation, what a line can begin,
//! and the words for lines that were not read.

use super::reader::Reader;

/// A line of the file: where it starts and ends (line break excluded), and how far
/// it is indented.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    pub indent: usize,
    /// A tab stands in its indentation: it cannot be judged.
    pub tabbed: bool,
}

impl Reader<'_, '_> {
    pub(super) fn line_at(&self, at: usize) -> Line {
        let at = at.min(self.text.len());
        let bytes = self.text.as_bytes();
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |n| n + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        let indent = bytes[start..end]
            .iter()
            .take_while(|&&byte| byte == b' ')
            .count();
        let tabbed = bytes.get(start + indent) == Some(&b'\t');
        Line {
            start,
            end,
            indent,
            tabbed,
        }
    }

    /// Neither blank nor a comment.
    pub(super) fn is_content(&self, line: Line) -> bool {
        let text = self.text[line.start..line.end].trim();
        !text.is_empty() && !text.starts_with('#')
    }

    pub(super) fn is_marker(&self, line: Line) -> bool {
        let text = &self.text[line.start..line.end];
        let rest = text
            .strip_prefix("---")
            .or_else(|| text.strip_prefix("..."));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
    }

    pub(super) fn only_comments(&self, from: usize) -> bool {
        let mut rest = self.text[from..].lines();
        rest.all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    }

    /// Whether text follows on a line after byte `at`, but for a colon or a comment.
    pub(super) fn has_tail(&self, at: usize, line: Line) -> bool {
        let rest = self.text[at.min(line.end)..line.end].trim();
        let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
        !rest.is_empty() && !rest.starts_with('#')
    }

    /// The line of the dash before an item that starts at `start`.
    pub(super) fn dash_line(&self, start: usize) -> usize {
        let blank = |c: char| c.is_whitespace();
        let before = self.text[..start].trim_end_matches(blank);
        let at = if before.ends_with('-') {
            before.len()
        } else {
            start
        };
        self.line_at(at).start
    }

    pub(super) fn number_of_line(&self, at: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at.min(self.text.len())]).count() + 1
    }

    pub(super) fn lines_between(&self, first: usize, last: usize, resume: usize) -> String {
        let (first, resume) = (self.number_of_line(first), self.number_of_line(resume));
        let last = self
            .number_of_line(last)
            .clamp(first, (resume - 1).max(first));
        if first == last {
            format!("line {first} is not read; reading goes on at line {resume}")
        } else {
            format!("lines {first} to {last} are not read; reading goes on at line {resume}")
        }
    }

    pub(super) fn lines_to_end(&self, first: usize) -> String {
        let first = self.number_of_line(first);
        let last = self.number_of_line(self.text.trim_end().len()).max(first);
        if first == last {
            format!("line {first}, the last of the file, is not read")
        } else {
            let count = last - first + 1;
            format!("the rest of the file, {count} lines from line {first}, is not read")
        }
    }
}

/// `- item`.
pub(super) fn is_item(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
}

/// `key: value`, `key:` or `"key": value`, with nothing odd before the colon.
pub(super) fn looks_like_entry(text: &str) -> bool {
    let text = text.trim_end();
    let Some(colon) = text
        .find(": ")
        .or_else(|| text.strip_suffix(':').map(str::len))
    else {
        return false;
    };
    let key = &text[..colon];
    let inner = key
        .strip_prefix('"')
        .and_then(|key| key.strip_suffix('"'))
        .or_else(|| {
            key.strip_prefix('\'')
                .and_then(|key| key.strip_suffix('\''))
        })
        .unwrap_or(key);
    !inner.is_empty()
        && !inner.starts_with([
            '-', '?', '#', '&', '*', '!', '|', '>', '@', '%', '`', '{', '[',
        ])
        && !inner.contains(['"', '\'', '{', '}', '\n', '#'])
}
