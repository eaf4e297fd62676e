//! The one pass over a text: words that begin no figure are stepped over, elsewhere
//! the grammar reads, and the reasons decide whether it is a figure.

use std::ops::Range;

use crate::quantity::digits::NumberFormat;
use crate::quantity::hedge::HedgeTable;
use crate::quantity::lex::{char_at, char_before, digits_end, in_word, step};
use crate::quantity::neighbours::Begins;
use crate::quantity::notations::skip_run;
use crate::quantity::numeral::Mode;
use crate::quantity::phrase::{Context, Phrase, read_phrase};
use crate::quantity::value::{Value, ValueKind};

use super::debris::address_end;
use super::reasons::RULES;
use super::site::{Last, Site};
use super::skip::Skip;
use super::wording;

/// An expression before its noun and sentence are looked for.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub numeral: Range<usize>,
    pub phrase: Range<usize>,
    pub hedge: Option<Range<usize>>,
    pub value: Option<Value>,
    /// What it shares with the number after it, where that has it: ` billion`.
    pub lent: Option<Range<usize>>,
    pub skip: Option<Skip>,
}

impl Raw {
    /// Whether it counts something.
    pub fn counts(&self) -> bool {
        self.skip.is_none()
    }

    /// Whether it is the number one.
    pub fn states_one(&self) -> bool {
        let kind = self.value.as_ref().map(|value| &value.kind);
        matches!(kind, Some(ValueKind::Whole(1)))
    }
}

/// Hands over the expressions of a text one by one until `take` has had enough.
pub(crate) fn each_expression(
    text: &str,
    format: NumberFormat,
    hedges: &HedgeTable,
    take: impl FnMut(Raw) -> bool,
) {
    let context = Context {
        format,
        hedges,
        mode: Mode::Text,
    };
    let mut scan = Scan {
        text,
        context,
        last: Last::default(),
        item: 0,
        take,
    };
    scan.run();
}

struct Scan<'a, F> {
    text: &'a str,
    context: Context<'a>,
    last: Last,
    item: u32,
    take: F,
}

/// What to do at a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// Nothing begins here.
    Pass,
    Letter,
    Digit,
    /// A sign that may stand before a number.
    Sign,
    /// Not ASCII.
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Pass; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b'+' | b'-' | b'<' | b'>' | b'~' | b'$' | b'.' => Byte::Sign,
            0x80.. => Byte::Wide,
            _ => Byte::Pass,
        };
        byte += 1;
    }
    table
};

