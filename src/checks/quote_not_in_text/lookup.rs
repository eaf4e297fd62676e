//! Where a quotation stands in a text.

use std::ops::Range;

use memchr::memmem;

use crate::dossier::Quote;
use crate::text::fold::Folded;

/// How the search went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    /// The words stand there.
    Stands,
    /// They stand there, the first time in this stretch of the folded text, but never
    /// with the words that should be before or after.
    Elsewhere(Range<usize>),
    /// They do not.
    Absent,
}

/// Looks a quotation up in a folded text.
pub(super) fn look_up(text: &Folded, quote: &Quote) -> Lookup {
    let pieces = pieces(&quote.exact);
    let Some((first, rest)) = pieces.split_first() else {
        // Nothing is quoted, so nothing can be missing.
        return Lookup::Stands;
    };
    let words = |side: &Option<Box<str>>| side.as_ref().map(|words| Folded::of(words).text);
    let (prefix, suffix) = (words(&quote.prefix), words(&quote.suffix));
    let mut elsewhere = None;
    let searcher = memmem::Finder::new(first);
    for at in searcher.find_iter(text.text.as_bytes()) {
        let head = at..at + first.len();
        if !stands_alone(&text.text, &head) {
            continue;
        }
        let Some(end) = follow(&text.text, head.end, rest) else {
            continue;
        };
        let before = text.text[..at].trim_end();
        let after = text.text[end..].trim_start();
        let right = prefix
            .as_ref()
            .is_none_or(|prefix| before.ends_with(&**prefix))
            && suffix
                .as_ref()
                .is_none_or(|suffix| after.starts_with(&**suffix));
        if right {
            return Lookup::Stands;
        }
        elsewhere.get_or_insert(at..end);
    }
    elsewhere.map_or(Lookup::Absent, Lookup::Elsewhere)
}

/// What stands between the gaps of a quotation: `so many … were found` has two pieces.
fn pieces(quote: &str) -> Vec<String> {
    let folded = Folded::of(quote).text;
    let folded = folded.replace("[...]", "...").replace("(...)", "...");
    folded
        .split("...")
        .map(|piece| piece.trim().to_owned())
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The end of the last of these pieces, which follow each other after `from`.
fn follow(text: &str, from: usize, pieces: &[String]) -> Option<usize> {
    pieces.iter().try_fold(from, |from, piece| {
        let found = memmem::find_iter(&text.as_bytes()[from..], piece);
        found
            .map(|at| from + at..from + at + piece.len())
            .find(|range| stands_alone(text, range))
            .map(|range| range.end)
    })
}

/// Whether a stretch neither begins nor ends inside a word or a number: `983 people` is
/// not what `3,983 people` says.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let inside = |left: Option<char>, right: Option<char>, beyond: Option<char>| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let joins = matches!(left, Some(',' | '.' | '\''));
        word(left) && word(right) || joins && digit(right) && digit(beyond)
    };
    let mut before = text[..range.start].chars().rev();
    let first = text[range.clone()].chars().next();
    let mut after = text[range.end..].chars();
    let last = text[range.clone()].chars().next_back();
    !inside(before.next(), first, before.next()) && !inside(after.next(), last, after.next())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::{FileId, Span};

    fn found(text: &str, exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Lookup {
        let quote = Quote {
            exact: exact.into(),
            prefix: prefix.map(Into::into),
            suffix: suffix.map(Into::into),
            span: Span::new(FileId(0), 0, 0),
        };
        look_up(&Folded::of(text), &quote)
    }

    #[test]
    fn spaces_quotes_and_dashes_are_alike() {
        let text = "He said: “as many as\u{a0}3,983\npeople – all\u{ad} of them – are missing”.";
        assert_eq!(
            found(text, "\"as many as 3,983 people - all", None, None),
            Lookup::Stands
        );
        assert_eq!(found(text, "3,983 people", None, None), Lookup::Stands);
        assert_eq!(found(text, "3,893 people", None, None), Lookup::Absent);
    }

    #[test]
    fn half_a_number_or_word_is_not_found() {
        assert_eq!(
            found("3,983 people", "983 people", None, None),
            Lookup::Absent
        );
        assert_eq!(found("13 people", "3 people", None, None), Lookup::Absent);
        assert_eq!(found("about 3,983", "about 3", None, None), Lookup::Absent);
        assert_eq!(found("3 peoples", "3 people", None, None), Lookup::Absent);
        assert_eq!(found("of 3, 4 died", "of 3", None, None), Lookup::Stands);
        assert_eq!(found("in 2024.", "in 2024", None, None), Lookup::Stands);
    }

    #[test]
    fn a_gap_stands_for_any_words() {
        let text = "688 remains, 187 of them from mass graves, were found";
        assert_eq!(
            found(text, "688 remains … were found", None, None),
            Lookup::Stands
        );
        assert_eq!(
            found(text, "688 remains [...] found", None, None),
            Lookup::Stands
        );
        assert_eq!(
            found(text, "were found … 688 remains", None, None),
            Lookup::Absent
        );
    }

    #[test]
    fn the_words_around_decide_which_place_is_meant() {
        let text = "In May 12 died. In June 12 died.";
        assert_eq!(
            found(text, "12 died", Some("In June"), None),
            Lookup::Stands
        );
        assert_eq!(
            found(text, "12 died", None, Some(". In June")),
            Lookup::Stands
        );
        assert_eq!(
            found(text, "12 died", Some("In July"), None),
            Lookup::Elsewhere(7..14)
        );
    }
}
