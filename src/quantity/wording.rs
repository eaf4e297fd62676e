//! Reads the wording that an explicit form is shown with, such as `4000 (3800 to 4300)`
//! for `{best: 4000, low: 3800, high: 4300}`, so that a figure that was written as a
//! mapping can stand in a cell of a table and means the same there.

use std::borrow::Cow;

use super::digits::NumberFormat;
use super::error::ValueError;
use super::hedge::HedgeTable;
use super::value::{Number, Reading, Value, ValueKind};

/// A constructor of an explicit form with one number.
type Hedged = fn(Value) -> Result<Value, ValueError>;

const HEDGED: [(&str, Hedged); 5] = [
    ("at least ", Value::at_least),
    ("at most ", Value::at_most),
    ("more than ", Value::more_than),
    ("less than ", Value::less_than),
    ("about ", Value::about),
];

impl Value {
    /// A text that reads back as this figure: as printed, where that does. A range such
    /// as `{between: [5, 6 million]}` reads as millions at both ends, and is given in
    /// digits. Nothing if no text was found that means the same.
    pub fn written(&self, format: NumberFormat, hedges: &HedgeTable) -> Option<Cow<'_, str>> {
        let same = |other: &Value| {
            let how = [Reading::count(hedges), Reading::amount(hedges)];
            let stands_for = |value: &Value| how.each_ref().map(|how| value.intervals(how));
            other.unit == self.unit
                && other.hedge == self.hedge
                && other.is_missing() == self.is_missing()
                && other.is_change() == self.is_change()
                && stands_for(other) == stands_for(self)
        };
        let reads = |text: &str| Value::parse(text, format, hedges).is_ok_and(|read| same(&read));
        let bare = self.hedge.is_none() && self.unit.is_none() && self.marks.is_empty();
        if bare && matches!(self.kind, ValueKind::Whole(_)) {
            // The usual case, quickly.
            return Some(Cow::Borrowed(&self.printed));
        }
        if reads(&self.printed) {
            return Some(Cow::Borrowed(&self.printed));
        }
        let unit = self
            .unit
            .as_ref()
            .map_or(String::new(), |unit| format!(" {unit}"));
        let digits = |number: &Number| {
            let text = number.decimal()?.to_string();
            let point = if format == NumberFormat::Eu { "," } else { "." };
            Some(format!("{}{unit}", text.replace('.', point)))
        };
        let text = match &self.kind {
            ValueKind::Range(ends) => {
                format!("between {} and {}", digits(&ends.0)?, digits(&ends.1)?)
            }
            ValueKind::Best(all) => {
                let (best, low, high) = (digits(&all.0)?, digits(&all.1)?, digits(&all.2)?);
                format!("{best} ({low} to {high})")
            }
            ValueKind::Number(number) => digits(number)?,
            _ => return None,
        };
        reads(&text).then_some(Cow::Owned(text))
    }
}

