//! Decoding of declared rules; an expression that cannot be meant is refused
//! here, where it is written.

use super::Decoder;
use crate::dossier::codebook::{MissingPolicy, Rule, RuleScope};
use crate::dossier::expression;
use crate::text::fields::Fields;
use crate::text::suggest::nearest;
use crate::text::tree::Node;
use crate::text::{Problem, Severity, Spanned};

pub(super) const KEYS: &[&str] = &["assert", "why", "severity", "scope", "missing", "note"];

impl<'t> Decoder<'t> {
    /// Reads `rules:`.
    pub(super) fn rules(&mut self, node: Option<Node<'t>>) {
        for (key, value) in self.section(node, "rules") {
            let Some(id) = self.scalar(key, "a rule's id") else {
                continue;
            };
            if self.define("rule", id.value, key, value)
                && let Some(rule) = self.rule(id.value, value)
            {
                self.dossier.codebook.rules.push(rule);
            }
        }
    }

    fn rule(&mut self, id: &str, value: Node<'t>) -> Option<Rule> {
        let fields = Fields::of(value, "a rule", KEYS, &mut self.dossier.problems)?;
        self.string(fields.get("note"), "`note`");
        let node = fields.require("assert", &mut self.dossier.problems)?;
        let assert = self.scalar(node, "`assert`")?;
        let severities = [
            ("error", Severity::Error),
            ("warning", Severity::Warning),
            ("note", Severity::Note),
        ];
        let scopes = [("source", RuleScope::Source), ("date", RuleScope::Date)];
        let severity = self.choice(fields.get("severity"), "severity", &severities);
        let scope = self.choice(fields.get("scope"), "scope", &scopes);
        let missing = self.choice(fields.get("missing"), "policy", &MissingPolicy::NAMES);
        let why = self.string(fields.get("why"), "`why`");
        let (expression, form) = match expression::parse_and_lower(assert.value) {
            Ok(both) => both,
            Err(error) => {
                let problem =
                    Problem::error("invalid-rule", node.inner(error.range), error.message);
                self.problem(match error.help {
                    Some(help) => problem.help(help),
                    None => problem,
                });
                return None;
            }
        };
        if !self.names_are_known(&expression, node) || !self.previous_is_meant(&expression, node) {
            return None;
        }
        Some(Rule {
            id: id.to_owned(),
            assert: Spanned::new(assert.value.to_owned(), assert.span),
            expression,
            form,
            why,
            severity: severity.unwrap_or(Severity::Error),
            scope: scope.unwrap_or(RuleScope::Source),
            missing: missing.unwrap_or(MissingPolicy::Skip),
        })
    }

    /// Reports the names of a rule that the codebook lacks.
    fn names_are_known(&mut self, expression: &expression::Assertion, node: Node<'t>) -> bool {
        let mut fine = true;
        let mut problems = Vec::new();
        let codebook = &self.dossier.codebook;
        let any_measure = codebook.measures.iter().any(|m| m.declared.is_some());
        let mut refuse = |range, message: String, name: &str, known: Vec<&str>| {
            let problem = Problem::error("invalid-rule", node.inner(range), message);
            problems.push(match nearest(name, known.iter().copied()) {
                Some(close) => problem.help(format!("did you mean `{close}`?")),
                None if known.is_empty() => problem.help("declare it in the codebook"),
                None => problem.help(format!("known: {}", known.join(", "))),
            });
        };
        for cell in expression::cells(expression) {
            let measure = &cell.measure;
            if any_measure && codebook.find_measure(&measure.value).is_none() {
                refuse(
                    measure.range.clone(),
                    format!(
                        "this rule names a measure that is not declared: `{}`",
                        measure.value
                    ),
                    &measure.value,
                    codebook.measures.iter().map(|m| m.id.as_str()).collect(),
                );
            }
            for (dimension, code) in &cell.codes {
                if self.unknown.excuses(&dimension.value) {
                    fine = false;
                    continue;
                }
                let Some(known) = codebook.find_dimension(&dimension.value) else {
                    refuse(
                        dimension.range.clone(),
                        format!(
                            "this rule names a dimension that is not declared: `{}`",
                            dimension.value
                        ),
                        &dimension.value,
                        codebook.dimensions.iter().map(|d| d.id.as_str()).collect(),
                    );
                    continue;
                };
                if codebook.find_code(known, &code.value).is_none() {
                    let dimension = codebook.dimension(known);
                    refuse(
                        code.range.clone(),
                        format!(
                            "`{}` is not a code of dimension `{}`",
                            code.value, dimension.id
                        ),
                        &code.value,
                        dimension.codes.iter().map(|c| c.id.as_str()).collect(),
                    );
                }
            }
            if let Some(date) = &cell.date
                && !cell.is_previous()
                && let Err(error) = crate::quantity::Window::parse(&date.value)
            {
                refuse(
                    date.range.clone(),
                    error.message,
                    &date.value,
                    vec!["2025-03-10"],
                );
            }
        }
        fine &= problems.is_empty();
        self.dossier.problems.extend(problems);
        fine
    }
}
