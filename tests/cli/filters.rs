//! Filters narrow what is reported, never what is loaded.

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

fn two_findings() -> Place {
    let negative = "\
source: {id: other, published: 2024-05-02}
claims:
  - measure: doses
    value: -5
";
    let codebook = format!("{CODEBOOK}  place:\n    codes: {{all: {{}}}}\n").replace(
        "dimensions:",
        "  doses: {type: count, aliases: [vaccinations]}\ndimensions:",
    );
    Place::new(&[
        ("crossfoot.yaml", &codebook),
        ("wrong.yaml", &wrong()),
        ("other.yaml", negative),
    ])
}

#[test]
fn only_and_skip_take_lists_and_repeat() {
    let place = two_findings();
    let both = place.run(&[]).code(1);
    let both = both
        .says("error[parts-do-not-sum]")
        .says("error[implausible-value]");
    both.lacks("hidden");
    place
        .run(&["--only", "parts-do-not-sum"])
        .code(1)
        .lacks("implausible")
        .says("1 hidden by filters");
    place
        .run(&["--only", "parts-do-not-sum,implausible-value"])
        .lacks("hidden");
    place
        .run(&["--only", "no-date", "--only", "no-quote"])
        .code(0)
        .lacks("error[");
    place
        .run(&["--skip", "parts-do-not-sum, implausible-value"])
        .code(0)
        .says("2 hidden by filters");
}

#[test]
fn unknown_checks_are_refused_with_a_hint() {
    let place = two_findings();
    for option in ["--only", "--skip"] {
        place
            .run(&[option, "share-mismatch,parts-do-not-summ"])
            .code(2)
            .no_results()
            .warns("did you mean `parts-do-not-sum`?");
    }
}

#[test]
fn measures_and_sources_narrow() {
    let place = two_findings();
    place
        .run(&["--measure", "doses"])
        .code(1)
        .lacks("parts-do-not-sum")
        .says("implausible");
    place
        .run(&["--measure", "vaccinations"])
        .code(1)
        .lacks("parts-do-not-sum")
        .says("implausible");
    place
        .run(&["--source", "wrong"])
        .code(1)
        .lacks("implausible")
        .says("4 claims from 2 sources");
    place
        .run(&["--source", "wrong", "--measure", "doses"])
        .code(0);
    place
        .run(&["--measure", "dozes"])
        .code(2)
        .no_results()
        .warns("did you mean `doses`?");
    place
        .run(&["--source", "nobody"])
        .code(2)
        .warns("there are: other, wrong");
}

#[test]
fn only_lets_a_pedantic_check_speak() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("right.yaml", RIGHT)]);
    place.run(&["--only", "no-quote"]).says("note[no-quote]");
}
