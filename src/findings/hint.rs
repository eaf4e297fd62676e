//! A hint: a pattern that may explain a finding, which a person has to look into. It
//! changes neither the verdict nor the severity, the exit status or the fingerprint.

/// A pattern seen beside a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// Id of the pattern, such as `scope-swap`.
    pub pattern: &'static str,
    /// One sentence without a full stop, shown as `hint:`.
    pub message: String,
    /// Ids of the claims that the pattern rests on, the most important first.
    pub claims: Vec<String>,
    /// How much it says, where that can be measured.
    pub score: Option<Score>,
}

/// The evidence for a hint: an exact figure and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    /// A decimal number.
    pub value: String,
    /// What it counts: `bits`, `digits`.
    pub unit: &'static str,
}

impl Hint {
    /// A hint that rests on no claim and has no score yet.
    pub fn new(pattern: &'static str, message: impl Into<String>) -> Self {
        Self {
            pattern,
            message: message.into(),
            claims: Vec::new(),
            score: None,
        }
    }

    /// The same, resting on these claims.
    pub fn on(mut self, claims: impl IntoIterator<Item = String>) -> Self {
        self.claims.extend(claims);
        self
    }

    /// The same with its evidence: `hint.scored("18", "bits")`.
    pub fn scored(mut self, value: impl ToString, unit: &'static str) -> Self {
        let value = value.to_string();
        self.score = Some(Score { value, unit });
        self
    }
}
