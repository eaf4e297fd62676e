//! Random small systems, and what trying every whole number says of them. Shares
//! nothing with the engine but the types of its input.

use std::collections::BTreeMap;

use crate::quantity::{Bound, Exact, Interval};

use super::{Assertion, CellIndex, CellVar, Edit, System};

/// A generator of random numbers (xorshift64*).
pub(crate) struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % n
    }

    pub fn from(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as u64) as i64
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// An end in halves, and whether it is open.
type Half = Option<(i64, bool)>;

/// Terms, and ends in halves.
type PlanEdit = (Vec<(usize, i64)>, Half, Half);

/// A system in plain numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// The greatest value of each cell; the least is 0 (or minus that).
    pub top: Vec<i64>,
    pub negative: Vec<bool>,
    pub measured: Vec<bool>,
    pub claims: Vec<(usize, Half, Half, u8)>,
    pub edits: Vec<PlanEdit>,
    /// The claim that was falsified in a world that is consistent otherwise.
    pub planted: Option<usize>,
    pub truth: Option<Vec<i64>>,
}

fn bound(half: Half) -> Option<Bound> {
    half.map(|(value, open)| Bound {
        value: Exact::ratio(value.into(), 2),
        open,
    })
}

fn inside(low: Half, high: Half, doubled: i64) -> bool {
    low.is_none_or(|(low, open)| doubled > low || (doubled == low && !open))
        && high.is_none_or(|(high, open)| doubled < high || (doubled == high && !open))
}

impl Plan {
    /// The system; claims, edits and cells in the given orders.
    pub fn build(&self, cells: &[usize], claims: &[usize], edits: &[usize]) -> System {
        let mut system = System::new();
        let mut number = vec![CellIndex(0); self.top.len()];
        for &cell in cells {
            number[cell] = system.add_cell(CellVar {
                integer: !self.measured[cell],
                nonnegative: !self.negative[cell],
            });
        }
        for &claim in claims {
            let (cell, low, high, weight) = self.claims[claim];
            system.add_claim(&Assertion {
                cell: number[cell],
                bounds: Interval {
                    low: bound(low),
                    high: bound(high),
                },
                weight,
            });
        }
        for &edit in edits {
            let (terms, low, high) = &self.edits[edit];
            system.add_edit(&Edit {
                terms: terms.iter().map(|(cell, c)| (number[*cell], *c)).collect(),
                low: bound(*low),
                high: bound(*high),
            });
        }
        system
    }

    pub fn system(&self) -> System {
        let all = |n: usize| (0..n).collect::<Vec<usize>>();
        self.build(
            &all(self.top.len()),
            &all(self.claims.len()),
            &all(self.edits.len()),
        )
    }

    fn cell(&mut self, top: i64, negative: bool) -> usize {
        self.top.push(top);
        self.negative.push(negative);
        self.measured.push(false);
        let cell = self.top.len() - 1;
        let low = negative.then_some((-2 * top, false));
        self.edits
            .push((vec![(cell, 1)], low, Some((2 * top, false))));
        cell
    }

    fn sum(&mut self, whole: usize, parts: &[usize]) {
        let mut terms: Vec<(usize, i64)> = parts.iter().map(|part| (*part, 1)).collect();
        terms.push((whole, -1));
        self.edits.push((terms, Some((0, false)), Some((0, false))));
    }

    /// A random system of one of several shapes.
    pub fn random(random: &mut Random) -> Plan {
        let mut plan = Plan::default();
        match random.below(5) {
            0 => {
                // A table of 2 x 2 with margins.
                let inner: Vec<usize> = (0..4).map(|_| plan.cell(2, false)).collect();
                for pair in [[0, 1], [2, 3], [0, 2], [1, 3]] {
                    let margin = plan.cell(4, false);
                    plan.sum(margin, &pair.map(|at| inner[at]));
                }
                if random.chance(50) {
                    let total = plan.cell(8, false);
                    plan.sum(total, &inner);
                }
            }
            1 => {
                // Editions of a sum, each cell never falling.
                let mut last: Option<Vec<usize>> = None;
                for _ in 0..2 {
                    let mut now: Vec<usize> = (0..2).map(|_| plan.cell(3, false)).collect();
                    let total = plan.cell(6, false);
                    plan.sum(total, &now);
                    now.push(total);
                    for (a, b) in last.iter().flatten().zip(&now) {
                        let at_most = (vec![(*a, 1), (*b, -1)], None, Some((0, false)));
                        plan.edits.push(at_most);
                    }
                    last = Some(now);
                }
            }
            2 => {
                // Shares of one base: (p - 1) base <= 4 part <= (p + 1) base.
                let base = plan.cell(6, false);
                let parts: Vec<usize> = (0..3).map(|_| plan.cell(6, false)).collect();
                for &part in &parts {
                    let p = random.from(0, 4);
                    let row = |c| vec![(part, 4), (base, c)];
                    plan.edits.push((row(1 - p), Some((0, false)), None));
                    plan.edits.push((row(-1 - p), None, Some((0, false))));
                }
                if random.chance(60) {
                    plan.sum(base, &parts);
                }
            }
            _ => {
                // Any rows.
                let cells = 2 + random.below(4) as usize;
                for _ in 0..cells {
                    let negative = random.chance(15);
                    let top = random.from(1, if negative { 2 } else { 4 });
                    plan.cell(top, negative);
                }
                for _ in 0..1 + random.below(5) {
                    let mut terms = Vec::new();
                    for _ in 0..2 + random.below(3) {
                        let c = [1, 1, 1, -1, -1, 2, -2, 3][random.below(8) as usize];
                        terms.push((random.below(cells as u64) as usize, c));
                    }
                    let low = random.from(-6, 8);
                    let high = low + random.from(0, 4) * random.from(0, 2);
                    let end = |value, open| Some((value, open));
                    let open = random.chance(20);
                    plan.edits.push(match random.below(4) {
                        0 => (terms, end(low, open), None),
                        1 => (terms, None, end(high, open)),
                        2 => (terms, end(low, false), end(high, false)),
                        _ => (terms, end(2 * low, false), end(2 * low, false)),
                    });
                }
            }
        }
        plan
    }

