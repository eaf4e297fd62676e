//! The standard hedges as data: wordings and what they allow, in the notation
//! that `settings.hedges` uses. `n` marks the number where it comes first.

use super::hedge::Applies::{self, AsBare, Always, RoundOnly};

/// One row: wordings, when it applies, plausible and hard interval.
pub(crate) type RowData = (&'static [&'static str], Applies, &'static str, &'static str);

/// All rows, in the order in which `explain hedges` shows them. The first five
/// have fixed places: the explicit forms of values use them.
pub(crate) const ROWS: &[RowData] = &[
    (
        &["about", "around", "roughly", "approximately", "approx.", "approx", "circa", "ca.", "ca",
          "c.", "~", "≈", "an estimated", "estimated", "estimated at", "some", "in the region of",
          "in the order of", "on the order of", "n or so", "n or thereabouts"],
        Always, "[n-w, n+w]", "[n-2w, n+2w]",
    ),
    (
        &["at least", "no fewer than", "no less than", "not fewer than", "not less than",
          "a minimum of", "≥", ">=", "n or more", "n and more", "n or above", "n and above",
          "n or over", "n and over", "n+", "n-plus"],
        Always, "[n, inf)", "[n, inf)",
    ),
    (
        &["at most", "no more than", "not more than", "a maximum of", "≤", "<=", "n or fewer",
          "n or less", "n or under", "n and under"],
        Always, "[0, n]", "[0, n]",
    ),
    (
        &["more than", "over", "well over", "above", "exceeding", "in excess of", "upwards of",
          "upward of", "greater than", "higher than", ">"],
        Always, "(n, n+q]", "(n, inf)",
    ),
    (
        &["fewer than", "less than", "under", "below", "lower than", "<"],
        Always, "[n-q, n)", "[0, n)",
    ),
    (
        &["exactly", "precisely"],
        Always, "[n, n]", "[n, n]",
    ),
    (
        &["a total of", "in total", "another", "a further", "an additional", "a record"],
        AsBare, "[n, n]", "[n, n]",
    ),
    (
        &["nearly", "almost", "just under", "close to", "approaching", "just below", "just short of",
          "a little under", "slightly less than", "slightly fewer than", "slightly under"],
        Always, "[n-u, n)", "[n-2u, n)",
    ),
    (
        &["just over", "slightly more than", "slightly over", "just above", "just more than",
          "a little over", "a little more than", "little more than"],
        Always, "(n, n+u]", "(n, n+2u]",
    ),
    (
        &["up to"],
        Always, "[n-q, n]", "[0, n]",
    ),
    (
        &["as many as", "as much as"],
        RoundOnly, "[n-q, n]", "[0, n]",
    ),
    (&["none", "no", "not a single", "not one"], Always, "[0, 0]", "[0, 0]"),
    (&["both"], Always, "[2, 2]", "[2, 2]"),
    (&["tens"], Always, "[20, 99]", "[20, inf)"),
    (&["dozens", "several dozen"], Always, "[24, 99]", "[24, inf)"),
    (&["scores"], Always, "[40, 99]", "[40, inf)"),
    (&["hundreds", "several hundred", "a few hundred", "many hundreds"], Always, "[200, 999]", "[200, inf)"),
    (&["thousands", "several thousand", "a few thousand", "many thousands"], Always, "[2000, 9999]", "[2000, inf)"),
    (&["tens of thousands"], Always, "[20000, 99999]", "[20000, inf)"),
    (&["hundreds of thousands"], Always, "[200000, 999999]", "[200000, inf)"),
    (&["millions", "several million", "a few million"], Always, "[2000000, 9999999]", "[2000000, inf)"),
    (&["tens of millions"], Always, "[20000000, 99999999]", "[20000000, inf)"),
    (&["hundreds of millions"], Always, "[200000000, 999999999]", "[200000000, inf)"),
    (&["billions", "several billion", "a few billion"], Always, "[2000000000, 9999999999]", "[2000000000, inf)"),
];

/// What needs no hedge, for `explain hedges`: wording, plausible, hard.
pub(crate) const UNHEDGED: &[(&str, &str, &str)] = &[
    ("a bare number, with or without decimals", "[n, n]", "[n, n]"),
    (
        "a number with a scale word (1.2 million), a percentage (12%), 1 in n",
        "± half a unit of the last printed place, both ends included",
        "the same",
    ),
    ("a to b, between a and b", "[a, b]", "[a, b]"),
    ("a dozen, half a million", "exactly 12, exactly 500,000", "the same"),
    ("<5, for n up to 20 (a suppressed small figure)", "[0, n)", "[0, n)"),
];
