//! `@previous` in rules: what it may stand after, and what must stand beside it.

use std::ops::Range;

use super::Decoder;
use crate::dossier::OverTime;
use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{self, Assertion};
use crate::text::Problem;
use crate::text::tree::Node;

/// What is wrong: where, what, and what to do.
type Wrong = (Range<usize>, String, String);

impl Decoder<'_> {
    /// Reports every `@previous` that cannot be meant; whether there is none.
    pub(super) fn previous_is_meant(&mut self, expression: &Assertion, node: Node<'_>) -> bool {
        let cells = expression::cells(expression);
        if !cells.iter().any(|cell| cell.is_previous()) {
            return true;
        }
        let mut wrong: Vec<Wrong> = Vec::new();
        for cell in &cells {
            wrong.extend(if cell.is_previous() {
                self.wrong_previous(cell, &cells)
            } else {
                dated(cell)
            });
        }
        let fine = wrong.is_empty();
        for (range, message, help) in wrong {
            let problem = Problem::error("invalid-rule", node.inner(range), message);
            self.problem(problem.help(help));
        }
        fine
    }

    /// What is wrong with one `@previous`.
    fn wrong_previous(&self, cell: &CellRef, cells: &[&CellRef]) -> Option<Wrong> {
        let codebook = &self.dossier.codebook;
        let place = cell.date.as_ref().map(|date| date.range.clone())?;
        let measure = &cell.measure.value;
        let known = codebook.find_measure(measure);
        let over_time = known.map_or(OverTime::Stock, |id| codebook.measure(id).over_time);
        match over_time {
            OverTime::Flow => Some((
                place,
                format!("`{measure}` is a flow: it has a figure for each period, none before"),
                format!(
                    "write `{}`: the periods between the two dates are looked for",
                    cell.at(None)
                ),
            )),
            OverTime::Event => Some((
                place,
                format!("`{measure}` counts something settled, which does not go on from before"),
                "`@previous` stands after measures that are `over_time: stock` or `cumulative`"
                    .to_owned(),
            )),
            OverTime::Stock | OverTime::Cumulative => {
                let now = cell.at(None);
                let flow = |other: &&&CellRef| {
                    let id = codebook.find_measure(&other.measure.value);
                    id.is_some_and(|id| codebook.measure(id).over_time == OverTime::Flow)
                };
                let beside = cells.iter().any(|other| other.is_same(&now));
                (!beside && cells.iter().find(flow).is_none()).then(|| {
                    (
                        cell.range.clone(),
                        format!("`{cell}` stands here without `{now}` or a flow"),
                        format!("the figure before is compared with `{now}`: write both"),
                    )
                })
            }
        }
    }
}

/// A date beside `@previous`.
fn dated(cell: &CellRef) -> Option<Wrong> {
    let date = cell.date.as_ref()?;
    Some((
        date.range.clone(),
        "a rule with `@previous` names no other date".to_owned(),
        "it runs for every two figures that follow each other".to_owned(),
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::dossier::{Input, load};

    /// What is wrong with a rule, and where.
    fn wrong(assert: &str) -> Vec<(String, String)> {
        let text = format!(
            "measures: {{held: {{type: count}}, dead: {{type: count, over_time: event}}, found: {{type: count, over_time: cumulative}}, arrivals: {{type: count, over_time: flow}}}}\nrules: {{r: {{assert: {assert}}}}}\n"
        );
        let dossier = load(vec![Input {
            name: "crossfoot.yaml".to_owned(),
            bytes: text.clone().into_bytes(),
            is_settings: true,
            named: true,
            unreadable: None,
        }]);
        let problems = dossier.problems.iter();
        problems
            .map(|problem| {
                assert_eq!(problem.check, "invalid-rule");
                assert_eq!(problem.help.len(), 1, "{}", problem.message);
                let span = problem.primary.span;
                let place = &text[span.start as usize..span.end as usize];
                (place.to_owned(), problem.message.clone())
            })
            .collect()
    }

    #[test]
    fn what_may_stand_before_it() {
        assert_eq!(wrong("held == held@previous + arrivals"), []);
        assert_eq!(wrong("found == found@previous + arrivals"), []);
        assert_eq!(wrong("arrivals <= held@previous"), []);
        let [(place, message)] = &wrong("held == held@previous + arrivals@previous")[..] else {
            panic!("one problem");
        };
        assert_eq!(place, "previous");
        assert!(message.contains("`arrivals` is a flow"), "{message}");
        let [(place, message)] = &wrong("dead >= dead@previous")[..] else {
            panic!("one problem");
        };
        assert_eq!(place, "previous");
        assert!(message.contains("settled"), "{message}");
    }

    #[test]
    fn what_must_and_what_must_not_stand_beside_it() {
        let [(place, _)] = &wrong("5 <= held@previous")[..] else {
            panic!("one problem");
        };
        assert_eq!(place, "held@previous");
        let [(place, _)] = &wrong("held <= held@previous + found@2024-01-31")[..] else {
            panic!("one problem");
        };
        assert_eq!(place, "2024-01-31");
    }
}
