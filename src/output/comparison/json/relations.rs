//! Relations and sums in the contract of `diff`.

use serde::Serialize;

use crate::compare::diff::{Account, Changed, RelationChange, RelationSide, Unmoved};
use crate::findings::Verdict;
use crate::output::json::IntervalOut;

#[derive(Serialize)]
pub(super) struct RelationOut<'a> {
    relation: &'a str,
    state: &'static str,
    old: Option<RelationSideOut<'a>>,
    new: Option<RelationSideOut<'a>>,
    parts_account_for_change: Option<bool>,
}

#[derive(Serialize)]
struct RelationSideOut<'a> {
    verdict: &'static str,
    cause: Option<&'a str>,
    printed: &'a str,
    difference: Option<IntervalOut>,
    source: &'a str,
    file: &'a str,
    line: u32,
}

#[derive(Serialize)]
pub(super) struct SumOut<'a> {
    relation: &'a str,
    whole: ChangedOut<'a>,
    parts: Vec<ChangedOut<'a>>,
    sum: IntervalOut,
    parts_account_for_change: bool,
}

#[derive(Serialize)]
struct ChangedOut<'a> {
    name: &'a str,
    old: &'a str,
    new: &'a str,
    difference: IntervalOut,
}

#[derive(Serialize)]
pub(super) struct UnmovedOut<'a> {
    whole: ChangedOut<'a>,
    parts: Vec<PartOut<'a>>,
    all_parts_of_a_sum: bool,
}

#[derive(Serialize)]
struct PartOut<'a> {
    name: &'a str,
    printed: &'a str,
}

impl<'a> RelationOut<'a> {
    pub(super) fn of(relation: &'a RelationChange) -> Self {
        Self {
            relation: &relation.relation,
            state: relation.state.name(),
            old: relation.old.as_ref().map(RelationSideOut::of),
            new: relation.new.as_ref().map(RelationSideOut::of),
            parts_account_for_change: relation.parts_account,
        }
    }
}

impl<'a> RelationSideOut<'a> {
    fn of(side: &'a RelationSide) -> Self {
        Self {
            verdict: match side.verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::Blocked => "blocked",
                Verdict::NotRun => "not_run",
            },
            cause: side.cause.as_deref(),
            printed: &side.sum,
            difference: side.difference.as_ref().map(IntervalOut::of),
            source: &side.source,
            file: &side.place.file,
            line: side.place.line,
        }
    }
}

impl<'a> SumOut<'a> {
    pub(super) fn of(account: &'a Account) -> Self {
        let parts = account.parts.iter();
        Self {
            relation: &account.relation,
            whole: ChangedOut::of(&account.whole, &account.change),
            parts: parts
                .map(|(name, part)| ChangedOut::of(name, part))
                .collect(),
            sum: IntervalOut::of(&account.sum),
            parts_account_for_change: account.accounts,
        }
    }
}

impl<'a> ChangedOut<'a> {
    fn of(name: &'a str, change: &'a Changed) -> Self {
        Self {
            name,
            old: &change.old,
            new: &change.new,
            difference: IntervalOut::of(&change.difference),
        }
    }
}

impl<'a> UnmovedOut<'a> {
    pub(super) fn of(found: &'a Unmoved) -> Self {
        let parts = found.parts.iter();
        Self {
            whole: ChangedOut::of(&found.whole, &found.change),
            parts: parts
                .map(|(name, printed)| PartOut { name, printed })
                .collect(),
            all_parts_of_a_sum: found.all_of_a_sum,
        }
    }
}
