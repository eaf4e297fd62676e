//! Writing an `accept:` entry into the text of a file: one insertion, the rest stays as
//! it is byte by byte. Nothing is written where the file would not read back with just
//! that entry more.

use crate::text::{self, FileId, Kind, Tree};

/// What to insert, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Insertion {
    /// The byte before which it goes.
    pub at: usize,
    /// The lines.
    pub text: String,
}

/// An entry for a check and claims, with a reason still to be given.
pub(super) fn insertion(source: &str, check: &str, claims: &[String]) -> Option<Insertion> {
    let mut problems = Vec::new();
    let tree = text::read(FileId(0), source, &mut problems);
    let root = tree.root()?;
    if !problems.is_empty() || root.kind() != Kind::Mapping {
        return None;
    }
    let listed = root.get("accept");
    let (at, column, opens) = match listed {
        // Behind the last entry, below its dash.
        Some(list) if list.kind() == Kind::Sequence => {
            let (first, last) = (list.items().next()?, list.items().last()?);
            let dash = source[..first.span().start as usize].rfind('-')?;
            let line = source[..dash].rfind('\n').map_or(0, |end| end + 1);
            (
                line_end(source, last.span().end as usize),
                dash - line,
                false,
            )
        }
        Some(_) => return None,
        None => (source.len(), 2, true),
    };
    let newline = if source.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut lines = Vec::new();
    if opens {
        lines.push("accept:".to_owned());
    }
    let dash = " ".repeat(column);
    lines.push(format!("{dash}- check: {}", text::scalar(check)));
    lines.push(format!("{dash}  claims:"));
    for claim in claims {
        lines.push(format!("{dash}    - {}", text::scalar(claim)));
    }
    lines.push(format!("{dash}  reason: TODO"));
    let mut written = lines.join(newline) + newline;
    if at > 0 && !source[..at].ends_with('\n') {
        written.insert_str(0, newline);
    }
    let insertion = Insertion { at, text: written };
    insertion
        .reads_back(source, count(&tree))
        .then_some(insertion)
}

impl Insertion {
    fn reads_back(&self, source: &str, before: usize) -> bool {
        let mut after = source.to_owned();
        after.insert_str(self.at, &self.text);
        let mut problems = Vec::new();
        let tree = text::read(FileId(0), &after, &mut problems);
        problems.is_empty() && count(&tree) == before + 1
    }
}

fn count(tree: &Tree<'_>) -> usize {
    let list = tree.root().and_then(|root| root.get("accept"));
    list.map_or(0, |list| list.items().count())
}

/// Where the line after the one that holds a byte begins.
fn line_end(source: &str, at: usize) -> usize {
    source[at..]
        .find('\n')
        .map_or(source.len(), |end| at + end + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn after(source: &str) -> Option<String> {
        let claims = ["a/m".to_owned(), "a/m[x=y]".to_owned()];
        let found = insertion(source, "sources-disagree", &claims)?;
        let mut text = source.to_owned();
        text.insert_str(found.at, &found.text);
        Some(text)
    }

    const ENTRY: &str = "  - check: sources-disagree\n    claims:\n      - a/m\n      - \"a/m[x=y]\"\n    reason: TODO\n";

    #[test]
    fn an_entry_goes_behind_the_others_or_to_the_end() {
        let alone = "claims: [] # none\n";
        assert_eq!(after(alone).unwrap(), format!("{alone}accept:\n{ENTRY}"));
        assert_eq!(
            after("claims: []").unwrap(),
            format!("claims: []\naccept:\n{ENTRY}")
        );
        let listed = "accept:\n  - check: x\n    claims: [a] # why\n\n# the claims\nclaims: []\n";
        let expected = listed.replace("# why\n", &format!("# why\n{ENTRY}"));
        assert_eq!(after(listed).unwrap(), expected);
        let flush = "accept:\n- check: x\n  reason: y";
        let found = after(flush).unwrap();
        assert!(
            found.starts_with(
                "accept:\n- check: x\n  reason: y\n- check: sources-disagree\n  claims:\n"
            ),
            "{found}"
        );
        let windows = "claims: []\r\n";
        assert!(!after(windows).unwrap().replace("\r\n", "").contains('\n'));
    }

    #[test]
    fn what_would_not_read_back_is_not_written() {
        for source in [
            "accept: [{check: x}]\n",
            "accept: x\n",
            "{claims: []}\n",
            "a: {",
            "- x\n",
            "",
        ] {
            assert_eq!(after(source), None, "{source}");
        }
    }
}
