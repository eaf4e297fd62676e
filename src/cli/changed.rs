//! `--changed`: what of a dossier was changed since a commit.

use super::args::CheckArgs;
use super::files;
use super::git::{self, Earlier};
use super::stream::Failure;
use crate::dossier::Dossier;
use crate::dossier::table::is_table;
use crate::findings::{Changed, Since};
use crate::text::{self, FileId, LineChanges};

/// What was changed since the revision that was asked for, if one was; the files of the
/// dossier begin at `first_file`.
pub(super) fn since(
    args: &CheckArgs,
    dossier: &Dossier,
    first_file: usize,
) -> Result<Option<Changed>, Failure> {
    let Some(revision) = &args.config.changed else {
        return Ok(None);
    };
    let here = files::here()?;
    let all = dossier.files.files().iter().enumerate().skip(first_file);
    let all = all.map(|(at, file)| (FileId(at as u32), file));
    let is_copy = |id: &FileId| dossier.texts.iter().any(|copy| copy.file == *id);
    let (copies, own): (Vec<_>, Vec<_>) = all.partition(|(id, _)| is_copy(id));
    let mut lines = Vec::new();
    let mut before_them = Vec::new();
    let mut commit = String::new();
    for (group, optional) in [(own, false), (copies, true)] {
        if group.is_empty() {
            continue;
        }
        let named: Vec<_> = (group.iter())
            .map(|(_, file)| (here.join(&file.name), file.text.as_str()))
            .collect();
        let earlier = match git::earlier(revision, &named) {
            Ok(earlier) => earlier,
            // Copies of texts are often not ours to publish, and kept elsewhere.
            Err(_) if optional => continue,
            Err(failure) => return Err(failure),
        };
        let Earlier { contents, .. } = earlier;
        commit = earlier.commit;
        if !optional {
            before_them.extend(earlier.gone.into_iter().filter_map(readable));
        }
        for ((id, file), before) in group.iter().zip(contents) {
            let was = before
                .clone()
                .filter(|_| !optional && !is_table(&file.name));
            let changes = match before {
                None if optional => continue,
                None => LineChanges::all(&file.text),
                Some(bytes) => changes(&file.name, bytes, &file.text),
            };
            if !changes.is_empty() {
                before_them.extend(was.and_then(readable));
                lines.push((*id, changes));
            }
        }
    }
    let since = Since {
        revision: revision.clone(),
        commit,
    };
    Ok(Some(Changed::of(dossier, since, lines, &before_them)))
}

fn readable(bytes: Vec<u8>) -> Option<String> {
    text::decode(bytes).ok().map(|(text, _)| text)
}

fn changes(name: &str, before: Vec<u8>, now: &str) -> LineChanges {
    match text::decode(before) {
        Ok((before, _)) if is_table(name) => LineChanges::of_rows(&before, now),
        Ok((before, _)) => LineChanges::of(&before, now),
        Err(_) => LineChanges::all(now),
    }
}

/// Standard input has no history, and a revision after a blank is taken for a path.
pub(super) fn expect_paths(args: &CheckArgs) -> Result<(), Failure> {
    if args.config.changed.is_none() {
        return Ok(());
    }
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::new(
            "--changed needs files: standard input has no history",
        ));
    }
    let Some(missing) = args.paths.iter().find(|path| !path.exists()) else {
        return Ok(());
    };
    let name = missing.display();
    let failure = Failure::new(format!("`{name}`: no such file or folder"));
    Err(failure.help(format!(
        "a revision is written with an equals sign: `--changed={name}`"
    )))
}
