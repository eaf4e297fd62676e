//! Comments that speak to a program: where they stand, and the entry right below.
//! The parser does not collect comments; a line is looked up in the tree only if it
//! holds the word, so that files without one cost a search for it.

use memchr::memmem;

use super::Span;
use super::tree::{Raw, Tree};

/// A comment that begins with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From its `#` to the end of the line.
    pub span: Span,
    /// Where its text begins after the word.
    pub text: u32,
    /// Whether nothing stands in front of it.
    pub alone: bool,
    /// The entry whose lines follow: an item of a list, or a key with its value. Other
    /// comments may stand between, an empty line may not.
    pub below: Option<Span>,
}

/// The comments of a file that begin with `word`, in order, each with what follows the
/// word. `trees` are the file's.
pub fn comments<'t>(trees: &[&'t Tree<'_>], word: &str) -> Vec<(Comment, &'t str)> {
    // The tree of a stretch knows the text up to its own end.
    let Some(text) = trees.last().map(|tree| tree.source) else {
        return Vec::new();
    };
    let found = memmem::find_iter(text.as_bytes(), word);
    // Which nodes are keys, of each tree once it is asked for.
    let mut keys = vec![None; trees.len()];
    let found = found.filter_map(|at| comment((trees, &mut keys), text, at, word.len()));
    let words = |comment: &Comment| &text[comment.text as usize..comment.span.end as usize];
    found.map(|comment| (comment, words(&comment))).collect()
}

/// The trees of a file, and of each which nodes are keys, where that is known.
type Trees<'a, 't> = (&'a [&'t Tree<'t>], &'a mut [Option<Vec<bool>>]);

fn comment((trees, keys): Trees<'_, '_>, text: &str, at: usize, length: usize) -> Option<Comment> {
    let blank = |c: char| matches!(c, ' ' | '\t');
    let sign = text[..at].trim_end_matches(blank).strip_suffix('#')?.len();
    let line = line_start(text, sign);
    let before = &text[line..sign];
    if !before.is_empty() && !before.ends_with(blank) {
        return None;
    }
    let tree = trees.get(holder(trees, sign))?;
    if in_scalar(tree, sign as u32) {
        return None;
    }
    let end = memchr::memchr(b'\n', &text.as_bytes()[sign..]).map_or(text.len(), |n| sign + n);
    let end = sign + text[sign..end].trim_end().len();
    let alone = before.chars().all(blank);
    Some(Comment {
        span: Span::new(tree.file, sign as u32, end as u32),
        text: (at + length) as u32,
        alone,
        below: alone.then(|| below((trees, keys), text, end)).flatten(),
    })
}

/// The number of the tree that knows a byte. Each begins where the one before it ends.
fn holder(trees: &[&Tree<'_>], at: usize) -> usize {
    trees.partition_point(|tree| tree.source.len() <= at)
}

/// Whether a byte belongs to a text of the file: scalars hold nothing, so only what
/// begins last before it can be one around it.
fn in_scalar(tree: &Tree<'_>, at: u32) -> bool {
    let after = tree.nodes.partition_point(|raw| raw.start <= at);
    let last = tree.nodes[..after].last();
    last.is_some_and(|raw| raw.kind() == Raw::SCALAR && at < raw.end)
}

/// The entry that begins on the first line after `from` that is no comment.
fn below((trees, keys): Trees<'_, '_>, text: &str, from: usize) -> Option<Span> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'\n', &text.as_bytes()[at..])? + 1;
        let rest = text[at..].trim_start_matches([' ', '\t']);
        if !rest.starts_with('#') {
            let begin = text.len() - rest.len();
            let number = holder(trees, begin);
            let tree = trees.get(number)?;
            let is_key = |at: usize| keys[number].get_or_insert_with(|| keys_of(tree))[at];
            return entry(tree, is_key, rest, begin as u32);
        }
    }
}

