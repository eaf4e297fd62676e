//! Codes whose names differ by one slip of the pen, found without comparing all with
//! all: two such names become equal when at most one letter is left out of each.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::codebook::fold;

/// Names seen so far.
#[derive(Default)]
pub(super) struct Twins {
    /// Numbers of names by what is left of them without one letter, and by themselves.
    by_rest: FxHashMap<Box<str>, Vec<u32>>,
    names: Vec<String>,
}

impl Twins {
    /// Adds a name; gives the number of the first earlier name that it nearly equals.
    /// Short names and names with digits are nobody's twin.
    pub(super) fn add(&mut self, name: &str) -> Option<usize> {
        let folded = fold(name);
        let mut twin: Option<u32> = None;
        if name.chars().count() >= 5 && name.chars().all(|c| !c.is_ascii_digit()) {
            let number = self.names.len() as u32;
            let mut rests: FxHashSet<String> = FxHashSet::default();
            rests.insert(folded.clone());
            for (at, letter) in folded.char_indices() {
                let (before, after) = folded.split_at(at);
                rests.insert(format!("{before}{}", &after[letter.len_utf8()..]));
            }
            for rest in rests {
                let known = self.by_rest.entry(rest.into()).or_default();
                let near = known.iter().copied().filter(|&other| {
                    let other = &self.names[other as usize];
                    strsim::damerau_levenshtein(other, &folded) == 1
                });
                twin = twin.into_iter().chain(near).min();
                known.push(number);
            }
        }
        self.names.push(folded);
        twin.map(|number| number as usize)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether two names are twins, by comparing them.
    fn near(a: &str, b: &str) -> bool {
        let shorter = a.chars().count().min(b.chars().count());
        let words = |text: &str| text.chars().all(|c| !c.is_ascii_digit());
        shorter >= 5 && words(a) && words(b) && strsim::damerau_levenshtein(&fold(a), &fold(b)) == 1
    }

    #[test]
    fn one_slip_makes_twins() {
        let mut twins = Twins::default();
        let found = [
            "military",
            "civilian",
            "militray",
            "milit_ary",
            "millitary",
            "Military",
            "miltiry",
            "area1",
            "area2",
        ]
        .map(|name| twins.add(name));
        assert_eq!(
            found,
            [
                None,
                None,
                Some(0),
                Some(0),
                Some(0),
                Some(2),
                None,
                None,
                None
            ]
        );
    }

    proptest! {
        #[test]
        fn the_first_twin_is_found(names in prop::collection::vec("[abé -]{4,7}1?", 1..30)) {
            let mut twins = Twins::default();
            for (at, name) in names.iter().enumerate() {
                let first = names[..at].iter().position(|other| near(other, name));
                prop_assert_eq!(twins.add(name), first, "{}", name);
            }
        }
    }
}
