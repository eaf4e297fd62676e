//! Numbers of documents and numbers that are part of a name.

use std::ops::Range;

use crate::quantity::language::{ABBREVIATION, COUNTED, DOCUMENT, NAME};
use crate::quantity::lex::{char_at, char_before, in_word};

use super::place::{Word, before_gap, digits, one_of, word_after, word_before, word_ending_at};
use super::site::Site;
use super::skip::Skip;

/// More bytes than this between two numbers of a list part them.
const LONGEST_LINK: usize = 8;

/// `Resolution 1325`, `No. 5`, `resolutions 822, 853 and 884`, `2016/679`, `S/RES/1325`.
pub(super) fn document(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, at) = (site.text, site.num.start);
    if !site.is_digits() || site.is_hedged_by_words() {
        return None;
    }
    let found = || Some(at..with_slashes(text, site.num.end));
    if matches!(site.char_before(), Some('№' | '/')) && path_before(text, at) {
        return found();
    }
    if number_sign(text, at) {
        return found();
    }
    if long_code(site) {
        return found();
    }
    let chained = site.last.skip == Some(Skip::DocumentNumber)
        && is_chain(text, site.last.end, at)
        && !counts(site);
    if chained {
        return found();
    }
    let word = label(text, at)?;
    if !word.is(DOCUMENT) || site.phrase.is_some_and(|phrase| phrase.unit.is_some()) {
        return None;
    }
    // `Human Rights Act 1998` is of that year.
    let year = one_of(text, site.num.end, &['/']).is_none()
        && site
            .bare()
            .is_some_and(|(n, length)| length == 4 && (1900..2100).contains(&n));
    let numbered = word.is_one_of(&[
        "resolution",
        "resolutions",
        "no",
        "nr",
        "decision",
        "decree",
    ]);
    if (year && !numbered) || counts(site) {
        return None;
    }
    found()
}

/// `Channel 4`, `Boeing 737`, `Article 5`, `COVID-19`, `G20`, `Formula One`.
pub(super) fn name(site: &Site<'_>) -> Option<Range<usize>> {
    let text = site.text;
    if let Some(range) = code(site) {
        return Some(range);
    }
    if site.is_hedged_by_words() || site.phrase.is_some_and(|phrase| phrase.unit.is_some()) {
        return None;
    }
    if site.last.skip == Some(Skip::Name)
        && is_chain(text, site.last.end, site.num.start)
        && site.is_digits()
        && !counts(site)
    {
        return Some(site.num.clone());
    }
    if is_address(site) {
        return Some(site.num.clone());
    }
    let index = before_gap(text, site.num.start);
    if text[..index].ends_with("S&P") && index < site.num.start && site.bare().is_some() {
        return Some(site.num.clone());
    }
    let word = label(text, site.num.start)?;
    if flight(text, &word) {
        return Some(site.num.clone());
    }
    if is_lettered(site) && word.is_one_of(&["flat", "apt"]) {
        return Some(site.num.clone());
    }
    if !word.is(NAME) || (counts(site) && !word.is_capital()) {
        return None;
    }
    let small = match site.bare() {
        Some((_, length)) => length <= 5,
        None if is_lettered(site) => true,
        None => !site.is_digits() && site.phrase.is_some() && site.num.len() <= 12,
    };
    // `team won 12` is no name, `Team 12` and `phase 2` are.
    let joined = site.is_digits() || word.is_capital();
    (small && joined).then(|| site.num.clone())
}

/// `TK 1953` after `Flight`.
fn flight(text: &str, word: &Word<'_>) -> bool {
    let code = word.text.len() <= 3 && word.text.bytes().all(|byte| byte.is_ascii_uppercase());
    code && word_before(text, word.start).is_some_and(|label| label.is(NAME))
}

/// Whether a number belongs to a code such as `Flight TK 1953`.
pub(super) fn has_code(site: &Site<'_>) -> bool {
    label(site.text, site.num.start).is_some_and(|word| flight(site.text, &word))
}

/// `2B` of a flat, which elsewhere is two billion.
fn is_lettered(site: &Site<'_>) -> bool {
    let printed = site.printed();
    printed.len() <= 4
        && printed.ends_with(|c: char| c.is_ascii_uppercase())
        && printed[..printed.len() - 1]
            .bytes()
            .all(|byte| byte.is_ascii_digit())
}

/// `40 Wall Street`
fn is_address(site: &Site<'_>) -> bool {
    let mut end = site.num.end;
    if site.bare().is_none() && !is_lettered(site) {
        return false;
    }
    for _ in 0..4 {
        let Some(word) = word_after(site.text, end).filter(Word::is_capital) else {
            return false;
        };
        if word.is_one_of(&[
            "street",
            "road",
            "avenue",
            "lane",
            "square",
            "boulevard",
            "drive",
        ]) {
            return end > site.num.end;
        }
        end = word.end;
    }
    false
}