/// The explicit form that is shown with this wording; nothing for any other text.
pub(crate) fn from_wording(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Option<Value> {
    let found = in_brackets(text, format, hedges)
        .or_else(|| between(text, format, hedges))
        .or_else(|| {
            let (rest, form) = HEDGED
                .iter()
                .find_map(|(words, form)| Some((text.strip_prefix(words)?, form)))?;
            form(piece(rest, format, hedges)?).ok()
        })?;
    // Another spelling of the pieces would be another figure as printed.
    (*found.printed == *text).then_some(found)
}

/// `4000 (3800 to 4300)` and `4000 (rounded to 1000)`.
fn in_brackets(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Option<Value> {
    let inner = text.strip_suffix(')')?;
    splits(inner, " (").find_map(|(first, inside)| {
        // A look at the end first: texts with many brackets are no figures.
        let number = |text| piece(text, format, hedges);
        if let Some(unit) = inside.strip_prefix("rounded to ") {
            return Value::rounded(number(first)?, number(unit)?).ok();
        }
        let best = number(first)?;
        splits(inside, " to ")
            .find_map(|(low, high)| Value::best(best.clone(), number(low)?, number(high)?).ok())
    })
}

/// `between 600 and 700`, where the usual reading does not know the numbers.
fn between(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Option<Value> {
    let rest = text.strip_prefix("between ")?;
    splits(rest, " and ").find_map(|(low, high)| {
        let low = piece(low, format, hedges)?;
        Value::between(low, piece(high, format, hedges)?).ok()
    })
}

/// So many places are tried: a figure has no more.
const TRIED: usize = 8;

/// The text before and after each place where the separator stands.
fn splits<'t>(text: &'t str, separator: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    let places = text.match_indices(separator).take(TRIED);
    places.map(move |(at, _)| (&text[..at], &text[at + separator.len()..]))
}

/// One number of an explicit form: it holds no explicit form itself.
fn piece(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Option<Value> {
    let own = text.len() <= 80 && !text.contains(" (") && !text.starts_with("between ");
    let value = own.then(|| Value::parse(text, format, hedges).ok())??;
    (*value.printed == *text).then_some(value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<Value, ValueError> {
        Value::parse(text, NumberFormat::En, &HedgeTable::standard())
    }

    #[test]
    fn wordings_of_explicit_forms_are_read() {
        for (text, low, high) in [
            ("4000 (3800 to 4300)", 3800, 4300),
            ("4,000 (rounded to 1000)", 3500, 4500),
            ("-5 (-7 to -2)", -7, -2),
            ("(5) ((7) to 2)", -7, 2),
        ] {
            let table = HedgeTable::standard();
            let value = parse(text).unwrap();
            assert_eq!(&*value.printed, text);
            let hard = value.intervals(&super::super::Reading::amount(&table)).hard;
            let end = |end: Option<super::super::Bound>| end.unwrap().value.to_i64();
            assert_eq!((end(hard.low), end(hard.high)), (Some(low), Some(high)));
        }
        for text in [
            "4000 (3800)",
            "4000 (4300 to 3800)",
            "4000 (5000 to 6000)",
            "4,250 (rounded to 1000)",
            "4000 (about 3800 to 4300)",
            "4000 (3800 to 4300) (3 to 4)",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_is_told_as_before() {
        let error = parse("4,000 (sic)").unwrap_err();
        assert!(error.range.start > 0, "{error:?}");
    }

    /// Single numbers in every spelling that an explicit form takes.
    fn number() -> impl Strategy<Value = String> {
        prop_oneof![
            "[1-9][0-9]{0,5}",
            "[1-9],[0-9]{3}",
            "[0-9]{1,3}\\.[0-9]{1,3}",
            "-[1-9][0-9]{0,2}",
            "−[1-9]",
            "\\([1-9]\\)",
            "[1-9][0-9]?(%| percent| million|bn| thousand)",
            "[€$][1-9][0-9]{0,3}",
            "[1-9][0-9] (kg|EUR)",
            "[1-9]( |\u{a0})[0-9]{3}",
            "1 in [2-9]|half a million|a dozen|six|twenty-one|one third|0",
            "[1-9][0-9]{2}(\\*|†|r| p)",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn every_explicit_form_reads_back(a in number(), b in number(), c in number(), form in 0..8) {
            let given = |text: &str| parse(text).ok();
            let (Some(a), Some(b), Some(c)) = (given(&a), given(&b), given(&c)) else { return Ok(()) };
            let built = match form {
                0 => Value::at_least(a),
                1 => Value::at_most(a),
                2 => Value::more_than(a),
                3 => Value::less_than(a),
                4 => Value::about(a),
                5 => Value::between(a, b),
                6 => Value::best(b, a, c),
                _ => Value::rounded(a, b),
            };
            if let Ok(value) = built {
                let table = HedgeTable::standard();
                let written = value.written(NumberFormat::En, &table);
                prop_assert!(written.is_some(), "{:?}", value);
            }
        }
    }
}
