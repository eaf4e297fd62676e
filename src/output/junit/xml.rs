//! Text and attributes of XML 1.0.

use crate::output::escape::escape;

/// ` name="value"` for each. Text from files is escaped.
pub(super) fn attributes(pairs: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!(" {name}=\"{}\"", plain(&escape(value)));
    pairs.iter().map(one).collect()
}

/// Text of an element, lines kept.
pub(super) fn text(text: &str) -> String {
    let lines: Vec<String> = (text.split('\n'))
        .map(|line| plain(&escape(line)))
        .collect();
    lines.join("\n")
}

/// Signs of XML as references, and what XML cannot hold as the sign of something lost.
/// Control characters are no longer in it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            attributes(&[("name", "a<\"b\"&\n\u{1b}\u{ffff}")]),
            " name=\"a&lt;&quot;b&quot;&amp;\\n\\u{1b}\u{fffd}\""
        );
        assert_eq!(text("]]>\n<!-- -->"), "]]&gt;\n&lt;!-- --&gt;");
    }
}
