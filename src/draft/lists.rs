//! Lists of figures: whether the words between two figures only part the items of a list.

/// Words that part items.
const PARTERS: &[&str] = &[
    ", and",
    "; and",
    ", while",
    ", whereas",
    ", plus",
    " and",
    " while",
    " plus",
    " as well as",
    ",",
    ";",
];
/// Words that may stand between what parts items and the figure.
const FILLERS: &[&str] = &[
    "another",
    "a further",
    "a",
    "some",
    "the",
    "also",
    "at least",
    "further",
    "other",
];
/// Verbs that make a clause.
const AUXILIARIES: &[&str] = &[
    "was", "were", "is", "are", "has", "have", "had", "will", "would", "can", "could", "may",
    "said", "who", "which", "that", "because", "after", "before", "died", "remain", "went",
];
/// Words that set a figure against another.
const AGAINST: &[&str] = &[
    "from", "than", "compared", "per", "every", "versus", "against", "times", "each", "to",
];

/// How the items of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Items {
    /// What is counted, no more: `29 children, 98 women and 112 elderly people`.
    Nouns,
    /// A clause each: `71 were children, 267 were women`.
    Clauses,
}

/// Whether the words between two figures part items of a list.
pub(super) fn parts_items(gap: &str, items: Items) -> bool {
    let lower = gap.to_lowercase();
    let Some(body) = before_parter(&lower) else {
        return false;
    };
    let words: Vec<&str> = body
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))
        .filter(|word| !word.is_empty())
        .collect();
    let marks = body.contains([':', '(', ')', '“', '”', '"', '\n', ';', '—', '%']);
    let most = match items {
        Items::Nouns => 6,
        Items::Clauses => 26,
    };
    words.len() <= most
        && !marks
        && !words
            .iter()
            .any(|word| AGAINST.contains(word) && items == Items::Nouns)
        && !words
            .iter()
            .any(|word| matches!(*word, "than" | "compared" | "per"))
        && (items == Items::Clauses || !words.iter().any(|word| AUXILIARIES.contains(word)))
}

/// What stands before the words that part items.
fn before_parter(lower: &str) -> Option<&str> {
    let mut text = lower.trim_end();
    for filler in FILLERS {
        if let Some(rest) = text.strip_suffix(filler)
            && rest.ends_with(char::is_whitespace)
        {
            text = rest.trim_end();
            break;
        }
    }
    PARTERS.iter().find_map(|parter| text.strip_suffix(parter))
}

/// Whether a verb follows at once: `30 were arrested`.
pub(super) fn verb_follows(after: &str) -> bool {
    let word: String = after
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    AUXILIARIES.contains(&word.as_str())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn gaps_of_lists() {
        for gap in [
            " children, ",
            " servicemen; ",
            " women, and ",
            " and ",
            " men and another ",
        ] {
            assert!(parts_items(gap, Items::Nouns), "{gap}");
        }
        for gap in [
            " to ",
            " people were hurt, and ",
            " in ",
            " (",
            " people. ",
            " compared with ",
        ] {
            assert!(!parts_items(gap, Items::Nouns), "{gap}");
        }
        assert!(parts_items(" were children, ", Items::Clauses));
        assert!(parts_items(
            " was found in the village of X, ",
            Items::Clauses
        ));
        assert!(!parts_items(" in ", Items::Clauses));
    }
}
