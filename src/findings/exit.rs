//! The one place that decides the exit status of an audit.

use crate::findings::{Report, Severity};

/// From which severity on findings make the audit fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Errors only.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Note,
    /// No finding.
    Never,
}

impl FailOn {
    /// The words a setting or option can hold.
    pub const NAMES: [&'static str; 4] = ["error", "warning", "note", "never"];

    /// The value of that name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "error" => Self::Error,
            "warning" => Self::Warning,
            "note" => Self::Note,
            "never" => Self::Never,
            _ => return None,
        })
    }

    /// The least severity that fails, if any does.
    fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// 0, 1 (reported findings at or above `fail_on`) or 3 (no claims, and nothing
/// wrong). Accepted findings do not count. With `exit_zero` findings give 0, but
/// an audit of nothing is still 3. Status 2, the tool could not work, is not
/// decided here.
pub fn exit_status(report: &Report, fail_on: FailOn, exit_zero: bool) -> u8 {
    let counts = &report.summary.findings;
    let left_out = counts.hidden + counts.unchanged;
    if report.summary.claims == 0 && report.findings.is_empty() && left_out == 0 {
        return 3;
    }
    let failing = match fail_on.threshold() {
        None => 0,
        Some(Severity::Error) => counts.error,
        Some(Severity::Warning) => counts.error + counts.warning,
        Some(Severity::Note) => counts.error + counts.warning + counts.note,
    };
    u8::from(failing > 0 && !exit_zero)
}

/// The status of a run over several dossiers: findings in one are findings, and
/// only a run without a single claim is an audit of nothing.
pub fn combined_status(statuses: &[u8]) -> u8 {
    if statuses.contains(&1) {
        1
    } else if statuses.iter().all(|&status| status == 3) {
        3
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;

    #[test]
    fn fails_from_the_threshold_up() {
        let (_, warning) = canned::report_of(vec![canned::divergence()]);
        assert_eq!(exit_status(&warning, FailOn::Error, false), 0);
        assert_eq!(exit_status(&warning, FailOn::Warning, false), 1);
        assert_eq!(exit_status(&warning, FailOn::Note, false), 1);
        assert_eq!(exit_status(&warning, FailOn::Never, false), 0);
        assert_eq!(exit_status(&warning, FailOn::Note, true), 0);
        let (_, error) = canned::report_of(vec![canned::parts_do_not_sum()]);
        assert_eq!(exit_status(&error, FailOn::Error, false), 1);
    }

    #[test]
    fn accepted_findings_do_not_count() {
        let (_, report) = canned::report_of(vec![canned::accepted()]);
        assert_eq!(report.findings.len(), 1);
        assert_eq!(exit_status(&report, FailOn::Note, false), 0);
    }

    #[test]
    fn nothing_to_audit_is_three_unless_something_is_wrong() {
        let (_, mut empty) = canned::report_of(vec![]);
        assert_eq!(exit_status(&empty, FailOn::Error, false), 0);
        empty.summary.claims = 0;
        assert_eq!(exit_status(&empty, FailOn::Error, false), 3);
        assert_eq!(exit_status(&empty, FailOn::Never, true), 3);
        empty.summary.findings.hidden = 1;
        assert_eq!(exit_status(&empty, FailOn::Error, false), 0);
        let (_, mut broken) = canned::report_of(vec![canned::input_problem()]);
        broken.summary.claims = 0;
        assert_eq!(exit_status(&broken, FailOn::Error, false), 1);
    }

    #[test]
    fn findings_win_and_nothing_needs_everyone() {
        assert_eq!(combined_status(&[0, 3, 1]), 1);
        assert_eq!(combined_status(&[3, 0]), 0);
        assert_eq!(combined_status(&[3, 3]), 3);
        assert_eq!(combined_status(&[]), 3);
    }
}
