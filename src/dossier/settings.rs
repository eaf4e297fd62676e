//! Settings of a dossier, from its `crossfoot.yaml`.

use std::path::PathBuf;

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
    /// From which severity on findings make the exit status 1, if that is said.
    pub fail_on: Option<FailsFrom>,
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
    /// The format of the report, by name; which names there are is not known here.
    pub format: Option<Spanned<String>>,
    /// A further folder with copies of texts, from the dossier's root.
    pub texts: Option<Spanned<PathBuf>>,
    /// Whether what is only counted otherwise is reported.
    pub pedantic: Option<bool>,
    /// Whether warnings about the configuration are errors.
    pub strict: Option<bool>,
    /// The wordings that `hedges` overrides.
    pub hedge_words: Vec<Spanned<String>>,
    /// Where the value of each key stands that is written and could be read.
    pub places: IndexMap<&'static str, Span>,
}

/// From which severity on findings fail an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailsFrom {
    /// From this one on.
    Severity(Severity),
    /// None does.
    Never,
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
            format: None,
            texts: None,
            pedantic: None,
            strict: None,
            hedge_words: Vec::new(),
            places: IndexMap::new(),
        }
    }
}
