//! Reports in files: several in one run, none written half, and none over a file that
//! was read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::stream::Failure;
use super::values::OutputTo;
use crate::text::SourceMap;

/// Writes each text to its file, all of them or none.
pub(super) fn write(wanted: &[(&OutputTo, String)], sources: &SourceMap) -> Result<(), Failure> {
    let mut targets: Vec<Target> = Vec::with_capacity(wanted.len());
    for (to, _) in wanted {
        let target = Target::of(&to.file)?;
        if targets.iter().any(|other| other.path == target.path) {
            let name = to.file.display();
            return Err(
                Failure::new(format!("two reports would be written to `{name}`"))
                    .help("give each `--output` a file of its own"),
            );
        }
        targets.push(target);
    }
    refuse_read(&targets, sources)?;
    let mut written: Vec<(PathBuf, &Target)> = Vec::new();
    for (target, (_, text)) in targets.iter().zip(wanted) {
        match target.write_beside(text.as_bytes()) {
            Ok(beside) => written.push((beside, target)),
            Err(error) => {
                remove(written.iter().map(|(beside, _)| beside));
                return Err(target.failure(&error));
            }
        }
    }
    for (at, (beside, target)) in written.iter().enumerate() {
        if let Err(error) = target.take(beside) {
            remove(written[at..].iter().map(|(beside, _)| beside));
            return Err(target.failure(&error));
        }
    }
    Ok(())
}

/// Puts bytes in the place of a file, all of them or nothing; links to it stay.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let target = Target::of(file)?;
    // To rename needs no leave of the file itself.
    let locked =
        target.exists && fs::metadata(&target.path).is_ok_and(|m| m.permissions().readonly());
    if locked {
        let error = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return Err(target.failure(&error));
    }
    let done = target.write_beside(bytes).and_then(|beside| {
        let taken = target.take(&beside);
        if taken.is_err() {
            remove([&beside].into_iter());
        }
        taken
    });
    done.map_err(|error| target.failure(&error))
}

/// Whether two names are of one file, which need not exist yet.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    match (Target::of(one), Target::of(other)) {
        (Ok(one), Ok(other)) => one.path == other.path && !one.special,
        _ => false,
    }
}

/// A report over a file of the dossier would destroy what was audited.
fn refuse_read(targets: &[Target], sources: &SourceMap) -> Result<(), Failure> {
    if targets.iter().all(|target| !target.exists) {
        return Ok(());
    }
    for file in sources.files() {
        let Ok(path) = Path::new(&file.name).canonicalize() else {
            continue;
        };
        if let Some(target) = targets.iter().find(|target| target.path == path) {
            let name = target.shown.display();
            return Err(Failure::new(format!(
                "`{name}` is part of what was audited, and is not overwritten"
            ))
            .help("write the report to another file"));
        }
    }
    Ok(())
}

/// A file to write.
struct Target {
    /// As it was given.
    shown: PathBuf,
    /// Without links and dots.
    path: PathBuf,
    exists: bool,
    /// A pipe or a device, which is written to as it is.
    special: bool,
}

impl Target {
    fn of(file: &Path) -> Result<Target, Failure> {
        let failure = |error: std::io::Error| cannot(file, &error);
        let target = |path: PathBuf, exists, special| Target {
            shown: file.to_owned(),
            path,
            exists,
            special,
        };
        if let Ok(metadata) = fs::metadata(file) {
            if metadata.is_dir() {
                let failure = Failure::new(format!("`{}` is a folder", file.display()));
                return Err(failure.help("name a file in it"));
            }
            let path = file.canonicalize().map_err(failure)?;
            return Ok(target(path, true, !metadata.is_file()));
        }
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let folder = folder.canonicalize().map_err(failure)?;
        let name = file.file_name().unwrap_or(file.as_os_str());
        Ok(target(folder.join(name), false, false))
    }

    /// Writes the whole text to a new file in the same folder.
    fn write_beside(&self, text: &[u8]) -> std::io::Result<PathBuf> {
        if self.special {
            fs::OpenOptions::new()
                .write(true)
                .open(&self.path)?
                .write_all(text)?;
            return Ok(self.path.clone());
        }
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let beside = format!(".{name}.{}.part", std::process::id());
        let beside = self.path.with_file_name(beside);
        let done = fs::write(&beside, text).and_then(|()| match self.exists {
            true => fs::set_permissions(&beside, fs::metadata(&self.path)?.permissions()),
            false => Ok(()),
        });
        if done.is_err() {
            remove([&beside].into_iter());
        }
        done.map(|()| beside)
    }

    /// Puts the new file in its place.
    fn take(&self, beside: &Path) -> std::io::Result<()> {
        match self.special {
            true => Ok(()),
            false => fs::rename(beside, &self.path),
        }
    }

    fn failure(&self, error: &std::io::Error) -> Failure {
        cannot(&self.shown, error)
    }
}

/// Files that nobody needs any more; one that stays does no harm. Only what is ours.
fn remove<'a>(files: impl Iterator<Item = &'a PathBuf>) {
    for file in files.filter(|file| file.extension().is_some_and(|end| end == "part")) {
        let _ = fs::remove_file(file);
    }
}

fn cannot(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be written: {error}", file.display()))
}
