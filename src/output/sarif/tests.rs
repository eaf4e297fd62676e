//! SARIF logs against the published schema, and the parts that code scanning reads.

use serde_json::Value;

use crate::findings::{Report, Status, canned, fingerprint};
use crate::output::{Format, Style, render};
use crate::text::{Home, SourceMap};

fn log(report: &Report, sources: &SourceMap) -> Value {
    let schema: Value = serde_json::from_str(include_str!(
        "../../../tests/fixtures/schemas/sarif-2.1.0.json"
    ))
    .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema that compiles");
    let text = render(Format::Sarif, report, sources, &Style::default());
    let log = serde_json::from_str(&text).expect("JSON");
    let problems: Vec<String> = validator
        .iter_errors(&log)
        .map(|problem| format!("{}: {problem}", problem.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{problems:#?}\n{text}");
    log
}

#[test]
fn keeps_to_the_published_schema() {
    let (sources, report) = canned::full_report();
    let log = log(&report, &sources);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), report.findings.len());
    for (result, finding) in results.iter().zip(&report.findings) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(result["ruleId"], finding.check);
        assert_eq!(result["level"], finding.severity.name());
        let prints = &result["partialFingerprints"];
        assert_eq!(prints["crossfootFingerprint/v1"], fingerprint(finding));
        assert!(result.get("baselineState").is_none());
        let related = result["relatedLocations"].as_array();
        let numbers: Vec<u64> = (related.into_iter().flatten())
            .map(|place| place["id"].as_u64().expect("a number"))
            .collect();
        assert_eq!(numbers.len(), finding.locations.len() - 1);
        assert!(numbers.iter().copied().eq(1..=numbers.len() as u64));
    }
    let (sources, empty) = canned::report_of(vec![]);
    self::log(&empty, &sources);

    // The schema refuses what is not in it.
    let mut wrong = log;
    wrong["runs"][0]["results"][0]["level"] = "fatal".into();
    let schema: Value = serde_json::from_str(include_str!(
        "../../../tests/fixtures/schemas/sarif-2.1.0.json"
    ))
    .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema that compiles");
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn accepted_and_known_findings_say_so() {
    let (sources, mut report) = canned::full_report();
    let accepted = (report.findings.iter())
        .position(|f| matches!(f.status, Status::Accepted(_)))
        .expect("an accepted finding");
    let plain = log(&report, &sources);
    let suppressions = &plain["runs"][0]["results"][accepted]["suppressions"];
    assert_eq!(suppressions[0]["status"], "accepted");
    assert_eq!(
        suppressions[0]["justification"],
        "the commission confirmed the fall on 2 October 2025"
    );
    report.findings[0].status = Status::Baselined;
    report.baseline = canned::baselined_report().1.baseline;
    let log = log(&report, &sources);
    let notes = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    let gone = notes[0]["message"]["text"].as_str().unwrap_or_default();
    assert!(
        gone.starts_with("1 finding is gone from the baseline"),
        "{gone}"
    );
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results[0]["baselineState"], "unchanged");
    assert_eq!(results[1]["baselineState"], "new");
    for (at, result) in results.iter().enumerate() {
        let count = result["suppressions"].as_array().map(Vec::len);
        assert_eq!(count, Some(usize::from(at == accepted)));
    }
}

#[test]
fn files_are_relative_to_the_repository() {
    let mut sources = SourceMap::default();
    for name in [
        "a b.yaml",
        "../x.yaml",
        "../../out.yaml",
        "/srv/é.yaml",
        "<stdin>",
    ] {
        sources.add(name.into(), "a: 1\n".into(), 0);
    }
    sources.set_home(Home {
        folder: "data".into(),
        web: None,
    });
    let (_, report) = canned::report_of(vec![]);
    let log = log(&report, &sources);
    let artifacts = log["runs"][0]["artifacts"].as_array().expect("artifacts");
    let uris: Vec<(&str, bool)> = (artifacts.iter())
        .map(|artifact| {
            let location = &artifact["location"];
            let uri = location["uri"].as_str().expect("an address");
            (uri, location["uriBaseId"] == "%SRCROOT%")
        })
        .collect();
    assert_eq!(
        uris,
        [
            ("data/a%20b.yaml", true),
            ("x.yaml", true),
            ("../../out.yaml", false),
            ("file:///srv/%C3%A9.yaml", false),
            ("%3Cstdin%3E", false)
        ]
    );
}

#[test]
fn places_count_characters_and_bytes() {
    let (sources, report) = canned::report_of(vec![canned::hostile()]);
    let log = log(&report, &sources);
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let place = sources.place(report.findings[0].locations[0].span);
    assert_eq!(region["startColumn"], place.column);
    assert_eq!(region["endColumn"], place.end_column);
    assert_eq!(region["byteOffset"], place.start_byte);
    assert_eq!(region["byteLength"], place.end_byte - place.start_byte);
    assert_ne!(
        u64::from(place.end_column - place.column),
        place.end_byte - place.start_byte,
        "the canned text has long characters"
    );
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
}
