//! What texts say of a hidden truth: sources, figures, breakdowns and rules.

use super::chance::Chance;
use super::print::{percentage, printed};
use super::truth::{DATES, Dimension, Kind, Measure, OverTime, atoms_of};

/// What a dossier may hold.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    pub sources: usize,
    pub dimensions: usize,
    /// Rounded and hedged figures, percentages.
    pub hedged: bool,
    /// Rules of the codebook.
    pub rules: bool,
    /// Explicit kinds of breakdowns.
    pub kinds: bool,
    /// Figures are plain digits.
    pub plain: bool,
    /// Several dates in one source, and several measures.
    pub much: bool,
}

/// A printed figure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub source: usize,
    pub measure: usize,
    pub date: usize,
    pub codes: Vec<usize>,
    pub text: String,
    /// Whether it is a percentage of its whole.
    pub share: bool,
}

#[derive(Clone, Debug)]
pub struct Breakdown {
    pub by: Option<usize>,
    pub kind: Option<Kind>,
    pub parts: Vec<Statement>,
}

/// A figure with its breakdowns; figures are named by their place in [`Plan::figures`].
#[derive(Clone, Debug)]
pub struct Statement {
    pub figure: usize,
    pub breakdowns: Vec<Breakdown>,
}

#[derive(Clone, Debug)]
pub struct Source {
    pub publisher: usize,
    pub dates: Vec<usize>,
    pub series: bool,
}

/// A dossier to be.
#[derive(Clone, Debug)]
pub struct Plan {
    pub dimensions: Vec<Dimension>,
    /// The order in which dimensions are mentioned.
    pub order: Vec<usize>,
    pub measures: Vec<Measure>,
    pub sources: Vec<Source>,
    pub rules: Vec<String>,
    pub figures: Vec<Figure>,
    pub statements: Vec<Statement>,
}

impl Plan {
    pub fn random(chance: &mut Chance, wishes: Wishes) -> Plan {
        use Kind::{Cover, Disjoint, Partition, Subsets};
        let kinds: &[Kind] = match chance.percent(50) {
            true => &[Partition, Partition, Partition, Disjoint, Cover, Subsets],
            false => &[Partition],
        };
        let most = 1 + chance.below(wishes.dimensions);
        let dimensions: Vec<Dimension> = (0..1 + chance.below(most))
            .map(|at| Dimension::random(chance, at, kinds))
            .collect();
        let most = 1 + chance.below(wishes.sources);
        let sources = (0..1 + chance.below(most))
            .map(|_| {
                let mut dates: Vec<usize> = (0..DATES).collect();
                chance.shuffle(&mut dates);
                dates.truncate(if wishes.much && chance.percent(40) {
                    DATES
                } else {
                    1
                });
                Source {
                    publisher: chance.below(3),
                    dates,
                    series: chance.percent(50),
                }
            })
            .collect();
        let mut plan = Plan {
            order: (0..dimensions.len()).collect(),
            dimensions,
            measures: Vec::new(),
            sources,
            rules: Vec::new(),
            figures: Vec::new(),
            statements: Vec::new(),
        };
        plan.add_measures(chance, wishes);
        for source in 0..plan.sources.len() {
            for date in plan.sources[source].dates.clone() {
                for measure in 0..plan.measures.len() {
                    let nothing = plan.measures[measure].truth.is_empty();
                    if !nothing && chance.percent(50) {
                        plan.add_report(chance, wishes, (source, measure, date));
                    }
                }
            }
        }
        plan
    }

    /// The same with everything in another order.
    pub fn shuffled(&self, chance: &mut Chance) -> Plan {
        let mut plan = self.clone();
        chance.shuffle(&mut plan.order);
        chance.shuffle(&mut plan.statements);
        for statement in &mut plan.statements {
            for breakdown in &mut statement.breakdowns {
                chance.shuffle(&mut breakdown.parts);
            }
            chance.shuffle(&mut statement.breakdowns);
        }
        plan
    }

    pub fn atoms(&self) -> usize {
        self.dimensions.iter().map(|one| one.atoms).product()
    }

    pub fn truth(&self, measure: usize, date: usize, codes: &[usize]) -> i64 {
        let atoms = atoms_of(&self.dimensions, codes);
        let truth = &self.measures[measure].truth[date];
        atoms.into_iter().map(|atom| truth[atom]).sum()
    }

    fn add_measures(&mut self, chance: &mut Chance, wishes: Wishes) {
        use OverTime::{Cumulative, Event, Flow, Stock};
        let over_time = chance.pick(&[Cumulative, Event, Stock, Flow]);
        let base = Measure::random(chance, "killed", self.atoms(), over_time);
        self.measures.push(base.clone());
        if wishes.much && chance.percent(30) {
            let other = chance.pick(&[Cumulative, Event, Stock, Flow]);
            let other = Measure::random(chance, "wounded", self.atoms(), other);
            self.measures.push(other);
        }
        if wishes.rules {
            super::rules::add(self, chance, &base);
        }
    }

