//! Did-you-mean: the known name nearest to a mistyped one.

/// The candidate that `name` most plausibly meant, if any is close: at most one
/// edit for short names, a third of the length for longer ones (Damerau–Levenshtein,
/// without case). Ties go to the first candidate.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let length = name.chars().count();
    let limit = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Two texts are at least as far apart as their lengths.
        if length.abs_diff(candidate.chars().count()) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&name, &candidate.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const FIELDS: [&str; 4] = ["value", "measure", "id", "attributed_to"];

    #[test]
    fn close_names_are_found() {
        assert_eq!(nearest("vaule", FIELDS), Some("value"));
        assert_eq!(nearest("Values", FIELDS), Some("value"));
        assert_eq!(nearest("atributed to", FIELDS), Some("attributed_to"));
        assert_eq!(nearest("ids", FIELDS), Some("id"));
    }

    #[test]
    fn far_names_are_not() {
        assert_eq!(nearest("worth", FIELDS), None);
        assert_eq!(nearest("x", FIELDS), None);
        assert_eq!(nearest("", FIELDS), None);
        assert_eq!(nearest(&"value".repeat(20_000), FIELDS), None);
    }

    #[test]
    fn ties_go_to_the_first() {
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
    }
}
