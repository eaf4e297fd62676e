//! Tests of cell references.

use super::*;
use proptest::prelude::*;

fn error(text: &str) -> (Range<usize>, String) {
    let error = CellRef::parse(text).unwrap_err();
    (error.range, error.message)
}

#[test]
fn reads_all_parts_with_their_ranges() {
    let cell = CellRef::parse(" lost [ role = mass grave ,age=65+] @ 2025-03-10").unwrap();
    assert_eq!(cell.measure, Ranged::new("lost".into(), 1..5));
    assert_eq!(cell.codes[0].0, Ranged::new("role".into(), 8..12));
    assert_eq!(cell.codes[0].1, Ranged::new("mass grave".into(), 15..25));
    assert_eq!(cell.codes[1].1, Ranged::new("65+".into(), 31..34));
    assert_eq!(cell.date, Some(Ranged::new("2025-03-10".into(), 38..48)));
    assert_eq!(cell.range, 1..48);
    assert_eq!(
        cell.to_string(),
        "lost[role=mass grave, age=65+]@2025-03-10"
    );
    assert_eq!(cell.code("age"), Some("65+"));
    assert_eq!(cell.code("sex"), None);
}

#[test]
fn a_hyphen_is_part_of_a_name_only_between_its_characters() {
    assert_eq!(name_end("mass-grave", 0), Some(10));
    assert_eq!(name_end("mass- grave", 0), Some(4));
    assert_eq!(name_end("mass -grave", 0), Some(4));
    assert_eq!(name_end("a--b", 0), Some(1));
    assert_eq!(name_end("v1.2.", 0), Some(4));
    assert_eq!(name_end("itkin_düşən x", 0), Some("itkin_düşən".len()));
    assert_eq!(name_end("2nd", 0), None);
}

#[test]
fn a_date_may_be_an_interval_and_stops_before_a_division() {
    let read = |text| CellRef::read(text, 0).unwrap().date.unwrap().value;
    assert_eq!(read("a@1991/1994 + b"), "1991/1994");
    assert_eq!(read("a@2021-02/.."), "2021-02/..");
    assert_eq!(read("a@199X~/b"), "199X~");
    assert_eq!(read("a@2025-03 - b"), "2025-03");
}

#[test]
fn no_name_breaks_out_of_a_command() {
    let command = |cell: &str| why_command(cell).unwrap_or_default();
    assert_eq!(
        command("dead[age=65+]@2025-03"),
        "crossfoot why 'dead[age=65+]@2025-03'"
    );
    assert_eq!(
        command("dead[by=x'; rm y; ']"),
        r"crossfoot why 'dead[by=x'\''; rm y; '\'']'"
    );
    assert_eq!(command("de'ad; rm y"), "");
}

#[test]
fn equal_cells_have_equal_keys_whatever_the_order() {
    let key = |text| CellRef::parse(text).unwrap().key();
    assert_eq!(key("a[x=1,y=2]"), key("a[ y = 2, x = 1 ]"));
    assert_ne!(key("a[x=1]"), key("a[x=2]"));
    assert_ne!(key("a"), key("a@2025"));
    let all = [
        "a",
        "b",
        "a@2025",
        "a@2026",
        "a[x=1]",
        "a[x=2]",
        "a[y=1]",
        "a[x=1,y=2]",
        "a[ y = 2, x = 1 ]",
    ];
    for a in all.map(|text| CellRef::parse(text).unwrap()) {
        for b in all.map(|text| CellRef::parse(text).unwrap()) {
            assert_eq!(a.is_same(&b), a.key() == b.key(), "{a} and {b}");
        }
    }
}

#[test]
fn mistakes_are_pointed_at() {
    let cases = [
        ("", 0..0, "the name of a measure is missing"),
        ("a[role=military", 1..2, "this `[` is not closed"),
        ("a[role=military == b", 1..2, "this `[` is not closed"),
        (
            "a[role=military <= b[role=x]",
            1..2,
            "this `[` is not closed",
        ),
        ("a[", 1..2, "this `[` is not closed"),
        ("a[ ]", 1..4, "the brackets are empty"),
        ("a[role]", 2..6, "`role` has no code"),
        ("a[role=]", 2..7, "a code is missing after `role=`"),
        ("a[x=1,]", 6..7, "the name of a dimension is missing"),
        (
            "a[x=1, x=2]",
            7..8,
            "the dimension `x` stands twice in one cell",
        ),
        ("a[x=1 y=2]", 7..8, "a code holds no `=`"),
        ("a[x==1]", 4..5, "a code holds no `=`"),
        ("a@", 1..2, "a date is missing after `@`"),
        ("a[x=1] b", 7..8, "the cell ends before this"),
    ];
    for (text, range, message) in cases {
        assert_eq!(error(text), (range, message.to_owned()), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_inside_its_bounds(text in "[a-bé=,@\\[\\] 0-9X~/.\n-]{0,24}") {
        match CellRef::parse(&text) {
            Ok(cell) => {
                prop_assert!(text.is_char_boundary(cell.range.end));
                prop_assert_eq!(CellRef::parse(&cell.to_string()).unwrap().key(), cell.key());
            }
            Err(error) => prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error),
        }
    }
}

#[test]
fn the_figure_before_is_a_word_in_place_of_a_date() {
    let cell = CellRef::parse("held[wing=north] @ previous").unwrap();
    assert!(cell.is_previous());
    assert_eq!(cell.to_string(), "held[wing=north]@previous");
    assert_eq!(cell.at(None).to_string(), "held[wing=north]");
    let dated = cell.at(Some("2024-01-31"));
    assert_eq!(dated.to_string(), "held[wing=north]@2024-01-31");
    assert!(!dated.is_previous() && !dated.is_same(&cell));
    for (text, word) in [
        ("held@prev", "prev"),
        ("held@Previous", "Previous"),
        ("held@last-year", "last-year"),
    ] {
        let error = CellRef::parse(text).unwrap_err();
        assert_eq!(&text[error.range], word);
        assert!(error.help.unwrap().contains("`@previous`"));
    }
}
