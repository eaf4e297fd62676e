//! Quotations for figures: the sentence if it is short, else the clause, with the words
//! around it where the same words occur again. Each is tried as an audit will try it
//! before it is taken.

use std::ops::Range;

use memchr::memmem;

use crate::checks::{quoted, stands};
use crate::dossier::Quote;
use crate::quantity::{Expression, HedgeTable, NumberFormat, Support, Value};
use crate::text::fold::Folded;
use crate::text::{FileId, Span};

/// Sentences up to this length are quoted whole.
const SHORT: usize = 140;
/// A clause is not longer than this.
const LONGEST: usize = 220;
/// A clause of fewer words says too little.
const FEWEST_WORDS: usize = 5;
/// Words around a quotation.
const AROUND: usize = 60;
/// In longer texts quotations are not counted: all get the words around them.
const COUNTED: usize = 1 << 18;

/// Words of the text that hold a figure.
#[derive(Clone, Debug)]
pub(super) struct Quotation {
    pub exact: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
}

/// Finds quotations in one text.
pub(super) struct Quoter<'a> {
    text: &'a str,
    folded: Folded,
    format: NumberFormat,
    hedges: &'a HedgeTable,
}

impl<'a> Quoter<'a> {
    pub fn new(text: &'a str, format: NumberFormat, hedges: &'a HedgeTable) -> Quoter<'a> {
        let folded = match text.len() <= COUNTED {
            true => Folded::of(text),
            false => Folded::default(),
        };
        Quoter {
            text,
            folded,
            format,
            hedges,
        }
    }

    /// The quotation of a figure: the best of several that holds.
    pub fn quote(&self, expression: &Expression, value: &Value) -> Option<Quotation> {
        let end = expression.noun.as_ref().map_or(0, |noun| noun.end);
        let focus = expression.phrase.start..expression.phrase.end.max(end);
        let sentence = expression.sentence.clone();
        let whole = sentence.start.min(focus.start)..sentence.end.max(focus.end);
        let clause = tidy(self.text, &clause(self.text, &whole, &focus), &focus);
        let tries = [clause, focus, expression.phrase.clone()];
        tries
            .into_iter()
            .find_map(|range| self.of(&range, &[value]))
    }

    /// The words of a stretch as a quotation, if it stands in the text and proves all
    /// these values.
    pub fn of(&self, range: &Range<usize>, values: &[&Value]) -> Option<Quotation> {
        let range = trimmed(self.text, range);
        let exact = words(&self.text[range.clone()]);
        let bare = Quotation {
            exact,
            prefix: None,
            suffix: None,
        };
        let placed = self.placed(&range, &bare);
        [placed, bare]
            .into_iter()
            .find(|quotation| self.holds(&range, quotation, values))
    }

    /// With words around it, if it occurs more than once.
    fn placed(&self, range: &Range<usize>, bare: &Quotation) -> Quotation {
        let mut quotation = bare.clone();
        if self.once(range) {
            return quotation;
        }
        let before = before(self.text, range.start);
        quotation.prefix = Some(words(&self.text[before.clone()])).filter(|text| !text.is_empty());
        if self.once(&(before.start..range.end)) && quotation.prefix.is_some() {
            return quotation;
        }
        let after = after(self.text, range.end);
        quotation.suffix = Some(words(&self.text[after])).filter(|text| !text.is_empty());
        quotation
    }

    fn once(&self, range: &Range<usize>) -> bool {
        if self.text.len() > COUNTED {
            return false;
        }
        let wanted = Folded::of(&self.text[range.clone()]).text;
        let mut found = memmem::find_iter(self.folded.text.as_bytes(), wanted.as_bytes());
        found.next().is_some() && found.next().is_none()
    }

    /// Whether an audit will find the words in the text and the values in the words.
    fn holds(&self, range: &Range<usize>, quotation: &Quotation, values: &[&Value]) -> bool {
        let side = |words: &Option<String>| words.as_deref().map(Into::into);
        let quote = Quote {
            exact: quotation.exact.as_str().into(),
            prefix: side(&quotation.prefix),
            suffix: side(&quotation.suffix),
            span: Span::new(FileId(0), 0, 0),
        };
        let from = before(self.text, before(self.text, range.start).start).start;
        let to = after(self.text, after(self.text, range.end).end).end;
        let around = Folded::of(&self.text[from..to]);
        !quotation.exact.contains('\0')
            && stands(&around, &quote)
            && (values.iter())
                .all(|value| quoted(&quote, value, self.format, self.hedges) == Support::Yes)
    }
}

/// Words with single spaces between them.
fn words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.end - inside.trim_start().len();
    start..start + text[start..range.end].trim_end().len()
}

