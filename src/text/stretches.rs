//! Reading one long file on several threads. Its long list is cut between two
//! items and every stretch read by itself; if any stretch has a problem, or is
//! not just items of that list, the file is read again in one piece. A cut inside
//! a quotation or a bracket leaves it open in the stretch before, which is such a
//! problem, so that the result is that of reading in one piece.

use rayon::prelude::*;

use super::reader::{read, read_from};
use super::tree::{Kind, Tree};
use super::{FileId, Problem};

/// A stretch shorter than this is not worth a thread, in bytes.
const LEAST: usize = 1 << 20;

/// Reads a file whose list under the top-level key `list` may be long. The first
/// tree is the file's; further ones are sequences, the rest of that list.
pub fn read_long<'s>(
    file: FileId,
    text: &'s str,
    list: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Tree<'s>> {
    let threads = rayon::current_num_threads().min(text.len() / LEAST);
    if threads > 1
        && let Some(trees) = in_stretches(file, text, list, threads)
    {
        return trees;
    }
    vec![read(file, text, problems)]
}

fn in_stretches<'s>(
    file: FileId,
    text: &'s str,
    list: &str,
    count: usize,
) -> Option<Vec<Tree<'s>>> {
    let cuts = cuts(text, list, count)?;
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    let ranges: Vec<(usize, usize)> = cuts.iter().copied().zip(ends).collect();
    let trees: Vec<(Tree<'s>, Vec<Problem>)> = ranges
        .into_par_iter()
        .map(|(start, end)| {
            let mut problems = Vec::new();
            let tree = read_from(file, &text[..end], start, &mut problems);
            (tree, problems)
        })
        .collect();
    let fits = |(at, (tree, problems)): (usize, &(Tree<'s>, Vec<Problem>))| {
        problems.is_empty()
            && tree.root().is_some_and(|root| match at {
                0 => root.entries().last().is_some_and(|(key, value)| {
                    key.text() == Some(list) && value.kind() == Kind::Sequence
                }),
                _ => root.kind() == Kind::Sequence,
            })
    };
    let all = trees.iter().enumerate().all(fits);
    all.then(|| trees.into_iter().map(|(tree, _)| tree).collect())
}

/// Where stretches of about equal length begin: the start, and lines that look
/// like items of the list.
fn cuts(text: &str, list: &str, count: usize) -> Option<Vec<usize>> {
    let key = format!("{list}:");
    let mut at = 0;
    let head = text.split_inclusive('\n').find(|line| {
        at += line.len();
        line.trim_end() == key
    });
    head?;
    let item = text[at..]
        .split_inclusive('\n')
        .find(|line| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'))?;
    let indent = item.len() - item.trim_start_matches(' ').len();
    if !item[indent..].starts_with("- ") {
        return None;
    }
    let mark = format!("\n{}- ", " ".repeat(indent));
    let finder = memchr::memmem::Finder::new(mark.as_bytes());
    let mut cuts = vec![0];
    for stretch in 1..count {
        let target = (text.len() / count * stretch).max(at);
        let found = finder.find(&text.as_bytes()[target..])?;
        let cut = target + found + 1;
        if cuts.last() != Some(&cut) {
            cuts.push(cut);
        }
    }
    (cuts.len() > 1).then_some(cuts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::tree::Node;

    fn flat(node: Node<'_>, into: &mut Vec<(u32, u32, Option<String>)>) {
        let span = node.span();
        match node.kind() {
            Kind::Scalar => into.push((span.start, span.end, node.text().map(str::to_owned))),
            Kind::Sequence => node.items().for_each(|item| flat(item, into)),
            Kind::Mapping => node.entries().for_each(|(key, value)| {
                flat(key, into);
                flat(value, into);
            }),
        }
    }

    /// Texts and their places, in order, and the problems.
    fn shown(
        trees: &[Tree<'_>],
        problems: &[Problem],
    ) -> (Vec<(u32, u32, Option<String>)>, String) {
        let mut all = Vec::new();
        for tree in trees {
            flat(tree.root().unwrap(), &mut all);
        }
        (all, format!("{problems:?}"))
    }

    fn long(odd: &str, tail: &str) -> String {
        let mut text = "source: {id: s}\nclaims:\n".to_owned();
        let mut at = 0;
        let mut odd = Some(odd);
        while text.len() < 2 * LEAST + LEAST / 2 {
            if text.len() > LEAST {
                text.push_str(odd.take().unwrap_or_default());
            }
            at += 1;
            text.push_str(&format!(
                "  - id: a{at}\n    quote: \"осіб {at} {}\"\n",
                "x".repeat(200)
            ));
        }
        text + tail
    }

    #[test]
    fn stretches_give_what_one_piece_gives() {
        let cases = [
            (String::new(), ""),
            (
                "  - id: x\n    quote: |\n      one\n      - two\n".to_owned(),
                "",
            ),
            (
                format!("  - id: x\n    quote: \"{}\"\n", "\n  - y ".repeat(200_000)),
                "",
            ),
            ("  - id: x: y\n".to_owned(), ""),
            (String::new(), "accept: []\n"),
            (String::new(), "---\nclaims: []\n"),
        ];
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(3)
            .build()
            .unwrap();
        for (odd, tail) in cases {
            let text = long(&odd, tail);
            let mut expected = Vec::new();
            let whole = [read(FileId(0), &text, &mut expected)];
            let mut problems = Vec::new();
            let trees = pool.install(|| read_long(FileId(0), &text, "claims", &mut problems));
            assert_eq!(shown(&whole, &expected), shown(&trees, &problems));
            if odd.is_empty() && tail.is_empty() {
                assert!(trees.len() > 1, "a plain file is read in stretches");
            }
        }
    }
}
