//! Interval templates: `[n-w, n+w]` read once into linear forms over the stated
//! number and its widths, and evaluated exactly.

use super::Exact;
use super::decimal::Decimal;
use super::interval::{Bound, Interval};

/// What the letters of a template stand for, for one stated number.
#[derive(Clone, Debug)]
pub(crate) struct Widths {
    n: Exact,
    q: Exact,
    w: Exact,
    u: Exact,
}

impl Widths {
    /// n is the number; q the place of its last digit that is not zero (a 5 at
    /// the end that is not the only digit counts as five of that place); w the
    /// lesser of q/2 and a tenth of n; u the lesser of q/2 and a twentieth of n.
    /// For counts w and u are at least 1.
    pub(crate) fn of(number: &Decimal, count: bool) -> Widths {
        let place = number.last_place();
        let five = number.last_digit() == 5 && number.significant_digits() > 1;
        let q = if five {
            &place * &Exact::from(5i64)
        } else {
            place
        };
        Widths::new(number.to_exact(), q, count)
    }

    /// The same for a share in percent, with the place of its first digit as q.
    pub(crate) fn of_share(percent: &Exact) -> Widths {
        let mut q = Exact::from(100i64);
        while q > *percent && !percent.is_zero() {
            q = &q / &Exact::from(10i64);
        }
        Widths::new(percent.clone(), q, false)
    }

    fn new(n: Exact, q: Exact, count: bool) -> Widths {
        let half = &q * &Exact::ratio(1, 2);
        let size = n.abs();
        let width = |part: Exact| {
            let width = (&size * &part).min(half.clone());
            if count { width.max(Exact::ONE) } else { width }
        };
        let (w, u) = (width(Exact::ratio(1, 10)), width(Exact::ratio(1, 20)));
        Widths { n, q, w, u }
    }
}

/// One end: a constant and a multiple of each letter.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    constant: Exact,
    factors: [Exact; 4],
    open: bool,
}

const LETTERS: [char; 4] = ['n', 'q', 'w', 'u'];

impl Form {
    fn at(&self, widths: &Widths) -> Bound {
        let mut value = self.constant.clone();
        let letters = [&widths.n, &widths.q, &widths.w, &widths.u];
        for (factor, letter) in self.factors.iter().zip(letters) {
            if !factor.is_zero() {
                value = &value + &(factor * letter);
            }
        }
        Bound {
            value,
            open: self.open,
        }
    }

    fn is_constant(&self) -> bool {
        self.factors.iter().all(Exact::is_zero)
    }
}

/// An interval template; prints as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    text: Box<str>,
    low: Option<Form>,
    high: Option<Form>,
}

impl Template {
    /// Reads `[n-w, n+w]`, `(n, n+q]`, `[0, n)`, `(n, inf)`: an interval whose
    /// ends are sums of numbers and multiples of n, q, w, u.
    pub(crate) fn parse(text: &str) -> Result<Template, String> {
        let trimmed = text.trim();
        let shape = || "an interval is written like [n-w, n+w], (n, n+q] or [0, inf)".to_owned();
        let low_open = match trimmed.chars().next() {
            Some('[') => false,
            Some('(') => true,
            _ => return Err(shape()),
        };
        let high_open = match trimmed.chars().next_back() {
            Some(']') => false,
            Some(')') => true,
            _ => return Err(shape()),
        };
        let inner = trimmed.get(1..trimmed.len() - 1).ok_or_else(shape)?;
        let (low, high) = inner.split_once(',').ok_or_else(shape)?;
        if high.contains(',') {
            return Err("an interval has two ends; write numbers without separators".to_owned());
        }
        let template = Template {
            text: trimmed.into(),
            low: form(low, low_open, true)?,
            high: form(high, high_open, false)?,
        };
        if !template.holds_something() {
            return Err(format!("nothing lies in {trimmed}"));
        }
        Ok(template)
    }

    /// Whether the stated number takes part.
    pub(crate) fn needs_number(&self) -> bool {
        [&self.low, &self.high]
            .into_iter()
            .flatten()
            .any(|form| !form.is_constant())
    }

    /// The interval for a stated number. Where the ends cross, as those of
    /// `[0, n)` do for a number below zero, the constant end is dropped; if both
    /// depend on the number, it stands for itself.
    pub(crate) fn at(&self, widths: &Widths) -> Interval {
        let low = self.low.as_ref().map(|form| form.at(widths));
        let high = self.high.as_ref().map(|form| form.at(widths));
        let constant = |form: &Option<Form>| form.as_ref().is_some_and(Form::is_constant);
        match Interval::new(low.clone(), high.clone()) {
            Some(interval) => interval,
            None if constant(&self.low) => Interval { low: None, high },
            None if constant(&self.high) => Interval { low, high: None },
            None => Interval::point(widths.n.clone()),
        }
    }

    /// The interval of a template without letters.
    pub(crate) fn constant(&self) -> Interval {
        self.at(&Widths::of(&Decimal::ZERO, false))
    }

    /// The template as written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether every number allowed here is allowed there, on sample numbers.
    pub(crate) fn lies_within(&self, other: &Template) -> bool {
        samples().all(|widths| other.at(&widths).contains_interval(&self.at(&widths)))
    }

    fn holds_something(&self) -> bool {
        samples().all(|widths| {
            let end = |form: &Option<Form>| form.as_ref().map(|form| form.at(&widths));
            Interval::new(end(&self.low), end(&self.high)).is_some()
        })
    }
}

/// Widths of ordinary numbers, to try a template on.
fn samples() -> impl Iterator<Item = Widths> {
    [7i128, 24, 600, 3983, 25_000, 1_000_000]
        .into_iter()
        .map(|n| Widths::of(&Decimal::whole(n), true))
}

