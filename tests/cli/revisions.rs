//! `revisions`: how figures changed from edition to edition.

use crate::place::{Place, RIGHT};

const OFFICE: &str = "\
measures:
  jobs: {type: count, over_time: stock, aliases: [work]}
  rate: {type: count, over_time: stock}
dimensions:
  region: {codes: {all: {partition: [north, south]}}}
publishers:
  office: {name: Labour Office, aliases: [The Bureau]}
  paper: {name: Daily Paper}
sources:
  first: {publisher: office, published: 2025-02-01}
  second: {publisher: office, published: 2025-03-01}
  article: {publisher: paper, published: 2025-03-02}
";

const JOBS: &str = "\
claims:
  - {source: second, measure: jobs, as_of: 2025-01-01, value: \"1,010\"}
  - {source: first, measure: jobs, as_of: 2025-01-01, value: \"1,000\"}
  - {source: article, measure: jobs, as_of: 2025-01-01, value: 999}
  - {source: first, measure: jobs, where: {region: north}, as_of: 2025-01-01, value: 400}
  - {source: second, measure: jobs, where: {region: north}, as_of: 2025-01-01, value: 401}
";

const RATES: &str = "\
claims:
  - {source: first, measure: rate, as_of: 2025-01-01, value: 7}
  - {source: second, measure: rate, as_of: 2025-01-01, value: 9}
";

fn place() -> Place {
    Place::new(&[
        ("crossfoot.yaml", OFFICE),
        ("jobs.yaml", JOBS),
        ("rates.yaml", RATES),
    ])
}

#[test]
fn rows_are_dates_and_columns_editions() {
    let place = place();
    let run = place.run(&["revisions", "--measure", "rate", "--ascii"]);
    let run = run.code(0).quiet();
    assert_eq!(
        run.stdout,
        "\
rate (Labour Office)

                 first      second
of          2025-02-01  2025-03-01
2025-01-01           7      9 (+2)

of          count  first  latest  total  mean  mean abs  largest  days
2025-01-01      2      7       9     +2    +2         2       +2    28

2 figures, 2 editions, 1 reference date
first to latest, 1 reference date: mean +2, mean absolute 2 (22.22% of the latest figures)
largest single revision: 2025-01-01 from 7 (first) to 9 (second), +2
1 change: 1 unannounced
  unannounced: 2025-01-01 from 7 (first) to 9 (second), +2
direction: 1 edition up, 0 down; not tested below 8 editions that change figures
"
    );
}

#[test]
fn filters() {
    let place = place();
    let all = place.run(&["revisions"]).code(0);
    all.says("jobs (Labour Office)")
        .says("jobs[region=north]")
        .says("rate")
        .lacks("999")
        .warns("not shown: 1 cell of one speaker");
    let north = place.run(&["revisions", "--where", "region=north"]).code(0);
    north.says("jobs[region=north]").lacks("1,010");
    let whole = place.run(&["revisions", "--where", "region=all", "--measure", "work"]);
    whole.code(0).says("1,010").lacks("region=north");
    let single = place.run(&["revisions", "--publisher", "daily paper", "--single"]);
    single.code(0).says("999").lacks("1,010").quiet();
    let alias = place.run(&["revisions", "--publisher", "bureau"]).code(0);
    alias.says("1,010");
    let file = place.run(&["revisions", "rates.yaml"]).code(0);
    file.says("rate").lacks("jobs");
    let source = place.run(&["revisions", "--source", "article"]).code(0);
    source.no_results().warns("crossfoot show");
}

#[test]
fn names_that_nothing_has_are_mistakes() {
    let place = place();
    for (arguments, help) in [
        (["--measure", "job"], "did you mean `jobs`?"),
        (["--source", "fist"], "did you mean `first`?"),
        (
            ["--publisher", "Labor Office"],
            "did you mean `Labour Office`?",
        ),
        (["--where", "regions=north"], "did you mean `region`?"),
        (["--where", "region=nort"], "did you mean `north`?"),
        (["--where", "region"], "DIMENSION=CODE"),
        (["--format", "cvs"], "did you mean `csv`?"),
    ] {
        let run = place.run(&["revisions", arguments[0], arguments[1]]);
        run.code(2).no_results().warns(help);
    }
    place.run(&["revisions", "nowhere"]).code(2).no_results();
    place
        .run(&["revision"])
        .code(2)
        .warns("did you mean the command `revisions`?");
}

#[test]
fn tables_and_json_and_files() {
    let place = place();
    let csv = place
        .run(&["revisions", "rates.yaml", "--format", "csv"])
        .code(0);
    assert_eq!(
        csv.stdout,
        "\
cell,publisher,reference,edition,edition_of,published,claim,value,low,high,standing,revision,revision_low,revision_high,from_edition,notice,reason\r
rate,Labour Office,2025-01-01,first,,2025-02-01,first/rate,7,7,7,stands,,,,,,\r
rate,Labour Office,2025-01-01,second,,2025-03-01,second/rate,9,9,9,stands,2,2,2,first,unannounced,\r
"
    );
    let json = place.run(&["revisions", "--format", "json", "--measure", "jobs"]);
    let json = json.code(0).json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["not_shown"]["single"], 1);
    let row = &json["triangles"][0]["rows"][0];
    assert_eq!(row["summary"]["total"]["number"], "10");
    assert_eq!(row["vintages"][1]["revision"]["notice"], "unannounced");
    place
        .run(&["revisions", "-o", "out.csv", "--format", "csv"])
        .code(0)
        .no_results();
    assert!(place.read("out.csv").starts_with("cell,publisher,"));
    place
        .run(&["revisions", "-o", "no/out.csv"])
        .code(2)
        .warns("cannot be written");
}

#[test]
fn the_latest_editions_stay_where_room_is_scarce() {
    let place = place();
    let narrow = place.run(&["revisions", "--width", "33", "--measure", "rate"]);
    let narrow = narrow.code(0).says("9 (+2)").says("(not shown: 1 earlier");
    let table = narrow.stdout.lines().take(30);
    assert!(
        table.into_iter().all(|line| line.chars().count() <= 33),
        "{}",
        narrow.stdout
    );
}

/// Ten editions, each of which adds a month and moves the month before by so much.
fn ten(moves: [i64; 10]) -> String {
    let mut text = "measures: {m: {type: count, over_time: stock}}\nsources:\n".to_owned();
    for month in 1..=11 {
        text.push_str(&format!(
            "  labour-market-report-{month:02}: {{published: 2024-{month:02}-20, edition_of: x}}\n"
        ));
    }
    text.push_str("claims:\n");
    let mut claim = |edition: usize, month: usize, value: i64| {
        text.push_str(&format!(
            "  - {{source: labour-market-report-{edition:02}, measure: m, as_of: 2024-{month:02}-01, value: {value}}}\n"
        ));
    };
    for (at, by) in moves.iter().enumerate() {
        claim(at + 1, at + 1, 500);
        claim(at + 2, at + 1, 500 + by);
    }
    text
}

#[test]
fn directions_are_tested_from_eight_editions_on() {
    let place = Place::new(&[("a.yaml", &ten([1, 2, 3, 1, 1, 5, -1, 1, 1, 0]))]);
    let run = place.run(&["revisions", "--width", "80"]).code(0).quiet();
    // Nine editions move the figure, one of them down: 2 (1 + 9) / 512.
    let run = run
        .says("direction: 8 editions up, 1 down; sign test p ≈ 0.0391")
        .says("mean +1.4")
        .says("m (editions of x)")
        // Long names are cut to what tells them apart.
        .says("…11\n");
    assert!(
        run.stdout.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.stdout
    );
    let json = place.run(&["revisions", "--format", "json"]).json();
    let test = &json["triangles"][0]["summary"]["sign_test"];
    assert_eq!(test["p"], "0.0390625");
    let few = Place::new(&[("a.yaml", &ten([1, 2, 3, 1, 1, 5, -1, 0, 0, 0]))]);
    let json = few.run(&["revisions", "--format", "json"]).json();
    let test = &json["triangles"][0]["summary"]["sign_test"];
    assert_eq!(
        (&test["up"], &test["p"]),
        (&6.into(), &serde_json::Value::Null)
    );
}

#[test]
fn several_dossiers_and_none() {
    let both = Place::new(&[
        ("a/crossfoot.yaml", OFFICE),
        ("a/one.yaml", RATES),
        ("b/crossfoot.yaml", OFFICE),
        ("b/one.yaml", JOBS),
    ]);
    let run = both.run(&["revisions", "a", "b"]).code(0);
    run.says("== a ==").says("== b ==");
    // A measure that only one of them has is none that nobody has.
    let only = both
        .run(&["revisions", "a", "b", "--format", "json"])
        .code(0);
    assert_eq!(only.json()["triangles"].as_array().unwrap().len(), 3);
    let none = Place::new(&[("a.yaml", RIGHT)]);
    none.run(&["revisions"])
        .code(0)
        .no_results()
        .warns("no figure has a history");
    Place::new(&[]).run(&["revisions"]).code(0).no_results();
    let broken = Place::new(&[("a.yaml", "claims:\n  - {measure: m, valu: 3}\n")]);
    broken.run(&["revisions"]).code(0).warns("input errors: 1");
}
