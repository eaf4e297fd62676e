//! Generated systems: consistent by construction, then some components get one slip.
//! Shapes and shares of shapes follow the prototype that the engine is compared with.

pub mod rates;
pub mod shapes;

use crossfoot::engine::slips::one_slip;
use crossfoot::engine::{Assertion, CellIndex, CellVar, ClaimIndex, Edit, System};
use crossfoot::quantity::{Bound, Decimal, Exact, Interval};

struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % n
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A system and the claims in it that are slips.
pub struct World {
    pub system: System,
    pub slips: Vec<ClaimIndex>,
}

struct Builder {
    system: System,
    truth: Vec<i64>,
    random: Random,
    /// Claims of the component at hand, not yet in the system: cell, ends, printed.
    claims: Vec<(CellIndex, i64, Option<i64>, i64)>,
}

impl Builder {
    fn new(seed: u64) -> Builder {
        Builder {
            system: System::new(),
            truth: Vec::new(),
            random: Random(seed),
            claims: Vec::new(),
        }
    }

    fn cell(&mut self, truth: i64) -> CellIndex {
        self.truth.push(truth);
        self.system.add_cell(CellVar::COUNT)
    }

    fn truth(&self, cell: CellIndex) -> i64 {
        self.truth[cell.0 as usize]
    }

    fn claim(&mut self, cell: CellIndex) {
        let truth = self.truth(cell);
        let round = |unit: i64| (truth + unit / 2).div_euclid(unit) * unit;
        let claim = match self.random.below(100) {
            0..=14 => (cell, round(10) - 5, Some(round(10) + 5), round(10)),
            15..=19 => (cell, round(100) - 50, Some(round(100) + 50), round(100)),
            20..=22 => (cell, truth / 100 * 100, None, truth / 100 * 100),
            _ => (cell, truth, Some(truth), truth),
        };
        self.claims.push(claim);
    }

    fn split(&mut self, whole: CellIndex, parts: usize) -> Vec<CellIndex> {
        let mut left = self.truth(whole);
        let mut cells = Vec::new();
        for part in 0..parts {
            let last = part + 1 == parts;
            let value = if last {
                left
            } else {
                self.random.below(left as u64 + 1) as i64
            };
            left -= value;
            cells.push(self.cell(value));
        }
        self.system.add_edit(&Edit::sum(whole, &cells));
        cells
    }

    /// A table of which `missing` percent of the inner cells are not printed.
    fn table(&mut self, whole: CellIndex, rows: usize, columns: usize, missing: u64) {
        let margins = self.split(whole, rows);
        let inner: Vec<Vec<CellIndex>> = (margins.iter())
            .map(|row| self.split(*row, columns))
            .collect();
        for column in 0..columns {
            let cells: Vec<CellIndex> = inner.iter().map(|row| row[column]).collect();
            let sum = cells.iter().map(|cell| self.truth(*cell)).sum();
            let bottom = self.cell(sum);
            self.system.add_edit(&Edit::sum(bottom, &cells));
            self.claim(bottom);
        }
        for row in margins {
            if !self.random.chance(missing / 2) {
                self.claim(row);
            }
        }
        for cell in inner.into_iter().flatten() {
            if !self.random.chance(missing) {
                self.claim(cell);
            }
        }
    }

    fn total(&mut self) -> CellIndex {
        let total = 50 + self.random.below(20_000) as i64;
        self.cell(total)
    }

    /// Three editions of a partition in which no cell may fall.
    fn editions(&mut self) {
        let base = self.total();
        let mut last = self.split(base, 3);
        last.push(base);
        last.clone().iter().for_each(|cell| self.claim(*cell));
        for edition in 1..3 {
            let mut now: Vec<CellIndex> = Vec::new();
            for part in &last[..3] {
                let value = self.truth(*part) + self.random.below(40) as i64;
                now.push(self.cell(value));
            }
            let sum = now.iter().map(|cell| self.truth(*cell)).sum();
            let total = self.cell(sum);
            self.system.add_edit(&Edit::sum(total, &now));
            now.push(total);
            for (before, after) in last.iter().zip(&now) {
                self.system.add_edit(&Edit::at_most(*before, *after));
            }
            for cell in &now {
                if edition != 1 || !self.random.chance(25) {
                    self.claim(*cell);
                }
            }
            last = now;
        }
    }

    /// Falsifies one exact claim of the component by one slip; says which.
    fn slip(&mut self) -> Option<usize> {
        let exact: Vec<usize> = (0..self.claims.len())
            .filter(|at| Some(self.claims[*at].1) == self.claims[*at].2)
            .collect();
        let at = *exact.get(self.random.below(exact.len().max(1) as u64) as usize)?;
        let printed = Decimal {
            coefficient: self.claims[at].3.into(),
            scale: 0,
        };
        let most = Exact::from((self.claims[at].3 * 1_000).max(10));
        let slips = one_slip(printed, &Interval::closed(Exact::ZERO, most), true);
        let slip = slips.get(self.random.below(slips.len().max(1) as u64) as usize)?;
        let value = slip.meant.to_exact().to_i64().unwrap();
        let cell = self.claims[at].0;
        self.claims[at] = (cell, value, Some(value), value);
        Some(at)
    }

