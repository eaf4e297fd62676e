//! Accepting as a change of text: the entry that `crossfoot accept` would write, as one
//! insertion into the document, with the reason left to do.

use std::ops::Range;

use crate::dossier::{NewAcceptance, TODO, add_acceptances};
use crate::findings::{Finding, fingerprint};

/// What to insert, and before which byte; nothing where no place for it can be told.
pub(super) fn insertion(source: &str, finding: &Finding) -> Option<(usize, String)> {
    let mut claims: Vec<String> = Vec::new();
    let pairs = finding.conflicts.iter().flat_map(|(a, b)| [a, b]);
    let all = finding
        .claims
        .iter()
        .filter(|_| finding.conflicts.is_empty());
    for id in pairs.chain(all) {
        if !claims.contains(id) {
            claims.push(id.clone());
        }
    }
    let entry = NewAcceptance {
        check: finding.check.to_owned(),
        fingerprint: claims.is_empty().then(|| fingerprint(finding)),
        claims,
        reason: TODO.to_owned(),
        until: None,
    };
    let after = add_acceptances(source, &[entry]).ok()?;
    let inserted = inserted(source, &after)?;
    Some((inserted.start, after.get(inserted)?.to_owned()))
}

/// The stretch of the second text that the first lacks, from the beginning of a line
/// where it can be.
fn inserted(before: &str, after: &str) -> Option<Range<usize>> {
    let length = after.len().checked_sub(before.len())?;
    let same = before.bytes().zip(after.bytes());
    let same = same.take_while(|(a, b)| a == b).count();
    let line = before.get(..same).and_then(|text| text.rfind('\n'));
    [line.map_or(0, |end| end + 1), same]
        .into_iter()
        .find_map(|start| {
            let rest = after.get(start + length..)?;
            (before.get(start..)? == rest).then_some(start..start + length)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_insertion_is_found_again() {
        for (before, after, expected) in [
            ("a\nb\n", "a\nx\nb\n", Some(2..4)),
            ("- c: 1\n- c: 3\n", "- c: 1\n- c: 2\n- c: 3\n", Some(7..14)),
            ("a", "a\nx", Some(1..3)),
            ("", "x\n", Some(0..2)),
            ("ab", "xb", None),
            ("abc", "ab", None),
        ] {
            assert_eq!(inserted(before, after), expected, "{after}");
        }
    }
}
