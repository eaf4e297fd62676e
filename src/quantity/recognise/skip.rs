//! Why a numeric expression is no figure of a statistic: the reasons by name.

use std::fmt;

use super::reasons::RULES;

/// A reason to skip a numeric expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// `1.`, `2)` at the start of a line, `[12]`.
    ListNumber,
    /// `10 March 2025`, `September 27`, `2025-03-10`.
    Date,
    /// `10:30`, `5 p.m.`
    Time,
    /// `+44 20 7946 0958`
    PhoneNumber,
    /// `v2.1`, `2.1.3`
    Version,
    /// `16 px`, `5 min read`, digits of a web address.
    PageDebris,
    /// `Resolution 1325`, `No. 5`
    DocumentNumber,
    /// `the 1949 Geneva Conventions`
    YearInName,
    /// `in 2014`, `1991–1994`, `the 1990s`
    Year,
    /// `Channel 4`, `COVID-19`, `G20`
    Name,
    /// `80th`, `third`
    Ordinal,
    /// `aged 65`, `12-year-old`
    Age,
    /// `44-day`, `30 years`
    Duration,
    /// `3-1`, `1/3`, `per 100,000`: another notation than that of one figure.
    Notation,
    /// `one should`, `the two countries`: a pronoun or a reference, no count.
    Wording,
}

impl Skip {
    /// Its name in JSON: `list-number`.
    pub fn id(self) -> &'static str {
        self.rule().id
    }

    /// What it means, a few words with an example.
    pub fn meaning(self) -> &'static str {
        self.rule().meaning
    }

    /// Whether the number may still be what a claim states: a claim of 30 years is
    /// evidenced by `30 years`, one of 10 not by `10 March`.
    pub fn may_be_claimed(self) -> bool {
        self.rule().may_be_claimed
    }

    fn rule(self) -> &'static super::reasons::Rule {
        RULES
            .iter()
            .find(|rule| rule.skip == self)
            .expect("every reason has a rule, as a test makes sure")
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// All reasons, the first that fits counts.
pub fn reasons() -> impl Iterator<Item = Skip> {
    RULES.iter().map(|rule| rule.skip)
}