/// Units with digits in them, which number nothing.
const UNITS: &[&str] = &["km2", "m2", "m3", "km3", "cm2", "cm3", "ft2", "mi2", "dm3"];

/// Letters and digits in one word, or joined by a hyphen.
fn code(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, at) = (site.text, site.num.start);
    if let Some(c) = char_at(text, at)
        && c.is_alphabetic()
        && site.phrase.is_none()
    {
        // A word with digits in it: `G20`, `H1N1`.
        let word = &text[site.num.clone()];
        let has_digits = word.bytes().any(|byte| byte.is_ascii_digit())
            && !UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit));
        return has_digits.then(|| at..code_end(text, site.num.end));
    }
    if site.phrase.is_none() && site.is_digits() {
        // Digits with letters behind them: `5G`, `1080p`; ordinals are not.
        let tail = super::place::word_at(text, site.num.end)?;
        let other = tail.is_one_of(&["st", "nd", "rd", "th", "s", "x"]);
        return (!other).then(|| at..code_end(text, tail.end));
    }
    if !site.is_digits() || site.is_hedged() {
        return None;
    }
    match site.char_before()? {
        '-' | '‑' | '–' => {
            let letters = word_ending_at(text, at - site.char_before()?.len_utf8())?;
            let shaped = letters.is_capital() || letters.text.len() == 1;
            let joined = shaped && letters.start >= site.last.end;
            let plain = site.bare().is_some() || site.phrase.is_none();
            (joined && plain).then(|| letters.start..code_end(text, site.num.end))
        }
        '#' | '@' => Some(at..site.num.end),
        _ => None,
    }
}

/// The end of a code that goes on with hyphens, points and digits: `BA.2-1`.
fn code_end(text: &str, at: usize) -> usize {
    let mut end = at;
    loop {
        let next = match char_at(text, end) {
            Some(c) if in_word(c) => end + c.len_utf8(),
            Some('-' | '.' | '/') if char_at(text, end + 1).is_some_and(|c| c.is_ascii_digit()) => {
                end + 1
            }
            _ => break,
        };
        end = next;
    }
    end
}

/// The word that labels a number: before it, or before `no.` or a point.
fn label(text: &str, at: usize) -> Option<Word<'_>> {
    let mut end = before_gap(text, at);
    if end == at {
        return None;
    }
    let pointed = char_before(text, end) == Some('.');
    if pointed {
        end -= 1;
    }
    // A point after any other word ends a sentence.
    word_ending_at(text, end).filter(|word| !pointed || word.is(ABBREVIATION))
}

/// `No. 5`, `no 5`, `# 5` with a label or a point before the number.
fn number_sign(text: &str, at: usize) -> bool {
    let end = before_gap(text, at);
    let pointed = char_before(text, end) == Some('.');
    let Some(word) = word_ending_at(text, end - usize::from(pointed)) else {
        return matches!(char_before(text, end), Some('№'));
    };
    let short = word.is_one_of(&["no", "nos", "nr", "nrs"]);
    let labelled = || {
        word_before(text, word.start).is_some_and(|before| before.is(DOCUMENT) || before.is(NAME))
    };
    short && end < at && (pointed || labelled())
}

/// Digits behind letters and a slash: `S/RES/1325`.
fn path_before(text: &str, at: usize) -> bool {
    match char_before(text, at) {
        Some('/') => word_ending_at(text, at - 1).is_some(),
        _ => true,
    }
}

/// The end of `/679` or `(2000)` after the number of a document.
fn with_slashes(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some((_, next)) = one_of(text, end, &['/', '-']).and_then(|start| digits(text, start))
    {
        end = next;
    }
    end
}

/// Twelve digits and more without separators number something.
fn long_code(site: &Site<'_>) -> bool {
    let run = site.first_digits();
    run.len() >= 12 && run.end == site.num.end
}

fn counts(site: &Site<'_>) -> bool {
    site.after().is_some_and(|word| word.is(COUNTED))
}

/// Whether nothing but a list's comma or `and` stands between two numbers.
pub(super) fn is_chain(text: &str, from: usize, to: usize) -> bool {
    if from == 0 || from >= to || to - from > LONGEST_LINK {
        return false;
    }
    let between = text[from..to].trim();
    matches!(
        between,
        "," | "and" | ", and" | "or" | "&" | "to" | "-" | "–" | "/"
    ) || matches!(between, ";")
}
