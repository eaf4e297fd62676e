//! From the cells of a row to the claims it makes, in the form of a claim file:
//! each row a list of entries `{claim: …, part: …}`, most often of one.

use std::ops::Range;

mod fields;

use super::cell::{At, Cell};
use super::columns::{Columns, Role};
use super::map::{Map, ValueColumn};
use super::mentions::Mentions;
use super::{names, pairs};
use crate::text::tree::{Kind, Tree};
use crate::text::{FileId, Growing, Problem, Span, Spanned};

/// A table on its way into a tree.
pub(super) struct Grower<'s, 'c> {
    file: FileId,
    growing: Growing<'s>,
    columns: &'c Columns,
    map: &'c Map,
    /// The header, to which names belong that no column has.
    header: Range<usize>,
    /// Columns of the fields of a claim, by their place in [`names::CLAIM`].
    claim: Vec<Option<usize>>,
    part: Vec<Option<usize>>,
    dimensions: Vec<(usize, String)>,
    sources: Vec<(usize, &'static str)>,
    source_constants: Vec<(&'static str, Span, Cell<'c>)>,
    nameless: Vec<usize>,
    words: Words,
    mentions: Mentions<'c>,
    /// The id of a source that no row names.
    stem: String,
    pub problems: Vec<Problem>,
}

/// Numbers of the names that every row needs.
struct Words {
    claim: Vec<u32>,
    part: Vec<u32>,
    dimensions: Vec<u32>,
    list: [u32; NAMES.len()],
}

const NAMES: [&str; 10] = [
    "claim", "part", "where", "change", "since", "exact", "prefix", "suffix", "blank", "perhaps",
];
const CLAIM: usize = 0;
const PART: usize = 1;
const WHERE: usize = 2;
const CHANGE: usize = 3;
const SINCE: usize = 4;
const EXACT: usize = 5;
const PREFIX: usize = 6;
const SUFFIX: usize = 7;
const BLANK: usize = 8;
const PERHAPS: usize = 9;

/// One row.
pub(super) struct Row<'c> {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its cells, by column; none where they are empty.
    pub cells: Vec<Option<Cell<'c>>>,
    /// Where they begin, empty ones too, if the row has a place for each.
    pub places: Vec<usize>,
}

/// The cells of a row, by column.
type Cells<'c> = [Option<Cell<'c>>];

impl<'s, 'c> Grower<'s, 'c> {
    pub fn new(
        file: FileId,
        text: &'s str,
        header: Range<usize>,
        columns: &'c Columns,
        map: &'c Map,
        stem: &str,
    ) -> Self {
        let mut growing = Growing::new(file, text);
        let claim = |name: &&'static str| columns.giving(&Role::Claim(name));
        let part = |name: &&'static str| columns.giving(&Role::Part(name));
        let mut word = |name: &&str| growing.word((*name).to_owned());
        let roles = || {
            let columns = columns.list.iter().enumerate();
            columns.flat_map(|(at, column)| column.roles.iter().map(move |role| (at, role)))
        };
        let dimensions: Vec<(usize, String)> = roles()
            .filter_map(|(at, role)| match role {
                Role::Dimension(name) => Some((at, name.clone())),
                _ => None,
            })
            .collect();
        let sources = roles().filter_map(|(at, role)| match role {
            Role::Source(name) => Some((at, *name)),
            _ => None,
        });
        let nameless = roles().filter(|(_, role)| **role == Role::Nameless);
        let source_constants = columns.constants.iter().filter_map(|(role, value, key)| {
            let Role::Source(name) = role else {
                return None;
            };
            Some((*name, *key, said(value)))
        });
        let words = Words {
            claim: names::CLAIM.iter().map(&mut word).collect(),
            part: names::PART.iter().map(&mut word).collect(),
            dimensions: (dimensions.iter())
                .map(|(_, name)| word(&name.as_str()))
                .collect(),
            list: NAMES.map(|name| word(&name)),
        };
        let mut grower = Self {
            file,
            growing,
            columns,
            map,
            claim: names::CLAIM.iter().map(claim).collect(),
            part: names::PART.iter().map(part).collect(),
            sources: sources.collect(),
            source_constants: source_constants.collect(),
            nameless: nameless.map(|(at, _)| at).collect(),
            dimensions,
            words,
            mentions: Mentions::default(),
            stem: stem.to_owned(),
            problems: Vec::new(),
            header: header.clone(),
        };
        grower.growing.open(Kind::Mapping, 0..text.len());
        grower.name("claims");
        grower.growing.open(Kind::Sequence, header);
        grower
    }

