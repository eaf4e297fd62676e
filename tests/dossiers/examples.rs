//! The examples print what their `expected.txt` says.

use crate::harness::{assert_file, folder, folders};

#[test]
fn examples_print_what_they_promise() {
    let names = folders("examples");
    assert!(
        names.len() >= 6,
        "at least six examples, found {}",
        names.len()
    );
    for name in names {
        let audit = folder(&format!("examples/{name}"), false);
        assert!(
            !audit.dossier.claims.is_empty(),
            "examples/{name} has claims"
        );
        assert_file(&format!("examples/{name}/expected.txt"), audit.text());
    }
}
