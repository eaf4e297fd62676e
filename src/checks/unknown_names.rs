//! Settings that name a check that does not exist: a warning, since a later
//! version may know it.

use crate::dossier::Dossier;
use crate::findings::Finding;
use crate::text::{Severity, suggest};

use super::CHECKS;

/// One finding for each name in `settings.severity` that is no check's.
pub(super) fn run(dossier: &Dossier, findings: &mut Vec<Finding>) {
    for (name, setting) in &dossier.settings.severity {
        if super::find(name).is_some() {
            continue;
        }
        let message = format!("`{name}` is not the name of a check");
        let mut finding = Finding::new("unknown-field", Severity::Warning, setting.span, message);
        finding.locations[0].label = "has no effect".to_owned();
        if let Some(near) = suggest::nearest(name, CHECKS.iter().map(|check| check.id)) {
            finding.help.push(format!("did you mean `{near}`?"));
        }
        finding
            .help
            .push("`crossfoot explain --list` lists all checks".to_owned());
        findings.push(finding);
    }
}
