//! Files as they were in an earlier commit. git gives the contents only; what changed in
//! them is found here, so that no program runs that a repository names: no filter, no
//! external diff, no monitor of the file system.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::super::stream::Failure;
use super::{Entry, blobs, entries, existing, failed, git, refuse_odd, text, top, unknown};
use crate::text::{self, LineChanges};

/// The earlier version of some files.
#[derive(Debug)]
pub(in crate::cli) struct Earlier {
    /// The commit.
    pub commit: String,
    /// The content of each file then, in their order; `None` for those that are new.
    pub contents: Vec<Option<Vec<u8>>>,
    /// YAML files that are there no more, below the folder that all files are in.
    pub gone: Vec<Vec<u8>>,
}

/// So many files that are gone are looked at as the former selves of new ones.
const MOST_GONE: usize = 500;

/// The files as they were where `revision` and the current commit parted; `now` is what
/// they hold, which tells those that were renamed. All must be in one repository.
pub(in crate::cli) fn earlier(
    revision: &str,
    files: &[(PathBuf, &str)],
) -> Result<Earlier, Failure> {
    refuse_odd(revision)
        .map_err(|failure| Failure::new(failure.message).help("write it as in --changed=main"))?;
    let folder = match files.first() {
        Some((file, _)) => existing(file.parent().unwrap_or(Path::new("."))),
        None => PathBuf::from("."),
    };
    let top = top(&folder).map_err(|failure| {
        failure.help("--changed compares with a commit: it needs a repository")
    })?;
    let top = top.canonicalize().unwrap_or(top);
    let commit = parted(&folder, revision)?;
    let tree = git(&folder, &["ls-tree", "-r", "-z", "--full-tree", &commit])?
        .map_err(|said| failed("the revision could not be listed", &said))?;
    let tree = entries(&tree);
    let mut names = Vec::with_capacity(files.len());
    for (file, _) in files {
        names.push(name_in(&top, file)?);
    }
    let blob_of = |name: &String| {
        let entry = tree.get(name).filter(|entry| !entry.is_link)?;
        Some(entry.blob.as_str())
    };
    let wanted: Vec<&str> = names.iter().filter_map(blob_of).collect();
    let mut found = blobs(&folder, &wanted)?.into_iter();
    let mut contents: Vec<Option<Vec<u8>>> = Vec::with_capacity(files.len());
    for name in &names {
        contents.push(match blob_of(name) {
            Some(_) => found.next().flatten(),
            None => None,
        });
    }
    let new: Vec<usize> = (0..names.len())
        .filter(|at| !tree.contains_key(&names[*at]))
        .collect();
    if !new.is_empty() {
        renamed(&folder, &top, &tree, files, &new, &mut contents)?;
    }
    let gone = gone(&folder, &top, &tree, &names)?;
    Ok(Earlier {
        commit,
        contents,
        gone,
    })
}

/// The YAML files of the commit that are gone from the folder that holds all of `names`.
fn gone(
    folder: &Path,
    top: &Path,
    tree: &BTreeMap<String, Entry>,
    names: &[String],
) -> Result<Vec<Vec<u8>>, Failure> {
    let parents = names.iter().map(|name| Path::new(name).parent());
    let shared = parents.reduce(|shared, parent| {
        let mut above = shared?.ancestors();
        above.find(|above| parent.is_some_and(|parent| parent.starts_with(above)))
    });
    let Some(shared) = shared.flatten() else {
        return Ok(Vec::new());
    };
    let gone = tree.iter().filter(|(name, entry)| {
        let path = Path::new(name);
        !entry.is_link
            && (name.ends_with(".yaml") || name.ends_with(".yml"))
            && path.starts_with(shared)
            && std::fs::symlink_metadata(top.join(path)).is_err()
    });
    let hashes: Vec<&str> = gone
        .take(MOST_GONE)
        .map(|(_, entry)| entry.blob.as_str())
        .collect();
    Ok(blobs(folder, &hashes)?.into_iter().flatten().collect())
}

/// The commit where a revision and the current one parted.
fn parted(folder: &Path, revision: &str) -> Result<String, Failure> {
    let resolve = |revision: &str| {
        let named = format!("{revision}^{{commit}}");
        git(folder, &["rev-parse", "--verify", "--quiet", &named])
    };
    let head = resolve("HEAD")?.map_err(|_| {
        Failure::new("the repository has no commit yet, so nothing to compare with")
            .help("leave --changed out: everything is new")
    })?;
    let named = resolve(revision)?.map_err(|_| unknown(revision))?;
    let (head, named) = (text(&head), text(&named));
    let base = git(folder, &["merge-base", named.trim(), head.trim()])?;
    base.map(|base| text(&base).trim().to_owned()).map_err(|_| {
        Failure::new(format!(
            "`{revision}` and the current commit have no ancestor in common here"
        ))
        .help("a shallow copy lacks it: fetch more of the history, as with `git fetch --unshallow`")
    })
}

/// The name of a file in the tree of its repository. Only the folder is resolved: a link
/// is a file of its own.
fn name_in(top: &Path, file: &Path) -> Result<String, Failure> {
    let parent = file.parent().unwrap_or(Path::new("."));
    let parent = parent
        .canonicalize()
        .unwrap_or_else(|_| parent.to_path_buf());
    let inside = parent.strip_prefix(top).map_err(|_| {
        Failure::new(format!(
            "`{}` is not in the repository of the other files",
            file.display()
        ))
        .help("audit each repository by itself with --changed")
    })?;
    let inside = inside.join(file.file_name().unwrap_or_default());
    let parts = inside.iter().map(|part| part.to_string_lossy());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// Finds what new files were called before: files of the same kind that are gone, the
/// same or at least half the same.
fn renamed(
    folder: &Path,
    top: &Path,
    tree: &BTreeMap<String, Entry>,
    files: &[(PathBuf, &str)],
    new: &[usize],
    contents: &mut [Option<Vec<u8>>],
) -> Result<(), Failure> {
    let kinds: BTreeSet<_> = new.iter().map(|at| files[*at].0.extension()).collect();
    let gone = tree.iter().filter(|(name, entry)| {
        let path = Path::new(name);
        !entry.is_link
            && kinds.contains(&path.extension())
            && std::fs::symlink_metadata(top.join(path)).is_err()
    });
    let gone: Vec<(&String, &Entry)> = gone.take(MOST_GONE).collect();
    let hashes: Vec<&str> = gone.iter().map(|(_, entry)| entry.blob.as_str()).collect();
    let mut former = Vec::new();
    for ((name, _), bytes) in gone.iter().zip(blobs(folder, &hashes)?) {
        if let Some(bytes) = bytes {
            let (text, _) = text::decode(bytes.clone()).unwrap_or_default();
            former.push((Path::new(name.as_str()).extension(), bytes, text));
        }
    }
    for &at in new {
        let (path, now) = &files[at];
        let alike = former.iter().filter(|(kind, ..)| *kind == path.extension());
        let alike = alike.map(|(_, bytes, text)| (LineChanges::share(text, now), bytes));
        // Of several that are equally alike the first by name.
        let best = alike.fold(
            None,
            |best: Option<(usize, _)>, (share, bytes)| match best {
                Some((most, _)) if most >= share => best,
                _ => Some((share, bytes)),
            },
        );
        contents[at] = best
            .filter(|(share, _)| *share >= 50)
            .map(|(_, bytes)| bytes.clone());
    }
    Ok(())
}
