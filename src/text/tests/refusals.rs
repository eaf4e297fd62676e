//! Constructs that are refused, and traps of the language: message, caret, help.

use super::{at, report, shape_of, tree};

fn says(text: &str, wanted: &str) {
    let report = report(text);
    assert_eq!(report, [wanted], "for {text:?}");
}

#[test]
fn anchors_aliases_tags_and_merge_keys() {
    says(
        "a: &x 5\n",
        "1:4 `&x` `&x` is an anchor, a name for a value to be used again | \
         remove it; quote the text if the `&` belongs to it",
    );
    says(
        "a: *x\nb: 1\n",
        "1:4 `*x` `*x` is an alias, a reference to a value elsewhere in the file | \
         write the value out; quote it if the asterisk belongs to the text",
    );
    says(
        "a: !!str 5\n",
        "1:4 `!!str` `!!str` is a tag, which tells a YAML reader the type of a value | \
         remove it: every value is read as the text it is; quote the text if the `!` belongs to it",
    );
    says(
        "a: {<<: {x: 1}, b: 2}\n",
        "1:5 `<<` `<<` merges one mapping into another; the entry is not read | write the entries out",
    );
    assert_eq!(
        shape_of("a: &x 5\nb: *x\nc: !!str 7\n<<: {d: 1}\n"),
        "{a: 5, c: 7}"
    );
    assert!(report("a: \"<<\"\n'<<': b\n").is_empty());
}

#[test]
fn an_alias_bomb_is_only_many_refusals() {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..30 {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        text += &format!("a{level}: &a{level} [{alias}]\n");
    }
    let report = report(&text);
    assert_eq!(report.len(), 101);
    assert!(report[100].contains("191 more problems"), "{}", report[100]);
}

#[test]
fn what_was_refused_marks_its_collection() {
    let (tree, _) = tree("a: {x: *y, z: 1}\nb: {z: 1}\n");
    assert!(!at(&tree, "a").is_complete());
    assert!(!at(&tree, "a").is_cut());
    assert!(at(&tree, "b").is_complete());
    assert!(!tree.root().unwrap().is_complete());
}

#[test]
fn keys_are_words_given_once() {
    says(
        "a: 1\nb: 2\na: 3\n",
        "3:1 `a` the key `a` is given twice | remove one of them, or give it another name",
    );
    assert_eq!(shape_of("a: 1\nb: 2\n\"a\": 3\n"), "{a: 1, b: 2}");
    let (_, problems) = tree("a: 1\na: 3\n");
    assert_eq!(problems[0].check, "duplicate-key");
    assert_eq!(problems[0].related[0].span.start, 0);
    says(
        "[a]: b\n",
        "1:1 `[` a key must be a word, not a list or a mapping; the entry is not read | \
         quote the key if the bracket belongs to its text",
    );
    says(
        ": b\n",
        "1:1 `:` the key before this colon is missing; the entry is not read | \
         quote the text if the colon belongs to it",
    );
    assert_eq!(shape_of("? [a]\n: 1\nb: 2\n"), "{b: 2}");
}

#[test]
fn one_document_without_directives() {
    says(
        "a: 1\n---\nb: 1\n",
        "2:1 `---` a second document begins here, and a file holds one | \
         the rest of the file, 2 lines from line 2, is not read | \
         put it into a file of its own, or remove the line",
    );
    says(
        "%YAML 1.2\n---\na: 1\n",
        "1:1 `%YAML 1.2` a line that begins with `%` is a directive to a YAML reader | remove the line",
    );
    assert!(report("---\na: 1\n...\n# end\n").is_empty());
    assert_eq!(shape_of(""), "nothing");
    assert_eq!(shape_of("# only a comment\n"), "nothing");
}

#[test]
fn a_comma_inside_braces() {
    let help = "| or write one entry a line, without the brackets";
    says(
        "a: {value: 3,983}\n",
        &format!(
            "1:12 `3,983` inside braces a comma ends the entry, so `3,983` is cut in two | quote the figure: \"3,983\" {help}"
        ),
    );
    says(
        "a: {value: 1,234,567, b: c}\n",
        &format!(
            "1:12 `1,234,567` inside braces a comma ends the entry, so `1,234,567` is cut in two | quote the figure: \"1,234,567\" {help}"
        ),
    );
    let cases = [
        ("{value: 3,983}", "{value: 3,983}"),
        ("{m: 3,209, c: 1,209}", "{m: 3,209, c: 1,209}"),
        (
            "{m: more than 3,209 people, c: 5}",
            "{m: more than 3,209 people, c: 5}",
        ),
        ("{m: 3, 209}", "{m: 3,209}"),
        ("{m: 3, 209: x}", "{m: 3, 209: x}"),
        ("{m: 3,209: x}", "{m: 3, 209: x}"),
        ("{m: 3, 20}", "{m: 3, 20: }"),
        ("{m: a, 209}", "{m: a, 209: }"),
        ("{m: \"3\", 209}", "{m: 3, 209: }"),
        ("{3,983}", "{3: , 983: }"),
        ("[600,700]", "[600, 700]"),
        ("[600, 700]", "[600, 700]"),
        ("[1,000,2,000]", "[1,000, 2,000]"),
        ("[1,234, 2,345]", "[1,234, 2,345]"),
        (
            "{between: [600, 700], at: 1}",
            "{between: [600, 700], at: 1}",
        ),
    ];
    for (text, shape) in cases {
        assert_eq!(shape_of(text), shape, "{text}");
    }
}

