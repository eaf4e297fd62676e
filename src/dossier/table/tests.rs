//! Tests of tables as they are loaded: what their rows say, and what is wrong.

mod faults;
mod laws;
mod sources;

use super::{Content, TableInput};
use crate::dossier::claim_file::described;
use crate::dossier::{ClaimId, Dossier, Input, load, load_with_tables};
use crate::text::{Piece, Severity, SourceMap};

pub(super) fn dossier(files: &[(&str, &str)]) -> Dossier {
    let inputs = files.iter().map(|(name, text)| Input {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        is_settings: *name == "crossfoot.yaml",
        named: true,
        unreadable: None,
    });
    load(inputs.collect())
}

/// What each claim says, sorted.
pub(super) fn said(dossier: &Dossier) -> Vec<String> {
    let ids = (0..dossier.claims.len()).map(ClaimId::from);
    let mut all: Vec<String> = ids.map(|id| described(dossier, id)).collect();
    all.sort();
    all
}

/// The errors: check, text that the caret stands under, message, cell.
pub(super) fn errors(dossier: &Dossier) -> Vec<String> {
    let problems = dossier.problems.iter();
    let errors = problems.filter(|problem| problem.severity != Severity::Note);
    errors
        .map(|problem| {
            let span = problem.primary.span;
            let cell = dossier.files.cell(span);
            let cell = cell.map_or(String::new(), |cell| format!(" ({cell})"));
            let slice = dossier.files.slice(span);
            let help = problem.help.first().map_or("", String::as_str);
            let check = problem.check;
            format!("{check} `{slice}`{cell}: {}; {help}", problem.message)
        })
        .collect()
}

const CODEBOOK: &str = "\
measures:
  missing: {type: count}
  found: {type: count}
dimensions:
  role: {codes: {all: {partition: [military, civilian]}}}
  site: {codes: {all: {disjoint: [mass_grave]}}}
";

const LONG: &str = "\
id,measure,role,value,as_of,source,publisher,published,attributed_to,basis,quote,quote_prefix,note,part_of,by,breakdown_quote,readings,change_since
w,missing,,\"3,983\",2024-05-01,report,Ministry,2024-05-02,Minister,registered,\"As many as 3,983\",he said: ,\"two\nlines\",,,,,
m,missing,military,\"3,209*\",2024-05-01,report,,,Minister,registered,,,,w,role,\"3,209 and 774\",,
,missing,civilian,774,2024-05-01,report,,,Minister,registered,,,,w,role,,,
,found,,n/a,,report,,,,,,,,,,,site=all | site=mass_grave,
,found,,+7,2024-05-03,other,,2024-05-03,,,,,,,,,,2024-05-01
";

const SAME: &str = "\
sources:
  report: {publisher: Ministry, published: 2024-05-02}
  other: {published: 2024-05-03}
claims:
  - id: w
    measure: missing
    value: 3,983
    as_of: 2024-05-01
    source: report
    attributed_to: Minister
    basis: registered
    quote: {exact: As many as 3,983, prefix: \"he said:\"}
    note: \"two\\nlines\"
    breakdowns:
      - by: role
        quote: 3,209 and 774
        parts:
          military: {id: m, value: 3,209*}
          civilian: 774
  - {measure: found, value: n/a, source: report, readings: [{site: all}, {site: mass_grave}]}
  - {measure: found, value: +7, as_of: 2024-05-03, source: other, change: {since: 2024-05-01}}
";

#[test]
fn rows_say_what_claims_say() {
    let same = SAME.replace("id: m, value: 3,209*", "id: m, value: \"3,209*\"");
    let table = dossier(&[("crossfoot.yaml", CODEBOOK), ("a.csv", LONG)]);
    let yaml = dossier(&[("crossfoot.yaml", CODEBOOK), ("a.yaml", &same)]);
    assert_eq!(errors(&table), [""; 0]);
    assert_eq!(said(&table), said(&yaml));
    // The caret stands under the figure, not under its quotation marks.
    let spans = table.claims.iter().map(|claim| claim.place.value);
    let figures: Vec<&str> = spans.map(|span| table.files.slice(span)).collect();
    assert_eq!(figures, ["3,983", "3,209*", "774", "n/a", "+7"]);
}

#[test]
fn the_form_of_the_file_makes_no_difference() {
    let plain = "measure,role,value,source,published\nmissing,,5,s,2024\nmissing,military,3,s,\nmissing,civilian,2,s,\n";
    let expected = said(&dossier(&[("a.csv", plain)]));
    assert_eq!(expected.len(), 3);
    let quoted = "\"measure\",\"role\",\"value\",\"source\",\"published\"\n\"missing\",\"\",\" 5 \",\"s\",\"2024\"\nmissing, military ,3,s,\n\n\nmissing,civilian,2,s,,,\n,,,,\n";
    for text in [
        plain.replace('\n', "\r\n"),
        plain.replace('\n', "\r"),
        plain.replace(',', ";"),
        plain.replace(',', "\t"),
        format!("\u{feff}{plain}"),
        plain.trim_end().to_owned(),
        quoted.to_owned(),
    ] {
        let read = dossier(&[("a.csv", &text)]);
        assert_eq!(errors(&read), [""; 0], "{text}");
        assert_eq!(said(&read), expected, "{text}");
    }
    let json = r#"[{"measure": "missing", "value": 5, "source": "s", "published": "2024"},
        {"measure": "missing", "role": "military", "value": "3", "source": "s", "published": null},
        {"role": "civilian", "measure": "missing", "value": 2, "source": "s"}]"#;
    let wrapped = format!("{{\"schema\": 1, \"claims\": {json}}}");
    for text in [json, &wrapped] {
        let read = dossier(&[("a.json", text)]);
        assert_eq!(errors(&read), [""; 0]);
        assert_eq!(said(&read), expected);
    }
}

