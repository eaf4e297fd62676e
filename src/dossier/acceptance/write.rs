//! Acceptances put into the text of a claim file, of which nothing else changes.

use crate::text::tree::{Kind, Node, read};
use crate::text::{FileId, scalar};

/// Longest list of claims that is written on one line.
const LINE: usize = 80;

/// An acceptance to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAcceptance {
    /// The check.
    pub check: String,
    /// Ids of the claims.
    pub claims: Vec<String>,
    /// The fingerprint, where the claims do not tell the finding from others.
    pub fingerprint: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day, as written.
    pub until: Option<String>,
}

impl NewAcceptance {
    /// The lines of the entry, without indentation and line breaks.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("- check: {}", scalar(&self.check))];
        let claims: Vec<String> = self.claims.iter().map(|id| in_list(id)).collect();
        let listed = format!("  claims: [{}]", claims.join(", "));
        if listed.chars().count() <= LINE && !claims.is_empty() {
            lines.push(listed);
        } else if !claims.is_empty() {
            lines.push("  claims:".to_owned());
            lines.extend(claims.iter().map(|id| format!("    - {id}")));
        }
        if let Some(print) = &self.fingerprint {
            lines.push(format!("  fingerprint: {}", scalar(print)));
        }
        lines.push(format!("  reason: {}", scalar(&self.reason)));
        if let Some(until) = &self.until {
            lines.push(format!("  until: {}", scalar(until)));
        }
        lines
    }
}

/// An id as an item of a list in brackets.
fn in_list(id: &str) -> String {
    let plain = scalar(id);
    match id.contains(',') && !plain.starts_with('"') {
        true => format!("\"{id}\""),
        false => plain.into_owned(),
    }
}

/// The text of a claim file with acceptances added at the end of its `accept:` list,
/// which is made if there is none. Every byte of `text` is in the result, in order.
///
/// # Errors
/// Why it cannot be done, one sentence without a full stop: the file has errors, or what
/// is there is written in brackets.
pub fn add_acceptances(text: &str, entries: &[NewAcceptance]) -> Result<String, &'static str> {
    const BROKEN: &str = "the file cannot be read as it is: mend it first";
    let mut problems = Vec::new();
    let tree = read(FileId(0), text, &mut problems);
    if !problems.is_empty() {
        return Err(BROKEN);
    }
    let root = tree.root().filter(|root| !root.is_null());
    if root.is_some_and(|root| root.kind() != Kind::Mapping || flow(text, root)) {
        return Err("the file is written in braces: put the entry in by hand");
    }
    let place = place(text, root)?;
    let newline = match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let mut lines = Vec::new();
    if place.with_key {
        lines.push(format!("{}accept:", " ".repeat(place.key)));
    }
    let indent = " ".repeat(place.dash);
    for entry in entries {
        lines.extend(entry.lines().iter().map(|line| format!("{indent}{line}")));
    }
    let (before, after) = text.split_at(place.at);
    let mut out = String::with_capacity(text.len() + 200);
    out.push_str(before);
    // Where the file ends without a line break, so does what is added.
    let open = !before.is_empty() && !before.ends_with('\n');
    for (at, line) in lines.iter().enumerate() {
        if at > 0 || open {
            out.push_str(newline);
        }
        out.push_str(line);
    }
    if !open {
        out.push_str(newline);
    }
    out.push_str(after);
    match same_but_for(text, &out, entries.len()) {
        true => Ok(out),
        false => Err("the place for the entry cannot be told: put it in by hand"),
    }
}

/// Where entries go.
struct Place {
    at: usize,
    /// Column of the key `accept`.
    key: usize,
    /// Column of the dashes.
    dash: usize,
    /// Whether the key is to be written.
    with_key: bool,
}

fn place(text: &str, root: Option<Node<'_>>) -> Result<Place, &'static str> {
    let key_column = |root: Node<'_>| column(text, root.span().start as usize);
    let mut entries = root.into_iter().flat_map(Node::entries);
    let Some((key, value)) = entries.find(|(key, _)| key.text() == Some("accept")) else {
        let key = root.map_or(0, key_column);
        return Ok(Place {
            at: text.len(),
            key,
            dash: key + 2,
            with_key: true,
        });
    };
    let start = key.span().start as usize;
    let key = column(text, start);
    let place = |at: usize, dash| Place {
        at: line_end(text, at),
        key,
        dash,
        with_key: false,
    };
    if value.is_null() && value.span().start == value.span().end {
        return Ok(place(start, key + 2));
    }
    let first = match value.kind() {
        Kind::Sequence if !flow(text, value) => value.items().next(),
        _ => return Err("`accept` is not written as a list of lines: put the entry in by hand"),
    };
    let first = first.ok_or("`accept` is empty: put the entry in by hand")?;
    let dash = text[..first.span().start as usize].trim_end().len();
    let dash = dash.saturating_sub(1);
    Ok(place(value.span().end as usize, column(text, dash)))
}

/// Whether a collection is written in brackets.
fn flow(text: &str, node: Node<'_>) -> bool {
    let from = node.span().start as usize;
    node.kind() != Kind::Scalar
        && text[from..].starts_with(['{', '['])
        && node.span().end > node.span().start
        && !starts_with_flow_child(node)
}

/// Whether a block collection begins with a collection in brackets.
fn starts_with_flow_child(node: Node<'_>) -> bool {
    let first = node.items().next();
    first.is_some_and(|first| first.span().start == node.span().start)
}

/// The start of the line after the one that holds a byte.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}

/// How many characters stand before a byte on its line.
fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[line..at].chars().count()
}

/// Whether the second text says what the first does, with so many more acceptances.
fn same_but_for(old: &str, new: &str, more: usize) -> bool {
    let mut problems = Vec::new();
    let (old, new) = (
        read(FileId(0), old, &mut problems),
        read(FileId(0), new, &mut problems),
    );
    let accepts = |root: Option<Node<'_>>| -> usize {
        let list = root.and_then(|root| root.get("accept"));
        list.map_or(0, |list| list.items().count())
    };
    let (before, after) = (old.root(), new.root());
    if !problems.is_empty() || accepts(after) != accepts(before) + more {
        return false;
    }
    let entries = |root: Option<Node<'_>>| {
        let mut texts = Vec::new();
        for (key, value) in root.into_iter().flat_map(Node::entries) {
            match key.text() {
                Some("accept") => {
                    let items = value.items().take(accepts(before));
                    texts.extend(items.map(|item| format!("{item:?}")));
                }
                key => texts.push(format!("{key:?} {value:?}")),
            }
        }
        texts
    };
    let kept = |texts: Vec<String>| {
        let mut texts = texts;
        texts.sort_unstable();
        texts
    };
    kept(entries(before)) == kept(entries(after))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
