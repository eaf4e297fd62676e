//! Rows of a block as numbers: which tuple of names stands in the cell, source and date
//! columns, and the figure, if it is digits and nothing else. Names are taken as they are
//! written; what they mean is the decoder's to say.

use std::borrow::Cow;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::fields::{Field, quoted_row};
use super::number::{may_be_negative, number};
use super::row::{ALL_TUPLES, Column, Layout, ODD, Row, STRAY, TUPLES};
use super::split::Chunk;

/// The rows of a block and the names in them.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// For each column its names, in the order of their first rows.
    pub names: Vec<Vec<Box<[u8]>>>,
    /// For each tuple of each sort the names of its columns, and its first row.
    pub tuples: [Vec<(Vec<u32>, u32)>; TUPLES],
    /// Rows with too few or too many fields.
    pub strays: Vec<u32>,
    /// Whether each row is one line, and no line is empty.
    pub even: bool,
    /// Line breaks in the block.
    pub lines: u32,
    /// Whether some number is grouped or has decimals.
    pub marked: bool,
    /// Whether only the decoder can say what its rows are, or what ties them: line ends or
    /// quotation marks are not where they belong, rows are too short or too long, figures
    /// are below zero, or columns tie rows together.
    pub strange: bool,
}

/// Numbers things in the order they come.
struct Numbers<K> {
    known: FxHashMap<K, u32>,
}

impl<K: Hash + Eq> Numbers<K> {
    fn of(&mut self, key: K) -> u32 {
        let next = self.known.len() as u32;
        *self.known.entry(key).or_insert(next)
    }
}

/// Numbers the names of one column.
struct Names<'a> {
    numbers: Numbers<Cow<'a, [u8]>>,
    last: Cow<'a, [u8]>,
    last_number: u32,
}

/// Numbers the tuples of one sort: pairs of a tuple's beginning and its next name.
struct Tuples {
    columns: Vec<usize>,
    pairs: Vec<Numbers<(u32, u32)>>,
    last: u32,
}

/// Reads the rows of a block.
pub(super) fn scan(chunk: &Chunk, layout: &Layout) -> Scanned {
    let mut scan = Scan::new(layout);
    let bytes = &chunk.bytes[..];
    let mut out = Scanned {
        rows: Vec::with_capacity(bytes.len() / 32),
        even: true,
        ..Scanned::default()
    };
    let mut fields: Vec<Field<'_>> = Vec::with_capacity(layout.columns.len());
    let mut at = 0;
    let mut marks = memchr::memchr2_iter(layout.delimiter, b'\n', bytes);
    while at < bytes.len() {
        let start = at;
        fields.clear();
        if chunk.quoted {
            at = quoted_row(bytes, at, layout.delimiter, &mut fields, &mut out.strange);
        } else {
            loop {
                let end = marks.next().unwrap_or(bytes.len());
                fields.push(Field::bare(&bytes[at..end]));
                at = end + 1;
                if bytes.get(end) != Some(&layout.delimiter) {
                    break;
                }
            }
        }
        if let Some(last) = fields.last_mut() {
            last.drop_return();
        }
        if fields.len() == 1 && fields[0].text.is_empty() {
            out.even = false;
            continue;
        }
        scan.row(&fields, start as u32, &mut out);
    }
    out.strange |= std::str::from_utf8(bytes).is_err() || !out.strays.is_empty();
    out.strange |= memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
    out.lines = memchr::memchr_iter(b'\n', bytes).count() as u32;
    let unended = bytes.last().is_some_and(|last| *last != b'\n');
    out.even &= out.rows.len() as u32 == out.lines + u32::from(unended);
    scan.finish(&mut out);
    out
}

/// The state of a scan.
struct Scan<'a, 'l> {
    layout: &'l Layout,
    names: Vec<Names<'a>>,
    tuples: [Tuples; TUPLES],
}

