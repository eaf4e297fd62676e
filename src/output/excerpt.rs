//! Excerpts: the few lines of a file that a finding points to, made safe to show
//! and short enough to read, with the places of its labels moved along.
//!
//! The renderer of snippets would scan whole files for every finding and count
//! columns in what it is shown; so it gets only these lines, and the true line
//! and column travel beside them.

use std::ops::Range;

use crate::findings::{Location, Role};
use crate::output::escape::{ellipsis, escape, shorten};
use crate::text::{FileId, SourceMap};

/// Places further apart than this many lines or bytes get excerpts of their own.
const GAP_LINES: u32 = 30;
const GAP_BYTES: u32 = 8000;
/// The part of a line that is looked at, in bytes, and how much of it stands in
/// front of the first place.
const LONG_LINE: usize = 1200;
const BEFORE: usize = 160;

/// Some lines of one file.
pub(crate) struct Excerpt {
    /// `file:line:column` of the first place, for the line above the excerpt.
    pub header: String,
    /// Number of the first line.
    pub first_line: u32,
    /// The lines, escaped.
    pub text: String,
    /// The places in `text`.
    pub marks: Vec<Mark>,
}

/// A place in an excerpt.
pub(crate) struct Mark {
    pub range: Range<usize>,
    pub label: String,
    pub primary: bool,
}

/// Excerpts for the places of a finding: the primary one first, then the rest of
/// its file, then other files in order of appearance.
pub(crate) fn excerpts(
    sources: &SourceMap,
    locations: &[Location],
    width: usize,
    ascii: bool,
) -> Vec<Excerpt> {
    let mut files: Vec<FileId> = Vec::new();
    for location in locations {
        if !files.contains(&location.span.file) {
            files.push(location.span.file);
        }
    }
    let mut out = Vec::new();
    for file in files {
        let mut places: Vec<&Location> = locations
            .iter()
            .filter(|location| location.span.file == file)
            .collect();
        places.sort_by_key(|location| (location.span.start, location.span.end));
        let mut windows: Vec<Vec<&Location>> = Vec::new();
        for place in places {
            let line = |location: &Location| sources.place(location.span).line;
            let near = windows
                .last()
                .and_then(|window| window.last())
                .is_some_and(|last| {
                    line(place) - line(last) <= GAP_LINES
                        && place.span.start - last.span.start <= GAP_BYTES
                        && sources.is_unbroken(file, last.span.start, place.span.start)
                });
            match windows.last_mut() {
                Some(window) if near => window.push(place),
                _ => windows.push(vec![place]),
            }
        }
        windows.sort_by_key(|window| !window.iter().any(|place| place.role == Role::Primary));
        for window in windows {
            out.push(excerpt(sources, &window, width, ascii));
        }
    }
    out
}

/// One excerpt over places of one file, sorted by position.
fn excerpt(sources: &SourceMap, places: &[&Location], width: usize, ascii: bool) -> Excerpt {
    let file = sources.file(places[0].span.file);
    let text = file.text.as_str();
    let spans: Vec<Range<usize>> = places
        .iter()
        .map(|place| {
            let start = boundary(text, place.span.start as usize);
            start..boundary(text, place.span.end as usize).max(start)
        })
        .collect();
    let begin = line_start(text, spans[0].start);
    let end = line_end(text, spans[spans.len() - 1].start);
    let head = places.iter().find(|place| place.role == Role::Primary);
    let head = sources.place(head.unwrap_or(&places[0]).span);
    let mut excerpt = Excerpt {
        header: format!("{}:{}:{}", escape(&file.name), head.line, head.column),
        first_line: sources.place(places[0].span).line,
        text: String::new(),
        marks: Vec::new(),
    };
    let mut start = begin;
    for line in text[begin..end].split('\n') {
        let stop = start + line.len();
        let here = |span: &Range<usize>| (start..=stop).contains(&span.start);
        let first = spans
            .iter()
            .find(|span| here(span))
            .map_or(start, |span| span.start);
        let shown = Shown::new(line.trim_end_matches('\r'), first - start, ascii);
        let offset = excerpt.text.len();
        for (place, span) in places.iter().zip(&spans) {
            if here(span) {
                let from = shown.position(span.start - start);
                let to = shown.position(span.end.min(stop) - start);
                excerpt.marks.push(Mark {
                    range: offset + from..offset + clip(&shown.text, from, to, width),
                    label: shorten(&labelled(sources, place), width, ascii),
                    primary: place.role == Role::Primary,
                });
            }
        }
        excerpt.text.push_str(&shown.text);
        excerpt.text.push('\n');
        start = stop + 1;
    }
    excerpt
}

/// The label of a place, with its row and column in a table.
fn labelled(sources: &SourceMap, place: &Location) -> String {
    match sources.cell(place.span) {
        Some(cell) if place.label.is_empty() => cell.to_string(),
        Some(cell) => format!("{} ({cell})", place.label),
        None => place.label.clone(),
    }
}

/// A line as shown: escaped, and cut when it is very long.
struct Shown<'a> {
    line: &'a str,
    window: Range<usize>,
    dots: &'static str,
    text: String,
}

impl<'a> Shown<'a> {
    fn new(line: &'a str, first: usize, ascii: bool) -> Self {
        let from = if line.len() > LONG_LINE {
            boundary(line, first.saturating_sub(BEFORE))
        } else {
            0
        };
        let to = boundary(line, from + LONG_LINE);
        let dots = if from > 0 { ellipsis(ascii) } else { "" };
        let mut text = format!("{dots}{}", escape(&line[from..to]));
        if to < line.len() {
            text.push_str(ellipsis(ascii));
        }
        Self {
            line,
            window: from..to,
            dots,
            text,
        }
    }

    /// Where a byte of the line stands in the shown text.
    fn position(&self, byte: usize) -> usize {
        let byte = boundary(self.line, byte.clamp(self.window.start, self.window.end));
        self.dots.len() + escape(&self.line[self.window.start..byte]).len()
    }
}

/// The end of a mark, at most about a screen's width after its start.
fn clip(text: &str, from: usize, to: usize, width: usize) -> usize {
    let most = width.saturating_sub(24).max(24);
    let end = text[from..].char_indices().nth(most);
    end.map_or(to, |(at, _)| to.min(from + at))
}

/// The last character boundary at or before a byte.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn line_start(text: &str, byte: usize) -> usize {
    text[..byte].rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(text: &str, byte: usize) -> usize {
    text[byte..].find('\n').map_or(text.len(), |at| byte + at)
}

#[cfg(test)]
mod tests;