    /// Moves the claims of the component into the system.
    fn finish(&mut self) -> Vec<ClaimIndex> {
        let claims = std::mem::take(&mut self.claims);
        let add = |(cell, low, high, _): (CellIndex, i64, Option<i64>, i64)| {
            let bound = |value: i64| Bound::closed(Exact::from(value));
            self.system.add_claim(&Assertion {
                cell,
                bounds: Interval::new(Some(bound(low)), high.map(bound)).unwrap(),
                weight: 1,
            })
        };
        claims.into_iter().map(add).collect()
    }
}

impl World {
    /// At least so many claims; so many components in a thousand with a slip; one big
    /// table in so many components.
    pub fn of(claims: usize, slips_per_thousand: u64, big_every: usize) -> World {
        let mut builder = Builder::new(0x9E37_79B9_7F4A_7C15);
        let mut slips = Vec::new();
        let mut components = 0;
        while builder.system.claims() < claims {
            component(&mut builder, components % big_every == big_every - 1);
            let slip = builder.random.below(1000) < slips_per_thousand;
            let slip = if slip { builder.slip() } else { None };
            let added = builder.finish();
            slips.extend(slip.map(|at| added[at]));
            components += 1;
        }
        World {
            system: builder.system,
            slips,
        }
    }
}

fn component(builder: &mut Builder, big: bool) {
    let kind = if big { 100 } else { builder.random.below(100) };
    match kind {
        0..30 => {
            let cell = builder.total();
            builder.claim(cell);
            builder.claim(cell);
        }
        30..60 => {
            let total = builder.total();
            let parts = 2 + builder.random.below(3) as usize;
            let parts = builder.split(total, parts);
            builder.claim(total);
            parts.into_iter().for_each(|cell| builder.claim(cell));
        }
        60..78 => {
            let total = builder.total();
            let parts = [builder.split(total, 2), builder.split(total, 2)].concat();
            builder.claim(total);
            parts.into_iter().for_each(|cell| builder.claim(cell));
        }
        78..94 => {
            let total = builder.total();
            builder.claim(total);
            let columns = 2 + builder.random.below(2) as usize;
            builder.table(total, 2, columns, 30);
        }
        94..100 => builder.editions(),
        _ => {
            let total = 5_000 + builder.random.below(200_000) as i64;
            let total = builder.cell(total);
            builder.claim(total);
            builder.table(total, 12, 13, 20);
        }
    }
}

/// A system of one component.
pub struct Single {
    pub system: System,
    /// What each claim prints.
    pub printed: Vec<i64>,
    /// The claim that is a slip, and the true value of its cell.
    pub slip: Option<(ClaimIndex, i64)>,
}

impl Builder {
    fn single(mut self, slip: bool) -> Single {
        let at = if slip { self.slip() } else { None };
        let printed = self.claims.iter().map(|claim| claim.3).collect();
        let added = self.finish();
        let slip = at.map(|at| (added[at], self.truth(self.system.claim_cell(added[at]))));
        Single {
            system: self.system,
            printed,
            slip,
        }
    }

    fn exact(&mut self, cell: CellIndex) {
        let truth = self.truth(cell);
        self.claims.push((cell, truth, Some(truth), truth));
    }
}

/// One table with margins and even cells, so many percent of the inner ones not printed;
/// with `shares` every second column is given in whole percent of the total instead.
pub fn table(
    rows: usize,
    columns: usize,
    missing: u64,
    shares: bool,
    seed: u64,
    slip: bool,
) -> Single {
    let mut builder = Builder::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let inner: Vec<Vec<CellIndex>> = (0..rows)
        .map(|_| {
            let values: Vec<i64> = (0..columns)
                .map(|_| builder.random.below(1_000) as i64)
                .collect();
            values
                .into_iter()
                .map(|value| builder.cell(value))
                .collect()
        })
        .collect();
    let whole = |builder: &mut Builder, parts: &[CellIndex]| {
        let sum = parts.iter().map(|cell| builder.truth(*cell)).sum();
        let cell = builder.cell(sum);
        builder.system.add_edit(&Edit::sum(cell, parts));
        cell
    };
    let margins: Vec<CellIndex> = inner.iter().map(|row| whole(&mut builder, row)).collect();
    let bottoms: Vec<CellIndex> = (0..columns)
        .map(|column| {
            let parts: Vec<CellIndex> = inner.iter().map(|row| row[column]).collect();
            whole(&mut builder, &parts)
        })
        .collect();
    let total = whole(&mut builder, &margins);
    builder.exact(total);
    margins.iter().for_each(|cell| builder.exact(*cell));
    for (at, bottom) in bottoms.iter().enumerate() {
        if !shares || at % 2 == 0 {
            builder.exact(*bottom);
            continue;
        }
        // (2p - 1) total <= 200 part <= (2p + 1) total
        let (part, whole) = (builder.truth(*bottom), builder.truth(total));
        let percent = (200 * part + whole) / (2 * whole);
        for (c, low) in [(1 - 2 * percent, true), (-1 - 2 * percent, false)] {
            let zero = Some(Bound::closed(Exact::ZERO));
            builder.system.add_edit(&Edit {
                terms: vec![(*bottom, 200), (total, c)],
                low: zero.clone().filter(|_| low),
                high: zero.filter(|_| !low),
            });
        }
    }
    for cell in inner.into_iter().flatten() {
        if !builder.random.chance(missing) {
            builder.exact(cell);
        }
    }
    builder.single(slip)
}
