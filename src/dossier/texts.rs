//! Copies of the texts that sources name with `text:`, to look quotations up in. They
//! lie beside the claim file, at the root of the dossier, or in a folder that the user
//! gives, since texts are often not ours to publish; nothing outside these is read.

use std::path::{Component, Path, PathBuf};

use super::{Dossier, SourceId};
use crate::text::{self, FileId, Problem, Span, Spanned};

/// A folder that copies may lie in.
#[derive(Clone, Debug)]
pub struct TextFolder {
    /// Where it is.
    pub path: PathBuf,
    /// The same as messages show it; empty for the working folder.
    pub shown: String,
}

/// The copy of a source's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextCopy {
    /// The source.
    pub source: SourceId,
    /// The file among those of the dossier.
    pub file: FileId,
}

/// Reads the copies that the sources of a dossier name. What cannot be read is one
/// `not-applied` note; a name that leads out of the folders is an `invalid-value`.
pub fn read_texts(dossier: &mut Dossier, folders: &[TextFolder]) {
    let named: Vec<(SourceId, Spanned<String>)> = (dossier.sources.iter().enumerate())
        .filter_map(|(at, source)| Some((SourceId::from(at), source.text.clone()?)))
        .collect();
    let mut missing: Vec<(Span, String)> = Vec::new();
    for (source, name) in named {
        if !is_inside(&name.value) {
            dossier.problems.push(
                Problem::error(
                    "invalid-value",
                    name.span,
                    format!("`text: {}` leads out of the dossier", name.value),
                )
                .help(
                    "give the name of a file in the dossier, or in the folder given with `--texts`",
                ),
            );
            continue;
        }
        match read(dossier, &name, folders) {
            Ok(file) => dossier.texts.push(TextCopy { source, file }),
            Err(why) => missing.push((name.span, why)),
        }
    }
    let Some(((first, why), rest)) = missing.split_first() else {
        return;
    };
    let message = match missing.len() {
        1 => "quotations of one text are not looked up: there is no copy of it".to_owned(),
        count => {
            format!("quotations of {count} texts are not looked up: there is no copy of them")
        }
    };
    let problem = Problem::note("not-applied", *first, message)
        .label(why.clone())
        .help("put the copies beside the claim files, or name their folder with `--texts DIR`");
    let problem = (rest.iter()).fold(problem, |problem, (span, why)| {
        problem.related(*span, why.clone())
    });
    dossier.problems.push(problem);
}

impl Dossier {
    /// How many of its files are copies of texts.
    pub fn text_files(&self) -> usize {
        let mut files: Vec<u32> = self.texts.iter().map(|copy| copy.file.0).collect();
        files.sort_unstable();
        files.dedup();
        files.len()
    }
}

/// Whether a name stays below the folder that it is looked for in.
fn is_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    !name.is_empty() && parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Takes the first copy of that name into the files of the dossier; else why there is
/// none.
fn read(
    dossier: &mut Dossier,
    name: &Spanned<String>,
    folders: &[TextFolder],
) -> Result<FileId, String> {
    let beside = Path::new(&dossier.files.file(name.span.file).name).parent();
    let beside = beside.map(|path| TextFolder {
        path: path.to_path_buf(),
        shown: path.to_string_lossy().into_owned(),
    });
    // Beside the claim file only where that is in one of the folders.
    let beside = beside.filter(|beside| {
        let inside = |folder: &TextFolder| within(&folder.path, &beside.path).is_some();
        folders.iter().any(inside)
    });
    let mut why = "no such file".to_owned();
    for folder in beside.iter().chain(folders) {
        let path = folder.path.join(&name.value);
        if !path.is_file() {
            continue;
        }
        if within(&folder.path, &path).is_none() {
            why = "leads out of the folder".to_owned();
            continue;
        }
        let shown = match folder.shown.as_str() {
            "" => name.value.clone(),
            folder => format!("{}/{}", folder.trim_end_matches('/'), name.value),
        };
        let known = dossier.files.files().iter();
        if let Some(at) = known.clone().position(|file| file.name == shown) {
            return Ok(FileId(at as u32));
        }
        let bytes = std::fs::read(&path).map_err(|error| format!("cannot be read: {error}"))?;
        match text::decode(bytes) {
            Ok((text, skipped)) => return Ok(dossier.files.add(shown, text, skipped)),
            Err(error) => why = format!("cannot be read: {}", error.message),
        }
    }
    Err(why)
}

/// The true path of a file, if it lies in a folder also once links are followed.
fn within(folder: &Path, path: &Path) -> Option<PathBuf> {
    let here = |path: &Path| match path.as_os_str().is_empty() {
        true => Path::new(".").canonicalize().ok(),
        false => path.canonicalize().ok(),
    };
    let path = here(path)?;
    path.starts_with(here(folder)?).then_some(path)
}
