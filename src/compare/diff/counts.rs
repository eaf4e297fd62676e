//! Names, order and counts of what a comparison gives.

use crate::findings::Verdict;

use super::model::{
    Counts, Diff, FigureChange, FigureSide, Kind, RelationChange, RelationSide, State, What,
};

impl Kind {
    /// In the words of the contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Changed => "changed",
            Kind::Added => "added",
            Kind::Withdrawn => "withdrawn",
            Kind::Unchanged => "unchanged",
        }
    }
}

impl What {
    /// In the words of the contract.
    pub fn name(self) -> &'static str {
        match self {
            What::Value => "value",
            What::Precision => "precision",
            What::Wording => "wording",
            What::Unit => "unit",
            What::Date => "date",
            What::State => "state",
            What::Basis => "basis",
            What::Speaker => "speaker",
            What::Repetition => "repetition",
        }
    }
}

impl State {
    /// All states, in the order in which they are told.
    pub const ALL: [State; 6] = [
        State::NewlyBroken,
        State::StillBroken,
        State::NewlyFixed,
        State::NewlyHolding,
        State::StillHolding,
        State::NotRun,
    ];

    /// In the words of the contract.
    pub fn name(self) -> &'static str {
        match self {
            State::NewlyBroken => "newly-broken",
            State::StillBroken => "still-broken",
            State::NewlyFixed => "newly-fixed",
            State::NewlyHolding => "newly-holding",
            State::StillHolding => "still-holding",
            State::NotRun => "not-run",
        }
    }

    /// From the verdicts on both sides; none where the relation is not there.
    pub(super) fn of(old: Option<Verdict>, new: Option<Verdict>) -> State {
        match (old, new) {
            (Some(Verdict::Fails), Some(Verdict::Fails)) => State::StillBroken,
            (_, Some(Verdict::Fails)) => State::NewlyBroken,
            (Some(Verdict::Fails), Some(Verdict::Holds)) => State::NewlyFixed,
            (Some(Verdict::Holds), Some(Verdict::Holds)) => State::StillHolding,
            (_, Some(Verdict::Holds)) => State::NewlyHolding,
            (_, Some(Verdict::Blocked | Verdict::NotRun) | None) => State::NotRun,
        }
    }
}

impl FigureChange {
    /// The side to name first: the new one where there is one.
    pub fn latest(&self) -> Option<&FigureSide> {
        self.new.as_ref().or(self.old.as_ref())
    }

    pub(super) fn order(&self) -> impl Ord + use<> {
        let key = |side: &Option<FigureSide>| {
            let side = side.as_ref();
            side.map(|side| {
                let place = (side.place.file.clone(), side.place.line);
                let date = side.as_of.clone();
                let who = (side.source.clone(), side.speaker.clone());
                (date, who, side.printed.clone(), place)
            })
        };
        let latest = if self.new.is_some() {
            &self.new
        } else {
            &self.old
        };
        // A whole before its parts: `a[x=1]` before `a[x=1, y=2]`.
        let name = self.cell.replace(']', "");
        (name, key(latest), self.change)
    }
}

impl RelationChange {
    /// Whether anything about its verdict differs.
    pub fn differs(&self) -> bool {
        let verdict = |side: &Option<RelationSide>| side.as_ref().map(|side| side.verdict);
        verdict(&self.old) != verdict(&self.new)
    }

    pub(super) fn order(&self) -> impl Ord + use<> {
        let key = |side: &Option<RelationSide>| {
            let side = side.as_ref();
            side.map(|s| {
                let place = (s.place.file.clone(), s.place.line);
                (s.source.clone(), s.sum.clone(), place)
            })
        };
        let sides = (key(&self.new), key(&self.old));
        (self.state, self.relation.clone(), sides)
    }
}

impl Diff {
    /// Whether nothing at all differs.
    pub fn is_empty(&self) -> bool {
        let same = |figure: &FigureChange| figure.change == Kind::Unchanged;
        self.figures.iter().all(same)
            && !self.relations.iter().any(RelationChange::differs)
            && self.quotes.is_empty()
            && self.sources.is_empty()
    }

    /// The counts.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for figure in &self.figures {
            match figure.change {
                Kind::Added => counts.added += 1,
                Kind::Withdrawn => counts.withdrawn += 1,
                Kind::Unchanged => counts.unchanged += 1,
                Kind::Changed => {
                    counts.changed += 1;
                    counts.other_number += usize::from(figure.what.contains(&What::Value));
                }
            }
        }
        for (count, state) in counts.relations.iter_mut().zip(State::ALL) {
            let here = self.relations.iter();
            *count = here.filter(|relation| relation.state == state).count();
        }
        counts
    }
}
