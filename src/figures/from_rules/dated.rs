//! A rule with `@previous` as it reads between two dates.

use std::fmt;

use crate::dossier::Rule;
use crate::dossier::expression::{Assertion, Form};

use super::RuleInstance;

/// A rule with dates in place of `@previous`, and periods in place of flows:
/// `held@2024-02-29 == held@2024-01-31 + arrivals@2024-02`.
#[derive(Clone, Debug)]
pub struct Dated {
    /// Both sides.
    pub assertion: Assertion,
    /// The same as a sum, where it is one.
    pub form: Form,
    /// Why it cannot run here, though figures are stated.
    pub cause: Option<String>,
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.assertion)
    }
}

impl RuleInstance {
    /// What is asserted here.
    pub fn expression<'a>(&'a self, rule: &'a Rule) -> &'a Assertion {
        match &self.dated {
            Some(dated) => &dated.assertion,
            None => &rule.expression,
        }
    }

    /// The same as a sum, where it is one.
    pub fn form<'a>(&'a self, rule: &'a Rule) -> &'a Form {
        match &self.dated {
            Some(dated) => &dated.form,
            None => &rule.form,
        }
    }

    /// The same as people read it.
    pub fn relation(&self, rule: &Rule) -> String {
        match &self.dated {
            Some(dated) => dated.to_string(),
            None => rule.assert.value.clone(),
        }
    }
}
