//! Texts of one speaker that give one cell for one date: which edition replaces which,
//! whether that is announced or was to be expected, and which figures still stand.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::dossier::{Source, SpeakerId};
use crate::figures::PointId;

use super::super::Context;
use super::revisions::{Revisions, marked_revised, provisional};
use super::same_date::{Kind, wider};
use super::timeline::days;

/// What became of the figures of one cell and date.
#[derive(Debug, Default)]
pub(super) struct Editions {
    /// Those that nothing later has replaced, in the order given.
    pub standing: Vec<PointId>,
    /// Earlier and later figures that do not fit, and what explains it.
    pub revised: Vec<(PointId, PointId, Kind)>,
    /// Those that no longer stand since a later one gives another number.
    pub replaced: Vec<PointId>,
}

/// Speaker, and the series of editions where a speaker has several.
type Voice<'a> = (SpeakerId, Option<&'a str>);

/// Compares figures of one cell and date, in the order of publication: first those that
/// a claim names as replaced, then the editions of each speaker.
pub(super) fn compare(
    context: &Context<'_>,
    revisions: &Revisions,
    points: &[PointId],
) -> Editions {
    let mut found = Editions::default();
    let mut named: FxHashSet<PointId> = FxHashSet::default();
    for &later in points {
        for earlier in revisions.replaced_by(later) {
            let here = earlier != later && points.contains(&earlier);
            // Of two that replace each other, the first stays.
            if !here || named.contains(&later) || !named.insert(earlier) {
                continue;
            }
            if let Some(claim) = revisions.announced(earlier, later)
                && super::clash(context, earlier, later)
            {
                found.revised.push((earlier, later, Kind::Announced(claim)));
            }
        }
    }
    found
        .replaced
        .extend(points.iter().filter(|point| named.contains(point)));
    let mut gone = named;
    for own in voices(context, points) {
        let current: Vec<PointId> = own.iter().copied().filter(|p| !gone.contains(p)).collect();
        let replaced = follow(context, revisions, &current, &mut found);
        gone.extend(replaced);
    }
    let stands = |point: &&PointId| !gone.contains(point);
    found.standing = points.iter().filter(stands).copied().collect();
    found
}

/// Goes through the editions of one speaker; gives those that later ones stand for.
fn follow(
    context: &Context<'_>,
    revisions: &Revisions,
    own: &[PointId],
    found: &mut Editions,
) -> Vec<PointId> {
    let figures = context.figures;
    let Some((&first, rest)) = own.split_first() else {
        return Vec::new();
    };
    let mut known = first;
    for &next in rest {
        if !ordered(context, known, next) {
            continue;
        }
        if !super::clash(context, known, next) {
            if !wider(context, next, known) {
                known = next;
            }
            continue;
        }
        // A revision is announced once, not to every text that repeats the figure.
        let mut announced = revisions.replaced_by(next);
        let repeated = announced.any(|named| !super::clash(context, named, known));
        if !repeated {
            let kind = match marked_revised(figures, next) {
                Some(claim) => Kind::Announced(claim),
                None if provisional(figures, known) => Kind::Provisional,
                None => Kind::Unannounced,
            };
            found.revised.push((known, next, kind));
        }
        found.replaced.push(known);
        known = next;
    }
    let before = |point: &PointId| *point != known && ordered(context, *point, known);
    let earlier: Vec<PointId> = own.iter().copied().filter(before).collect();
    let clash = |point: &PointId| super::clash(context, *point, known);
    found.replaced.extend(earlier.iter().copied().filter(clash));
    earlier
}

/// The points of each speaker, those of different series apart, by publication; in the
/// order of their first points, so that numbers of speakers do not matter.
fn voices(context: &Context<'_>, points: &[PointId]) -> Vec<Vec<PointId>> {
    let figures = context.figures;
    let source = |point: PointId| -> &Source {
        let group = figures.group(figures.point(point).group);
        context.dossier().source(group.source)
    };
    let speaker = |point: PointId| figures.group(figures.point(point).group).speaker;
    let mut series: BTreeMap<SpeakerId, Vec<&str>> = BTreeMap::new();
    for &point in points {
        if let Some(name) = source(point).edition_of.as_deref() {
            let known = series.entry(speaker(point)).or_default();
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }
    let mut voices: Vec<(Voice<'_>, Vec<PointId>)> = Vec::new();
    let mut places: BTreeMap<Voice<'_>, usize> = BTreeMap::new();
    for &point in points {
        let speaker = speaker(point);
        let several = series.get(&speaker).is_some_and(|known| known.len() > 1);
        let edition = source(point).edition_of.as_deref();
        let voice = (speaker, edition.filter(|_| several));
        let place = *places.entry(voice).or_insert_with(|| {
            voices.push((voice, Vec::new()));
            voices.len() - 1
        });
        voices[place].1.push(point);
    }
    for (_, own) in &mut voices {
        own.sort_by_key(|&point| (published(context, point), !provisional(figures, point)));
    }
    voices.into_iter().map(|(_, own)| own).collect()
}

/// First and last day on which the text of a point may have appeared.
pub(in crate::checks) fn published(context: &Context<'_>, point: PointId) -> (i64, i64) {
    let source = context
        .figures
        .group(context.figures.point(point).group)
        .source;
    let window = context.dossier().source(source).published.as_ref();
    days(window.map(|window| &window.value))
}

/// Whether the first text is the earlier edition: it appeared before, or nothing says
/// otherwise and it alone is provisional.
fn ordered(context: &Context<'_>, a: PointId, b: PointId) -> bool {
    let (first, second) = (published(context, a), published(context, b));
    let draft = |point: PointId| provisional(context.figures, point);
    first.1 < second.0 || (second.1 >= first.0 && draft(a) && !draft(b))
}
