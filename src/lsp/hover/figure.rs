//! A figure: what it can stand for, what it takes part in, and what others said of the
//! same cell.

use super::{breakdown, line};
use crate::checks::worked;
use crate::dossier::{Claim, ClaimId, ClaimState, DateOrigin};
use crate::figures::{Cell, Figures, days};
use crate::lsp::markdown;
use crate::output::interval_words;
use crate::quantity::{Intervals, Window};

/// So many figures of a history, and so many relations, are shown.
const MOST: usize = 12;

/// What to show of a claim; nothing if it has no figure.
pub(super) fn blocks(figures: &Figures<'_>, id: ClaimId) -> Option<Vec<String>> {
    let dossier = figures.dossier;
    let claim = dossier.claim(id);
    let value = claim.value.as_ref()?;
    let mut blocks = Vec::new();
    let read = figures.as_figure(claim);
    blocks.push(match &read {
        Some((_, intervals)) => {
            let printed = markdown::text(&value.printed);
            format!("**{printed}**: {}", markdown::text(&meaning(intervals)))
        }
        None => format!(
            "**{}**: no figure to compare",
            markdown::text(&value.printed)
        ),
    });
    let source = dossier.source(claim.source);
    let speaker = dossier.speakers.name_to_write(claim.speaker);
    let mut facts: Vec<String> = Vec::new();
    if let Some((cell, _)) = &read {
        facts.push(format!("cell: {}", markdown::code(&figures.name_of(cell))));
    }
    facts.push(format!("claim: {}", markdown::code(&claim.id)));
    facts.extend(line("said by", speaker));
    facts.extend(line("in", source.title.as_deref()));
    if let Some(window) = &claim.when.window {
        let date = markdown::text(&window.printed);
        facts.push(match claim.when.origin {
            DateOrigin::Inferred => format!("as of {date}, inferred from the publication"),
            DateOrigin::Period => format!("period {date}"),
            DateOrigin::Stated | DateOrigin::Unknown => format!("as of {date}"),
        });
    }
    blocks.push(list(&facts));
    if let Some(point) = figures.point_of_claim[id.index()] {
        let ours = |point_of: &crate::figures::Relation| {
            point_of.whole == Some(point) || point_of.parts.contains(&point)
        };
        let relations: Vec<String> = worked(figures, &ours)
            .iter()
            .map(breakdown::headline)
            .collect();
        blocks.extend(capped(relations, "relations").map(|lines| list(&lines)));
    }
    if let Some((cell, _)) = &read {
        blocks.extend(history(figures, cell, id));
    }
    Some(blocks)
}

/// The intervals in words: one where both layers agree.
fn meaning(intervals: &Intervals) -> String {
    let hard = interval_words(&intervals.hard, false);
    let usual = interval_words(&intervals.plausible, false);
    let hard = match hard.as_str() {
        "" => "anything".to_owned(),
        _ if intervals.hard.is_point() => format!("exactly {hard}"),
        _ => hard,
    };
    match intervals.hard == intervals.plausible {
        true => hard,
        false => format!("{hard}; as usually read {usual}"),
    }
}

fn list(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("* {line}")).collect();
    lines.join("\n")
}

/// The first few; nothing if there are none.
fn capped(mut lines: Vec<String>, what: &str) -> Option<Vec<String>> {
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!("and {more} more {what}"));
    }
    (!lines.is_empty()).then_some(lines)
}

/// Every figure of the same cell, by date, then publication; nothing where it is the
/// only one.
fn history(figures: &Figures<'_>, cell: &Cell, own: ClaimId) -> Vec<String> {
    let dossier = figures.dossier;
    let mut same: Vec<ClaimId> = match figures.cells.find(cell) {
        Some(id) => (figures.figures.iter())
            .filter(|figure| figure.cell == id)
            .map(|figure| figure.claim)
            .collect(),
        None => Vec::new(),
    };
    let withdrawn = figures.withdrawn().into_iter();
    same.extend(
        withdrawn
            .filter(|(other, ..)| other == cell)
            .map(|(_, claim, _)| claim),
    );
    if same.iter().all(|&claim| claim == own) {
        return Vec::new();
    }
    let published = |claim: &Claim| dossier.source(claim.source).published.as_ref();
    same.sort_by_key(|&id| {
        let claim = dossier.claim(id);
        let published: Option<&Window> = published(claim).map(|date| &date.value);
        (days(claim.when.window.as_ref()), days(published), id)
    });
    same.dedup();
    let more = same.len().saturating_sub(MOST);
    // The latest are the ones that matter, and the one asked about.
    let from = same
        .iter()
        .position(|&id| id == own)
        .unwrap_or(more)
        .min(more);
    let rows: Vec<Vec<String>> = (same.iter().skip(from).take(MOST))
        .map(|&id| {
            let claim = dossier.claim(id);
            let printed = claim.value.as_ref().map_or("", |value| &value.printed);
            let state = match claim.state {
                ClaimState::Superseded => " (superseded)",
                ClaimState::Retracted => " (retracted)",
                _ if claim.is_provisional() => " (provisional)",
                _ => "",
            };
            let date = claim
                .when
                .window
                .as_ref()
                .map_or("", |window| &window.printed);
            let published = published(claim).map_or("", |date| &date.value.printed);
            let mark = if id == own { "this one" } else { "" };
            vec![
                date.to_owned(),
                format!("{printed}{state}"),
                dossier.source(claim.source).id.clone(),
                published.to_owned(),
                mark.to_owned(),
            ]
        })
        .collect();
    let header = ["as of", "figure", "source", "published", ""];
    let mut blocks = vec![
        format!("{} figures of this cell:", same.len()),
        markdown::table(&header, &rows),
    ];
    if more > 0 {
        blocks.push(format!("{more} of them are not shown"));
    }
    blocks
}