    /// Takes in what is said of a source beside the rows.
    pub fn source(&mut self, cells: &Cells<'c>) {
        let id = self.claim_cell(cells, "source").map(|(_, cell)| cell);
        self.mention(id, cells);
    }

    /// Takes in a row.
    pub fn row(&mut self, mut row: Row<'c>) {
        let cells = &mut row.cells;
        if cells.iter().all(Option::is_none) {
            return;
        }
        self.check_nameless(cells);
        self.replace_codes(cells);
        let source = self.claim_cell(cells, "source").map(|(_, cell)| cell);
        self.mention(source, cells);
        let map = self.map;
        self.growing.open(Kind::Sequence, row.range.clone());
        if map.values.is_empty() {
            self.entry(&row, None);
        }
        for (at, value) in map.values.iter().enumerate() {
            let column = self.columns.giving(&Role::Value(at));
            if let Some(column) = column.filter(|&at| !map.skip_empty || row.cells[at].is_some()) {
                self.entry(&row, Some((column, value)));
            }
        }
        self.growing.close();
    }

    /// Takes in that a row with these texts is left out: one of them may name a whole,
    /// whose parts are then not all there.
    pub fn left_out(&mut self, row: Range<usize>, texts: impl Iterator<Item = Range<usize>>) {
        if self.part[0].is_none() {
            return;
        }
        self.growing.open(Kind::Sequence, row.clone());
        for text in texts {
            self.growing.open(Kind::Mapping, row.clone());
            self.word(PERHAPS);
            self.growing.text(text);
            self.growing.close();
        }
        self.growing.close();
    }

    /// The tree of the whole table.
    pub fn finish(mut self) -> (Tree<'s>, Vec<Problem>) {
        self.growing.close();
        self.name("sources");
        let header = self.header.clone();
        self.mentions.grow(&mut self.growing, header);
        self.growing.close();
        (self.growing.done(), self.problems)
    }

