//! Severity settings: what `settings.severity` makes of each check, and which
//! checks stay silent unless asked for.

use std::collections::BTreeMap;

use crate::dossier::SeverityOverride;
use crate::findings::{Finding, Severity};

/// Checks about input that cannot be taken as meant. Their errors can neither
/// be switched off nor accepted: what was not read was not audited.
pub const INPUT_CHECKS: &[&str] = &[
    "invalid-yaml",
    "invalid-table",
    "unknown-field",
    "missing-field",
    "duplicate-key",
    "duplicate-id",
    "invalid-value",
    "invalid-date",
    "invalid-rule",
    "unknown-measure",
    "unknown-dimension",
    "unknown-code",
    "unknown-source",
    "not-applied",
    "contradictory-codebook",
];

/// Checks that speak only with `--pedantic`, or when a setting or `--only`
/// names them.
pub const PEDANTIC_CHECKS: &[&str] = &[
    "holds-only-by-rounding",
    "no-quote",
    "no-date",
    "redundant-rule",
];

/// The `severity` settings of a run, by check id.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    settings: BTreeMap<String, SeverityOverride>,
    pedantic: bool,
}

impl Severities {
    /// Settings by check id; `pedantic` lets the checks in [`PEDANTIC_CHECKS`] speak.
    pub fn new(settings: BTreeMap<String, SeverityOverride>, pedantic: bool) -> Self {
        Self { settings, pedantic }
    }

    /// Whether `off` may be set for this check.
    pub fn may_be_off(check: &str) -> bool {
        !INPUT_CHECKS.contains(&check)
    }

    /// The severity that a finding of `check` gets here, given its own; `None`
    /// when it is not to be reported. `asked` says that `--only` names the check.
    pub fn of(&self, check: &str, own: Severity, asked: bool) -> Option<Severity> {
        match self.settings.get(check) {
            Some(SeverityOverride::To(severity)) => Some(*severity),
            Some(SeverityOverride::Off) => {
                (own == Severity::Error && !Self::may_be_off(check)).then_some(own)
            }
            None if PEDANTIC_CHECKS.contains(&check) => (self.pedantic || asked).then_some(own),
            None => Some(own),
        }
    }

    /// Whether findings of a check would be reported at all, in some severity.
    pub fn wants(&self, check: &str, asked: &[String]) -> bool {
        let asked = asked.iter().any(|name| name == check);
        self.of(check, Severity::Note, asked).is_some()
    }

    /// Sets the severity of every finding and drops those that are off.
    pub fn apply(&self, findings: &mut Vec<Finding>, asked: &[String]) {
        findings.retain_mut(|finding| {
            let asked = asked.iter().any(|check| check == finding.check);
            match self.of(finding.check, finding.severity, asked) {
                Some(severity) => {
                    finding.severity = severity;
                    true
                }
                None => false,
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severities(settings: &[(&str, &str)], pedantic: bool) -> Severities {
        let settings = settings
            .iter()
            .map(|(check, name)| {
                let setting = match *name {
                    "error" => SeverityOverride::To(Severity::Error),
                    "warning" => SeverityOverride::To(Severity::Warning),
                    "note" => SeverityOverride::To(Severity::Note),
                    _ => SeverityOverride::Off,
                };
                (check.to_string(), setting)
            })
            .collect();
        Severities::new(settings, pedantic)
    }

    #[test]
    fn settings_raise_lower_and_silence() {
        let set = severities(
            &[
                ("parts-do-not-sum", "note"),
                ("base-shift", "error"),
                ("rule-broken", "off"),
            ],
            false,
        );
        let of = |check, own| set.of(check, own, false);
        assert_eq!(
            of("parts-do-not-sum", Severity::Error),
            Some(Severity::Note)
        );
        assert_eq!(of("base-shift", Severity::Note), Some(Severity::Error));
        assert_eq!(of("rule-broken", Severity::Error), None);
        assert_eq!(
            of("self-contradiction", Severity::Error),
            Some(Severity::Error)
        );
    }

    #[test]
    fn input_errors_stay_on_but_input_notes_can_go() {
        let set = severities(
            &[("unknown-measure", "off"), ("invalid-yaml", "off")],
            false,
        );
        assert_eq!(
            set.of("invalid-yaml", Severity::Error, false),
            Some(Severity::Error)
        );
        assert_eq!(set.of("unknown-measure", Severity::Note, false), None);
    }

    #[test]
    fn pedantic_checks_speak_when_asked() {
        let quiet = severities(&[], false);
        assert_eq!(quiet.of("no-quote", Severity::Note, false), None);
        assert_eq!(
            quiet.of("no-quote", Severity::Note, true),
            Some(Severity::Note)
        );
        let pedantic = severities(&[], true);
        assert_eq!(
            pedantic.of("no-date", Severity::Note, false),
            Some(Severity::Note)
        );
        let set = severities(&[("no-quote", "warning")], false);
        assert_eq!(
            set.of("no-quote", Severity::Note, false),
            Some(Severity::Warning)
        );
        let off = severities(&[("no-quote", "off")], true);
        assert_eq!(off.of("no-quote", Severity::Note, false), None);
    }
}
