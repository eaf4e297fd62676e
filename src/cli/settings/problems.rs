//! What is wrong with the settings of a dossier: errors, with which nothing is audited,
//! and warnings, which `--strict` makes errors.

use super::super::args::CheckArgs;
use super::Effective;
use crate::checks;
use crate::dossier::Dossier;
use crate::findings::{Finding, INPUT_CHECKS};
use crate::output::Format;
use crate::text::{Severity, Span, suggest};

/// What makes the settings of a dossier unusable under these arguments.
pub(in crate::cli) fn errors(dossier: &Dossier, args: &CheckArgs) -> Vec<Finding> {
    let mut errors = plain_errors(dossier);
    if Effective::of(&dossier.settings, args).strict.value {
        errors.extend(warnings(dossier).into_iter().map(|mut warning| {
            warning.severity = Severity::Error;
            let why = "warnings about the configuration are errors here (`strict`)";
            warning.notes.push(why.to_owned());
            warning
        }));
    }
    errors
}

/// What makes them unusable under any arguments.
pub(in crate::cli) fn plain_errors(dossier: &Dossier) -> Vec<Finding> {
    let Some(settings) = dossier.settings.span else {
        return Vec::new();
    };
    let problems = dossier.problems.iter().filter(|problem| {
        problem.severity == Severity::Error
            && INPUT_CHECKS.contains(&problem.check)
            && is_within(problem.primary.span, settings)
    });
    let problems = problems.cloned().map(Finding::from);
    problems.chain(unknown_format(dossier)).collect()
}

/// What is doubtful about them.
pub(in crate::cli) fn warnings(dossier: &Dossier) -> Vec<Finding> {
    let Some(settings) = dossier.settings.span else {
        return Vec::new();
    };
    let mut found = checks::doubtful_names(dossier);
    found.retain(|finding| is_within(finding.locations[0].span, settings));
    found
}

fn is_within(span: Span, settings: Span) -> bool {
    span.file == settings.file && span.start >= settings.start && span.end <= settings.end
}

/// Formats are known to the program only, and not to the reader of settings.
fn unknown_format(dossier: &Dossier) -> Option<Finding> {
    let format = dossier.settings.format.as_ref()?;
    if Format::named(&format.value).is_some() {
        return None;
    }
    let message = format!("`{}` is not a known format", format.value);
    let mut finding = Finding::new("invalid-value", Severity::Error, format.span, message);
    let names: Vec<&str> = Format::all().map(|(_, name, _)| name).collect();
    finding.help.push(
        match suggest::nearest(&format.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of: {}", names.join(", ")),
        },
    );
    Some(finding)
}
