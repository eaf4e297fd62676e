//! Splitting: from the text of a table to records and fields by their bytes, as in
//! RFC 4180, with what spreadsheets write beside it. What is between the
//! quotation marks is never looked at here.

use std::ops::Range;

/// One field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// First byte, of the quotation mark if it has them.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether doubled quotation marks stand for single ones in it.
    pub doubled: bool,
}

/// One record: a row or the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its bytes, the line end left out.
    pub range: Range<usize>,
    /// Why its fields cannot be told apart, and where.
    pub fault: Option<(Fault, usize)>,
}

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A quotation mark opens a field and none closes it.
    Unclosed,
    /// Text follows the closing quotation mark.
    AfterQuote,
}

/// Takes records from a text, one after another; lines without a byte are none.
#[derive(Clone, Debug)]
pub struct Splitter<'s> {
    text: &'s [u8],
    at: usize,
    delimiter: u8,
    /// A quotation mark was left open: from then on each must close in its line.
    wary: bool,
}

impl Field {
    /// The bytes between the quotation marks, or all.
    pub fn content(self) -> Range<usize> {
        let (start, end) = (self.start as usize, self.end as usize);
        match self.quoted {
            true => start + 1..end - 1,
            false => start..end,
        }
    }
}

impl<'s> Splitter<'s> {
    /// Splits the bytes `range` of a text.
    pub fn new(text: &'s str, range: Range<usize>, delimiter: u8) -> Self {
        Self {
            text: &text.as_bytes()[..range.end],
            at: range.start,
            delimiter,
            wary: false,
        }
    }

    /// The next record; its fields replace those in `fields`.
    pub fn next_record(&mut self, fields: &mut Vec<Field>) -> Option<Record> {
        fields.clear();
        while matches!(self.text.get(self.at), Some(b'\n' | b'\r')) {
            self.at += 1;
        }
        let start = self.at;
        if start == self.text.len() {
            return None;
        }
        let mut fault = None;
        loop {
            let (field, wrong) = self.field();
            fields.push(field);
            if let Some(wrong) = wrong {
                fault = Some((wrong, field.start as usize));
                self.at = self.line_end(self.at);
                break;
            }
            match self.text.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                _ => break,
            }
        }
        let range = start..self.at;
        match self.text.get(self.at) {
            Some(b'\r') if self.text.get(self.at + 1) == Some(&b'\n') => self.at += 2,
            Some(_) => self.at += 1,
            None => {}
        }
        Some(Record { range, fault })
    }

    /// One field; the next byte is then a delimiter, a line end or the end, unless
    /// something is wrong.
    fn field(&mut self) -> (Field, Option<Fault>) {
        let start = self.at;
        let mut field = Field {
            start: start as u32,
            end: start as u32,
            quoted: false,
            doubled: false,
        };
        let mut fault = None;
        if self.text.get(start) == Some(&b'"') {
            match self.closing(start + 1, &mut field.doubled) {
                Some(close) => {
                    field.quoted = true;
                    self.at = close + 1;
                    let next = self.text.get(self.at);
                    let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
                    if !next.is_none_or(ends) {
                        fault = Some(Fault::AfterQuote);
                    }
                }
                None => {
                    self.wary = true;
                    fault = Some(Fault::Unclosed);
                    self.at = self.line_end(start);
                }
            }
        } else {
            let rest = &self.text[start..];
            let end = memchr::memchr3(self.delimiter, b'\n', b'\r', rest);
            self.at = start + end.unwrap_or(rest.len());
        }
        field.end = self.at as u32;
        (field, fault)
    }

    /// The quotation mark that closes a field whose text begins at `from`.
    fn closing(&self, from: usize, doubled: &mut bool) -> Option<usize> {
        let end = match self.wary {
            true => self.line_end(from),
            false => self.text.len(),
        };
        let mut at = from;
        loop {
            at += memchr::memchr(b'"', &self.text[at..end])?;
            if self.text[..end].get(at + 1) != Some(&b'"') {
                return Some(at);
            }
            *doubled = true;
            at += 2;
        }
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        memchr::memchr2(b'\n', b'\r', rest).map_or(self.text.len(), |at| from + at)
    }
}

/// What separates the columns, as seen from the header: the most frequent of comma,
/// semicolon and tab outside quotation marks.
pub fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\n', '\r']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                let counted = counts.iter_mut().find(|(known, _)| *known == byte);
                if let Some((_, count)) = counted {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let mut best = counts[0];
    for other in &counts[1..] {
        if other.1 > best.1 {
            best = *other;
        }
    }
    best.0
}
