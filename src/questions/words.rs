//! Small pieces of English: lists, differences, numbers with their scale.

use crate::findings::{Scale, Worksheet};
use crate::quantity::{Exact, Interval, group};

/// "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    joined(items, "and")
}

/// "a, b or c".
pub(super) fn choice(items: &[String]) -> String {
    joined(items, "or")
}

fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        // Where an item is a list itself, semicolons keep them apart.
        [first @ .., last] if items.iter().any(|item| is_list(item)) => {
            format!("{}; {word} {last}", first.join("; "))
        }
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// Whether a text holds a comma outside brackets and numbers.
fn is_list(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && letters.peek() == Some(&' ') => return true,
            _ => {}
        }
    }
    false
}

/// With a capital letter at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// How far a figure is from another: "7", "at least 383"; nothing where they may meet.
/// With it, whether the first is the larger one.
pub(super) fn apart(a: &Interval, b: &Interval) -> Option<(String, bool)> {
    let gap = a.sub(b);
    if let Some(exact) = gap.single() {
        return (!exact.is_zero()).then(|| (group(&exact.abs()), !exact.is_negative()));
    }
    if let Some(low) = gap.low.as_ref().filter(|low| low.value > Exact::ZERO) {
        return Some((format!("at least {}", group(&low.value)), true));
    }
    let high = gap.high.as_ref().filter(|high| high.value.is_negative())?;
    Some((format!("at least {}", group(&high.value.abs())), false))
}

/// A number in the scale that figures are printed with: "9.5 billion", "101.1%".
pub(super) fn scaled(value: &Exact, scale: Option<&Scale>) -> String {
    let Some(scale) = scale else {
        return group(value);
    };
    let number = value.checked_div(&scale.size);
    let number = number.unwrap_or_else(|| value.clone());
    match scale.is_percent() {
        true => format!("{}%", group(&number)),
        false => format!("{} {}", group(&number), scale.word),
    }
}

/// "1 percentage point", "0.15 percentage points".
pub(super) fn percentage_points(number: &str) -> String {
    match number {
        "1" => "1 percentage point".to_owned(),
        number => format!("{number} percentage points"),
    }
}

/// What the terms of a sum come to: the number that a pencil gives, else a range.
pub(super) fn computed(sheet: &Worksheet) -> String {
    let scale = sheet.scale.as_ref();
    if let Some(printed) = &sheet.printed_computed {
        return scaled(printed, scale);
    }
    match sheet.computed.single() {
        Some(exact) => scaled(exact, scale),
        None => sheet.computed.words_with(&|value| scaled(value, scale)),
    }
}

/// How far the stated figure of a sum is from what its terms come to, and whether the
/// terms come to more; nothing where the two can meet.
pub(super) fn off(sheet: &Worksheet) -> Option<(String, bool)> {
    let scale = sheet.scale.as_ref();
    let points = |exact: &Exact| match scale {
        Some(scale) if scale.is_percent() => percentage_points(&group(exact)),
        scale => scaled(exact, scale),
    };
    if let Some(printed) = &sheet.printed_difference {
        return (!printed.is_zero()).then(|| (points(&printed.abs()), printed.is_negative()));
    }
    let (low, high) = (&sheet.difference.low, &sheet.difference.high);
    if let Some(single) = sheet.difference.single() {
        return (!single.is_zero()).then(|| (points(&single.abs()), single.is_negative()));
    }
    if let Some(low) = low.as_ref().filter(|low| low.value > Exact::ZERO) {
        return Some((format!("at least {}", points(&low.value)), false));
    }
    let high = high.as_ref().filter(|high| high.value.is_negative())?;
    Some((format!("at least {}", points(&high.value.abs())), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(value: i64) -> Interval {
        Interval::point(Exact::from(value))
    }

    #[test]
    fn differences_are_told_as_far_as_they_are_known() {
        let words = |a: &Interval, b: &Interval| apart(a, b);
        assert_eq!(words(&point(285), &point(284)), Some(("1".into(), true)));
        assert_eq!(words(&point(218), &point(688)), Some(("470".into(), false)));
        assert_eq!(words(&point(7), &point(7)), None);
        let more = Interval::more_than(Exact::from(600i64));
        let found = words(&more, &point(218));
        assert_eq!(found, Some(("at least 382".into(), true)));
        assert_eq!(words(&more, &point(700)), None);
    }

    #[test]
    fn lists_and_capitals() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items), "a, b and c");
        assert_eq!(choice(&items[..2]), "a or b");
        assert_eq!(list(&[]), "");
        let nested = ["a, b", "c"].map(str::to_owned);
        assert_eq!(list(&nested), "a, b; and c");
        let bracketed = ["1,000 (a, b)", "c"].map(str::to_owned);
        assert_eq!(list(&bracketed), "1,000 (a, b) and c");
        assert_eq!(capital("éa"), "Éa");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn numbers_keep_their_scale() {
        let billion = Scale {
            word: "billion".into(),
            size: Exact::power_of_ten(9),
        };
        let value = Exact::from(9_500_000_000i64);
        assert_eq!(scaled(&value, Some(&billion)), "9.5 billion");
        assert_eq!(scaled(&value, None), "9,500,000,000");
    }
}