#[test]
fn signs_that_mean_something_else() {
    let not_read = "line 1, the last of the file, is not read";
    let text = "an unquoted `>` at the start of a value begins a block of text on the next line";
    let words = "or write it in words, as in `more than 3,900`";
    says(
        "value: >3900\n",
        &format!("1:8 `>3900` {text} | quote the value: \">3900\" | {words} | {not_read}"),
    );
    says(
        "value: > 3900\n",
        &format!("1:8 `> 3900` {text} | quote the value: \"> 3900\" | {words} | {not_read}"),
    );
    says(
        "value: >5\n",
        "1:8 `>5` `>` begins a block of text here, but no text follows | quote the value: \">5\"",
    );
    assert_eq!(shape_of("value: >5\nb: 1\n"), "{value: >5, b: 1}");
    for (sign, name) in [
        ("@x", "`@`"),
        ("`x", "a backtick"),
        ("%12", "`%`"),
        ("*", "`*`"),
        ("& b", "`&`"),
        (",5", "`,`"),
        ("? b", "`?`"),
    ] {
        says(
            &format!("value: {sign}\n"),
            &format!(
                "1:8 `{sign}` a value without quotation marks cannot begin with {name} | quote it: \"{sign}\" | {not_read}"
            ),
        );
    }
    says(
        "value: *3,983\n",
        "1:8 `*3,983` `*3` is an alias, a reference to a value elsewhere in the file | \
         write the value out; quote it if the asterisk belongs to the text | \
         line 1, the last of the file, is not read",
    );
    says(
        "value: - 5\n",
        "1:8 `- 5` a list cannot begin on the line of its key | \
         quote the text if the dash belongs to it: \"- 5\" | \
         or begin the list on the next line | line 1, the last of the file, is not read",
    );
    says(
        "value: a\u{1b}[0m\n",
        "1:9 `\u{1b}` an invisible control character (U+001B) stands here | \
         remove it; it often comes from copying out of a PDF file or a terminal | \
         line 1, the last of the file, is not read",
    );
}

#[test]
fn quotations_without_quotation_marks() {
    says(
        "quote: He said: 3,983\nb: 1\n",
        "1:15 `:` a colon followed by a space cannot stand inside text without quotation marks | \
         quote the text: \"He said: 3,983\" | line 1 is not read; reading goes on at line 2",
    );
    says(
        "quote: He said \"no\": 3,983\nb: 1\n",
        "1:20 `:` a colon followed by a space cannot stand inside text without quotation marks | \
         quote the text: 'He said \"no\": 3,983' | line 1 is not read; reading goes on at line 2",
    );
    says(
        "quote: \"He said\nb: 1\n",
        "1:8 `\"He said` the quotation mark opened here is not closed | \
         close it on the same line, or indent the lines that continue the text further than the key | \
         line 1 is not read; reading goes on at line 2",
    );
    says(
        "quote: 'it's bad'\nb: 1\n",
        "1:12 `s bad'` text follows the closing quotation mark | \
         inside single quotes write an apostrophe twice (''), or use double quotes around the whole text | \
         line 1 is not read; reading goes on at line 2",
    );
    says(
        "quote: \"a\\qb\"\nb: 1\n",
        "1:10 `\\q` `\\q` is not a character that can be written this way inside double quotes | \
         write \\\\ for a backslash, or use single quotes around the whole text | \
         line 1 is not read; reading goes on at line 2",
    );
}

#[test]
fn spaces_tabs_dashes_and_colons() {
    says(
        "c:\n\t- value: 1\nd: 1\n",
        "2:1 `\t` a tab is used to indent or to separate | \
         use spaces; YAML does not allow tabs here | \
         lines 1 to 2 are not read; reading goes on at line 3",
    );
    says(
        "c:\n  - a:1\n    b: 2\n  - c: 3\n",
        "2:5 `a:1` a space is missing after the colon, so this is read as text | \
         write `key: value` | lines 2 to 3 are not read; reading goes on at line 4",
    );
    says(
        "c:\n  - a: 1\n     b: 2\n  - c: 3\n",
        "3:6 `b: 2` this line is indented deeper than the one above, so it continues the value there | \
         indent it like the other keys of its entry | \
         lines 2 to 3 are not read; reading goes on at line 4",
    );
    says(
        "c:\n  -a: 1\n  - b: 2\nd: 1\n",
        "2:3 `-a: 1` a space is missing after the dash | write `- ` before a list item | \
         lines 2 to 3 are not read; reading goes on at line 4",
    );
    says(
        "a: 1\nb\nc: 2\n",
        "2:1 `b` this line is not of the form `key: value` | \
         add the colon, followed by a space; or indent the line further if it continues the text above | \
         line 2 is not read; reading goes on at line 3",
    );
}

#[test]
fn nesting_has_a_limit() {
    let deep = |levels| format!("a: {}x{}\nb: 1\n", "[".repeat(levels), "]".repeat(levels));
    assert!(report(&deep(15)).is_empty());
    let report = report(&deep(16));
    assert_eq!(report.len(), 1);
    assert!(report[0].contains("nested deeper than 16"), "{}", report[0]);
    assert!(shape_of(&deep(16)).ends_with("b: 1}"));
}
