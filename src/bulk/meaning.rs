//! What the names of a table mean: measures, codes, sources and dates, as the decoder
//! understands the first row that has each of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::row::Row;
use super::table::{RowId, Table};
use crate::dossier::{
    ClaimId, Codes, Dossier, MeasureId, MeasureKind, OverTime, SourceId, SourceStatus, SpeakerId,
};
use crate::joint::clusters;
use crate::quantity::{Day, NumberFormat, Window};

/// No number.
pub(super) const NONE: u32 = u32::MAX;

/// A figure of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    /// Text and speaker.
    pub group: u32,
    /// Measure and codes.
    pub cell: u32,
    /// Its row.
    pub row: RowId,
    /// The period.
    pub window: u32,
}

/// What the tuples of a table mean.
#[derive(Debug)]
pub(super) struct Meaning {
    /// The codebook, sources and speakers, and the claims of the rows that were decoded.
    pub dossier: Dossier,
    /// Measures and codes.
    pub keys: Vec<(MeasureId, Codes)>,
    /// Texts and speakers.
    pub groups: Vec<(SourceId, SpeakerId)>,
    /// Dates and periods.
    pub windows: Vec<Option<Window>>,
    /// For each tuple of names what it is.
    cells: Vec<CellOf>,
    sources: Vec<SourceOf>,
    dates: Vec<u32>,
    /// For each window whether some figure of it may be dated too late.
    late: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct CellOf {
    key: u32,
    /// The lots it belongs to: measures that rules connect.
    cluster: u32,
    /// How many decimals its figures may have; none if it is not screened.
    decimals: Option<u32>,
    /// Whether its figures say what sort of number its measure is.
    open_kind: bool,
}

#[derive(Clone, Copy, Debug)]
struct SourceOf {
    group: u32,
    window: u32,
    plain: bool,
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lot(pub u64);

impl Lot {
    fn new(cluster: u32, window: u32) -> Lot {
        Lot(u64::from(cluster) << 32 | u64::from(window))
    }

