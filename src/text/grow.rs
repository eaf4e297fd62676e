//! Trees that no YAML was read for: the rows of a table, put into the form that the
//! decoders know. Every text keeps the place it has in its file.

use std::ops::Range;

use super::tree::{Kind, Node, Raw, Style, Tree};
use super::{FileId, Span, Spanned};

/// A tree that is being built, from the top down.
#[derive(Debug)]
pub struct Growing<'s> {
    tree: Tree<'s>,
    open: Vec<u32>,
}

impl<'s> Growing<'s> {
    /// An empty tree over the text of a file.
    pub fn new(file: FileId, source: &'s str) -> Self {
        Self {
            tree: Tree {
                file,
                source,
                nodes: Vec::new(),
                decoded: Vec::new(),
                foreign: Vec::new(),
            },
            open: Vec::new(),
        }
    }

    /// Begins a list or a mapping that stands at `range`. A mapping's entries are
    /// added as key, value, key, value.
    pub fn open(&mut self, kind: Kind, range: Range<usize>) {
        let flags = match kind {
            Kind::Mapping => Raw::MAPPING,
            _ => Raw::SEQUENCE,
        };
        self.open.push(self.tree.nodes.len() as u32);
        self.push(range, 0, flags);
    }

    /// Ends the list or mapping that was begun last.
    pub fn close(&mut self) {
        let end = self.tree.nodes.len() as u32;
        if let Some(node) = self.open.pop() {
            self.tree.nodes[node as usize].link = end;
        }
    }

    /// A text that stands in the file as it is.
    pub fn text(&mut self, range: Range<usize>) {
        self.push(range, 0, Raw::SCALAR);
    }

    /// A text whose quotation marks are doubled in the file.
    pub fn doubled(&mut self, range: Range<usize>, text: String) {
        let link = self.word(text);
        let style = (Style::Doubled as u16) << Raw::STYLE_SHIFT;
        self.push(range, link, Raw::SCALAR | Raw::DECODED | style);
    }

    /// Keeps a text that stands for something else in the file; gives its number.
    pub fn word(&mut self, text: String) -> u32 {
        self.tree.decoded.push(text);
        self.tree.decoded.len() as u32 - 1
    }

    /// A kept text that stands for what is at `range`.
    pub fn stand_in(&mut self, range: Range<usize>, word: u32) {
        self.push(range, word, Raw::SCALAR | Raw::DECODED);
    }

    /// A text that another file says.
    pub fn foreign(&mut self, text: String, span: Span) {
        let link = self.tree.foreign.len() as u32;
        self.tree.foreign.push(Spanned::new(text, span));
        self.push(0..0, link, Raw::SCALAR | Raw::FOREIGN);
    }

    /// A scalar of another tree over the same file.
    pub fn copy(&mut self, node: Node<'_>) {
        let (mut raw, decoded) = node.parts();
        if let Some(text) = decoded {
            raw.link = self.word(text.to_owned());
        }
        self.tree.nodes.push(raw);
    }

    /// The tree, whatever is still open closed.
    pub fn done(mut self) -> Tree<'s> {
        while !self.open.is_empty() {
            self.close();
        }
        self.tree
    }

    fn push(&mut self, range: Range<usize>, link: u32, flags: u16) {
        self.tree.nodes.push(Raw {
            start: range.start as u32,
            end: range.end as u32,
            link,
            flags,
        });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_places() {
        let source = "a,\"b\"\"c\",d";
        let (file, map) = (FileId(0), FileId(1));
        let mut growing = Growing::new(file, source);
        growing.open(Kind::Mapping, 0..10);
        growing.text(0..1);
        growing.doubled(3..7, "b\"c".to_owned());
        let word = growing.word("key".to_owned());
        growing.stand_in(9..10, word);
        growing.foreign("said elsewhere".to_owned(), Span::new(map, 5, 19));
        let tree = growing.done();
        let root = tree.root().unwrap();
        let texts = |(key, value): (Node<'_>, Node<'_>)| {
            (
                key.text().unwrap().to_owned(),
                value.text().unwrap().to_owned(),
            )
        };
        let texts: Vec<(String, String)> = root.entries().map(texts).collect();
        let expected = [("a", "b\"c"), ("key", "said elsewhere")];
        assert_eq!(texts, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        let values: Vec<Node<'_>> = root.entries().map(|(_, value)| value).collect();
        assert_eq!(values[0].inner(1..2), Span::new(file, 4, 6));
        assert_eq!(values[0].inner(2..3), Span::new(file, 6, 7));
        assert_eq!(values[1].span(), Span::new(map, 5, 19));
        assert_eq!(values[1].inner(5..9), Span::new(map, 10, 14));
        let key = root.entries().nth(1).unwrap().0;
        assert_eq!(key.span(), Span::new(file, 9, 10));
        assert_eq!(key.inner(0..2), Span::new(file, 9, 10));
    }
}
