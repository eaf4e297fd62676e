//! Decoding of quotations.

use super::Decoder;
use super::todo::What;
use crate::dossier::claim::Quote;
use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};

pub(super) const QUOTE_KEYS: &[&str] = &["exact", "prefix", "suffix"];

impl<'t> Decoder<'t> {
    /// A quotation: a text, or the text with the words around it.
    pub(super) fn quote(&mut self, node: Option<Node<'t>>) -> Option<Quote> {
        let node = node?;
        if self.todo(node, What::Quotation) {
            return None;
        }
        if node.kind() != Kind::Mapping {
            let text = self.scalar(node, "`quote`")?;
            return Some(Quote {
                exact: text.value.into(),
                prefix: None,
                suffix: None,
                span: text.span,
            });
        }
        let fields = Fields::of(node, "a quotation", QUOTE_KEYS, &mut self.dossier.problems)?;
        let exact = fields.require("exact", &mut self.dossier.problems)?;
        if self.todo(exact, What::Quotation) {
            return None;
        }
        let exact = self.scalar(exact, "`exact`")?;
        Some(Quote {
            exact: exact.value.into(),
            prefix: self
                .string(fields.get("prefix"), "`prefix`")
                .map(Into::into),
            suffix: self
                .string(fields.get("suffix"), "`suffix`")
                .map(Into::into),
            span: exact.span,
        })
    }
}
