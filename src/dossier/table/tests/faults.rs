//! What is wrong with a table: each fault has its finding, and the other rows are read.

use super::{dossier, errors};
use crate::dossier::{Input, load};

/// The text, how many claims it gives, and what each error begins with.
type Case = (&'static str, usize, &'static [&'static str]);

const CASES: &[Case] = &[
    ("", 0, &["invalid-table ``: the table is empty"]),
    ("\n\n", 0, &["invalid-table ``: the table is empty"]),
    (
        "measure,value\n",
        0,
        &["invalid-table `measure,value` (header): the table has a header and no rows"],
    ),
    (
        "measure,value\na,3,983\nb,5\nc\n",
        1,
        &[
            "invalid-table `a,3,983` (row 1): this row has 3 fields, the header has 2",
            "invalid-table `c` (row 3, column measure): this row has 1 field, the header has 2",
        ],
    ),
    (
        "measure,value,value\na,3,4\n",
        1,
        &["duplicate-key `value` (header, column value): two columns are called `value`"],
    ),
    (
        "measure,valu\na,3\n",
        0,
        &[
            "unknown-field `valu` (header, column valu): the column `valu` is read as a dimension; did you mean `value`?",
            "missing-field `measure,valu` (header): the table has no column `value`, so none of its rows is read; is it `valu`?",
        ],
    ),
    (
        "measure|value\na|3\n",
        0,
        &[
            "missing-field `measure|value` (header, column measure|value): the table has no column `measure`, so none of its rows is read; columns are separated by",
        ],
    ),
    (
        "measure,value,note\na,3,\"open\nb,4,\n",
        1,
        &[
            "invalid-table `\"open` (row 1, column note): a quotation mark opens this field and none closes it",
        ],
    ),
    (
        "measure,value\n\"a\"b,3\nb,4\n",
        1,
        &[
            "invalid-table `\"a\"b,3` (row 1, column measure): text follows the quotation mark that closes this field",
        ],
    ),
    (
        "measure,value,\na,3,\nb,4,x\n",
        2,
        &["unknown-field `` (header, column ): column 3 has no header"],
    ),
    (
        "measure,value\na,\n\"b\",\"\"\nc,4\n",
        3,
        &[
            "missing-field `` (row 1, column value): this cell has no figure",
            "missing-field `` (row 2, column value): this cell has no figure",
        ],
    ),
    (
        "measure,value,by,kind\na,4,sex,\n",
        1,
        &["missing-field `sex` (row 1, column by): `by` is given without `part_of`"],
    ),
    (
        "id,measure,value,part_of\nx,a,4,\ny,a,3,z\n",
        2,
        &["invalid-value `z` (row 2, column part_of): `part_of` names no claim: `z`"],
    ),
    (
        "id,measure,value,part_of\nx,a,4,y\ny,a,3,x\nv,a,3,v\nu,a,1,\n",
        4,
        &["invalid-value `y` (row 1, column part_of): this figure is a part of itself"],
    ),
    (
        "id,measure,value,part_of,kind,breakdown\nx,a,4,,,\ny,a,3,x,partition,1\nz,b,1,x,,1\nu,a,1,x,cover,1\n",
        4,
        &[
            "invalid-value `cover` (row 4, column kind): the parts of one breakdown differ in `kind`",
            "invalid-value `x` (row 3, column part_of): a part has the measure of its whole, and this row has another",
        ],
    ),
    (
        "id,measure,value\nx,a,4\nx,a,5\n",
        2,
        &["duplicate-id `x` (row 2, column id): two claims have the id `x`"],
    ),
    (
        "measure,value,as_of,state\na,3 98,2025-02-30,currant\n",
        1,
        &[
            "invalid-date",
            "invalid-value `currant` (row 1, column state)",
            "invalid-value `98` (row 1, column value)",
        ],
    ),
];

#[test]
fn each_fault_has_its_finding() {
    for (text, claims, expected) in CASES {
        let read = dossier(&[("a.csv", text)]);
        let found = errors(&read);
        assert_eq!(found.len(), expected.len(), "{text}: {found:#?}");
        for (found, expected) in found.iter().zip(*expected) {
            assert!(found.starts_with(expected), "{text}: {found}");
        }
        assert_eq!(read.claims.len(), *claims, "{text}");
    }
}

#[test]
fn unknown_columns_and_codes_get_a_word_about_what_was_meant() {
    let codebook = "measures: {missing: {type: count}}\ndimensions: {role: {codes: {all: {partition: [military, civilian]}}}}\n";
    let text = "measure,rolle,value,quot\nmising,militry,3,x\n";
    let found = errors(&dossier(&[("crossfoot.yaml", codebook), ("a.csv", text)]));
    let expected = [
        "unknown-field `rolle` (header, column rolle): the table has `rolle`, which is neither a field nor a declared dimension; did you mean `role`?",
        "unknown-field `quot` (header, column quot): the table has `quot`, which is neither a field nor a declared dimension; did you mean `quote`?",
        "unknown-measure `mising` (row 1, column measure): measure `mising` is not declared; did you mean `missing`?",
    ];
    assert_eq!(found, expected);
    let text = text.replace("rolle", "Role").replace("quot", "note");
    let found = errors(&dossier(&[("crossfoot.yaml", codebook), ("a.csv", &text)]));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[1].contains("unknown-code `militry` (row 1, column Role)"),
        "{found:?}"
    );
    assert!(found[1].contains("did you mean `military`?"), "{found:?}");
}

#[test]
fn bytes_that_are_no_text_cost_their_rows_only() {
    let read = |bytes: &[u8]| {
        load(vec![Input {
            name: "a.csv".to_owned(),
            bytes: bytes.to_vec(),
            is_settings: false,
            named: true,
            unreadable: None,
        }])
    };
    let latin = read(b"measure,value,note\na,1,caf\xe9\nb,2,x\n");
    assert_eq!(latin.claims.len(), 1);
    let found = errors(&latin);
    assert!(
        found[0].contains("(row 1, column note): a byte here is not UTF-8"),
        "{found:?}"
    );
    let wide = read(b"\xff\xfem\0e\0");
    assert!(errors(&wide)[0].contains("UTF-16"), "{:?}", errors(&wide));
    let nul = read(b"measure,value\na,1\0\n");
    assert!(errors(&nul)[0].contains("NUL"), "{:?}", errors(&nul));
}

#[test]
fn a_sum_is_not_blamed_for_a_part_that_is_left_out() {
    let text = "id,measure,sex,value,part_of,by\nw,a,,10,,\nv,a,,7,,\n,a,men,4,w,sex\n,a,women,5,w,sex\n,a,others,1,w,\"sex\n,a,men,4,v,sex\n,a,women,3,v,sex\n";
    let read = dossier(&[("a.csv", text)]);
    assert_eq!(errors(&read).len(), 1);
    let complete: Vec<bool> = read.breakdowns.iter().map(|b| b.complete).collect();
    assert_eq!(complete, [false, true]);
}

#[test]
fn a_flood_of_faults_is_counted() {
    let text = format!("measure,value\n{}b,2\n", "a,1,2,3\n".repeat(50));
    let read = dossier(&[("a.csv", &text)]);
    let found = errors(&read);
    assert_eq!((found.len(), read.claims.len()), (21, 1));
    assert!(
        found[20].contains("30 further rows have more or fewer fields"),
        "{}",
        found[20]
    );
}

#[test]
fn mistakes_in_the_map_are_told_where_they_stand() {
    let map = "\
columns: {valeu: Number, measure: Indikator}
constant: {source: x}
delimiter: ab
values: [{column: Wert, part_of: Totl}, {colum: x}]
";
    let text = "Indicator,Number,Wert\na,1,2\n";
    let found = errors(&dossier(&[("a.csv", text), ("a.csv.map.yaml", map)]));
    for expected in [
        "unknown-field `constant`",
        "invalid-value `ab`: `ab` cannot separate columns",
        "unknown-field `colum`",
        "unknown-field `Indikator`: the table has no column `Indikator`; did you mean `Indicator`?",
        "unknown-field `Totl`",
        "unknown-field `valeu`",
    ] {
        assert!(
            found.iter().any(|found| found.starts_with(expected)),
            "{expected}: {found:#?}"
        );
    }
}

#[test]
fn faults_of_json_rows_are_told_too() {
    for (text, expected) in [
        ("", "invalid-table ``: the file is empty"),
        ("{}", "invalid-table `{}`: this file holds no list of rows"),
        ("[]", "invalid-table `[]`: the table has no rows"),
        (
            "{\"schema\": 2, \"claims\": []}",
            "invalid-table `2`: this table is written in version 2",
        ),
        (
            "[{\"measure\": \"a\", \"value\": 1}, 7]",
            "invalid-table `7`",
        ),
        (
            "[{\"measure\": \"a\", \"value\": [1]}]",
            "invalid-table `[1]`",
        ),
        ("[{\"measure\": \"a\", \"value\": 1", "invalid-yaml"),
    ] {
        let found = errors(&dossier(&[("a.json", text)]));
        assert!(found[0].starts_with(expected), "{text}: {found:#?}");
    }
}
