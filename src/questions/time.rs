//! Questions on figures over time: one that falls though it cannot, one that changes
//! though it was settled, and one that stays though everything around it moved.

use crate::dossier::{Claim, ClaimId, OverTime};
use crate::findings::Finding;
use crate::quantity::{Exact, group};

use super::data::Settles;
use super::desk::Figure;
use super::naming::Naming;
use super::same::conflicting;
use super::voice::{Draft, Voice};
use super::words;

/// A running total or a settled number that falls.
pub(super) fn decrease(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let mut figures = conflicting(voice, finding);
    let [earlier, .., later] = figures.as_slice() else {
        return None;
    };
    let (earlier, later) = (earlier.clone(), later.clone());
    let naming = Naming::of(desk, &figures);
    let by = words::apart(&earlier.interval, &later.interval);
    let by = by.map_or(String::new(), |(by, _)| format!(", {by} lower"));
    let mut text = match (voice.yours(&earlier), voice.yours(&later)) {
        (true, true) => format!(
            "{} {}, and then {}{by}",
            voice.lead(&earlier),
            voice.own(&earlier, ""),
            voice.own(&later, "")
        ),
        (true, false) => format!(
            "{} {}. A later figure is {}{by}",
            voice.lead(&earlier),
            voice.own(&earlier, ""),
            voice.other(&later, "")
        ),
        (false, true) => format!(
            "{} {}{by} than an earlier figure: {}",
            voice.lead(&later),
            voice.own(&later, ""),
            voice.other(&earlier, "")
        ),
        (false, false) => return None,
    };
    if let Some(whole) = whole_rose(voice, &earlier, &later) {
        text.push_str(&whole);
    }
    let measure = desk.dossier.codebook.measure(earlier.measure);
    text.push_str(match measure.over_time {
        OverTime::Event => ". We would not expect a number that is settled to become smaller.",
        _ => ". We would not expect a running total to become smaller.",
    });
    let narrower = offered(voice, finding, &later);
    text.push_str(&match (voice.yours(&later), &narrower) {
        (true, Some(other)) => {
            let codes: Vec<_> = (other.scope.iter())
                .filter(|code| !later.scope.contains(code))
                .copied()
                .collect();
            format!(
                " Does your {} count only a part of them, such as \"{}\", for which we find {}? Or was \
                 the earlier figure corrected?",
                later.printed,
                desk.codes(&codes),
                voice.either(other, "")
            )
        }
        (true, None) => format!(
            " Does your {} count only a part of them, or was the earlier figure corrected?",
            later.printed
        ),
        (false, _) => format!(
            " Does your {} still stand, and what is the figure today?",
            earlier.printed
        ),
    });
    figures.extend(narrower.filter(|_| voice.yours(&later)));
    Some(Draft {
        subject: naming.subject,
        text,
        settles: match voice.yours(&later) {
            true => vec![Settles::Scope, Settles::Status],
            false => vec![Settles::Status, Settles::Figure],
        },
        figures,
    })
}

/// ", while the total rose by 7 (from 3,983 to 3,990)", where both texts print one whole.
fn whole_rose(voice: &Voice<'_, '_>, earlier: &Figure, later: &Figure) -> Option<String> {
    let desk = voice.desk;
    let (a, b) = (whole(voice, earlier.claim)?, whole(voice, later.claim)?);
    if a.measure != b.measure || a.codes != b.codes {
        return None;
    }
    let figure = |claim: &Claim| desk.figure(&claim.id);
    let (a, b) = (figure(a)?, figure(b)?);
    let number = |figure: &Figure| {
        let value = desk.claim(figure.claim).value.as_ref()?;
        Some(value.number()?.to_exact())
    };
    let change = &number(&b)? - &number(&a)?;
    (change > Exact::ZERO).then(|| {
        format!(
            ", while the total rose by {} (from {} to {})",
            group(&change),
            a.printed,
            b.printed
        )
    })
}

/// The claim that a claim is directly a part of, if it is printed.
fn whole<'a>(voice: &Voice<'_, 'a>, id: ClaimId) -> Option<&'a Claim> {
    let dossier = voice.desk.dossier;
    let part = dossier.claim(id);
    let whole = dossier.claim(dossier.breakdowns[part.part_of?.index()].whole);
    (whole.value.is_some() && whole.measure == part.measure).then_some(whole)
}

