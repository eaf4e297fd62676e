//! Tables: `check figures.csv`, maps, and `import csv`.

use crate::place::{CODEBOOK, Place};

const TABLE: &str = "\
id,measure,role,value,source,publisher,published,part_of,by
all,missing,,\"3,983\",report,Ministry,2024-05-02,,
,missing,military,\"3,209\",report,,,all,role
,missing,civilian,775,report,,,all,role
";

#[test]
fn a_table_is_checked_like_a_claim_file() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("figures.csv", TABLE)]);
    place
        .run(&["check", "figures.csv"])
        .code(1)
        .says("error[parts-do-not-sum]")
        .says("--> figures.csv:2:15")
        .says("stated total (row 1, column value)")
        .says("+ civilian (row 3, column value)")
        .says("off by 1");
    place
        .run(&["figures.csv", "--format", "concise"])
        .code(1)
        .says("(row 1, column value)");
    let json = place.run(&["figures.csv", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let at = &json["findings"][0]["locations"][0];
    assert_eq!(
        (&at["row"], &at["column_name"]),
        (&1.into(), &"value".into())
    );
    place.write("figures.csv", TABLE.replace("775", "774"));
    place.run(&["figures.csv"]).code(0).says("1 holds");
    place.run(&["show", "figures.csv"]).code(0).says("3,983");
}

#[test]
fn a_table_that_nobody_names_needs_a_map() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("figures.csv", TABLE)]);
    place.write("claims.yaml", "claims: [{measure: missing, value: 1}]\n");
    place
        .run(&[])
        .code(0)
        .says("1 claim ")
        .says("(1 without claims skipped)");
    place.write("figures.csv.map.yaml", "ignore: []\n");
    place.run(&[]).code(1).says("4 claims").says("in 4 files");
    place.write("figures.csv.map.yaml", "ignored: []\n");
    place
        .run(&["figures.csv"])
        .code(1)
        .says("--> figures.csv.map.yaml:1:1");
}

#[test]
fn a_map_can_have_any_name() {
    let place = Place::new(&[
        ("figures.txt", "Jahr;Alle;Davon\n2023;5;6\n"),
        (
            "maps/wide.yaml",
            "columns: {as_of: Jahr}\nconstants: {measure: missing, source: s}\nvalues:\n  - column: Alle\n  - {column: Davon, part_of: Alle, where: {sex: women}}\n",
        ),
    ]);
    place
        .run(&["check", "figures.txt", "--map", "maps/wide.yaml"])
        .code(1)
        .says("error[part-exceeds-whole]")
        .says("(row 1, column Davon)");
    place
        .run(&["import", "csv", "figures.txt", "--map", "maps/wide.yaml"])
        .code(0)
        .says("sex=women: 6");
    place
        .run(&["check", "figures.txt", "--map", "nowhere.yaml"])
        .code(2)
        .warns("`nowhere.yaml` cannot be read");
    place.write("a.yaml", "claims: []\n");
    place
        .run(&["check", "a.yaml", "--map", "maps/wide.yaml"])
        .code(2)
        .warns("`--map` is for tables");
}

#[test]
fn an_imported_table_gives_the_same_findings() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("figures.csv", TABLE)]);
    place
        .run(&["import", "csv", "figures.csv", "-o", "figures.yaml"])
        .code(0)
        .warns("wrote 3 claims to figures.yaml");
    let written = place.read("figures.yaml");
    assert_eq!(
        written,
        "source:\n  id: report\n  publisher: Ministry\n  published: 2024-05-02\nclaims:\n  - measure: missing\n    value: 3,983\n    id: all\n    breakdowns:\n      - by: role\n        parts:\n          military: 3,209\n          civilian: 775\n"
    );
    place
        .run(&[])
        .code(1)
        .says("parts-do-not-sum")
        .says("off by 1");
    place
        .run(&["import", "csv", "figures.csv", "-o", "figures.yaml"])
        .code(2)
        .no_results()
        .warns("nothing is overwritten");
}

#[test]
fn what_an_import_leaves_out_is_told() {
    let place = Place::new(&[("figures.csv", "measure,value\na,3,983\nb,5\n")]);
    place
        .run(&["import", "csv", "figures.csv"])
        .code(1)
        .says("measure: b")
        .warns("invalid-table")
        .warns("(row 1)");
    place.write("empty.csv", "measure,value\n");
    place
        .run(&["import", "csv", "empty.csv"])
        .code(3)
        .no_results()
        .warns("no claims were found");
    place.write("a.yaml", "claims: []\n");
    place
        .run(&["import", "csv", "a.yaml"])
        .code(2)
        .warns("is not a table");
}

#[test]
fn parts_without_a_code_are_not_written_as_if_they_had_one() {
    let table = "id,measure,value,part_of\na,m,10,\nb,m,4,a\nc,m,6,a\n";
    let place = Place::new(&[("a.csv", table)]);
    place
        .run(&["import", "csv", "a.csv"])
        .code(2)
        .warns("a claim file cannot say all that the table says");
}
