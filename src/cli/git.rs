//! Dossiers as they were in a commit, read with the `git` program. Only its plumbing is
//! used (`rev-parse`, `ls-tree`, `cat-file`), nothing through a shell, and nothing is
//! written.

mod since;

pub(super) use since::{Earlier, earlier};

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use super::files::Gathered;
use super::stream::Failure;
use crate::compare::diff::Revision;
use crate::dossier::{self, Input, SETTINGS_FILE};

/// The mode of a symbolic link in a tree.
const LINK: &str = "120000";

/// Reads the dossier that `path` belonged to in a revision. Names of its files begin at
/// the top of the repository.
pub(super) fn gather(revision: &str, path: &Path) -> Result<(Gathered, Revision), Failure> {
    refuse_odd(revision)?;
    let folder = existing(path);
    let run = |args: &[&str]| git(&folder, args);
    let prefix =
        run(&["rev-parse", "--show-prefix"])?.map_err(|said| no_repository(&folder, &said))?;
    let commit = run(&[
        "rev-parse",
        "--verify",
        "--quiet",
        &format!("{revision}^{{commit}}"),
    ])?
    .map_err(|_| unknown(revision))?;
    let commit = text(&commit).trim().to_owned();
    let inside = path.strip_prefix(&folder).unwrap_or(Path::new(""));
    let path = joined(text(&prefix).trim_end_matches('\n'), inside);
    let tree = run(&["ls-tree", "-r", "-z", "--full-tree", &commit])?
        .map_err(|said| failed("the revision could not be listed", &said))?;
    let tree = entries(&tree);
    let all = tree.keys().cloned().collect();
    let read_one = |name: &str| {
        let blob = &tree.get(name)?.blob;
        blobs(&folder, &[blob.as_str()]).ok()?.pop()?
    };
    let listing = dossier::listing(&all, &path, read_one).ok_or_else(|| absent(revision, &path))?;
    let settings = match listing.root.as_str() {
        "" => SETTINGS_FILE.to_owned(),
        root => format!("{root}/{SETTINGS_FILE}"),
    };
    let wanted: Vec<&str> = (listing.files.iter())
        .map(|name| tree[name].blob.as_str())
        .collect();
    let contents = blobs(&folder, &wanted)?;
    let inputs = listing.files.iter().zip(contents).map(|(name, bytes)| {
        let unreadable = match (&bytes, tree[name].is_link) {
            (_, true) => Some("links are not followed in a revision".to_owned()),
            (None, _) => Some("the repository does not have its content".to_owned()),
            (Some(_), false) => None,
        };
        Input {
            name: name.clone(),
            bytes: if unreadable.is_some() {
                Vec::new()
            } else {
                bytes.unwrap_or_default()
            },
            is_settings: *name == settings,
            named: listing.named.as_ref() == Some(name),
            unreadable,
        }
    });
    let gathered = Gathered {
        inputs: inputs.collect(),
        focus: listing.focus,
        name: format!("{revision}:{}", listing.root),
        ..Gathered::default()
    };
    let revision = Revision {
        name: revision.to_owned(),
        commit,
    };
    Ok((gathered, revision))
}

/// The top of the repository around a folder.
pub(super) fn top(folder: &Path) -> Result<PathBuf, Failure> {
    let up = git(folder, &["rev-parse", "--show-cdup"])?;
    let up = up.map_err(|said| no_repository(folder, &said))?;
    Ok(folder.join(text(&up).trim_end_matches('\n')))
}

/// A file of a tree.
struct Entry {
    blob: String,
    is_link: bool,
}

/// The files of a tree by name, from `mode blob hash TAB name NUL`. Names that are no
/// UTF-8 are none of ours.
fn entries(listing: &[u8]) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    for entry in listing.split(|&byte| byte == 0) {
        let Ok(entry) = std::str::from_utf8(entry) else {
            continue;
        };
        let Some((head, name)) = entry.split_once('\t') else {
            continue;
        };
        if let [mode, "blob", hash] = head.split(' ').collect::<Vec<_>>()[..] {
            let entry = Entry {
                blob: hash.to_owned(),
                is_link: mode == LINK,
            };
            entries.insert(name.to_owned(), entry);
        }
    }
    entries
}

/// The contents of blobs, in their order; none for those that are not there.
fn blobs(folder: &Path, hashes: &[&str]) -> Result<Vec<Option<Vec<u8>>>, Failure> {
    let mut child = command(folder)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&error))?;
    let mut asked = String::new();
    for hash in hashes {
        asked.push_str(hash);
        asked.push('\n');
    }
    let input = child.stdin.take();
    // Asked from another thread, so that neither side waits for the other.
    let writer = std::thread::spawn(move || {
        if let Some(mut input) = input {
            // If git is gone, what it did not say shows below.
            let _ = input.write_all(asked.as_bytes());
        }
    });
    let output = child.wait_with_output();
    let _ = writer.join();
    let output = output.map_err(|error| not_started(&error))?;
    if !output.status.success() {
        return Err(failed(
            "the files of the revision could not be read",
            &output.stderr,
        ));
    }
    parse(&output.stdout, hashes.len()).ok_or_else(|| {
        failed(
            "the files of the revision could not be read",
            &output.stderr,
        )
    })
}

