//! The wordings that make one figure a part of another, as patterns of the words between
//! and around figures.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern; one that does not compile never matches, and a test sees that all do.
pub(super) struct Cue(LazyLock<Option<Regex>>);

impl Cue {
    const fn new(make: fn() -> Option<Regex>) -> Cue {
        Cue(LazyLock::new(make))
    }

    /// The words of the cue, if the text has it: its first group, or all of it.
    pub fn find<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found = self.0.as_ref()?.captures(text)?;
        let words = found.get(1).or_else(|| found.get(0))?;
        Some(words.as_str().trim())
    }

    /// What a named group of it holds.
    pub fn group<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        let found = self.0.as_ref()?.captures(text)?;
        Some(found.name(name)?.as_str().trim())
    }
}

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $pattern:expr;)*) => {
        $($(#[$doc])* pub(super) static $name: Cue =
            Cue::new(|| Regex::new(concat!("(?is)", $pattern)).ok());)*

        #[cfg(test)]
        const ALL: &[&Cue] = &[$(&$name),*];
    };
}

cues! {
    /// Between a whole and its first part: `x people, including y`.
    INCLUDING = r"\b(including|comprising|made up of|consisting of|namely)\s*:?\s*(?:the\s+\w+\s+(?:of|belonging to)\s+)?(?:the\s+)?$";
    /// The same with a clause after each part: `x people, of whom y were women`.
    OF_WHOM = r"[,;(–—-]\s*(?:and\s+)?((?:of|among|amongst)\s+(?:whom|which|them|these))\s*,?\s*(?:the\s+)?$";
    /// After a part: `y of them`.
    OF_THEM = r"^\s+(of\s+(?:them|whom|which|these|those))\b";
    /// Between a part and its whole: `y of the x`.
    OF_THE = r"^\s*(?:\w+\s+)?(of|out of)\s+(?:the|those|these|its|their|our|a total of|all|all the)\s+$";
    /// The same with nothing else between: `202 of 650 seats`.
    OF_BARE = r"^\s*(of|out of)\s+$";
    /// Before the first part of a sentence: `The number includes y`.
    INCLUDES = r"^\W*(?:the|this|that|these|those|they|it)\b[^,;:]{0,90}?\b(includes?|included|comprises?|comprised|consists? of|consisted of|(?:is|are|was|were) made up of)\s+(?:the\s+)?$";
    /// Before the first part of a sentence: `Of the total, y`, `Among them are y`.
    AMONG = r"^\W*(?:[\w’']+(?:\s+[\w’']+){0,2},\s+)?((?:of|among|amongst|out of)\s+(?P<what>[^,;:.]{3,70}?))(?:,|\s+(?:are|were|was|is|there\s+(?:are|were)))\s*(?:only\s+|just\s+)?(?:the\s+)?$";
    /// Before a whole that begins its sentence: `Among the x residents`, `Of x people`.
    OUT_OF = r"^\W*(?:[\w’']+(?:\s+[\w’']+){0,2},\s+)?(of|among|amongst|out of)\s+(?:the\s+|these\s+|those\s+|all\s+|all\s+the\s+|a\s+total\s+of\s+|the\s+total\s+of\s+)?$";
    /// The words of `AMONG` that point back to a whole without naming it.
    BACK = r"^(them|these|those|(?:the|that|this)\s+total|(?:this|that|these)\s+(?:number|figure|figures|total))$";
    /// The same, but to the whole of the whole.
    TOTAL = r"^(the\s+(?:overall|total)\s+(?:number|figure|toll|count)(?:\s+of\s.*)?|the\s+(?:number|total|toll)(?:\s+of\s.*)?|all(?:\s+of\s+them|\s+these)?)$";
    /// The words of `AMONG` that name the whole.
    NAMED = r"^(?:the|these|those|all|all\s+the)\s+(?P<noun>\w.*)$";
    /// After a part that begins its sentence: `y of the missing persons are`.
    OF_THE_NAMED = r"^\s+(of\s+(?:the|these|those)\s+(?P<noun>\w[\w\s’'-]{2,50}?))\s+(?:are|were|is|was|have|had|remain|went|died)\b";
    /// Before a whole that follows its parts: `3 and 4, 7 in all`.
    MAKING = r"\b(a total of|in total|in all|altogether|making|bringing the total to|for a total of|total(?:l?ing)?)\s*$";
    /// After such a whole.
    IN_ALL = r"^\s+(?:[\w-]+\s+){0,3}(in all|in total|altogether)\b";
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for cue in ALL {
            assert!(cue.0.is_some());
        }
    }

    #[test]
    fn wordings_are_told_apart() {
        assert_eq!(
            INCLUDING.find(" people, including the remains of "),
            Some("including")
        );
        assert_eq!(INCLUDING.find(" people, including those in "), None);
        assert_eq!(OF_WHOM.find(" people, of whom "), Some("of whom"));
        assert_eq!(
            AMONG.group("Regrettably, among the civilians, ", "what"),
            Some("the civilians")
        );
        assert_eq!(AMONG.group("Among them are ", "what"), Some("them"));
        assert_eq!(AMONG.find("Among other things he said that "), None);
        assert_eq!(OUT_OF.find("“Of the "), Some("Of"));
        assert_eq!(
            INCLUDES.find("The staggering number includes "),
            Some("includes")
        );
        assert_eq!(
            OF_THE_NAMED.group(" of the missing persons are men", "noun"),
            Some("missing persons")
        );
    }
}
