//! A table that was exported reads back as the same claims, and its audit finds the
//! same: for the curated claims, the examples, the fixtures, and dossiers full of
//! hostile texts made at random.

use crossfoot::dossier::{Dossier, Quote};
use crossfoot::export::{Exporter, How, TableFormat, Wanted};
use crossfoot::figures::Figures;

use crate::harness::{Audit, assert_none, files, folder, folders, read, texts};

const WAYS: [(&str, How); 3] = [
    (
        "figures.csv",
        How {
            format: TableFormat::Csv,
            keep_formulas: false,
        },
    ),
    (
        "figures.csv",
        How {
            format: TableFormat::Csv,
            keep_formulas: true,
        },
    ),
    (
        "figures.json",
        How {
            format: TableFormat::Json,
            keep_formulas: false,
        },
    ),
];

/// The table of a dossier.
fn table(dossier: &Dossier, how: How) -> String {
    let figures = Figures::of(dossier);
    let mut out = Vec::new();
    let table = Exporter::new(&figures, &Wanted::default());
    assert_eq!(table.unwritable, []);
    table.write(how, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A claim file without its claims and sources: what remains is the codebook.
fn codebook(text: &str) -> String {
    let mut kept = String::new();
    let mut keep = true;
    for line in text.lines() {
        let key = line.split(':').next().unwrap_or_default();
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase());
        if is_key && line.len() > key.len() {
            keep = !["claims", "source", "sources"].contains(&key);
        }
        if keep && !line.starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The claims in their order.
fn order(dossier: &Dossier) -> Vec<String> {
    let claims = dossier.claims.iter();
    claims.map(|claim| claim.id.to_string()).collect()
}

/// Everything that a claim says, in words that do not depend on the file it stands in.
fn facts(dossier: &Dossier) -> Vec<String> {
    let figures = Figures::of(dossier);
    let book = &dossier.codebook;
    let codes = |codes: &[(crossfoot::dossier::DimensionId, crossfoot::dossier::CodeId)]| {
        let mut names: Vec<String> = (codes.iter())
            .map(|&(d, c)| format!("{:?}={:?}", book.dimension(d).id, book.code(d, c).id))
            .collect();
        names.sort();
        names.join(",")
    };
    let quote = |quote: &Option<Quote>| {
        let quote = quote.as_ref();
        quote.map(|q| (q.exact.clone(), q.prefix.clone(), q.suffix.clone()))
    };
    let mut facts = Vec::new();
    for claim in &dossier.claims {
        let source = dossier.source(claim.source);
        let intervals = figures.intervals_of(claim);
        let value = claim.value.as_ref();
        let more = claim.more.as_deref();
        facts.push(format!(
            "claim {:?}: {}[{}]{:?} of {:?} by {:?}, {:?} {:?}, value {:?} {:?} {:?} {:?}, {} {:?}, quote {:?}, {:?} {:?}",
            claim.id,
            book.measure(claim.measure).id,
            codes(&claim.codes),
            more.map(|more| more.readings.iter().map(|one| codes(one)).collect::<Vec<_>>()).filter(|all| !all.is_empty()),
            source.id,
            dossier.speakers.name(claim.speaker),
            claim.when.window,
            claim.when.origin,
            value.map(|value| &value.printed),
            value.map(|value| (value.is_missing(), value.is_change(), value.is_percent(), value.unit.clone())),
            intervals,
            claim.unreadable,
            figures.name_of(&figures.cell_of(claim)),
            claim.basis,
            quote(&claim.quote),
            claim.state,
            more.map(|more| (
                more.revises.as_ref().map(|id| &id.value),
                &more.reason,
                &more.note,
                more.change_since.as_ref().map(|since| &since.value),
            )).filter(|more| *more != (None, &None, &None, None)),
        ));
        facts.push(format!(
            "source {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            source.id,
            source.title,
            dossier.speakers.name(source.publisher),
            source.via,
            source.published.as_ref().map(|at| &at.value),
            source.as_of.as_ref().map(|at| &at.value),
            source.url,
            source.archived,
            source.text.as_ref().map(|at| &at.value),
            source.edition_of,
            source.status,
            source.trust,
            source.rounding,
            source.number_format,
            source.rounded_to,
        ));
    }
    for breakdown in &dossier.breakdowns {
        let id = |claim| dossier.claim(claim).id.clone();
        if breakdown.parts.is_empty() {
            continue;
        }
        facts.push(format!(
            "breakdown of {:?} by {:?}: {:?} {:?} {:?} {:?} {:?}",
            id(breakdown.whole),
            breakdown.by.map(|by| &book.dimension(by).id),
            breakdown.kind,
            breakdown.missing,
            breakdown.complete,
            breakdown
                .parts
                .iter()
                .map(|&part| id(part))
                .collect::<Vec<_>>(),
            quote(&breakdown.quote),
        ));
    }
    facts.sort();
    facts.dedup();
    facts
}

/// What an audit finds, but for the places. Notes on keys that files hold are told once
/// a file, and say where.
fn findings(audit: &Audit) -> Vec<String> {
    let mut found: Vec<String> = (audit.report.findings.iter())
        .map(|finding| {
            format!(
                "{} {:?} {:?} {} {}",
                finding.check,
                finding.severity,
                finding.claims,
                finding.message,
                crossfoot::findings::fingerprint(finding),
            )
        })
        .collect();
    found.sort();
    found
}

/// What is lost on the way out and back.
fn differences(name: &str, book: &[(String, String)], before: &Audit) -> Vec<String> {
    let mut complaints = Vec::new();
    for (file, how) in WAYS {
        let text = table(&before.dossier, how);
        let all = (book.iter().map(|(name, text)| (&**name, &**text))).chain([(file, &*text)]);
        let after = texts(all, true);
        let same = [
            ("facts", facts(&before.dossier), facts(&after.dossier)),
            ("order", order(&before.dossier), order(&after.dossier)),
            ("findings", findings(before), findings(&after)),
            (
                "second export",
                vec![text],
                vec![table(&after.dossier, how)],
            ),
        ];
        for (what, before, after) in same {
            if before == after {
                continue;
            }
            let lost = before.iter().filter(|fact| !after.contains(fact));
            let new = after.iter().filter(|fact| !before.contains(fact));
            let lost = lost.map(|fact| format!("{name} ({file}, {what}) - {fact}"));
            let new = new.map(|fact| format!("{name} ({file}, {what}) + {fact}"));
            complaints.push(format!("{name} ({file}): {what}"));
            complaints.extend(lost.chain(new));
        }
    }
    complaints
}

fn round_trip(path: &str) -> Vec<String> {
    let before = folder(path, true);
    let names = files(path);
    let yaml = names.iter().filter(|name| name.ends_with(".yaml"));
    let book: Vec<(String, String)> = yaml
        .map(|name| (name.clone(), codebook(&read(&format!("{path}/{name}")))))
        .filter(|(_, text)| text.lines().any(|line| !line.trim().is_empty()))
        .collect();
    differences(path, &book, &before)
}

#[test]
fn the_curated_claims_and_the_examples_come_back() {
    let mut complaints = round_trip("claims");
    for name in folders("examples") {
        complaints.extend(round_trip(&format!("examples/{name}")));
    }
    assert_none(&complaints);
}
