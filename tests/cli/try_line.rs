//! `try`: one line without a file.

use crate::place::Place;

#[test]
fn verdicts_and_exit_status() {
    let place = Place::new(&[]);
    let try_line = |line: &str| place.run(&["try", line]);
    let run = try_line("3,983 = military 3,209 + civilian 775")
        .code(1)
        .quiet();
    assert_eq!(
        run.stdout,
        "  military     3,209  exact
+ civilian       775  exact
= computed     3,984
  stated       3,983  exact
  difference      -1  (allowed 0: all figures are exact)

it does not hold (off by 1)
"
    );
    try_line("3,983 = 3,209 + 774")
        .code(0)
        .says("\nit holds\n")
        .lacks("constant");
    try_line("1.2 million = 700,000 + 480,000")
        .code(0)
        .says("only by rounding or wording (off by 20,000 as printed)");
    try_line("over 600 = 6,000").code(0).says("strained");
    // Without quotation marks the words of a line are put together again.
    place.run(&["try", "5", "=", "3", "+", "2"]).code(0);
    place.run(&["try", "-5 = 3 - 8"]).says("difference");
}

#[test]
fn mistakes_have_a_caret() {
    let place = Place::new(&[]);
    place
        .run(&["try", "3,983 = 3,20 + 774"])
        .code(2)
        .no_results()
        .warns("\n  | 3,983 = 3,20 + 774\n  |          ^^^\n  help: ");
    place.run(&["try", "3,983"]).code(2).no_results();
    place.run(&["try", ""]).code(2).no_results();
    place.run(&["try"]).code(2).no_results();
    place
        .run(&["try", "5 = 12%"])
        .code(2)
        .warns("is a percentage");
}

#[test]
fn rounding_and_number_format() {
    let place = Place::new(&[]);
    place
        .run(&["try", "--number-format", "eu", "3.983 = 3.209 + 774"])
        .code(0);
    place
        .run(&["try", "--number-format", "us", "1 = 1"])
        .code(2);
    place.run(&["try", "1.2 million = 1,160,000"]).code(0);
    place
        .run(&["try", "1.2 million = 1,160,000", "--rounding", "truncate"])
        .code(1);
}
