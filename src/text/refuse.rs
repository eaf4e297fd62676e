//! Constructs that the reader understands and refuses, with a reason each: a ledger
//! of quotations must read the same to a person and to the tool. Reading goes on.

use std::ops::Range;

use super::Problem;
use super::reader::Reader;
use super::tree::Raw;

/// Problems of this kind that are listed one by one.
const MAX_REFUSALS: usize = 100;

impl Reader<'_, '_> {
    pub(super) fn alias(&mut self, range: Range<usize>) {
        if self.skipping > 0 {
            return;
        }
        let name = self.text.get(range.clone()).unwrap_or("*");
        self.refuse(
            range.clone(),
            format!("`{name}` is an alias, a reference to a value elsewhere in the file"),
            "write the value out; quote it if the asterisk belongs to the text",
        );
        self.content_end = range.end;
        self.push_broken(range);
    }

    /// Looks at the start of a document; false if there was one already.
    pub(super) fn document(&mut self, explicit: bool, at: usize) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            self.second_document(at);
            return false;
        }
        if explicit {
            let mut start = 0;
            for line in self.text[..at].split_inclusive('\n') {
                if line.starts_with('%') {
                    self.refuse(
                        start..start + line.trim_end().len(),
                        "a line that begins with `%` is a directive to a YAML reader",
                        "remove the line",
                    );
                }
                start += line.len();
            }
        }
        true
    }

    /// A second document begins at `at`; says what that leaves unread.
    pub(super) fn second_document(&mut self, at: usize) {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |n| at + n);
        let lost = self.lines_to_end(at);
        let problem = Problem::error(
            "invalid-yaml",
            self.span(at..at + self.text[at..end].trim_end().len()),
            "a second document begins here, and a file holds one",
        )
        .help(lost)
        .help("put it into a file of its own, or remove the line");
        self.problems.push(problem);
    }

    /// An anchor or a tag stands before the node at `start`.
    pub(super) fn refuse_marks(&mut self, anchor: bool, tag: Option<Range<usize>>, start: usize) {
        if self.skipping > 0 {
            return;
        }
        if anchor {
            let before = self.text.get(self.content_end..start).unwrap_or("");
            let at = before.rfind('&').map_or(start, |at| self.content_end + at);
            let name = self.text[at..]
                .split([' ', '\t', '\r', '\n', ',', ']', '}'])
                .next();
            let name = name.unwrap_or("&");
            self.refuse(
                at..at + name.len(),
                format!("`{name}` is an anchor, a name for a value to be used again"),
                "remove it; quote the text if the `&` belongs to it",
            );
        }
        if let Some(tag) = tag {
            let tag = self.base + tag.start..self.base + tag.end;
            let name = self.text.get(tag.clone()).unwrap_or("!");
            self.refuse(
                tag,
                format!("`{name}` is a tag, which tells a YAML reader the type of a value"),
                "remove it: every value is read as the text it is; quote the text if the `!` belongs to it",
            );
        }
    }

    /// Problems with a key that is a scalar; the flags it gets.
    pub(super) fn refuse_key(&mut self, key: &str, plain: bool, range: &Range<usize>) -> u16 {
        if plain && key == "<<" {
            self.refuse(
                range.clone(),
                "`<<` merges one mapping into another; the entry is not read",
                "write the entries out",
            );
            return Raw::BROKEN;
        }
        if plain && range.is_empty() {
            self.refuse(
                range.start..range.start + self.text[range.start..].starts_with(':') as usize,
                "the key before this colon is missing; the entry is not read",
                "quote the text if the colon belongs to it",
            );
            return Raw::BROKEN;
        }
        0
    }

    /// A text block without text: `value: >5` was meant as a comparison.
    pub(super) fn empty_block(&mut self, at: usize) {
        let before = self.text.get(self.content_end..at).unwrap_or("");
        let start = before.find(['>', '|']).map_or(at, |n| self.content_end + n);
        let header = self.text[start..]
            .split([' ', '\t', '\r', '\n'])
            .next()
            .unwrap_or("");
        let range = start..start + header.len();
        self.content_end = range.end;
        let sign = header.get(..1).unwrap_or(">");
        let message = format!("`{sign}` begins a block of text here, but no text follows");
        if header.bytes().any(|byte| byte.is_ascii_digit()) {
            self.refuse(
                range.clone(),
                message,
                &format!("quote the value: \"{header}\""),
            );
            self.push(Raw {
                start: range.start as u32,
                end: range.end as u32,
                link: 0,
                flags: Raw::SCALAR,
            });
        } else {
            self.refuse(range.clone(), message, "write the text, or remove the line");
            self.push_broken(range);
        }
    }

    /// Counts a refusal; false once there are too many to list.
    pub(super) fn may_list(&mut self) -> bool {
        self.refusals += 1;
        self.refusals <= MAX_REFUSALS
    }

    /// Adds a problem about a construct that is not read; a long list is cut.
    pub(super) fn refuse(&mut self, range: Range<usize>, message: impl Into<String>, help: &str) {
        if self.may_list() {
            let problem = Problem::error("invalid-yaml", self.span(range), message).help(help);
            self.problems.push(problem);
        }
    }

    /// Says how many problems were not listed.
    pub(super) fn count_unlisted(&mut self) {
        if self.refusals > MAX_REFUSALS {
            let more = self.refusals - MAX_REFUSALS;
            let problem = Problem::error(
                "invalid-yaml",
                self.span(0..0),
                format!("{more} more problems of this kind in the file are not listed"),
            );
            self.problems.push(problem);
        }
    }
}
