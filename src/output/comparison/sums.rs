//! Sentences about totals and their parts, relations and sources, for every format
//! that people read.

use crate::compare::diff::{
    Account, Changed, Diff, Kind, RelationSide, SideOf, SourceChange, State, Unmoved,
};
use crate::findings::Verdict;
use crate::output::escape;
use crate::output::figures::difference;
use crate::quantity::Exact;

use super::numbers::between;
use super::state_words;

/// What was compared: its name, its title, publisher and date, or what it holds.
pub(super) fn side(side: &SideOf) -> String {
    let mut facts = Vec::new();
    if let Some(commit) = &side.commit {
        facts.push(format!("commit {}", commit.get(..12).unwrap_or(commit)));
    }
    match side.sources.as_slice() {
        [only] => {
            let id = &only.id;
            if !side.operand.ends_with(&format!("source:{id}")) {
                facts.push(format!("source {id}"));
            }
            facts.extend(only.title.clone());
            if only.publisher != *id {
                facts.push(only.publisher.clone());
            }
            facts.extend((only.published.as_ref()).map(|date| format!("published {date}")));
            let date = side.usual_date.as_ref();
            let date = date.filter(|date| Some(*date) != only.published.as_ref());
            facts.extend(date.map(|date| format!("most figures of {date}")));
        }
        several => facts.push(format!("{} sources", several.len())),
    }
    facts.push(plural(side.claims, "claim"));
    let text = format!("{}: {}", side.operand, facts.join("; "));
    escape(&text).into_owned()
}

/// The counts of figures in one line.
pub(super) fn figures(diff: &Diff) -> String {
    let counts = diff.counts();
    let otherwise = counts.changed - counts.other_number;
    let otherwise = match otherwise {
        0 => String::new(),
        some => format!(" ({some} in other things than the number)"),
    };
    format!(
        "{} changed{otherwise}, {} added, {} withdrawn, {} unchanged",
        counts.changed, counts.added, counts.withdrawn, counts.unchanged
    )
}

/// The counts of relations in one line; none where there are no relations.
pub(super) fn relations(diff: &Diff) -> Option<String> {
    if diff.relations.is_empty() {
        return None;
    }
    let counts = diff.counts().relations;
    let told: Vec<String> = (State::ALL.iter().zip(counts))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{count} {}", state_words(*state)))
        .collect();
    Some(told.join(", "))
}

/// What is said of totals and their parts, a line each.
pub(super) fn totals(diff: &Diff, ascii: bool) -> Vec<String> {
    let accounts = diff.accounts.iter().filter(|account| {
        // That no part changed is said in a line of its own.
        account.parts.iter().any(|part| part.1.moved()) || !account.change.moved()
    });
    accounts
        .map(|account| self::account(account, ascii))
        .chain(diff.unmoved.iter().map(|found| unmoved(found, ascii)))
        .collect()
}

/// `registered_missing +93 = military +38 + civilian +55: the parts account for it`.
pub(super) fn account(account: &Account, ascii: bool) -> String {
    let parts: Vec<String> = (account.parts.iter())
        .map(|(name, change)| format!("{name} {}", by(change, ascii)))
        .collect();
    let sum = difference(&account.sum, None, ascii);
    let exact = account.change.difference.is_point() && account.sum.is_point();
    let whole = format!("{} {}", account.whole, by(&account.change, ascii));
    let text = if account.accounts && exact {
        let parts = parts.join(" + ");
        format!("{whole} = {parts}: the parts account for the change")
    } else if account.accounts {
        let parts = parts.join(", ");
        format!("{whole}; {parts}: the parts can account for the change, as worded")
    } else if !account.change.moved() {
        let parts = parts.join(", ");
        format!("{whole}, though its parts changed: {parts}, together {sum}")
    } else {
        let left = account.change.difference.sub(&account.sum);
        let left = difference(&left, None, ascii);
        let parts = parts.join(", ");
        format!(
            "{whole}; {parts}, together {sum}: the parts do not account for the change ({left} is left over)"
        )
    };
    escape(&text).into_owned()
}

/// `registered_missing +7, but none of its parts changed: military 3,209, civilian 774`.
pub(super) fn unmoved(found: &Unmoved, ascii: bool) -> String {
    let parts: Vec<String> = (found.parts.iter())
        .map(|(name, printed)| format!("{name} {printed}"))
        .collect();
    let what = if found.all_of_a_sum {
        "none of its parts changed"
    } else if found.parts.len() == 1 {
        "this part did not change"
    } else {
        "these parts did not change"
    };
    let (whole, by) = (&found.whole, by(&found.change, ascii));
    let text = format!("{whole} {by}, but {what}: {}", parts.join(", "));
    escape(&text).into_owned()
}

fn by(change: &Changed, ascii: bool) -> String {
    let zero = change.difference.single().is_some_and(Exact::is_zero);
    if zero {
        return "unchanged".to_owned();
    }
    between(&change.difference, None, "", ascii)
}

/// How one side of a relation went: `fails, off by +8`.
pub(super) fn verdict(side: Option<&RelationSide>, ascii: bool) -> String {
    let Some(side) = side else {
        return "not there".to_owned();
    };
    let cause = match &side.cause {
        Some(cause) => format!(" ({})", escape(cause)),
        None => String::new(),
    };
    let verdict = match side.verdict {
        Verdict::Holds => "holds".to_owned(),
        Verdict::Blocked => "blocked".to_owned(),
        Verdict::NotRun => "not run".to_owned(),
        Verdict::Fails => match &side.difference {
            Some(off) => format!("fails, off by {}", difference(off, None, ascii)),
            None => "fails".to_owned(),
        },
    };
    verdict + &cause
}

/// What is said otherwise of a source.
pub(super) fn source(change: &SourceChange) -> String {
    let id = &change.id;
    let text = match change.change {
        Kind::Added => format!("{id}: added"),
        Kind::Withdrawn => format!("{id}: withdrawn"),
        Kind::Changed | Kind::Unchanged => {
            let said =
                |text: &Option<String>| text.clone().unwrap_or_else(|| "not said".to_owned());
            let fields = change.fields.iter();
            let fields: Vec<String> = fields
                .map(|(name, old, new)| format!("{name} {}, was {}", said(new), said(old)))
                .collect();
            format!("{id}: {}", fields.join("; "))
        }
    };
    escape(&text).into_owned()
}

pub(super) fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
