//! Lots: rows that could contradict each other, wherever they stand in the table. Each is
//! settled, or counted, or open, which means that only the checks can tell.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::judge::Tally;
use super::meaning::{Known, Lot, Meaning, Member, NONE};
use super::shape::{MOST_MEMBERS, Shape};
use super::table::{RowId, Table};
use crate::dossier::{SourceId, id_of_cell};

/// Rows of one lot that stand one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    lot: Lot,
    start: RowId,
    count: u32,
}

/// What is to be said of a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Only the checks can tell.
    Open,
    /// So much, if figures that contradict each other only together are left out.
    Counted(Tally),
}

/// A lot of which something is to be said.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Its rows, in stretches: first and how many.
    pub rows: Vec<(RowId, u32)>,
    /// What.
    pub found: Found,
}

/// What screening came to.
#[derive(Debug, Default)]
pub(super) struct Screened {
    /// Lots of which something is to be said, by their first rows.
    pub told: Vec<Told>,
    /// Relations that hold in settled lots.
    pub holds: u64,
    /// Lots altogether.
    pub lots: usize,
    /// For each source and cell whether its figures have several dates.
    pub several: Several,
    /// Rules that ran in some lot that is not open.
    pub ran: FxHashSet<usize>,
}

/// So many shapes are worked out; the lots of others are open.
const MOST_SHAPES: usize = 5_000;

/// A lot with the number of its shape, if it has one.
struct Shaped {
    runs: std::ops::Range<usize>,
    shape: Option<u32>,
}

/// The lots of a slice; then, for each shape among them, what it prints and a sample.
type Gathered = (Vec<Shaped>, Vec<Vec<u64>>, Vec<Vec<Member>>);

/// Sorts the rows into lots and screens them; none where odd rows could change what the
/// figures of other lots are.
pub(super) fn screen(table: &Table, meaning: &Meaning) -> Option<Screened> {
    let (runs, several) = runs(table, meaning)?;
    let slices = slices(&runs);
    let gathered: Vec<Gathered> = (slices.into_par_iter())
        .map(|slice| shapes_of(table, meaning, &runs, slice))
        .collect();
    // The same shape has one number, whoever met it first.
    let mut numbers: FxHashMap<Vec<u64>, u32> = FxHashMap::default();
    let mut samples: Vec<Vec<Member>> = Vec::new();
    let mut maps: Vec<Vec<Option<u32>>> = Vec::new();
    let mut lots: Vec<Vec<Shaped>> = Vec::new();
    for (own, keys, members) in gathered {
        let mut map = Vec::with_capacity(keys.len());
        for (key, members) in keys.into_iter().zip(members) {
            let next = numbers.len();
            if next >= MOST_SHAPES {
                map.push(numbers.get(&key).copied());
                continue;
            }
            let number = *numbers.entry(key).or_insert(next as u32);
            if number as usize == next {
                samples.push(members);
            }
            map.push(Some(number));
        }
        maps.push(map);
        lots.push(own);
    }
    let shapes = Shape::all(meaning, &samples);
    let judged: Vec<(Vec<Told>, u64)> = (lots.par_iter().zip(&maps))
        .map(|(lots, map)| {
            let mut told = Vec::new();
            let mut holds = 0;
            let mut room = Room::default();
            for lot in lots {
                let shape = lot.shape.and_then(|shape| map[shape as usize]);
                let shape = shape.map(|shape| &shapes[shape as usize]);
                let own = &runs[lot.runs.clone()];
                match judge(table, meaning, own, shape, &mut room) {
                    None => holds += u64::from(shape.map_or(0, Shape::relation_count)),
                    Some(found) => told.push(Told {
                        rows: own.iter().map(|run| (run.start, run.count)).collect(),
                        found,
                    }),
                }
            }
            (told, holds)
        })
        .collect();
    let mut screened = Screened {
        lots: lots.iter().map(Vec::len).sum(),
        several,
        ran: (shapes.iter().filter(|shape| !shape.open))
            .flat_map(|shape| shape.rules.iter().map(|rule| rule.rule))
            .collect(),
        ..Screened::default()
    };
    for (told, holds) in judged {
        screened.told.extend(told);
        screened.holds += holds;
    }
    screened
        .told
        .par_sort_unstable_by_key(|told| told.rows[0].0);
    Some(screened)
}

