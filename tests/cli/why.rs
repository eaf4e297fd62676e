//! `why`: what a cell can be by all other figures.

use crate::place::Place;

const BOOK: &str = "\
measures:
  missing: {type: count, over_time: event, aliases: [lost]}
dimensions:
  war: {codes: {all: {partition: [first, second]}, second: {aliases: [patriotic]}}}
";

const TEXT: &str = "\
source: {id: report, published: 2025-03-10}
claims:
  - {measure: missing, value: \"3,990\"}
  - {measure: missing, where: {war: second}, value: six}
";

fn place() -> Place {
    Place::new(&[("crossfoot.yaml", BOOK), ("a.yaml", TEXT)])
}

#[test]
fn one_number_is_derived_in_one_chain() {
    let run = place().run(&["why", "missing[war=first]"]).code(0).quiet();
    assert_eq!(
        run.stdout,
        "\
missing[war=first]@2025-03-10: 3,984
  1  missing              = 3,990  report states 3,990
  2  missing[war=second]  =     6  report states six
  3  missing[war=first]   = 3,984  missing = first + second, from 1 and 2
"
    );
}

#[test]
fn what_is_printed_is_compared_and_takes_no_part() {
    let text = format!("{TEXT}  - {{measure: missing, where: {{war: first}}, value: 3980}}\n");
    let place = Place::new(&[("crossfoot.yaml", BOOK), ("a.yaml", &text)]);
    place
        .run(&["why", "lost[war=first]@2025-03-10"])
        .code(0)
        .says("missing[war=first]@2025-03-10: 3,984\n  printed: 3980, report; too low for the other figures\n");
    place
        .run(&["why", "missing[ war = patriotic ]", "--source", "report"])
        .code(0)
        .says("missing[war=second]@2025-03-10: 10, from report alone\n  printed: six, report; too low");
}

#[test]
fn a_range_has_a_chain_to_either_end() {
    let text = "\
source: {id: report, published: 2025-03-10}
claims:
  - {measure: missing, value: more than 600}
  - {measure: missing, where: {war: second}, value: 10 to 20}
";
    let place = Place::new(&[("crossfoot.yaml", BOOK), ("a.yaml", text)]);
    let run = place.run(&["why", "missing[war=first]"]).code(0).quiet();
    assert_eq!(
        run.stdout,
        "\
missing[war=first]@2025-03-10: 581 or more
  at least 581
    1  missing              >= 601  report states more than 600 (601 or more)
    2  missing[war=second]  <=  20  report states 10 to 20
    3  missing[war=first]   >= 581  missing = first + second, from 1 and 2
"
    );
}

#[test]
fn mistakes_in_the_cell_are_pointed_at() {
    let place = place();
    let run = place
        .run(&["why", "missing[war=frist]"])
        .code(2)
        .no_results();
    assert_eq!(
        run.stderr,
        "error: no code of `war` is called `frist`
  | missing[war=frist]
  |             ^^^^^
  help: did you mean `first`?
"
    );
    for (cell, says) in [
        ("mising", "did you mean `missing`?"),
        ("missing[wra=first]", "did you mean `war`?"),
        ("missing[war=first", "this `[` is not closed"),
        ("missing@2025-13", "there is no month 13"),
        ("missing@", "a date is missing after `@`"),
        ("", "the name of a measure is missing"),
        ("missing\u{1b}[2J", "\\u{1b}[2J"),
    ] {
        place.run(&["why", cell]).code(2).no_results().warns(says);
    }
    place
        .run(&["why", "missing", "--source", "reprot"])
        .code(2)
        .warns("did you mean `report`?");
    place
        .run(&["why", "missing", "--format", "concise"])
        .code(2)
        .warns("concise");
}

#[test]
fn where_nothing_is_known_it_says_so() {
    let place = place();
    place
        .run(&["why", "missing"])
        .code(0)
        .says("missing@2025-03-10: 6 or more\n  printed: 3,990, report; it fits\n");
    let empty = Place::new(&[("crossfoot.yaml", BOOK)]);
    let run = empty.run(&["why", "missing"]).code(0).no_results();
    run.warns("nothing is known of this cell");
}

#[test]
fn many_dates_are_listed_without_steps() {
    let mut files = vec![("crossfoot.yaml".to_owned(), BOOK.to_owned())];
    for day in 10..30 {
        let text = TEXT
            .replace("report", &format!("r{day}"))
            .replace("-10", &format!("-{day}"));
        files.push((format!("{day}.yaml"), text));
    }
    let files: Vec<(&str, &str)> = (files.iter())
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let place = Place::new(&files);
    let run = place.run(&["why", "missing[war=first]"]).code(0);
    assert_eq!(
        run.stdout.matches(": 3,984\n").count(),
        12,
        "{}",
        run.stdout
    );
    run.says("\nThe steps behind a range: crossfoot why 'missing[war=first]@2025-03-29'\n")
        .warns("not shown: 8 earlier dates");
    let run = place
        .run(&["why", "missing[war=first]@2025-03-12", "--format", "json"])
        .code(0)
        .quiet();
    let json = run.json();
    assert_eq!(json["schema"], 1);
    let answer = &json["answers"][0];
    assert_eq!(answer["cell"], "missing[war=first]@2025-03-12");
    assert_eq!(answer["outcome"], "range");
    assert_eq!(answer["interval"]["low"], "3984");
    assert_eq!(answer["low"]["derivation"].as_array().unwrap().len(), 3);
    assert_eq!(json["earlier_dates"], 0);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let other = TEXT.replace("report", "other").replace("six", "seven");
    let forth = Place::new(&[
        ("crossfoot.yaml", BOOK),
        ("a.yaml", TEXT),
        ("b.yaml", &other),
    ]);
    let back = Place::new(&[
        ("crossfoot.yaml", BOOK),
        ("b.yaml", TEXT),
        ("a.yaml", &other),
    ]);
    for args in [&["why", "missing[war=first]"][..], &["show", "--implied"]] {
        let (forth, back) = (forth.run(args).code(0), back.run(args).code(0));
        assert_eq!(forth.stdout, back.stdout);
    }
}

#[test]
fn a_measure_that_nobody_prints_needs_a_date() {
    let book = "\
measures:
  staff: {type: count}
  beds: {type: count}
  cost: {type: count}
rules:
  budget: {assert: 12 * staff + 35 * beds == cost}
";
    let text = "\
source: {id: s, published: 2025-06-02}
claims: [{measure: cost, value: 4}, {measure: staff, value: 2}]
";
    let place = Place::new(&[("crossfoot.yaml", book), ("a.yaml", text)]);
    let run = place.run(&["why", "beds"]).code(0).no_results();
    run.warns("name a date with @date");
    // What it rests on contradicts itself, which is told.
    place
        .run(&["why", "beds@2025-06-02"])
        .code(0)
        .says("left out, since it contradicts other figures (see `crossfoot check`):\n    4, s: cost@2025-06-02\n");
}
