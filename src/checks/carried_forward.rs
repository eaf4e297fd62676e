//! `carried-forward`: a part is unchanged at a later date while its whole moved so far
//! that no change of the part is unlikely.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{MeasureKind, OverTime};
use crate::figures::{CellId, PointId, RelationKind, days};
use crate::findings::Finding;
use crate::quantity::{Exact, Interval};
use crate::text::Severity;

use super::across;
use super::same_parts_different_whole as same_parts;
use super::{Context, chance};

const ID: &str = "carried-forward";

/// A part and its whole as one text states them.
#[derive(Clone, Copy, Debug)]
struct Stated {
    whole: PointId,
    part: PointId,
}

/// An unchanged part, and how many of it were expected to change.
#[derive(Clone, Debug)]
struct Unchanged {
    from: PointId,
    to: PointId,
    expected: Exact,
}

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let stated = stated(context);
    if stated.is_empty() {
        return;
    }
    let mut wholes: FxHashMap<PointId, Vec<PointId>> = FxHashMap::default();
    for (_, _, _, pair) in &stated {
        wholes.entry(pair.part).or_default().push(pair.whole);
    }
    let place = group_places(context);
    let mut found: BTreeMap<_, (PointId, PointId, Vec<Unchanged>)> = BTreeMap::new();
    for series in stated.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let same = |a: PointId, b: PointId| context.hard(a) == context.hard(b);
        for run in series.chunk_by(|a, b| same(a.3.part, b.3.part)) {
            let Some((from, to, expected)) = farthest(context, run.iter().map(|row| row.3)) else {
                continue;
            };
            if !chance::is_unlikely(&expected) || has_narrower(context, &wholes, from, to) {
                continue;
            }
            let key = (place(from.whole), place(to.whole));
            let (_, _, parts) =
                (found.entry(key)).or_insert_with(|| (from.whole, to.whole, Vec::new()));
            parts.push(Unchanged {
                from: from.part,
                to: to.part,
                expected,
            });
        }
    }
    if found.is_empty() {
        return;
    }
    let told = same_parts::pairs_told(context);
    for (_, (from, to, parts)) in found {
        if !told.contains(&same_parts::key(context, from, to)) {
            findings.push(describe(context, from, to, parts));
        }
    }
}

/// Counts that stand under a whole, by whole, part and date, where the whole has more
/// than one figure.
fn stated(context: &Context<'_>) -> Vec<(CellId, CellId, u32, Stated)> {
    let figures = context.figures;
    let codebook = &context.dossier().codebook;
    let mut found = Vec::new();
    let mut ranks: Option<Vec<u32>> = None;
    for relation in &figures.relations {
        let counts = matches!(
            relation.kind,
            RelationKind::Sum | RelationKind::AtMost | RelationKind::AtLeast | RelationKind::Part
        );
        let Some(whole) = relation.whole.filter(|_| counts) else {
            continue;
        };
        let cell = figures.point(whole).cell;
        let measure = figures.cells.get(cell).measure;
        let flow = codebook.measure(measure).over_time == OverTime::Flow;
        let timeline = &context.across().timeline;
        let series = timeline.find(cell, false);
        if flow
            || figures.kinds[measure.index()] != MeasureKind::Count
            || series.is_none_or(|series| timeline.points(series).len() < 2)
            || figures.point(whole).hard().is_none()
        {
            continue;
        }
        let group = figures.point(whole).group;
        let ranks = ranks.get_or_insert_with(|| across::group_ranks(context));
        let rank = ranks[group.index()];
        if !context.dossier().source(figures.group(group).source).known {
            continue;
        }
        for &part in &relation.parts {
            if number(context, part).is_some() {
                let pair = Stated { whole, part };
                found.push((cell, figures.point(part).cell, rank, pair));
            }
        }
    }
    found.sort_unstable_by_key(|(whole, part, rank, pair)| (*whole, *part, *rank, pair.part));
    found.dedup_by_key(|(whole, part, rank, _)| (*whole, *part, *rank));
    found
}

/// The number of a part that says something by staying the same: exact, not zero, and
/// not so round that it may hide a change.
fn number<'a>(context: &Context<'a>, part: PointId) -> Option<&'a Exact> {
    let hard = context.figures.point(part).hard()?.single()?;
    let figure = context.claim(across::best(context, part).claim);
    let value = figure.value.as_ref()?;
    let printed = value.is_exact_number()?;
    let telling = !hard.is_zero() && !value.is_percent() && !value.is_bare_round();
    (telling && printed.to_exact() == *hard).then_some(hard)
}

