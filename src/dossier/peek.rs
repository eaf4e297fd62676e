//! A first look at the settings of a dossier, for what must be known before its
//! folder is walked. What is wrong with the file is reported when it is loaded.

use std::path::Path;

use super::discover::SETTINGS_FILE;
use crate::text::{self, FileId};

/// The patterns of `settings.exclude` of the dossier at `root`; none where they
/// cannot be read.
pub fn excluded(root: &Path) -> Vec<String> {
    let Ok(bytes) = std::fs::read(root.join(SETTINGS_FILE)) else {
        return Vec::new();
    };
    let Ok((text, _)) = text::decode(bytes) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let tree = text::read(FileId(0), &text, &mut problems);
    let settings = tree.root().and_then(|root| root.get("settings"));
    let Some(exclude) = settings.and_then(|settings| settings.get("exclude")) else {
        return Vec::new();
    };
    match exclude.text() {
        Some(pattern) => vec![pattern.to_owned()],
        None => (exclude.items())
            .filter_map(|item| item.text().map(str::to_owned))
            .collect(),
    }
}
