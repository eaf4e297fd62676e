//! What became of each figure, and by how much.

use crate::quantity::{Exact, Interval};

use super::Side;
use super::model::{FigureChange, FigureSide, Kind, Percent, What};
use super::pairs::Pairs;
use super::spots::{self, Spot};

/// Every figure of either side.
pub(super) fn figures(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs) -> Vec<FigureChange> {
    let mut figures = Vec::new();
    for (at, partner) in pairs.to_new.iter().enumerate() {
        let spot = &old.spots[at];
        figures.push(match partner {
            Some(partner) => both(old, spot, new, &new.spots[*partner]),
            None => alone(spot, Kind::Withdrawn, Some(side(old, spot)), None),
        });
    }
    for (at, partner) in pairs.to_old.iter().enumerate() {
        if partner.is_none() {
            let spot = &new.spots[at];
            figures.push(alone(spot, Kind::Added, None, Some(side(new, spot))));
        }
    }
    figures
}

fn alone(
    spot: &Spot,
    change: Kind,
    old: Option<FigureSide>,
    new: Option<FigureSide>,
) -> FigureChange {
    FigureChange {
        cell: spot.name.clone(),
        change,
        what: Vec::new(),
        old,
        new,
        difference: None,
        printed_difference: None,
        percent: None,
        quote_differs: false,
    }
}

fn both(old: &Side<'_>, a: &Spot, new: &Side<'_>, b: &Spot) -> FigureChange {
    let what = what(old, a, new, b);
    let moved = what.contains(&What::Value) || what.contains(&What::Precision);
    let comparable = !what.contains(&What::Unit);
    let difference = comparable.then(|| difference(a, b, moved)).flatten();
    let quotes = [(old, a), (new, b)].map(|(side, spot)| quote(side, spot));
    FigureChange {
        cell: b.name.clone(),
        change: if what.is_empty() {
            Kind::Unchanged
        } else {
            Kind::Changed
        },
        what,
        percent: (difference.as_ref()).and_then(|difference| percent(old, a, b, difference)),
        printed_difference: match (&a.number, &b.number) {
            (Some(a), Some(b)) if comparable => Some(b - a),
            _ => None,
        },
        difference,
        old: Some(side(old, a)),
        new: Some(side(new, b)),
        quote_differs: quotes[0] != quotes[1],
    }
}

/// In what two spots differ. Two texts have each their own date and speaker: that is
/// what makes them two, and no change of a figure.
fn what(old: &Side<'_>, a: &Spot, new: &Side<'_>, b: &Spot) -> Vec<What> {
    let (was, is) = (a.lead(old.dossier()), b.lead(new.dossier()));
    let same_text = a.source == b.source;
    let unit = |claim: &crate::dossier::Claim| {
        let value = claim.value.as_ref();
        value.and_then(|value| value.unit.clone())
    };
    let mut what = Vec::new();
    let mut differs = |is: bool, this: What| {
        if is {
            what.push(this);
        }
    };
    let same_number = a.number.is_some() && a.number == b.number;
    let other = a.intervals != b.intervals;
    differs(other && !same_number, What::Value);
    differs(other && same_number, What::Precision);
    differs(unit(was) != unit(is), What::Unit);
    let (before, after) = (printed(old, a), printed(new, b));
    let reworded = |a: &str, b: &str| match same_text {
        true => a != b,
        false => ungrouped(a) != ungrouped(b),
    };
    differs(!other && reworded(&before[0], &after[0]), What::Wording);
    differs(same_text && a.days != b.days, What::Date);
    differs(was.state != is.state, What::State);
    differs(same_text && was.basis != is.basis, What::Basis);
    differs(same_text && a.speaker != b.speaker, What::Speaker);
    let repeated = before[1..] != after[1..];
    differs(same_text && repeated, What::Repetition);
    what
}

/// New minus old; exactly 0 where both stand for the same.
fn difference(a: &Spot, b: &Spot, moved: bool) -> Option<Interval> {
    let (a, b) = (spots::hard(a)?, spots::hard(b)?);
    if moved {
        Some(b.sub(a))
    } else {
        Some(Interval::point(Exact::ZERO))
    }
}

