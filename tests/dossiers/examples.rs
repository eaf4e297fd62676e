//! The examples print what their `expected.txt` says.

use std::process::Command;

use crate::harness::{TODAY, assert_file, folder, folders, root};

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

/// The other tests audit through the library: the program prints the same.
#[test]
fn the_program_prints_what_the_library_gives() {
    for path in ["claims", "examples/off-by-one", "examples/accepted"] {
        let output = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
            .args(["check", path, "--today", TODAY])
            .current_dir(root())
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{path}");
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed, folder(path, false).text(), "{path}");
    }
}
