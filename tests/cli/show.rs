//! `show`: the figures as tables.

use crate::place::{CODEBOOK, Place, RIGHT};

fn place() -> Place {
    let later = RIGHT
        .replace(
            "id: right, published: 2024-05-02",
            "id: later, published: 2024-06-01",
        )
        .replace("3,983", "3,990")
        .replace("774", "more than 700");
    Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        // Names of files say nothing about the order of dates.
        ("a.yaml", &later),
        ("b.yaml", RIGHT),
    ])
}

#[test]
fn rows_are_cells_and_columns_are_sources_in_the_order_of_dates() {
    let run = place().run(&["show", "--ascii"]).code(0).quiet();
    assert_eq!(
        run.stdout,
        "                                           right                    later
                          2024-05-02 (published)   2024-06-01 (published)
--------------------------------------------------------------------------
 missing                                   3,983               3,990 (+7)
 missing[role=military]                    3,209                3,209 (=)
 missing[role=civilian]                      774            more than 700
                                                               [701, inf)
"
    );
}

#[test]
fn narrow_tables_come_in_blocks() {
    let place = place();
    let run = place.run(&["show", "--width", "50"]).code(0);
    assert_eq!(run.stdout.matches("missing ").count(), 2, "{}", run.stdout);
    assert!(
        run.stdout.lines().all(|line| line.chars().count() <= 50),
        "{}",
        run.stdout
    );
    run.says("3,990 (+7)");
}

#[test]
fn filters_paths_and_what_is_left_out() {
    let place = place();
    place
        .run(&["show", "--source", "right"])
        .code(0)
        .says("3,983")
        .lacks("3,990");
    place
        .run(&["show", "a.yaml"])
        .code(0)
        .says("3,990")
        .lacks("3,983");
    place
        .run(&["show", "--measure", "mising"])
        .code(2)
        .warns("did you mean `missing`?");
    place.run(&["show", "nowhere"]).code(2).no_results();
    place.write("c.yaml", "source: {id: c}\nclaims:\n  - {measure: missing, value: n/a}\n  - {measure: missing, valu: 3}\n");
    let run = place.run(&["show"]).code(0);
    run.warns("not shown: 1 of").warns("input errors: 1");
    Place::new(&[])
        .run(&["show"])
        .code(0)
        .no_results()
        .warns("no figures to show");
}

#[test]
fn several_dossiers_have_a_table_each() {
    let place = Place::new(&[
        ("a/crossfoot.yaml", CODEBOOK),
        ("a/one.yaml", RIGHT),
        ("b/crossfoot.yaml", CODEBOOK),
        ("b/one.yaml", RIGHT),
    ]);
    place.run(&["show"]).code(0).says("== a ==").says("== b ==");
    place.run(&["show", "b"]).code(0).lacks("== ");
}
