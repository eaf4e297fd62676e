//! Code actions for findings: repairing a slip of transcription where only one repair is
//! possible, and accepting. Both are changes of text that the person sees and may undo.

use std::ops::Range;

use lsp_types::{CodeActionKind, CodeActionParams, Diagnostic, NumberOrString};
use serde_json::{Value, json};

use super::accepting;
use super::positions::Lines;
use super::state::{Place, State};
use super::transcription;
use crate::findings::{Finding, INPUT_CHECKS, Status};
use crate::output::shorten;

/// The widest title.
const WIDTH: usize = 100;

/// What can be done about the findings in a range.
pub(super) fn actions(
    state: &State<'_>,
    place: &Place<'_>,
    params: &CodeActionParams,
) -> Option<Vec<Value>> {
    let wanted = |only: &Vec<CodeActionKind>| {
        let quickfix = CodeActionKind::QUICKFIX;
        only.iter()
            .any(|kind| *kind == quickfix || kind.as_str().is_empty())
    };
    if !params.context.only.as_ref().is_none_or(wanted) {
        return None;
    }
    let lines = Lines::of(&place.document.text, state.encoding);
    let skipped = place.document.skipped();
    let asked = lines.bytes(params.range);
    let asked = asked.start.saturating_sub(skipped)..asked.end.saturating_sub(skipped);
    let mut actions = Vec::new();
    for finding in &place.loaded.report.findings {
        let touches = finding.locations.iter().any(|location| {
            let span = location.span;
            span.file == place.file
                && span.start as usize <= asked.end
                && asked.start <= span.end as usize
        });
        if touches {
            actions.extend(repair(place, &lines, finding, params));
            actions.extend(accept(place, &lines, finding, params));
        }
    }
    Some(actions)
}

/// Writes the figure as the quotation has it.
fn repair(
    place: &Place<'_>,
    lines: &Lines<'_>,
    finding: &Finding,
    params: &CodeActionParams,
) -> Option<Value> {
    let repair = transcription::repair(&place.loaded.dossier, finding)?;
    if repair.span.file != place.file {
        return None;
    }
    let title = format!("Write {}, as the quotation says", repair.printed);
    let bytes = repair.span.start as usize..repair.span.end as usize;
    let mut action = action(
        place,
        lines,
        finding,
        params,
        &title,
        (bytes, &repair.written),
    );
    action["isPreferred"] = true.into();
    Some(action)
}

/// Adds an entry under `accept:` that waits for its reason.
fn accept(
    place: &Place<'_>,
    lines: &Lines<'_>,
    finding: &Finding,
    params: &CodeActionParams,
) -> Option<Value> {
    let input = INPUT_CHECKS.contains(&finding.check);
    if finding.status != Status::New || input {
        return None;
    }
    let source = &place.loaded.dossier.files.file(place.file).text;
    let (at, text) = accepting::insertion(source, finding)?;
    let title = format!(
        "Accept {}: add an entry and give the reason there",
        finding.check
    );
    let edit = (at..at, text.as_str());
    Some(action(place, lines, finding, params, &title, edit))
}

fn action(
    place: &Place<'_>,
    lines: &Lines<'_>,
    finding: &Finding,
    params: &CodeActionParams,
    title: &str,
    (bytes, text): (Range<usize>, &str),
) -> Value {
    let skipped = place.document.skipped();
    let range = lines.range(bytes.start + skipped..bytes.end + skipped);
    let about: Vec<&Diagnostic> = (params.context.diagnostics.iter())
        .filter(|known| {
            let code = NumberOrString::String(finding.check.to_owned());
            known.code.as_ref() == Some(&code) && known.message.starts_with(&first_words(finding))
        })
        .collect();
    let uri = &place.document.uri;
    json!({
        "title": shorten(title, WIDTH, false),
        "kind": "quickfix",
        "diagnostics": about,
        "edit": {"changes": {uri: [{"range": range, "newText": text}]}},
    })
}

/// How the message of a finding's diagnostic begins.
fn first_words(finding: &Finding) -> String {
    let words: String = finding.message.chars().take(20).collect();
    crate::output::escape(&words).into_owned()
}
