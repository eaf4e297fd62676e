//! `crossfoot import csv`: a table as a claim file that loads to the same claims,
//! which is made sure of before anything is written.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::args::ImportArgs;
use super::files::{self, Gathered};
use super::stream::{self, Failure};
use crate::dossier::claim_file::{self, Written, described};
use crate::dossier::{ClaimId, Dossier, Input};
use crate::findings::{Finding, Severity};
use crate::output::{self, escape};
use crate::text::{FileId, SourceMap};

/// So many claims that differ are named.
const NAMED: usize = 5;

/// Ids depend on what stands before them: so often they are written and read again.
const ROUNDS: usize = 4;

/// Reads the table and writes the claim file.
pub(super) fn run(args: &ImportArgs) -> Result<u8, Failure> {
    if let Some(to) = &args.output
        && to.symlink_metadata().is_ok()
    {
        let message = format!("`{}` exists, and nothing is overwritten", to.display());
        return Err(Failure::new(message).help("name another file, or remove this one"));
    }
    let mut first = gather(args)?;
    let name = first.name.clone();
    let style = stream::style(args.look);
    let dossier = first.gathered.load_usable(&style)?;
    let own = own_files(&dossier, &first);
    let Some(&table) = own.first() else {
        return Err(Failure::new(format!("`{}` is not a table", escape(&name)))
            .help("tables are .csv, .tsv, .tab or .json files, or any file with `--map`"));
    };
    let to = args.output.as_deref();
    let written = faithful(args, &dossier, table, &own, to)?;

    let found: Vec<Finding> = (dossier.problems.iter())
        .filter(|problem| problem.severity == Severity::Error)
        .filter(|problem| own.contains(&problem.primary.span.file))
        .map(|problem| Finding::from(problem.clone()))
        .collect();
    if !found.is_empty() {
        stream::say(&output::findings_text(&found, &dossier.files, &style));
    }
    for (claim, what) in written.unsaid.iter().take(NAMED) {
        let id = escape(&dossier.claim(*claim).id);
        stream::say(&format!("not written: {what} of {id}"));
    }
    if written.claims.is_empty() {
        stream::say("no claims were found in the table");
        return Ok(if found.is_empty() { 3 } else { 1 });
    }
    match to {
        Some(path) => {
            save(path, &written.text).map_err(|error| {
                Failure::new(format!("`{}` cannot be written: {error}", path.display()))
            })?;
            let count = written.claims.len();
            let path = path.to_string_lossy();
            let claims = if count == 1 { "claim" } else { "claims" };
            stream::say(&format!("wrote {count} {claims} to {}", escape(&path)));
            if first.map.is_none() && own.len() > 1 {
                let name = escape(&dossier.files.file(own[1]).name).into_owned();
                stream::say(&format!(
                    "remove `{name}`, or the table is read beside the claim file"
                ));
            }
        }
        None => stream::print(&written.text, &style)?,
    }
    let whole = found.is_empty() && written.unsaid.is_empty();
    Ok(u8::from(!whole))
}

fn save(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// The table's dossier, and its name there.
struct Named {
    gathered: Gathered,
    name: String,
    map: Option<String>,
}

fn gather(args: &ImportArgs) -> Result<Named, Failure> {
    let paths = std::slice::from_ref(&args.file);
    let mut all = files::gather_mapped(paths, args.map.as_deref())?;
    let gathered = match all.len() {
        1 => all.remove(0),
        _ => return Err(Failure::new("one table is imported at a time")),
    };
    let given = gathered.tables.first();
    let map = given.and_then(|table| table.map.as_ref());
    let map = map.map(|(name, _)| name.clone());
    let name = match (given, &gathered.focus) {
        (Some(table), _) => table.name.clone(),
        (None, Some(focus)) => focus.first().cloned().unwrap_or_default(),
        (None, None) => gathered.name.clone(),
    };
    Ok(Named {
        gathered,
        name,
        map,
    })
}

/// The table and its map in the source map.
fn own_files(dossier: &Dossier, of: &Named) -> Vec<FileId> {
    let beside = format!("{}{}", of.name, crate::dossier::table::MAP_SUFFIX);
    let map = of.map.clone().unwrap_or(beside);
    let is_table = of.map.is_some() || crate::dossier::table::is_table(&of.name);
    let files = dossier.files.files().iter().enumerate();
    let named = |name: &str| {
        let mut files = files.clone();
        files
            .find(|(_, file)| file.name == name)
            .map(|(at, _)| FileId(at as u32))
    };
    match named(&of.name).filter(|_| is_table) {
        Some(table) => [Some(table), named(&map)].into_iter().flatten().collect(),
        None => Vec::new(),
    }
}

/// The claim file, with as few ids as it needs to load to the same claims.
fn faithful(
    args: &ImportArgs,
    dossier: &Dossier,
    table: FileId,
    own: &[FileId],
    to: Option<&Path>,
) -> Result<Written, Failure> {
    let mut with_id = FxHashSet::default();
    let mut differing: Vec<ClaimId> = Vec::new();
    for _ in 0..ROUNDS {
        let written = claim_file::write(dossier, table, own, &with_id);
        let name = to.map_or("<imported>".into(), |to| to.to_string_lossy());
        let again = reload(args, &name, &written.text)?;
        let read: Vec<ClaimId> = (0..again.claims.len())
            .map(ClaimId::from)
            .filter(|&id| again.files.file(again.claim(id).place.entry.file).name == name)
            .collect();
        let pairs = || written.claims.iter().zip(&read);
        let before = with_id.len();
        let other_id = pairs().filter(|(a, b)| dossier.claim(**a).id != again.claim(**b).id);
        with_id.extend(other_id.map(|(a, _)| *a));
        if with_id.len() > before {
            continue;
        }
        let unsaid: Vec<ClaimId> = written.unsaid.iter().map(|(id, _)| *id).collect();
        let same = |a: ClaimId, b: ClaimId| described(dossier, a) == described(&again, b);
        differing = pairs()
            .filter(|(a, b)| !unsaid.contains(a) && !same(**a, **b))
            .map(|(a, _)| *a)
            .collect();
        if differing.is_empty() && read.len() == written.claims.len() {
            return Ok(written);
        }
        break;
    }
    let shown = differing.iter().take(NAMED);
    let shown: Vec<String> = shown
        .map(|&id| escape(&dossier.claim(id).id).into_owned())
        .collect();
    let mut failure = Failure::new("a claim file cannot say all that the table says");
    if !shown.is_empty() {
        failure = failure.help(format!("claims that would differ: {}", shown.join(", ")));
    }
    Err(failure.help("check the table itself: `crossfoot check` reads it as it is"))
}

/// The same dossier with the claim file in the place of the table.
fn reload(args: &ImportArgs, name: &str, text: &str) -> Result<Dossier, Failure> {
    let mut named = gather(args)?;
    let gathered = &mut named.gathered;
    gathered.tables.clear();
    gathered.inputs.retain(|input| input.name != named.name);
    gathered.inputs.push(Input {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        is_settings: false,
        named: true,
        unreadable: None,
    });
    Ok(gathered.load_after(SourceMap::default()))
}
