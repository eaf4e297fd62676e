//! Small decoders that every section uses: texts, lists, choices, and the
//! comparison of two definitions.

use super::Decoder;
use crate::quantity::Exact;
use crate::text::suggest::nearest;
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Span, Spanned};

/// The problem of an unknown key, with a did-you-mean.
pub(super) fn unknown_key(span: Span, name: &str, what: &str, known: &[&str]) -> Problem {
    let problem = Problem::error(
        "unknown-field",
        span,
        format!("unknown key `{name}` in {what}"),
    );
    match nearest(name, known.iter().copied()) {
        Some(close) => problem.help(format!("did you mean `{close}`?")),
        None => problem.help(format!("known keys: {}", known.join(", "))),
    }
}

/// Whether two definitions say the same: equal texts, in any order of keys.
pub(super) fn same(a: Node<'_>, b: Node<'_>) -> bool {
    if a.kind() != b.kind() {
        return false;
    }
    match a.kind() {
        Kind::Scalar => a.text() == b.text() && a.is_null() == b.is_null(),
        Kind::Sequence => {
            a.items().count() == b.items().count()
                && a.items().zip(b.items()).all(|(a, b)| same(a, b))
        }
        Kind::Mapping => {
            a.entries().count() == b.entries().count()
                && a.entries().all(|(key, value)| {
                    key.text()
                        .and_then(|key| b.get(key))
                        .is_some_and(|other| same(value, other))
                })
        }
    }
}

/// The same for two descriptions of one source: under `source` the id stands among
/// the other keys, under `sources` it is the key.
pub(super) fn same_source(a: Node<'_>, b: Node<'_>) -> bool {
    fn described(node: Node<'_>) -> impl Iterator<Item = (Node<'_>, Node<'_>)> {
        node.entries().filter(|(key, _)| key.text() != Some("id"))
    }
    a.kind() == Kind::Mapping
        && b.kind() == Kind::Mapping
        && described(a).count() == described(b).count()
        && described(a).all(|(key, value)| {
            let other = key.text().and_then(|key| b.get(key));
            other.is_some_and(|other| same(value, other))
        })
}

impl<'t> Decoder<'t> {
    /// A text that must be a scalar.
    pub(super) fn scalar(&mut self, node: Node<'t>, what: &str) -> Option<Spanned<&'t str>> {
        match node.text() {
            Some(text) if !node.is_null() => Some(Spanned::new(text, node.span())),
            _ => {
                self.problem(Problem::error(
                    "invalid-yaml",
                    node.span(),
                    format!("{what} must be a text, not a {}", kind_name(node)),
                ));
                None
            }
        }
    }

    /// An owned text.
    pub(super) fn string(&mut self, node: Option<Node<'t>>, what: &str) -> Option<String> {
        let node = node?;
        if self.todo(node, super::todo::What::Other) {
            return None;
        }
        let text = self.scalar(node, what)?;
        Some(text.value.to_owned())
    }

    /// A text or a list of texts.
    pub(super) fn strings(&mut self, node: Option<Node<'t>>, what: &str) -> Vec<Spanned<String>> {
        let Some(node) = node else { return Vec::new() };
        let items: Vec<Node<'t>> = match node.kind() {
            Kind::Sequence => node.items().collect(),
            _ => vec![node],
        };
        items
            .into_iter()
            .filter_map(|item| {
                let text = self.scalar(item, what)?;
                Some(Spanned::new(text.value.to_owned(), text.span))
            })
            .collect()
    }

    /// One of a few named values.
    pub(super) fn choice<T: Copy>(
        &mut self,
        node: Option<Node<'t>>,
        what: &str,
        names: &[(&'static str, T)],
    ) -> Option<T> {
        let node = node?;
        if self.todo(node, super::todo::What::Other) {
            return None;
        }
        let text = self.scalar(node, what)?;
        if let Some(&(_, value)) = names.iter().find(|(name, _)| *name == text.value) {
            return Some(value);
        }
        let all: Vec<&str> = names.iter().map(|&(name, _)| name).collect();
        let problem = Problem::error(
            "invalid-value",
            text.span,
            format!("`{}` is not a known {what}", text.value),
        );
        self.problem(match nearest(text.value, all.iter().copied()) {
            Some(close) => problem.help(format!("did you mean `{close}`?")),
            None => problem.help(format!("write one of: {}", all.join(", "))),
        });
        None
    }

    /// A plain positive number such as `1000`, as an exact one.
    pub(super) fn number(&mut self, node: Option<Node<'t>>, what: &str) -> Option<Exact> {
        let text = self.scalar(node?, what)?;
        let number = plain_number(text.value);
        if number.is_none() {
            self.problem(
                Problem::error(
                    "invalid-value",
                    text.span,
                    format!("{what} must be a positive number, not `{}`", text.value),
                )
                .help("write digits, such as 1000 or 0.1"),
            );
        }
        number
    }

    /// A percentage or a fraction such as `1%` or `0.01`, as a fraction.
    pub(super) fn fraction(&mut self, node: Option<Node<'t>>, what: &str) -> Option<Exact> {
        let text = self.scalar(node?, what)?;
        let trimmed = text.value.trim();
        let number = match trimmed.strip_suffix('%') {
            Some(percent) => {
                plain_number(percent.trim_end()).map(|number| &number / &Exact::from(100i64))
            }
            None => plain_number(trimmed),
        };
        if number.is_none() {
            self.problem(
                Problem::error(
                    "invalid-value",
                    text.span,
                    format!("{what} must be a percentage, not `{}`", text.value),
                )
                .help("write it as in `1%`"),
            );
        }
        number
    }
}

/// Digits with an optional decimal point, grouped by commas or underscores or not.
fn plain_number(text: &str) -> Option<Exact> {
    let digits: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '_'))
        .collect();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || all.len() > 30 || !all.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = Exact::decimal(all.parse().ok()?, fraction.len() as u32);
    (!value.is_zero()).then_some(value)
}

fn kind_name(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Scalar => "blank",
        Kind::Sequence => "list",
        Kind::Mapping => "mapping",
    }
}
