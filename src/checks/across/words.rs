//! What findings across sources say in the same words: figures with their
//! dates, differences, and where a date comes from.

use rustc_hash::FxHashSet;

use crate::figures::{Figure, PointId};
use crate::findings::{Finding, Location, Role};
use crate::quantity::{Exact, Interval, group};
use crate::text::Severity;

use super::super::{Context, sheet};
use super::timeline::days;

/// The figure that stands for a point: its most precise one, the first of these.
pub(in crate::checks) fn best<'a>(context: &Context<'a>, point: PointId) -> &'a Figure {
    let here = context.figures.figures_at(context.figures.point(point));
    let width = |figure: &Figure| figure.hard.width();
    let mut best = &here[0];
    for figure in &here[1..] {
        let narrower = match (width(figure), width(best)) {
            (Some(new), Some(known)) => new < known,
            (new, known) => new.is_some() && known.is_none(),
        };
        if narrower {
            best = figure;
        }
    }
    best
}

/// The date of a point in words: as written, and `about 2023` for `2023~`.
pub(in crate::checks) fn when(context: &Context<'_>, point: PointId) -> String {
    let group = context.figures.group(context.figures.point(point).group);
    match &group.window {
        Some(window) => match window.printed.strip_suffix('~') {
            Some(date) => format!("about {date}"),
            None => window.printed.to_string(),
        },
        None => "no date".to_owned(),
    }
}

/// The source and the date of a point: `a, 2025-03-10`.
pub(in crate::checks) fn origin(context: &Context<'_>, point: PointId) -> String {
    let source = context.figures.source_of(point);
    format!("{source}, {}", when(context, point))
}

/// The figure of a point as printed.
pub(in crate::checks) fn printed(context: &Context<'_>, point: PointId) -> String {
    context.printed(context.claim(best(context, point).claim))
}

/// A figure with its source and date: `688 (commission, 2025-03-10)`.
pub(in crate::checks) fn said(context: &Context<'_>, point: PointId) -> String {
    format!("{} ({})", printed(context, point), origin(context, point))
}

/// Words joined as in a sentence, the rest counted beyond `limit`.
pub(in crate::checks) fn list(words: &[String], limit: usize) -> String {
    if words.len() > limit + 1 {
        let rest = words.len() - limit;
        return format!("{} and {rest} more", words[..limit].join(", "));
    }
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// How far one interval is from another, in one direction: `by 470`, `by at
/// least 383`.
pub(in crate::checks) fn by(difference: &Interval) -> String {
    match difference.single() {
        Some(exact) => format!("by {}", group(&exact.abs())),
        None => {
            let least = sheet::least(difference);
            format!("by at least {}", group(&least))
        }
    }
}

/// A difference with its sign: `+38`, `-1`.
pub(in crate::checks) fn signed(difference: &Exact) -> String {
    if difference.is_negative() {
        group(difference)
    } else {
        format!("+{}", group(difference))
    }
}

/// A fraction in percent, to one decimal, half up.
pub(in crate::checks) fn percent(fraction: &Exact) -> String {
    let tenths = &(fraction * &Exact::from(1000i64)) + &Exact::ratio(1, 2);
    let rounded = &tenths.floor() / &Exact::from(10i64);
    format!("{} %", group(&rounded))
}

/// Points in the order of their dates, publications and sources.
pub(in crate::checks) fn by_date(context: &Context<'_>, points: &mut Vec<PointId>) {
    let dossier = context.dossier();
    points.sort_by_cached_key(|&point| {
        let group = context.figures.group(context.figures.point(point).group);
        let source = dossier.source(group.source);
        let published = source.published.as_ref().map(|window| &window.value);
        (
            days(group.window.as_ref()),
            days(published),
            source.id.clone(),
            group.speaker != source.publisher,
            dossier.speakers.name(group.speaker).to_owned(),
            context.figures.cell_name(context.figures.point(point).cell),
        )
    });
    points.dedup();
}

/// The place of each group in the order of [`by_date`], without the cells.
pub(in crate::checks) fn group_ranks(context: &Context<'_>) -> Vec<u32> {
    let dossier = context.dossier();
    let groups = &context.figures.groups;
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_cached_key(|&at| {
        let group = &groups[at];
        let source = dossier.source(group.source);
        let published = source.published.as_ref().map(|window| &window.value);
        (
            days(group.window.as_ref()),
            days(published),
            source.id.as_str(),
            group.speaker != source.publisher,
            dossier.speakers.name(group.speaker),
        )
    });
    let mut ranks = vec![0; groups.len()];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = rank as u32;
    }
    ranks
}

