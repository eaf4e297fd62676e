//! How repairs are told: what would restore agreement, never who is wrong.

use crate::findings::{Change, Repair};
use crate::quantity::{Bound, Interval};

/// The most repairs that are named.
const MOST: usize = 6;
/// The same where each changes several figures.
const MOST_SETS: usize = 3;

/// One `help:` sentence for repairs of one figure, one for repairs of several; nothing
/// without repairs. `supports` counts the separate conflicts that point to the only
/// repair, if there is only one.
pub fn repair_help(repairs: &[Repair], supports: u32) -> Vec<String> {
    let mut ordered: Vec<&Repair> = repairs
        .iter()
        .filter(|repair| !repair.changes.is_empty())
        .collect();
    ordered.sort_by_key(|repair| (repair.changes.len(), repair.rank));
    if let [only] = ordered.as_slice()
        && let [change] = only.changes.as_slice()
    {
        return vec![single(change, supports)];
    }
    let mut out = Vec::new();
    for same in ordered.chunk_by(|a, b| a.changes.len() == b.changes.len()) {
        let size = same[0].changes.len();
        let first = out.is_empty();
        out.push(match (size, same) {
            (1, [only]) => format!("this alone would repair it: {}", listed(&only.changes[0])),
            (1, _) => format!("any one of these would repair it: {}", choices(same)),
            (_, _) if first => format!(
                "no single figure repairs it; {} changes do: {}",
                count(size),
                choices(same)
            ),
            _ => format!("or {} changes together: {}", count(size), choices(same)),
        });
    }
    out
}

/// The only repair, which is still not called the error.
fn single(change: &Change, supports: u32) -> String {
    let slip = slip(change).map_or(String::new(), |slip| format!(", {slip}"));
    let what = format!(
        "{} {} would have to be {}{slip}",
        change.name,
        change.printed,
        implied(change)
    );
    if supports >= 2 {
        format!(
            "one figure repairs it: {what}; {supports} contradictions that share no other figure point to it"
        )
    } else {
        format!("one change repairs it: {what} (only this contradiction points to it)")
    }
}

/// The first repairs, and how many there are besides.
fn choices(repairs: &[&Repair]) -> String {
    let size = repairs[0].changes.len();
    let most = if size == 1 { MOST } else { MOST_SETS };
    let shown = repairs.iter().take(most).map(|repair| {
        let changes: Vec<String> = repair.changes.iter().map(listed).collect();
        together(&changes)
    });
    let mut shown: Vec<String> = shown.collect();
    let more = repairs.len().saturating_sub(most);
    let more = (more > 0).then(|| format!("{more} more"));
    if size == 1 {
        let list = shown.join(", ");
        return list + &more.map_or(String::new(), |more| format!(" and {more}"));
    }
    // Where each choice is a list itself, a semicolon keeps them apart.
    let or = if size == 2 { ", or " } else { "; or " };
    shown.extend(more);
    shown.join(or)
}

/// `civilian 774 instead of 747 (two neighbouring digits swapped)`.
fn listed(change: &Change) -> String {
    let slip = slip(change).map_or(String::new(), |slip| format!(" ({slip})"));
    format!(
        "{} {} instead of {}{slip}",
        change.name,
        implied(change),
        change.printed
    )
}

fn implied(change: &Change) -> String {
    let zero =
        |end: &Option<Bound>| (end.as_ref()).is_some_and(|end| end.value.is_zero() && !end.open);
    let words = match &change.implied {
        // That a figure is not below zero needs no saying.
        Interval {
            low,
            high: Some(high),
        } if zero(low) && !high.value.is_zero() => {
            let high = Some(high.clone());
            Interval { low: None, high }.words()
        }
        implied => implied.words(),
    };
    match words.as_str() {
        "" => "any figure".into(),
        words if change.exact || change.implied.is_point() => words.into(),
        words => format!("within {words}"),
    }
}

/// The slip without the number where that is the implied one already.
fn slip(change: &Change) -> Option<&str> {
    let slip = change.slip.as_deref()?;
    let number = format!(": {}", change.implied.words());
    Some(slip.strip_suffix(&number).unwrap_or(slip))
}

