//! Settings and acceptances that name a check that does not exist: a warning,
//! since a later version may know it.

use crate::dossier::Dossier;
use crate::findings::Finding;
use crate::text::{Severity, Span, suggest};

use super::CHECKS;

/// One finding for each name in `settings.severity` and in `accept` that is no
/// check's.
pub(super) fn run(dossier: &Dossier, findings: &mut Vec<Finding>) {
    let settings = dossier.settings.severity.iter();
    let settings = settings.map(|(name, setting)| (name.as_str(), setting.span));
    let accepts = dossier.accepts.iter();
    let accepts = accepts.map(|entry| (entry.check.value.as_str(), entry.check.span));
    for (name, span) in settings.chain(accepts) {
        if super::find(name).is_none() {
            findings.push(unknown(name, span));
        }
    }
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
