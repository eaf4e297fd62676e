//! Rows for figures that a text does not print but that follow from it alone, beside
//! the printed figures that a finding compares: 3,984 = 3,990 - 6 beside 3,977.
//!
//! Such a row only informs: what it contradicts is reported by the joint checks, and the
//! finding is the same without it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{ClaimId, MeasureKind, SourceId, SpeakerId};
use crate::figures::{CellId, Date, GroupId, PointId, days};
use crate::findings::{FigureRow, Finding};
use crate::joint::{
    Follows, Implied, Known, Layer, Moment, Question, Sort, Unknown, clusters, is_percent,
};
use crate::quantity::group;

use super::super::Context;
use super::super::across::group_ranks;
use super::known;
use super::little_sum::{How, how};
use super::names::Names;
use super::taken::{Sought, date, printed, taken};
use super::{relations_hold, rule_places};

/// Checks that compare figures of one cell between texts or dates.
const CHECKS: [&str; 4] = [
    "changed-over-time",
    "cumulative-decrease",
    "sources-disagree",
    "unannounced-revision",
];

/// More rows than these are counted in a note.
const MOST_ROWS: usize = 12;

/// A finding that may get rows.
struct Wanted {
    /// Its place in the list.
    finding: usize,
    /// What it compares figures of.
    cell: CellId,
    /// The date of all its figures, where it compares figures of one date.
    date: Option<Date>,
    /// The speaker of all its figures, where it compares editions.
    speaker: Option<SpeakerId>,
}

/// A figure that follows from one text.
struct Derived {
    cell: CellId,
    date: Date,
    group: GroupId,
    row: FigureRow,
}

/// Adds the rows, in the order of the dates, to all findings that compare figures of one
/// cell.
pub(in crate::checks) fn add(context: &Context<'_>, findings: &mut [Finding]) {
    let wanted = wanted(context, findings);
    if wanted.is_empty() {
        return;
    }
    let derived = derived(context, &wanted);
    if derived.is_empty() {
        return;
    }
    let ranks = group_ranks(context);
    let mut of_cell: FxHashMap<CellId, Vec<&Derived>> = FxHashMap::default();
    for found in &derived {
        of_cell.entry(found.cell).or_default().push(found);
    }
    let groups = groups(context, findings, &wanted);
    for wanted in &wanted {
        let Some(derived) = of_cell.get(&wanted.cell) else {
            continue;
        };
        let speaker = |found: &Derived| context.figures.group(found.group).speaker;
        let mut rows: Vec<(u32, &FigureRow)> = (derived.iter())
            .filter(|found| wanted.date.is_none_or(|date| date == found.date))
            .filter(|found| wanted.speaker.is_none_or(|own| own == speaker(found)))
            .map(|found| (ranks[found.group.index()], &found.row))
            .collect();
        rows.sort_by_key(|(rank, _)| *rank);
        let rank = |row: &FigureRow| {
            let claim = [&row.claim].into_iter().chain(&row.from);
            let mut groups = claim.filter_map(|id| groups.get(id));
            groups.next().map(|group| ranks[group.index()])
        };
        merge(&mut findings[wanted.finding], &rows, &rank);
    }
}

