//! The baseline of a run: read before the first dossier, written after the last.
//! Names of files in it are relative to its own folder, so that it can be used from
//! any other.

use std::path::{Component, Path, PathBuf};

use super::args::{BaselineArgs, CheckArgs};
use super::files::{Gathered, here, shown};
use super::reports;
use super::stream::{self, Failure};
use crate::findings::{Baseline, Baselining, Report};
use crate::output::escape;
use crate::text::SourceMap;

/// Reads the baseline that is named, or begins a new one.
pub(super) fn begin(args: &BaselineArgs) -> Result<Option<Baselining>, Failure> {
    let Some(path) = &args.baseline else {
        return Ok(args
            .write_baseline
            .as_ref()
            .map(|_| Baselining::recording()));
    };
    let name = path.to_string_lossy();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let failure = Failure::new(format!("the baseline `{name}` cannot be read: {error}"));
        failure.help(format!(
            "`crossfoot check --write-baseline {name}` writes one"
        ))
    })?;
    let mut baseline = Baseline::read(&text).map_err(|error| {
        let place = format!("{name}:{}:{}", error.line, error.column);
        let failure = Failure::new(format!(
            "the baseline cannot be used: {place}: {}",
            error.message
        ));
        failure.help(format!(
            "mend it, or write it anew with `crossfoot check --write-baseline {name}`"
        ))
    })?;
    let (here, folder) = (here()?, folder_of(path)?);
    for known in &mut baseline.findings {
        if is_path(&known.file) {
            known.file = shown(&here, &normal(&folder.join(&known.file)));
        }
    }
    Ok(Some(Baselining::against(baseline)))
}

/// A baseline does not replace what it is made from, and no report replaces a baseline.
pub(super) fn expect_apart(args: &CheckArgs, dossiers: &[Gathered]) -> Result<(), Failure> {
    let known = &args.known;
    for path in known.baseline.iter().chain(&known.write_baseline) {
        if let Some(to) = args
            .output
            .iter()
            .find(|to| reports::same_file(&to.file, path))
        {
            let name = to.file.display();
            return Err(Failure::new(format!(
                "`{name}` is the baseline, and a report would be written over it"
            ))
            .help("write the report to another file"));
        }
    }
    let written = known.write_baseline.as_ref();
    match written.filter(|path| dossiers.iter().any(|dossier| dossier.holds(path))) {
        Some(path) => Err(Failure::new(format!(
            "`{}` is a file of the dossier that is audited",
            path.display()
        ))
        .help("name another file for the baseline, as in crossfoot-baseline.json")),
        None => Ok(()),
    }
}

/// Puts what the baseline did into the report.
pub(super) fn end(
    known: &Baselining,
    args: &BaselineArgs,
    report: &mut Report,
    sources: &SourceMap,
) {
    let path = args.baseline.as_ref().or(args.write_baseline.as_ref());
    let name = path.map_or(String::new(), |path| {
        path.to_string_lossy().replace('\\', "/")
    });
    let looked_at = |file: &str| looked_at(file, sources);
    let mut outcome = known.outcome(&name, &looked_at);
    outcome.written = args.write_baseline.is_some();
    report.baseline = Some(outcome);
}

/// Writes the baseline that is wanted.
pub(super) fn write(
    known: &Baselining,
    args: &BaselineArgs,
    sources: &SourceMap,
    (report, status): (&Report, u8),
) -> Result<(), Failure> {
    let Some(path) = &args.write_baseline else {
        return Ok(());
    };
    let name = escape(&path.to_string_lossy()).into_owned();
    if status == 3 {
        stream::say(&format!("{name} is not written: there is nothing to audit"));
        return Ok(());
    }
    let mut baseline = known.to_write(&|file| looked_at(file, sources));
    let (here, folder) = (here()?, folder_of(path)?);
    for finding in &mut baseline.findings {
        if is_path(&finding.file) {
            finding.file = shown(&folder, &normal(&here.join(&finding.file)));
        }
    }
    reports::replace(path, baseline.write().as_bytes())?;
    let count = plural(baseline.findings.len(), "finding");
    let outcome = report.baseline.as_ref();
    match outcome.filter(|_| args.baseline.is_some()) {
        Some(outcome) => {
            let held = outcome.known + outcome.changed + outcome.fixed.len() + outcome.unsettled;
            let out = held.saturating_sub(baseline.findings.len());
            stream::say(&format!("wrote {name}: {count} left, {out} taken out"));
        }
        None => stream::say(&format!("wrote {name}: {count}")),
    }
    match known.input_errors() {
        0 => {}
        some => stream::say(&format!(
            "{} not in it: what is not read is not audited",
            match some {
                1 => "1 error of the input is".to_owned(),
                some => format!("{some} errors of the input are"),
            }
        )),
    }
    Ok(())
}

/// Whether a file was read in this run, or is on no disk any more.
fn looked_at(file: &str, sources: &SourceMap) -> bool {
    let read = sources.files().iter().any(|known| known.name == file);
    read || is_path(file) && !Path::new(file).exists()
}

/// Standard input and findings without a place have none.
fn is_path(file: &str) -> bool {
    !file.is_empty() && !file.starts_with('<')
}

/// The folder of a file that need not exist.
fn folder_of(path: &Path) -> Result<PathBuf, Failure> {
    let path = here()?.join(path);
    let folder = path.parent().unwrap_or(&path);
    Ok(folder.canonicalize().unwrap_or_else(|_| normal(folder)))
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
