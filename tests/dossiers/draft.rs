//! Drafts: the page shows real output, and the example begins with what is drafted.

use std::process::Command;

use crate::harness::{assert_file, read, root};

/// What the program prints for some arguments, run in a folder of the repository.
fn printed(folder: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
        .args(arguments)
        .current_dir(root().join(folder))
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    String::from_utf8(output.stdout).unwrap()
}

/// With `SNAPSHOTS=overwrite` the output is put into the page.
#[test]
fn the_page_shows_real_output() {
    let page = read("docs/draft.md");
    let mut real = String::new();
    let mut blocks = page.split("```console\n");
    real.push_str(blocks.next().unwrap());
    let mut shown = 0;
    for block in blocks {
        let (block, rest) = block.split_once("```").unwrap();
        let command = block.lines().next().unwrap();
        let arguments = command.strip_prefix("$ crossfoot ").unwrap();
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = printed("", &arguments);
        real.push_str(&format!("```console\n{command}\n{output}```{rest}"));
        shown += 1;
    }
    assert_eq!(shown, 2);
    assert_file("docs/draft.md", real);
}

#[test]
fn the_example_begins_with_what_is_drafted() {
    let drafted = printed("examples/draft", &["draft", "2026-03-14-ferry.txt"]);
    assert_file("examples/draft/drafted.txt", drafted);
}
