//! Snapshots: the canned findings in every format, as people and programs see
//! them, and laws that hold for all of them.

use crate::findings::{Finding, Report, canned};
use crate::output::escape::is_hostile;
use crate::output::{Format, Style, render, summary_line};
use crate::text::SourceMap;

mod all_formats;

fn shown(format: Format, style: &Style) -> String {
    let (sources, report) = canned::full_report();
    render(format, &report, &sources, style)
}

const ALL: Style = Style {
    color: false,
    ascii: false,
    width: 100,
    show_passed: true,
};

#[test]
fn text() {
    insta::assert_snapshot!(shown(Format::Text, &ALL));
}

#[test]
fn text_ascii_narrow() {
    let style = Style {
        ascii: true,
        width: 60,
        ..Style::default()
    };
    let text = shown(Format::Text, &style);
    // The canned texts themselves hold these two.
    let decoration: String = text.chars().filter(|c| !"×−".contains(*c)).collect();
    assert!(decoration.is_ascii(), "{decoration}");
    insta::assert_snapshot!(text);
}

#[test]
fn concise() {
    insta::assert_snapshot!(shown(Format::Concise, &Style::default()));
}

#[test]
fn json() {
    insta::assert_snapshot!(shown(Format::Json, &ALL));
}

#[test]
fn jsonl() {
    insta::assert_snapshot!(shown(Format::Jsonl, &ALL));
}

#[test]
fn sarif() {
    insta::assert_snapshot!(shown(Format::Sarif, &ALL));
}

#[test]
fn github() {
    insta::assert_snapshot!(shown(Format::Github, &ALL));
}

#[test]
fn gitlab() {
    insta::assert_snapshot!(shown(Format::Gitlab, &ALL));
}

#[test]
fn junit() {
    insta::assert_snapshot!(shown(Format::Junit, &ALL));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(shown(Format::Markdown, &ALL));
}

#[test]
fn an_empty_report() {
    let (sources, mut report) = canned::report_of(vec![]);
    let style = Style::default();
    assert_eq!(render(Format::Concise, &report, &sources, &style), "");
    insta::assert_snapshot!(render(Format::Text, &report, &sources, &style), @"no findings; 2 of 4 relations checked: 1 holds (1 only by rounding), 1 fails, 1 blocked, 1 not run; 6 claims from 3 sources in 3 files");
    report.summary = Default::default();
    report.summary.skipped_files = 2;
    report.summary.findings.hidden = 1;
    report.summary.relations.undecided = 2;
    insta::assert_snapshot!(summary_line(&report), @"no findings, 1 hidden by filters; no single relation to check; 2 groups of figures not decided: limit reached, not shown inconsistent; 0 claims from 0 sources in 0 files (2 without claims skipped)");
    insta::assert_snapshot!(
        "empty_json",
        render(Format::Json, &report, &sources, &style)
    );
}

#[test]
fn json_keeps_the_contract() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/report.schema.json")).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a valid JSON Schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema that compiles");
    let check = |report: &Report, sources: &SourceMap, style: &Style| {
        let text = render(Format::Json, report, sources, style);
        let document = serde_json::from_str(&text).expect("JSON");
        let problems: Vec<String> = validator
            .iter_errors(&document)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{problems:#?}\n{text}");
        document
    };
    let (sources, report) = canned::full_report();
    let with = check(&report, &sources, &ALL);
    assert_eq!(with["relations"].as_array().map(Vec::len), Some(4));
    let without = check(&report, &sources, &Style::default());
    assert!(without.get("relations").is_none());
    let (sources, empty) = canned::report_of(vec![]);
    check(&empty, &sources, &ALL);
    let (sources, known) = canned::baselined_report();
    let known = check(&known, &sources, &ALL);
    assert_eq!(known["findings"][1]["status"], "baselined");
    assert_eq!(known["baseline"]["fixed"][0]["check"], "rule-broken");

    // And the schema refuses what is not in it.
    let mut extra = with.clone();
    extra["findings"][0]["worksheet"]["computed"]["low"] = 3984.into();
    assert!(!validator.is_valid(&extra), "figures are strings");
    let mut extra = with;
    extra["findings"][0]["internal"] = true.into();
    assert!(!validator.is_valid(&extra), "no unknown fields");
}

