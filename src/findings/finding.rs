//! A finding: a plain value that every renderer reads and none changes.

use crate::findings::{Derivation, Hint, Reading, Repair};
use crate::quantity::{Exact, Interval};
use crate::text::{Problem, Severity, Span};

/// Something the audit found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Check id, such as `parts-do-not-sum`.
    pub check: &'static str,
    /// How serious, before settings and after them.
    pub severity: Severity,
    /// New, or judged by a person.
    pub status: Status,
    /// Which intervals were used.
    pub basis: Basis,
    /// One sentence without a full stop.
    pub message: String,
    /// The arithmetic or the pair of figures in a few words, for one-line output.
    pub concise: String,
    /// Ids of the claims concerned, the most important first.
    pub claims: Vec<String>,
    /// Pairs of claim ids that conflict; an acceptance must cover each. A finding
    /// about a single claim names it twice.
    pub conflicts: Vec<(String, String)>,
    /// Ids of the sources concerned.
    pub sources: Vec<String>,
    /// Ids of the measures concerned, for `--measure`.
    pub measures: Vec<String>,
    /// The relation or cell, in the notation of rules; part of the fingerprint.
    pub subject: String,
    /// What the figures of a joint contradiction stand for, by claim; only for the
    /// fingerprint.
    pub stated: Vec<(String, Interval)>,
    /// Places in the files, the primary one first.
    pub locations: Vec<Location>,
    /// The sum, where there is one.
    pub worksheet: Option<Worksheet>,
    /// Every figure compared, in divergences.
    pub figures: Vec<FigureRow>,
    /// The working, where several relations make the conflict together.
    pub derivation: Option<Box<Derivation>>,
    /// What open wordings may count, and what follows from each reading.
    pub readings: Vec<Reading>,
    /// What would repair it, where that was searched for. For programs; people read it
    /// in `help`, see [`repair_help`](crate::findings::repair_help).
    pub repairs: Vec<Repair>,
    /// The figure that nobody prints and that would tell the repairs apart, in the
    /// notation of rules; people read it in `help`.
    pub settled_by: Option<String>,
    /// Further facts, one sentence each, shown as `note:`.
    pub notes: Vec<String>,
    /// What to do next, one sentence each, shown as `help:`.
    pub help: Vec<String>,
    /// Patterns that may explain it, shown as `hint:`; they change nothing else.
    pub hints: Vec<Hint>,
}

/// Whether a person has judged a finding already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody has.
    New,
    /// An `accept:` entry covers it, for this reason.
    Accepted(String),
    /// An earlier report, kept as a baseline, holds it already.
    Baselined,
}

/// Which intervals a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What the words exclude.
    Hard,
    /// How the words are usually read.
    Plausible,
}

/// A place in a file that a finding points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Primary or related.
    pub role: Role,
    /// Where.
    pub span: Span,
    /// A few words beside the caret; may be empty.
    pub label: String,
}

/// What a location is to its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Where the caret goes; each finding has exactly one, and it comes first.
    Primary,
    /// Another place that takes part.
    Related,
}

/// The sum that was checked: `stated` against `computed`.
#[derive(Clone, Debug)]
pub struct Worksheet {
    /// The relation as people write it: `killed = military + civilian`.
    pub relation: String,
    /// The terms on the computed side.
    pub terms: Vec<Term>,
    /// What the terms add up to.
    pub computed: Interval,
    /// The stated side.
    pub stated: Term,
    /// How the two sides should compare: `=`, `<=`, `>=`, `<`, `>` (stated first).
    pub comparison: &'static str,
    /// Stated minus computed.
    pub difference: Interval,
    /// The same between the numbers as printed, where every figure prints one.
    pub printed_difference: Option<Exact>,
    /// What the terms add up to as printed, likewise.
    pub printed_computed: Option<Exact>,
    /// The scale word that all figures are printed with.
    pub scale: Option<Scale>,
    /// The largest difference that wording and rounding allow on this side; 0 where all
    /// figures are exact.
    pub allowed: Exact,
    /// Why that much is allowed: "all figures are exact", "figures are rounded to 0.1 million".
    pub allowed_because: String,
}

