//! Tables among the files to load: taken into the source map, their maps read, and
//! their rows put into the form of claim files.

use super::load::{Input, stem};
use super::table::{self, Content, Declared, Map, Read, ReadAs, TableInput, names};
use crate::text::{self, FileId, Problem, SourceMap, Span, Tree};

/// A table in the source map.
pub(super) struct Taken {
    /// Its file.
    pub file: FileId,
    /// The id of its source, where no row names one.
    pub stem: String,
    map: Map,
    bad: Vec<u32>,
    json: bool,
    readable: bool,
}

/// Takes the tables from among the files, each with the map that stands beside it.
pub(super) fn among(inputs: &mut Vec<Input>) -> Vec<TableInput> {
    let is_table = |input: &Input| !input.is_settings && names::is_table(&input.name);
    if !inputs.iter().any(is_table) {
        return Vec::new();
    }
    let (tables, mut rest): (Vec<Input>, Vec<Input>) =
        std::mem::take(inputs).into_iter().partition(is_table);
    let mut found = Vec::new();
    for table in tables {
        let name = format!("{}{}", table.name, names::MAP_SUFFIX);
        let map = rest.iter().position(|input| input.name == name);
        let map = map.map(|at| rest.swap_remove(at));
        found.push(TableInput {
            name: table.name,
            content: match table.unreadable {
                Some(why) => Content::Unreadable(why),
                None => Content::Whole(table.bytes),
            },
            map: map.map(|map| (map.name, map.bytes)),
        });
    }
    *inputs = rest;
    found
}

/// Takes tables and their maps into the source map.
pub(super) fn take(
    files: &mut SourceMap,
    mut tables: Vec<TableInput>,
    problems: &mut Vec<Problem>,
) -> Vec<Taken> {
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    let mut taken = Vec::new();
    for table in tables {
        let stem = stem(&table.name);
        let json = table.name.to_ascii_lowercase().ends_with(".json");
        let mut bad = Vec::new();
        let mut readable = true;
        let file = match table.content {
            Content::Pieces { text, pieces } => files.add_pieces(table.name, text, pieces),
            Content::Unreadable(why) => {
                readable = false;
                let file = files.add(table.name, String::new(), 0);
                let message = format!("the file cannot be read: {why}");
                let at = Span::new(file, 0, 0);
                problems.push(Problem::error("invalid-table", at, message));
                file
            }
            Content::Whole(bytes) => match table::decode(bytes) {
                Ok((text, skipped, found)) => {
                    bad = found;
                    files.add(table.name, text, skipped)
                }
                Err(error) => {
                    readable = false;
                    let at = error.readable.len() as u32;
                    let file = files.add(table.name, error.readable, 0);
                    let at = Span::new(file, at, at);
                    problems
                        .push(Problem::error("invalid-table", at, error.message).help(
                            "nothing of this file was read: mend it and run the audit again",
                        ));
                    file
                }
            },
        };
        let map = table
            .map
            .map(|(name, bytes)| read_map(files, name, bytes, problems));
        taken.push(Taken {
            file,
            stem,
            map: map.unwrap_or_default(),
            bad,
            json,
            readable,
        });
    }
    taken
}

fn read_map(
    files: &mut SourceMap,
    name: String,
    bytes: Vec<u8>,
    problems: &mut Vec<Problem>,
) -> Map {
    match text::decode(bytes) {
        Ok((text, skipped)) => {
            let file = files.add(name, text, skipped);
            Map::read(file, &files.file(file).text, problems)
        }
        Err(error) => {
            let at = error.readable.len() as u32;
            let file = files.add(name, error.readable, 0);
            let at = Span::new(file, at, at);
            problems.push(Problem::error("invalid-yaml", at, error.message));
            Map::default()
        }
    }
}

/// The dimensions that the files declare.
pub(super) fn declared<'t>(trees: impl Iterator<Item = &'t Tree<'t>>) -> Declared {
    let sections = trees.filter_map(|tree| tree.root()?.get("dimensions"));
    let keys = sections.flat_map(|section| section.entries().map(|(key, _)| key));
    Declared::new(keys.filter_map(|key| key.text().map(str::to_owned)))
}

/// The rows of a table that was taken.
pub(super) fn read<'s>(taken: &Taken, files: &'s SourceMap, declared: &Declared) -> Read<'s> {
    if !taken.readable {
        return Read {
            tree: None,
            grid: None,
            problems: Vec::new(),
        };
    }
    let file = files.file(taken.file);
    let how = ReadAs {
        map: &taken.map,
        declared,
        stem: &taken.stem,
        bad: &taken.bad,
        json: taken.json,
    };
    table::read(taken.file, &file.text, file.pieces(), &how)
}
