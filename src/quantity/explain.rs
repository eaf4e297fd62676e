//! What to say of a text that is not a figure: which characters, why, and what to
//! write instead.

use std::ops::Range;

use super::error::ValueError;
use super::hedge::Position;
use super::lex::{char_at, digits_end, ends_word, in_word, letters_end, match_any, skip_spaces};
use super::phrase::{Context, Phrase, read_phrase};
use super::value::ValueKind;
use super::words::NUMBER_WORDS;

/// Words that people may mistype in a figure.
const OTHER_WORDS: &[&str] = &[
    "thousand",
    "million",
    "billion",
    "trillion",
    "percent",
    "between",
    "to",
    "suppressed",
    "doubled",
    "halved",
    "up",
    "down",
];

/// The text does not begin like a figure.
pub(crate) fn no_figure(text: &str, range: Range<usize>, context: Context<'_>) -> ValueError {
    let whole = &text[range.clone()];
    let mut at = range.start;
    let mut hedged = None;
    while let Some((_, end)) = context.hedges.find(text, at, Position::Before) {
        hedged = Some(at..end);
        at = skip_spaces(text, end);
    }
    if at >= range.end
        && let Some(hedge) = hedged
    {
        let message = format!("`{}` needs a number after it", &text[hedge]);
        return ValueError::new(range, message)
            .help("write the figure with its hedge, such as `more than 600`");
    }
    if context.hedges.find(text, at, Position::Alone).is_some() {
        let message = format!(
            "`{}` is already vague and takes no further hedge",
            &text[at..range.end]
        );
        return ValueError::new(range.clone(), message)
            .help("write the wording alone, or give limits: {between: [600, 700]}");
    }
    let bad = at..word_end(text, at).min(range.end).max(at);
    let word = &text[bad.clone()];
    let message = format!(
        "`{}` is not a figure",
        if hedged.is_some() { word } else { whole }
    );
    let error = ValueError::new(
        if hedged.is_some() {
            bad.clone()
        } else {
            range.clone()
        },
        message,
    );
    if let Some(near) = nearest_word(word, context) {
        return error.help(format!("did you mean `{near}`?"));
    }
    if let Some(figure) = figure_inside(text, range.clone(), context) {
        let before = text[range.start..figure.start].trim();
        if let Some(near) = nearest_hedge(before, context) {
            return error.help(format!("did you mean `{near}`?"));
        }
        if before.chars().any(char::is_alphabetic) {
            return error.help(format!(
                "`{before}` is no known hedge: `crossfoot explain hedges` lists them, and \
                 `settings.hedges` takes others"
            ));
        }
        return error.help(format!(
            "write only the figure and its hedge: `{}`",
            &text[figure]
        ));
    }
    if matches!(char_at(text, range.start), Some('{' | '[')) {
        return error.help("do not quote an explicit form such as {at_least: 600}");
    }
    error.help(
        "write the figure as printed, such as `3,983`, `more than 600`, `1.2 million` or `12%`",
    )
}

/// A figure was read, but more follows.
pub(crate) fn left_over(
    text: &str,
    rest: Range<usize>,
    phrase: &Phrase,
    context: Context<'_>,
) -> ValueError {
    let figure = &text[..phrase.end].trim();
    let word_stop = word_end(text, rest.start).min(rest.end);
    let word = &text[rest.start..word_stop];
    let two_numbers = figure.ends_with(|c: char| c.is_ascii_digit());
    if two_numbers
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && digits_end(text, rest.start) > rest.start
    {
        let message = format!(
            "`{}` is not grouped in threes",
            &text[phrase.numeral.start..rest.end]
        );
        return ValueError::new(rest, message)
            .help("write one figure: digits in groups of three, or without separators");
    }
    if let Some(error) = after_vague(text, &rest, phrase, figure) {
        return error;
    }
    let error = ValueError::new(
        rest.clone(),
        format!("`{}` is not part of a figure", &text[rest.clone()]),
    );
    if letters_end(text, rest.start) > rest.start
        && let Some(near) = nearest_word(word, context)
    {
        return error.help(format!("did you mean `{near}`?"));
    }
    if match_any(text, rest.start, &["and", "or", "plus", ",", ";"]).is_some() {
        return error.help(format!(
            "write one figure: `{figure}`; a second one is a claim of its own"
        ));
    }
    error.help(format!("write only the figure: `{figure}`"))
}

/// `hundreds of people`, `both wars`: the noun belongs elsewhere.
fn after_vague(
    text: &str,
    rest: &Range<usize>,
    phrase: &Phrase,
    figure: &str,
) -> Option<ValueError> {
    if phrase.kind != ValueKind::Wording {
        return None;
    }
    let message = format!("`{}` is not part of a figure", &text[rest.clone()]);
    Some(ValueError::new(rest.clone(), message).help(format!("write only `{figure}`")))
}

/// The known word nearest to a mistyped one; never one for a word that is short.
fn nearest_word<'a>(word: &str, context: Context<'a>) -> Option<&'a str> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let known = NUMBER_WORDS.iter().chain(OTHER_WORDS).copied();
    let hedges = context.hedges.rows().flat_map(|(_, row)| row.wordings());
    let limit = if word.chars().count() < 6 { 1 } else { 2 };
    let mut best: Option<(usize, &str)> = None;
    for candidate in known.chain(hedges.filter(|wording| !wording.contains(' '))) {
        if candidate.len() < 3 || candidate == word {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word, candidate);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, word)| word)
}

/// The known hedge of several words nearest to a mistyped one.
fn nearest_hedge<'a>(words: &str, context: Context<'a>) -> Option<&'a str> {
    let words = words.to_lowercase();
    // Nothing that long is a slip of the pen.
    if words.len() < 4 || words.len() > 40 {
        return None;
    }
    let wordings = context.hedges.rows().flat_map(|(_, row)| row.wordings());
    wordings
        .filter(|wording| wording.len() > 4)
        .map(|wording| (strsim::damerau_levenshtein(&words, wording), wording))
        .filter(|(distance, _)| *distance <= 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, wording)| wording)
}

/// Where the first figure inside a longer text stands.
fn figure_inside(text: &str, range: Range<usize>, context: Context<'_>) -> Option<Range<usize>> {
    let context = Context {
        mode: super::numeral::Mode::Text,
        ..context
    };
    let mut at = range.start;
    // A figure that far from the start was hardly meant.
    for _ in 0..20 {
        at = skip_spaces(text, at);
        if at >= range.end {
            return None;
        }
        if let Ok(Some(found)) = read_phrase(text, at, context)
            && found.kind != ValueKind::Wording
        {
            return Some(at..found.end);
        }
        at = word_end(text, at).max(at + char_at(text, at)?.len_utf8());
    }
    None
}

/// The end of a word that begins at `at`.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        if c.is_whitespace() {
            break;
        }
        end += c.len_utf8();
        if !in_word(c) || ends_word(text, end) {
            break;
        }
    }
    end
}
