//! Sources as rows describe them: the first cell that says something of a source
//! counts, and one that says otherwise is an error.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::cell::Cell;
use crate::text::{FileId, Growing, Problem, Span, tree::Kind};

/// Every source that the rows name, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Mentions<'c> {
    known: IndexMap<String, Mention<'c>, FxBuildHasher>,
}

/// One source: its id and what is said of it.
#[derive(Debug)]
struct Mention<'c> {
    id: Cell<'c>,
    fields: Vec<Described<'c>>,
}

/// One thing said of a source.
#[derive(Debug)]
struct Described<'c> {
    field: &'static str,
    key: Span,
    cell: Cell<'c>,
    contradicted: bool,
}

impl<'c> Mentions<'c> {
    /// Takes in what one row says of its source.
    pub fn add(
        &mut self,
        id: &Cell<'c>,
        fields: &[(&'static str, Span, Cell<'c>)],
        file: FileId,
        problems: &mut Vec<Problem>,
    ) {
        let known = match self.known.get_mut(&*id.text) {
            Some(known) => known,
            None => self.known.entry(id.text.to_string()).or_insert(Mention {
                id: id.clone(),
                fields: Vec::new(),
            }),
        };
        for (field, key, cell) in fields {
            let said = known.fields.iter_mut().find(|said| said.field == *field);
            match said {
                None => known.fields.push(Described {
                    field,
                    key: *key,
                    cell: cell.clone(),
                    contradicted: false,
                }),
                Some(said) if said.cell.text != cell.text && !said.contradicted => {
                    said.contradicted = true;
                    let message = format!(
                        "source `{}` is given a second, different `{field}`",
                        id.text
                    );
                    problems.push(
                        Problem::error("duplicate-id", cell.span(file), message)
                            .label("this says otherwise")
                            .related(said.cell.span(file), "first said here")
                            .help("a text has one of each: give the other text an id of its own"),
                    );
                }
                Some(_) => {}
            }
        }
    }

    /// Adds the mapping of sources to a tree, as if it stood in the header.
    pub fn grow(&self, growing: &mut Growing<'_>, header: std::ops::Range<usize>) {
        growing.open(Kind::Mapping, header.clone());
        for mention in self.known.values() {
            mention.id.grow(growing);
            growing.open(Kind::Mapping, header.clone());
            for said in &mention.fields {
                growing.foreign(said.field.to_owned(), said.key);
                said.cell.grow(growing);
            }
            growing.close();
        }
        growing.close();
    }
}