fn form(text: &str, open: bool, lower: bool) -> Result<Option<Form>, String> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '_' && *c != '*')
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let sign = if lower { "-" } else { "" };
    let plain = compact.strip_prefix('+').unwrap_or(&compact);
    for infinity in ["inf", "∞"] {
        if plain.strip_prefix(sign) == Some(infinity) {
            return if open {
                Ok(None)
            } else {
                Err(format!(
                    "an infinite end is open: write {}",
                    if lower { "(-inf" } else { "inf)" }
                ))
            };
        }
    }
    let mut result = Form {
        constant: Exact::ZERO,
        factors: [Exact::ZERO, Exact::ZERO, Exact::ZERO, Exact::ZERO],
        open,
    };
    if compact.is_empty() {
        return Err("an end of the interval is missing".to_owned());
    }
    for term in terms(&compact) {
        let (negative, body) = match term.strip_prefix(['+', '-']) {
            Some(body) => (term.starts_with('-'), body),
            None => (false, term),
        };
        let letter = LETTERS.iter().position(|letter| body.ends_with(*letter));
        let digits = match letter {
            Some(_) => &body[..body.len() - 1],
            None => body,
        };
        let factor = match (digits, letter) {
            ("", Some(_)) => Decimal::whole(1),
            _ => Decimal::parse(digits)
                .filter(|number| number.coefficient >= 0)
                .ok_or_else(|| {
                    format!("`{body}` is neither a number nor a multiple of n, q, w or u")
                })?,
        };
        let factor = if negative { factor.negated() } else { factor }.to_exact();
        let place = match letter {
            Some(letter) => &mut result.factors[letter],
            None => &mut result.constant,
        };
        *place = &*place + &factor;
    }
    Ok(Some(result))
}

/// Splits `n-2w+1` before each sign.
fn terms(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().skip(1);
        let first = rest.chars().next()?;
        let cut = chars
            .find(|(_, c)| matches!(c, '+' | '-'))
            .map_or(rest.len(), |(at, _)| at);
        let cut = cut.max(first.len_utf8());
        let (term, tail) = rest.split_at(cut);
        rest = tail;
        Some(term)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(template: &str, n: &str, count: bool) -> String {
        let number = Decimal::parse(n).unwrap();
        Template::parse(template)
            .unwrap()
            .at(&Widths::of(&number, count))
            .to_string()
    }

    #[test]
    fn widths() {
        // n, then q, w, u for counts
        for (n, q, w, u) in [
            ("4000", "1,000", "400", "200"),
            ("600", "100", "50", "30"),
            ("25000", "5,000", "2,500", "1,250"),
            ("500", "100", "50", "25"),
            ("3983", "1", "1", "1"),
            ("5", "1", "1", "1"),
            ("0", "1", "1", "1"),
            ("65000", "5,000", "2,500", "2,500"),
        ] {
            for (letter, expected) in [("q", q), ("w", w), ("u", u)] {
                assert_eq!(
                    at(&format!("[{letter}, {letter}]"), n, true),
                    expected,
                    "{letter} of {n}"
                );
            }
        }
        assert_eq!(at("[w, w]", "12.5", false), "0.25");
        assert_eq!(at("[w, w]", "20", false), "2");
    }

    #[test]
    fn templates() {
        for (template, n, expected) in [
            ("[n-w, n+w]", "600", "[550, 650]"),
            ("[n−2w, n+2w]", "600", "[500, 700]"),
            ("(n, n+q]", "600", "(600, 700]"),
            ("(n, inf)", "600", "(600, ∞)"),
            ("[0, n)", "600", "[0, 600)"),
            ("(-inf, n)", "600", "(-∞, 600)"),
            ("[24, 99]", "600", "[24, 99]"),
            ("[0.9n, 1.1 * n]", "600", "[540, 660]"),
            ("[n-1, n+q+1]", "600", "[599, 701]"),
            ("[0, n)", "-5", "(-∞, -5)"),
            ("[0, n]", "0", "0"),
        ] {
            assert_eq!(at(template, n, true), expected, "{template} of {n}");
        }
    }

    #[test]
    fn what_is_no_template() {
        for text in [
            "",
            "[",
            "[]",
            "n",
            "[n]",
            "[n, x]",
            "[1,2,3]",
            "[n-w; n+w]",
            "[n+w, n-w]",
            "(n, n]",
            "[n, inf]",
            "[-inf, n]",
            "(inf, n]",
            "[n--w, n]",
            "[2 3n, n]é",
            "[٣, n]",
            "[,]",
        ] {
            let message = Template::parse(text).unwrap_err();
            assert!(!message.is_empty() && !message.ends_with('.'), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in r"[\[(]?[nqwu0-9+\-*−., é∞inf]{0,14}[\])]?", any in ".*") {
            for text in [text, any] {
                if let Ok(template) = Template::parse(&text) {
                    let again = Template::parse(template.text());
                    prop_assert_eq!(again, Ok(template));
                }
            }
        }

        #[test]
        fn never_empty(n in -100_000i128..100_000, scale in 0u8..3, count in any::<bool>()) {
            let widths = Widths::of(&Decimal { coefficient: n, scale }, count);
            for text in ["[n-w, n+w]", "[n-u, n)", "(n, n+2u]", "[0, n)", "[0, n]", "(n, inf)"] {
                let interval = Template::parse(text).unwrap().at(&widths);
                prop_assert!(Interval::new(interval.low.clone(), interval.high.clone()).is_some());
            }
        }
    }
}
