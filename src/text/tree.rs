//! The spanned YAML tree: one flat list of small nodes over the text of a file.
//! It owns access to what was read; building it is `reader`'s work.

use std::ops::Range;

use super::{FileId, Span, Spanned, scalar};

pub use super::reader::read;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Scalar,
    /// A list.
    Sequence,
    /// Keys and values.
    Mapping,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
    /// A field of a table, the quotation marks around it left out, that holds
    /// doubled quotation marks.
    Doubled,
}

/// The tree of one file; texts are slices of the file wherever they can be.
#[derive(Debug)]
pub struct Tree<'s> {
    pub(super) file: FileId,
    pub(super) source: &'s str,
    pub(super) nodes: Vec<Raw>,
    /// Texts that differ from the source: escapes, folded lines, doubled quotes.
    pub(super) decoded: Vec<String>,
    /// Texts that another file says, with their places there.
    pub(super) foreign: Vec<Spanned<String>>,
}

/// One node. Its children follow it; a mapping's are key, value, key, value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw {
    pub start: u32,
    pub end: u32,
    /// Collections: index one past the last descendant. Scalars with `DECODED`:
    /// index into the decoded texts.
    pub link: u32,
    pub flags: u16,
}

impl Raw {
    pub const KIND: u16 = 0b11;
    pub const SCALAR: u16 = 0;
    pub const SEQUENCE: u16 = 1;
    pub const MAPPING: u16 = 2;
    pub const STYLE_SHIFT: u16 = 2;
    pub const STYLE: u16 = 0b111 << Self::STYLE_SHIFT;
    /// The text stands in the side table.
    pub const DECODED: u16 = 1 << 5;
    /// An empty value, `~` or `null`.
    pub const NULL: u16 = 1 << 6;
    /// Refused with a problem of its own; callers do not see it.
    pub const BROKEN: u16 = 1 << 7;
    /// Something inside was refused or could not be read.
    pub const INCOMPLETE: u16 = 1 << 8;
    /// A syntax error cut the collection short: a key may be missing only here.
    pub const CUT: u16 = 1 << 9;
    /// A scalar of another file: `link` is its number there.
    pub const FOREIGN: u16 = 1 << 10;

    pub fn has(self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    pub fn kind(self) -> u16 {
        self.flags & Self::KIND
    }

    pub fn style(self) -> Style {
        match (self.flags & Self::STYLE) >> Self::STYLE_SHIFT {
            0 => Style::Plain,
            1 => Style::Single,
            2 => Style::Double,
            3 => Style::Literal,
            4 => Style::Folded,
            _ => Style::Doubled,
        }
    }

    /// The bytes of the source that hold a scalar's text, quotes taken off.
    pub fn content(self) -> Range<usize> {
        let range = self.start as usize..self.end as usize;
        match self.style() {
            Style::Single | Style::Double if range.len() >= 2 => range.start + 1..range.end - 1,
            _ => range,
        }
    }
}

/// A node of a [`Tree`].
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

impl<'s> Tree<'s> {
    /// The top of the document; nothing if the file is empty.
    pub fn root(&self) -> Option<Node<'_>> {
        let raw = self.nodes.first()?;
        (!raw.has(Raw::BROKEN)).then_some(Node {
            tree: self,
            index: 0,
        })
    }

    /// The file the tree was read from.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// Index of the node after `index` and everything in it.
    pub(super) fn after(&self, index: u32) -> u32 {
        let raw = self.nodes[index as usize];
        if raw.kind() == Raw::SCALAR {
            index + 1
        } else {
            raw.link
        }
    }

    /// The decoded text of the scalar at `index`.
    pub(super) fn text_of(&self, index: u32) -> &str {
        let raw = self.nodes[index as usize];
        if raw.has(Raw::NULL) && raw.start == raw.end {
            ""
        } else if raw.has(Raw::FOREIGN) {
            &self.foreign[raw.link as usize].value
        } else if raw.has(Raw::DECODED) {
            &self.decoded[raw.link as usize]
        } else {
            self.source.get(raw.content()).unwrap_or("")
        }
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind() {
            Kind::Scalar => self.text().fmt(out),
            Kind::Sequence => out.debug_list().entries(self.items()).finish(),
            Kind::Mapping => out.debug_map().entries(self.entries()).finish(),
        }
    }
}

impl<'t> Node<'t> {
    fn raw(self) -> Raw {
        self.tree.nodes[self.index as usize]
    }

