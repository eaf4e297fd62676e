//! Questions on wordings that leave open what is counted: which of the readings is meant.

use crate::findings::{Finding, Reading, TakenAs};

use super::data::Settles;
use super::desk::{Desk, Figure, Scope};
use super::voice::{Draft, Voice};
use super::words;

/// So many figures are named that stand against a reading.
const AGAINST: usize = 3;
/// The reading without any codes.
const ALL: &str = "all of them";

pub(super) fn build(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let taken = &finding.readings.first()?.taken;
    let own = taken.iter().filter_map(|taken| desk.figure(&taken.claim));
    let own: Vec<Figure> = own.filter(|figure| voice.yours(figure)).collect();
    let first = own.first()?;
    let mut text = String::new();
    let mut figures = own.clone();
    for figure in &own {
        let id = &*desk.claim(figure.claim).id;
        let mut ways: Vec<String> = Vec::new();
        for reading in &finding.readings {
            let meant = reading.taken.iter().find(|taken| taken.claim == id);
            let way = meant.and_then(|taken| way(desk, taken));
            if let Some(way) = way.filter(|way| !ways.contains(way)) {
                ways.push(way);
            }
        }
        // The widest reading comes first.
        ways.sort_by_key(|way| way != ALL);
        let space = if text.is_empty() { "" } else { " " };
        text.push_str(&format!(
            "{space}{} {}. Which do you mean by {}: {}?",
            voice.lead(figure),
            voice.own(figure, ""),
            figure.printed,
            words::choice(&ways)
        ));
    }
    for reading in &finding.readings {
        let Some(name) = name(desk, reading, &own) else {
            continue;
        };
        if reading.agrees {
            let beside = beside(voice, reading, &own);
            let such = match &beside {
                Some(figure) => format!(", such as {}", tell(voice, figure)),
                None => String::new(),
            };
            text.push_str(&format!(
                " Read as \"{name}\", it agrees with the other figures that we have{such}."
            ));
            figures.extend(beside);
            continue;
        }
        let against = against(voice, reading, &figures);
        let told: Vec<String> = against.iter().map(|figure| tell(voice, figure)).collect();
        if !told.is_empty() {
            text.push_str(&format!(
                " Read as \"{name}\", it does not fit with {}.",
                words::list(&told)
            ));
        }
        figures.extend(against);
    }
    Some(Draft {
        subject: desk.measure(first.measure),
        text,
        settles: vec![Settles::Scope],
        figures,
    })
}

/// What a claim would count: "all", "in mass graves".
fn way(desk: &Desk<'_>, taken: &TakenAs) -> Option<String> {
    let scope = scope(desk, taken)?;
    Some(match scope.is_empty() {
        true => ALL.to_owned(),
        false => format!("only \"{}\"", desk.codes(&scope)),
    })
}

fn scope(desk: &Desk<'_>, taken: &TakenAs) -> Option<Scope> {
    let codes = taken.codes.iter();
    desk.scope(codes.map(|(dimension, code)| (dimension.as_str(), code.as_str())))
}

/// A short name of a reading, by the first claim that is asked about.
fn name(desk: &Desk<'_>, reading: &Reading, own: &[Figure]) -> Option<String> {
    let id = &*desk.claim(own.first()?.claim).id;
    let taken = reading.taken.iter().find(|taken| taken.claim == id)?;
    let scope = scope(desk, taken)?;
    Some(match scope.is_empty() {
        true => ALL.to_owned(),
        false => desk.codes(&scope),
    })
}

/// A figure of another text for what is asked about, under a reading that agrees.
fn beside(voice: &Voice<'_, '_>, reading: &Reading, own: &[Figure]) -> Option<Figure> {
    let desk = voice.desk;
    let id = &*desk.claim(own.first()?.claim).id;
    let taken = reading.taken.iter().find(|taken| taken.claim == id)?;
    let mut rows = reading.figures.iter();
    let row = rows.find(|row| row.cell == taken.cell && row.claim != id)?;
    desk.figure(&row.claim)
}

/// The figures that contradict a reading, other than those asked about and their parts.
fn against(voice: &Voice<'_, '_>, reading: &Reading, known: &[Figure]) -> Vec<Figure> {
    let desk = voice.desk;
    let mut found: Vec<Figure> = Vec::new();
    for conflict in &reading.conflicts {
        let rows = desk.rows(&conflict.figures);
        let about = |figure: &Figure| known.iter().any(|own| own.claim == figure.claim);
        // Conflicts of the parts follow from that of the whole.
        if !rows.iter().any(about) {
            continue;
        }
        for figure in rows {
            let new = found.iter().all(|other| other.claim != figure.claim);
            if new && !about(&figure) && found.len() < AGAINST {
                found.push(figure);
            }
        }
    }
    found
}

fn tell(voice: &Voice<'_, '_>, figure: &Figure) -> String {
    match voice.yours(figure) {
        true => format!("your {}", voice.own(figure, "")),
        false => voice.other(figure, ""),
    }
}
