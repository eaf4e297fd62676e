//! The list of all checks: one line each, in the order of the documentation.

use crate::findings::Finding;

use super::Context;

/// What sort of thing a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Whether the input can be taken as meant.
    Input,
    /// Figures of one speaker in one text.
    InsideOneSource,
    /// Figures of several texts, speakers or dates.
    Across,
    /// Quotations and dates.
    Evidence,
    /// Acceptances and rules.
    Housekeeping,
}

impl Family {
    /// As a heading.
    pub fn title(self) -> &'static str {
        match self {
            Family::Input => "input",
            Family::InsideOneSource => "inside one source",
            Family::Across => "across sources and dates",
            Family::Evidence => "evidence",
            Family::Housekeeping => "housekeeping",
        }
    }
}

/// A check: its name, its page, and what it runs.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its id, such as `parts-do-not-sum`.
    pub id: &'static str,
    /// What it looks at.
    pub family: Family,
    /// Its severity, as the documentation gives it.
    pub severity: &'static str,
    /// Its page, Markdown.
    pub page: &'static str,
    /// What it does over figures; none where reading or reporting produces the findings.
    pub run: Option<fn(&Context<'_>, &mut Vec<Finding>)>,
}

/// Checks that look at what the others found, and so run after them, in this order.
pub(super) const AFTER_OTHERS: [&str; 4] = [
    "same-parts-different-whole",
    "base-shift",
    "one-number-two-roles",
    "carried-forward",
];

/// The check with that id.
pub fn find(id: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.id == id)
}

macro_rules! checks {
    ($($family:ident { $($id:literal $severity:literal $run:expr;)* })*) => {
        /// Every check, in the order of the documentation.
        pub const CHECKS: &[Check] = &[$($(Check {
            id: $id,
            family: Family::$family,
            severity: $severity,
            page: include_str!(concat!("../../docs/checks/", $id, ".md")),
            run: $run,
        },)*)*];
    };
}

checks! {
    Input {
        "invalid-yaml" "error" None;
        "invalid-table" "error" None;
        "unknown-field" "error" None;
        "missing-field" "error" None;
        "duplicate-key" "error" None;
        "duplicate-id" "error" None;
        "invalid-value" "error" None;
        "invalid-date" "error" None;
        "invalid-rule" "error" None;
        "unknown-measure" "error" None;
        "unknown-dimension" "error" None;
        "unknown-code" "error" None;
        "unknown-source" "error" None;
        "not-applied" "note" Some(super::not_applied::run);
        "contradictory-codebook" "error" Some(super::contradictory_codebook::run);
    }
    InsideOneSource {
        "parts-do-not-sum" "error" Some(super::parts_do_not_sum::run);
        "parts-exceed-whole" "error" Some(super::parts_exceed_whole::run);
        "parts-fall-short" "error" Some(super::parts_fall_short::run);
        "part-exceeds-whole" "error" Some(super::part_exceeds_whole::run);
        "rule-broken" "the rule's" Some(super::rule_broken::run);
        "share-mismatch" "error" Some(super::share_mismatch::run);
        "unit-mismatch" "error" Some(super::unit_mismatch::run);
        "self-contradiction" "error" Some(super::self_contradiction::run);
        "cannot-all-hold" "error" Some(super::cannot_all_hold::run);
        "holds-only-by-rounding" "counted; note with --pedantic" Some(super::holds_only_by_rounding::run);
        "strained-wording" "warning" Some(super::strained_wording::run);
        "implausible-value" "error" Some(super::implausible_value::run);
    }
    Across {
        "sources-disagree" "warning" Some(super::sources_disagree::run);
        "cumulative-decrease" "warning" Some(super::cumulative_decrease::run);
        "changed-over-time" "note; event: warning above `growth_note`" Some(super::changed_over_time::run);
        "order-unknown" "note" Some(super::order_unknown::run);
        "unannounced-revision" "warning" Some(super::unannounced_revision::run);
        "scope-breach" "warning; note when the part is later" Some(super::scope_breach::run);
        "depends-on-reading" "note" None;
        "same-parts-different-whole" "warning" Some(super::same_parts_different_whole::run);
        "cannot-all-hold-together" "warning" Some(super::cannot_all_hold_together::run);
        "base-shift" "note" Some(super::base_shift::run);
        "one-number-two-roles" "note" Some(super::one_number_two_roles::run);
        "carried-forward" "note" Some(super::carried_forward::run);
    }
    Evidence {
        "value-not-in-quote" "error" Some(super::value_not_in_quote::run);
        "quote-not-in-text" "error" Some(super::quote_not_in_text::run);
        "hedge-dropped" "warning" Some(super::hedge_dropped::run);
        "no-quote" "off; note with --pedantic" Some(super::no_quote::run);
        "no-date" "off; note with --pedantic" Some(super::no_date::run);
        "date-order" "warning" Some(super::date_order::run);
    }
    Housekeeping {
        "unused-accept" "warning" None;
        "expired-accept" "warning" None;
        "todo" "warning" None;
        "redundant-rule" "off; note with --pedantic" Some(super::redundant_rule::run);
    }
}