/// In percent of the old figure; of percentages and printed differences none is made.
fn percent(old: &Side<'_>, a: &Spot, b: &Spot, difference: &Interval) -> Option<Percent> {
    let value = a.lead(old.dossier()).value.as_ref()?;
    if value.is_percent() || value.is_change() {
        return None;
    }
    let (was, is) = (spots::hard(a)?, spots::hard(b)?);
    let hundred = Exact::from(100i64);
    if difference.single().is_some_and(Exact::is_zero) {
        return Some(Percent::Exact(Exact::ZERO));
    }
    match (was.single(), difference.single()) {
        (Some(was), _) if was.is_zero() => Some(Percent::OfZero),
        (Some(was), Some(by)) => {
            let share = by.checked_div(&was.abs())?;
            Some(Percent::Exact(&share * &hundred))
        }
        (Some(was), None) => {
            let share = difference.scale(&hundred.checked_div(&was.abs())?);
            bounded(share)
        }
        // New by old, less one: a figure that stands on both sides of the quotient is
        // one figure.
        // Of a figure without an upper end no percentage says anything.
        (None, _) => {
            was.high.as_ref()?;
            let ratio = is.div(was)?;
            let below_zero = was.low.as_ref().is_none_or(|low| low.value.is_negative());
            let share = ratio.sub(&Interval::point(Exact::ONE)).scale(&hundred);
            if below_zero { None } else { bounded(share) }
        }
    }
}

/// A range that says something.
fn bounded(share: Interval) -> Option<Percent> {
    let says = share.low.is_some() || share.high.is_some();
    says.then_some(Percent::Between(share))
}

/// A spot as data.
fn side(side: &Side<'_>, spot: &Spot) -> FigureSide {
    let dossier = side.dossier();
    let lead = spot.lead(dossier);
    let mut printed = printed(side, spot);
    FigureSide {
        printed: printed.remove(0),
        also: printed,
        interval: spots::hard(spot).cloned(),
        percent: lead.value.as_ref().is_some_and(|value| value.is_percent()),
        claim: lead.id.to_string(),
        source: spot.source.clone(),
        speaker: spot.speaker.clone(),
        attributed: !spot.own_voice,
        as_of: (lead.when.window.as_ref()).map(|window| window.printed.to_string()),
        as_of_inferred: spots::inferred(lead),
        state: spots::state(lead.state),
        basis: spots::basis(lead.basis),
        place: side.place(lead.place.value),
    }
}

/// As printed, first for the claim that stands for the spot, then what else is printed.
fn printed(side: &Side<'_>, spot: &Spot) -> Vec<String> {
    let dossier = side.dossier();
    let mut printed: Vec<String> = Vec::new();
    for &id in &spot.claims {
        let claim = dossier.claim(id);
        let text = claim.value.as_ref().map_or("", |value| &value.printed);
        let text = match spots::state(claim.state) {
            _ if printed.is_empty() => text.to_owned(),
            "current" => text.to_owned(),
            state => format!("{text} ({state})"),
        };
        if !printed.contains(&text) {
            printed.push(text);
        }
    }
    printed
}

/// The words that stand for a figure, with single spaces.
pub(super) fn quote(side: &Side<'_>, spot: &Spot) -> Option<String> {
    let dossier = side.dossier();
    let (quote, _) = dossier.quote_of(spot.lead(dossier))?;
    let words: Vec<&str> = quote.exact.split_whitespace().collect();
    Some(words.join(" "))
}

/// A figure in lower case without what separates groups of digits: 3983 and 3,983 are
/// no two wordings.
fn ungrouped(printed: &str) -> String {
    let text = printed.trim().to_lowercase();
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let grouping = |at: usize| {
        let separates =
            matches!(chars[at], ',' | '\'' | '_' | '\u{2019}') || chars[at].is_whitespace();
        let between = at > 0 && digit(chars.get(at - 1));
        separates
            && between
            && (at + 1..at + 4).all(|at| digit(chars.get(at)))
            && !digit(chars.get(at + 4))
    };
    let kept = (0..chars.len()).filter(|&at| !grouping(at));
    kept.map(|at| chars[at]).collect()
}
