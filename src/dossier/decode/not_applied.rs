//! Keys that are understood and kept, but not acted on: one note for each,
//! naming every place, so that nothing that parses is silently ignored.

use super::Decoder;
use crate::text::{Problem, Span};

/// Such a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A value that is a difference, with nothing to say since when.
    Change,
}

/// Where such keys were used.
#[derive(Default)]
pub(super) struct Kept {
    uses: Vec<(Key, Span)>,
}

impl Kept {
    pub(super) fn extend(&mut self, other: Kept) {
        self.uses.extend(other.uses);
    }

    pub(super) fn note(&mut self, key: Key, span: Span) {
        self.uses.push((key, span));
    }
}

impl Key {
    fn message(self) -> &'static str {
        match self {
            Key::Change => {
                "a difference does not say since when, so no figures are compared with it"
            }
        }
    }

    fn help(self) -> &'static str {
        match self {
            Key::Change => "add `change: {since: DATE}` with the date of the figure it starts from",
        }
    }
}

impl Decoder<'_> {
    /// One note for each key that was used, at its first place, naming the others.
    pub(super) fn report_kept(&mut self) {
        let mut uses = std::mem::take(&mut self.kept.uses);
        uses.sort_by_key(|&(key, _)| key);
        for same in uses.chunk_by(|a, b| a.0 == b.0) {
            let (key, first) = same[0];
            let problem = Problem::note("not-applied", first, key.message()).help(key.help());
            let problem = same[1..].iter().fold(problem, |problem, &(_, span)| {
                problem.related(span, "and here")
            });
            self.problem(problem);
        }
    }
}
