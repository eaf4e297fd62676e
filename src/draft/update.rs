//! A second draft into a file that a person has worked on: all that stands there stays as
//! it is, byte for byte; what is new in the article is added at the end of the claims.
//! The file remembers what was drafted, so that what was deleted stays deleted.

use rustc_hash::FxHashSet;

use super::Draft;
use crate::text::tree::{Kind, Node};
use crate::text::{FileId, Problem, Severity, comment, read};

/// The comment that lists ids.
const LEDGER: &str = "# drafted:";
/// Its lines are broken after so many columns.
const WIDE: usize = 96;

/// A file with what is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The file; the same text if nothing is new.
    pub text: String,
    /// Ids of the claims that were added.
    pub added: Vec<String>,
    /// Ids of drafted claims that stand in the file and no longer in the article.
    pub vanished: Vec<String>,
}

/// Why a file cannot be updated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateError {
    /// It has mistakes: the first of them.
    Broken(Box<Problem>),
    /// Its claims are written in a way that nothing can be added to.
    Form,
}

/// Adds what is new in a draft to a file.
///
/// # Errors
/// When the file cannot be read, or its claims are no list with one claim a line or more.
pub fn update(file: &str, draft: &Draft) -> Result<Updated, UpdateError> {
    let mut problems = Vec::new();
    let tree = read(FileId(0), file, &mut problems);
    if let Some(problem) = problems.into_iter().find(|p| p.severity == Severity::Error) {
        return Err(UpdateError::Broken(Box::new(problem)));
    }
    let root = tree.root().filter(|root| root.kind() == Kind::Mapping);
    let root = root.ok_or(UpdateError::Form)?;
    let claims = root.get("claims").filter(|claims| !claims.is_null());
    let items: Vec<Node<'_>> = match claims {
        Some(claims) if claims.kind() == Kind::Sequence => claims.items().collect(),
        Some(_) => return Err(UpdateError::Form),
        None => Vec::new(),
    };
    let listed: FxHashSet<String> = listed(file).into_iter().collect();
    let own: Vec<&str> = items
        .iter()
        .filter_map(|item| item.get("id")?.text())
        .collect();
    let mut known = listed.clone();
    known.extend(own.iter().map(|id| short(id)));
    let known = |id: &str| known.contains(&short(id));

    let (mut added, mut yaml) = (Vec::new(), Vec::new());
    for entry in &draft.entries {
        let parts = || entry.parts.iter().filter(|(id, _)| !known(id));
        let fresh = !known(&entry.id);
        if fresh && parts().count() == entry.parts.len() {
            added.push(entry.id.clone());
            yaml.push(entry.yaml.clone());
            continue;
        }
        if fresh {
            added.push(entry.id.clone());
            yaml.push(entry.alone.clone());
        }
        for (id, part) in parts() {
            added.push(id.clone());
            let why = format!("  # suggested: a part of {}\n", comment(&entry.id));
            yaml.push(why + part);
        }
    }
    let drafted: FxHashSet<String> = draft.ids.iter().map(|id| short(id)).collect();
    let vanished = own
        .iter()
        .filter(|id| listed.contains(&short(id)) && !drafted.contains(&short(id)))
        .map(|id| (*id).to_owned())
        .collect();
    let fresh: Vec<String> = draft.ids.iter().filter(|id| !known(id)).cloned().collect();
    if fresh.is_empty() {
        let text = file.to_owned();
        return Ok(Updated {
            text,
            added,
            vanished,
        });
    }
    let count = items.len() + yaml.len();
    let mut text = insert(file, claims, &items, &yaml)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&ledger(&fresh, listed.is_empty()));
    match still_loads(&text, count) {
        true => Ok(Updated {
            text,
            added,
            vanished,
        }),
        false => Err(UpdateError::Form),
    }
}

/// The ids that a file says were drafted.
fn listed(file: &str) -> Vec<String> {
    let lines = file.lines().filter_map(|line| line.strip_prefix(LEDGER));
    lines
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect()
}

/// An id without its source, as the comment lists it.
fn short(id: &str) -> String {
    comment(id.rsplit_once('/').map_or(id, |(_, name)| name))
}

/// The comment that lists ids.
pub(super) fn ledger(ids: &[String], heading: bool) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    if heading {
        out.push_str(
            "\n# What was drafted so far: `--update` drafts none of it again, deleted or not.\n",
        );
    }
    let mut line = LEDGER.to_owned();
    for id in ids {
        let id = short(id);
        if line.len() > LEDGER.len() && line.len() + 1 + id.len() > WIDE {
            out.push_str(&line);
            out.push('\n');
            line = LEDGER.to_owned();
        }
        line.push(' ');
        line.push_str(&id);
    }
    out + &line + "\n"
}

/// The file with items added to its claims.
fn insert(
    file: &str,
    claims: Option<Node<'_>>,
    items: &[Node<'_>],
    yaml: &[String],
) -> Result<String, UpdateError> {
    let (Some(claims), Some(last)) = (claims, items.last()) else {
        return Ok(begin(file, claims, yaml));
    };
    let span = claims.span();
    let first = items[0].span().start as usize;
    let line = file[..first].rfind('\n').map_or(0, |at| at + 1);
    let dash = file[line..first].find('-').ok_or(UpdateError::Form)?;
    let indent = &file[line..line + dash];
    if file[span.start as usize..].starts_with('[') || !indent.trim().is_empty() {
        return Err(UpdateError::Form);
    }
    let end = file[..end_of(file, *last)].trim_end().len();
    let end = file[end..].find('\n').map_or(file.len(), |at| end + at + 1);
    let mut out = file[..end].to_owned();
    if !out.ends_with('\n') {
        out.push('\n');
    }
    for entry in yaml {
        out.push('\n');
        for line in entry.lines() {
            let rest = line.strip_prefix("  ").unwrap_or(line);
            out.push_str(&format!("{indent}{rest}\n"));
        }
    }
    out.push_str(&file[end..]);
    Ok(out)
}

/// The file with its first claims.
fn begin(file: &str, claims: Option<Node<'_>>, yaml: &[String]) -> String {
    let list = yaml.join("\n");
    match claims {
        // An empty list, `[]`.
        Some(claims) => {
            let span = claims.span();
            let (start, end) = (span.start as usize, span.end as usize);
            let before = file[..start].trim_end();
            format!("{before}\n{}{}", list.trim_end(), &file[end..])
        }
        None => format!("{}\n\nclaims:\n{list}", file.trim_end()),
    }
}

/// Where the last thing in a node ends.
fn end_of(file: &str, node: Node<'_>) -> usize {
    let flow = file[node.span().start as usize..].starts_with(['{', '[']);
    let last = match node.kind() {
        Kind::Scalar => None,
        Kind::Sequence => node.items().last(),
        Kind::Mapping => node.entries().last().map(|(_, value)| value),
    };
    let own = node.span().end as usize;
    match last {
        // The end of a block is where the next thing begins: that of its last child is
        // meant, but brackets close after it.
        Some(last) if !flow => end_of(file, last),
        _ => own,
    }
}

/// Whether the file has so many claims and no mistake.
fn still_loads(text: &str, claims: usize) -> bool {
    let mut problems = Vec::new();
    let tree = read(FileId(0), text, &mut problems);
    let found = tree.root().and_then(|root| root.get("claims"));
    problems.is_empty() && found.is_some_and(|found| found.items().count() == claims)
}
