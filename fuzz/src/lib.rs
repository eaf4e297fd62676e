//! What the fuzz targets share: the audit of a claim file as the program does it, with
//! every report rendered.

use crossfoot::checks::{self, Asked};
use crossfoot::dossier::{self, Dossier, Input, SourceId, TextCopy};
use crossfoot::findings::{Collected, Filter, Finding, Judging, Report, Severities};
use crossfoot::output::{Format, Style, render};
use crossfoot::quantity::Day;

/// Loads a claim file, with name and words of the text that its sources copy.
pub fn load(bytes: Vec<u8>, copy: Option<(&str, &str)>) -> Dossier {
    let input = Input {
        name: "crossfoot.yaml".to_owned(),
        bytes,
        is_settings: true,
        named: true,
        unreadable: None,
    };
    let mut loaded = dossier::load(vec![input]);
    if let Some((name, text)) = copy {
        let file = loaded.files.add(name.to_owned(), text.to_owned(), 0);
        for at in 0..loaded.sources.len() {
            if loaded.sources[at].text.is_some() {
                let source = SourceId::from(at);
                loaded.texts.push(TextCopy { source, file });
            }
        }
    }
    loaded
}

/// Audits, renders the report in every format, and gives what was found.
pub fn audit(dossier: &mut Dossier) -> Vec<Finding> {
    let today = Day::parse("2026-01-01").expect("a day");
    let asked = Asked {
        today: Some(today),
        relations: true,
        redundant: true,
        singly: false,
    };
    let outcome = checks::audit(dossier, asked);
    let severities = Severities::new(Default::default(), true);
    let ids: Vec<&str> = dossier.claims.iter().map(|claim| &*claim.id).collect();
    let collected = Collected {
        files: 1,
        claims: ids.len(),
        counts: outcome.counts,
        findings: outcome.findings,
        relations: outcome.relations,
        ..Collected::default()
    };
    let judging = Judging {
        acceptances: &dossier.accepts,
        claim_ids: &ids,
        today,
        severities: &severities,
        filter: &Filter::default(),
        most: None,
    };
    let report = Report::new(collected, &judging, &dossier.files);
    let style = Style {
        show_passed: true,
        ..Style::default()
    };
    for (format, _, _) in Format::all() {
        std::hint::black_box(render(format, &report, &dossier.files, &style));
    }
    report.findings
}