/// The entry that begins at a byte; `rest` is the text from there on.
fn entry(tree: &Tree<'_>, is_key: impl FnOnce(usize) -> bool, rest: &str, at: u32) -> Option<Span> {
    let span = |start, end| Some(Span::new(tree.file, start, end));
    let dash = rest
        .strip_prefix('-')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
    if dash {
        // The list itself begins at its first dash.
        let item = tree.nodes.partition_point(|raw| raw.start <= at);
        let item = tree.nodes.get(item)?;
        return span(at, item.end);
    }
    // A collection begins with its first key; what is outermost comes first.
    let mut index = tree.nodes.partition_point(|raw| raw.start < at);
    let mut raw = tree.nodes.get(index).filter(|raw| raw.start == at)?;
    let first = |index: usize| tree.nodes.get(index).filter(|raw| raw.start == at);
    while raw.kind() != Raw::SCALAR
        && let Some(inner) = first(index + 1)
    {
        index += 1;
        raw = inner;
    }
    let value = match is_key(index) {
        true => tree.nodes.get(index + 1)?,
        false => raw,
    };
    span(at, value.end.max(raw.end))
}

/// Which nodes are keys of entries, in one walk over the tree.
fn keys_of(tree: &Tree<'_>) -> Vec<bool> {
    let mut keys = vec![false; tree.nodes.len()];
    // The collections around a node: their ends, and whether a key comes next.
    let mut around: Vec<(u32, Option<bool>)> = Vec::new();
    for (index, raw) in tree.nodes.iter().enumerate() {
        let index = index as u32;
        while around.pop_if(|(end, _)| *end <= index).is_some() {}
        if let Some((_, Some(key_next))) = around.last_mut() {
            keys[index as usize] = *key_next;
            *key_next = !*key_next;
        }
        if raw.kind() != Raw::SCALAR {
            let key_next = (raw.kind() == Raw::MAPPING).then_some(true);
            around.push((tree.after(index), key_next));
        }
    }
    keys
}

fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |n| n + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::{FileId, read};

    /// Each comment with the entry below it.
    fn found(text: &str) -> Vec<(&str, Option<&str>)> {
        let mut problems = Vec::new();
        let tree = read(FileId(0), text, &mut problems);
        let slice = |span: Span| &text[span.start as usize..span.end as usize];
        let mut shown = Vec::new();
        for (comment, words) in comments(&[&tree], "tool:") {
            let from = slice(comment.span);
            assert!(from.starts_with('#') && from.ends_with(words));
            let words = &from[from.len() - words.len()..];
            shown.push((words.trim(), comment.below.map(slice)));
        }
        shown
    }

    #[test]
    fn the_entry_below_is_an_item_or_a_key_with_its_value() {
        let text = "\
# tool: top
list:
  # tool: item
  # something else
  - a: 1
    # tool: key
    b:
      # tool: part
      c: 2
      d: 3
  #tool: second
  -
    a: 4
  # tool: text
  - x
# tool: end
";
        let b = "b:\n      # tool: part\n      c: 2\n      d: 3";
        let item = format!("- a: 1\n    # tool: key\n    {b}");
        let all = found(text);
        assert_eq!(all[0].0, "top");
        assert!(all[0].1.unwrap().starts_with("list:\n"));
        assert!(all[0].1.unwrap().ends_with("- x"));
        assert_eq!(all[1], ("item", Some(&*item)));
        assert_eq!(all[2], ("key", Some(b)));
        assert_eq!(all[3], ("part", Some("c: 2")));
        assert_eq!(all[4], ("second", Some("-\n    a: 4")));
        assert_eq!(all[5], ("text", Some("- x")));
        assert_eq!(all[6], ("end", None));
    }

    #[test]
    fn windows_lines_flow_style_and_values_on_their_own_line() {
        let text = "# tool: a\r\nx: {\r\n  # tool: b\r\n  y: 1,\r\n  # tool: c\r\n  z: [1, 2]}\r\n# tool: d\r\n\r\nw: 3\r\nv:\r\n  # tool: e\r\n  'five'\r\n";
        let all = found(text);
        assert_eq!(all[1], ("b", Some("y: 1")));
        assert_eq!(all[2], ("c", Some("z: [1, 2]")));
        assert_eq!(all[3], ("d", None), "an empty line stands between");
        assert_eq!(all[4], ("e", Some("'five'")));
        assert_eq!(all.len(), 5);
    }

    #[test]
    fn texts_are_no_comments() {
        let text = "\
a: |
  # tool: in a block
  more
b: \"x
  # tool: in quotes\"
c: not#tool: here, nor tool: there
d: >
  folded
  # tool: folded
# tool: yes
e: 1 # tool: beside
";
        let all = found(text);
        assert_eq!(all, [("yes", Some("e: 1")), ("beside", None)]);
    }
}