/// A finding about points, in the order given, the first being the primary one.
/// Each place is labelled with the figure's date.
pub(in crate::checks) fn finding(
    context: &Context<'_>,
    check: &'static str,
    severity: Severity,
    points: &[PointId],
    message: String,
) -> Finding {
    let claim = |point: PointId| best(context, point).claim;
    let first = (claim(points[0]), when(context, points[0]));
    let mut finding = context.finding_on_claims(check, severity, &[first], message);
    let mut claims: FxHashSet<&str> = finding_ids(context, points[0]);
    let mut sources: FxHashSet<&str> = [context.figures.source_of(points[0])].into_iter().collect();
    for &point in &points[1..] {
        let said = context.claim(claim(point));
        if !claims.insert(&said.id) {
            continue;
        }
        finding.claims.push(said.id.to_string());
        finding.locations.push(Location {
            role: Role::Related,
            span: said.place.value,
            label: when(context, point),
        });
        let source = context.figures.source_of(point);
        if sources.insert(source) {
            finding.sources.push(source.to_owned());
        }
        let measure = &context.dossier().codebook.measure(said.measure).id;
        if !finding.measures.contains(measure) {
            finding.measures.push(measure.clone());
        }
    }
    finding
}

fn finding_ids<'a>(context: &Context<'a>, point: PointId) -> FxHashSet<&'a str> {
    let claim = context.claim(best(context, point).claim);
    [&*claim.id].into_iter().collect()
}

/// Fills in the table of a finding: the figures of these points, by date.
pub(in crate::checks) fn add_rows(
    context: &Context<'_>,
    finding: &mut Finding,
    points: &[PointId],
) {
    finding.figures = context.rows(points.iter().map(|&point| best(context, point)));
}

/// The same for figures of several dates: each block with differences to its own first.
pub(in crate::checks) fn add_blocks(
    context: &Context<'_>,
    finding: &mut Finding,
    blocks: &[Vec<PointId>],
) {
    let rows = blocks
        .iter()
        .map(|points| context.rows(points.iter().map(|&point| best(context, point))));
    finding.figures = rows.flatten().collect();
}

/// Says which dates were taken from the publication, if any.
pub(in crate::checks) fn note_inferred(
    context: &Context<'_>,
    finding: &mut Finding,
    points: &[PointId],
) {
    let mut inferred: Vec<String> = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for &point in points {
        let group = context.figures.group(context.figures.point(point).group);
        let source = context.figures.source_of(point);
        if group.inferred && seen.insert(source) {
            inferred.push(source.to_owned());
        }
    }
    if !inferred.is_empty() {
        finding.notes.push(format!(
            "no date is stated for the figures of {}: the date of publication stands in",
            list(&inferred, 4)
        ));
    }
}

/// Makes a finding that ties figures of several dates or texts together a warning at
/// most, if a date in it was taken from the publication, and says so.
pub(in crate::checks) fn soften_inferred(
    context: &Context<'_>,
    finding: &mut Finding,
    points: &[PointId],
) {
    let group = |point: &PointId| context.figures.point(*point).group;
    let several = points.iter().any(|point| group(point) != group(&points[0]));
    if several
        && points
            .iter()
            .any(|point| context.figures.group(group(point)).inferred)
    {
        finding.severity = finding.severity.min(Severity::Warning);
        note_inferred(context, finding, points);
    }
}

/// The conflicting pair of two points, as claim ids.
pub(in crate::checks) fn pair(context: &Context<'_>, a: PointId, b: PointId) -> (String, String) {
    let id = |point| context.claim(best(context, point).claim).id.to_string();
    (id(a), id(b))
}

/// Whether every figure of a point is said to be provisional.
pub(in crate::checks) fn is_provisional(context: &Context<'_>, point: PointId) -> bool {
    super::revisions::provisional(context.figures, point)
}
