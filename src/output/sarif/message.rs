//! Messages of a SARIF log: a plain text of paragraphs, and the same with its tables in
//! Markdown.

use serde::Serialize;

use crate::findings::Finding;
use crate::output::escape::escape;
use crate::output::markdown::{fenced, inline};
use crate::output::working;

/// Columns of a table in a message.
const WIDTH: usize = 100;

/// A message object.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Message {
    /// One paragraph.
    pub fn plain(text: &str) -> Self {
        Self {
            text: literal(&escape(text)),
            markdown: None,
        }
    }

    /// What a finding says. Its first sentence stands alone where there is little room.
    pub fn of(finding: &Finding, ascii: bool) -> Self {
        let mut text = vec![sentence(&escape(&finding.message))];
        let mut markdown = vec![sentence(&inline(&finding.message))];
        if finding.concise != finding.message {
            text.push(sentence(&escape(&finding.concise)));
        }
        let tables = working::blocks(finding, WIDTH, ascii).join("\n\n");
        if !tables.is_empty() {
            markdown.push(fenced(&tables, "text"));
        }
        for (kind, remark) in working::remarks(finding) {
            text.push(format!("{kind}: {}", sentence(&remark)));
            markdown.push(format!("{kind}: {}", sentence(&inline(&remark))));
        }
        Self {
            text: literal(&text.join("\n\n")),
            markdown: Some(braced(&markdown.join("\n\n"))),
        }
    }
}

/// With a full stop, which ours do not have and this format wants.
fn sentence(text: &str) -> String {
    match text.ends_with(['.', '?', '!']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

/// Text without placeholders and without links.
fn literal(text: &str) -> String {
    braced(text).replace("](", "\\](")
}

/// Text without placeholders: the format has them in braces.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_link_or_a_placeholder() {
        let text = Message::plain("{0} [here](http://x) killed[sex=women] {{1}").text;
        assert_eq!(text, "{{0}} [here\\](http://x) killed[sex=women] {{{{1}}");
    }
}
