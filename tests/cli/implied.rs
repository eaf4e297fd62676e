//! `show --implied`: figures that nobody printed.

use crate::place::Place;

const BOOK: &str = "\
measures:
  missing: {type: count, over_time: event}
dimensions:
  war: {codes: {all: {partition: [first, second]}}}
  sex: {codes: {all: {partition: [men, women]}}}
";

const TEXT: &str = "\
source: {id: report, published: 2025-03-10}
claims:
  - {measure: missing, value: \"3,990\"}
  - {measure: missing, where: {war: second}, value: six}
";

fn claims() -> Place {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let place = Place::new(&[]);
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        place.write(&format!("claims/{name}"), std::fs::read(&path).unwrap());
    }
    place
}

#[test]
fn a_figure_that_follows_stands_with_its_sum_and_its_source() {
    let place = Place::new(&[("crossfoot.yaml", BOOK), ("a.yaml", TEXT)]);
    let run = place.run(&["show", "--implied", "--ascii"]).code(0).quiet();
    assert_eq!(
        run.stdout,
        " missing     as of        value   how it follows   source
----------------------------------------------------------
 war=first   2025-03-10   3,984   3,990 - 6        report
"
    );
}

#[test]
fn the_founding_dossier() {
    let place = claims();
    let run = place.run(&["show", "--implied", "--width", "120"]).code(0);
    let row = " 2025-09-27~            3,984   3,990 - 6        caliber-2025-09\n";
    let run = run
        .says(row)
        .warns("figures of sources that contradict each other");
    // 284 women of 3,990; military and civilians were not told apart.
    run.says("3,990 - 284")
        .says("3,171 to 3,177   4 steps")
        .says("872 to 878   2 steps")
        .says("crossfoot why 'hostages@2023~'");
    let narrow = place.run(&["show", "--implied", "--width", "80"]).code(0);
    let wide = narrow.stdout.lines().find(|line| line.chars().count() > 80);
    let footer = |line: &str| line.starts_with("The steps");
    assert!(wide.is_none_or(footer), "{wide:?}");
    narrow
        .says("how it follows, source")
        .lacks("identification=not_identifi ");
}

#[test]
fn filters_narrow_the_list() {
    let place = claims();
    place
        .run(&["show", "--implied", "--measure", "hostages"])
        .code(0)
        .says("872 - 98")
        .lacks("3,984");
    place
        .run(&["show", "--implied", "--source", "caliber-2025-09"])
        .code(0)
        .says("3,984")
        .lacks("872 - 98");
    place
        .run(&["show", "--implied", "claims/2025-09-27-caliber.yaml"])
        .code(0)
        .says("3,984")
        .lacks("872 - 98");
    place
        .run(&["show", "--implied", "--measure", "hostage"])
        .code(2)
        .warns("did you mean `hostages`?");
}

#[test]
fn contradictions_are_left_out_with_a_word() {
    let text = format!(
        "{TEXT}  - {{measure: missing, where: {{sex: men}}, value: 3000}}\n  - {{measure: missing, where: {{sex: women}}, value: 991}}\n"
    );
    let place = Place::new(&[("crossfoot.yaml", BOOK), ("a.yaml", &text)]);
    place
        .run(&["show", "--implied"])
        .code(0)
        .lacks("report")
        .warns("left out: 4 figures contradict each other inside one source");
    Place::new(&[("crossfoot.yaml", BOOK)])
        .run(&["show", "--implied"])
        .code(0)
        .no_results()
        .warns("nothing follows");
}

#[test]
fn hostile_names_are_shown_as_data() {
    let book = "dimensions:\n  \"w\\e[2J\":\n    codes:\n      all: {partition: [\"f\\u202Eirst\", second]}\n";
    let text = "\
source: {id: \"re\\e[31mport\", published: 2025-03-10}
claims:
  - {measure: missing, value: \"3,990\"}
  - {measure: missing, where: {\"w\\e[2J\": second}, value: six}
";
    let place = Place::new(&[("crossfoot.yaml", book), ("a.yaml", text)]);
    for args in [
        &["show", "--implied"][..],
        &["why", "missing"],
        &["why", "missing", "--format", "json"],
    ] {
        let run = place.run(args);
        let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.stdout.contains(hostile), "{run:?}");
        assert!(!run.stderr.contains(hostile), "{run:?}");
    }
}

#[test]
fn names_that_hurt_stay_in_their_place() {
    let book = "\
measures:
  \"dis[placed]\": {type: count, over_time: stock}
  found: {type: count, over_time: stock}
dimensions:
  sex: {codes: {all: {partition: [\"x'; rm y; '\", \"wo\\e[31m\\u202emen\"]}}}
";
    let text = "\
source: {id: \"reg\\e]0;x\\a\", published: 2025-06-02}
claims:
  - {measure: \"dis[placed]\", value: 2514}
  - {measure: \"dis[placed]\", where: {sex: \"x'; rm y; '\"}, value: 1204}
  - {measure: found, value: 10}
  - {measure: found, where: {sex: \"wo\\e[31m\\u202emen\"}, value: more than 9}
";
    let place = Place::new(&[("crossfoot.yaml", book), ("a.yaml", text)]);
    let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for width in ["40", "80", "120"] {
        let run = place
            .run(&["show", "--implied", "--ascii", "--width", width])
            .code(0)
            .quiet();
        assert!(!run.stdout.contains(hostile), "{:?}", run.stdout);
        assert!(run.stdout.is_ascii(), "{}", run.stdout);
        run.says(" dis[plac")
            .says("\nThe steps behind a figure: crossfoot why 'found[sex=x'\\''; rm y; '\\'']@2025-06-02'\n");
    }
    let why = ["why", "found[sex=x'; rm y; ']@2025-06-02"];
    let run = place.run(&why).code(0).quiet();
    assert!(!run.stdout.contains(hostile), "{:?}", run.stdout);
    let run = run.says("found[sex=x'; rm y; ']@2025-06-02: 0\n");
    run.says("reg\\u{1b}]0;x\\u{7} states 10");
    let run = place.run(&[&why[..], &["--format", "json"]].concat());
    assert!(!run.stdout.contains(hostile), "{:?}", run.stdout);
}