    /// Some figures of one measure at one date in one source.
    fn add_report(
        &mut self,
        chance: &mut Chance,
        wishes: Wishes,
        (source, measure, date): (usize, usize, usize),
    ) {
        let mut said: Vec<Vec<usize>> = Vec::new();
        let total_only = self.measures[measure].total_only;
        let claims = if total_only { 1 } else { 1 + chance.below(2) };
        for nth in 0..claims {
            let mut codes = vec![0; self.dimensions.len()];
            if nth > 0 || chance.percent(30) {
                for (code, dimension) in codes.iter_mut().zip(&self.dimensions) {
                    if !total_only && chance.percent(60) {
                        *code = chance.below(dimension.codes.len());
                    }
                }
            }
            let figure = Figure {
                source,
                measure,
                date,
                codes,
                text: String::new(),
                share: false,
            };
            let depth = if total_only { 2 } else { 0 };
            if let Some(statement) = self.statement(chance, wishes, figure, &mut said, depth) {
                self.statements.push(statement);
            }
        }
    }

    /// A figure that was not printed before, with breakdowns. A repetition is exact.
    fn statement(
        &mut self,
        chance: &mut Chance,
        wishes: Wishes,
        mut figure: Figure,
        said: &mut Vec<Vec<usize>>,
        depth: usize,
    ) -> Option<Statement> {
        let repeated = said.contains(&figure.codes);
        if repeated && !(wishes.hedged && wishes.kinds && chance.percent(30)) {
            return None;
        }
        let value = self.truth(figure.measure, figure.date, &figure.codes);
        if !figure.share {
            let counts = !self.measures[figure.measure].amount;
            figure.text = match wishes.plain {
                true => value.to_string(),
                false => printed(chance, value, wishes.hedged && !repeated, counts),
            };
            said.push(figure.codes.clone());
        }
        let whole = figure.clone();
        let at = self.figures.len();
        self.figures.push(figure);
        let mut breakdowns = Vec::new();
        for dimension in 0..self.dimensions.len() {
            if depth < 2 && !whole.share && chance.percent(40 - 15 * depth) {
                let found = self.breakdown(chance, wishes, (&whole, value), dimension, said, depth);
                breakdowns.extend(found);
            }
        }
        Some(Statement {
            figure: at,
            breakdowns,
        })
    }

    fn breakdown(
        &mut self,
        chance: &mut Chance,
        wishes: Wishes,
        (whole, value): (&Figure, i64),
        dimension: usize,
        said: &mut Vec<Vec<usize>>,
        depth: usize,
    ) -> Option<Breakdown> {
        let tree = &self.dimensions[dimension];
        let own = &tree.codes[whole.codes[dimension]];
        if own.breakdowns.is_empty() && !wishes.kinds {
            return None;
        }
        let explicit = wishes.kinds && chance.percent(30);
        let mut parts: Vec<usize> = if explicit || own.breakdowns.is_empty() {
            let inside = (1..tree.codes.len()).filter(|&code| {
                code != whole.codes[dimension] && tree.codes[code].atoms & !own.atoms == 0
            });
            inside.collect()
        } else {
            chance.pick(&own.breakdowns).1
        };
        let full = parts.len();
        chance.shuffle(&mut parts);
        if chance.percent(30) {
            parts.truncate(1 + chance.below(full));
        }
        let by_tree = own.breakdowns.iter().any(|(kind, known)| {
            let partly = parts.len() < known.len();
            // Which kind a part of a cover has, no page says.
            parts.iter().all(|part| known.contains(part)) && !(partly && *kind == Kind::Cover)
        });
        let atoms: Vec<u32> = parts.iter().map(|&part| tree.codes[part].atoms).collect();
        let fitting = Kind::true_of(&atoms, own.atoms);
        let kind = (explicit || !by_tree).then(|| chance.pick(&fitting));
        let by = (kind.is_some() || by_tree).then_some(dimension);
        let shares = wishes.hedged && value > 0 && chance.percent(25);
        let mut found = Vec::new();
        for part in parts {
            let mut figure = whole.clone();
            figure.codes[dimension] = part;
            let own = self.truth(figure.measure, figure.date, &figure.codes);
            if shares {
                figure.share = true;
                figure.text = percentage(chance, own, value);
            }
            found.extend(self.statement(chance, wishes, figure, said, depth + 1));
        }
        // What was said before is left out, and then the parts are fewer.
        let kind = match (found.len() < full, kind) {
            (true, Some(_)) => Some(Kind::Subsets),
            (_, kind) => kind,
        };
        let cover = |breakdown: &(Kind, Vec<usize>)| breakdown.0 == Kind::Cover;
        let of_cover = self.dimensions[dimension].codes[whole.codes[dimension]]
            .breakdowns
            .iter()
            .any(cover);
        let kind = match kind {
            None if found.len() < full && of_cover => Some(Kind::Subsets),
            kind => kind,
        };
        (!found.is_empty()).then_some(Breakdown {
            by,
            kind,
            parts: found,
        })
    }
}