/// Of the texts that state the same part, the two between which the whole moved most,
/// the earlier first, with the change that the part was to be expected to show.
fn farthest(
    context: &Context<'_>,
    run: impl Iterator<Item = Stated>,
) -> Option<(Stated, Stated, Exact)> {
    let run: Vec<Stated> = run.collect();
    let end = |of: fn(&Interval) -> &Option<crate::quantity::Bound>| {
        move |pair: &Stated| {
            let end = of(context.hard(pair.whole)).as_ref();
            end.map(|end| end.value.clone())
        }
    };
    let low = end(|whole| &whole.low);
    let high = end(|whole| &whole.high);
    let mut least: Option<(Exact, usize)> = None;
    let mut most: Option<(Exact, usize)> = None;
    for (at, pair) in run.iter().enumerate() {
        if let Some(high) = high(pair)
            && least.as_ref().is_none_or(|(known, _)| high < *known)
        {
            least = Some((high, at));
        }
        if let Some(low) = low(pair)
            && most.as_ref().is_none_or(|(known, _)| low > *known)
        {
            most = Some((low, at));
        }
    }
    let ((below, least), (above, most)) = (least?, most?);
    let (from, to) = (run[least.min(most)], run[least.max(most)]);
    let day = |point: PointId| {
        let group = context.figures.point(point).group;
        days(context.figures.group(group).window.as_ref())
    };
    if below >= above || day(from.whole).1 >= day(to.whole).0 {
        return None;
    }
    let part = number(context, from.part)?;
    // What a part of the first whole would have gained or lost, at least.
    let first = match least < most {
        true => &below,
        false if may_fall(context, from.whole) => &above,
        false => return None,
    };
    let moved = (&above - &below).checked_div(first)?;
    Some((from, to, &part.abs() * &moved))
}

fn may_fall(context: &Context<'_>, whole: PointId) -> bool {
    let figures = context.figures;
    let measure = figures.cells.get(figures.point(whole).cell).measure;
    context.dossier().codebook.measure(measure).over_time == OverTime::Stock
}

/// Whether both texts state a whole of the part that is narrower still: that one tells
/// whether the part should have moved.
fn has_narrower(
    context: &Context<'_>,
    wholes: &FxHashMap<PointId, Vec<PointId>>,
    from: Stated,
    to: Stated,
) -> bool {
    let figures = context.figures;
    let cell = |point: PointId| figures.point(point).cell;
    let own = cell(from.whole);
    let later: FxHashSet<CellId> = wholes[&to.part].iter().map(|&whole| cell(whole)).collect();
    wholes[&from.part].iter().any(|&whole| {
        let inner = cell(whole);
        let codebook = &context.dossier().codebook;
        inner != own && later.contains(&inner) && figures.cells.contains(own, inner, codebook)
    })
}

/// What orders wholes by name and date, whatever the order of files.
fn group_places<'c>(context: &'c Context<'_>) -> impl Fn(PointId) -> (String, u32) + 'c {
    let ranks = across::group_ranks(context);
    move |point| {
        let at = context.figures.point(point);
        (context.figures.cell_name(at.cell), ranks[at.group.index()])
    }
}

fn describe(
    context: &Context<'_>,
    from: PointId,
    to: PointId,
    mut parts: Vec<Unchanged>,
) -> Finding {
    let figures = context.figures;
    let cell = figures.point(from).cell;
    let name = |part: &Unchanged| figures.part_name(Some(cell), figures.point(part.from).cell);
    parts.sort_by_cached_key(name);
    let words: Vec<String> = parts
        .iter()
        .map(|part| format!("{} {}", name(part), across::printed(context, part.from)))
        .collect();
    let (what, is) = match parts.len() {
        1 => ("a part", "is"),
        _ => ("parts", "are"),
    };
    let whole = figures.cell_name(cell);
    let path = format!(
        "{whole} {}, then {}",
        across::said(context, from),
        across::said(context, to)
    );
    let listed = across::list(&words, 6);
    let message = format!("{what} of a whole that moved {is} unchanged: {listed} of {path}");
    let mut points: Vec<PointId> = parts.iter().map(|part| part.to).collect();
    points.push(to);
    points.extend(parts.iter().map(|part| part.from));
    points.push(from);
    let mut finding = across::finding(context, ID, Severity::Note, &points, message);
    finding.concise = format!("{listed} unchanged in {path}");
    finding.subject = whole;
    finding.conflicts = (parts.iter())
        .map(|part| across::pair(context, part.from, part.to))
        .collect();
    let mut rows = vec![from];
    rows.extend(parts.iter().map(|part| part.from));
    rows.push(to);
    rows.extend(parts.iter().map(|part| part.to));
    across::add_rows(context, &mut finding, &rows);
    for row in &mut finding.figures {
        row.difference = None;
    }
    for part in parts.iter().take(6) {
        finding.notes.push(format!(
            "{} {}: had all parts moved alike, {} would have changed by {}; the chance that it did not is {}",
            name(part),
            across::printed(context, part.from),
            match parts.len() {
                1 => "it".to_owned(),
                _ => name(part),
            },
            tenth(&part.expected),
            chance::of_none(&part.expected)
        ));
    }
    across::note_inferred(context, &mut finding, &rows);
    finding.help.push(
        "ask whether the part was counted anew or taken over from the earlier text; a part that is closed, such as the dead of a past year, may well stay"
            .to_owned(),
    );
    finding
}

/// `about 31.4`, or the number itself.
fn tenth(number: &Exact) -> String {
    let ten = Exact::from(10_i64);
    let rounded = &(&(number * &ten) + &Exact::ratio(1, 2)).floor() / &ten;
    let about = if rounded == *number { "" } else { "about " };
    format!("{about}{}", crate::quantity::group(&rounded))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
