//! Cells: the text of a field and the way back to its bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::split::Field;
use crate::text::tree::Node;
use crate::text::{FileId, Growing, Span, restore};

/// A text of a table, or one that the map gives in its place.
#[derive(Clone, Debug)]
pub(super) struct Cell<'c> {
    /// The text.
    pub text: Cow<'c, str>,
    /// Where it stands.
    pub at: At<'c>,
}

/// Where the text of a cell stands.
#[derive(Clone, Debug)]
pub(super) enum At<'c> {
    /// Here, as it is.
    Verbatim(Range<usize>),
    /// Here, with doubled quotation marks.
    Doubled(Range<usize>),
    /// Here stands something that means it.
    StandIn(Range<usize>),
    /// In another file.
    Foreign(Span),
    /// In this node of a tree over the same file.
    Node(Node<'c>),
}

impl<'c> Cell<'c> {
    /// The cell of a field; none if it is empty. Spaces around the text are not part
    /// of it, except in quotation marks where `verbatim` is wanted.
    pub fn of(text: &'c str, field: Field, verbatim: bool) -> Option<Self> {
        let mut range = field.content();
        let content = text.get(range.clone())?;
        let trimmed = content.trim();
        if trimmed.is_empty() {
            return None;
        }
        if !(verbatim && field.quoted) {
            range.start += content.len() - content.trim_start().len();
            range.end = range.start + trimmed.len();
        }
        // An apostrophe that an export put in front of what may be a formula.
        let own = &text[range.clone()];
        range.start += own.len() - restore(own).len();
        let content = &text[range.clone()];
        Some(if field.doubled && content.contains("\"\"") {
            Self {
                text: content.replace("\"\"", "\"").into(),
                at: At::Doubled(range),
            }
        } else {
            Self {
                text: content.into(),
                at: At::Verbatim(range),
            }
        })
    }

    /// A text that stands in another file.
    pub fn foreign(text: &str, span: Span) -> Cell<'static> {
        Cell {
            text: text.to_owned().into(),
            at: At::Foreign(span),
        }
    }

    /// A scalar of a tree over the table's file.
    pub fn node(node: Node<'c>) -> Option<Self> {
        let text = node.text()?;
        (!text.trim().is_empty()).then_some(Self {
            text: text.into(),
            at: At::Node(node),
        })
    }

    /// Another text with the same place.
    pub fn replaced(&self, text: &str, file: FileId) -> Self {
        let at = match &self.at {
            At::Verbatim(range) | At::Doubled(range) | At::StandIn(range) => {
                At::StandIn(range.clone())
            }
            At::Foreign(span) => At::Foreign(*span),
            At::Node(_) => {
                let span = self.span(file);
                At::StandIn(span.start as usize..span.end as usize)
            }
        };
        Self {
            text: text.to_owned().into(),
            at,
        }
    }

    /// A stretch of the text, with its place if that can be told.
    pub fn part(&self, range: Range<usize>) -> Cell<'c> {
        let text = self.text.get(range.clone()).unwrap_or("").to_owned();
        let at = match &self.at {
            At::Verbatim(whole) => At::Verbatim(whole.start + range.start..whole.start + range.end),
            At::Doubled(whole) | At::StandIn(whole) => At::StandIn(whole.clone()),
            At::Foreign(span) => At::Foreign(*span),
            At::Node(node) => {
                let span = node.inner(range);
                At::StandIn(span.start as usize..span.end as usize)
            }
        };
        Cell {
            text: text.into(),
            at,
        }
    }

    /// The place in the files.
    pub fn span(&self, file: FileId) -> Span {
        match &self.at {
            At::Verbatim(range) | At::Doubled(range) | At::StandIn(range) => {
                Span::new(file, range.start as u32, range.end as u32)
            }
            At::Foreign(span) => *span,
            At::Node(node) => node.span(),
        }
    }

    /// Adds it to a tree.
    pub fn grow(&self, growing: &mut Growing<'_>) {
        match &self.at {
            At::Verbatim(range) => growing.text(range.clone()),
            At::Doubled(range) => growing.doubled(range.clone(), self.text.to_string()),
            At::StandIn(range) => {
                let word = growing.word(self.text.to_string());
                growing.stand_in(range.clone(), word);
            }
            At::Foreign(span) => growing.foreign(self.text.to_string(), *span),
            At::Node(node) => growing.copy(*node),
        }
    }
}
