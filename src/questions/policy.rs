//! Which checks are asked about, and how: a finding about figures has a question, one
//! about the input, the quotations or the acceptances is the author's own business.

use crate::findings::Finding;

use super::voice::{Draft, Voice};
use super::{joint, readings, rules, same, scope, single, sums, time, wording};

/// Turns a finding into a question to one of its speakers.
pub(super) type Build = fn(&Voice<'_, '_>, &Finding) -> Option<Draft>;

/// How findings of a check are put; nothing for those that are not asked.
pub(super) fn build(check: &str) -> Option<Build> {
    Some(match check {
        "parts-do-not-sum"
        | "parts-exceed-whole"
        | "parts-fall-short"
        | "part-exceeds-whole"
        | "share-mismatch"
        | "holds-only-by-rounding" => sums::build,
        "rule-broken" => rules::build,
        "unit-mismatch" => single::units,
        "implausible-value" => single::implausible,
        "self-contradiction" => same::self_contradiction,
        "cannot-all-hold" | "cannot-all-hold-together" => joint::build,
        "strained-wording" => wording::build,
        "sources-disagree" => same::disagree,
        "unannounced-revision" => same::revision,
        "order-unknown" => same::order,
        "cumulative-decrease" => time::decrease,
        "changed-over-time" => time::change,
        "carried-forward" => time::carried,
        "scope-breach" => scope::breach,
        "same-parts-different-whole" => scope::same_parts,
        "base-shift" => scope::shift,
        "one-number-two-roles" => scope::roles,
        "depends-on-reading" => readings::build,
        _ => return None,
    })
}

/// Whether findings of a check are asked about.
pub fn is_asked(check: &str) -> bool {
    build(check).is_some()
}
