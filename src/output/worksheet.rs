//! Worksheets: a sum laid out so that a reader can check it with a pencil.

use crate::findings::{Term, Worksheet};
use crate::output::escape::{escape, shorten};
use crate::output::figures::{exact, interval, number, signed_interval};
use crate::output::table::{Align, aligned};
use crate::quantity::{Exact, Interval};

/// The widest name of a term and the widest printed figure.
const NAME: usize = 48;
const PRINTED: usize = 32;

/// The sum on aligned lines: terms, computed, stated, difference, and what would
/// be allowed. Text from files is escaped; no line break at the end.
pub fn sum(sheet: &Worksheet, ascii: bool) -> String {
    let columns = [Align::Left, Align::Right, Align::Left];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, term) in sheet.terms.iter().enumerate() {
        rows.push(row(
            lead(term, at == 0, ascii),
            &term.printed,
            &term.interval,
            ascii,
        ));
    }
    let copied = matches!(sheet.terms.as_slice(), [only] if only.coefficient == Exact::ONE);
    if !copied {
        rows.push(figure("= computed", &sheet.computed, interval, ascii));
    }
    let stated = match sheet.comparison {
        "=" | "==" => "stated".to_string(),
        _ => name(&sheet.stated, ascii),
    };
    rows.push(row(
        format!("  {stated}"),
        &sheet.stated.printed,
        &sheet.stated.interval,
        ascii,
    ));
    let mut difference = figure("  difference", &sheet.difference, signed_interval, ascii);
    if let Some(printed) = sheet
        .printed_difference
        .as_ref()
        .filter(|_| difference[1].is_empty())
    {
        // What a reader gets with a pencil, beside all it can stand for.
        difference[1] = signed_interval(&Interval::point(printed.clone()), ascii);
    }
    rows.push(difference);
    for row in &mut rows {
        // Names stand a little further from their figures.
        row[0].push(' ');
    }
    let mut lines = aligned(&columns, &rows);
    if let Some(last) = lines.last_mut() {
        last.push_str(&format!("  ({})", allowance(sheet, ascii)));
    }
    lines.join("\n")
}

/// A figure as printed, and what it can stand for.
fn row(lead: String, printed: &str, stands_for: &Interval, ascii: bool) -> Vec<String> {
    let meaning = match exact(stands_for) {
        Some(_) => "exact".to_string(),
        None => interval(stands_for, ascii),
    };
    vec![lead, shorten(printed, PRINTED, ascii), meaning]
}

/// A figure that we computed: a number in the column of figures, an interval in
/// the column of intervals.
fn figure(
    lead: &str,
    value: &Interval,
    show: fn(&Interval, bool) -> String,
    ascii: bool,
) -> Vec<String> {
    let shown = show(value, ascii);
    let (single, range) = match exact(value) {
        Some(_) => (shown, String::new()),
        None => (String::new(), shown),
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
    let factor = if size == Exact::ONE {
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

/// What the difference may be, and why.
fn allowance(sheet: &Worksheet, ascii: bool) -> String {
    let allowed = &sheet.allowed;
    let range = match sheet.comparison {
        "<=" => format!("at most {}", number(allowed, ascii)),
        ">=" => format!("at least {}", number(&-allowed, ascii)),
        "<" => format!("below {}", number(allowed, ascii)),
        ">" => format!("above {}", number(&-allowed, ascii)),
        _ => number(allowed, ascii),
    };
    if sheet.allowed_because.is_empty() {
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
             difference          +14  (allowed at most 0: all figures are exact)"
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
        assert_eq!(allowed("<="), "allowed at most 5");
        assert_eq!(allowed(">="), "allowed at least -5");
        assert_eq!(allowed("<"), "allowed below 5");
        assert_eq!(allowed(">"), "allowed above -5");
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
