//! Decoding of acceptances in `accept:`.

use super::Decoder;
use crate::dossier::Acceptance;
use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Spanned};

pub(super) const KEYS: &[&str] = &["check", "claims", "fingerprint", "reason", "until"];

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
        // A fingerprint says all of it.
        let alone = fields.has("fingerprint");
        let mut need = |key| match alone {
            true => fields.get(key),
            false => fields.require(key, problems),
        };
        let (check, claims) = (need("check"), need("claims"));
        let reason = fields.require("reason", problems);
        let named = check.is_some();
        let check = self.strings(check, "`check`").into_iter().next();
        let reason = self.string(reason, "`reason`");
        let claims = self.strings(claims, "a claim's id");
        let fingerprint = self.fingerprint(fields.get("fingerprint"));
        let until = self.window(fields.get("until"), "`until`");
        if fields.get("until").is_some() && until.is_none()
            || named && check.is_none()
            || fingerprint.is_none() && (alone || check.is_none())
        {
            return None;
        }
        Some(Acceptance {
            check,
            claims,
            fingerprint,
            reason: reason?,
            until,
            span: node.span(),
            below: None,
        })
    }

    fn fingerprint(&mut self, node: Option<Node<'t>>) -> Option<Spanned<String>> {
        let text = self.scalar(node?, "`fingerprint`")?;
        let digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if text.value.len() == 16 && text.value.chars().all(digit) {
            return Some(Spanned::new(text.value.to_owned(), text.span));
        }
        self.problem(
            Problem::error(
                "invalid-value",
                text.span,
                "a fingerprint has 16 digits 0-9 and a-f",
            )
            .help("`crossfoot check --fingerprints` shows those of all findings"),
        );
        None
    }
}
