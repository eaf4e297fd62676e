//! The one place that makes text from files safe to show: it is data, whatever
//! characters it holds.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) use crate::text::is_hostile;

/// The text with every character that could move the cursor, colour the screen,
/// break the line, reorder the text or hide in it written as an escape
/// (`\t`, `\n`, `\u{1b}`).
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if is_hostile(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Escapes, and shortens what is wider than `width` columns with an ellipsis.
pub(crate) fn shorten(text: &str, width: usize, ascii: bool) -> String {
    let text = escape(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let dots = ellipsis(ascii);
    let mut out = String::new();
    let mut used = dots.width();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out + dots
}

/// The same, but what is left out stood at the beginning.
pub(crate) fn shorten_left(text: &str, width: usize, ascii: bool) -> String {
    let text = escape(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let dots = ellipsis(ascii);
    let mut used = dots.width();
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        from = at;
    }
    format!("{dots}{}", text[from..].trim_start())
}

/// The mark of something left out.
pub(crate) fn ellipsis(ascii: bool) -> &'static str {
    if ascii { "..." } else { "…" }
}

/// Breaks text into lines of at most `width` columns, between words. A word
/// wider than that gets a line of its own.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            out.push('\n');
            used = 0;
        } else if !out.is_empty() {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += wide;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dangerous_is_left() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        let escaped = escape(&all);
        assert!(!escaped.chars().any(is_hostile));
        assert!(!escaped.chars().any(char::is_control));
    }

    #[test]
    fn escapes_name_the_character() {
        assert_eq!(escape("a\u{1b}[31m\tb\r\n"), "a\\u{1b}[31m\\tb\\r\\n");
        assert_eq!(
            escape("\u{202e}\u{2066}\u{9b}\u{feff}"),
            "\\u{202e}\\u{2066}\\u{9b}\\u{feff}"
        );
    }

    #[test]
    fn letters_and_spaces_of_all_scripts_stay() {
        for text in [
            "Şəhid ailələri",
            "行方不明",
            "می\u{200c}شود",
            "3\u{202f}983\u{a0}km",
            "й",
        ] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn shortens_to_columns() {
        assert_eq!(shorten("Commission", 10, false), "Commission");
        assert_eq!(shorten("Commission", 9, false), "Commissi…");
        assert_eq!(shorten("State Commission", 9, true), "State...");
        assert_eq!(
            shorten_left("[war=first, sex=women]", 12, false),
            "…sex=women]"
        );
        assert_eq!(shorten("行方不明者", 6, false), "行方…");
    }

    #[test]
    fn wraps_between_words() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("immeasurable x", 5), "immeasurable\nx");
        assert_eq!(wrap("short", 80), "short");
    }
}
