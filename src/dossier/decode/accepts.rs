//! Decoding of acceptances.

use super::Decoder;
use crate::dossier::Acceptance;
use crate::text::Problem;
use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};

pub(super) const KEYS: &[&str] = &["check", "claims", "reason", "until"];

impl<'t> Decoder<'t> {
    /// Reads `accept:`.
    pub(super) fn accepts(&mut self, node: Option<Node<'t>>) {
        let Some(node) = node else { return };
        if node.kind() != Kind::Sequence {
            self.problem(
                Problem::error("invalid-yaml", node.span(), "`accept` must be a list")
                    .help("start each entry with `- check:`"),
            );
        }
        for item in node.items() {
            if let Some(acceptance) = self.accept(item) {
                self.dossier.accepts.push(acceptance);
            }
        }
    }

    fn accept(&mut self, node: Node<'t>) -> Option<Acceptance> {
        let problems = &mut self.dossier.problems;
        let fields = Fields::of(node, "an acceptance", KEYS, problems)?;
        let check = fields.require("check", problems);
        let claims = fields.require("claims", problems);
        let reason = fields.require("reason", problems);
        let check = self.strings(check, "`check`").into_iter().next();
        let reason = self.string(reason, "`reason`");
        let claims = self.strings(claims, "a claim's id");
        let until = self.window(fields.get("until"), "`until`");
        if fields.get("until").is_some() && until.is_none() {
            return None;
        }
        Some(Acceptance {
            check: check?,
            claims,
            reason: reason?,
            until,
            span: node.span(),
        })
    }
}