/// A narrower scope that another text prints nearly the same number for: the one of a
/// hint, else the nearest.
fn offered(voice: &Voice<'_, '_>, finding: &Finding, later: &Figure) -> Option<Figure> {
    let desk = voice.desk;
    let own = later.interval.single()?;
    let hint = finding
        .hints
        .iter()
        .find(|hint| hint.pattern == "scope-swap");
    let hinted = hint.and_then(|hint| desk.figure(hint.claims.get(1)?));
    let narrower = |figure: &Figure| {
        figure.scope.len() > later.scope.len()
            && later.scope.iter().all(|code| figure.scope.contains(code))
    };
    if let Some(figure) = hinted.filter(narrower) {
        return Some(figure);
    }
    let own_source = desk.claim(later.claim).source;
    let claims = desk.dossier.claims.iter();
    let near = claims.filter_map(|claim| {
        if claim.measure != later.measure || claim.source == own_source || !claim.is_current() {
            return None;
        }
        let figure = desk.figure(&claim.id)?;
        let number = figure.interval.single()?.clone();
        let apart = (own - &number).abs().checked_div(own)?;
        (narrower(&figure) && number <= *own && apart <= Exact::ratio(1, 5))
            .then(|| (apart, figure.scope.len(), claim.id.to_string(), figure))
    });
    let nearest = near.min_by(|a, b| (&a.0, a.1, &a.2).cmp(&(&b.0, b.1, &b.2)));
    nearest.map(|(.., figure)| figure)
}

/// A number that should be settled, and grows.
pub(super) fn change(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let figures = conflicting(voice, finding);
    let own: Vec<(&Figure, String)> = (figures.iter())
        .filter(|figure| voice.yours(figure))
        .map(|figure| (figure, String::new()))
        .collect();
    let first_own = figures.iter().position(|figure| voice.yours(figure))?;
    let last_own = figures.iter().rposition(|figure| voice.yours(figure))?;
    let told = |from: usize, to: usize| {
        let figures = figures[from..to].iter();
        let others = figures.filter(|figure| !voice.yours(figure));
        voice.others(others.map(|figure| (figure, String::new())))
    };
    let mut text = format!("{}.", voice.give(&own));
    let (before, after) = (told(0, last_own), told(last_own + 1, figures.len()));
    if !before.is_empty() {
        text.push_str(&format!(" Earlier we find {before}."));
    }
    if !after.is_empty() {
        text.push_str(&format!(" Later we find {after}."));
    }
    let [first, .., last] = figures.as_slice() else {
        return None;
    };
    if let Some((by, more)) = words::apart(&last.interval, &first.interval) {
        let more = if more { "more" } else { "less" };
        text.push_str(&format!(" From the first to the last that is {by} {more}."));
    }
    let earliest = first_own == 0;
    let latest = last_own + 1 == figures.len();
    text.push_str(match (earliest, latest) {
        (true, false) => " Is your figure still current? If it has changed since, why?",
        _ => {
            " What explains the change: late additions, a wider definition, or a new \
              count?"
        }
    });
    let naming = Naming::of(voice.desk, &figures);
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Scope, Settles::Status, Settles::Origin],
        figures,
    })
}

/// A part that stays the same though its whole moved far.
pub(super) fn carried(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures = desk.rows(&finding.figures);
    let half = figures.len() / 2;
    let (before, after) = figures.split_at(half);
    let (from, to) = (before.first()?, after.first()?);
    let naming = Naming::of(desk, &figures);
    let parts: Vec<String> = (1..half)
        .map(|at| format!("{}{}", figures[at].printed, naming.tail(at)))
        .collect();
    let both = |figure: &Figure| voice.either(figure, " in all");
    let lead = match voice.yours(to) {
        true => "You give",
        false => "A later text gives",
    };
    let these = match parts.len() {
        1 => format!("Was {}", figures[1].printed),
        _ => "Were these numbers".to_owned(),
    };
    let mut text = format!(
        "{lead} {} both times, beside {} and then {}.",
        words::list(&parts),
        both(from),
        both(to)
    );
    if let Some((by, more)) = words::apart(&to.interval, &from.interval) {
        let moved = if more { "rose" } else { "fell" };
        text.push_str(&format!(" The total {moved} by {by}."));
    }
    text.push_str(&match voice.yours(to) {
        true => format!(
            " {these} counted again for the later date, or taken over from the earlier one?"
        ),
        false => " Does your figure describe the earlier date only?".to_owned(),
    });
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Origin, Settles::Date],
        figures,
    })
}