/// The findings that may get rows. The first figure of each tells its cell.
fn wanted(context: &Context<'_>, findings: &[Finding]) -> Vec<Wanted> {
    let figures = context.figures;
    let compares = |finding: &&(usize, &Finding)| {
        let rows = &finding.1.figures;
        let one = rows.windows(2).all(|pair| pair[0].cell == pair[1].cell);
        CHECKS.contains(&finding.1.check) && one && !rows.is_empty()
    };
    let all: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
    let all: Vec<&(usize, &Finding)> = all.iter().filter(compares).collect();
    let printed = |finding: &&&(usize, &Finding)| {
        let rows = finding.1.figures.iter();
        let ids = rows.filter(|row| !row.claim.is_empty());
        ids.map(|row| row.claim.clone()).collect::<Vec<String>>()
    };
    let ids: FxHashSet<String> = all.iter().flat_map(|finding| printed(&finding)).collect();
    let claims = claims(context, &ids);
    let mut wanted = Vec::new();
    for finding in &all {
        let points: Option<Vec<PointId>> = (printed(&finding).iter())
            .map(|id| figures.point_of_claim[claims.get(id)?.index()])
            .collect();
        let Some(points) = points else { continue };
        let Some(&first) = points.first() else {
            continue;
        };
        let cell = figures.point(first).cell;
        let measure = figures.cells.get(cell).measure;
        // Percentages of what is counted otherwise are not what follows.
        let percent = figures.kinds[measure.index()] != MeasureKind::Share
            && points.iter().any(|&point| is_percent(figures, point));
        if percent
            || points
                .iter()
                .any(|&point| figures.point(point).cell != cell)
        {
            continue;
        }
        let date = date(context, first);
        let one_date = finding.1.check != "cumulative-decrease"
            && points
                .iter()
                .all(|&point| self::date(context, point) == date);
        let editions = finding.1.check == "unannounced-revision";
        let speaker = figures.group(figures.point(first).group).speaker;
        wanted.push(Wanted {
            finding: finding.0,
            cell,
            date: one_date.then_some(date),
            speaker: editions.then_some(speaker),
        });
    }
    wanted
}

/// The claims of these ids.
fn claims(context: &Context<'_>, ids: &FxHashSet<String>) -> FxHashMap<String, ClaimId> {
    let mut found = FxHashMap::default();
    for (claim, at) in context.dossier().claims.iter().zip(0..) {
        if ids.contains(&*claim.id) {
            found.entry(claim.id.to_string()).or_insert(ClaimId(at));
        }
    }
    found
}

/// The groups of all claims that the rows of these findings name.
fn groups(
    context: &Context<'_>,
    findings: &[Finding],
    wanted: &[Wanted],
) -> FxHashMap<String, GroupId> {
    let rows = wanted.iter().flat_map(|own| &findings[own.finding].figures);
    let ids = rows.flat_map(|row| [&row.claim].into_iter().chain(&row.from));
    let claims = claims(context, &ids.cloned().collect());
    let figures = context.figures;
    let group = |claim: ClaimId| {
        let point = figures.point_of_claim[claim.index()]?;
        Some(figures.point(point).group)
    };
    let all = claims.into_iter();
    all.filter_map(|(id, claim)| Some((id, group(claim)?)))
        .collect()
}

/// What follows from single texts for the cells of these findings.
fn derived(context: &Context<'_>, wanted: &[Wanted]) -> Vec<Derived> {
    let figures = context.figures;
    let rules = rule_places(context);
    let relations_hold = relations_hold(context);
    let replaced = known::replaced(context);
    let question = Question {
        figures,
        rules: &rules,
        relations_hold: &relations_hold,
        hard: &Known::default(),
        plausible: None,
        replaced: &replaced,
    };
    let cluster = clusters(&question.figures.dossier.codebook);
    let cluster_of = |cell: CellId| cluster[figures.cells.get(cell).measure.index()];
    let mut sought: FxHashMap<u32, Sought> = FxHashMap::default();
    for wanted in wanted {
        let sought = sought.entry(cluster_of(wanted.cell)).or_default();
        sought.cells.insert(wanted.cell);
        match wanted.date {
            Some(date) => drop(sought.dates.insert(date)),
            None => sought.any_date = true,
        }
    }
    let Some(taken) = taken(context, &sought, &cluster_of) else {
        return Vec::new();
    };
    let cells: FxHashSet<CellId> = wanted.iter().map(|wanted| wanted.cell).collect();
    let printed = printed(context, &cells);
    let of = |unknown: &Unknown| {
        let cell = figures.cells.find(&unknown.cell)?;
        cells.contains(&cell).then_some(cell)
    };
    let is_wanted = |unknown: &Unknown| {
        let Moment { start, end, .. } = unknown.moment;
        let text = SourceId(unknown.scope.0);
        let missing = |cell| !printed.contains(&(cell, text, start, end));
        unknown.sort == Sort::Level && of(unknown).is_some_and(missing)
    };
    let follows = Follows::among(
        &question,
        Layer::Source,
        &replaced,
        (&|point| taken.points[point.index()], &taken.cells),
        &is_wanted,
        &|interval| interval.is_point(),
    );
    let names = Names::of(context, &follows.world);
    let mut found: Vec<Derived> = (follows.implied.iter())
        .filter_map(|implied| {
            let cell = of(follows.world.unknown(implied.at))?;
            row(context, &names, &follows, implied, cell)
        })
        .collect();
    // Two speakers of one text may come to it: the text gets one row.
    let ranks = group_ranks(context);
    found.sort_by_key(|found| (found.cell, ranks[found.group.index()]));
    let mut seen: FxHashSet<(CellId, SourceId, (i64, i64))> = FxHashSet::default();
    found.retain(|found| {
        let group = figures.group(found.group);
        seen.insert((found.cell, group.source, days(group.window.as_ref())))
    });
    found
}

