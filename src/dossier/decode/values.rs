//! Decoding of values: a figure as printed, or the explicit form.

use super::Decoder;
use crate::quantity::NumberFormat;
use crate::quantity::{Value, ValueError};
use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Span};

pub(super) const FORMS: &[&str] = &[
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "between",
    "about",
    "best",
    "low",
    "high",
    "rounded",
    "to",
    "exactly",
];

impl<'t> Decoder<'t> {
    /// A figure, however it is written; `None` with a problem if it cannot be read.
    pub(super) fn value(&mut self, node: Node<'t>, format: NumberFormat) -> Option<Value> {
        match node.kind() {
            Kind::Scalar => self.printed(node, format),
            Kind::Mapping => self.explicit(node, format),
            Kind::Sequence => {
                self.problem(
                    Problem::error("invalid-value", node.span(), "a figure cannot be a list")
                        .help("write one figure, or `{between: [600, 700]}` for a range"),
                );
                None
            }
        }
    }

    fn printed(&mut self, node: Node<'t>, format: NumberFormat) -> Option<Value> {
        let text = node.text()?;
        if node.is_null() {
            self.problem(
                Problem::error("missing-field", node.span(), "the figure is empty")
                    .help("write `n/a` for a figure that the source does not give"),
            );
            return None;
        }
        match Value::parse(text, format, &self.dossier.settings.hedges) {
            Ok(value) => Some(value),
            Err(error) => {
                let span = node.inner(error.range.clone());
                self.value_problem(span, error);
                None
            }
        }
    }

    fn value_problem(&mut self, span: Span, error: ValueError) {
        let problem = Problem::error("invalid-value", span, error.message);
        self.problem(match error.help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }

    fn explicit(&mut self, node: Node<'t>, format: NumberFormat) -> Option<Value> {
        let before = self.dossier.problems.len();
        let fields = Fields::of(node, "a value", FORMS, &mut self.dossier.problems)?;
        let given = |decoder: &mut Self, key: &str| {
            let node = fields.get(key)?;
            decoder.printed_number(node, format)
        };
        let built = if fields.get("between").is_some() {
            self.between(&fields, format)
        } else if fields.get("best").is_some() {
            let best = given(self, "best")?;
            match (given(self, "low"), given(self, "high")) {
                (Some(low), Some(high)) => Some(Value::best(best, low, high)),
                _ => None,
            }
        } else if fields.get("rounded").is_some() {
            match (given(self, "rounded"), given(self, "to")) {
                (Some(number), Some(to)) => Some(Value::rounded(number, to)),
                _ => None,
            }
        } else {
            type Build = fn(Value) -> Result<Value, ValueError>;
            let single: [(&str, Build); 6] = [
                ("at_least", Value::at_least),
                ("more_than", Value::more_than),
                ("at_most", Value::at_most),
                ("less_than", Value::less_than),
                ("about", Value::about),
                ("exactly", Ok),
            ];
            single.iter().find_map(|(key, build)| {
                fields.get(key)?;
                Some(build(given(self, key)?))
            })
        };
        match built {
            Some(Ok(value)) => Some(value),
            Some(Err(error)) => {
                self.value_problem(node.span(), error);
                None
            }
            None if self.dossier.problems.len() > before => None,
            None => {
                self.problem(
                    Problem::error(
                        "invalid-value",
                        node.span(),
                        "this value is not complete",
                    )
                    .help("write {at_least: 600}, {between: [600, 700]}, {about: 4000}, {best: 4000, low: 3800, high: 4300} or {rounded: 4000, to: 1000}"),
                );
                None
            }
        }
    }

    fn between(
        &mut self,
        fields: &Fields<'t>,
        format: NumberFormat,
    ) -> Option<Result<Value, ValueError>> {
        let node = fields.get("between")?;
        let ends: Vec<Node<'t>> = node.items().collect();
        let [low, high] = ends[..] else {
            self.problem(
                Problem::error(
                    "invalid-value",
                    node.span(),
                    "`between` takes a list of two numbers",
                )
                .help("write {between: [600, 700]}"),
            );
            return None;
        };
        let low = self.printed_number(low, format)?;
        let high = self.printed_number(high, format)?;
        Some(Value::between(low, high))
    }

    fn printed_number(&mut self, node: Node<'t>, format: NumberFormat) -> Option<Value> {
        let value = self.value(node, format)?;
        if value.number().is_none() {
            self.problem(Problem::error(
                "invalid-value",
                node.span(),
                "a plain number is needed here",
            ));
            return None;
        }
        Some(value)
    }
}
