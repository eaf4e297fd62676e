//! Settings of a dossier, from its `crossfoot.yaml`.

use indexmap::IndexMap;

use crate::quantity::Exact;
use crate::quantity::NumberFormat;
use crate::quantity::hedge::HedgeTable;
use crate::text::{Severity, Span, Spanned};

/// What `settings:` may say.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where they stand, if anywhere.
    pub span: Option<Span>,
    /// Severity of checks, by id, over their own.
    pub severity: IndexMap<String, Spanned<SeverityOverride>>,
    /// The least severity that makes the exit status 1; `None`: what the command line says.
    pub fail_on: Option<Severity>,
    /// How hedges are read.
    pub hedges: HedgeTable,
    /// Patterns of files that are not read, as in ignore files.
    pub exclude: Vec<Spanned<String>>,
    /// Whether the plausible layer is checked.
    pub plausible: bool,
    /// Amounts are rounded to this unit unless their source says otherwise.
    pub rounded_to: Option<Exact>,
    /// How sources write numbers unless they say otherwise.
    pub number_format: NumberFormat,
}

/// What a setting makes of a check's severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityOverride {
    /// Reported so.
    To(Severity),
    /// Not reported.
    Off,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            span: None,
            severity: IndexMap::new(),
            fail_on: None,
            hedges: HedgeTable::standard(),
            exclude: Vec::new(),
            plausible: true,
            rounded_to: None,
            number_format: NumberFormat::En,
        }
    }
}
