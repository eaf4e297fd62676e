//! The map of a table: which column is what, what stands for all rows, and which
//! columns of a wide table are figures.

use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};
use crate::text::{FileId, Problem, Spanned, Tree};

/// The keys of a map.
pub(crate) const KEYS: &[&str] = &[
    "columns",
    "dimensions",
    "constants",
    "codes",
    "ignore",
    "delimiter",
    "empty",
    "values",
];

/// The keys of a column of figures.
pub(crate) const VALUE_KEYS: &[&str] = &[
    "column",
    "measure",
    "where",
    "part_of",
    "by",
    "kind",
    "missing",
    "breakdown",
];

/// A text of the map and its place.
type Said = Spanned<String>;

/// What a map file says.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Field and header.
    pub columns: Vec<(Said, Said)>,
    /// Dimension and header.
    pub dimensions: Vec<(Said, Said)>,
    /// Field or dimension and what it is in every row whose cell is empty.
    pub constants: Vec<(Said, Said)>,
    /// Field or dimension, what is printed, and what it stands for.
    pub codes: Vec<(Said, Vec<(String, String)>)>,
    /// Headers of columns that are not read.
    pub ignore: Vec<Said>,
    /// What separates the columns, where said.
    pub delimiter: Option<u8>,
    /// Whether an empty cell of a value column is no claim, rather than an error.
    pub skip_empty: bool,
    /// The columns that hold figures, in a wide table.
    pub values: Vec<ValueColumn>,
}

/// A column of figures in a wide table.
#[derive(Clone, Debug)]
pub struct ValueColumn {
    /// Its header.
    pub column: Said,
    /// What it counts, unless a column or constant says.
    pub measure: Option<Said>,
    /// Of whom.
    pub scope: Vec<(Said, Said)>,
    /// Header of the column that holds the whole.
    pub part_of: Option<Said>,
    /// How it is a part: `by`, `kind`, `missing`, `breakdown` as written.
    pub how: Vec<(&'static str, Said)>,
}

impl Map {
    /// Reads a map from its text.
    pub fn read(file: FileId, text: &str, problems: &mut Vec<Problem>) -> Map {
        let before = problems.len();
        let tree: Tree<'_> = crate::text::read(file, text, problems);
        let mut map = Map::default();
        let Some(root) = tree.root() else {
            return map;
        };
        if problems.len() > before && root.kind() != Kind::Mapping {
            return map;
        }
        let Some(fields) = Fields::of(root, "the map of a table", KEYS, problems) else {
            return map;
        };
        map.columns = pairs(fields.get("columns"), "`columns`", problems);
        map.dimensions = pairs(fields.get("dimensions"), "`dimensions`", problems);
        map.constants = pairs(fields.get("constants"), "`constants`", problems);
        for (name, node) in mapping(fields.get("codes"), "`codes`", problems) {
            let codes = pairs(Some(node), "the codes of a column", problems);
            let codes = codes.into_iter().map(|(a, b)| (a.value, b.value));
            map.codes.push((name, codes.collect()));
        }
        map.ignore = list(fields.get("ignore"), "`ignore`", problems);
        map.delimiter = delimiter(&fields, problems);
        map.skip_empty = match fields.text("empty", problems) {
            None => false,
            Some(text) if text.value == "skip" => true,
            Some(text) => {
                let message = format!("`{}` is no way to treat empty cells", text.value);
                problems.push(
                    Problem::error("invalid-value", text.span, message)
                        .help("write `empty: skip`, or leave it out: then they are errors"),
                );
                false
            }
        };
        if let Some(values) = fields.get("values") {
            if values.kind() != Kind::Sequence {
                problems.push(
                    Problem::error("invalid-yaml", values.span(), "`values` must be a list")
                        .help("start each column of figures with `- column:`"),
                );
            }
            for item in values.items() {
                map.values.extend(ValueColumn::read(item, problems));
            }
        }
        map
    }
}

impl ValueColumn {
    fn read(node: Node<'_>, problems: &mut Vec<Problem>) -> Option<ValueColumn> {
        let fields = Fields::of(node, "a column of figures", VALUE_KEYS, problems)?;
        fields.require("column", problems)?;
        let text = |key: &str, problems: &mut Vec<Problem>| {
            let text = fields.text(key, problems)?;
            Some(Spanned::new(text.value.to_owned(), text.span))
        };
        let column = text("column", problems)?;
        let mut how = Vec::new();
        for key in ["by", "kind", "missing", "breakdown"] {
            how.extend(text(key, problems).map(|said| (key, said)));
        }
        Some(ValueColumn {
            column,
            measure: text("measure", problems),
            scope: pairs(fields.get("where"), "`where`", problems),
            part_of: text("part_of", problems),
            how,
        })
    }
}

fn delimiter(fields: &Fields<'_>, problems: &mut Vec<Problem>) -> Option<u8> {
    let text = fields.text("delimiter", problems)?;
    match text.value {
        "," | "comma" => Some(b','),
        ";" | "semicolon" => Some(b';'),
        "\t" | "tab" => Some(b'\t'),
        "|" => Some(b'|'),
        _ => {
            let message = format!("`{}` cannot separate columns", text.value);
            problems.push(
                Problem::error("invalid-value", text.span, message)
                    .help("write one of \",\" \";\" \"|\" or tab"),
            );
            None
        }
    }
}

fn mapping<'t>(
    node: Option<Node<'t>>,
    what: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(Said, Node<'t>)> {
    let Some(node) = node else { return Vec::new() };
    if node.kind() != Kind::Mapping {
        let message = format!("{what} must be a mapping of names to names");
        problems.push(Problem::error("invalid-yaml", node.span(), message));
    }
    let named = node.entries();
    named
        .filter_map(|(key, value)| {
            let name = key.text()?.to_owned();
            Some((Spanned::new(name, key.span()), value))
        })
        .collect()
}

fn pairs(node: Option<Node<'_>>, what: &str, problems: &mut Vec<Problem>) -> Vec<(Said, Said)> {
    let mut all = Vec::new();
    for (key, value) in mapping(node, what, problems) {
        match value.text().filter(|_| !value.is_null()) {
            Some(text) => all.push((key, Spanned::new(text.to_owned(), value.span()))),
            None => {
                let message = format!("{what} must give one text for `{}`", key.value);
                problems.push(Problem::error("invalid-yaml", key.span, message));
            }
        }
    }
    all
}

fn list(node: Option<Node<'_>>, what: &str, problems: &mut Vec<Problem>) -> Vec<Said> {
    let Some(node) = node else { return Vec::new() };
    if node.kind() != Kind::Sequence {
        let message = format!("{what} must be a list of headers");
        problems.push(Problem::error("invalid-yaml", node.span(), message));
    }
    let texts = node.items().filter_map(|item| {
        let text = item.text()?.to_owned();
        Some(Spanned::new(text, item.span()))
    });
    texts.collect()
}
