//! Minimal contradictions between rules and trees, and how they are told.

use super::*;
use crate::dossier::Rule;
use crate::engine::{Certificate, Origin, Part, Side, System, Verdict, solve};
use crate::findings::Finding;

/// Edits that cannot hold together.
pub(in crate::checks) struct Proof {
    /// Numbers of the edits, the assumption left out.
    pub edits: Vec<usize>,
    /// The sum that adds up to a contradiction.
    sum: Option<Vec<Summand>>,
}

/// One inequality of the sum.
struct Summand {
    multiplier: Exact,
    end: Bound,
    side: Side,
    what: What,
}

enum What {
    /// An edit with the coefficients that the engine uses.
    Edit(usize, Vec<(CellIndex, i64)>),
    Assumption,
    NotNegative(CellIndex),
}

impl RuleSystem<'_> {
    /// Why these edits, and an assumption besides, cannot hold; nothing if they can, or
    /// if it could not be decided.
    pub(in crate::checks) fn contradiction(
        &self,
        edits: &[usize],
        assumption: Option<&Edit>,
    ) -> Option<Proof> {
        let mut system = System::new();
        let mut numbers: FxHashMap<CellIndex, CellIndex> = FxHashMap::default();
        let mut cells: Vec<CellIndex> = Vec::new();
        for edit in edits.iter().map(|&at| self.edit(at)).chain(assumption) {
            let mut edit = edit.clone();
            for term in &mut edit.terms {
                let cell = term.0;
                term.0 = *numbers.entry(cell).or_insert_with(|| {
                    cells.push(cell);
                    system.add_cell(self.variable(cell))
                });
            }
            system.add_edit(&edit);
        }
        let conflict = solve(&system, 1)
            .into_iter()
            .find_map(|outcome| match outcome.verdict {
                Verdict::Inconsistent(conflict) => Some(conflict),
                Verdict::Consistent | Verdict::NotDecided(_) => None,
            })?;
        let global = |cell: CellIndex| cells[cell.0 as usize];
        let summand = |part: &Part| {
            let what = match part.origin {
                Origin::Edit(at) => match edits.get(at.0 as usize) {
                    Some(&number) => {
                        let terms = system.edit(at).terms.into_iter();
                        let terms = terms.map(|(cell, factor)| (global(cell), factor));
                        What::Edit(number, terms.collect())
                    }
                    None => What::Assumption,
                },
                Origin::NonNegative(cell) => What::NotNegative(global(cell)),
                Origin::Claim(_) | Origin::Case(_) => return None,
            };
            Some(Summand {
                multiplier: part.multiplier.clone(),
                end: part.end.clone(),
                side: part.side,
                what,
            })
        };
        let sum = match &conflict.certificate {
            Some(Certificate::Sum(parts)) => parts.iter().map(summand).collect(),
            _ => None,
        };
        let used = conflict.edits.iter();
        Some(Proof {
            edits: used
                .filter_map(|at| edits.get(at.0 as usize).copied())
                .collect(),
            sum,
        })
    }

    /// A contradiction in which neither a rule nor a tree can be left out. Later rules
    /// are left out first.
    pub(in crate::checks) fn minimal(&self, first: Proof, assumption: Option<&Edit>) -> Proof {
        let mut proof = first;
        let mut sources: Vec<Source> = Vec::new();
        for rule in self.rules_of(&proof.edits).into_iter().rev() {
            sources.push(Source::Rule(rule));
        }
        for &at in &proof.edits {
            if !sources.contains(&self.source(at)) {
                sources.push(self.source(at));
            }
        }
        for source in sources {
            let rest = proof.edits.iter().copied();
            let rest: Vec<usize> = rest.filter(|&at| self.source(at) != source).collect();
            if rest.len() < proof.edits.len()
                && let Some(smaller) = self.contradiction(&rest, assumption)
            {
                proof = smaller;
            }
        }
        proof
    }

    /// Points the finding to some rules and to the trees of a proof.
    pub(in crate::checks) fn point_to(
        &self,
        proof: &Proof,
        rules: &[usize],
        mut finding: Finding,
    ) -> Finding {
        let all = &self.codebook.rules;
        for &rule in rules {
            let rule: &Rule = &all[rule];
            finding = finding.related(rule.assert.span, format!("rule `{}`", rule.id));
        }
        let mut trees: Vec<(DimensionId, CodeId)> = Vec::new();
        for &at in &proof.edits {
            if let Source::Tree { dimension, whole } = self.source(at)
                && !trees.contains(&(dimension, whole))
            {
                trees.push((dimension, whole));
                let tree = self.codebook.dimension(dimension);
                let code = self.codebook.code(dimension, whole);
                if let Some(span) = code.span.or(tree.declared) {
                    let label = format!("the breakdown of `{}` in `{}`", code.id, tree.id);
                    finding = finding.related(span, label);
                }
            }
            for (cell, _) in &self.edit(at).terms {
                let measure = &self
                    .codebook
                    .measure(self.cells[cell.0 as usize].measure)
                    .id;
                if !finding.measures.contains(measure) {
                    finding.measures.push(measure.clone());
                }
            }
        }
        finding
    }

    /// Rules that a proof uses at codes of dimensions that they do not name.
    pub(in crate::checks) fn elsewhere_notes(&self, proof: &Proof) -> Vec<String> {
        let mut notes = Vec::new();
        for at in &proof.edits {
            let (Source::Rule(rule), Some(codes)) = (self.source(*at), self.put_in.get(at)) else {
                continue;
            };
            let rule = &self.codebook.rules[rule].id;
            for &(dimension, code) in codes {
                let root = &self.codebook.code(dimension, CodeId(0)).id;
                let code = &self.codebook.code(dimension, code).id;
                let dimension = &self.codebook.dimension(dimension).id;
                let note = format!(
                    "rule `{rule}` names no `{dimension}`, so it runs for `{code}` too; write `[{dimension}={root}]` where only the whole is meant"
                );
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes
    }

    /// The sum in words, one inequality a line.
    pub(in crate::checks) fn sum_notes(&self, proof: &Proof) -> Vec<String> {
        let Some(sum) = &proof.sum else {
            return vec!["no whole numbers satisfy all of these".to_owned()];
        };
        let mut notes = Vec::with_capacity(sum.len() + 1);
        let mut total = Exact::ZERO;
        let mut open = false;
        for summand in sum {
            let Summand {
                multiplier,
                end,
                side,
                what,
            } = summand;
            let scaled = multiplier * &end.value;
            total = match side {
                Side::High => &total + &scaled,
                Side::Low => &total - &scaled,
            };
            open |= end.open;
            // All lines point one way, so that they add up.
            let sign = if end.open { "<" } else { "<=" };
            let turn = match side {
                Side::High => 1,
                Side::Low => -1,
            };
            let text = match what {
                What::Edit(at, terms) => {
                    let because = match self.source(*at) {
                        Source::Rule(rule) => {
                            format!("by rule `{}`", self.codebook.rules[rule].id)
                        }
                        Source::Tree { dimension, .. } => {
                            let tree = &self.codebook.dimension(dimension).id;
                            format!("by the codes of `{tree}`")
                        }
                        Source::Share => "since no share is above 100 %".to_owned(),
                    };
                    let turned: Vec<(CellIndex, i64)> =
                        terms.iter().map(|&(cell, c)| (cell, c * turn)).collect();
                    let end = &end.value * &Exact::from(turn);
                    format!("{} {sign} {end}, {because}", self.weighted(&turned))
                }
                What::Assumption => continue,
                What::NotNegative(cell) => {
                    format!(
                        "-{} <= 0, since it cannot be negative",
                        self.cell_name(*cell)
                    )
                }
            };
            notes.push(match multiplier {
                one if *one == Exact::ONE => text,
                many => format!("{many} times: {text}"),
            });
        }
        let assumed = |summand: &Summand| matches!(summand.what, What::Assumption);
        if notes.len() > 1 && !sum.iter().any(assumed) {
            let sign = if open { "<" } else { "<=" };
            notes.push(format!("these add up to 0 {sign} {total}, which is false"));
        }
        notes
    }

    /// A weighted sum of cells.
    fn weighted(&self, terms: &[(CellIndex, i64)]) -> String {
        let mut text = String::new();
        for (cell, factor) in terms {
            let name = self.cell_name(*cell);
            let sign = match (text.is_empty(), *factor < 0) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            };
            text += sign;
            text += &match factor.unsigned_abs() {
                1 => name,
                many => format!("{many} * {name}"),
            };
        }
        if text.is_empty() {
            "0".to_owned()
        } else {
            text
        }
    }
}
