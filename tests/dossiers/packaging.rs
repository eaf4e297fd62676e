//! The reference of commands is what the program says of itself, and the files that
//! other tools read, for hooks and workflows, name options that exist.

use crate::harness::assert_file;

#[test]
fn the_reference_is_what_the_program_says() {
    assert_file("docs/cli.md", crossfoot::cli::reference());
}