    fn entry(&mut self, whole_row: &Row<'c>, wide: Option<(usize, &'c ValueColumn)>) {
        let (row, cells) = (&whole_row.range, &whole_row.cells);
        self.growing.open(Kind::Mapping, row.clone());
        self.word(CLAIM);
        self.growing.open(Kind::Mapping, row.clone());
        let value = self.claim_entries(row, cells, wide);
        self.growing.close();
        if let Some((column, spec)) = wide {
            self.name("column");
            let header = self.columns.list[column].span;
            self.growing.foreign(spec.column.value.clone(), header);
        }
        if value.is_none() {
            let column = wide
                .map(|(column, _)| column)
                .or(self.claim_column("value"));
            self.blank(whole_row, column);
        }
        self.part_entries(row, cells, wide.map(|(_, spec)| spec));
        self.growing.close();
    }

    /// The fields of the claim; gives back its value's cell.
    fn claim_entries(
        &mut self,
        row: &Range<usize>,
        cells: &Cells<'c>,
        wide: Option<(usize, &'c ValueColumn)>,
    ) -> Option<()> {
        let mut value = None;
        for (at, name) in names::CLAIM.into_iter().enumerate() {
            if matches!(
                name,
                "quote" | "quote_prefix" | "quote_suffix" | "change_since" | "readings"
            ) {
                continue;
            }
            let found = match (wide, name) {
                (Some((column, _)), "value") => {
                    cells[column].clone().map(|cell| (Some(column), cell))
                }
                (Some((_, spec)), "measure") if spec.measure.is_some() => {
                    spec.measure.as_ref().map(|measure| (None, said(measure)))
                }
                (Some(_), "id") => None,
                _ => self.claim_cell(cells, name),
            };
            let Some((column, cell)) = found else {
                continue;
            };
            self.key(column, self.words.claim[at]);
            cell.grow(&mut self.growing);
            if name == "value" {
                value = Some(());
            }
        }
        self.scope(row, cells, wide.map(|(_, spec)| spec));
        self.quote(row, cells);
        if let Some((column, cell)) = self.claim_cell(cells, "change_since") {
            self.word(CHANGE);
            self.growing.open(Kind::Mapping, row.clone());
            self.key(column, self.words.list[SINCE]);
            cell.grow(&mut self.growing);
            self.growing.close();
        }
        if let Some((column, cell)) = self.claim_cell(cells, "readings") {
            self.key(column, self.words.claim[names::CLAIM.len() - 1]);
            self.readings(row, &cell);
        }
        value
    }

    /// `site=all | site=mass_grave, sex=men` as a list of scopes; `{}` is one that
    /// narrows nothing.
    fn readings(&mut self, row: &Range<usize>, cell: &Cell<'c>) {
        let text = &*cell.text;
        self.growing.open(Kind::Sequence, row.clone());
        for reading in pairs::split(text, 0..text.len(), '|') {
            self.growing.open(Kind::Mapping, row.clone());
            let narrows = text[reading.clone()].trim() != "{}";
            for pair in pairs::split(text, reading, ',') {
                if !narrows || text[pair.clone()].trim().is_empty() {
                    continue;
                }
                let mut sides = pairs::split(text, pair.clone(), '=').into_iter();
                let dimension = sides.next().unwrap_or(pair.clone());
                let code = sides
                    .next()
                    .map_or(pair.end..pair.end, |code| code.start..pair.end);
                for side in [dimension, code] {
                    let (range, name) = pairs::name(text, side);
                    let part = cell.part(range.clone());
                    match name == text[range] {
                        true => part.grow(&mut self.growing),
                        false => part.replaced(&name, self.file).grow(&mut self.growing),
                    }
                }
            }
            self.growing.close();
        }
        self.growing.close();
    }

    fn claim_column(&self, name: &str) -> Option<usize> {
        let at = names::CLAIM.iter().position(|known| *known == name)?;
        self.claim[at]
    }

    /// What a row says of a field of its claim, else what the map says for all.
    fn claim_cell(
        &self,
        cells: &Cells<'c>,
        name: &'static str,
    ) -> Option<(Option<usize>, Cell<'c>)> {
        let column = self.claim_column(name);
        if let Some(at) = column
            && let Some(cell) = &cells[at]
        {
            return Some((column, cell.clone()));
        }
        self.constant(&Role::Claim(name))
    }

    fn constant(&self, role: &Role) -> Option<(Option<usize>, Cell<'c>)> {
        let (value, _) = self.columns.constant(role)?;
        Some((None, said(value)))
    }

    /// Takes in what a row says of its source.
    fn mention(&mut self, source: Option<Cell<'c>>, cells: &Cells<'c>) {
        let mut fields: Vec<(&'static str, Span, Cell<'c>)> = Vec::new();
        for &(at, field) in &self.sources {
            if let Some(cell) = &cells[at] {
                fields.push((field, self.columns.list[at].span, cell.clone()));
            }
        }
        for (field, key, cell) in &self.source_constants {
            if fields.iter().all(|(known, ..)| known != field) {
                fields.push((field, *key, cell.clone()));
            }
        }
        if source.is_none() && fields.is_empty() {
            return;
        }
        let id = source.unwrap_or_else(|| Cell {
            text: self.stem.clone().into(),
            at: At::StandIn(self.header.clone()),
        });
        (self.mentions).add(&id, &fields, self.file, &mut self.problems);
    }

    /// A key: the header of a column, or a name that none has.
    fn key(&mut self, column: Option<usize>, word: u32) {
        let range = match column {
            Some(at) => {
                let span = self.columns.list[at].span;
                span.start as usize..span.end as usize
            }
            None => self.header.clone(),
        };
        self.growing.stand_in(range, word);
    }

    fn word(&mut self, at: usize) {
        let header = self.header.clone();
        self.growing.stand_in(header, self.words.list[at]);
    }

    fn name(&mut self, name: &str) {
        let word = self.growing.word(name.to_owned());
        self.growing.stand_in(self.header.clone(), word);
    }
}

fn said(text: &Spanned<String>) -> Cell<'static> {
    Cell::foreign(&text.value, text.span)
}
