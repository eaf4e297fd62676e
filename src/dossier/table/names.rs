//! Names: what the columns of a table can be called, and which files are tables.

/// Columns that make up the claim itself.
pub(super) const CLAIM: [&str; 17] = [
    "measure",
    "value",
    "as_of",
    "period",
    "source",
    "attributed_to",
    "basis",
    "state",
    "revises",
    "reason",
    "quote",
    "quote_prefix",
    "quote_suffix",
    "note",
    "id",
    "change_since",
    "readings",
];

/// Columns that say of what a figure is a part, and how.
pub(super) const PART: [&str; 9] = [
    "part_of",
    "by",
    "kind",
    "missing",
    "breakdown",
    "breakdown_quote",
    "breakdown_quote_prefix",
    "breakdown_quote_suffix",
    "partial",
];

/// Columns that describe the source, by the field of the source that each is.
pub(super) const SOURCE: [(&str, &str); 14] = [
    ("publisher", "publisher"),
    ("published", "published"),
    ("title", "title"),
    ("via", "via"),
    ("url", "url"),
    ("archived", "archived"),
    ("text", "text"),
    ("edition_of", "edition_of"),
    ("status", "status"),
    ("trust", "trust"),
    ("rounding", "rounding"),
    ("rounded_to", "rounded_to"),
    ("number_format", "number_format"),
    ("source_as_of", "as_of"),
];

/// Columns that an export adds for its readers and nothing reads back.
pub(super) const READ_ONLY: [&str; 9] = [
    "low",
    "high",
    "plausible_low",
    "plausible_high",
    "low_open",
    "high_open",
    "plausible_low_open",
    "plausible_high_open",
    "cell",
];

/// Columns in which quoted text is kept as it is, spaces at its ends too.
pub(super) const VERBATIM: [&str; 14] = [
    "via",
    "url",
    "archived",
    "text",
    "edition_of",
    "breakdown_quote_prefix",
    "breakdown_quote_suffix",
    "quote",
    "quote_prefix",
    "quote_suffix",
    "breakdown_quote",
    "note",
    "reason",
    "title",
];

/// The field of a source that a column names: `published`, or `source.published`.
pub(super) fn source_field(name: &str) -> Option<&'static str> {
    let named = |column: &str, field: &str| match name.strip_prefix("source.") {
        Some(rest) => rest == field,
        None => column == name,
    };
    let mut known = SOURCE.iter();
    known
        .find(|(column, field)| named(column, field))
        .map(|&(_, field)| field)
}

/// Every name that a column can have by itself.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let source = SOURCE.iter().map(|&(name, _)| name);
    CLAIM.into_iter().chain(PART).chain(source).chain(READ_ONLY)
}

/// What the name of a map adds to that of its table.
pub const MAP_SUFFIX: &str = ".map.yaml";

/// Whether a file is a table by its name.
pub fn is_table(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        ["csv", "tsv", "tab", "json"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether a file is the map of the table beside it: `figures.csv.map.yaml`.
pub fn is_map(name: &str) -> bool {
    name.strip_suffix(MAP_SUFFIX).is_some_and(is_table)
}
