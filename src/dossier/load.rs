//! Loading: reads files, parses them in parallel, and has them decoded.

use crate::quantity::Day;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::decode::{self, ParsedFile, TOP_LEVEL};
use super::table::TableInput;
use super::{ClaimId, CodeId, DimensionId, Dossier, MeasureId, SourceId, peek, tables};
use crate::text;
use crate::text::tree::{Kind, Tree};
use crate::text::{FileId, Problem, SourceMap, Span};

/// A file to load.
#[derive(Debug)]
pub struct Input {
    /// Name to show: relative to the working folder, with `/`.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether it is the `crossfoot.yaml` at the root of its dossier.
    pub is_settings: bool,
    /// Whether the user named it: then it must be one of ours.
    pub named: bool,
    /// Why it could not be read, if so.
    pub unreadable: Option<String>,
}

impl Input {
    /// Reads a file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(
        path: &Path,
        name: String,
        is_settings: bool,
        named: bool,
    ) -> std::io::Result<Self> {
        Ok(Self {
            name,
            bytes: std::fs::read(path)?,
            is_settings,
            named,
            unreadable: None,
        })
    }
}

/// Loads one dossier from its files. Whatever is wrong with them stands in
/// [`Dossier::problems`]; the claims that could be read are there all the same.
pub fn load(inputs: Vec<Input>) -> Dossier {
    load_after(SourceMap::default(), inputs)
}

/// The same for one of several dossiers of a run: its files are added to those of
/// the dossiers before it, so that all spans of a run belong to one map.
pub fn load_after(files: SourceMap, inputs: Vec<Input>) -> Dossier {
    load_with_tables(files, inputs, Vec::new())
}