    fn at(self, index: u32) -> Node<'t> {
        Node { index, ..self }
    }

    pub(super) fn file_span(self, range: Range<usize>) -> Span {
        Span::new(self.tree.file, range.start as u32, range.end as u32)
    }

    /// The whole file the node stands in.
    pub(super) fn source(self) -> &'t str {
        self.tree.source
    }

    /// Scalar, sequence or mapping.
    pub fn kind(self) -> Kind {
        match self.raw().kind() {
            Raw::SEQUENCE => Kind::Sequence,
            Raw::MAPPING => Kind::Mapping,
            _ => Kind::Scalar,
        }
    }

    /// Where it was written: a scalar with its quotation marks, a collection from
    /// its first key or item to the end of its last one.
    pub fn span(self) -> Span {
        let raw = self.raw();
        if raw.has(Raw::FOREIGN) {
            return self.tree.foreign[raw.link as usize].span;
        }
        Span::new(self.tree.file, raw.start, raw.end)
    }

    /// Whether another file than the tree's says it.
    pub(super) fn is_foreign(self) -> bool {
        self.raw().has(Raw::FOREIGN)
    }

    /// The raw node and, where it has one, its decoded text.
    pub(super) fn parts(self) -> (Raw, Option<&'t str>) {
        let raw = self.raw();
        let decoded = raw.has(Raw::DECODED);
        (raw, decoded.then(|| self.tree.text_of(self.index)))
    }

    /// The decoded text of a scalar; nothing for a collection. An empty value has
    /// the empty text.
    pub fn text(self) -> Option<&'t str> {
        (self.kind() == Kind::Scalar).then(|| self.tree.text_of(self.index))
    }

    /// Whether it is a scalar without quotation marks or block indicator.
    pub fn is_plain(self) -> bool {
        self.kind() == Kind::Scalar && self.raw().style() == Style::Plain
    }

    /// Whether it is an empty value, or a plain `~` or `null`.
    pub fn is_null(self) -> bool {
        self.raw().has(Raw::NULL)
    }

    /// Whether everything in it was read. Items and entries that were refused are
    /// left out of it and have a problem of their own; what is left of the
    /// collection must then not be summed or called incomplete a second time.
    pub fn is_complete(self) -> bool {
        !self.raw().has(Raw::INCOMPLETE | Raw::CUT | Raw::BROKEN)
    }

    /// Whether a syntax error ended it early, so that keys may be missing.
    pub fn is_cut(self) -> bool {
        self.raw().has(Raw::CUT)
    }

    /// Keys (always scalars) and values of a mapping, in the order of the file.
    pub fn entries(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        self.all_entries()
            .filter(|(key, value)| !key.raw().has(Raw::BROKEN) && !value.raw().has(Raw::BROKEN))
    }

    /// Entries whose key can be read; the value may be refused (`is_broken`).
    pub(super) fn all_entries(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let end = match self.kind() {
            Kind::Mapping => self.raw().link,
            _ => 0,
        };
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let key = self.at(next);
                let value = self.at(self.tree.after(next));
                next = self.tree.after(value.index);
                (key, value)
            })
        })
    }

    pub(super) fn is_broken(self) -> bool {
        self.raw().has(Raw::BROKEN)
    }

    /// The items of a sequence.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        let end = match self.kind() {
            Kind::Sequence => self.raw().link,
            _ => 0,
        };
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let item = self.at(next);
                next = self.tree.after(next);
                item
            })
        })
        .filter(|item| !item.raw().has(Raw::BROKEN))
    }

    /// The value of a key in a mapping.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entries()
            .find(|(name, _)| name.text() == Some(key))
            .map(|(_, value)| value)
    }

    /// A range of the decoded text as a span of the file. Exact for every style:
    /// an escape in double quotes is one character, a folded line end is the space
    /// it became. The range is cut to the text and to whole characters.
    pub fn inner(self, range: Range<usize>) -> Span {
        let raw = self.raw();
        let Some(text) = self.text() else {
            return self.span();
        };
        let start = floor(text, range.start);
        let end = floor(text, range.end).max(start);
        if raw.has(Raw::FOREIGN) {
            let whole = self.span();
            let verbatim = (whole.end - whole.start) as usize == text.len();
            return match verbatim {
                true => Span::new(
                    whole.file,
                    whole.start + start as u32,
                    whole.start + end as u32,
                ),
                false => whole,
            };
        }
        if !raw.has(Raw::DECODED) {
            let base = if raw.has(Raw::NULL) && text.is_empty() {
                raw.start as usize
            } else {
                raw.content().start
            };
            return self.file_span(base + start..base + end);
        }
        let content = raw.content();
        let column = indentation(self.tree.source, content.start);
        let source = self.tree.source.get(content.clone()).unwrap_or("");
        match scalar::locate(source, raw.style(), column, text, start..end) {
            Some(found) => self.file_span(content.start + found.start..content.start + found.end),
            None => self.span(),
        }
    }

    pub(super) fn index(self) -> u32 {
        self.index
    }

    pub(super) fn with_index(self, index: u32) -> Node<'t> {
        self.at(index)
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many bytes stand between the start of the line and `at`.
fn indentation(source: &str, at: usize) -> usize {
    at - source[..at].rfind('\n').map_or(0, |end| end + 1)
}
