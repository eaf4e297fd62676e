//! Wordings that name a part of a whole: inside one sentence, and from one to the next.

use super::super::cues::{
    AMONG, BACK, INCLUDES, INCLUDING, NAMED, OF_BARE, OF_THE, OF_THE_NAMED, OF_THEM, OF_WHOM,
    OUT_OF, TOTAL,
};
use super::super::lists::Items;
use super::context::Context;

/// How far back a whole may stand, in bytes.
const FAR_BACK: usize = 900;
/// So many figures are looked through for a whole that is named.
const LOOKED_AT: usize = 14;

/// `x people, including y`, `x people, of whom y`, `y of the x`.
pub(super) fn inside(context: &mut Context<'_>) {
    for at in 1..context.figures.len() {
        let whole = at - 1;
        let one = context.figures[whole].sentence == context.figures[at].sentence;
        if !one || context.whole_of[at].is_some() {
            continue;
        }
        let Some(gap) = context.gap(whole, at) else {
            continue;
        };
        if let Some(cue) = INCLUDING.find(gap) {
            let parts = context.list(at, Items::Nouns);
            context.suggest(whole, parts, cue);
        } else if let Some(cue) = OF_WHOM.find(gap) {
            let parts = context.list(at, Items::Clauses);
            context.suggest(whole, parts, cue);
        } else if let Some(cue) = OF_THE.find(gap).or_else(|| OF_BARE.find(gap))
            && context.whole_of[whole].is_none()
        {
            context.suggest(at, vec![whole], cue);
        }
    }
}

/// Sentences that go on about a whole: `Of the total, …`, `Among them are …`, `The number
/// includes …`, `3,698 of the missing persons are men`, `60 of them`.
pub(super) fn across(context: &mut Context<'_>) {
    for at in 0..context.sentences.len() {
        let sentence = context.sentences[at].clone();
        let first = sentence.start;
        let Some(lead) = context.lead(first) else {
            continue;
        };
        let begins = lead
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .is_empty();
        if OUT_OF.find(lead).is_some() {
            out_of(context, first, lead);
        } else if let (Some(cue), Some(what)) = (AMONG.find(lead), AMONG.group(lead, "what")) {
            among(context, at, cue, what);
        } else if let Some(cue) = INCLUDES.find(lead) {
            let parts = context.list(first, Items::Nouns);
            back(context, at, parts, cue);
        } else if begins && OF_THE_NAMED.find(context.after(first)).is_some() {
            of_the_named(context, first);
        }
        for figure in sentence {
            of_them(context, at, figure);
        }
    }
}

/// `Among the 613 residents killed, 63 were minors and 106 were women`.
fn out_of(context: &mut Context<'_>, whole: usize, lead: &str) {
    let next = (whole + 1..context.figures.len()).find(|&next| !context.is_below(next, whole));
    let Some(next) = next else { return };
    let one = context.figures[next].sentence == context.figures[whole].sentence;
    let last = (next - 1).max(whole);
    let comma = context.gap(last, next).is_some_and(|gap| {
        let gap = gap.trim_end();
        let gap = gap
            .strip_suffix("only")
            .or(gap.strip_suffix("just"))
            .unwrap_or(gap);
        gap.trim_end().ends_with(',')
    });
    if one && comma && context.whole_of[next].is_none() {
        let parts = context.list(next, Items::Clauses);
        let cue = lead.trim().to_owned();
        context.suggest(
            whole,
            parts,
            cue.trim_start_matches(|c: char| !c.is_alphanumeric()),
        );
    }
}

/// `Of the total, …`: what is pointed back to, or named.
fn among(context: &mut Context<'_>, sentence: usize, cue: &str, what: &str) {
    let first = context.sentences[sentence].start;
    if context.whole_of[first].is_some() {
        return;
    }
    let parts = context.list(first, Items::Clauses);
    if TOTAL.find(what).is_some() {
        if let Some(mut whole) = topic(context, sentence) {
            while let Some(above) = context.whole_of[whole] {
                whole = above;
            }
            context.suggest(whole, parts, cue);
        }
    } else if BACK.find(what).is_some() {
        back(context, sentence, parts, cue);
    } else if let Some(noun) = NAMED.group(what, "noun")
        && let Some(whole) = named(context, first, noun)
    {
        context.suggest(whole, parts, cue);
    }
}

