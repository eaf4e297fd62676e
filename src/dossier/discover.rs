//! Discovery: which files make up the dossiers that a command line names.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::exclude::{Exclude, Patterns};
use super::table::names;
use ignore::WalkBuilder;

/// The name of the file at the root of a dossier.
pub const SETTINGS_FILE: &str = "crossfoot.yaml";

/// One dossier: its root, its files, and the paths the user asked about.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The folder that holds `crossfoot.yaml`, or the folder named, or the first of
    /// the files named.
    pub root: PathBuf,
    /// Every file of it, sorted.
    pub files: Vec<PathBuf>,
    /// Files that the user named one by one.
    pub named: Vec<PathBuf>,
    /// The paths to report on; empty means all.
    pub focus: Vec<PathBuf>,
    /// Tables in the folder that nobody named and that have no map beside them.
    pub skipped_tables: usize,
}

/// Why a path cannot be audited.
#[derive(Debug)]
pub struct DiscoverError {
    /// The path.
    pub path: PathBuf,
    /// What is wrong with it.
    pub message: String,
}

/// The dossiers that `paths` belong to, each with all its files. Without paths:
/// the nearest `crossfoot.yaml` at or above `here` up to the repository root,
/// else `here/claims`, else `here`. Files named outside of any dossier make one
/// together. `exclude` gives the patterns of files that a root leaves out.
///
/// # Errors
/// When a named path does not exist or a folder cannot be read.
pub fn discover(
    here: &Path,
    paths: &[PathBuf],
    exclude: impl Fn(&Path) -> Vec<String>,
) -> Result<Vec<Found>, DiscoverError> {
    discover_without(here, paths, exclude, &Exclude::default())
}

/// The same, with what a command line leaves out. Where that is all that is named,
/// nothing is found.
///
/// # Errors
/// The same.
pub fn discover_without(
    here: &Path,
    paths: &[PathBuf],
    exclude: impl Fn(&Path) -> Vec<String>,
    further: &Exclude,
) -> Result<Vec<Found>, DiscoverError> {
    let typed = Patterns::new(&tidy(here), &further.patterns);
    let mut asked = Asked::default();
    if paths.is_empty() {
        let root = default_root(here);
        asked.add(root.clone(), root);
    }
    for path in paths {
        let full = tidy(&here.join(path));
        let metadata = std::fs::metadata(&full).map_err(|error| DiscoverError {
            path: path.clone(),
            message: match error.kind() {
                std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
                _ => error.to_string(),
            },
        })?;
        let is_folder = metadata.is_dir();
        let folder = if is_folder {
            full.as_path()
        } else {
            full.parent().unwrap_or(&full)
        };
        let root = enclosing_root(folder);
        if further.named_too {
            let own = root
                .as_deref()
                .map(|root| Patterns::new(root, &exclude(root)));
            let mut patterns = own.iter().chain([&typed]);
            if patterns.any(|patterns| patterns.match_within(&full, is_folder)) {
                continue;
            }
        }
        match root {
            Some(root) => {
                if !is_folder {
                    asked
                        .dossiers
                        .entry(root.clone())
                        .or_default()
                        .named
                        .push(full.clone());
                }
                asked.add(root, full);
            }
            None if is_folder => asked.add(full.clone(), full),
            None => asked.loose.push(full),
        }
    }
    asked.settle();

    let mut all = Vec::new();
    while let Some((root, mut found)) = asked.dossiers.pop_first() {
        let whole = found.focus.contains(&root);
        let mut nested = Vec::new();
        let own = Patterns::new(&root, &exclude(&root));
        found.files = walk(&root, [own, typed.clone()], &mut nested)?;
        found.leave_tables();
        // A folder below with its own crossfoot.yaml is a dossier of its own,
        // audited too when the user named a folder that holds it. Roots are taken
        // in order, so it has not been yet.
        for below in nested {
            if whole || found.focus.iter().any(|focus| below.starts_with(focus)) {
                asked.add(below.clone(), below);
            }
        }
        found.files.extend(found.named.iter().cloned());
        // An ignore file cannot take the settings away from a dossier.
        let settings = root.join(SETTINGS_FILE);
        if settings.is_file() {
            found.files.push(settings);
        }
        if whole {
            found.focus.clear();
        }
        found.root = root;
        all.push(found);
    }
    if let Some(first) = asked.loose.first() {
        all.push(Found {
            root: first.clone(),
            files: asked.loose.clone(),
            named: asked.loose,
            ..Found::default()
        });
    }
    for found in &mut all {
        found.add_maps();
        for list in [&mut found.files, &mut found.named, &mut found.focus] {
            list.sort();
            list.dedup();
        }
    }
    all.sort_by(|a, b| a.root.cmp(&b.root));
    Ok(all)
}

