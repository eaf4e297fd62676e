//! A hidden truth: people sorted into atoms, the smallest classes that any figure
//! tells apart, so that every relation of the code trees holds by itself.

use super::chance::Chance;

/// How many dates, and how many periods, there are.
pub const DATES: usize = 3;

const WORDS: [&str; 30] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "hazel", "indigo", "jasper",
    "kestrel", "lagoon", "meadow", "nectar", "orchid", "pebble", "quartz", "raven", "saffron",
    "timber", "umbra", "violet", "walnut", "xenon", "yarrow", "zephyr", "basalt", "cobalt",
    "dahlia", "falcon",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Partition,
    Disjoint,
    Cover,
    Subsets,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Partition => "partition",
            Kind::Disjoint => "disjoint",
            Kind::Cover => "cover",
            Kind::Subsets => "subsets",
        }
    }

    /// The strongest and some weaker kinds that are true of parts of a whole.
    pub fn true_of(parts: &[u32], whole: u32) -> Vec<Kind> {
        let all = parts.iter().fold(0, |all, part| all | part);
        let apart = parts.iter().map(|part| part.count_ones()).sum::<u32>() == all.count_ones();
        let mut kinds = vec![Kind::Subsets];
        if apart {
            kinds.push(Kind::Disjoint);
        }
        if all == whole {
            kinds.push(Kind::Cover);
        }
        if apart && all == whole {
            kinds.push(Kind::Partition);
        }
        kinds
    }
}

/// A class of a dimension: a set of its atoms.
#[derive(Clone, Debug)]
pub struct Code {
    pub name: String,
    pub atoms: u32,
    pub breakdowns: Vec<(Kind, Vec<usize>)>,
}

/// A dimension; its first code is the root.
#[derive(Clone, Debug)]
pub struct Dimension {
    pub name: String,
    pub atoms: usize,
    pub codes: Vec<Code>,
}

impl Dimension {
    pub fn random(chance: &mut Chance, at: usize, kinds: &[Kind]) -> Dimension {
        let atoms = 2 + chance.below(3);
        let mut dimension = Dimension {
            name: ["kind", "place", "sex"][at].to_owned(),
            atoms,
            codes: Vec::new(),
        };
        dimension.add("all".to_owned(), (1 << atoms) - 1);
        dimension.divide(chance, 0, at, kinds);
        if chance.percent(25) {
            dimension.divide(chance, 0, at, kinds);
        }
        let direct = dimension.codes.len();
        for code in 1..direct {
            if dimension.codes[code].atoms.count_ones() > 1 && chance.percent(40) {
                dimension.divide(chance, code, at, kinds);
            }
        }
        dimension
    }

    fn add(&mut self, name: String, atoms: u32) -> usize {
        self.codes.push(Code {
            name,
            atoms,
            breakdowns: Vec::new(),
        });
        self.codes.len() - 1
    }

