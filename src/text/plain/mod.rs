//! Articles as plain text: the words of HTML and Markdown without their marks, and for
//! every byte of them the place in the file that it comes from.

mod entities;
mod html;
mod markdown;

use std::ops::Range;

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// As it is.
    Text,
    /// Markdown, with tables.
    Markdown,
    /// HTML.
    Html,
}

impl Markup {
    /// All with the names that users give.
    pub const NAMES: [(&'static str, Markup); 3] = [
        ("text", Markup::Text),
        ("markdown", Markup::Markdown),
        ("html", Markup::Html),
    ];

    /// How a file of that name is written, if its ending says so.
    pub fn of_name(name: &str) -> Option<Markup> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" => Some(Markup::Html),
            "md" | "markdown" => Some(Markup::Markdown),
            "txt" | "text" => Some(Markup::Text),
            _ => None,
        }
    }

    /// How a file is written by its name, else by how it begins.
    pub fn of(name: &str, text: &str) -> Markup {
        Markup::of_name(name).unwrap_or_else(|| {
            let start = text.trim_start_matches('\u{feff}').trim_start();
            let begins = |tag: &str| {
                let start = start.as_bytes().get(..tag.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
            };
            match begins("<!doctype html") || begins("<html") {
                true => Markup::Html,
                false => Markup::Text,
            }
        })
    }
}

/// What the head of an article says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: Option<String>,
    /// The day on which it was published, as written there.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
}

/// The words of an article.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// The words. Blocks are parted by blank lines.
    pub text: String,
    /// What stands in the head of a page, and the first heading.
    pub head: Head,
    pieces: Vec<Piece>,
}

/// A stretch of the words and where it comes from.
#[derive(Clone, Debug)]
struct Piece {
    start: usize,
    from: Range<usize>,
    /// Whether it stands there byte for byte.
    verbatim: bool,
}

impl Plain {
    /// Reads an article.
    pub fn of(text: &str, markup: Markup) -> Plain {
        match markup {
            Markup::Text => {
                let mut plain = Plain::default();
                plain.copy(text, 0);
                plain
            }
            Markup::Markdown => markdown::read(text),
            Markup::Html => html::read(text),
        }
    }

    /// Where a stretch of the words stands in the file.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start, false);
        match range.end > range.start {
            true => start..self.place(range.end, true).max(start),
            false => start..start,
        }
    }

    fn place(&self, at: usize, end: bool) -> usize {
        let after = match end {
            true => self.pieces.partition_point(|piece| piece.start < at),
            false => self.pieces.partition_point(|piece| piece.start <= at),
        };
        let Some(piece) = after.checked_sub(1).map(|index| &self.pieces[index]) else {
            return 0;
        };
        match (piece.verbatim, end) {
            (true, _) => (piece.from.start + (at - piece.start)).min(piece.from.end),
            (false, true) => piece.from.end,
            (false, false) => piece.from.start,
        }
    }

    /// Adds words that stand in the file as they are, from `at` on.
    fn copy(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.pieces.push(Piece {
                start: self.text.len(),
                from: at..at + text.len(),
                verbatim: true,
            });
            self.text.push_str(text);
        }
    }

    /// Adds words that stand for something else in the file.
    fn put(&mut self, text: &str, from: Range<usize>) {
        if !text.is_empty() {
            self.pieces.push(Piece {
                start: self.text.len(),
                from,
                verbatim: false,
            });
            self.text.push_str(text);
        }
    }

    /// Ends a line, or with two of them a block; never more than asked for in all.
    fn breaks(&mut self, lines: usize, at: usize) {
        if self.text.is_empty() {
            return;
        }
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        for _ in there..lines {
            self.put("\n", at..at);
        }
    }

    /// Adds text whose white space is one space, as browsers show it.
    fn flow(&mut self, text: &str, at: usize) {
        let mut from = 0;
        let bytes = text.as_bytes();
        while from < bytes.len() {
            let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
            let length = match blank(&bytes[from]) {
                true => bytes[from..].iter().take_while(|byte| blank(byte)).count(),
                false => bytes[from..].iter().take_while(|byte| !blank(byte)).count(),
            };
            if !blank(&bytes[from]) {
                self.copy(&text[from..from + length], at + from);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.put(" ", at + from..at + from + length);
            }
            from += length;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