#[test]
fn a_baseline_marks_and_lists() {
    let (sources, report) = canned::baselined_report();
    let style = Style::default();
    insta::assert_snapshot!(render(Format::Concise, &report, &sources, &style), @r#"
claims/2024-05-ministry.yaml:7:12: error[parts-do-not-sum] 3,209 + 775 = 3,984, stated 3,983 (off by 1)
claims/2025-03-commission.yaml:7:12: warning[sources-disagree] 3,983 (commission) against 3,890 (State Security Service); in the baseline
"#);
    insta::assert_snapshot!(crate::output::summary_remarks(&report).join("\n"), @r#"
1 finding is gone from the baseline audit/base.json; `--write-baseline audit/base.json` beside `--baseline` takes it out:
- claims/2025-09-caliber.yaml: error[rule-broken] nearly 4,000 > 2 × 775 − more than 600
"#);
    let text = render(Format::Text, &report, &sources, &style);
    let end = text.find("baselined[").map(|at| &text[at..]).unwrap_or("");
    insta::assert_snapshot!(end, @r#"
baselined[sources-disagree]: claims/2025-03-commission.yaml:7:12: 3,983 (commission) against 3,890 (State Security Service)

1 finding is gone from the baseline audit/base.json; `--write-baseline audit/base.json` beside
`--baseline` takes it out:
- claims/2025-09-caliber.yaml: error[rule-broken] nearly 4,000 > 2 × 775 − more than 600
1 error, 1 in the baseline; 2 of 4 relations checked: 1 holds (1 only by rounding), 1 fails, 1 blocked, 1 not run; 6 claims from 3 sources in 3 files
"#);
}

#[test]
fn hostile_text_is_escaped_in_every_format() {
    for (format, name, _) in Format::all() {
        let out = shown(format, &ALL);
        let left: Vec<char> = out
            .chars()
            .filter(|&c| c != '\n' && is_hostile(c))
            .collect();
        assert!(left.is_empty(), "{name}: {left:?}");
        assert!(out.ends_with('\n'), "{name}");
    }
}

#[test]
fn json_keeps_hostile_text_whole() {
    let (sources, report) = canned::report_of(vec![canned::hostile()]);
    let text = render(Format::Json, &report, &sources, &ALL);
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let message = document["findings"][0]["message"].as_str();
    assert_eq!(message, Some(report.findings[0].message.as_str()));
}

#[test]
fn colour_is_only_added() {
    let style = Style { color: true, ..ALL };
    let colored = shown(Format::Text, &style);
    assert!(colored.contains("\u{1b}["));
    let stripped = anstream::adapter::strip_str(&colored).to_string();
    assert_eq!(stripped, shown(Format::Text, &ALL));
    for (format, _, _) in Format::all().filter(|known| known.0 != Format::Text) {
        assert_eq!(shown(format, &style), shown(format, &ALL));
    }
}

#[test]
fn formats_have_names() {
    for (format, name, about) in Format::all() {
        assert_eq!(Format::named(name), Some(format));
        assert_eq!(format.name(), name);
        assert!(!about.is_empty());
    }
    assert_eq!(Format::named("yaml"), None);
}

#[test]
fn many_places_are_shortened() {
    let (sources, finding) = canned::parts_do_not_sum();
    let span = finding.locations[1].span;
    let finding = (0..20).fold(finding, |f: Finding, n| f.related(span, format!("{n}")));
    let (_, report) = canned::report_of(vec![(canned::sources(), finding)]);
    let text = render(Format::Text, &report, &sources, &Style::default());
    assert!(
        text.contains("= note: and 13 more: claims/2024-05-ministry.yaml:12:21, "),
        "{text}"
    );
}