/// The same with tables that are no whole files, or whose map has another name than
/// theirs. Tables share the codebook, the sources
/// and the settings, and their claims come after all others.
pub fn load_with_tables(
    mut files: SourceMap,
    mut inputs: Vec<Input>,
    mut tables: Vec<TableInput>,
) -> Dossier {
    tables.extend(tables::among(&mut inputs));
    let earlier = files.files().len();
    inputs.sort_by(|a, b| (!a.is_settings, &a.name).cmp(&(!b.is_settings, &b.name)));
    let mut problems = Vec::new();
    let mut roles = Vec::new();
    let decoded: Vec<_> = inputs
        .par_iter_mut()
        .map(|input| text::decode(std::mem::take(&mut input.bytes)))
        .collect();
    for (input, decoded) in inputs.into_iter().zip(decoded) {
        let stem = stem(&input.name);
        if let Some(why) = input.unreadable {
            let id = files.add(input.name, String::new(), 0);
            let message = format!("the file cannot be read: {why}");
            problems.push(Problem::error("invalid-yaml", Span::new(id, 0, 0), message));
            roles.push((stem, input.is_settings, input.named, false));
            continue;
        }
        match decoded {
            Ok((text, skipped)) => {
                files.add(input.name, text, skipped);
            }
            Err(error) => {
                // The readable beginning is kept, so that the caret has a place to stand.
                let text = error.readable;
                let at = text.len() as u32;
                let id = files.add(input.name, text, 0);
                problems.push(
                    Problem::error("invalid-yaml", Span::new(id, at, at), error.message)
                        .help("nothing of this file was read: mend it and run the audit again"),
                );
                roles.push((stem, input.is_settings, input.named, false));
                continue;
            }
        }
        roles.push((stem, input.is_settings, input.named, true));
    }

    let yaml = files.files().len();
    let tables = tables::take(&mut files, tables, &mut problems);
    let id_of = |at: usize| FileId((earlier + at) as u32);
    let parsed: Vec<Option<(Vec<Tree<'_>>, Vec<Problem>)>> = files.files()[earlier..yaml]
        .par_iter()
        .zip(&roles)
        .enumerate()
        .map(|(at, (file, role))| {
            role.3.then(|| {
                let mut problems = Vec::new();
                let trees = text::read_long(id_of(at), &file.text, "claims", &mut problems);
                (trees, problems)
            })
        })
        .collect();

    let kinds: Vec<bool> = roles.iter().map(|role| role.1).collect();
    let mut dossier = Dossier::default();
    let mut trees = Vec::new();
    for (at, (result, (stem, is_settings, named, _))) in parsed.into_iter().zip(roles).enumerate() {
        let Some((mut further, found)) = result else {
            continue;
        };
        let tree = further.remove(0);
        let id = id_of(at);
        let lost = !found.is_empty() && peek::mentions_claims(&files.file(id).text);
        if !named && !is_settings && !is_ours(&tree) && !lost {
            dossier.skipped.push(files.file(id).name.clone());
            continue;
        }
        problems.extend(found);
        let may_be_ours = tree
            .root()
            .is_none_or(|root| root.is_null() || root.kind() == Kind::Mapping);
        if named
            && may_be_ours
            && !is_ours(&tree)
            && problems.iter().all(|p| p.primary.span.file != id)
        {
            problems.push(
                Problem::error(
                    "missing-field",
                    Span::new(id, 0, 0),
                    "this file has none of the keys of a claim file",
                )
                .help(format!("known keys: {}", TOP_LEVEL.join(", "))),
            );
        }
        trees.push(ParsedFile {
            tree,
            further,
            is_settings,
            is_table: false,
            stem,
        });
    }
    let declared = tables::declared(trees.iter().map(|file| &file.tree));
    let mut grids = Vec::new();
    for table in &tables {
        let read = tables::read(table, &files, &declared);
        problems.extend(read.problems);
        grids.extend(read.grid.map(|grid| (table.file, grid)));
        trees.extend(read.tree.map(|tree| ParsedFile {
            tree,
            further: Vec::new(),
            is_settings: false,
            is_table: true,
            stem: table.stem.clone(),
        }));
    }
    dossier.problems = problems;
    let mut dossier = decode::decode(dossier, &trees);
    drop(trees);
    // The lines are looked at too, since settings that are cut short are no tree.
    let mut written = files.files()[earlier..yaml].iter().zip(&kinds);
    if let Some(at) = written.position(|(_, is_settings)| *is_settings) {
        let id = id_of(at);
        if let Some(lines) = peek::settings_lines(&files.file(id).text) {
            let span = Span::new(id, lines.start as u32, lines.end as u32);
            dossier.settings.span = Some(span);
        }
    }
    for (id, grid) in grids {
        files.set_grid(id, grid);
    }
    dossier.files = files;
    dossier
}

/// Whether a file has a top-level key of ours.
fn is_ours(tree: &Tree<'_>) -> bool {
    tree.root().is_some_and(|root| {
        root.kind() == Kind::Mapping
            && root
                .entries()
                .any(|(key, _)| key.text().is_some_and(|key| TOP_LEVEL.contains(&key)))
    })
}

pub(super) fn stem(name: &str) -> String {
    match PathBuf::from(name).file_stem() {
        Some(stem) if name != "<stdin>" => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// Gives every claim without an id the one made of source, measure and codes,
/// with its date where the source has several for that figure, and a number
/// where the source repeats it. `parts` are claims that will be joined to a whole.
pub(super) fn assign_ids(dossier: &mut Dossier, parts: &FxHashSet<ClaimId>) {
    type Days = (Option<Day>, Option<Day>);
    let mut dates: FxHashMap<String, Vec<Days>> = FxHashMap::default();
    let mut bases: Vec<(ClaimId, String)> = Vec::new();
    for (at, claim) in dossier.claims.iter().enumerate() {
        if !claim.id.is_empty() {
            continue;
        }
        let id = ClaimId::from(at);
        let base = base_id(dossier, id, parts.contains(&id));
        let window = claim.when.window.as_ref().map(|w| (w.start, w.end));
        let known = dates.entry(base.clone()).or_default();
        let window = window.unwrap_or((None, None));
        if !known.contains(&window) {
            known.push(window);
        }
        bases.push((id, base));
    }
    if bases.is_empty() {
        return;
    }
    let mut taken: FxHashMap<String, usize> = dossier
        .claims
        .iter()
        .filter(|claim| !claim.id.is_empty())
        .map(|claim| (claim.id.to_string(), 1))
        .collect();
    for (id, base) in bases {
        let several_dates = dates[&base].len() > 1;
        let mut name = base;
        if let Some(window) = dossier
            .claim(id)
            .when
            .window
            .as_ref()
            .filter(|_| several_dates)
        {
            name = format!("{name}@{}", window.printed);
        }
        let uses = taken.entry(name.clone()).or_insert(0);
        *uses += 1;
        if *uses > 1 {
            name = format!("{name}#{uses}");
        }
        dossier.claims[id.index()].id = name.into();
    }
}

/// Gives every claim of a stretch of a larger table the id that it has in the whole, in
/// which none writes its own: `several` says whether the figures of an id have several
/// dates there.
pub fn name_as_in_whole(dossier: &mut Dossier, several: &dyn Fn(&str) -> bool) {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    for at in 0..dossier.claims.len() {
        let id = ClaimId::from(at);
        let mut name = base_id(dossier, id, false);
        let dated = several(&name);
        if let Some(window) = dossier.claim(id).when.window.as_ref().filter(|_| dated) {
            name = format!("{name}@{}", window.printed);
        }
        let uses = taken.entry(name.clone()).or_insert(0);
        *uses += 1;
        if *uses > 1 {
            name = format!("{name}#{uses}");
        }
        dossier.claims[at].id = name.into();
    }
}

/// Source, measure and codes as an id names them.
pub fn id_of_cell(
    dossier: &Dossier,
    source: SourceId,
    measure: MeasureId,
    codes: &[(DimensionId, CodeId)],
) -> String {
    let mut name = dossier.source(source).id.clone();
    name.push('/');
    name.push_str(&dossier.codebook.measure(measure).id);
    if !codes.is_empty() {
        name.push('[');
        for (at, &(dimension, code)) in codes.iter().enumerate() {
            if at > 0 {
                name.push(',');
            }
            name.push_str(&dossier.codebook.dimension(dimension).id);
            name.push('=');
            name.push_str(&dossier.codebook.code(dimension, code).id);
        }
        name.push(']');
    }
    name
}

fn base_id(dossier: &Dossier, id: ClaimId, is_part: bool) -> String {
    let claim = dossier.claim(id);
    let mut name = id_of_cell(dossier, claim.source, claim.measure, &claim.codes);
    let is_part = is_part || claim.part_of.is_some();
    if is_part && claim.value.as_ref().is_some_and(|value| value.is_percent()) {
        name.push('%');
    }
    name
}
