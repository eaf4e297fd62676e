//! From positions in the decoded text of a scalar back to the file: replays
//! folding, escapes and doubled quotes over the source. It never decodes for
//! use; where the replay and the decoded text differ it gives no answer.

use std::ops::Range;

use super::tree::Style;

/// The bytes of `source` (without quotation marks; block scalars from their first
/// content character) that became `wanted` bytes of `text`. `indent` is the
/// column of a block scalar's content.
pub(super) fn locate(
    source: &str,
    style: Style,
    indent: usize,
    text: &str,
    wanted: Range<usize>,
) -> Option<Range<usize>> {
    let mut replay = Replay {
        text,
        done: 0,
        wanted,
        found: None,
        faithful: true,
        last: 0,
    };
    match style {
        Style::Literal | Style::Folded => {
            block(source, indent, style == Style::Literal, &mut replay)
        }
        Style::Doubled => doubled(source, &mut replay),
        _ => flow(source, style, &mut replay),
    }
    replay.finish()
}

/// Follows the decoded text while the source is walked.
struct Replay<'t> {
    text: &'t str,
    done: usize,
    wanted: Range<usize>,
    found: Option<Range<usize>>,
    faithful: bool,
    last: usize,
}

impl Replay<'_> {
    /// The source bytes `from` became the character `c`.
    fn emit(&mut self, c: char, from: Range<usize>) {
        if !self.faithful || self.done == self.text.len() {
            return;
        }
        if !self.text[self.done..].starts_with(c) {
            self.faithful = false;
            return;
        }
        let here = self.done..self.done + c.len_utf8();
        self.done = here.end;
        self.last = from.end;
        let inside = here.start < self.wanted.end && here.end > self.wanted.start;
        let empty_here = self.wanted.is_empty() && here.start == self.wanted.start;
        if inside {
            match &mut self.found {
                Some(found) => found.end = found.end.max(from.end),
                None => self.found = Some(from),
            }
        } else if empty_here {
            self.found = Some(from.start..from.start);
        }
    }

    fn finish(self) -> Option<Range<usize>> {
        // Line ends after a block scalar are not part of the source given.
        let rest = &self.text[self.done..];
        if !self.faithful || !rest.chars().all(|c| c == '\n' || c == ' ') {
            return None;
        }
        Some(self.found.unwrap_or(self.last..self.last))
    }
}

fn break_length(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => 2,
        Some(b'\r' | b'\n') => 1,
        _ => 0,
    }
}

fn is_blank(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b' ' | b'\t'))
}

/// Skips blanks and line breaks from `at`; counts the breaks.
fn skip_breaks(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut breaks = 0;
    loop {
        let length = break_length(bytes, at);
        if length > 0 {
            breaks += 1;
            at += length;
        } else if is_blank(bytes.get(at)) {
            at += 1;
        } else {
            return (at, breaks);
        }
    }
}

/// Fields of tables: two quotation marks stand for one, all else for itself.
fn doubled(source: &str, replay: &mut Replay<'_>) {
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        if c == '"' && source[at..].starts_with('"') {
            at += 1;
        }
        replay.emit(c, start..at);
    }
}

/// Plain and quoted scalars.
fn flow(source: &str, style: Style, replay: &mut Replay<'_>) {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let start = at;
        if is_blank(bytes.get(at)) || break_length(bytes, at) > 0 {
            let (after, breaks) = skip_breaks(bytes, at);
            if breaks == 0 {
                at += c.len_utf8();
                replay.emit(c, start..at);
                continue;
            }
            at = after;
            if breaks == 1 {
                replay.emit(' ', start..at);
            }
            for _ in 1..breaks {
                replay.emit('\n', start..at);
            }
        } else if style == Style::Single && source[at..].starts_with("''") {
            at += 2;
            replay.emit('\'', start..at);
        } else if style == Style::Double && c == '\\' {
            at = escape(source, at, replay);
        } else {
            at += c.len_utf8();
            replay.emit(c, start..at);
        }
    }
}

/// One escape of a double-quoted scalar; `at` is the backslash.
fn escape(source: &str, at: usize, replay: &mut Replay<'_>) -> usize {
    let bytes = source.as_bytes();
    let length = break_length(bytes, at + 1);
    if length > 0 {
        let (after, breaks) = skip_breaks(bytes, at + 1 + length);
        for _ in 0..breaks {
            replay.emit('\n', at..after);
        }
        return after;
    }
    let Some(code) = source[at + 1..].chars().next() else {
        replay.faithful = false;
        return source.len();
    };
    let digits = match code {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    let mut end = at + 1 + code.len_utf8() + digits;
    let c = match code {
        'x' | 'u' | 'U' => {
            let first = hex(source, at + 2, digits);
            match first {
                // A pair of surrogates is one character.
                Some(high @ 0xd800..=0xdbff) => {
                    let low = hex(source, end + 2, 4).unwrap_or(0xdc00);
                    end += 6;
                    char::from_u32(0x10000 + ((high - 0xd800) << 10) + low.wrapping_sub(0xdc00))
                }
                Some(code) => char::from_u32(code),
                None => None,
            }
        }
        '0' => Some('\0'),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        't' | '\t' => Some('\t'),
        'n' => Some('\n'),
        'v' => Some('\u{b}'),
        'f' => Some('\u{c}'),
        'r' => Some('\r'),
        'e' => Some('\u{1b}'),
        'N' => Some('\u{85}'),
        '_' => Some('\u{a0}'),
        'L' => Some('\u{2028}'),
        'P' => Some('\u{2029}'),
        other => Some(other),
    };
    match c {
        Some(c) if source.is_char_boundary(end.min(source.len())) && end <= source.len() => {
            replay.emit(c, at..end);
            end
        }
        _ => {
            replay.faithful = false;
            source.len()
        }
    }
}

fn hex(source: &str, at: usize, digits: usize) -> Option<u32> {
    u32::from_str_radix(source.get(at..at + digits)?, 16).ok()
}

/// Literal and folded block scalars.
fn block(source: &str, indent: usize, literal: bool, replay: &mut Replay<'_>) {
    let bytes = source.as_bytes();
    // Empty lines before the first content stand before `source`.
    let leading = replay.text.len() - replay.text.trim_start_matches('\n').len();
    if !source.starts_with(['\n', '\r']) {
        for _ in 0..leading {
            replay.emit('\n', 0..0);
        }
    }
    let (mut at, mut after_content, mut breaks, mut was_blank) = (0, 0, 0, false);
    let mut first = true;
    while at < bytes.len() {
        if !first {
            let mut spaces = 0;
            while spaces < indent && bytes.get(at) == Some(&b' ') {
                at += 1;
                spaces += 1;
            }
        }
        let empty = break_length(bytes, at);
        if empty > 0 {
            breaks += 1;
            at += empty;
            continue;
        }
        let blank = is_blank(bytes.get(at));
        let gap = after_content..at;
        if !first {
            if !literal && !was_blank && !blank {
                if breaks == 0 {
                    replay.emit(' ', gap.clone());
                }
            } else {
                replay.emit('\n', gap.clone());
            }
        }
        for _ in 0..breaks {
            replay.emit('\n', gap.clone());
        }
        (breaks, was_blank, first) = (0, blank, false);
        while let Some(c) = source[at..].chars().next() {
            if break_length(bytes, at) > 0 {
                break;
            }
            replay.emit(c, at..at + c.len_utf8());
            at += c.len_utf8();
        }
        after_content = at;
        at += break_length(bytes, at);
    }
}