impl<F: FnMut(Raw) -> bool> Scan<'_, F> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            step();
            let next = match BYTES[usize::from(byte)] {
                Byte::Pass => Some(at + 1),
                Byte::Letter => self.word(at),
                Byte::Digit => self.candidate(at, digits_end(self.text, at), true),
                Byte::Sign => self.sign(at),
                Byte::Wide => self.wide(at),
            };
            match next {
                Some(next) => at = next.max(at + 1),
                None => return,
            }
        }
    }

    /// A word: read only if a figure or something to skip may begin with it.
    fn word(&mut self, at: usize) -> Option<usize> {
        let (end, digits) = word_end(self.text, at);
        if digits {
            return self.candidate(at, end, true);
        }
        match self.context.hedges.neighbours.starts(self.text, at, end) {
            Begins::Nothing => {}
            begins => return self.candidate(at, end, begins == Begins::Either),
        }
        let word = &self.text.as_bytes()[at..end];
        if word.len() <= 3 && self.currency_follows(word, end) {
            return self.candidate(at, end, false);
        }
        Some(end)
    }

    /// `USD 5`, `US$5`
    fn currency_follows(&self, word: &[u8], end: usize) -> bool {
        if word == b"Rs" {
            return true;
        }
        word.iter().all(u8::is_ascii_uppercase)
            && (word.len() == 3 || self.text.as_bytes().get(end) == Some(&b'$'))
    }

    fn sign(&mut self, at: usize) -> Option<usize> {
        let inside = char_before(self.text, at).is_some_and(in_word);
        let mark = self.text.as_bytes()[at];
        let next = self.text.as_bytes().get(at + 1).copied().unwrap_or(b' ');
        let begins = match mark {
            b'.' => !inside && next.is_ascii_digit(),
            b'-' => {
                !inside && (next.is_ascii_digit() || next >= 0x80 || matches!(next, b'.' | b'$'))
            }
            b'+' => !inside && !next.is_ascii_alphabetic(),
            _ => !inside || mark == b'$',
        };
        if begins {
            self.candidate(at, at + 1, true)
        } else {
            Some(at + 1)
        }
    }

    fn wide(&mut self, at: usize) -> Option<usize> {
        let c = char_at(self.text, at)?;
        if in_word(c) {
            return self.word(at);
        }
        let end = at + c.len_utf8();
        let inside = || char_before(self.text, at).is_some_and(in_word);
        if self.context.hedges.neighbours.is_symbol(c) && !(c == '−' && inside()) {
            return self.candidate(at, end, true);
        }
        Some(end)
    }

    /// Reads at a place; gives the place to go on from, or nothing to stop. Without a
    /// figure, the rules need be asked only if something to skip may begin here.
    fn candidate(&mut self, at: usize, end: usize, rules: bool) -> Option<usize> {
        let text = self.text;
        let read = read_phrase(text, at, self.context);
        let (phrase, bad) = match read {
            Ok(phrase) => (phrase, None),
            Err(error) => (None, Some(error.range.end)),
        };
        if phrase.is_none() && !rules {
            return Some(end);
        }
        let num = phrase
            .as_ref()
            .map_or(at..end, |phrase| phrase.numeral.clone());
        let site = Site::new(text, phrase.as_ref(), num, self.last, self.item);
        let rule = RULES
            .iter()
            .find_map(|rule| Some((rule.skip, (rule.test)(&site)?)));
        let part = rule.is_none() && phrase.is_some() && wording::is_part(&site);
        if let Some((skip, range)) = rule {
            // Words and runs of digits are never entered in their middle.
            return self.skip(skip, range, phrase).map(|next| next.max(end));
        }
        if let Some(phrase) = phrase {
            if part {
                self.last.part_end = phrase.end;
            }
            return self.figure(phrase, at);
        }
        if let Some(address) = address_end(text, at) {
            return Some(address);
        }
        if !text.as_bytes()[at].is_ascii_digit() {
            return Some(end);
        }
        // Digits that are neither a figure nor a known notation.
        let stop = skip_run(text, at).max(bad.unwrap_or(at)).max(end);
        let stop = stop.min(text.len());
        self.skip(Skip::Notation, at..stop, None)
    }

    fn figure(&mut self, phrase: Phrase, at: usize) -> Option<usize> {
        let whole = phrase.start..phrase.end;
        let next = phrase.end.max(at + 1);
        let raw = Raw {
            numeral: phrase.numeral.clone(),
            phrase: whole.clone(),
            hedge: phrase.hedged.clone(),
            lent: phrase.lent.clone(),
            value: Some(printed(self.text, phrase)),
            skip: None,
        };
        self.last.end = raw.phrase.end;
        self.last.skip = None;
        self.last.is_share = raw.value.as_ref().is_some_and(Value::is_percent);
        (self.take)(raw).then_some(next)
    }

    fn skip(&mut self, skip: Skip, range: Range<usize>, phrase: Option<Phrase>) -> Option<usize> {
        let start = phrase
            .as_ref()
            .map_or(range.start, |phrase| phrase.start.min(range.start));
        let mut whole = start..range.end;
        let hedge = phrase.as_ref().and_then(|phrase| phrase.hedged.clone());
        let mut next = range.end;
        if let Some(phrase) = &phrase {
            next = next.max(phrase.numeral.end);
            // `65 and over`: the hedge after the number goes with it.
            if phrase.end > range.end
                && hedge.as_ref().is_some_and(|hedge| hedge.start >= range.end)
            {
                whole.end = phrase.end;
                next = phrase.end;
            }
        }
        if skip == Skip::ListNumber {
            self.item = self.text[range.clone()]
                .trim_matches(|c: char| !c.is_ascii_digit())
                .parse()
                .unwrap_or(0);
        }
        // `COVID-19` is not the number 19.
        let value =
            phrase.filter(|phrase| skip.may_be_claimed() && range.start >= phrase.numeral.start);
        let lent = value.as_ref().and_then(|phrase| phrase.lent.clone());
        let value = value.map(|phrase| printed(self.text, phrase));
        (self.last.end, self.last.skip) = (next, Some(skip));
        self.last.is_share = false;
        let raw = Raw {
            numeral: range,
            phrase: whole,
            hedge,
            value,
            lent,
            skip: Some(skip),
        };
        (self.take)(raw).then_some(next)
    }
}

/// The value of a phrase as it can be written down: with what it shares with the number
/// after it.
fn printed(text: &str, phrase: Phrase) -> Value {
    let own = text[phrase.start..phrase.end].trim();
    match &phrase.lent {
        Some(lent) => {
            let whole = format!("{own}{}", &text[lent.clone()]);
            phrase.into_value(&whole)
        }
        None => phrase.into_value(own),
    }
}

/// The end of a word, and whether it has digits in it.
fn word_end(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut digits = false;
    while let Some(&byte) = bytes.get(end) {
        step();
        match BYTES[usize::from(byte)] {
            Byte::Letter => end += 1,
            Byte::Digit => (end, digits) = (end + 1, true),
            Byte::Wide => match char_at(text, end) {
                Some(c) if in_word(c) => end += c.len_utf8(),
                _ => break,
            },
            _ => break,
        }
    }
    (end, digits)
}
