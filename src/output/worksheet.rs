//! Worksheets: a sum laid out so that a reader can check it with a pencil.

use crate::findings::{Scale, Term, Worksheet};
use crate::output::escape::{escape, shorten};
use crate::output::figures::{difference, exact, number, scaled_words};
use crate::output::table::{Align, aligned};
use crate::quantity::{Exact, Interval};

/// The widest name of a term and the widest printed figure.
const NAME: usize = 48;
const PRINTED: usize = 32;

/// The sum on aligned lines: terms, computed, stated, difference, and what would
/// be allowed. Text from files is escaped; no line break at the end.
pub fn sum(sheet: &Worksheet, ascii: bool) -> String {
    let columns = [Align::Left, Align::Right, Align::Left];
    let scale = sheet.scale.as_ref();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, term) in sheet.terms.iter().enumerate() {
        rows.push(row(lead(term, at == 0, ascii), term, scale, ascii));
    }
    let copied = matches!(sheet.terms.as_slice(),
        [only] if only.coefficient == Exact::ONE && only.of.is_none());
    if !copied {
        rows.push(figure(
            "= computed",
            &sheet.computed,
            sheet.printed_computed.as_ref(),
            &|value| scaled_words(value, scale, ascii),
        ));
    }
    let stated = match sheet.comparison {
        "=" | "==" => "stated".to_string(),
        _ => name(&sheet.stated, ascii),
    };
    rows.push(row(format!("  {stated}"), &sheet.stated, scale, ascii));
    rows.push(figure(
        "  difference",
        &sheet.difference,
        sheet.printed_difference.as_ref(),
        &|value| difference(value, scale, ascii),
    ));
    let exact_sides = exact(&sheet.computed).is_some() && exact(&sheet.stated.interval).is_some();
    if !exact_sides {
        let because = escape(&sheet.allowed_because).into_owned();
        rows.push(vec!["  allowed".into(), allowed(sheet, ascii), because]);
    }
    for row in &mut rows {
        // Names stand a little further from their figures.
        row[0].push(' ');
    }
    let mut lines = aligned(&columns, &rows);
    if let Some(last) = lines.last_mut().filter(|_| exact_sides) {
        last.push_str(&format!("  ({})", allowance(sheet, ascii)));
    }
    lines.join("\n")
}

/// A figure as printed, and what it can stand for.
fn row(lead: String, term: &Term, scale: Option<&Scale>, ascii: bool) -> Vec<String> {
    let percent = Scale {
        word: "%".into(),
        size: Exact::ONE,
    };
    let scale = if term.of.is_some() {
        Some(&percent)
    } else {
        scale
    };
    let meaning = match exact(&term.interval) {
        Some(_) => "exact".to_string(),
        None => scaled_words(&term.interval, scale, ascii),
    };
    let printed = match &term.of {
        Some(whole) => format!("{} of {whole}", term.printed),
        None => term.printed.clone(),
    };
    vec![lead, shorten(&printed, PRINTED, ascii), meaning]
}

/// A figure that we computed: what a reader gets with a pencil in the column of
/// figures, all that it can stand for in the column of intervals.
fn figure(
    lead: &str,
    value: &Interval,
    printed: Option<&Exact>,
    show: &dyn Fn(&Interval) -> String,
) -> Vec<String> {
    let (single, range) = match exact(value) {
        Some(_) => (show(value), String::new()),
        None => {
            let printed = printed.map(|number| show(&Interval::point(number.clone())));
            (printed.unwrap_or_default(), show(value))
        }
    };
    vec![lead.to_string(), single, range]
}

/// Sign, factor and name: `+ civilian`, `- 2 × files`.
fn lead(term: &Term, first: bool, ascii: bool) -> String {
    let sign = match (term.coefficient.is_negative(), first) {
        (true, _) => "-",
        (false, true) => " ",
        (false, false) => "+",
    };
    let size = term.coefficient.abs();
    let times = if ascii { "x" } else { "×" };
    let factor = if size == Exact::ONE || term.of.is_some() {
        String::new()
    } else {
        format!("{} {times} ", number(&size, ascii))
    };
    format!("{sign} {factor}{}", name(term, ascii))
}

fn name(term: &Term, ascii: bool) -> String {
    let name = [&term.name, &term.claim]
        .into_iter()
        .find(|name| !name.is_empty());
    shorten(name.map_or("constant", String::as_str), NAME, ascii)
}

/// What the difference may be where a side is not exact.
fn allowed(sheet: &Worksheet, ascii: bool) -> String {
    let allowed = |value: Exact| {
        let scale = sheet.scale.as_ref();
        match sheet.comparison {
            "=" | "==" => {
                let shown = difference(&Interval::point(value), scale, ascii);
                shown.trim_start_matches('+').to_owned()
            }
            _ => difference(&Interval::point(value), scale, ascii),
        }
    };
    let none = sheet.allowed.is_zero();
    match sheet.comparison {
        "<=" if none => "0 or less".into(),
        ">=" if none => "0 or more".into(),
        "<" if none => "below 0".into(),
        ">" if none => "above 0".into(),
        "<=" | "<" => format!("up to {}", allowed(sheet.allowed.clone())),
        ">=" | ">" => format!("down to {}", allowed(-&sheet.allowed)),
        _ => allowed(sheet.allowed.clone()),
    }
}

/// What the difference of exact figures may be, and why: only an equation needs a
/// reason.
fn allowance(sheet: &Worksheet, ascii: bool) -> String {
    let range = allowed(sheet, ascii);
    let equation = matches!(sheet.comparison, "=" | "==");
    if (sheet.allowed.is_zero() && !equation) || sheet.allowed_because.is_empty() {
        format!("allowed {range}")
    } else {
        format!("allowed {range}: {}", escape(&sheet.allowed_because))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;

    fn sheet(comparison: &'static str, terms: Vec<Term>) -> Worksheet {
        let (_, finding) = canned::parts_do_not_sum();
        let mut sheet = finding.worksheet.expect("a worksheet");
        sheet.comparison = comparison;
        sheet.terms = terms;
        sheet
    }

    #[test]
    fn a_single_term_is_not_computed_again() {
        let whole = canned::term("ministry/killed", "", "98", canned::point(98));
        let mut sheet = sheet("<=", vec![whole]);
        sheet.stated.name = "civilian".into();
        sheet.difference = canned::point(14);
        assert_eq!(
            sum(&sheet, false),
            "  ministry/killed      98  exact\n  \
             civilian          3,983  exact\n  \
             difference          +14  (allowed 0 or less)"
        );
    }

    #[test]
    fn says_what_each_comparison_allows() {
        let allowed = |comparison| {
            let mut sheet = sheet(comparison, vec![]);
            sheet.allowed = Exact::from(5i64);
            sheet.allowed_because = String::new();
            allowance(&sheet, true)
        };
        assert_eq!(allowed("="), "allowed 5");
        assert_eq!(allowed("<="), "allowed up to +5");
        assert_eq!(allowed(">="), "allowed down to -5");
        assert_eq!(allowed("<"), "allowed up to +5");
        assert_eq!(allowed(">"), "allowed down to -5");
    }

    #[test]
    fn constants_and_factors_are_named() {
        let mut term = canned::term("", "", "1,000", canned::point(1000));
        assert_eq!(lead(&term, false, false), "+ constant");
        term.name = "files".into();
        term.coefficient = Exact::ratio(-5, 2);
        assert_eq!(lead(&term, true, false), "- 2.5 × files");
    }
}
