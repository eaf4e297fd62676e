//! `explain`: every page can be read.

use crate::place::Place;

#[test]
fn pages_lists_and_hints() {
    let place = Place::new(&[]);
    let list = place.run(&["explain", "--list"]).code(0).quiet();
    for check in crossfoot::checks::CHECKS {
        assert!(
            list.stdout.contains(&format!("\n {} ", check.id)),
            "{}",
            check.id
        );
        let page = place.run(&["explain", check.id]).code(0).quiet();
        assert!(page.stdout.starts_with(check.id), "{}", check.id);
    }
    place
        .run(&["explain", "exit-codes"])
        .code(0)
        .says("no claims were found");
    place
        .run(&["explain", "hedges"])
        .code(0)
        .says("more than n")
        .says("dozens")
        .says("(n, ∞)");
    let unknown = place.run(&["explain", "hedgs"]).code(2).no_results();
    unknown.warns("did you mean `hedges`?").warns("--list");
    place.run(&["explain"]).code(2).no_results();
}