    /// Adds random claims, or (with a truth) claims that hold, one of them falsified.
    pub fn claim(&mut self, random: &mut Random, truth: Option<Vec<i64>>, plant: bool) {
        let printed = random.below(60) + 40;
        for cell in 0..self.top.len() {
            for _ in 0..2 {
                if !random.chance(printed) || self.claims.len() >= 10 {
                    break;
                }
                let value = match &truth {
                    Some(truth) => truth[cell],
                    None => random.from(if self.negative[cell] { -1 } else { 0 }, self.top[cell]),
                };
                self.claims.push(claim_about(random, cell, value));
                if !random.chance(20) {
                    break;
                }
            }
        }
        if plant && !self.claims.is_empty() {
            let at = random.below(self.claims.len() as u64) as usize;
            let cell = self.claims[at].0;
            let wrong = random.from(0, self.top[cell]);
            self.claims[at].1 = Some((2 * wrong, false));
            self.claims[at].2 = Some((2 * wrong, false));
            self.planted = Some(at);
        }
        self.truth = truth;
    }

    /// What trying every assignment of whole numbers that the edits allow finds.
    pub fn brute(&self) -> Brute {
        let mut brute = Brute::default();
        self.each(&mut |values| brute.add(self.broken(values), values));
        brute
    }

    /// Some values that satisfy all edits, each with the same chance.
    pub fn some_truth(&self, random: &mut Random) -> Option<Vec<i64>> {
        let (mut found, mut seen) = (None, 0);
        self.each(&mut |values| {
            seen += 1;
            if random.below(seen) == 0 {
                found = Some(values.to_vec());
            }
        });
        found
    }

    fn each(&self, call: &mut impl FnMut(&[i64])) {
        // An edit is judged as soon as its last cell has a value.
        let mut ready: Vec<Vec<usize>> = vec![Vec::new(); self.top.len()];
        for (at, (terms, ..)) in self.edits.iter().enumerate() {
            let last = terms.iter().map(|term| term.0).max().unwrap();
            ready[last].push(at);
        }
        self.assign(0, &mut vec![0; self.top.len()], &ready, call);
    }

    fn assign(
        &self,
        at: usize,
        values: &mut Vec<i64>,
        ready: &[Vec<usize>],
        call: &mut impl FnMut(&[i64]),
    ) {
        if at == values.len() {
            call(values);
            return;
        }
        let low = if self.negative[at] { -self.top[at] } else { 0 };
        for value in low..=self.top[at] {
            values[at] = value;
            let holds = ready[at].iter().all(|edit| {
                let (terms, low, high) = &self.edits[*edit];
                let sum: i64 = terms.iter().map(|(cell, c)| values[*cell] * c).sum();
                inside(*low, *high, 2 * sum)
            });
            if holds {
                self.assign(at + 1, values, ready, call);
            }
        }
    }

    /// The claims that these values break, as bits.
    fn broken(&self, values: &[i64]) -> u32 {
        let claims = self.claims.iter().enumerate();
        claims
            .filter(|(_, (cell, low, high, _))| !inside(*low, *high, 2 * values[*cell]))
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

fn claim_about(random: &mut Random, cell: usize, value: i64) -> (usize, Half, Half, u8) {
    let twice = 2 * value;
    let weight = 1 + random.below(3) as u8;
    let (low, high) = match random.below(9) {
        0 => (Some((twice - 1, false)), Some((twice + 1, false))),
        1 => (Some((twice - 1, true)), Some((twice + 3, true))),
        2 => (Some((twice - 2, true)), None),
        3 => (Some((twice, false)), None),
        4 => (None, Some((twice, false))),
        5 => (None, Some((twice + 1, true))),
        _ => (Some((twice, false)), Some((twice, false))),
    };
    (cell, low, high, weight)
}

/// What trying everything found: for each set of broken claims the least and greatest
/// value of each cell.
#[derive(Debug, Default)]
pub(crate) struct Brute {
    pub sets: BTreeMap<u32, Vec<(i64, i64)>>,
}

impl Brute {
    fn add(&mut self, broken: u32, values: &[i64]) {
        let ranges = self.sets.entry(broken);
        let ranges = ranges.or_insert_with(|| values.iter().map(|v| (*v, *v)).collect());
        for (range, value) in ranges.iter_mut().zip(values) {
            *range = (range.0.min(*value), range.1.max(*value));
        }
    }

    /// Whether these claims can hold together.
    pub fn feasible(&self, claims: u32) -> bool {
        self.sets.keys().any(|broken| broken & claims == 0)
    }

    /// What a cell can be if these claims hold.
    pub fn range(&self, claims: u32, cell: usize) -> Option<(i64, i64)> {
        let holding = self.sets.iter().filter(|(broken, _)| *broken & claims == 0);
        let ranges = holding.map(|(_, ranges)| ranges[cell]);
        ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// The smallest sets of claims without which the rest holds.
    pub fn repairs(&self) -> Vec<u32> {
        let least = self.sets.keys().map(|broken| broken.count_ones()).min();
        let sets = self.sets.keys().copied();
        sets.filter(|broken| Some(broken.count_ones()) == least)
            .collect()
    }
}