/// The row of a figure that follows; nothing where no pencil could follow.
fn row(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    follows: &Follows,
    implied: &Implied,
    cell: CellId,
) -> Option<Derived> {
    let figures = context.figures;
    let point = figures.point_of_claim[implied.claims.first()?.index()]?;
    let mut row = context.row(context.lead_figure(point));
    let name = figures.cell_name(cell);
    let counted = |count: usize, one: &str, more: &str| {
        let word = if count == 1 { one } else { more };
        let when = row.as_of.as_deref().unwrap_or_default();
        format!("by {count} {word}, see `crossfoot why '{name}@{when}'`")
    };
    let derived = match how(names, &follows.world, implied) {
        How::Sum(sum) => sum,
        How::Steps(steps) => counted(steps, "step", "steps"),
        How::Lines(lines) => counted(lines, "inequality", "inequalities"),
        How::Unexplained => return None,
    };
    row.claim = String::new();
    row.status = None;
    row.cell = name;
    row.printed = group(implied.interval.single()?);
    row.derived = Some(derived);
    row.from = (implied.claims.iter())
        .map(|&claim| context.claim(claim).id.to_string())
        .collect();
    row.aside = true;
    row.interval = implied.interval.clone();
    Some(Derived {
        cell,
        date: date(context, point),
        group: figures.point(point).group,
        row,
    })
}

/// Puts rows, sorted by their ranks, where they belong; differences are to the first
/// row of all.
fn merge(
    finding: &mut Finding,
    rows: &[(u32, &FigureRow)],
    rank: &dyn Fn(&FigureRow) -> Option<u32>,
) {
    let known: FxHashSet<(String, Option<String>)> = (finding.figures.iter())
        .map(|row| (row.source.clone(), row.as_of.clone()))
        .collect();
    let new = |row: &FigureRow| !known.contains(&(row.source.clone(), row.as_of.clone()));
    let new: Vec<&(u32, &FigureRow)> = rows.iter().filter(|(_, row)| new(row)).collect();
    if new.is_empty() {
        return;
    }
    let mut ranks: Vec<Option<u32>> = finding.figures.iter().map(rank).collect();
    for &&(own, row) in new.iter().take(MOST_ROWS) {
        let later = |rank: &Option<u32>| rank.is_some_and(|rank| rank > own);
        let at = ranks.iter().position(later).unwrap_or(ranks.len());
        ranks.insert(at, Some(own));
        finding.figures.insert(at, row.clone());
    }
    if let Some((first, rest)) = finding.figures.split_first_mut() {
        first.difference = None;
        for row in rest {
            row.difference = Some(row.interval.sub(&first.interval));
        }
    }
    if let Some(more @ 1..) = new.len().checked_sub(MOST_ROWS) {
        finding.notes.push(match more {
            1 => "1 more figure of this cell follows from another text".to_owned(),
            more => format!("{more} more figures of this cell follow from other texts"),
        });
    }
}
