//! For tests of checks: a dossier from YAML texts, audited, and its findings in
//! a form that is easy to compare.

use crate::dossier::{self, Dossier, Input};
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
            unreadable: None,
        })
        .collect();
    dossier::load(inputs)
}

/// Audits a dossier; its own problems are among the findings.
pub(crate) fn audit(files: &[(&str, &str)]) -> Vec<Finding> {
    super::audit(&mut dossier(files), super::Asked::default()).findings
}

/// The codebook of [`lines`]: one measure of each sort over time, two trees, and
/// texts of three speakers, `a` and `c` of one.
pub(crate) const CODEBOOK: &str = "
measures:
  counted: {type: count, over_time: cumulative}
  settled: {type: count, over_time: event, growth_note: 1%}
  present: {type: count, over_time: stock}
  monthly: {type: count, over_time: flow}
  freed: {type: count, over_time: cumulative}
dimensions:
  sex: {codes: {all: {partition: [men, women]}}}
  age: {codes: {all: {disjoint: [children, elderly]}}}
  war: {codes: {all: {partition: [first, second]}}}
publishers:
  one: {name: One}
  two: {name: Two}
  three: {name: Three}
sources:
  a: {publisher: one, published: 2025-04-01}
  b: {publisher: two, published: 2025-04-02}
  c: {publisher: one, published: 2025-04-03}
  d: {publisher: three, published: 2025-04-04}
  same-day: {publisher: one, published: 2025-04-01}
  draft: {publisher: one, published: 2025-03-30, status: provisional}
  late: {publisher: two, published: 2025-05}
  undated: {publisher: three}
";

/// Audits claims written as `source cell date value | further fields`, the date
/// `-` where the claim states none: `a counted[sex=women] 2025-03-01 over 600`.
pub(crate) fn lines(rows: &[&str]) -> Vec<Finding> {
    let mut text = "claims:\n".to_owned();
    for row in rows {
        let (row, more) = row.split_once('|').unwrap_or((row, ""));
        let words: Vec<&str> = row.trim().splitn(4, ' ').collect();
        let [source, cell, date, value] = words[..] else {
            panic!("{row}");
        };
        let (measure, codes) = cell.split_once('[').unwrap_or((cell, "]"));
        let codes = codes.trim_end_matches(']').replace('=', ": ");
        let when = match date {
            "-" => String::new(),
            date => format!(", as_of: {date}"),
        };
        let more = match more.trim() {
            "" => String::new(),
            more => format!(", {more}"),
        };
        text.push_str(&format!(
            "  - {{source: {source}, measure: {measure}, where: {{{codes}}}{when}, value: \"{value}\"{more}}}\n"
        ));
    }
    let mut findings = audit(&[("crossfoot.yaml", CODEBOOK), ("claims.yaml", &text)]);
    // Neither quotations nor what is not built yet are the matter here.
    findings.retain(|finding| {
        let aside = ["no-quote", "no-date", "not-applied", "date-order"];
        let input = ["invalid", "unknown", "missing", "duplicate"];
        let is_input = input.iter().any(|start| finding.check.starts_with(start));
        assert!(!is_input, "{}: {}", finding.check, finding.message);
        !aside.contains(&finding.check)
    });
    findings
}

/// Check and severity of what claims lead to, see [`lines`] and [`kinds`].
pub(crate) fn kinds_of(rows: &[&str]) -> Vec<String> {
    kinds(&lines(rows))
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
