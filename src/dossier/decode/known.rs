//! The keys that the reader knows, by what they describe: for the JSON Schemas of
//! `crossfoot schema`, which a test compares with them, and for editors.

use super::{TOP_LEVEL, accepts, breakdowns, claims, codebook, quotes, rules, settings, sources};
use crate::dossier::table::{MAP_KEYS, VALUE_COLUMN_KEYS};

/// Every sort of mapping that a file may hold, as messages call it, and its keys.
///
/// The names are those of the messages: `a claim`, `a breakdown`, `settings`.
pub const KNOWN_KEYS: &[(&str, &[&str])] = &[
    ("a claim file", TOP_LEVEL),
    ("settings", settings::KEYS),
    ("a hedge", settings::HEDGE_KEYS),
    ("a publisher", sources::PUBLISHER_KEYS),
    ("a source", sources::SOURCE_KEYS),
    ("a measure", codebook::MEASURE_KEYS),
    ("a dimension", codebook::DIMENSION_KEYS),
    ("a code", codebook::CODE_KEYS),
    ("a rule", rules::KEYS),
    ("a claim", claims::KEYS),
    ("a change", claims::CHANGE_KEYS),
    ("a quotation", quotes::QUOTE_KEYS),
    ("a value", super::values::FORMS),
    ("a breakdown", breakdowns::KEYS),
    ("a part", breakdowns::PART_KEYS),
    ("an acceptance", accepts::KEYS),
    ("the map of a table", MAP_KEYS),
    ("a column of figures", VALUE_COLUMN_KEYS),
];
