//! Intervals in words, for sentences and tables that people read: `6,500 to
//! 7,500`, `601 or more`. The notation with brackets is `Display`.

use super::{Bound, Interval};
use crate::quantity::{Exact, group};

impl Interval {
    /// The interval in words; empty where it says nothing.
    pub fn words(&self) -> String {
        self.words_with(&group)
    }

    /// The same with numbers shown by `number`.
    pub fn words_with(&self, number: &dyn Fn(&Exact) -> String) -> String {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.value == high.value => number(&low.value),
            (Some(low), Some(high)) => {
                let (from, to) = (number(&low.value), number(&high.value));
                match (low.open, high.open) {
                    (false, false) => format!("{from} to {to}"),
                    (false, true) => format!("{from} to less than {to}"),
                    (true, false) => format!("more than {from}, up to {to}"),
                    (true, true) => format!("more than {from}, less than {to}"),
                }
            }
            (Some(low), None) if low.open => format!("more than {}", number(&low.value)),
            (Some(low), None) => format!("{} or more", number(&low.value)),
            (None, Some(high)) if high.open => format!("less than {}", number(&high.value)),
            (None, Some(high)) => format!("{} or less", number(&high.value)),
            (None, None) => String::new(),
        }
    }

    /// A difference in words: `at least 383 less`, `+2 to +1,700`. `signed` shows
    /// a number with its sign, `plain` without.
    pub fn difference_words(
        &self,
        signed: &dyn Fn(&Exact) -> String,
        plain: &dyn Fn(&Exact) -> String,
    ) -> String {
        let by = |end: &Bound, direction: &str| {
            let how = if end.open { "more than" } else { "at least" };
            format!("{how} {} {direction}", plain(&end.value.abs()))
        };
        let positive = |end: &Bound| !end.value.is_negative() && !end.value.is_zero();
        match (&self.low, &self.high) {
            (Some(low), None) if positive(low) => by(low, "more"),
            (None, Some(high)) if high.value.is_negative() => by(high, "less"),
            _ => self.words_with(signed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(value: i64, open: bool) -> Option<Bound> {
        let value = Exact::from(value);
        Some(Bound { value, open })
    }

    fn between(low: Option<Bound>, high: Option<Bound>) -> Interval {
        Interval { low, high }
    }

    #[test]
    fn intervals_read_as_words() {
        let words = |low, high| between(low, high).words();
        assert_eq!(words(end(6500, false), end(7500, false)), "6,500 to 7,500");
        assert_eq!(words(end(601, false), None), "601 or more");
        assert_eq!(words(end(2, true), None), "more than 2");
        assert_eq!(words(None, end(39, false)), "39 or less");
        assert_eq!(words(None, end(39, true)), "less than 39");
        assert_eq!(words(end(7, false), end(7, false)), "7");
        assert_eq!(words(end(7, true), end(9, false)), "more than 7, up to 9");
        assert_eq!(words(end(7, false), end(9, true)), "7 to less than 9");
        assert_eq!(words(None, None), "");
    }

    #[test]
    fn differences_say_their_direction() {
        let signed = |value: &Exact| match value.is_negative() {
            true => group(value),
            false => format!("+{}", group(value)),
        };
        let words = |low, high| between(low, high).difference_words(&signed, &group);
        assert_eq!(words(None, end(-383, false)), "at least 383 less");
        assert_eq!(words(end(5, true), None), "more than 5 more");
        assert_eq!(words(end(-479, false), None), "-479 or more");
        assert_eq!(words(end(2, false), end(1700, false)), "+2 to +1,700");
        assert_eq!(words(None, None), "");
    }
}