fn together(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn count(number: usize) -> String {
    match number {
        2 => "two".into(),
        3 => "three".into(),
        4 => "four".into(),
        5 => "five".into(),
        more => more.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned::{self, closed, end, point};

    fn change(name: &str, printed: &str, implied: Interval) -> Change {
        canned::change(name, printed, implied, None)
    }

    fn repair(rank: usize, changes: Vec<Change>) -> Repair {
        Repair { changes, rank }
    }

    #[test]
    fn ties_are_all_named_the_likeliest_first() {
        let mut civilian = change("civilian", "747", point(774));
        civilian.slip = Some("two neighbouring digits swapped: 774".into());
        let repairs = [
            repair(2, vec![change("military", "3,209", point(3236))]),
            repair(2, vec![change("total", "3,983", point(3956))]),
            repair(1, vec![civilian]),
        ];
        assert_eq!(
            repair_help(&repairs, 0),
            [
                "any one of these would repair it: civilian 774 instead of 747 (two neighbouring digits swapped), military 3,236 instead of 3,209, total 3,956 instead of 3,983"
            ]
        );
    }

    #[test]
    fn ranges_keep_the_number_that_was_slipped() {
        let mut women = change("women", "258", closed(285, 292));
        women.slip = Some("two neighbouring digits swapped: 285".into());
        let mut men = change("men", "3,698", closed(3699, 3706));
        men.exact = false;
        let repairs = [repair(1, vec![women]), repair(1, vec![men])];
        assert_eq!(
            repair_help(&repairs, 0),
            [
                "any one of these would repair it: women 285 to 292 instead of 258 (two neighbouring digits swapped: 285), men within 3,699 to 3,706 instead of 3,698"
            ]
        );
    }

    #[test]
    fn a_long_list_is_cut() {
        let repairs: Vec<Repair> = (1..=8)
            .map(|at| repair(at, vec![change(&format!("c{at}"), "1", point(at as i64))]))
            .collect();
        assert_eq!(
            repair_help(&repairs, 0),
            [
                "any one of these would repair it: c1 1 instead of 1, c2 2 instead of 1, c3 3 instead of 1, c4 4 instead of 1, c5 5 instead of 1, c6 6 instead of 1 and 2 more"
            ]
        );
        let pairs: Vec<Repair> = (1..=7)
            .map(|at| {
                let pair = ["a", "b"].map(|name| change(name, "1", point(at)));
                repair(1, pair.to_vec())
            })
            .collect();
        assert_eq!(
            repair_help(&pairs, 0),
            [
                "no single figure repairs it; two changes do: a 1 instead of 1 and b 1 instead of 1, or a 2 instead of 1 and b 2 instead of 1, or a 3 instead of 1 and b 3 instead of 1, or 4 more"
            ]
        );
    }

    #[test]
    fn the_only_repair_is_told_with_its_support() {
        let mut women = change("women", "284", closed(285, 292));
        let only = [repair(1, vec![women.clone()])];
        assert_eq!(
            repair_help(&only, 2),
            [
                "one figure repairs it: women 284 would have to be 285 to 292; 2 contradictions that share no other figure point to it"
            ]
        );
        assert_eq!(
            repair_help(&only, 1),
            [
                "one change repairs it: women 284 would have to be 285 to 292 (only this contradiction points to it)"
            ]
        );
        women.implied = Interval {
            low: end(600, true),
            high: None,
        };
        women.slip = Some("a digit is missing".into());
        assert_eq!(
            repair_help(&[repair(1, vec![women])], 0),
            [
                "one change repairs it: women 284 would have to be more than 600, a digit is missing (only this contradiction points to it)"
            ]
        );
    }

    #[test]
    fn repairs_of_several_figures_say_that_none_alone_does() {
        let a = || change("A", "4", point(5));
        let b = || change("B", "8", point(7));
        let c = || change("C", "1", point(3));
        let repairs = [repair(1, vec![a(), b()]), repair(1, vec![a(), c()])];
        assert_eq!(
            repair_help(&repairs, 0),
            [
                "no single figure repairs it; two changes do: A 5 instead of 4 and B 7 instead of 8, or A 5 instead of 4 and C 3 instead of 1"
            ]
        );
        assert_eq!(
            repair_help(&repairs[..1], 2),
            ["no single figure repairs it; two changes do: A 5 instead of 4 and B 7 instead of 8"]
        );
        let d = || change("D", "2", Interval::all());
        let repairs = [
            repair(2, vec![b(), c(), d()]),
            repair(1, vec![a(), b(), c()]),
        ];
        assert_eq!(
            repair_help(&repairs, 0),
            [
                "no single figure repairs it; three changes do: A 5 instead of 4, B 7 instead of 8 and C 3 instead of 1; or B 7 instead of 8, C 3 instead of 1 and D any figure instead of 2"
            ]
        );
    }

    #[test]
    fn sizes_are_told_apart() {
        let a = || change("A", "4", point(5));
        let b = || change("B", "8", point(7));
        let c = || change("C", "1", point(3));
        let repairs = [repair(2, vec![b(), c()]), repair(1, vec![a()])];
        assert_eq!(
            repair_help(&repairs, 2),
            [
                "this alone would repair it: A 5 instead of 4",
                "or two changes together: B 7 instead of 8 and C 3 instead of 1"
            ]
        );
        assert!(repair_help(&[], 3).is_empty());
        assert!(repair_help(&[repair(1, vec![])], 3).is_empty());
    }
}
