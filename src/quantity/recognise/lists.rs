//! Numbers of list items and of notes: `1.` and `2)` at the start of a line, `(1)`
//! in a running enumeration, `[12]`.

use std::ops::Range;

use crate::quantity::lex::{char_at, char_before, is_blank};

use super::place::after_gap;
use super::site::Site;

/// How far the start of the line may be, and how far an opening parenthesis.
const WIDEST_INDENT: usize = 12;
const WIDEST_ASIDE: usize = 200;

/// A list number with its mark.
pub(super) fn list_number(site: &Site<'_>) -> Option<Range<usize>> {
    let (number, length) = site.bare()?;
    let (text, num) = (site.text, &site.num);
    if length > 3 || site.is_hedged() {
        return None;
    }
    let mark = char_at(text, num.end)?;
    let after = num.end + mark.len_utf8();
    let whole = num.start..after;
    if mark == ']' && site.char_before() == Some('[') {
        return Some(num.clone());
    }
    if mark == ')' {
        let enclosed = site.char_before() == Some('(');
        let first_or_next = number == 1 || (site.item > 0 && number == site.item + 1);
        if enclosed {
            return (first_or_next && text_follows(text, after)).then(|| num.clone());
        }
        let open = opened(text, num.start);
        return (!open && (first_or_next || line_start(text, num.start).is_some()))
            .then_some(whole);
    }
    if mark != '.' || !text_follows(text, after) {
        return None;
    }
    let line = line_start(text, num.start)?;
    let next = number == 1 || (site.item > 0 && number == site.item + 1);
    (next || line == Line::New).then_some(whole)
}

/// What the line before a line start says.
#[derive(PartialEq, Eq)]
enum Line {
    /// A new line of thought: the text begins, or a sentence or paragraph ended.
    New,
    /// It may be one line broken in two.
    Wrapped,
}

/// Whether only indentation and a bullet stand before on the line.
fn line_start(text: &str, at: usize) -> Option<Line> {
    let mut start = at;
    for _ in 0..WIDEST_INDENT {
        match char_before(text, start) {
            None => return Some(Line::New),
            Some('\n' | '\r' | '\u{2028}' | '\u{2029}') => {
                let end = text[..start].trim_end_matches(['\n', '\r']);
                let blank = text[end.len()..start].matches('\n').count() > 1;
                let last = end.chars().next_back();
                let ended =
                    last.is_none_or(|c| matches!(c, '.' | ':' | ';' | '!' | '?' | '"' | '”'));
                return Some(if blank || ended {
                    Line::New
                } else {
                    Line::Wrapped
                });
            }
            Some(c) if is_blank(c) || matches!(c, '-' | '*' | '•' | '>') => start -= c.len_utf8(),
            Some(_) => return None,
        }
    }
    None
}

/// Whether words go on after the mark, on the same line.
fn text_follows(text: &str, at: usize) -> bool {
    let next = after_gap(text, at);
    next > at
        && !text[at..next].contains('\n')
        && char_at(text, next).is_some_and(|c| !c.is_ascii_digit() && !c.is_control())
}

/// Whether a parenthesis stands open before.
fn opened(text: &str, at: usize) -> bool {
    let mut start = at;
    for _ in 0..WIDEST_ASIDE {
        match char_before(text, start) {
            Some('(') => return true,
            None | Some(')' | '\n') => return false,
            Some(c) => start -= c.len_utf8(),
        }
    }
    false
}