    /// Gives a code a breakdown into new codes.
    fn divide(&mut self, chance: &mut Chance, code: usize, at: usize, kinds: &[Kind]) {
        let own: Vec<u32> = (0..self.atoms as u32)
            .filter(|atom| self.codes[code].atoms >> atom & 1 == 1)
            .collect();
        let mut kind = chance.pick(kinds);
        let mut parts = vec![0u32; 2 + usize::from(own.len() > 2 && chance.percent(50))];
        match kind {
            Kind::Partition | Kind::Disjoint => {
                for (nth, atom) in own.iter().enumerate() {
                    let part = if nth < parts.len() {
                        nth
                    } else {
                        chance.below(parts.len())
                    };
                    parts[part] |= 1 << atom;
                }
                if kind == Kind::Disjoint && parts.len() > 2 {
                    parts.pop();
                }
            }
            Kind::Cover | Kind::Subsets => {
                for part in &mut parts {
                    for atom in &own {
                        *part |= u32::from(chance.percent(50)) << atom;
                    }
                    if *part == 0 {
                        *part = 1 << chance.pick(&own);
                    }
                }
                let all = parts.iter().fold(0, |all, part| all | part);
                if kind == Kind::Cover {
                    parts[0] |= self.codes[code].atoms & !all;
                }
            }
        }
        if own.len() < 2 {
            kind = Kind::Subsets;
        }
        let first = self.codes.len();
        if first + parts.len() > 10 {
            return;
        }
        for atoms in parts {
            let name = WORDS[at * 10 + self.codes.len()].to_owned();
            self.add(name, atoms);
        }
        let parts: Vec<usize> = (first..self.codes.len()).collect();
        let atoms: Vec<u32> = parts.iter().map(|&part| self.codes[part].atoms).collect();
        if !Kind::true_of(&atoms, self.codes[code].atoms).contains(&kind) {
            kind = Kind::Subsets;
        }
        self.codes[code].breakdowns.push((kind, parts));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverTime {
    Cumulative,
    Event,
    Stock,
    Flow,
}

impl OverTime {
    pub fn name(self) -> &'static str {
        match self {
            OverTime::Cumulative => "cumulative",
            OverTime::Event => "event",
            OverTime::Stock => "stock",
            OverTime::Flow => "flow",
        }
    }
}

/// A measure and what is true of it at each date, atom by atom.
#[derive(Clone, Debug)]
pub struct Measure {
    pub name: String,
    pub amount: bool,
    pub over_time: OverTime,
    /// Whether only its total is ever printed.
    pub total_only: bool,
    pub truth: Vec<Vec<i64>>,
}

impl Measure {
    pub fn random(chance: &mut Chance, name: &str, atoms: usize, over_time: OverTime) -> Measure {
        let size = chance.pick(&[3, 40, 40, 4_000, 900_000]);
        let atom = |chance: &mut Chance| match chance.below(8) {
            0 => 0,
            _ => chance.within(0, size),
        };
        let first: Vec<i64> = (0..atoms).map(|_| atom(chance)).collect();
        let mut truth = vec![first];
        let still = chance.percent(50);
        for date in 1..DATES {
            let before: &Vec<i64> = &truth[date - 1];
            let next: Vec<i64> = (before.iter())
                .map(|&before| match over_time {
                    OverTime::Event if still => before,
                    OverTime::Event | OverTime::Cumulative if chance.percent(50) => before,
                    OverTime::Event | OverTime::Cumulative => {
                        before + chance.within(0, size / 3 + 1)
                    }
                    OverTime::Stock if chance.percent(30) => before,
                    OverTime::Stock | OverTime::Flow => atom(chance),
                })
                .collect();
            truth.push(next);
        }
        Measure {
            name: name.to_owned(),
            amount: chance.percent(20),
            over_time,
            total_only: false,
            truth,
        }
    }

    /// Another measure, each atom of which is made from those of this.
    pub fn made(&self, name: &str, mut atom: impl FnMut(usize, usize, i64) -> i64) -> Measure {
        let dates = self.truth.iter().enumerate();
        let truth = dates
            .map(|(date, atoms)| {
                let atoms = atoms.iter().enumerate();
                atoms.map(|(at, &value)| atom(date, at, value)).collect()
            })
            .collect();
        Measure {
            name: name.to_owned(),
            truth,
            ..self.clone()
        }
    }
}

/// The atoms of a cell: those in all of its codes.
pub fn atoms_of(dimensions: &[Dimension], codes: &[usize]) -> Vec<usize> {
    let mut found = vec![0];
    for (dimension, &code) in dimensions.iter().zip(codes) {
        let own = dimension.codes[code].atoms;
        found = (found.iter())
            .flat_map(|&before| {
                (0..dimension.atoms)
                    .filter(move |atom| own >> atom & 1 == 1)
                    .map(move |atom| before * dimension.atoms + atom)
            })
            .collect();
    }
    found
}
