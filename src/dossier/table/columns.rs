//! Columns: what each header of a table stands for, by its name or by the map.

use rustc_hash::FxHashMap;

use super::map::Map;
use super::names;
use crate::dossier::codebook::fold;
use crate::text::suggest::nearest;
use crate::text::{Problem, Span, Spanned};

/// The columns of one table.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The columns, in their order.
    pub list: Vec<Column>,
    /// What the map says of all rows, by role.
    pub constants: Vec<(Role, Spanned<String>, Span)>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its header, spaces around it left out.
    pub name: String,
    /// Where the header stands.
    pub span: Span,
    /// What it gives; a map can take several things from one column.
    pub roles: Vec<Role>,
}

/// What a column gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field of the claim, such as `measure`.
    Claim(&'static str),
    /// How the figure is a part of another, such as `part_of`.
    Part(&'static str),
    /// A field of the source, by its name there, such as `published`.
    Source(&'static str),
    /// The code in this dimension.
    Dimension(String),
    /// A figure: the map's column of that number.
    Value(usize),
    /// Nothing: it has no header, and so must be empty.
    Nameless,
}

/// The dimensions that the dossier declares.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    names: Vec<String>,
}

impl Declared {
    /// Takes their ids.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self {
            names: names.into_iter().collect(),
        }
    }

    fn has(&self, name: &str) -> bool {
        let folded = fold(name);
        self.names.iter().any(|known| fold(known) == folded)
    }
}

impl Columns {
    /// Says what the headers of a table stand for.
    pub fn of(
        headers: Vec<(String, Span)>,
        map: &Map,
        declared: &Declared,
        problems: &mut Vec<Problem>,
    ) -> Columns {
        let mut columns = Columns::default();
        let mut first: FxHashMap<String, Span> = FxHashMap::default();
        for (name, span) in headers {
            let mut roles = Vec::new();
            let again = first.get(&name).copied().filter(|_| !name.is_empty());
            match again {
                Some(first) => problems.push(
                    Problem::error(
                        "duplicate-key",
                        span,
                        format!("two columns are called `{name}`"),
                    )
                    .label("this one is not read")
                    .related(first, "the first one")
                    .help("give one of them another name"),
                ),
                None => roles = roles_of(&name, span, map, declared, problems),
            }
            first.entry(name.clone()).or_insert(span);
            columns.list.push(Column { name, span, roles });
        }
        columns.drop_repeated_roles(problems);
        columns.check_map(map, problems);
        for (key, value) in &map.constants {
            match role_named(&key.value, declared) {
                Some(role) => columns.constants.push((role, value.clone(), key.span)),
                None => problems.push(unknown(&key.value, key.span, declared, "the map gives")),
            }
        }
        columns
    }

    /// The column that gives something.
    pub fn giving(&self, role: &Role) -> Option<usize> {
        self.list
            .iter()
            .position(|column| column.roles.contains(role))
    }

    /// What the map says of all rows, for a role, with the place of its key.
    pub fn constant(&self, role: &Role) -> Option<(&Spanned<String>, Span)> {
        let mut constants = self.constants.iter();
        constants
            .find(|(known, ..)| known == role)
            .map(|(_, value, key)| (value, *key))
    }

    fn drop_repeated_roles(&mut self, problems: &mut Vec<Problem>) {
        let mut seen: Vec<(Role, Span)> = Vec::new();
        for column in &mut self.list {
            let span = column.span;
            column.roles.retain(|role| {
                if *role == Role::Nameless {
                    return true;
                }
                match seen.iter().find(|(known, _)| same(known, role)) {
                    None => {
                        seen.push((role.clone(), span));
                        true
                    }
                    Some(&(_, first)) => {
                        let message = format!("two columns give {}", role.shown());
                        problems.push(
                            Problem::error("duplicate-key", span, message)
                                .label("this one is not read")
                                .related(first, "the first one")
                                .help(
                                    "leave one of them out with `ignore` in the map of the table",
                                ),
                        );
                        false
                    }
                }
            });
        }
    }

    /// Reports headers that the map names and the table does not have.
    fn check_map(&self, map: &Map, problems: &mut Vec<Problem>) {
        let values = map.values.iter();
        let wholes = values.clone().filter_map(|value| value.part_of.as_ref());
        let named = (map.columns.iter().map(|(_, header)| header))
            .chain(map.dimensions.iter().map(|(_, header)| header))
            .chain(&map.ignore)
            .chain(values.clone().map(|value| &value.column));
        for header in named {
            let known = || self.list.iter().map(|column| column.name.as_str());
            if known().all(|name| name != header.value.trim()) {
                let message = format!("the table has no column `{}`", header.value);
                let problem = Problem::error("unknown-field", header.span, message);
                problems.push(match nearest(&header.value, known()) {
                    Some(close) => problem.help(format!("did you mean `{close}`?")),
                    None => problem.help(format!("it has: {}", shown(known()))),
                });
            }
        }
        for whole in wholes {
            let known = || values.clone().map(|value| value.column.value.as_str());
            if known().all(|name| name != whole.value) {
                let message = format!("`{}` is not one of the columns of figures", whole.value);
                let problem = Problem::error("unknown-field", whole.span, message);
                problems.push(match nearest(&whole.value, known()) {
                    Some(close) => problem.help(format!("did you mean `{close}`?")),
                    None => problem.help("list it under `values:` too"),
                });
            }
        }
        for (field, _) in &map.columns {
            if field_named(&field.value).is_none() {
                problems.push(unknown(
                    &field.value,
                    field.span,
                    &Declared::default(),
                    "the map gives",
                ));
            }
        }
    }
}