/// Parts of what the sentence before is about. If that is not sure, only of a whole that
/// they add up to.
fn back(context: &mut Context<'_>, sentence: usize, parts: Vec<usize>, cue: &str) {
    let Some(before) = earlier(context, sentence) else {
        return;
    };
    let figures = context.sentences[before].clone();
    let exact = figures
        .clone()
        .chain(figures.clone().filter_map(|at| context.whole_of[at]))
        .find(|&whole| context.adds_up(whole, &parts));
    let whole = exact.or_else(|| topic(context, sentence));
    if let Some(whole) = whole {
        context.suggest(whole, parts, cue);
    }
}

/// `3,698 of the missing persons are men, while 285 are women`.
fn of_the_named(context: &mut Context<'_>, first: usize) {
    let after = context.after(first);
    let (Some(cue), Some(noun)) = (OF_THE_NAMED.find(after), OF_THE_NAMED.group(after, "noun"))
    else {
        return;
    };
    let parts = context.list(first, Items::Clauses);
    let exact = near(context, first).find(|&whole| context.adds_up(whole, &parts));
    let whole = exact.or_else(|| named(context, first, noun));
    if let Some(whole) = whole {
        context.suggest(whole, parts, cue);
    }
}

/// `the identities of 60 of them`.
fn of_them(context: &mut Context<'_>, sentence: usize, figure: usize) {
    let Some(cue) = OF_THEM.find(context.after(figure)) else {
        return;
    };
    let here = context.sentences[sentence].clone();
    let whole = match figure > here.start {
        true => nearest(context, here.start, figure),
        false => earlier(context, sentence)
            .map(|before| context.sentences[before].clone())
            .filter(|figures| figures.len() == 1)
            .map(|figures| figures.start),
    };
    if let Some(whole) = whole.filter(|_| context.whole_of[figure].is_none()) {
        context.suggest(whole, vec![figure], cue);
    }
}

/// What `of them` means inside a sentence: the one figure before it that is no part, or
/// of several the last, if only a comma stands between: `3 ships and 45 men, 32 of them`.
fn nearest(context: &Context<'_>, start: usize, figure: usize) -> Option<usize> {
    let last = figure - 1;
    let one = (start..figure)
        .filter(|&at| context.whole_of[at].is_none())
        .count()
        == 1;
    let end = context.figures[last].with_noun().end;
    let joined = context
        .text
        .get(end..context.figures[figure].phrase.start)
        .is_some_and(|gap| [",", ", with", ", including"].contains(&gap.trim()));
    (one || joined).then_some(last)
}

/// The sentence with figures before this one, if it is near.
fn earlier(context: &Context<'_>, sentence: usize) -> Option<usize> {
    let before = sentence.checked_sub(1)?;
    let end = context.figures[context.sentences[before].start]
        .sentence
        .end;
    let start = context.figures[context.sentences[sentence].start]
        .sentence
        .start;
    (start.saturating_sub(end) <= FAR_BACK / 2).then_some(before)
}

/// What the sentence before is about: its one figure that is no part; or the one whole
/// that all its figures are parts of.
fn topic(context: &Context<'_>, sentence: usize) -> Option<usize> {
    let before = earlier(context, sentence)?;
    let figures = context.sentences[before].clone();
    let roots: Vec<usize> = figures
        .clone()
        .filter(|&at| context.whole_of[at].is_none())
        .collect();
    match roots[..] {
        [one] => Some(one),
        [] => {
            let mut wholes: Vec<usize> = figures.filter_map(|at| context.whole_of[at]).collect();
            wholes.dedup();
            match wholes[..] {
                [one] => Some(one),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Figures before one, the nearest first.
fn near<'c>(context: &'c Context<'_>, at: usize) -> impl Iterator<Item = usize> + 'c {
    let from = context.figures[at].sentence.start.saturating_sub(FAR_BACK);
    let figures = context.figures;
    (at.saturating_sub(LOOKED_AT)..at)
        .rev()
        .filter(move |&other| figures[other].phrase.start >= from)
        .filter(move |&other| figures[other].sentence != figures[at].sentence)
}

/// The nearest figure before this one that counts what is named.
fn named(context: &Context<'_>, at: usize, noun: &str) -> Option<usize> {
    let wanted = words(noun);
    near(context, at).find(|&other| {
        let noun = context.figures[other].noun.clone();
        noun.is_some_and(|noun| words(&context.text[noun]) == wanted)
    })
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.collect()
}
