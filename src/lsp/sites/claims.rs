//! Names in claims and their breakdowns.

use super::{Name, Site, Walk, name};
use crate::dossier::DimensionId;
use crate::text::{Kind, Node};

impl Walk<'_> {
    pub(super) fn claim(&self, node: Node<'_>, sites: &mut Vec<Site>) {
        for (key, value) in node.entries() {
            match key.text() {
                Some("id") => self.claim_id(Some(value), true, sites),
                Some("measure") => {
                    let found = value
                        .text()
                        .and_then(|name| self.dossier.codebook.find_measure(name));
                    if let Some(measure) = found {
                        name(value.span(), Name::Measure(measure), sites);
                    }
                }
                Some("where") => self.scope(value, sites),
                Some("readings") => value.items().for_each(|scope| self.scope(scope, sites)),
                Some("source") => self.source(Some(value), false, sites),
                Some("attributed_to") => self.publisher(Some(value), sites),
                Some("revises") => self.claim_id(Some(value), false, sites),
                Some("breakdowns") => {
                    value
                        .items()
                        .for_each(|breakdown| self.breakdown(breakdown, sites));
                }
                _ => {}
            }
        }
    }

    pub(super) fn claim_id(&self, node: Option<Node<'_>>, defines: bool, sites: &mut Vec<Site>) {
        let Some(node) = node else { return };
        if let Some(&id) = node.text().and_then(|id| self.claims.get(id)) {
            sites.push(Site {
                name: Name::Claim(id),
                span: node.span(),
                defines,
            });
        }
    }

    /// `{dimension: code}`.
    fn scope(&self, node: Node<'_>, sites: &mut Vec<Site>) {
        for (key, value) in node.entries() {
            if let Some(dimension) = self.dimension(key, sites) {
                self.code(dimension, value, false, sites);
            }
        }
    }

    fn dimension(&self, node: Node<'_>, sites: &mut Vec<Site>) -> Option<DimensionId> {
        let id = self.dossier.codebook.find_dimension(node.text()?)?;
        name(node.span(), Name::Dimension(id), sites);
        Some(id)
    }

    pub(super) fn code(
        &self,
        dimension: DimensionId,
        node: Node<'_>,
        defines: bool,
        sites: &mut Vec<Site>,
    ) {
        let code = node
            .text()
            .and_then(|name| self.dossier.codebook.find_code(dimension, name));
        if let Some(code) = code {
            sites.push(Site {
                name: Name::Code(dimension, code),
                span: node.span(),
                defines,
            });
        }
    }

    fn breakdown(&self, node: Node<'_>, sites: &mut Vec<Site>) {
        let by = node.get("by").and_then(|by| self.dimension(by, sites));
        let Some(parts) = node.get("parts") else {
            return;
        };
        for (key, value) in parts.entries() {
            self.part(key, by, sites);
            if value.kind() == Kind::Mapping {
                // A figure in explicit form has none of these keys.
                self.claim(value, sites);
            }
        }
    }

    /// A code of the breakdown's dimension, or `dimension=code` pairs.
    fn part(&self, key: Node<'_>, by: Option<DimensionId>, sites: &mut Vec<Site>) {
        let codebook = &self.dossier.codebook;
        let Some(text) = key.text() else { return };
        if !text.contains('=') {
            let numbers = (0..codebook.dimensions.len()).map(DimensionId::from);
            let has = |dimension: &DimensionId| codebook.find_code(*dimension, text).is_some();
            let dimension = by.or_else(|| numbers.into_iter().find(has));
            if let Some(dimension) = dimension {
                self.code(dimension, key, false, sites);
            }
            return;
        }
        let mut at = 0;
        for pair in text.split(',') {
            let (dimension, code) = pair.split_once('=').unwrap_or((pair, ""));
            let start = at + leading(dimension);
            if let Some(id) = codebook.find_dimension(dimension.trim()) {
                let span = key.inner(start..start + dimension.trim().len());
                name(span, Name::Dimension(id), sites);
                if let Some(code_id) = codebook.find_code(id, code.trim()) {
                    let start = at + dimension.len() + 1 + leading(code);
                    let span = key.inner(start..start + code.trim().len());
                    name(span, Name::Code(id, code_id), sites);
                }
            }
            at += pair.len() + 1;
        }
    }
}

/// Bytes of white space at the beginning.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
