//! What goes wrong while reading: the raw form of an input finding.

use super::Span;

/// How serious a finding is (`docs/checks/` gives the policy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A difference that scope, rounding, date or a small revision explains.
    Note,
    /// Like with like disagrees across sources or dates.
    Warning,
    /// A source contradicts itself, or the input cannot be taken as meant.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in a file and what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words, shown beside the caret; may be empty.
    pub text: String,
}

impl Label {
    /// A labelled place.
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }
}

/// A problem met while reading input; becomes a finding of the check it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Check id, such as `unknown-field`.
    pub check: &'static str,
    /// The check's severity here.
    pub severity: Severity,
    /// One sentence without a full stop.
    pub message: String,
    /// Where the caret goes.
    pub primary: Label,
    /// Other places that matter, such as the first of two duplicate keys.
    pub related: Vec<Label>,
    /// What to do next, one line each.
    pub help: Vec<String>,
}

impl Problem {
    /// A problem of severity error with the caret on `span`.
    pub fn error(check: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            check,
            severity: Severity::Error,
            message: message.into(),
            primary: Label::new(span, ""),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// The same with severity note.
    pub fn note(check: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(check, span, message)
        }
    }

    /// The same with severity warning.
    pub fn warning(check: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(check, span, message)
        }
    }

    /// Puts words beside the caret.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds a second place.
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label::new(span, text));
        self
    }

    /// Adds a line that says what to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}