/// `hash blob size LF content LF`, or `hash missing LF`, for each blob asked for.
fn parse(mut rest: &[u8], count: usize) -> Option<Vec<Option<Vec<u8>>>> {
    let mut contents = Vec::with_capacity(count);
    for _ in 0..count {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let head = std::str::from_utf8(&rest[..end]).ok()?;
        rest = &rest[end + 1..];
        let mut words = head.split(' ').skip(1);
        match (words.next(), words.next()) {
            (Some("blob"), Some(size)) => {
                let size: usize = size.parse().ok()?;
                contents.push(Some(rest.get(..size)?.to_vec()));
                rest = rest.get(size + 1..)?;
            }
            _ => contents.push(None),
        }
    }
    Some(contents)
}

/// Runs git; the inner result is what it said where it refused.
fn git(folder: &Path, args: &[&str]) -> Result<Result<Vec<u8>, Vec<u8>>, Failure> {
    let output = command(folder)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(&error))?;
    Ok(if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(output.stderr)
    })
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // A hook has these set for itself; the repository is that of the folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
        .arg("-C")
        .arg(folder)
        .args(["--no-pager", "--literal-pathspecs"])
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A revision is passed on as an argument: it must not look like an option.
fn refuse_odd(revision: &str) -> Result<(), Failure> {
    let failure = |message: String| {
        Failure::new(message).help("name a commit, a tag or a branch, as in git:HEAD~3 or git:main")
    };
    if revision.is_empty() {
        return Err(failure("the revision after `git:` is missing".to_owned()));
    }
    if revision.starts_with('-') || revision.chars().any(char::is_control) {
        return Err(failure(format!("`{revision}` is no revision")));
    }
    Ok(())
}

/// The nearest folder at or above a path that is there now.
fn existing(path: &Path) -> PathBuf {
    let mut folders = path.ancestors();
    let found = folders.find(|folder| folder.is_dir());
    found.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// A path below a folder of the repository, with `/` and without `.` and `..`.
fn joined(prefix: &str, inside: &Path) -> String {
    let mut parts: Vec<String> = (prefix.split('/'))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for component in inside.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::ParentDir => drop(parts.pop()),
            _ => {}
        }
    }
    parts.join("/")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn not_started(error: &std::io::Error) -> Failure {
    if error.kind() == ErrorKind::NotFound {
        return Failure::new("git is not installed, or not on the PATH")
            .help("without git, compare two files or two folders");
    }
    Failure::new(format!("git cannot be run: {error}"))
}

fn no_repository(folder: &Path, said: &[u8]) -> Failure {
    if text(said).contains("not a git repository") {
        return Failure::new(format!("`{}` is in no git repository", folder.display()));
    }
    failed("the repository cannot be read", said)
}

fn unknown(revision: &str) -> Failure {
    Failure::new(format!("git knows no commit `{revision}` here"))
        .help("`git log --oneline` lists the commits; a shallow copy has only the last ones")
}

fn absent(revision: &str, path: &str) -> Failure {
    let shown = if path.is_empty() { "." } else { path };
    Failure::new(format!("revision `{revision}` has no `{shown}`"))
        .help("name the path that it had then, as in git:HEAD~3:old/claims")
}

/// A failure with the first line of what git said.
fn failed(what: &str, said: &[u8]) -> Failure {
    let said = text(said);
    match said.lines().next().filter(|line| !line.is_empty()) {
        Some(line) => Failure::new(format!("{what}: {}", line.trim_start_matches("fatal: "))),
        None => Failure::new(what),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_taken_apart() {
        let output = b"aa blob 3\nx\ny\nbb missing\ncc blob 0\n\n";
        let contents = parse(output, 3).unwrap();
        assert_eq!(contents, [Some(b"x\ny".to_vec()), None, Some(Vec::new())]);
        assert_eq!(parse(b"aa blob 9\nx", 1), None);
        assert_eq!(parse(b"", 1), None);
    }

    #[test]
    fn trees_list_files_and_links() {
        let listing = b"100644 blob aa\tclaims/a b.yaml\x00120000 blob bb\tl.yaml\x00160000 commit cc\tsub\x00";
        let entries = entries(listing);
        assert_eq!(
            entries.keys().collect::<Vec<_>>(),
            ["claims/a b.yaml", "l.yaml"]
        );
        assert!(entries["l.yaml"].is_link && !entries["claims/a b.yaml"].is_link);
    }

    #[test]
    fn paths_are_names_in_the_repository() {
        assert_eq!(joined("a/b/", Path::new("c/../d.yaml")), "a/b/d.yaml");
        assert_eq!(joined("", Path::new("./x")), "x");
        assert_eq!(joined("a/", Path::new("..")), "");
    }

    #[test]
    fn a_revision_is_no_option() {
        for odd in ["", "-x", "--output=x", "a\nb"] {
            assert!(refuse_odd(odd).is_err(), "{odd:?}");
        }
        assert!(refuse_odd("HEAD@{2025-01-01 10:00}").is_ok());
    }
}
