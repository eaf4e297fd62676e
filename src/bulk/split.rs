//! A table in pieces: blocks of whole rows, read one after the other, so that no more of
//! a large file is held than is being worked on. Knows where rows end, quoted line
//! breaks included, and nothing else about them.

use std::io::{self, Read};

/// About so many bytes are read at a time.
pub(super) const BLOCK: usize = 2 << 20;

/// Some whole rows of a table.
#[derive(Debug)]
pub(super) struct Chunk {
    /// How many blocks come before it.
    pub at: usize,
    /// Where in the file it begins.
    pub offset: u64,
    /// Its bytes; they end with a line break but perhaps at the end of the file.
    pub bytes: Vec<u8>,
    /// Whether any field in it is quoted.
    pub quoted: bool,
}

/// Reads a table block after block.
#[derive(Debug)]
pub(super) struct Blocks<R> {
    input: R,
    /// Bytes read that belong to the next block.
    rest: Vec<u8>,
    offset: u64,
    at: usize,
    size: usize,
    delimiter: u8,
    ended: bool,
}

impl<R: Read> Blocks<R> {
    /// Blocks of what `input` still holds; it stands at byte `offset` of the file, at the
    /// beginning of a row.
    pub fn new(input: R, offset: u64, delimiter: u8, size: usize) -> Self {
        Self {
            input,
            rest: Vec::new(),
            offset,
            at: 0,
            size,
            delimiter,
            ended: false,
        }
    }

    /// The next block; none at the end of the file.
    fn advance(&mut self) -> io::Result<Option<Chunk>> {
        let mut bytes = Vec::with_capacity(self.size + self.rest.len());
        bytes.append(&mut self.rest);
        loop {
            if !self.ended {
                let wanted = self.size as u64;
                let got = (&mut self.input).take(wanted).read_to_end(&mut bytes)?;
                self.ended = got < self.size;
            }
            let quoted = memchr::memchr(b'"', &bytes).is_some();
            let end = match (self.ended, quoted) {
                (true, _) => bytes.len(),
                (false, false) => memchr::memrchr(b'\n', &bytes).map_or(0, |at| at + 1),
                (false, true) => last_row_end(&bytes, self.delimiter),
            };
            // A row longer than a block: read on until it ends.
            if end == 0 && !self.ended {
                continue;
            }
            if end == 0 {
                return Ok(None);
            }
            self.rest.extend_from_slice(&bytes[end..]);
            bytes.truncate(end);
            let chunk = Chunk {
                at: self.at,
                offset: self.offset,
                bytes,
                quoted,
            };
            self.at += 1;
            self.offset += end as u64;
            return Ok(Some(chunk));
        }
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().transpose()
    }
}

/// Where the last whole row ends; 0 if none does.
fn last_row_end(bytes: &[u8], delimiter: u8) -> usize {
    let mut end = 0;
    let mut at = 0;
    while let Some(next) = row_end(bytes, at, delimiter) {
        end = next;
        at = next;
    }
    end
}

/// One past the line break that ends the row which begins at `at`; none if no line break
/// does. A quotation mark opens a field only at its beginning, and two stand for one.
pub(super) fn row_end(bytes: &[u8], mut at: usize, delimiter: u8) -> Option<usize> {
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = after_quoted(bytes, at)?;
        }
        let next = at + memchr::memchr2(b'\n', delimiter, bytes.get(at..)?)?;
        if bytes[next] == b'\n' {
            return Some(next + 1);
        }
        at = next + 1;
    }
}

/// One past the quotation mark that closes the one at `open`.
pub(super) fn after_quoted(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}
