//! What is known while suggestions are sought: which figure is a part of which, and
//! whether figures can be whole and parts.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::lists::{Items, parts_items, verb_follows};
use super::{Suggestion, between, sum};

/// The figures, their sentences, and what was suggested so far.
pub(super) struct Context<'a> {
    pub text: &'a str,
    pub figures: &'a [Figure],
    /// The whole that a figure is a part of.
    pub whole_of: Vec<Option<usize>>,
    pub found: Vec<Suggestion>,
    /// For each sentence with figures, which they are.
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Context<'a> {
    pub fn new(text: &'a str, figures: &'a [Figure]) -> Context<'a> {
        let mut sentences: Vec<Range<usize>> = Vec::new();
        for (at, figure) in figures.iter().enumerate() {
            match sentences.last_mut() {
                Some(last) if figures[last.start].sentence == figure.sentence => last.end = at + 1,
                _ => sentences.push(at..at + 1),
            }
        }
        Context {
            text,
            figures,
            whole_of: vec![None; figures.len()],
            found: Vec::new(),
            sentences,
        }
    }

    /// The words between two figures, in one sentence or not.
    pub fn gap(&self, a: usize, b: usize) -> Option<&'a str> {
        let (a, b) = (&self.figures[a], &self.figures[b]);
        between(self.text, a.phrase.end..b.phrase.start)
    }

    /// The words before a figure in its sentence.
    pub fn lead(&self, at: usize) -> Option<&'a str> {
        let figure = &self.figures[at];
        between(self.text, figure.sentence.start..figure.phrase.start)
    }

    /// Some words after a figure, in its sentence.
    pub fn after(&self, at: usize) -> &'a str {
        const MOST: usize = 120;
        let figure = &self.figures[at];
        let from = figure.phrase.end;
        let mut end = figure.sentence.end.min(from + MOST).max(from);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[from..end]
    }

    /// The figures of a list that begins with `first`, in one sentence. Those that are
    /// already parts of an item are passed over.
    pub fn list(&self, first: usize, items: Items) -> Vec<usize> {
        let mut list = vec![first];
        let mut last = first;
        for next in first + 1..self.figures.len() {
            if self.figures[next].sentence != self.figures[first].sentence {
                break;
            }
            if self.whole_of[next].is_some_and(|whole| whole == list[list.len() - 1]) {
                last = next;
                continue;
            }
            let parted = self
                .gap(last, next)
                .is_some_and(|gap| parts_items(gap, items));
            if !parted || self.whole_of[next].is_some() || !self.alike(first, next) {
                break;
            }
            if items == Items::Nouns && self.begins_a_clause(next, list.len()) {
                break;
            }
            list.push(next);
            last = next;
        }
        list
    }

    /// `…, and 30 were arrested` is no item of the list before it.
    fn begins_a_clause(&self, at: usize, before: usize) -> bool {
        let figure = &self.figures[at];
        let comma = self.gap(at - 1, at).is_some_and(|gap| gap.contains(','));
        let bare = verb_follows(self.after(at));
        let end = figure.with_noun().end;
        let rest = between(self.text, end..figure.sentence.end.max(end).min(end + 40));
        let verb = rest.is_some_and(verb_follows);
        bare || (comma && verb && before < 2)
    }

    /// Whether two figures can be parts of one whole.
    fn alike(&self, a: usize, b: usize) -> bool {
        self.figures[a].unit() == self.figures[b].unit()
    }

    /// Whether one figure can be a part of another: the same unit or a share of it, and
    /// not larger.
    pub fn fits(&self, whole: usize, part: usize) -> bool {
        let (whole, part) = (&self.figures[whole], &self.figures[part]);
        if whole.is_percent() {
            return false;
        }
        if part.is_percent() {
            return whole.number.is_some();
        }
        let vague = whole.exact.is_none() && whole.value.hedge.is_some();
        match (&whole.number, &part.number) {
            (Some(x), Some(y)) => {
                whole.unit() == part.unit() && (y < x || (y == x && vague)) && !y.is_zero()
            }
            _ => false,
        }
    }

    /// Whether a figure is a part of another, directly or not.
    pub fn is_below(&self, mut part: usize, whole: usize) -> bool {
        while let Some(next) = self.whole_of[part] {
            if next == whole {
                return true;
            }
            part = next;
        }
        false
    }

    /// Whether the parts are exactly the whole.
    pub fn adds_up(&self, whole: usize, parts: &[usize]) -> bool {
        let whole = &self.figures[whole];
        parts.len() > 1
            && whole.exact.is_some()
            && sum(self.figures, parts) == whole.exact
            && parts
                .iter()
                .all(|&part| self.figures[part].unit() == whole.unit())
    }

    /// Takes a suggestion in, if it can hold. Parts that are taken make it void.
    pub fn suggest(&mut self, whole: usize, parts: Vec<usize>, cue: &str) -> bool {
        let possible = !parts.is_empty()
            && parts.iter().all(|&part| {
                part != whole
                    && self.whole_of[part].is_none()
                    && self.fits(whole, part)
                    && !self.is_below(whole, part)
            });
        if !possible {
            return false;
        }
        for &part in &parts {
            self.whole_of[part] = Some(whole);
        }
        self.found.push(Suggestion {
            adds_up: self.adds_up(whole, &parts),
            whole,
            parts,
            cue: cue.split_whitespace().collect::<Vec<_>>().join(" "),
        });
        true
    }
}
