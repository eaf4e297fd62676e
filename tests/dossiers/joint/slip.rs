//! One printed figure changed by a slip of the pen, and what an independent model says
//! of it: unknown atoms, and each figure a sum of them.

use crossfoot::engine::{
    Assertion, CellIndex, CellVar, ClaimIndex, Edit, Localisation, System, Verdict, solve,
};
use crossfoot::quantity::{Exact, Interval};

use super::chance::Chance;
use super::plan::Plan;
use super::truth::{Dimension, Kind, OverTime};

/// The slip: which figure, and what it says instead of the truth.
#[derive(Clone, Copy, Debug)]
pub struct Slip {
    pub figure: usize,
    pub true_value: i64,
    pub value: i64,
}

/// Changes one figure of an exact plan.
pub fn plant(plan: &mut Plan, chance: &mut Chance) -> Option<Slip> {
    if plan.figures.is_empty() {
        return None;
    }
    let figure = chance.below(plan.figures.len());
    let own = &plan.figures[figure];
    let true_value = plan.truth(own.measure, own.date, &own.codes);
    let mut digits: Vec<u8> = true_value.to_string().into_bytes();
    let at = chance.below(digits.len());
    match chance.below(4) {
        0 if digits.len() > 1 => {
            let next = (at + 1) % digits.len();
            digits.swap(at, next);
        }
        1 => digits.push(b'0'),
        2 if digits.len() > 1 => {
            digits.pop();
        }
        _ => digits[at] = b'0' + chance.below(10) as u8,
    }
    let value: i64 = String::from_utf8(digits).ok()?.parse().ok()?;
    plan.figures[figure].text = value.to_string();
    (value != true_value).then_some(Slip {
        figure,
        true_value,
        value,
    })
}

/// What can be known without knowing how crossfoot reads a dossier.
pub struct Model {
    pub contradictory: bool,
    /// The figures each of which alone could be wrong.
    pub single: Vec<usize>,
}

/// Whether exact figures can be sums of atoms: each source and date by itself, or all
/// together with what cannot fall.
pub fn model(plan: &Plan, together: bool) -> Option<Model> {
    let classes: Vec<Vec<u32>> = (plan.dimensions.iter())
        .map(|dimension| classes(dimension, 0))
        .collect();
    let atoms: usize = classes.iter().map(Vec::len).product();
    if atoms > MOST_ATOMS {
        return None;
    }
    let mut system = System::new();
    let mut cells: Vec<((usize, usize, usize), Vec<CellIndex>)> = Vec::new();
    let mut printed: Vec<usize> = Vec::new();
    for at in used(plan) {
        let figure = &plan.figures[at];
        let source = if together { 0 } else { figure.source };
        let key = (source, figure.measure, figure.date);
        let known = cells.iter().position(|(known, _)| *known == key);
        let known = known.unwrap_or_else(|| {
            let atoms = (0..atoms).map(|_| system.add_cell(CellVar::COUNT));
            cells.push((key, atoms.collect()));
            cells.len() - 1
        });
        let cell = system.add_cell(CellVar::COUNT);
        let inside = inside(&classes, &figure.codes);
        let atoms: Vec<CellIndex> = inside.iter().map(|&atom| cells[known].1[atom]).collect();
        system.add_edit(&Edit::sum(cell, &atoms));
        let value: i64 = figure.text.parse().expect("figures are plain numbers");
        system.add_claim(&Assertion {
            cell,
            bounds: Interval::point(Exact::from(value)),
            weight: 3,
        });
        printed.push(at);
    }
    if together {
        cells.sort_by_key(|(key, _)| *key);
        for pair in cells.windows(2) {
            let [(before, earlier), (after, later)] = pair else {
                continue;
            };
            let over_time = plan.measures[before.1].over_time;
            let rising = matches!(over_time, OverTime::Cumulative | OverTime::Event);
            if before.1 == after.1 && rising {
                for (&one, &other) in earlier.iter().zip(later) {
                    system.add_edit(&Edit::at_most(one, other));
                }
            }
        }
    }
    let mut found = Model {
        contradictory: false,
        single: Vec::new(),
    };
    for outcome in solve(&system, 1) {
        if matches!(outcome.verdict, Verdict::Inconsistent(_)) {
            found.contradictory = true;
            let localised: Localisation = outcome.localisation.map(|own| *own).unwrap_or_default();
            for repair in localised.repairs {
                if let [ClaimIndex(only)] = repair.claims[..] {
                    found.single.push(printed[only as usize]);
                }
            }
        }
    }
    found.single.sort_unstable();
    Some(found)
}

/// Larger models are not looked at.
const MOST_ATOMS: usize = 120;

/// Everything that someone in a class of a dimension can be, as sets of codes: all that
/// the codebook does not exclude.
fn classes(dimension: &Dimension, code: usize) -> Vec<u32> {
    let mut found = vec![1u32 << code];
    for (kind, parts) in &dimension.codes[code].breakdowns {
        let each = parts.iter().map(|&part| classes(dimension, part));
        let options: Vec<u32> = match kind {
            Kind::Partition => each.flatten().collect(),
            Kind::Disjoint => each.flatten().chain([0]).collect(),
            Kind::Cover | Kind::Subsets => {
                let any = each.fold(vec![0], |any, part| {
                    let both = |&before: &u32| part.iter().map(move |own| own | before);
                    let with: Vec<u32> = any.iter().flat_map(both).collect();
                    [any.clone(), with].concat()
                });
                let none = usize::from(*kind == Kind::Cover);
                any[none..].to_vec()
            }
        };
        found = (found.iter())
            .flat_map(|before| options.iter().map(move |own| own | before))
            .collect();
    }
    found
}

/// The atoms of a cell, as places in the product of all classes.
fn inside(classes: &[Vec<u32>], codes: &[usize]) -> Vec<usize> {
    let mut found = vec![0];
    for (classes, &code) in classes.iter().zip(codes) {
        let own = (0..classes.len()).filter(|&at| classes[at] >> code & 1 == 1);
        let own: Vec<usize> = own.collect();
        found = (found.iter())
            .flat_map(|before| own.iter().map(move |at| before * classes.len() + at))
            .collect();
    }
    found
}

/// The figures that the statements of a plan hold.
pub fn used(plan: &Plan) -> Vec<usize> {
    fn add(statement: &super::plan::Statement, found: &mut Vec<usize>) {
        found.push(statement.figure);
        for breakdown in &statement.breakdowns {
            breakdown.parts.iter().for_each(|part| add(part, found));
        }
    }
    let mut found = Vec::new();
    (plan.statements.iter()).for_each(|statement| add(statement, &mut found));
    found
}
