//! For tests of checks: a dossier from YAML texts, audited, and its findings in
//! a form that is easy to compare.

use crate::dossier::{self, Dossier, Input};
use crate::figures::Figures;
use crate::findings::Finding;

/// Loads a dossier. The first file is its `crossfoot.yaml` if its name says so.
pub(crate) fn dossier(files: &[(&str, &str)]) -> Dossier {
    let inputs = files
        .iter()
        .map(|(name, text)| Input {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
            is_settings: *name == "crossfoot.yaml",
            named: true,
        })
        .collect();
    dossier::load(inputs)
}

/// Audits a dossier; its own problems are among the findings.
pub(crate) fn audit(files: &[(&str, &str)]) -> Vec<Finding> {
    let dossier = dossier(files);
    let figures = Figures::of(&dossier);
    super::run(&figures, super::Asked::default()).findings
}

/// Audits one file and gives the findings of one check.
pub(crate) fn found(check: &str, text: &str) -> Vec<Finding> {
    let mut findings = audit(&[("claims.yaml", text)]);
    for finding in &findings {
        let input = finding.check.starts_with("invalid") || finding.check.starts_with("unknown");
        assert!(!input || finding.check == check, "{}", finding.message);
    }
    findings.retain(|finding| finding.check == check);
    findings
}

/// Check and severity of each finding, in order: `warning sources-disagree`.
pub(crate) fn kinds(findings: &[Finding]) -> Vec<String> {
    let mut kinds: Vec<String> = findings
        .iter()
        .map(|finding| format!("{:?} {}", finding.severity, finding.check).to_lowercase())
        .collect();
    kinds.sort();
    kinds
}
