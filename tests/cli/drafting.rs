//! `draft`: where it writes, what it leaves alone, and that nothing of a text reaches the
//! terminal as it is.

use crate::place::Place;

const ARTICLE: &str = "Storm over Ard\n\n12 March 2026\n\n\
    The storm killed 41 people, including 9 children. In 2014 it was worse.\n";

#[test]
fn a_draft_loads_and_says_what_is_to_do() {
    let place = Place::new(&[("storm.txt", ARTICLE)]);
    place
        .run(&["draft", "storm.txt", "-o", "storm.yaml"])
        .code(0)
        .warns("wrote 1 claim with 2 figures to storm.yaml");
    place
        .run(&["check", "storm.yaml", "--format", "concise"])
        .code(0)
        .says("storm.yaml:6:14: warning[todo] still to do in this file: 1 measure, 1 dimension, 1 other entry")
        .warns("1 holds");
    place
        .run(&["draft", "storm.txt", "-o", "storm.yaml"])
        .code(2)
        .warns("nothing is overwritten");
    place
        .run(&["draft", "storm.txt", "--skipped"])
        .code(0)
        .says("published: 2026-03-12")
        .says("#   2014: year");
    place
        .run(&[
            "draft",
            "storm.txt",
            "-o",
            "b.yaml",
            "--update",
            "storm.yaml",
        ])
        .code(2);
}

#[test]
fn an_update_changes_nothing_that_stands_there() {
    let place = Place::new(&[("storm.txt", ARTICLE)]);
    place
        .run(&["draft", "storm.txt", "-o", "storm.yaml"])
        .code(0);
    place
        .run(&["draft", "storm.txt", "--update", "storm.yaml"])
        .code(0)
        .warns("nothing new for storm.yaml");
    let edited = place
        .read("storm.yaml")
        .replacen("measure: TODO", "measure: deaths", 1);
    place.write("storm.yaml", &edited);
    place.write(
        "storm.txt",
        format!("{ARTICLE}It cost 35 houses their roofs.\n"),
    );
    place
        .run(&["draft", "storm.txt", "--update", "storm.yaml"])
        .code(0)
        .warns("added: storm/35-houses-roofs");
    let updated = place.read("storm.yaml");
    assert!(updated.contains("measure: deaths") && updated.contains("value: 35"));
    place.write("storm.txt", "Nothing happened to 5 hens.\n");
    place
        .run(&["draft", "storm.txt", "--update", "storm.yaml"])
        .code(0)
        .warns("no longer in the article: storm/41-people");
    place.write("flow.yaml", "claims: [{measure: a, value: 1}]\n");
    place
        .run(&["draft", "storm.txt", "--update", "flow.yaml"])
        .code(2)
        .warns("cannot be added to");
    assert_eq!(
        place.read("flow.yaml"),
        "claims: [{measure: a, value: 1}]\n"
    );
}

#[test]
fn pages_are_read_without_their_tags() {
    let page = "<!doctype html><title>Storm</title><p>The storm killed <b>4</b>1&nbsp;people.<script>99</script>";
    let place = Place::new(&[("storm.html", page)]);
    place
        .run(&["draft", "storm.html", "-o", "storm.yaml"])
        .code(0);
    place
        .run(&["check", "storm.yaml"])
        .code(0)
        .lacks("quote-not-in-text");
    let json = place.run(&["draft", "storm.html", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    let found = &json["expressions"][0];
    let (start, end) = (&found["start_byte"], &found["end_byte"]);
    let stretch = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
    assert_eq!(
        (&page[stretch], found["text"].as_str()),
        ("4</b>1", Some("41"))
    );
    let text = place.command(&["draft", "-", "--from", "text"]).input(page);
    text.run().code(0).says("value: 4\n");
}

#[test]
fn an_article_is_marked() {
    let hostile = "\u{1b}[31mIn 2014 some 600 people\u{202e} came.\n";
    let place = Place::new(&[("a.txt", hostile)]);
    let plain = place.run(&["draft", "a.txt", "--annotate"]);
    plain
        .code(0)
        .says("{2014: year} [some 600] people\\u{202e} came.");
    let coloured = place.run(&["draft", "a.txt", "--annotate", "--color", "always"]);
    coloured
        .code(0)
        .says("\u{1b}[1;32msome 600\u{1b}[0m")
        .lacks("\u{1b}[31m");
}

#[test]
fn a_text_without_figures_is_no_draft() {
    let place = Place::new(&[("a.txt", "Nothing is counted here.\n")]);
    place
        .run(&["draft", "a.txt"])
        .code(3)
        .warns("no figures were found");
}
