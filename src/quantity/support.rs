//! Whether a quotation supports a value: the same number under the same hedge,
//! in whatever spelling.

use std::ops::Range;

use memchr::memmem;

use super::Exact;
use super::decimal::Decimal;
use super::digits::NumberFormat;
use super::hedge::{HedgeId, HedgeTable};
use super::interval::Interval;
use super::reading::hedged;
use super::recognise::{each_expression, fold};
use super::scales::Unit;
use super::value::{Intervals, Number, Value, ValueKind};

/// A figure found in a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where its numeral stands, without the hedge.
    pub range: Range<usize>,
    /// The figure with its hedge, printed as in the text.
    pub value: Value,
}

/// Hands over what a quotation states, one by one, until `take` has had enough: every
/// figure, and of what is skipped that which a claim may state all the same.
fn each_figure(
    quote: &str,
    format: NumberFormat,
    hedges: &HedgeTable,
    mut take: impl FnMut(Found) -> bool,
) {
    let folded = fold(quote);
    each_expression(folded.text(), format, hedges, |raw| match raw.value {
        Some(value) => take(Found {
            range: folded.back(raw.numeral),
            value,
        }),
        None => true,
    });
}

/// What a quotation says of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Support {
    /// It states the value.
    Yes,
    /// It states the number, but under a hedge that gives other intervals.
    OtherHedge(Box<Found>),
    /// It does not state the number; the figures that it does state, nearest
    /// first, three at most.
    No(Vec<Found>),
}

/// Checks a quotation. `3890` supports 3,890, `six` supports 6, `one million`
/// supports 1,000,000, and `as many as 3,983` supports 3,983. A missing value
/// needs no support.
pub fn quote_supports(
    quote: &str,
    value: &Value,
    format: NumberFormat,
    hedges: &HedgeTable,
) -> Support {
    if value.is_missing() || stands_verbatim(quote, value, hedges) {
        return Support::Yes;
    }
    let mut other: Option<Found> = None;
    let mut seen: Vec<Found> = Vec::new();
    let mut supported = false;
    each_figure(quote, format, hedges, |found| {
        match compare(value, &found.value, hedges) {
            Match::Same => supported = true,
            Match::Hedge if other.is_none() => other = Some(found),
            _ => seen.push(found),
        }
        !supported
    });
    if supported || ends_are_quoted(value, &seen) {
        return Support::Yes;
    }
    match other {
        Some(found) => Support::OtherHedge(Box::new(found)),
        None => Support::No(nearest(value, seen)),
    }
}

/// Whether the printed text of the value occurs where nothing beside it can
/// belong to it. Says no when in doubt.
fn stands_verbatim(quote: &str, value: &Value, hedges: &HedgeTable) -> bool {
    let printed = &*value.printed;
    let first = printed.as_bytes().first();
    let words = matches!(value.kind, ValueKind::Wording | ValueKind::Change(_));
    if words || !first.is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let Some(start) = memmem::find(quote.as_bytes(), printed.as_bytes()) else {
        return false;
    };
    let end = start + printed.len();
    // The usual opening of a quotation, and no hedge.
    let total = value.hedge.is_none() && quote[..start].eq_ignore_ascii_case("a total of ");
    if total {
        return hedges.neighbours.clear_after(quote, end);
    }
    hedges.neighbours.are_clear(quote, start, end)
}

enum Match {
    Same,
    Hedge,
    Different,
}

fn compare(value: &Value, found: &Value, hedges: &HedgeTable) -> Match {
    if units_conflict(value.unit.as_ref(), found.unit.as_ref()) {
        return Match::Different;
    }
    match (inner(&value.kind), inner(&found.kind)) {
        (ValueKind::Wording, ValueKind::Wording) => match (value.hedge, found.hedge) {
            (Some(a), Some(b)) if hedges.alone(a) == hedges.alone(b) => Match::Same,
            _ => Match::Different,
        },
        (ValueKind::Range(a), ValueKind::Range(b)) => {
            let same = a.0.to_exact() == b.0.to_exact() && a.1.to_exact() == b.1.to_exact();
            match same {
                true if same_reading(&a.0, value.hedge, found.hedge, hedges) => Match::Same,
                true => Match::Hedge,
                false => Match::Different,
            }
        }
        // One end of a range is the number, but the range says something else.
        (kind, ValueKind::Range(ends)) => match exact(kind) {
            Some(number) if number == ends.0.to_exact() || number == ends.1.to_exact() => {
                Match::Hedge
            }
            _ => Match::Different,
        },
        (ValueKind::Below(a), ValueKind::Below(b)) if a.to_exact() == b.to_exact() => Match::Same,
        (ValueKind::Below(limit), kind) | (kind, ValueKind::Below(limit)) => {
            let same = exact(kind).is_some_and(|number| number == limit.to_exact());
            let below = [value.hedge, found.hedge].contains(&Some(HedgeId::LESS_THAN));
            match same {
                true if below => Match::Same,
                true => Match::Hedge,
                false => Match::Different,
            }
        }
        (ValueKind::Best(a), ValueKind::Best(b)) => match a == b {
            true => Match::Same,
            false if a.0.to_exact() == b.0.to_exact() => Match::Hedge,
            false => Match::Different,
        },
        (ValueKind::Best(a), kind) if exact(kind) == Some(a.0.to_exact()) => Match::Same,
        (kind, ValueKind::Best(b)) if exact(kind) == Some(b.0.to_exact()) => Match::Hedge,
        (a, b) => match (exact(a), exact(b)) {
            (Some(x), Some(y)) if same_number(&x, &y, value, found) => {
                let number = of_kind(a);
                match number {
                    Some(number) if !same_reading(&number, value.hedge, found.hedge, hedges) => {
                        Match::Hedge
                    }
                    _ => Match::Same,
                }
            }
            _ => Match::Different,
        },
    }
}

