//! Tests of the writer: what stands in the table of small dossiers.

use super::*;
use crate::dossier::{CodeId, DimensionId, Input, load};
use crate::figures::Figures;

/// A dossier with almost everything that a claim can say.
const FULL: &str = "\
publishers:
  office: {name: Relief Office, aliases: [The Office]}
sources:
  first:
    publisher: the office
    published: 2025-03-10
    title: \"=Report, the first\"
    trust: 3
    rounding: truncate
    rounded_to: 1000
    status: provisional
  second: {published: 2025-04}
dimensions:
  role:
    codes:
      all: {partition: [military, civilian]}
  source:
    codes:
      all: {partition: [seen, heard]}
measures:
  missing: {type: count}
  money: {type: amount}
claims:
  - measure: missing
    source: first
    value: {best: 4000, low: 3800, high: 4300}
    as_of: 2025-03-01~
    quote: {exact: \"about 4,000\\nare\\u202emissing\", prefix: \"says: \"}
    note: \"'=1+1\"
    breakdowns:
      - by: role
        quote: {exact: both, suffix: of them}
        missing: zero
        parts:
          military: 3,209
          civilian: more than 700
      - kind: subsets
        parts:
          role=military: {value: 3, id: three}
  - id: later
    measure: missing
    source: second
    where: {source: seen}
    attributed_to: Somebody
    value: \"+7\"
    change: {since: 2025-03-01}
    revises: three
    reason: a slip
    state: superseded
    basis: counted
    readings: [{}, {role: military, source: heard}]
  - {measure: money, source: first, value: \"-2.5\", period: 2025}
  - {measure: money, source: second, value: one in three}
  - {measure: money, source: second, value: 1.2 million}
  - {measure: missing, source: second, value: n/a}
";

fn export(text: &str, how: How, change: impl FnOnce(&mut Wanted)) -> String {
    let dossier = load(vec![Input {
        name: "all.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
        is_settings: false,
        named: true,
        unreadable: None,
    }]);
    assert!(
        dossier
            .problems
            .iter()
            .all(|p| p.severity != crate::text::Severity::Error),
        "{:?}",
        dossier.problems
    );
    let figures = Figures::of(&dossier);
    let mut wanted = Wanted::default();
    change(&mut wanted);
    let table = Exporter::new(&figures, &wanted);
    assert_eq!(table.unwritable, []);
    let mut out = Vec::new();
    table.write(how, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn csv(text: &str) -> String {
    export(text, CSV, |_| {})
}

const CSV: How = How {
    format: TableFormat::Csv,
    keep_formulas: false,
};
const JSON: How = How {
    format: TableFormat::Json,
    keep_formulas: false,
};

#[test]
fn a_small_table_has_few_columns() {
    let text = "source: {id: ministry, published: 2024-05-02}\nclaims:\n  - measure: missing\n    value: 3,983\n    breakdowns: [{by: role, parts: {military: \"3,209\", civilian: 774}}]\n";
    assert_eq!(
        csv(text),
        "id,measure,role,value,as_of,source,part_of,by,published,cell,low,high\r\n\
         ministry/missing,missing,,\"3,983\",,ministry,,,2024-05-02,missing,3983,3983\r\n\
         ministry/missing[role=military],missing,military,\"3,209\",,ministry,ministry/missing,role,2024-05-02,missing[role=military],3209,3209\r\n\
         ministry/missing[role=civilian],missing,civilian,774,,ministry,ministry/missing,role,2024-05-02,missing[role=civilian],774,774\r\n"
    );
}

#[test]
fn everything_a_claim_can_say_is_written() {
    insta::assert_snapshot!("everything_csv", csv(FULL).replace('\u{202e}', "<U+202E>"));
    insta::assert_snapshot!("everything_json", export(FULL, JSON, |_| {}));
}

#[test]
fn formulas_stay_where_that_is_asked() {
    let kept = export(
        FULL,
        How {
            keep_formulas: true,
            ..CSV
        },
        |_| {},
    );
    assert!(kept.contains("\"=Report, the first\""), "{kept}");
    assert!(kept.contains(",+7,"), "{kept}");
    assert!(csv(FULL).contains("\"'=Report, the first\""));
    // Marked all the same, for the import takes one apostrophe away.
    assert!(kept.contains(",''=1+1,"), "{kept}");
}

#[test]
fn filters_leave_no_part_without_its_whole() {
    let whole = export(FULL, CSV, |wanted| {
        wanted.sources = vec!["second".to_owned()];
    });
    assert_eq!(whole.lines().count(), 5, "{whole}");
    let parts = export(FULL, CSV, |wanted| {
        wanted.measures = vec!["missing".to_owned()];
        // The first dimension that is declared, and its first part.
        wanted.codes = vec![(DimensionId(0), CodeId(1))];
    });
    assert!(!parts.contains("part_of"), "{parts}");
    assert_eq!(parts.lines().count(), 3, "{parts}");
}

#[test]
fn a_breakdown_with_parts_left_out_says_so() {
    let text = "dimensions:\n  role: {codes: {all: {partition: [military, civilian]}}}\nclaims:\n  - {measure: missing, where: {role: military}, value: 9, breakdowns: [{by: site, parts: {grave: 4, field: 5}}, {by: role, parts: {civilian: 1, military: 8}}]}\n";
    let text = text.replace(
        "dimensions:\n",
        "dimensions:\n  site: {codes: {all: {partition: [grave, field]}}}\n",
    );
    let military = export(&text, CSV, |wanted| {
        wanted.codes = vec![(DimensionId(1), CodeId(1))];
    });
    let mut reader = ::csv::Reader::from_reader(military.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |name: &str| -> Vec<&str> {
        let at = header.iter().position(|known| known == name).unwrap();
        rows.iter().map(|row| &row[at]).collect()
    };
    assert_eq!(column("partial"), ["", "", "", "true"], "{military}");
    assert_eq!(column("breakdown"), ["", "1", "1", "2"], "{military}");
}

#[test]
fn sources_that_share_an_id_are_told_apart() {
    let input = |name: &str, text: &str| Input {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        is_settings: false,
        named: true,
        unreadable: None,
    };
    let dossier = load(vec![
        input(
            "x/a.yaml",
            "source: {title: One}\nclaims: [{measure: m, value: 1}]\n",
        ),
        input(
            "y/a.yaml",
            "source: {title: Two}\nclaims: [{measure: m, value: 2}]\n",
        ),
    ]);
    let figures = Figures::of(&dossier);
    let table = Exporter::new(&figures, &Wanted::default());
    let mut out = Vec::new();
    table.write(CSV, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("a/m,m,1,,a,One"), "{text}");
    assert!(text.contains("a/m#2,m,2,,a#2,Two"), "{text}");
}
