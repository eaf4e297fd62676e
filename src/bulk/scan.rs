//! Rows of a block as numbers: which tuple of names stands in the cell, source and date
//! columns, and the figure, if it is digits and nothing else. Names are taken as they are
//! written; what they mean is the decoder's to say.

use std::borrow::Cow;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::split::{Chunk, after_quoted};

/// What the columns of a table are to a scan, from its header.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// What separates fields.
    pub delimiter: u8,
    /// What each column is, in order.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The columns whose names make a tuple.
    pub fn columns_of(&self, tuple: Tuple) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| **column == Column::Name(tuple))
            .map(|(at, _)| at)
            .collect()
    }
}

/// What a column is to a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A name in one of the tuples.
    Name(Tuple),
    /// The figure.
    Value,
    /// Not read by anybody.
    Ignored,
    /// Something that few rows have: one that has it is not plain.
    Rare,
    /// Something that ties a row to others, by more than its names.
    Tied,
}

/// Which names belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tuple {
    /// Measure and codes.
    Cell,
    /// The text, and who speaks.
    Source,
    /// The date or period.
    Date,
}

/// How many tuples a row has.
pub(super) const TUPLES: usize = 3;

/// All sorts of tuples, in the order in which a row has them.
pub(super) const ALL_TUPLES: [Tuple; TUPLES] = [Tuple::Cell, Tuple::Source, Tuple::Date];

/// A row, in the numbers of its block or of the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its figure times ten to the power of `scale`.
    pub value: i64,
    /// Which tuple of each sort.
    pub tuples: [u32; TUPLES],
    /// Where it begins in its block.
    pub offset: u32,
}

/// Digits after the decimal point share a number with the tuple of the source.
const SCALE_BITS: u32 = 27;

impl Row {
    /// The cell as written.
    pub fn cell(&self) -> u32 {
        self.tuples[Tuple::Cell as usize]
    }

    /// The source as written.
    pub fn source(&self) -> u32 {
        self.tuples[Tuple::Source as usize] & ((1 << SCALE_BITS) - 1)
    }

    /// The date as written.
    pub fn date(&self) -> u32 {
        self.tuples[Tuple::Date as usize]
    }

    /// Whether it is a bare number and has no field that few rows have.
    pub fn is_plain(&self) -> bool {
        self.scale() <= MOST_DECIMALS
    }

    /// Digits after the point.
    pub fn scale(&self) -> u32 {
        self.tuples[Tuple::Source as usize] >> SCALE_BITS
    }

    /// Gives its tuples the numbers that they have in the whole table.
    pub fn renumber(&mut self, maps: &[Vec<u32>; TUPLES]) {
        if self.scale() == STRAY {
            return;
        }
        let scale = self.scale();
        let own = [self.cell(), self.source(), self.date()];
        for (at, number) in own.into_iter().enumerate() {
            self.tuples[at] = maps[at][number as usize];
        }
        self.set_scale(scale);
    }

    /// Whether it has too few or too many fields.
    pub fn is_stray(&self) -> bool {
        self.scale() == STRAY
    }

    fn set_scale(&mut self, scale: u32) {
        self.tuples[Tuple::Source as usize] |= scale << SCALE_BITS;
    }
}

/// The scale of a row that is not plain, and of one that has not as many fields as there
/// are columns.
const ODD: u32 = 30;
const STRAY: u32 = 31;
/// More digits after the point are not plain.
pub(super) const MOST_DECIMALS: u32 = 9;
/// Longer numbers are not plain.
const MOST_DIGITS: usize = 18;

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

/// A field as it stands in the file, and whether it was quoted.
struct Field<'a> {
    text: Cow<'a, [u8]>,
    quoted: bool,
}

impl<'a> Field<'a> {
    fn bare(text: &'a [u8]) -> Self {
        Field {
            text: Cow::Borrowed(text),
            quoted: false,
        }
    }

    /// The line break of a row may be two characters.
    fn drop_return(&mut self) {
        if let Cow::Borrowed(text) = self.text
            && !self.quoted
            && let Some(shorter) = text.strip_suffix(b"\r")
        {
            self.text = Cow::Borrowed(shorter);
        }
    }
}

/// The fields of a row that may have quoted ones; gives where the next row begins.
fn quoted_row<'a>(
    bytes: &'a [u8],
    mut at: usize,
    delimiter: u8,
    fields: &mut Vec<Field<'a>>,
    strange: &mut bool,
) -> usize {
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let from = at;
        if quoted {
            let closed = after_quoted(bytes, at);
            *strange |= closed.is_none();
            at = closed.unwrap_or(bytes.len());
        }
        let closed = at;
        let rest = bytes.get(at..).unwrap_or_default();
        let end = memchr::memchr2(delimiter, b'\n', rest).map_or(bytes.len(), |next| at + next);
        if quoted {
            let inner = &bytes[from + 1..closed.max(from + 2) - 1];
            *strange |= !matches!(&bytes[closed..end], b"" | b"\r");
            let text = match memchr::memchr(b'"', inner) {
                None => Cow::Borrowed(inner),
                Some(_) => Cow::Owned(unescaped(inner)),
            };
            fields.push(Field { text, quoted: true });
        } else {
            fields.push(Field::bare(&bytes[from..end]));
        }
        at = end + 1;
        if bytes.get(end) != Some(&delimiter) {
            return at.min(bytes.len());
        }
    }
}

/// Two quotation marks stand for one.
fn unescaped(inner: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(&byte) = bytes.next() {
        out.push(byte);
        if byte == b'"' {
            bytes.next();
        }
    }
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
                    changed[*tuple as usize] |= self.names[at].take(&field.text);
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
    fn take(&mut self, name: &Cow<'a, [u8]>) -> bool {
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

/// A number of digits, perhaps grouped by commas, perhaps with decimals: the number, how
/// many digits stand after the point, and whether it has a comma or a point.
fn number(text: &[u8]) -> Option<(i64, u32, bool)> {
    let mut value: i64 = 0;
    if text.is_empty() || text.len() > MOST_DIGITS {
        return None;
    }
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            _ => return marked(text, at),
        }
    }
    Some((value, 0, false))
}

/// Whether a figure begins as those below zero do: then sums of its measure mean another
/// thing everywhere.
fn may_be_negative(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let sign = [&b"-"[..], b"(", "\u{2212}".as_bytes(), b"minus", b"'"];
    sign.iter().any(|sign| text.starts_with(sign)) && text.len() > 3
        || text.first() == Some(&b'-') && text.len() > 1
}

/// The same for a number with a comma or point, first at `at`.
fn marked(text: &[u8], at: usize) -> Option<(i64, u32, bool)> {
    let point = memchr::memchr(b'.', text).unwrap_or(text.len());
    let (whole, decimals) = (&text[..point], text.get(point + 1..).unwrap_or_default());
    let grouped = at < point;
    if at == 0 || grouped && !well_grouped(whole) {
        return None;
    }
    let no_decimals = point < text.len() && decimals.is_empty();
    if no_decimals || decimals.len() > MOST_DECIMALS as usize {
        return None;
    }
    let mut value: i64 = 0;
    for byte in whole.iter().filter(|byte| **byte != b',').chain(decimals) {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            _ => return None,
        }
    }
    Some((value, decimals.len() as u32, true))
}

/// Whether commas stand before every three digits and nowhere else.
fn well_grouped(whole: &[u8]) -> bool {
    let mut groups = whole.split(|byte| *byte == b',');
    let first = groups.next().map_or(0, <[u8]>::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}
