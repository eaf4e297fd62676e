//! Text from files inside Markdown and HTML: no markup, no link, no mention of anybody,
//! no reference to an issue.

use crate::output::comparison;
use crate::output::escape::escape;

/// An invisible character, by its number: what stands on its two sides is not read
/// together, and the output itself holds nothing invisible.
const GAP: &str = "&#8203;";

/// Text that means itself in Markdown.
pub(crate) fn inline(text: &str) -> String {
    // Escapes alone do not help here: sites look for mentions in what comes out.
    let text = comparison::literal(text)
        .replace("&#64;", "&#64;\u{0}")
        .replace("&#58;//", "&#58;\u{0}//")
        .replace("www&#46;", "www\u{0}&#46;");
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{0}' => out.push_str(GAP),
            '#' if out.ends_with('&') => out.push(c),
            c => {
                out.push(c);
                push_gap(c, chars.peek(), &mut out);
            }
        }
    }
    out
}

/// Text that means itself in HTML, on a line that Markdown leaves alone.
pub(crate) fn html(text: &str) -> String {
    let text = escape(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        match (c, chars.peek()) {
            ('@', _) | (':', Some('/')) => out.push_str(GAP),
            (c, next) => push_gap(c, next, &mut out),
        }
    }
    out.replace("www.", &format!("www{GAP}."))
}

/// Keeps a sign from naming an issue, a merge request, a label or a milestone.
fn push_gap(sign: char, next: Option<&char>, out: &mut String) {
    let named = next.is_some_and(|next| next.is_alphanumeric() || *next == '"');
    if named && matches!(sign, '#' | '!' | '~' | '%' | '$') {
        out.push_str(GAP);
    }
}

/// A block of text as it is, in a fence that nothing in it can close.
pub(crate) fn fenced(text: &str, language: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{text}\n{fence}")
}

/// A few words in code marks that nothing in them can close.
pub(crate) fn code(text: &str) -> String {
    let text = escape(text).replace('`', "'");
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_mentioned_and_nothing_linked() {
        assert_eq!(inline("@alice"), "&#64;&#8203;alice");
        assert_eq!(inline("see #12"), "see \\#&#8203;12");
        assert_eq!(inline("org/repo#12!7"), "org/repo\\#&#8203;12\\!&#8203;7");
        assert_eq!(inline("http://x"), "http&#58;&#8203;//x");
        assert_eq!(inline("www.x.org"), "www&#8203;&#46;x.org");
        assert_eq!(
            inline("[a](b) <b> | `c`"),
            "\\[a\\](b) &lt;b&gt; \\| \\`c\\`"
        );
        assert_eq!(inline("12% of 3,983"), "12% of 3,983");
        assert_eq!(
            html("@a <b> & \"c\" http://x"),
            "@&#8203;a &lt;b&gt; &amp; &quot;c&quot; http:&#8203;//x"
        );
        assert_eq!(html("#1 www.x"), "#&#8203;1 www&#8203;.x");
        assert!(!inline("a\u{0}b\u{200b}").contains(['\u{0}', '\u{200b}']));
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(fenced("a", "text"), "```text\na\n```");
        assert_eq!(fenced("```\n</details>", ""), "````\n```\n</details>\n````");
        assert_eq!(code("a`b"), "`a'b`");
    }
}