impl Screened {
    /// The ids, without dates, of figures that have several dates.
    pub fn dated(&self, meaning: &Meaning) -> FxHashSet<String> {
        let mut sources: Vec<SourceId> = meaning.groups.iter().map(|group| group.0).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut found = FxHashSet::default();
        for source in sources {
            for (cell, (measure, codes)) in (0..).zip(&meaning.keys) {
                if self.several.has(source.0, cell) {
                    found.insert(id_of_cell(&meaning.dossier, source, *measure, codes));
                }
            }
        }
        found
    }
}

/// Room that is used again and again.
#[derive(Default)]
struct Room {
    members: Vec<(Member, i64, u32)>,
    values: Vec<i64>,
    key: Vec<u64>,
}

/// The stretches of rows of one lot each, by lot; and which ids need their dates.
fn runs(table: &Table, meaning: &Meaning) -> Option<(Vec<Run>, Several)> {
    let found: Option<Vec<(Vec<Run>, Several)>> = (table.parts.par_iter())
        .map(|part| {
            let mut runs: Vec<Run> = Vec::new();
            let mut several = Several::of(meaning);
            for (id, row) in (part.first_row..).zip(&part.rows) {
                let known = meaning.known(id, row);
                if !known.plain && meaning.is_open_kind(row) {
                    return None;
                }
                several.take(meaning, &known);
                match runs.last_mut() {
                    Some(run) if run.lot == known.lot => run.count += 1,
                    _ => runs.push(Run {
                        lot: known.lot,
                        start: id,
                        count: 1,
                    }),
                }
            }
            runs.shrink_to_fit();
            Some((runs, several))
        })
        .collect();
    let found = found?;
    let mut runs = Vec::with_capacity(found.iter().map(|(runs, _)| runs.len()).sum());
    let mut several = Several::of(meaning);
    for (own, more) in found {
        runs.extend(own);
        several.add(&more);
    }
    runs.par_sort_unstable();
    Some((runs, several))
}

/// Some neighbouring lots each.
fn slices(runs: &[Run]) -> Vec<std::ops::Range<usize>> {
    const AT_LEAST: usize = 4_096;
    let size = (runs.len() / (8 * rayon::current_num_threads())).max(AT_LEAST);
    let mut slices = Vec::new();
    let mut start = 0;
    while start < runs.len() {
        let mut end = (start + size).min(runs.len());
        while end < runs.len() && runs[end].lot == runs[end - 1].lot {
            end += 1;
        }
        slices.push(start..end);
        start = end;
    }
    slices
}

/// The lots of a slice, and which shapes they have.
fn shapes_of(
    table: &Table,
    meaning: &Meaning,
    runs: &[Run],
    slice: std::ops::Range<usize>,
) -> Gathered {
    let mut lots = Vec::new();
    let mut numbers: FxHashMap<Vec<u64>, u32> = FxHashMap::default();
    let mut keys = Vec::new();
    let mut samples = Vec::new();
    let mut room = Room::default();
    let mut start = slice.start;
    for run in runs[slice].chunk_by(|a, b| a.lot == b.lot) {
        let shape = gather(table, meaning, run, &mut room).then(|| {
            let next = numbers.len() as u32;
            if let Some(&known) = numbers.get(&room.key) {
                return known;
            }
            numbers.insert(room.key.clone(), next);
            keys.push(room.key.clone());
            samples.push(room.members.iter().map(|(member, ..)| *member).collect());
            next
        });
        lots.push(Shaped {
            runs: start..start + run.len(),
            shape,
        });
        start += run.len();
    }
    (lots, keys, samples)
}

