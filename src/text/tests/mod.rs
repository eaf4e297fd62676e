//! Tests of reading as a whole: places, refused constructs, recovery, laws.

mod fields;
mod laws;
mod places;
mod recovery;
mod refusals;

use super::{FileId, Node, Problem, SourceMap, Tree, read};

/// Reads `text` as file 0.
fn tree<'s>(text: &'s str) -> (Tree<'s>, Vec<Problem>) {
    let mut problems = Vec::new();
    let tree = read(FileId(0), text, &mut problems);
    (tree, problems)
}

/// The tree as one short line: `{a: [1, 2]}`.
fn shape(node: Node<'_>) -> String {
    use super::Kind;
    match node.kind() {
        Kind::Scalar => node.text().unwrap().to_owned(),
        Kind::Sequence => {
            let items: Vec<String> = node.items().map(shape).collect();
            format!("[{}]", items.join(", "))
        }
        Kind::Mapping => {
            let entries: Vec<String> = node
                .entries()
                .map(|(key, value)| format!("{}: {}", shape(key), shape(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn shape_of(text: &str) -> String {
    tree(text).0.root().map_or("nothing".to_owned(), shape)
}

/// Every problem as `line:column "caret" message | help | help`.
fn report(text: &str) -> Vec<String> {
    let mut map = SourceMap::default();
    let file = map.add("claims.yaml".to_owned(), text.to_owned(), 0);
    let mut problems = Vec::new();
    read(file, text, &mut problems);
    problems
        .iter()
        .map(|problem| {
            let span = problem.primary.span;
            let place = map.place(span);
            let mut line = format!(
                "{}:{} `{}` {}",
                place.line,
                place.column,
                map.slice(span),
                problem.message
            );
            for help in &problem.help {
                line += " | ";
                line += help;
            }
            line
        })
        .collect()
}

/// The value at a path of keys and indexes: `claims.0.quote`.
fn at<'t>(tree: &'t Tree<'_>, path: &str) -> Node<'t> {
    path.split('.').fold(tree.root().unwrap(), |node, step| {
        match step.parse::<usize>() {
            Ok(index) => node.items().nth(index).unwrap(),
            Err(_) => node.get(step).unwrap(),
        }
    })
}