impl Found {
    /// Leaves out tables that nobody named and that have no map beside them.
    fn leave_tables(&mut self) {
        let named = &self.named;
        let skipped = &mut self.skipped_tables;
        self.files.retain(|file| {
            let is_table = names::is_table(&file.to_string_lossy());
            let wanted = !is_table || named.contains(file) || map_of(file).is_file();
            *skipped += usize::from(!wanted);
            wanted
        });
    }

    /// Adds the maps that stand beside tables.
    fn add_maps(&mut self) {
        let tables = self.files.iter();
        let tables = tables.filter(|file| names::is_table(&file.to_string_lossy()));
        let maps = tables
            .map(|table| map_of(table))
            .filter(|map| map.is_file());
        let maps: Vec<PathBuf> = maps.collect();
        self.files.extend(maps);
    }
}

/// Where the map of a table stands, if it has one.
pub fn map_of(table: &Path) -> PathBuf {
    let mut name = table.as_os_str().to_owned();
    name.push(names::MAP_SUFFIX);
    name.into()
}

/// What a command line asks for, by root.
#[derive(Default)]
struct Asked {
    dossiers: BTreeMap<PathBuf, Found>,
    /// Named files that are in no dossier.
    loose: Vec<PathBuf>,
}

impl Asked {
    fn add(&mut self, root: PathBuf, focus: PathBuf) {
        self.dossiers.entry(root).or_default().focus.push(focus);
    }

    /// Gives folders and files without a `crossfoot.yaml` to the widest named
    /// folder that holds them, so that nothing is read twice.
    fn settle(&mut self) {
        let bare: Vec<PathBuf> = (self.dossiers.keys())
            .filter(|root| !root.join(SETTINGS_FILE).is_file())
            .cloned()
            .collect();
        self.dossiers.retain(|root, _| {
            let inside = |other: &PathBuf| other != root && root.starts_with(other);
            !(bare.contains(root) && bare.iter().any(inside))
        });
        let dossiers = &mut self.dossiers;
        self.loose.retain(|file| {
            let holder = dossiers.iter_mut().find(|(root, _)| file.starts_with(root));
            match holder {
                Some((_, found)) => {
                    found.named.push(file.clone());
                    false
                }
                None => true,
            }
        });
        self.loose.sort();
        self.loose.dedup();
    }
}

/// Where an audit without paths starts.
fn default_root(here: &Path) -> PathBuf {
    let here = tidy(here);
    if let Some(root) = enclosing_root(&here) {
        return root;
    }
    let claims = here.join("claims");
    if claims.is_dir() { claims } else { here }
}

/// The nearest folder at or above `folder` with a `crossfoot.yaml`, not above
/// the repository's root.
pub fn enclosing_root(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        if folder.join(SETTINGS_FILE).is_file() {
            return Some(folder.to_path_buf());
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The YAML files below a root, ignore files honoured, nested dossiers left out
/// and named.
fn walk(
    root: &Path,
    excluded: [Patterns; 2],
    nested: &mut Vec<PathBuf>,
) -> Result<Vec<PathBuf>, DiscoverError> {
    let refuse = |path: &Path, message: String| DiscoverError {
        path: path.to_path_buf(),
        message,
    };
    let mut files = Vec::new();
    let top = root.to_path_buf();
    let is_nested = move |path: &Path| path != top && path.join(SETTINGS_FILE).is_file();
    let found_nested = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let sink = found_nested.clone();
    let walker = WalkBuilder::new(root)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let mut excluded = excluded.iter();
            if excluded.any(|patterns| patterns.match_it(entry.path(), is_folder)) {
                return false;
            }
            let nested = is_folder && is_nested(entry.path());
            if nested && let Ok(mut sink) = sink.lock() {
                sink.push(entry.path().to_path_buf());
            }
            !nested
        })
        .build();
    for entry in walker {
        let entry = entry.map_err(|error| refuse(root, error.to_string()))?;
        let path = entry.path();
        let yaml = path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml");
        // JSON is most often something else, and so not even counted without a map.
        let table = names::is_table(&path.to_string_lossy())
            && (!extension_is(path, "json") || map_of(path).is_file());
        // A link that leads nowhere is a file that cannot be read, and is said to be.
        let dangles = || entry.path_is_symlink() && std::fs::metadata(path).is_err();
        if (yaml || table) && (path.is_file() || dangles()) {
            files.push(path.to_path_buf());
        }
    }
    if let Ok(mut found) = found_nested.lock() {
        found.sort();
        nested.append(&mut found);
    }
    Ok(files)
}

fn extension_is(path: &Path, wanted: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

/// A path without `.` and with `..` resolved by name.
fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if !tidied.pop() {
                    tidied.push("..");
                }
            }
            other => tidied.push(other),
        }
    }
    tidied
}