/// Gathers the figures of a lot by text and cell; whether all are plain numbers.
fn gather(table: &Table, meaning: &Meaning, runs: &[Run], room: &mut Room) -> bool {
    room.members.clear();
    let count: usize = runs.iter().map(|run| run.count as usize).sum();
    if count > MOST_MEMBERS {
        return false;
    }
    for run in runs {
        let part = table.part_of(run.start);
        let first = (run.start - part.first_row) as usize;
        let rows = &part.rows[first..first + run.count as usize];
        for (id, row) in (run.start..).zip(rows) {
            let known = meaning.known(id, row);
            if !known.plain {
                return false;
            }
            let member = Member {
                group: known.group,
                cell: known.cell,
                row: id,
                window: known.window,
            };
            room.members.push((member, row.value, row.scale()));
        }
    }
    if !room.members.is_sorted_by_key(|(member, ..)| *member) {
        room.members.sort_unstable_by_key(|(member, ..)| *member);
    }
    room.key.clear();
    let keys = room.members.iter();
    room.key
        .extend(keys.map(|(member, ..)| u64::from(member.group) << 32 | u64::from(member.cell)));
    true
}

/// What is to be said of a lot; nothing if it is settled.
fn judge(
    table: &Table,
    meaning: &Meaning,
    runs: &[Run],
    shape: Option<&Shape>,
    room: &mut Room,
) -> Option<Found> {
    let Some(shape) = shape.filter(|shape| !shape.open) else {
        return Some(Found::Open);
    };
    if !gather(table, meaning, runs, room) {
        return Some(Found::Open);
    }
    let most = room
        .members
        .iter()
        .map(|(.., scale)| *scale)
        .max()
        .unwrap_or(0);
    room.values.clear();
    for (_, value, scale) in &room.members {
        let Some(value) = value.checked_mul(10_i64.pow(most - scale)) else {
            return Some(Found::Open);
        };
        room.values.push(value);
    }
    if shape.is_settled(&room.values, 10_i64.pow(most)) {
        None
    } else if shape.countable && most == 0 {
        Some(Found::Counted(shape.tally(&room.values)))
    } else {
        Some(Found::Open)
    }
}

/// For each text and cell, whether its figures have several dates: then their ids name
/// them.
#[derive(Debug, Default)]
pub(super) struct Several {
    cells: usize,
    /// The window of each pair, or that there are several.
    windows: Vec<u32>,
    /// The same where there would be too many pairs.
    sparse: FxHashMap<u64, u32>,
}

/// Several windows.
const MANY: u32 = NONE - 2;

impl Several {
    fn of(meaning: &Meaning) -> Several {
        /// So many pairs are kept side by side.
        const DENSE: usize = 1 << 20;
        let cells = meaning.keys.len();
        let pairs = cells * meaning.dossier.sources.len();
        Several {
            cells,
            windows: if pairs <= DENSE {
                vec![NONE; pairs]
            } else {
                Vec::new()
            },
            sparse: FxHashMap::default(),
        }
    }

    fn slot(&mut self, source: u32, cell: u32) -> &mut u32 {
        if self.windows.is_empty() {
            let key = u64::from(source) << 32 | u64::from(cell);
            return self.sparse.entry(key).or_insert(NONE);
        }
        &mut self.windows[source as usize * self.cells + cell as usize]
    }

    fn take(&mut self, meaning: &Meaning, known: &Known) {
        if known.group == NONE || known.cell == NONE {
            return;
        }
        let source = meaning.groups[known.group as usize].0;
        let slot = self.slot(source.0, known.cell);
        *slot = join(*slot, known.window);
    }

    fn add(&mut self, other: &Several) {
        for (own, more) in self.windows.iter_mut().zip(&other.windows) {
            *own = join(*own, *more);
        }
        for (key, more) in &other.sparse {
            let own = self.sparse.entry(*key).or_insert(NONE);
            *own = join(*own, *more);
        }
    }

    /// Whether the figures of a source for a cell have several dates.
    pub fn has(&self, source: u32, cell: u32) -> bool {
        let window = match self.windows.is_empty() {
            true => self
                .sparse
                .get(&(u64::from(source) << 32 | u64::from(cell)))
                .copied(),
            false => self
                .windows
                .get(source as usize * self.cells + cell as usize)
                .copied(),
        };
        window == Some(MANY)
    }
}

fn join(a: u32, b: u32) -> u32 {
    match (a, b) {
        (NONE, other) | (other, NONE) => other,
        (a, b) if a == b => a,
        _ => MANY,
    }
}