/// How all figures of a worksheet are printed: in billions, or in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The word or sign after the number: `billion`, `%`.
    pub word: String,
    /// What one of it stands for.
    pub size: Exact,
}

impl Scale {
    /// Whether it stands for percent.
    pub fn is_percent(&self) -> bool {
        self.word == "%"
    }
}

/// One term of a worksheet.
#[derive(Clone, Debug)]
pub struct Term {
    /// Claim id; empty for a constant.
    pub claim: String,
    /// Short name to show: `military`.
    pub name: String,
    /// What it is multiplied by.
    pub coefficient: Exact,
    /// The figure as printed.
    pub printed: String,
    /// What the figure is a share of, as printed.
    pub of: Option<String>,
    /// What it can stand for, before the coefficient.
    pub interval: Interval,
}

/// One figure of a comparison between sources or dates.
#[derive(Clone, Debug)]
pub struct FigureRow {
    /// Claim id; empty for a figure that nobody printed.
    pub claim: String,
    /// The cell, in the notation of rules; shown when rows differ in it.
    pub cell: String,
    /// Source id.
    pub source: String,
    /// Who speaks.
    pub publisher: String,
    /// The date the figure is about, as written.
    pub as_of: Option<String>,
    /// Whether that date was inferred from the date of publication.
    pub as_of_inferred: bool,
    /// When it was published, as written.
    pub published: Option<String>,
    /// How far it stands: `provisional`, `final` or `superseded`, where that is said.
    pub status: Option<&'static str>,
    /// The figure as printed, or as it would be.
    pub printed: String,
    /// How a figure that nobody printed follows: `3,990 - 6`, or `by 3 steps`.
    pub derived: Option<String>,
    /// Ids of the claims that a derived figure rests on; empty for a printed one.
    pub from: Vec<String>,
    /// Whether it only stands beside the others: without it the finding is the same.
    pub aside: bool,
    /// What it can stand for.
    pub interval: Interval,
    /// Difference to the first row, where both are comparable.
    pub difference: Option<Interval>,
}

/// The outcome of one relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The sides meet.
    Holds,
    /// They cannot.
    Fails,
    /// It could not be decided: one term has two values.
    Blocked,
    /// It was not tried: something it needs is missing.
    NotRun,
}

/// One relation that was looked at, for `--show-passed`.
#[derive(Clone, Debug)]
pub struct RelationRecord {
    /// The relation as people write it.
    pub relation: String,
    /// The source, or several joined by commas.
    pub source: String,
    /// The outcome.
    pub verdict: Verdict,
    /// Why it is blocked or was not run.
    pub cause: Option<String>,
    /// Ids of the claims in it.
    pub claims: Vec<String>,
    /// Where the stated side stands.
    pub span: Span,
}

impl Finding {
    /// A new finding on hard intervals with one place and nothing else.
    pub fn new(
        check: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        Self {
            check,
            severity,
            status: Status::New,
            basis: Basis::Hard,
            concise: message.clone(),
            message,
            claims: Vec::new(),
            conflicts: Vec::new(),
            sources: Vec::new(),
            measures: Vec::new(),
            subject: String::new(),
            stated: Vec::new(),
            locations: vec![Location {
                role: Role::Primary,
                span,
                label: String::new(),
            }],
            worksheet: None,
            figures: Vec::new(),
            derivation: None,
            readings: Vec::new(),
            repairs: Vec::new(),
            settled_by: None,
            notes: Vec::new(),
            help: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Says that the first claim conflicts with each of the others; a single claim
    /// is named twice.
    pub fn first_against_others(&mut self) {
        let Some((first, others)) = self.claims.split_first() else {
            return;
        };
        let pair = |other: &String| (first.clone(), other.clone());
        self.conflicts = match others {
            [] => vec![pair(first)],
            others => others.iter().map(pair).collect(),
        };
    }

    /// Adds a related place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.locations.push(Location {
            role: Role::Related,
            span,
            label: label.into(),
        });
        self
    }
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Self {
        let mut finding = Finding::new(
            problem.check,
            problem.severity,
            problem.primary.span,
            problem.message,
        );
        finding.locations[0].label = problem.primary.text;
        finding.help = problem.help;
        problem.related.into_iter().fold(finding, |finding, label| {
            finding.related(label.span, label.text)
        })
    }
}
