//! Documents of any shape as text that no terminal can be tricked with.

use serde::Serialize;

use crate::output::escape::is_hostile;

/// A document as text, for whatever makes one.
pub fn document(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document)
        .expect("strings, numbers and lists of them always serialize");
    let mut text = escaped(text);
    text.push('\n');
    text
}

/// The same document with the characters that could trick a terminal written as
/// `\u` escapes. They can stand only inside strings, where both mean the same.
pub fn escaped(text: String) -> String {
    // A report on a large table is long, and hardly ever has any.
    if !text.chars().any(|c| c != '\n' && is_hostile(c)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}