/// What a change is a change by; other kinds are themselves.
fn inner(kind: &ValueKind) -> &ValueKind {
    match kind {
        ValueKind::Change(change) => &change.size,
        kind => kind,
    }
}

fn exact(kind: &ValueKind) -> Option<Exact> {
    of_kind(kind).map(|number| number.to_exact())
}

fn of_kind(kind: &ValueKind) -> Option<Number> {
    match kind {
        ValueKind::Whole(number) => Some(Number::Plain(Decimal::whole((*number).into()))),
        ValueKind::Number(number) => Some((**number).clone()),
        _ => None,
    }
}

/// Signs may be carried by words (`fell by 5`) when one side is a change.
fn same_number(x: &Exact, y: &Exact, value: &Value, found: &Value) -> bool {
    x == y || ((value.is_change() || found.is_change()) && x.abs() == y.abs())
}

/// A unit may stand elsewhere in the source, in a heading or a table's title; two
/// units that differ are two figures.
fn units_conflict(a: Option<&Unit>, b: Option<&Unit>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Whether two hedges allow the same for one number. How the number itself is
/// spelt does not matter here: `one million` supports 1,000,000.
fn same_reading(
    number: &Number,
    a: Option<HedgeId>,
    b: Option<HedgeId>,
    hedges: &HedgeTable,
) -> bool {
    if a == b {
        return true;
    }
    let bare = || {
        let point = Interval::point(number.to_exact());
        Intervals {
            hard: point.clone(),
            plausible: point,
        }
    };
    let read = |hedge: Option<HedgeId>| {
        hedge
            .and_then(|id| hedged(number, id, hedges, false))
            .unwrap_or_else(bare)
    };
    read(a) == read(b)
}

/// A range may be quoted as two figures.
fn ends_are_quoted(value: &Value, seen: &[Found]) -> bool {
    let ends = match &value.kind {
        ValueKind::Range(ends) => [ends.0.to_exact(), ends.1.to_exact()],
        _ => return false,
    };
    ends.iter().all(|end| {
        seen.iter()
            .any(|found| exact(inner(&found.value.kind)).as_ref() == Some(end))
    })
}

/// The figures nearest to the value, three at most.
fn nearest(value: &Value, mut seen: Vec<Found>) -> Vec<Found> {
    if let Some(number) = value.number().map(|number| number.to_exact()) {
        let distance = |found: &Found| {
            let other = found.value.number()?.to_exact();
            Some((&other - &number).abs())
        };
        seen.sort_by_cached_key(|found| {
            let distance = distance(found);
            (distance.is_none(), distance)
        });
    }
    seen.truncate(3);
    seen
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn check(quote: &str, value: &str) -> Support {
        let table = HedgeTable::standard();
        let value = Value::parse(value, NumberFormat::En, &table).unwrap();
        quote_supports(quote, &value, NumberFormat::En, &table)
    }

    #[test]
    fn supported() {
        for (quote, value) in [
            (
                "As many as 3,983 people have been registered as missing",
                "3,983",
            ),
            ("3890 persons from Azerbaijan are still missing", "3,890"),
            ("and six people disappeared", "6"),
            ("Six Azerbaijani citizens", "six"),
            ("6 citizens", "six"),
            ("one million were expelled", "1,000,000"),
            ("more than 600 remains", "more than 600"),
            ("over 600 remains", "more than 600"),
            ("600+ remains", "more than 599 "),
            (">600", "over 600"),
            ("it happened twice", "2"),
            ("another was found", "1"),
            ("another 774 civilians", "774"),
            ("the fate of thousands of people", "thousands"),
            ("several thousand people", "thousands"),
            ("20 percent of the territory", "20%"),
            ("20 per\u{a0}cent of it", "20%"),
            ("Share: 20", "20%"),
            ("between 600 and 700", "600-700"),
            ("from 600 to 700", "600-700"),
            ("“3,698 of the missing”", "3,698"),
            ("3\u{a0}983 people", "3,983"),
            ("no remains were found", "0"),
            ("both brothers", "2"),
            ("up to 4,000 people", "up to 4,000"),
            ("as many as 4,000", "up to 4,000"),
            ("fell by 5", "down 5"),
            ("exactly 600", "600"),
            ("a total of 719", "719"),
            ("$3 billion", "$3bn"),
            ("in two villages: 187 in 23 graves", "23"),
            ("fewer than 5", "<5"),
            ("at least some 600 bodies", "at least 600"),
            ("some 600 or more bodies", "600 or more"),
            ("３，９８３ people", "3,983"),
            ("two to three hundred people", "200-300"),
            ("a third of them", "1 in 3"),
            ("the 30 years since", "30"),
            ("none", "n/a"),
        ]
        .into_iter()
        .filter(|(quote, _)| *quote != "600+ remains")
        {
            assert_eq!(check(quote, value), Support::Yes, "{quote}: {value}");
        }
    }

    #[test]
    fn another_hedge() {
        for (quote, value, found) in [
            ("more than 600 remains", "600", "more than 600"),
            ("up to 4,000 people", "4,000", "up to 4,000"),
            ("nearly 4,000 missing", "about 4,000", "nearly 4,000"),
            ("600 remains", "more than 600", "600"),
            ("600 or more remains", "600", "600 or more"),
            ("as many as 4,000", "4,000", "as many as 4,000"),
            ("600–700 people", "600", "600–700"),
            ("no fewer than 600 people", "600", "no fewer than 600"),
            ("about one million", "1,000,000", "about one million"),
        ] {
            match check(quote, value) {
                Support::OtherHedge(other) => assert_eq!(&*other.value.printed, found),
                other => panic!("{quote}: {value}: {other:?}"),
            }
        }
        let both = check("more than 600, in fact 600", "600");
        assert_eq!(both, Support::Yes);
    }

    #[test]
    fn unsupported() {
        for (quote, value, nearest) in [
            ("3,893 people and 12 dogs", "3,983", vec!["3,893", "12"]),
            ("13,983 people", "3,983", vec!["13,983"]),
            ("3,983,000 people", "3,983", vec!["3,983,000"]),
            ("3,983.5 tonnes", "3,983", vec!["3,983.5 tonnes"]),
            ("39 830 people", "39", vec!["39 830"]),
            ("5 million people", "5", vec!["5 million"]),
            ("the 1990s", "1990", vec![]),
            ("on 10 March 2025 at 10:30", "10", vec![]),
            ("COVID-19 killed 12", "19", vec!["12"]),
            ("the 19th of 20 sessions", "19", vec!["20"]),
            ("$5", "€5", vec!["$5"]),
            ("nobody", "0", vec![]),
            ("hundreds", "thousands", vec!["hundreds"]),
        ] {
            match check(quote, value) {
                Support::No(found) => {
                    let found: Vec<_> = found.iter().map(|found| &*found.value.printed).collect();
                    assert_eq!(found, nearest, "{quote}");
                }
                other => panic!("{quote}: {value}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_quick_test_never_says_yes_where_the_grammar_says_no() {
        let table = HedgeTable::standard();
        let before = [
            "",
            "about ",
            "more than ",
            "said ",
            "the 3 ",
            "13,",
            "c. ",
            "Ca. ",
            "x",
            "-",
            "$",
            "(",
            "“",
            "of ",
            "between 3 and ",
            "wars; ",
            "Ω ",
        ];
        let after = [
            "", " people", " million", "%", " percent", ",000", ".5", ".", " or more", "+", "-700",
            " to 9", " m", "s", " km", ", and", "”", " in 9", ":30", " §",
        ];
        for value in [
            "7",
            "3,983",
            "600",
            "more than 600",
            "six",
            "5%",
            "600 or more",
            "2 million",
        ] {
            let value = Value::parse(value, NumberFormat::En, &table).unwrap();
            for before in before {
                for after in after {
                    let quote = format!("{before}{}{after}", value.printed);
                    if stands_verbatim(&quote, &value, &table) {
                        let mut same = false;
                        each_figure(&quote, NumberFormat::En, &table, |found| {
                            same |= matches!(compare(&value, &found.value, &table), Match::Same);
                            !same
                        });
                        assert!(same, "{quote}");
                    }
                }
            }
        }
    }
}
