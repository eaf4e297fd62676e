//! The JSON Schemas of what crossfoot reads and writes, compiled in. Tests hold them
//! against the reader and against real output.

/// A JSON Schema.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it describes, a few words.
    pub about: &'static str,
    /// Its file in the repository.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! schemas {
    ($($name:literal $file:literal $about:literal;)*) => {
        /// Every schema: those of files that people write first, then those of output.
        pub const SCHEMAS: &[Schema] = &[$(Schema {
            name: $name,
            about: $about,
            file: $file,
            text: include_str!(concat!("../../", $file)),
        },)*];
    };
}

schemas! {
    "claims" "docs/schema/claims.schema.json" "claim files";
    "settings" "docs/schema/settings.schema.json" "crossfoot.yaml";
    "table-map" "docs/schema/table-map.schema.json" "maps of tables (figures.csv.map.yaml)";
    "report" "docs/report.schema.json" "what `check --format json` writes";
    "report-lines" "docs/report-lines.schema.json" "a line of what `check --format jsonl` writes";
    "revisions" "docs/revisions.schema.json" "what `revisions --format json` writes";
    "diff" "docs/diff.schema.json" "what `diff --format json` writes";
    "ask" "docs/ask.schema.json" "what `ask --format json` writes";
    "why" "docs/why.schema.json" "what `why --format json` writes";
    "draft" "docs/draft.schema.json" "what `draft --format json` writes";
    "export" "docs/export.schema.json" "what `export json` writes, and what is read again";
}

/// The schema of that name.
pub fn schema(name: &str) -> Option<&'static Schema> {
    SCHEMAS.iter().find(|schema| schema.name == name)
}
