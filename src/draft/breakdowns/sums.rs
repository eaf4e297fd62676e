//! Wholes that stand beside figures which are exactly their sum, in brackets, after a
//! colon, in the same sentence or in the next.

use super::super::cues::{IN_ALL, MAKING};
use super::super::lists::{Items, parts_items};
use super::context::Context;
use crate::quantity::Exact;

/// Smaller sums come about by chance.
const LEAST: i64 = 10;
/// The same for three parts or more.
const LEAST_OF_MANY: i64 = 5;

/// Longer lists are tables.
const MOST: usize = 40;

/// `3,890 persons (3,171 servicemen, 719 civilians)`; `nine attacks: three in A …`.
pub(super) fn in_one_sentence(context: &mut Context<'_>) {
    for at in 0..context.sentences.len() {
        let figures = context.sentences[at].clone();
        for whole in figures.clone() {
            let rest: Vec<usize> = (whole + 1..figures.end.min(whole + 1 + MOST)).collect();
            if rest.len() > 1 && free(context, &rest) && telling(context, whole, rest.len()) {
                opened(context, whole, &rest);
            }
        }
        let last = figures.end - 1;
        let parts: Vec<usize> = figures.collect();
        let parts = &parts[..parts.len() - 1];
        let few = (2..=MOST).contains(&parts.len());
        if few && free(context, parts) && context.whole_of[last].is_none() {
            closed(context, last, parts);
        }
    }
}

/// A whole, and parts of it that follow.
fn opened(context: &mut Context<'_>, whole: usize, rest: &[usize]) {
    let Some(gap) = context.gap(whole, rest[0]) else {
        return;
    };
    let gap = gap.trim_end();
    let cue = match gap.chars().next_back() {
        Some('(') => "brackets",
        Some(':' | '–' | '—') => "the list after it",
        Some(',') => "the sum",
        _ => return,
    };
    // As many of them as are the whole.
    for length in (2..=rest.len()).rev() {
        let parts = &rest[..length];
        let listed = parts.windows(2).all(|pair| {
            let gap = context.gap(pair[0], pair[1]);
            gap.is_some_and(|gap| parts_items(gap, Items::Clauses))
        });
        if listed && context.adds_up(whole, parts) {
            context.suggest(whole, parts.to_vec(), cue);
            return;
        }
    }
}

/// Parts, and the whole that closes them.
fn closed(context: &mut Context<'_>, whole: usize, parts: &[usize]) {
    // `a total of` belongs to the phrase of the figure.
    let last = context.figures[parts[parts.len() - 1]].phrase.end;
    let gap = context.text.get(last..context.figures[whole].numeral.start);
    let gap = gap.filter(|gap| gap.len() < 400);
    let cue = gap.and_then(|gap| MAKING.find(gap));
    let cue = cue.or_else(|| IN_ALL.find(context.after(whole)));
    if let Some(cue) = cue
        && context.adds_up(whole, parts)
    {
        context.suggest(whole, parts.to_vec(), cue);
    }
}

/// `3,983 are missing. 3,698 are men, while 285 are women.`
pub(super) fn in_the_next_sentence(context: &mut Context<'_>) {
    for at in 1..context.sentences.len() {
        let parts: Vec<usize> = context.sentences[at].clone().collect();
        let before = context.sentences[at - 1].clone();
        let near = context.figures[before.start].sentence.end + 300
            > context.figures[parts[0]].sentence.start;
        if parts.len() > MOST || before.len() > MOST {
            continue;
        }
        let candidates: Vec<usize> = before
            .filter(|&whole| telling(context, whole, parts.len()))
            .filter(|&whole| context.adds_up(whole, &parts))
            .collect();
        if let [whole] = candidates[..]
            && near
            && free(context, &parts)
        {
            context.suggest(whole, parts, "the sum");
        }
    }
}

/// Whether none of them is a part yet.
fn free(context: &Context<'_>, parts: &[usize]) -> bool {
    parts.iter().all(|&part| context.whole_of[part].is_none())
}

/// Whether a sum of so many parts is no chance.
fn telling(context: &Context<'_>, whole: usize, parts: usize) -> bool {
    let least = match parts {
        0..=2 => LEAST,
        _ => LEAST_OF_MANY,
    };
    let number = context.figures[whole].exact.as_ref();
    number.is_some_and(|number| *number >= Exact::from(least))
}
