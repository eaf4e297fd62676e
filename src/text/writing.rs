//! YAML out: one text as a scalar that reads back as itself.

use std::borrow::Cow;

/// The text as a scalar in a block: plain where nobody could misread it, else in
/// double quotes.
pub fn scalar(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || " ,._-/()=%+'".contains(c);
    let begins = text.starts_with(|c: char| c.is_alphanumeric());
    let ends = !text.ends_with(' ');
    if begins && ends && text != "null" && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    Cow::Owned(out)
}

/// The text as the rest of one comment line: white space as single spaces, and what
/// nobody would see written out.
pub fn comment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match is_unseen(c) {
                true => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
                false => out.push(c),
            }
        }
    }
    out
}

/// Characters that a reader of the file would not see, or that move the others.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(
            c,
            '\u{180e}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}'
        )
        || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{FileId, read};

    #[test]
    fn plain_texts_stay_plain() {
        for (text, written) in [
            ("3,983", "3,983"),
            ("more than 600", "more than 600"),
            ("null", "\"null\""),
            ("a: b", "\"a: b\""),
            ("- x", "\"- x\""),
            ("", "\"\""),
            ("say \"x\"\n", "\"say \\\"x\\\"\\n\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in any::<String>()) {
            prop_assume!(!text.contains('\0'));
            let yaml = format!("key: {}\n", scalar(&text));
            let mut problems = Vec::new();
            let tree = read(FileId(0), &yaml, &mut problems);
            let value = tree.root().and_then(|root| root.get("key"));
            prop_assert_eq!(value.and_then(|value| value.text()), Some(text.as_str()), "{}", yaml);
            prop_assert!(problems.is_empty(), "{:?}", problems);
        }
    }
}
