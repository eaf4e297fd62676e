//! A dossier as it lies on disk: its files, read once and kept until something says that
//! they changed. Open documents are laid over them for each audit.

use std::path::{Path, PathBuf};

use super::documents::Document;
use crate::dossier::table::is_table;
use crate::dossier::{self, Input, SETTINGS_FILE, TextFolder};

/// Tables of so many bytes are screened by `check` and left out here.
const LARGE_TABLE: u64 = 2 << 20;

/// The files of one dossier.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// The folder that holds `crossfoot.yaml`, or a file by itself.
    root: PathBuf,
    /// Whether it is a file by itself.
    is_file: bool,
    files: Vec<OnDisk>,
    /// Tables that are not read: without a map, or large.
    pub skipped_tables: usize,
    /// What went wrong, for the log.
    pub troubles: Vec<String>,
}

#[derive(Debug)]
struct OnDisk {
    path: PathBuf,
    bytes: Result<Vec<u8>, String>,
}

/// Where the dossier of a file begins: the folder with the nearest `crossfoot.yaml`, else
/// the file itself.
pub(super) fn root_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|_| path.is_absolute());
    let root = folder.and_then(dossier::enclosing_root);
    root.unwrap_or_else(|| path.to_path_buf())
}

impl Folder {
    /// Reads the files of the dossier at `root`.
    pub fn read(root: &Path) -> Folder {
        let mut folder = Folder {
            root: root.to_path_buf(),
            is_file: !root.is_dir(),
            ..Folder::default()
        };
        for path in folder.list() {
            let large = std::fs::metadata(&path).is_ok_and(|file| file.len() >= LARGE_TABLE);
            if large && is_table(&path.to_string_lossy()) {
                folder.skipped_tables += 1;
                folder.troubles.push(format!(
                    "{}: a table this large is audited by `crossfoot check` only",
                    path.display()
                ));
                continue;
            }
            let bytes = std::fs::read(&path).map_err(|error| error.to_string());
            folder.files.push(OnDisk { path, bytes });
        }
        folder
    }

    fn list(&mut self) -> Vec<PathBuf> {
        if self.is_file {
            let there = self.root.is_file();
            return if there {
                vec![self.root.clone()]
            } else {
                Vec::new()
            };
        }
        let asked = [self.root.clone()];
        match dossier::discover(&self.root, &asked, dossier::excluded) {
            Ok(found) => {
                // Dossiers inside it are found too, and are others.
                let own = found.into_iter().find(|found| found.root == self.root);
                let own = own.unwrap_or_default();
                self.skipped_tables = own.skipped_tables;
                own.files
            }
            Err(error) => {
                let message = format!("{}: {}", error.path.display(), error.message);
                self.troubles.push(message);
                vec![self.root.join(SETTINGS_FILE)]
            }
        }
    }

    /// Whether a file is read from disk for this dossier.
    fn holds(&self, path: &Path) -> bool {
        self.files.iter().any(|file| file.path == path)
    }

    /// What an audit reads: the open documents that belong here, and the other files as
    /// they were on disk. A document of a file that the settings exclude is left out; one
    /// that was never saved is not.
    pub fn inputs<'d>(&self, open: impl Iterator<Item = &'d Document>) -> Vec<Input> {
        let settings = self.root.join(SETTINGS_FILE);
        let input = |path: &Path, bytes: Vec<u8>, unreadable: Option<String>| Input {
            name: name_of(path),
            bytes,
            is_settings: path == settings || (self.is_file && path.ends_with(SETTINGS_FILE)),
            named: false,
            unreadable,
        };
        let mut inputs = Vec::with_capacity(self.files.len());
        let mut opened: Vec<&Path> = Vec::new();
        for document in open {
            let Some(path) = document.path.as_deref() else {
                continue;
            };
            let unsaved = || !path.exists() && !is_table(&path.to_string_lossy());
            if !opened.contains(&path) && (self.holds(path) || unsaved()) {
                opened.push(path);
                inputs.push(input(path, document.text.clone().into_bytes(), None));
            }
        }
        for file in self
            .files
            .iter()
            .filter(|file| !opened.contains(&file.path.as_path()))
        {
            inputs.push(match &file.bytes {
                Ok(bytes) => input(&file.path, bytes.clone(), None),
                Err(why) => input(&file.path, Vec::new(), Some(why.clone())),
            });
        }
        inputs
    }

    /// Where copies of texts lie.
    pub fn texts(&self) -> TextFolder {
        let path = match self.is_file {
            true => self.root.parent().unwrap_or(&self.root),
            false => &self.root,
        };
        TextFolder {
            path: path.to_path_buf(),
            shown: name_of(path),
        }
    }
}

/// The name of a file among those of a dossier: its whole path, so that copies of texts
/// are found beside it wherever the server was started.
pub(super) fn name_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
