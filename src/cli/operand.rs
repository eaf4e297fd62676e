//! The two operands of a comparison: from what was typed to a dossier and what of it is
//! meant.

use std::path::{Path, PathBuf};

use super::audit::expect;
use super::files::{self, Gathered};
use super::git;
use super::stream::{self, Failure};
use crate::compare::diff::{Chosen, Revision};
use crate::dossier::{self, Dossier};
use crate::text::SourceMap;

/// What a comparison is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    /// A file, a folder, or standard input.
    Path(PathBuf),
    /// A source of a dossier.
    Source(String),
    /// A revision, of a path if one is named.
    Git(String, Option<String>),
}

/// A dossier that was read for one side.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The dossier.
    pub dossier: Dossier,
    /// What of it is compared.
    pub chosen: Chosen,
    /// The commit it is from.
    pub revision: Option<Revision>,
}

impl Operand {
    /// Reads an operand. A file whose name begins like one is `./source:x`.
    pub(super) fn parse(text: &str) -> Result<Operand, Failure> {
        if let Some(id) = text.strip_prefix("source:") {
            if id.is_empty() {
                return Err(Failure::new("the id after `source:` is missing"));
            }
            return Ok(Operand::Source(id.to_owned()));
        }
        let Some(rest) = text.strip_prefix("git:") else {
            return Ok(Operand::Path(text.into()));
        };
        Ok(match colon(rest) {
            Some(at) => Operand::Git(rest[..at].to_owned(), Some(rest[at + 1..].to_owned())),
            None => Operand::Git(rest.to_owned(), None),
        })
    }

    /// Whether it needs a path that it does not name.
    pub(super) fn needs_path(&self) -> bool {
        matches!(self, Operand::Source(_) | Operand::Git(_, None))
    }

    /// Loads its dossier. `path` is the one that was named for it, `other` the other
    /// operand.
    pub(super) fn load(&self, path: Option<&Path>, other: &Operand) -> Result<Loaded, Failure> {
        match self {
            Operand::Path(path) => loaded(one(std::slice::from_ref(path))?, None),
            Operand::Source(id) => {
                let paths: Vec<PathBuf> = path.map(Path::to_path_buf).into_iter().collect();
                let mut loaded = loaded(one(&paths)?, None)?;
                let known = loaded.dossier.sources.iter().filter(|source| source.known);
                let known: Vec<String> = known.map(|source| source.id.clone()).collect();
                expect(std::slice::from_ref(id), "source", &known)?;
                loaded.chosen = Chosen::Source(id.clone());
                Ok(loaded)
            }
            Operand::Git(revision, named) => {
                let path = git_path(named.as_deref(), path, other)?;
                let (gathered, revision) = git::gather(revision, &path)?;
                loaded(gathered, Some(revision))
            }
        }
    }
}

/// The colon before the path: none inside braces, as in `HEAD@{10:30}`.
fn colon(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })
}

/// The path of a revision: its own, else the one named for it, else the other operand's,
/// else the dossier around the current folder.
fn git_path(named: Option<&str>, path: Option<&Path>, other: &Operand) -> Result<PathBuf, Failure> {
    let here = files::here()?;
    if let Some(named) = named {
        // As git reads it: from the top of the repository, unless it begins with a dot.
        let relative =
            named == "." || named == ".." || named.starts_with("./") || named.starts_with("../");
        let from = if relative { here } else { git::top(&here)? };
        return Ok(from.join(named));
    }
    match (path, other) {
        (Some(path), _) => Ok(here.join(path)),
        (None, Operand::Path(path)) => Ok(here.join(path)),
        (None, Operand::Git(_, Some(named))) => git_path(Some(named), None, other),
        (None, _) => {
            let found = dossier::discover(&here, &[], dossier::excluded);
            let mut found = found
                .map_err(|error| Failure::new(error.message))?
                .into_iter();
            Ok(found.next().map_or(here, |found| found.root))
        }
    }
}

/// The one dossier at some paths. Dossiers inside it are left out, which is said.
fn one(paths: &[PathBuf]) -> Result<Gathered, Failure> {
    let mut found = files::gather(paths)?.into_iter();
    let first = found.next().unwrap_or_default();
    let others: Vec<String> = found.map(|other| other.name).collect();
    if others.is_empty() {
        return Ok(first);
    }
    let names: Vec<&str> = others.iter().map(String::as_str).collect();
    let list = super::audit::list(&names);
    let name = match &*first.name {
        "" => ".",
        name => name,
    };
    if first.inputs.is_empty() {
        let failure = Failure::new(format!("`{name}` holds several dossiers"));
        return Err(failure.help(format!("name one of: {list}")));
    }
    stream::say(&format!(
        "not compared: dossiers inside `{}`: {}",
        crate::output::escape(name),
        crate::output::escape(&list)
    ));
    Ok(first)
}

fn loaded(mut gathered: Gathered, revision: Option<Revision>) -> Result<Loaded, Failure> {
    let dossier = gathered.load_after(SourceMap::default());
    let chosen = match gathered.focus {
        Some(names) => Chosen::Files(names),
        None => Chosen::All,
    };
    Ok(Loaded {
        dossier,
        chosen,
        revision,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_told_apart() {
        let parse = |text: &str| Operand::parse(text).unwrap();
        let git = |rev: &str, path: Option<&str>| Operand::Git(rev.into(), path.map(str::to_owned));
        assert_eq!(parse("claims"), Operand::Path("claims".into()));
        assert_eq!(parse("./source:x"), Operand::Path("./source:x".into()));
        assert_eq!(parse("source:march"), Operand::Source("march".into()));
        assert_eq!(parse("git:HEAD~3"), git("HEAD~3", None));
        assert_eq!(
            parse("git:HEAD~3:claims/a:b.yaml"),
            git("HEAD~3", Some("claims/a:b.yaml"))
        );
        assert_eq!(parse("git:HEAD@{10:30}:x"), git("HEAD@{10:30}", Some("x")));
        assert!(Operand::parse("source:").is_err());
    }
}
