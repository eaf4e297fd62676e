//! Worksheets: the sum, or the figures that diverge, laid out so that a reader
//! can check them with a pencil.

use crate::findings::{FigureRow, Term, Worksheet};
use crate::output::escape::{escape, shorten};
use crate::output::figures::{exact, interval, number, signed_interval};
use crate::output::table::{Align, aligned};
use crate::quantity::{Exact, Interval};

/// The widest name of a term and the widest printed figure.
const NAME: usize = 48;
const PRINTED: usize = 32;

/// The sum: terms, computed, stated, difference, and what would be allowed.
pub(crate) fn sum(sheet: &Worksheet, ascii: bool) -> String {
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
    rows.push(figure(
        "  difference",
        &sheet.difference,
        signed_interval,
        ascii,
    ));
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

/// The figures of a divergence, one a line: who says what, when, how far apart.
/// Columns that would say nothing are left out; publishers are shortened to keep
/// within `width`.
pub(crate) fn divergence(rows: &[FigureRow], width: usize, ascii: bool) -> String {
    let first = |get: fn(&FigureRow) -> &String| rows.first().map(get);
    let cells = rows
        .iter()
        .any(|row| Some(&row.cell) != first(|row| &row.cell));
    let inexact = rows.iter().any(|row| exact(&row.interval).is_none());
    let differences = rows.iter().any(|row| row.difference.is_some());
    let date = |date: &Option<String>| match date {
        Some(date) => escape(date).into_owned(),
        None => "not stated".to_string(),
    };
    let layout = |publisher: usize| {
        let mut table: Vec<(Align, Vec<String>)> = Vec::new();
        let mut column = |align, head: &str, cell: &dyn Fn(&FigureRow) -> String| {
            let mut cells = vec![head.to_string()];
            cells.extend(rows.iter().map(cell));
            table.push((align, cells));
        };
        if cells {
            column(Align::Left, "cell", &|row| shorten(&row.cell, NAME, ascii));
        }
        column(Align::Left, "source", &|row| {
            shorten(&row.source, PRINTED, ascii)
        });
        column(Align::Left, "publisher", &|row| {
            shorten(&row.publisher, publisher, ascii)
        });
        column(Align::Left, "as of", &|row| {
            let inferred = if row.as_of_inferred && row.as_of.is_some() {
                " (inferred)"
            } else {
                ""
            };
            date(&row.as_of) + inferred
        });
        column(Align::Left, "published", &|row| date(&row.published));
        column(Align::Right, "figure", &|row| {
            shorten(&row.printed, PRINTED, ascii)
        });
        if inexact {
            column(Align::Left, "interval", &|row| match exact(&row.interval) {
                Some(_) => "exact".to_string(),
                None => interval(&row.interval, ascii),
            });
        }
        if differences {
            column(Align::Right, "difference", &|row| {
                let shown = row.difference.as_ref();
                shown.map_or(String::new(), |gap| signed_interval(gap, ascii))
            });
        }
        let (columns, cells): (Vec<Align>, Vec<Vec<String>>) = table.into_iter().unzip();
        let turned: Vec<Vec<String>> = (0..=rows.len())
            .map(|line| cells.iter().map(|column| column[line].clone()).collect())
            .collect();
        aligned(&columns, &turned)
    };
    let widest = |lines: &[String]| {
        let widths = lines
            .iter()
            .map(|line| unicode_width::UnicodeWidthStr::width(line.as_str()));
        widths.max().unwrap_or(0)
    };
    let mut publisher = NAME;
    let mut lines = layout(publisher);
    while widest(&lines) > width && publisher > 16 {
        publisher -= 4;
        lines = layout(publisher);
    }
    lines.join("\n")
}
