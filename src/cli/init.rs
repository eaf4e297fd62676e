//! `crossfoot init`: a first dossier with comments to learn from, which passes
//! its own audit. Nothing is ever overwritten.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::InitArgs;
use super::schema::FOLDER;
use super::stream::{self, Failure};
use crate::dossier::SETTINGS_FILE;
use crate::output::escape;

/// The files of the first dossier. The first line of those that people edit names a
/// schema beside them, since none is published at an address: it works offline, and
/// belongs to the version that wrote it.
const FILES: [(&str, &str); 4] = [
    (SETTINGS_FILE, include_str!("init/crossfoot.yaml")),
    (
        "2024-05-03-power-cut.yaml",
        include_str!("init/2024-05-03-power-cut.yaml"),
    ),
    (
        ".crossfoot/claims.schema.json",
        include_str!("../../docs/schema/claims.schema.json"),
    ),
    (
        ".crossfoot/settings.schema.json",
        include_str!("../../docs/schema/settings.schema.json"),
    ),
];

/// Writes the files, all of them or none.
pub(super) fn run(args: &InitArgs) -> Result<u8, Failure> {
    stream::set_color(args.look.color);
    let folder = &args.folder;
    for (name, _) in FILES {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::new(format!(
                "`{}` exists, and nothing is overwritten",
                path.display()
            ))
            .help("name another folder, as in `crossfoot init first-dossier`"));
        }
    }
    write(folder).map_err(|error| Failure::new(format!("{error:#}")))?;
    for (name, _) in FILES {
        let path = folder.join(name);
        let path = path.strip_prefix(".").unwrap_or(&path);
        stream::say(&format!("wrote {}", escape(&path.to_string_lossy())));
    }
    let check = match folder.as_os_str().to_str() {
        Some("." | "") => "crossfoot".to_owned(),
        _ => format!("crossfoot check {}", escape(&folder.to_string_lossy())),
    };
    stream::say(&format!(
        "next: `{check}` audits it; read the comments, then change a figure"
    ));
    Ok(0)
}

/// Takes back what was written if one of the files cannot be.
fn write(folder: &Path) -> anyhow::Result<()> {
    for folder in [folder, &folder.join(FOLDER)] {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("`{}` cannot be made", folder.display()))?;
    }
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, text) in FILES {
        let path = folder.join(name);
        let result = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .and_then(|mut file| {
                written.push(path.clone());
                file.write_all(text.as_bytes())
            });
        if let Err(error) = result {
            for path in &written {
                // What cannot be removed either is named by the error below.
                let _ = std::fs::remove_file(path);
            }
            let _ = std::fs::remove_dir(folder.join(FOLDER));
            return Err(error).with_context(|| format!("`{}` cannot be written", path.display()));
        }
    }
    Ok(())
}