impl<'a, 'l> Scan<'a, 'l> {
    fn new(layout: &'l Layout) -> Self {
        let names = layout.columns.iter().map(|_| Names {
            numbers: Numbers {
                known: FxHashMap::default(),
            },
            last: Cow::Borrowed(&b""[..]),
            last_number: u32::MAX,
        });
        let tuples = ALL_TUPLES.map(|tuple| {
            let columns = layout.columns_of(tuple);
            Tuples {
                pairs: columns
                    .iter()
                    .map(|_| Numbers {
                        known: FxHashMap::default(),
                    })
                    .collect(),
                columns,
                last: u32::MAX,
            }
        });
        Self {
            layout,
            names: names.collect(),
            tuples,
        }
    }

    /// Takes a row in.
    fn row(&mut self, fields: &[Field<'a>], offset: u32, out: &mut Scanned) {
        let mut row = Row {
            value: 0,
            tuples: [0; TUPLES],
            offset,
        };
        if fields.len() != self.layout.columns.len() {
            row.set_scale(STRAY);
            out.strays.push(out.rows.len() as u32);
            out.rows.push(row);
            return;
        }
        let mut scale = 0;
        let mut changed = [false; TUPLES];
        for (at, (field, column)) in fields.iter().zip(&self.layout.columns).enumerate() {
            match column {
                Column::Name(tuple) => {
                    changed[*tuple as usize] |= self.names[at].take(field);
                }
                Column::Value => match number(&field.text) {
                    Some((value, decimals, marked)) => {
                        row.value = value;
                        scale = scale.max(decimals);
                        out.marked |= marked;
                    }
                    None => {
                        scale = ODD;
                        out.strange |= may_be_negative(&field.text);
                    }
                },
                Column::Ignored => {}
                Column::Rare | Column::Tied if field.text.is_empty() => {}
                Column::Rare => scale = ODD,
                Column::Tied => out.strange = true,
            }
        }
        for (at, tuples) in self.tuples.iter_mut().enumerate() {
            if changed[at] || tuples.last == u32::MAX {
                tuples.take(&self.names);
            }
            row.tuples[at] = tuples.last;
        }
        row.set_scale(scale);
        out.rows.push(row);
    }

    /// Puts down which names and tuples there are.
    fn finish(self, out: &mut Scanned) {
        out.names = (self.names.into_iter())
            .map(|names| ordered(names.numbers, |name| name.into_owned().into_boxed_slice()))
            .collect();
        out.tuples = self.tuples.map(Tuples::all);
        for (at, tuples) in out.tuples.iter_mut().enumerate() {
            let mut seen = 0;
            for (number, row) in out.rows.iter().enumerate() {
                let own = [row.cell(), row.source(), row.date()][at];
                if row.scale() != STRAY && own == seen {
                    tuples[own as usize].1 = number as u32;
                    seen += 1;
                    if seen as usize == tuples.len() {
                        break;
                    }
                }
            }
        }
    }
}

/// What has been numbered, in order.
fn ordered<K, T>(numbers: Numbers<K>, of: impl Fn(K) -> T) -> Vec<T> {
    let mut all: Vec<(u32, K)> = (numbers.known.into_iter())
        .map(|(key, number)| (number, key))
        .collect();
    all.sort_unstable_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, key)| of(key)).collect()
}

impl<'a> Names<'a> {
    /// Takes a name in; whether it is another than in the row before.
    fn take(&mut self, field: &Field<'a>) -> bool {
        let name = &field.text;
        if self.last_number != u32::MAX && *self.last == **name {
            return false;
        }
        self.last_number = match self.numbers.known.get(name) {
            Some(&known) => known,
            None => self.numbers.of(name.clone()),
        };
        self.last = name.clone();
        true
    }
}

impl Tuples {
    /// The tuple of the last names.
    fn take(&mut self, names: &[Names<'_>]) {
        let mut tuple = 0;
        for (column, pairs) in self.columns.iter().zip(&mut self.pairs) {
            tuple = pairs.of((tuple, names[*column].last_number));
        }
        self.last = tuple;
    }

    /// The names of every tuple; a table without such columns has one empty tuple.
    fn all(self) -> Vec<(Vec<u32>, u32)> {
        let mut all = vec![(Vec::new(), 0)];
        for pairs in self.pairs {
            all = ordered(pairs, |(before, name)| {
                let mut names = all[before as usize].0.clone();
                names.push(name);
                (names, 0)
            });
        }
        all
    }
}