/// What a header stands for.
fn roles_of(
    name: &str,
    span: Span,
    map: &Map,
    declared: &Declared,
    problems: &mut Vec<Problem>,
) -> Vec<Role> {
    let is = |header: &Spanned<String>| header.value.trim() == name;
    if map.ignore.iter().any(is) {
        return Vec::new();
    }
    if name.is_empty() {
        return vec![Role::Nameless];
    }
    let mut roles = Vec::new();
    let fields = map.columns.iter().filter(|(_, header)| is(header));
    roles.extend(fields.filter_map(|(field, _)| field_named(&field.value)));
    let dimensions = map.dimensions.iter().filter(|(_, header)| is(header));
    roles.extend(dimensions.map(|(dimension, _)| Role::Dimension(dimension.value.clone())));
    let values = map.values.iter().enumerate();
    roles.extend((values.filter(|(_, value)| is(&value.column))).map(|(at, _)| Role::Value(at)));
    let mapped = !roles.is_empty() || map.columns.iter().any(|(_, header)| is(header));
    if mapped || names::READ_ONLY.contains(&name) {
        return roles;
    }
    match role_named(name, declared) {
        Some(role) => {
            if matches!(role, Role::Dimension(_)) && !declared.has(name) {
                problems.extend(slip(name, span));
            }
            vec![role]
        }
        None => {
            problems.push(unknown(name, span, declared, "the table has"));
            Vec::new()
        }
    }
}

/// Where no dimension is declared every column may be one: a warning about those whose
/// name is one slip away from that of a field.
fn slip(name: &str, span: Span) -> Option<Problem> {
    const SHORTEST: usize = 4;
    let folded = fold(name);
    let near = |known: &&str| strsim::damerau_levenshtein(known, &folded) <= 1;
    let close = names::all().find(near).filter(|_| name.len() >= SHORTEST)?;
    let message = format!("the column `{name}` is read as a dimension");
    let problem = Problem::warning("unknown-field", span, message);
    Some(
        problem
            .help(format!("did you mean `{close}`? column names are exact"))
            .help("a map of the table can list it under `dimensions` or `ignore`"),
    )
}

/// What a field's name stands for.
fn field_named(name: &str) -> Option<Role> {
    let among = |known: &[&'static str]| known.iter().copied().find(|known| *known == name);
    (among(&names::CLAIM).map(Role::Claim))
        .or_else(|| among(&names::PART).map(Role::Part))
        .or_else(|| names::source_field(name).map(Role::Source))
}

/// The same, or a dimension: a declared one, or any where none is declared.
fn role_named(name: &str, declared: &Declared) -> Option<Role> {
    if let Some(role) = field_named(name) {
        return Some(role);
    }
    if let Some(dimension) = name.strip_prefix("where.").filter(|rest| !rest.is_empty()) {
        return Some(Role::Dimension(dimension.to_owned()));
    }
    let is_dimension = declared.names.is_empty() || declared.has(name);
    is_dimension.then(|| Role::Dimension(name.to_owned()))
}

fn unknown(name: &str, span: Span, declared: &Declared, who: &str) -> Problem {
    let message = format!("{who} `{name}`, which is neither a field nor a declared dimension");
    let problem = Problem::error("unknown-field", span, message);
    let mut known: Vec<&str> = names::all().collect();
    known.extend(declared.names.iter().map(String::as_str));
    let problem = match nearest(name, known) {
        Some(close) => problem.help(format!("did you mean `{close}`?")),
        None => problem,
    };
    problem.help("declare the dimension, or list the column under `ignore` in the map of the table")
}

fn same(a: &Role, b: &Role) -> bool {
    match (a, b) {
        (Role::Dimension(a), Role::Dimension(b)) => fold(a) == fold(b),
        _ => a == b,
    }
}

/// The first few names.
fn shown<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let names: Vec<&str> = names.collect();
    let more = names.len().saturating_sub(SHOWN);
    let first = names[..names.len().min(SHOWN)].join(", ");
    match more {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

impl Role {
    /// How a message names it.
    pub(super) fn shown(&self) -> String {
        match self {
            Role::Claim(name) | Role::Part(name) => format!("`{name}`"),
            Role::Source(name) => format!("`{name}` of the source"),
            Role::Dimension(name) => format!("the dimension `{name}`"),
            Role::Value(_) => "one figure".to_owned(),
            Role::Nameless => "nothing".to_owned(),
        }
    }
}
