//! Which of a list of files make up a dossier: the rules of `discover`, for trees that
//! are on no disk, such as a commit. Names have `/` between their parts and begin at the
//! top of the tree.

use std::collections::BTreeSet;
use std::path::Path;

use super::discover::SETTINGS_FILE;
use super::exclude::Patterns;
use super::peek::excluded_by;

/// The dossier that a path in a tree belongs to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Its folder; empty for the top of the tree.
    pub root: String,
    /// Every file of it, sorted.
    pub files: Vec<String>,
    /// The files that the path stands for; `None` where it is the whole dossier.
    pub focus: Option<Vec<String>>,
    /// The file, if the path is one.
    pub named: Option<String>,
}

/// The dossier that `path` belongs to; none if the tree has no such path. `read` gives
/// the bytes of a file. A pattern in `exclude` that cannot be read excludes nothing.
pub fn listing(
    all: &BTreeSet<String>,
    path: &str,
    read: impl FnOnce(&str) -> Option<Vec<u8>>,
) -> Option<Listing> {
    let is_file = all.contains(path);
    if !is_file && !all.iter().any(|name| is_below(name, path)) {
        return None;
    }
    let folder = if is_file { parent(path) } else { path };
    let named = is_file.then(|| path.to_owned());
    let Some(root) = enclosing(all, folder) else {
        let files = match &named {
            Some(file) => vec![file.clone()],
            None => walk(all, path, None),
        };
        return Some(Listing {
            root: path.to_owned(),
            files,
            focus: None,
            named,
        });
    };
    let settings = join(root, SETTINGS_FILE);
    let exclude = read(&settings).map(excluded_by).unwrap_or_default();
    let mut files = walk(all, root, Some(&Patterns::new(Path::new("/"), &exclude)));
    files.push(settings);
    files.extend(named.clone());
    files.sort();
    files.dedup();
    let focus = (path != root).then(|| {
        let wanted = files.iter();
        wanted
            .filter(|name| *name == path || is_below(name, path))
            .cloned()
            .collect()
    });
    Some(Listing {
        root: root.to_owned(),
        files,
        focus,
        named,
    })
}

/// The YAML files below a folder, without hidden and excluded ones and without those of
/// dossiers inside.
fn walk(all: &BTreeSet<String>, root: &str, exclude: Option<&Patterns>) -> Vec<String> {
    let wanted = |name: &&String| {
        let Some(rest) = below(name, root) else {
            return false;
        };
        let hidden = rest.split('/').any(|part| part.starts_with('.'));
        let yaml = rest.ends_with(".yaml") || rest.ends_with(".yml");
        let mut folders = rest.match_indices('/').map(|(at, _)| &rest[..at]);
        let nested = folders.any(|folder| {
            let folder = join(root, folder);
            all.contains(&join(&folder, SETTINGS_FILE))
        });
        let excluded =
            |patterns: &Patterns| patterns.match_within(&Path::new("/").join(rest), false);
        yaml && !hidden && !nested && !exclude.is_some_and(excluded)
    };
    all.iter().filter(wanted).cloned().collect()
}

/// The nearest folder at or above this one with a `crossfoot.yaml`.
fn enclosing<'p>(all: &BTreeSet<String>, folder: &'p str) -> Option<&'p str> {
    let mut folder = folder;
    loop {
        if all.contains(&join(folder, SETTINGS_FILE)) {
            return Some(folder);
        }
        if folder.is_empty() {
            return None;
        }
        folder = parent(folder);
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// The rest of a name below a folder.
fn below<'n>(name: &'n str, folder: &str) -> Option<&'n str> {
    if folder.is_empty() {
        return Some(name);
    }
    name.strip_prefix(folder)?.strip_prefix('/')
}

fn is_below(name: &str, folder: &str) -> bool {
    below(name, folder).is_some()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn list(names: &[&str], path: &str, settings: &str) -> Option<Listing> {
        let all = names.iter().map(|&name| name.to_owned()).collect();
        listing(&all, path, |_| Some(settings.as_bytes().to_vec()))
    }

    const NAMES: [&str; 8] = [
        "README.md",
        "claims/a.yaml",
        "claims/crossfoot.yaml",
        "claims/drafts/d.yaml",
        "claims/inner/crossfoot.yaml",
        "claims/inner/i.yaml",
        "claims/.hidden/h.yaml",
        "loose/x.yml",
    ];

    #[test]
    fn a_path_belongs_to_the_dossier_around_it() {
        let whole = list(&NAMES, "claims", "").unwrap();
        assert_eq!(
            whole.files,
            [
                "claims/a.yaml",
                "claims/crossfoot.yaml",
                "claims/drafts/d.yaml"
            ]
        );
        assert_eq!((whole.root.as_str(), whole.focus), ("claims", None));
        let file = list(&NAMES, "claims/a.yaml", "").unwrap();
        assert_eq!(file.files.len(), 3);
        assert_eq!(file.focus.unwrap(), ["claims/a.yaml"]);
        let folder = list(&NAMES, "claims/drafts", "").unwrap();
        assert_eq!(folder.focus.unwrap(), ["claims/drafts/d.yaml"]);
        let inner = list(&NAMES, "claims/inner/i.yaml", "").unwrap();
        assert_eq!(inner.root, "claims/inner");
    }

    #[test]
    fn what_settings_exclude_is_left_out() {
        for pattern in ["drafts", "drafts/", "drafts/*.yaml", "d.yaml"] {
            let settings = format!("settings: {{exclude: [\"{pattern}\"]}}\n");
            let found = list(&NAMES, "claims", &settings).unwrap();
            assert_eq!(
                found.files,
                ["claims/a.yaml", "claims/crossfoot.yaml"],
                "{pattern}"
            );
        }
    }

    #[test]
    fn without_settings_a_path_stands_for_itself() {
        let folder = list(&NAMES, "loose", "").unwrap();
        assert_eq!(
            (folder.files, folder.focus),
            (vec!["loose/x.yml".to_owned()], None)
        );
        let file = list(&NAMES, "loose/x.yml", "").unwrap();
        assert_eq!(file.named.unwrap(), "loose/x.yml");
        assert_eq!(list(&NAMES, "loos", ""), None);
        assert_eq!(list(&NAMES, "gone.yaml", ""), None);
        let top = list(&["crossfoot.yaml", "a.yaml"], "", "").unwrap();
        assert_eq!((top.root.as_str(), top.files.len()), ("", 2));
    }
}
