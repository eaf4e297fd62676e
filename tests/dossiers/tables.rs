//! Tables as they are audited: the order of their rows changes no verdict.

use crate::harness::texts;

const CODEBOOK: &str = "\
measures:
  missing: {type: count, over_time: cumulative}
  found: {type: count}
dimensions:
  role: {codes: {all: {partition: [military, civilian]}}}
  site: {codes: {all: {disjoint: [mass_grave, field]}}}
rules:
  found-among-missing: {assert: found <= missing, why: only the missing are looked for}
";

const HEADER: &str =
    "id,measure,role,site,value,as_of,source,publisher,published,part_of,by,kind,quote\n";

/// Sums that do not close, sources that disagree, a fall, a broken rule, a slip in a
/// quotation, and rows that cannot be read.
const ROWS: [&str; 14] = [
    "a,missing,,,\"3,983\",2024-05-01,one,Ministry,2024-05-02,,,,\"As many as 3,983\"\n",
    ",missing,military,,\"3,209\",2024-05-01,one,,,a,role,,\n",
    ",missing,civilian,,775,2024-05-01,one,,,a,role,,\n",
    "b,missing,,,\"3,990\",2024-05-01,two,Office,2024-05-03,,,,3890 people\n",
    "c,missing,,,\"3,900\",2024-06-01,three,Ministry,2024-06-02,,,,\n",
    ",missing,military,,\"3,209\",2024-06-01,three,,,c,role,,\n",
    ",missing,civilian,,7x4,2024-06-01,three,,,c,role,,\n",
    "d,found,,,\"4,100\",2024-06-01,three,,,,,,\n",
    ",found,,mass_grave,\"4,000\",2024-06-01,three,,,d,,subsets,\n",
    ",found,,field,\"4,200\",2024-06-01,three,,,d,,subsets,\n",
    ",found,,mass_grave,more than 600,2024-05-01,one,,,,,,\n",
    ",fuond,,,5,2024-05-01,one,,,,,,\n",
    ",found,,,5,2024-05-01\n",
    ",found,,,n/a,2024-05-01,two,,,nobody,,,\n",
];

/// Every finding in a form that does not say in which row it stands.
fn findings(rows: &[&str]) -> (Vec<String>, usize) {
    let table = format!("{HEADER}{}", rows.concat());
    let audit = texts([("crossfoot.yaml", CODEBOOK), ("table.csv", &table)], true);
    let findings = audit.report.findings.iter().map(|finding| {
        let mut claims = finding.claims.clone();
        claims.sort();
        let check = finding.check;
        format!(
            "{check} {:?} {} {claims:?}",
            finding.severity, finding.message
        )
    });
    let mut findings: Vec<String> = findings.collect();
    findings.sort();
    (findings, audit.dossier.claims.len())
}

#[test]
fn the_order_of_rows_changes_no_verdict() {
    let expected = findings(&ROWS);
    let has = |check: &str| expected.0.iter().any(|found| found.starts_with(check));
    for check in [
        "parts-do-not-sum",
        "part-exceeds-whole",
        "sources-disagree",
        "cumulative-decrease",
        "rule-broken",
        "value-not-in-quote",
        "invalid-value",
        "invalid-table",
        "unknown-measure",
    ] {
        assert!(has(check), "{check}: {:#?}", expected.0);
    }
    // Every step that visits all places comes by once.
    for step in [3, 5, 9, 11, 13] {
        for start in 0..ROWS.len() {
            let at = |number: usize| ROWS[(start + number * step) % ROWS.len()];
            let rows: Vec<&str> = (0..ROWS.len()).map(at).collect();
            assert_eq!(findings(&rows), expected, "from {start} by {step}");
        }
    }
}
