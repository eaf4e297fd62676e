//! The points of each cell in the order of their dates, so that figures of one
//! date stand side by side. Points that contradict themselves are left out, and
//! cells whose figures are in two units.

use rayon::prelude::*;

use crate::dossier::MeasureKind;
use crate::figures::{CellId, Figures, Point, PointId};
pub(in crate::checks) use crate::figures::{Date, days};

/// A point in a series.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Entry {
    /// The point.
    pub point: PointId,
    /// First day; the least number where the window has no beginning or none is known.
    pub start: i64,
    /// Last day, likewise.
    pub end: i64,
    /// What it shares its date with.
    pub date: Date,
    /// Whether its figure is a percentage of something counted otherwise.
    pub percent: bool,
}

impl Entry {
    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        matches!(self.date, Date::Day(_))
    }
}

/// The comparable points of one cell.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Series {
    /// The cell.
    pub cell: CellId,
    /// Whether the figures are percentages; these are never compared with counts.
    pub percent: bool,
    first: u32,
    end: u32,
}

/// All series.
#[derive(Debug)]
pub(in crate::checks) struct Timeline {
    entries: Vec<Entry>,
    series: Vec<Series>,
    /// For each cell, its first and one past its last series.
    of_cell: Vec<(u32, u32)>,
}

impl Timeline {
    /// Puts every point in its place.
    pub fn of(figures: &Figures<'_>) -> Timeline {
        let ranks = Ranks::of(figures);
        let mut keyed: Vec<(CellId, Entry, Rank)> = figures
            .points
            .iter()
            .enumerate()
            // A source that nothing declares is a slip, and no text to compare with.
            .filter(|(_, point)| {
                let source = figures.group(point.group).source;
                point.hard().is_some() && figures.dossier.source(source).known
            })
            .map(|(at, point)| {
                let entry = entry(figures, &ranks, PointId(at as u32), point);
                let rank = ranks.rank(figures, point);
                (point.cell, entry, rank)
            })
            .collect();
        keyed.par_sort_unstable_by(|(cell, entry, rank), (other_cell, other, other_rank)| {
            let place = |cell: &CellId, entry: &Entry| {
                (*cell, entry.percent, entry.start, entry.end, entry.date)
            };
            (place(cell, entry), rank).cmp(&(place(other_cell, other), other_rank))
        });
        let mut timeline = Timeline {
            entries: Vec::with_capacity(keyed.len()),
            series: Vec::new(),
            of_cell: vec![(0, 0); figures.cells.len()],
        };
        for run in keyed.chunk_by(|a, b| a.0 == b.0 && a.1.percent == b.1.percent) {
            let cell = run[0].0;
            if two_units(figures, run.iter().map(|(_, entry, _)| entry.point)) {
                continue;
            }
            let first = timeline.entries.len() as u32;
            timeline
                .entries
                .extend(run.iter().map(|(_, entry, _)| entry.clone()));
            let at = timeline.series.len() as u32;
            timeline.series.push(Series {
                cell,
                percent: run[0].1.percent,
                first,
                end: timeline.entries.len() as u32,
            });
            let range = &mut timeline.of_cell[cell.0 as usize];
            if range.1 == 0 {
                range.0 = at;
            }
            range.1 = at + 1;
        }
        timeline
    }

    /// Every series with its points, by cell.
    pub fn all(&self) -> impl Iterator<Item = (&Series, &[Entry])> {
        self.series
            .iter()
            .map(|series| (series, self.points(series)))
    }

    /// The points of a series, by date, then publication, then source.
    pub fn points(&self, series: &Series) -> &[Entry] {
        &self.entries[series.first as usize..series.end as usize]
    }

    /// The series of a cell that holds percentages, or that does not.
    pub fn find(&self, cell: CellId, percent: bool) -> Option<&Series> {
        let (first, end) = self.of_cell[cell.0 as usize];
        self.series[first as usize..end as usize]
            .iter()
            .find(|series| series.percent == percent)
    }
}

/// What orders points of one date: publication, then source, then whether the
/// publisher itself speaks, then the speaker.
type Rank = (i64, i64, u32, bool, u32);

/// Sources and speakers by name, so that nothing depends on the order of files.
struct Ranks {
    sources: Vec<u32>,
    speakers: Vec<u32>,
}

impl Ranks {
    fn of(figures: &Figures<'_>) -> Ranks {
        let dossier = figures.dossier;
        let sources = rank(dossier.sources.len(), |at| &dossier.sources[at].id);
        let most = figures.groups.iter().map(|group| group.speaker.index() + 1);
        let speakers = rank(most.max().unwrap_or(0), |at| {
            dossier.speakers.name(crate::dossier::SpeakerId::from(at))
        });
        Ranks { sources, speakers }
    }

    fn rank(&self, figures: &Figures<'_>, point: &Point) -> Rank {
        let group = figures.group(point.group);
        let source = figures.dossier.source(group.source);
        let published = source.published.as_ref().map(|window| &window.value);
        let (start, end) = days(published);
        (
            start,
            end,
            self.sources[group.source.index()],
            group.speaker != source.publisher,
            self.speakers[group.speaker.index()],
        )
    }
}

fn rank<'a>(count: usize, name: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&at| name(at));
    let mut ranks = vec![0; count];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = rank as u32;
    }
    ranks
}

fn entry(figures: &Figures<'_>, ranks: &Ranks, id: PointId, point: &Point) -> Entry {
    let cell = figures.cells.get(point.cell);
    let text = ranks.sources[figures.group(point.group).source.index()];
    let (start, end, date) = figures.date_of(id, text);
    let share = figures.kinds[cell.measure.index()] == MeasureKind::Share;
    let value = figures.dossier.claim(figures.lead(id)).value.as_ref();
    Entry {
        point: id,
        start,
        end,
        date,
        percent: !share && value.is_some_and(|value| value.is_percent()),
    }
}

/// Whether figures name two units; `unit-mismatch` says so.
fn two_units(figures: &Figures<'_>, points: impl Iterator<Item = PointId>) -> bool {
    let mut first: Option<&str> = None;
    for point in points {
        let value = figures.dossier.claim(figures.lead(point)).value.as_ref();
        let unit = value.and_then(|value| value.unit.as_ref());
        let Some(unit) = unit.filter(|unit| !unit.is_percent()) else {
            continue;
        };
        match first {
            None => first = Some(unit.as_str()),
            Some(known) if known != unit.as_str() => return true,
            Some(_) => {}
        }
    }
    false
}
