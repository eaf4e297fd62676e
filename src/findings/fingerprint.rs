//! The fingerprint: names a finding from run to run, whatever moves around it.
//!
//! It is made of the check, the claims, the relation or cell, and the size of
//! the difference; never of lines, labels or wording, nor of figures that only stand
//! beside those compared. Baselines are built on it, so the bytes that are hashed here may never change.

use crate::findings::Finding;
use crate::quantity::{Bound, Interval};

/// Sixteen hexadecimal digits that stay the same between runs, versions and
/// platforms as long as the finding is about the same thing.
pub fn fingerprint(finding: &Finding) -> String {
    let mut hash = Fnv::new();
    hash.field(finding.check);
    let mut claims: Vec<&str> = finding.claims.iter().map(String::as_str).collect();
    claims.sort_unstable();
    claims.dedup();
    for claim in &claims {
        hash.field(claim);
    }
    hash.field(&finding.subject);
    if let Some(sheet) = &finding.worksheet {
        hash.field("difference");
        hash.field(&canonical(&sheet.difference));
    }
    let mut figures: Vec<(&str, String, &[String])> = finding
        .figures
        .iter()
        .filter(|row| !row.aside)
        .map(|row| (row.claim.as_str(), canonical(&row.interval), &*row.from))
        .collect();
    figures.sort_unstable();
    for (claim, interval, from) in figures {
        hash.field("figure");
        hash.field(claim);
        hash.field(&interval);
        for basis in from {
            hash.field(basis);
        }
    }
    // A joint contradiction has no one difference: its figures stand in for it.
    let mut stated: Vec<(&str, String)> = (finding.stated.iter())
        .map(|(claim, interval)| (claim.as_str(), canonical(interval)))
        .collect();
    stated.sort_unstable();
    for (claim, interval) in stated {
        hash.field("stated");
        hash.field(claim);
        hash.field(&interval);
    }
    if claims.is_empty() && finding.subject.is_empty() {
        // An input finding is about no claim yet: only its wording tells two apart.
        hash.field(&finding.message);
    }
    format!("{:016x}", hash.0)
}

/// An interval in a notation of its own, so that a change of how people see
/// intervals does not change fingerprints.
fn canonical(interval: &Interval) -> String {
    let end = |bound: &Option<Bound>| match bound {
        Some(bound) if bound.open => format!("{}o", bound.value),
        Some(bound) => bound.value.to_string(),
        None => "inf".to_string(),
    };
    format!("{}..{}", end(&interval.low), end(&interval.high))
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// A field and its length, so that no two lists of fields read the same.
    fn field(&mut self, text: &str) {
        for byte in (text.len() as u64).to_le_bytes() {
            self.byte(byte);
        }
        for byte in text.bytes() {
            self.byte(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;

    #[test]
    fn fnv_matches_its_published_vectors() {
        let hash = |text: &str| {
            let mut fnv = Fnv::new();
            text.bytes().for_each(|byte| fnv.byte(byte));
            fnv.0
        };
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn never_changes() {
        // A change here breaks every baseline that people keep.
        let (_, finding) = canned::parts_do_not_sum();
        assert_eq!(fingerprint(&finding), "eb40beeab09a75c3");
        let (_, finding) = canned::divergence();
        assert_eq!(fingerprint(&finding), "0a539d7db8de30ea");
    }

    #[test]
    fn ignores_places_wording_and_order_but_not_figures() {
        let (_, finding) = canned::divergence();
        let before = fingerprint(&finding);
        let mut moved = finding.clone();
        moved.claims.reverse();
        moved.figures.reverse();
        moved.locations.truncate(1);
        moved.locations[0].span.start += 1;
        moved.message.push_str(" and so on");
        moved.help.clear();
        moved.hints.clear();
        assert_eq!(fingerprint(&moved), before);

        let mut beside = finding.clone();
        let mut row = beside.figures[1].clone();
        row.from = std::mem::take(&mut row.claim)
            .split('#')
            .map(str::to_owned)
            .collect();
        row.aside = true;
        beside.figures.insert(1, row);
        assert_eq!(fingerprint(&beside), before);
        beside.figures[1].aside = false;
        assert_ne!(fingerprint(&beside), before);

        let mut grown = finding.clone();
        grown.figures[1].interval = canned::point(4000);
        assert_ne!(fingerprint(&grown), before);
        let mut joint = finding.clone();
        joint.stated = vec![
            ("a".into(), canned::point(3)),
            ("b".into(), canned::point(4)),
        ];
        let first = fingerprint(&joint);
        joint.stated.reverse();
        assert_eq!(fingerprint(&joint), first);
        joint.stated[0].1 = canned::point(5);
        assert_ne!(fingerprint(&joint), first);
        let mut other = finding;
        other.check = "changed-over-time";
        assert_ne!(fingerprint(&other), before);
    }

    #[test]
    fn fields_do_not_run_together() {
        let of = |claims: &[&str]| {
            let (_, mut finding) = canned::note_without_text();
            finding.claims = claims.iter().map(|id| id.to_string()).collect();
            fingerprint(&finding)
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["a", "b"]));
    }
}
