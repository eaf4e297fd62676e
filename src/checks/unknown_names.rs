//! Settings and acceptances that name a check that does not exist: a warning,
//! since a later version may know it.

use crate::dossier::{Dossier, SeverityOverride};
use crate::findings::{Finding, INPUT_CHECKS};
use crate::text::{Severity, Span, suggest};

use super::CHECKS;

/// The same, by itself.
pub(crate) fn doubtful_names(dossier: &Dossier) -> Vec<Finding> {
    let mut findings = Vec::new();
    run(dossier, &mut findings);
    findings
}

/// One finding for each name in `settings.severity` and in `accept` that is no
/// check's.
pub(super) fn run(dossier: &Dossier, findings: &mut Vec<Finding>) {
    let settings = dossier.settings.severity.iter();
    let settings = settings.map(|(name, setting)| (name.as_str(), setting.span));
    let accepts = dossier.accepts.iter();
    let accepts = accepts.filter_map(|entry| entry.check.as_ref());
    let accepts = accepts.map(|check| (check.value.as_str(), check.span));
    for (name, span) in settings.chain(accepts) {
        if super::find(name).is_none() {
            findings.push(unknown(name, span));
        }
    }
    // These give notes too, which may be switched off.
    let notes = [
        "not-applied",
        "unknown-measure",
        "unknown-dimension",
        "unknown-code",
    ];
    for (name, setting) in &dossier.settings.severity {
        let input = INPUT_CHECKS.contains(&name.as_str()) && !notes.contains(&name.as_str());
        if input && setting.value == SeverityOverride::Off {
            findings.push(not_off(dossier, name, setting.span));
        }
    }
}

fn not_off(dossier: &Dossier, name: &str, span: Span) -> Finding {
    // The setting that this is about must not switch it off.
    let is_off = |check: &&str| {
        let setting = dossier.settings.severity.get(*check);
        setting.is_some_and(|setting| setting.value == SeverityOverride::Off)
    };
    let speaks = ["invalid-value", "unknown-field"];
    let (check, severity) = match speaks.into_iter().find(|check| !is_off(check)) {
        Some(check) => (check, Severity::Warning),
        None => ("invalid-value", Severity::Error),
    };
    let message = format!("`{name}` cannot be switched off: what is not read is not audited");
    let mut finding = Finding::new(check, severity, span, message);
    finding.locations[0].label = "has no effect on errors".to_owned();
    finding
        .help
        .push("mend the input, or leave the file out with `exclude`".to_owned());
    finding
}

fn unknown(name: &str, span: Span) -> Finding {
    let message = format!("`{name}` is not the name of a check");
    let mut finding = Finding::new("unknown-field", Severity::Warning, span, message);
    finding.locations[0].label = "has no effect".to_owned();
    if let Some(near) = suggest::nearest(name, CHECKS.iter().map(|check| check.id)) {
        finding.help.push(format!("did you mean `{near}`?"));
    }
    let help = "`crossfoot explain --list` lists all checks";
    finding.help.push(help.to_owned());
    finding
}