#[test]
fn a_wide_table_says_what_a_long_one_says() {
    let wide =
        "Jahr;Gesamt;Soldaten;Zivilisten;Quelle\n2023;1.000;800,5;199,5;x\n2024;1.200;900;..;x\n";
    let map = "\
columns: {as_of: Jahr}
constants: {source: amt, publisher: Amt, published: 2024-06-01, number_format: eu, measure: missing}
ignore: [Quelle]
values:
  - {column: Gesamt}
  - {column: Soldaten, where: {role: military}, part_of: Gesamt, by: role}
  - {column: Zivilisten, where: {role: civilian}, part_of: Gesamt, by: role, kind: partition}
";
    let map = map.replace(", kind: partition", "");
    let yaml = "\
source: {id: amt, publisher: Amt, published: 2024-06-01, number_format: eu}
claims:
  - measure: missing
    value: \"1.000\"
    as_of: 2023
    breakdowns: [{by: role, parts: {military: \"800,5\", civilian: \"199,5\"}}]
  - measure: missing
    value: \"1.200\"
    as_of: 2024
    breakdowns: [{by: role, parts: {military: 900, civilian: ..}}]
";
    let settings = ("crossfoot.yaml", CODEBOOK);
    let table = dossier(&[settings, ("a.csv", wide), ("a.csv.map.yaml", &map)]);
    let same = dossier(&[settings, ("a.yaml", yaml)]);
    assert_eq!(errors(&table), [""; 0]);
    assert_eq!(said(&table), said(&same));
    let first = table.claims[1].place.value;
    let cell = table.files.cell(first).unwrap();
    assert_eq!(cell.to_string(), "row 1, column Soldaten");
}

#[test]
fn printed_codes_stand_for_others() {
    let text = "Indicator,Sex,Wert\nM1,T,5\nM1,F,3\nM1,m,2\n";
    let map = "columns: {measure: Indicator, value: Wert}\ndimensions: {sex: Sex}\ncodes:\n  measure: {M1: missing}\n  sex: {F: women, m: men, T: all}\n";
    let read = dossier(&[("a.csv", text), ("a.csv.map.yaml", map)]);
    assert_eq!(errors(&read), [""; 0]);
    let ids: Vec<&str> = read.claims.iter().map(|claim| &*claim.id).collect();
    assert_eq!(
        ids,
        ["a/missing", "a/missing[sex=women]", "a/missing[sex=men]"]
    );
}

#[test]
fn what_an_export_neutralised_is_read_as_it_was() {
    let text =
        "measure,value,note,quote\nmissing,'+7,'=1+1,\"'@x\"\nmissing,'-5,'tis so,\"\"\"'\"\"\"\n";
    let read = dossier(&[("a.csv", text)]);
    let printed = |at: usize| read.claims[at].value.as_ref().unwrap().printed.to_string();
    assert_eq!((printed(0), printed(1)), ("+7".to_owned(), "-5".to_owned()));
    let note = |at: usize| read.claims[at].more.as_ref().unwrap().note.clone().unwrap();
    assert_eq!(
        (note(0), note(1)),
        ("=1+1".to_owned(), "'tis so".to_owned())
    );
    let quote = |at: usize| read.claims[at].quote.as_ref().unwrap().exact.to_string();
    assert_eq!((quote(0), quote(1)), ("@x".to_owned(), "\"'\"".to_owned()));
}

#[test]
fn rows_of_a_long_file_have_their_true_places() {
    let header = "measure,value,role\n";
    let text = format!("{header}missing,5,\nmissing,x,military\n");
    let piece = |start: usize, line, byte, row| Piece {
        start: start as u32,
        line,
        byte,
        row,
    };
    let pieces = vec![
        piece(0, 1, 0, 0),
        piece(header.len(), 5_000_001, 1 << 33, 5_000_000),
    ];
    let table = TableInput {
        name: "long.csv".to_owned(),
        content: Content::Pieces { text, pieces },
        map: None,
    };
    let read = load_with_tables(SourceMap::default(), Vec::new(), vec![table]);
    let wrong = errors(&read);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(
        wrong[0].starts_with("invalid-value `x` (row 5000001, column value)"),
        "{wrong:?}"
    );
    let problem = read.problems.iter().find(|p| p.check == "invalid-value");
    let place = read.files.place(problem.unwrap().primary.span);
    assert_eq!((place.line, place.column), (5_000_002, 9));
    assert_eq!(place.start_byte, (1 << 33) + 11 + 8);
}