    /// A row that belongs to no other.
    pub fn alone(row: RowId) -> Lot {
        Lot::new(NONE, row)
    }
}

/// What one row is, in numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub lot: Lot,
    pub group: u32,
    pub cell: u32,
    pub window: u32,
    /// Whether it is a bare number of something that can be screened.
    pub plain: bool,
}

impl Meaning {
    /// What the tuples of `table` mean, given the dossier of the first rows that have
    /// them, the claim of each of those, and those that are not as they should be.
    pub fn of(
        table: &Table,
        dossier: Dossier,
        claims: &FxHashMap<RowId, ClaimId>,
        faulty: &FxHashSet<RowId>,
        today: Option<Day>,
    ) -> Meaning {
        let mut meaning = Meaning {
            keys: Vec::new(),
            groups: Vec::new(),
            windows: Vec::new(),
            cells: Vec::new(),
            sources: Vec::new(),
            dates: Vec::new(),
            late: Vec::new(),
            dossier,
        };
        let dossier = &meaning.dossier;
        let cluster = clusters(&dossier.codebook);
        // All measures of a lot are screened, or none.
        let mut screened = vec![true; cluster.len()];
        for (measure, &own) in dossier.codebook.measures.iter().zip(&cluster) {
            screened[own as usize] &= measure.over_time == OverTime::Flow;
        }
        let claim = |row: RowId| claims.get(&row).map(|&id| (dossier.claim(id), row));
        let [cells, sources, dates] = &table.tuples;
        let mut keys: FxHashMap<(MeasureId, Codes), u32> = FxHashMap::default();
        for named in cells {
            let Some((claim, row)) = claim(named.first) else {
                meaning.cells.push(CellOf {
                    key: NONE,
                    cluster: NONE,
                    decimals: None,
                    open_kind: false,
                });
                continue;
            };
            let key = (claim.measure, claim.codes.clone());
            let next = meaning.keys.len() as u32;
            let at = *keys.entry(key.clone()).or_insert(next);
            if at == next {
                meaning.keys.push(key);
            }
            let measure = dossier.codebook.measure(claim.measure);
            let own = cluster.get(claim.measure.index()).copied().unwrap_or(NONE);
            let plain = own != NONE && screened[own as usize] && !faulty.contains(&row);
            let decimals = match measure.kind {
                Some(MeasureKind::Count) | None => 0,
                Some(_) => super::row::MOST_DECIMALS,
            };
            meaning.cells.push(CellOf {
                key: at,
                cluster: own,
                decimals: plain.then_some(decimals),
                open_kind: measure.kind.is_none(),
            });
        }
        let mut windows: FxHashMap<Days, u32> = FxHashMap::default();
        let mut all_windows: Vec<Option<Window>> = Vec::new();
        let mut number = |window: Option<&Window>| {
            let days = window.map_or((None, None), |window| (window.start, window.end));
            let next = all_windows.len() as u32;
            let at = *windows.entry((window.is_some(), days)).or_insert(next);
            if at == next {
                all_windows.push(window.cloned());
            }
            at
        };
        let mut groups: FxHashMap<(SourceId, SpeakerId), u32> = FxHashMap::default();
        for named in sources {
            let Some((claim, row)) = claim(named.first) else {
                meaning.sources.push(SourceOf {
                    group: NONE,
                    window: NONE,
                    plain: false,
                });
                continue;
            };
            let key = (claim.source, claim.speaker);
            let next = meaning.groups.len() as u32;
            let group = *groups.entry(key).or_insert(next);
            if group == next {
                meaning.groups.push(key);
            }
            let source = dossier.source(claim.source);
            let dated = source.as_of.as_ref().or(source.published.as_ref());
            let plain = source.known
                && matches!(source.status, SourceStatus::Current | SourceStatus::Final)
                && source.rounded_to.is_none()
                && !(table.marked && source.number_format != NumberFormat::En)
                && !faulty.contains(&row);
            meaning.sources.push(SourceOf {
                group,
                window: number(dated.map(|window| &window.value)),
                plain,
            });
        }
        for named in dates {
            let own = claim(named.first).filter(|(_, row)| !faulty.contains(row));
            let from_source = own.is_some_and(|(claim, _)| claim.when.span.is_none());
            meaning.dates.push(match own {
                Some((claim, _)) if !from_source => number(claim.when.window.as_ref()),
                Some(_) => NONE,
                None => FAULTY,
            });
        }
        meaning.windows = all_windows;
        let published = |source: &crate::dossier::Source| source.published.as_ref()?.value.start;
        let soonest = dossier
            .sources
            .iter()
            .filter_map(published)
            .chain(today)
            .min();
        meaning.late = (meaning.windows.iter())
            .map(|window| {
                let start = window.as_ref().and_then(|window| window.end);
                soonest.is_some_and(|soonest| start.is_none_or(|start| start > soonest))
            })
            .collect();
        meaning
    }

    /// Whether a row may say what sort of number its measure is.
    pub fn is_open_kind(&self, row: &Row) -> bool {
        !row.is_stray()
            && !row.is_plain() | (row.scale() > 0)
            && self.cells[row.cell() as usize].open_kind
    }

    /// What a row is.
    pub fn known(&self, id: RowId, row: &Row) -> Known {
        let nothing = Known {
            lot: Lot::alone(id),
            group: NONE,
            cell: NONE,
            window: NONE,
            plain: false,
        };
        if row.is_stray() {
            return nothing;
        }
        let cell = self.cells[row.cell() as usize];
        let source = self.sources[row.source() as usize];
        let window = match self.dates[row.date() as usize] {
            NONE => source.window,
            window => window,
        };
        if cell.key == NONE {
            return nothing;
        }
        let screened = cell.decimals.is_some();
        let dated = window != FAULTY && window != NONE;
        let late = dated && self.late[window as usize];
        Known {
            // What is not screened is looked at together, date after date.
            lot: Lot::new(cell.cluster, if screened && dated { window } else { NONE }),
            group: source.group,
            cell: cell.key,
            window,
            plain: source.plain
                && dated
                && !late
                && row.is_plain()
                && cell.decimals.is_some_and(|most| row.scale() <= most),
        }
    }
}

/// Whether there is a date, and its first and last day.
type Days = (bool, (Option<Day>, Option<Day>));

/// A date that cannot be read.
const FAULTY: u32 = u32::MAX - 1;