/// Without what belongs to the words around: marks at the beginning, a quotation mark
/// that opens or closes elsewhere, half a pair of brackets.
fn tidy(text: &str, range: &Range<usize>, focus: &Range<usize>) -> Range<usize> {
    const CLOSED_SOON: usize = 90;
    let mut range = trimmed(text, range);
    let inside = &text[range.clone()];
    let marks = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')');
    range.start = (range.end - inside.trim_start_matches(marks).len()).min(focus.start);
    let inside = &text[range.clone()];
    let count = |marks: &[char]| inside.matches(marks).count();
    if inside.ends_with(['"', '”']) && count(&['"']) % 2 + count(&['”']) != count(&['“']) {
        let last = inside.chars().next_back().map_or(0, char::len_utf8);
        range.end = (range.end - last).max(focus.end);
    } else if inside.starts_with(['"', '“']) && count(&['"']) % 2 + count(&['“']) > count(&['”'])
    {
        let first = inside.chars().next().map_or(0, char::len_utf8);
        range.start = (range.start + first).min(focus.start);
    }
    if count(&['(']) > count(&[')']) {
        let mut limit = (range.end + CLOSED_SOON).min(text.len());
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        if let Some(at) = text[range.end..limit].find([')', '\n']) {
            range.end += at + 1;
        }
    }
    trimmed(text, &range)
}

/// The end of the clause that begins at a place, if that is near; else the place.
pub(super) fn clause_end(text: &str, from: usize, limit: usize) -> usize {
    const NEAR: usize = 90;
    let limit = limit.max(from);
    let end = text[from..limit].find(['.', ',', ';', ':', '(', ')', '—', '”', '"', '\n']);
    match end.unwrap_or(limit - from) {
        length if length <= NEAR => from + text[from..from + length].trim_end().len(),
        _ => from,
    }
}

/// Some words before a place, whole ones.
fn before(text: &str, at: usize) -> Range<usize> {
    let mut start = at.saturating_sub(AROUND);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    if start > 0 {
        let inside = &text[start..at];
        start = match inside.find(char::is_whitespace) {
            Some(gap) if gap < inside.trim_end().len() => start + gap,
            _ => start,
        };
    }
    start..at
}

/// Some words after a place, whole ones.
fn after(text: &str, at: usize) -> Range<usize> {
    let mut end = (at + AROUND).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        let inside = &text[at..end];
        end = match inside.rfind(char::is_whitespace) {
            Some(gap) if gap > inside.len() - inside.trim_start().len() => at + gap,
            _ => end,
        };
    }
    at..end
}

/// The clause of a sentence that holds a stretch of it.
fn clause(text: &str, sentence: &Range<usize>, focus: &Range<usize>) -> Range<usize> {
    if sentence.len() <= SHORT {
        return sentence.clone();
    }
    // Sentences may be as long as the text: only what is near is looked at.
    let sentence = &(far(text, sentence, focus, true)..far(text, sentence, focus, false));
    let (mut start, mut end) = (focus.start, focus.end);
    // As far as the marks that part clauses, to the right first.
    loop {
        let next = boundary_after(text, end, sentence.end);
        if next - start <= LONGEST {
            end = next;
        }
        let previous = boundary_before(text, start, sentence.start);
        if end - previous <= LONGEST {
            start = previous;
        }
        let few = text[start..end].split_whitespace().count() < FEWEST_WORDS;
        let grows = next == end || previous == start;
        if !few || !grows || (start == sentence.start && end == sentence.end) {
            break;
        }
        if end < sentence.end {
            end += text[end..].chars().next().map_or(0, char::len_utf8);
        }
        if start > sentence.start {
            start -= text[..start].chars().next_back().map_or(0, char::len_utf8);
        }
        if end - start > LONGEST {
            break;
        }
    }
    start..end
}

/// A space some way from the focus, or the end of the sentence.
fn far(text: &str, sentence: &Range<usize>, focus: &Range<usize>, left: bool) -> usize {
    let mut at = match left {
        true => sentence.start.max(focus.start.saturating_sub(LONGEST)),
        false => sentence.end.min(focus.end + LONGEST),
    };
    while !text.is_char_boundary(at) {
        at = if left { at + 1 } else { at - 1 };
    }
    match left {
        true if at > sentence.start => {
            let gap = text[at..focus.start].find(char::is_whitespace);
            gap.map_or(focus.start, |gap| at + gap)
        }
        false if at < sentence.end => {
            let gap = text[focus.end..at].rfind(char::is_whitespace);
            gap.map_or(focus.end, |gap| focus.end + gap)
        }
        _ => at,
    }
}

fn is_mark(text: &str, at: usize, c: char) -> bool {
    match c {
        ';' | '(' | ')' | '—' | '“' | '”' => true,
        ',' | ':' | '–' => text[at + c.len_utf8()..].starts_with(char::is_whitespace),
        _ => false,
    }
}

fn boundary_after(text: &str, from: usize, limit: usize) -> usize {
    let mut places = text[from..limit].char_indices();
    let found = places.find(|&(at, c)| is_mark(text, from + at, c));
    found.map_or(limit, |(at, _)| from + at)
}

fn boundary_before(text: &str, from: usize, limit: usize) -> usize {
    let mut places = text[limit..from].char_indices().rev();
    let found = places.find(|&(at, c)| is_mark(text, limit + at, c));
    found.map_or(limit, |(at, c)| limit + at + c.len_utf8())
}
