//! Audits folders and texts as the program does, and compares output with files.

use std::path::{Path, PathBuf};

use crossfoot::checks::{self, Asked};
use crossfoot::dossier::{
    Dossier, Input, SourceId, TextCopy, TextFolder, discover, excluded, load, read_texts,
};
use crossfoot::findings::{Collected, Filter, INPUT_CHECKS, Judging, Report, Severities, Severity};
use crossfoot::output::{Format, Style, render};
use crossfoot::quantity::Day;

/// The day on which all tests run.
pub const TODAY: &str = "2026-11-22";

/// A dossier and what its audit reports.
pub struct Audit {
    pub dossier: Dossier,
    pub report: Report,
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The sorted names of the folders in a folder.
pub fn folders(path: &str) -> Vec<String> {
    entries(path, true)
}

/// The sorted names of the files in a folder.
pub fn files(path: &str) -> Vec<String> {
    entries(path, false)
}

fn entries(path: &str, folders: bool) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir() == folders)
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A file of the repository.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Audits the one dossier in a folder of the repository.
pub fn folder(path: &str, pedantic: bool) -> Audit {
    let found = discover(&root(), &[PathBuf::from(path)], excluded).unwrap();
    assert_eq!(found.len(), 1, "{path} is one dossier");
    let inputs = found[0].files.iter().map(|file| {
        let name = file.strip_prefix(root()).unwrap().to_str().unwrap();
        let is_settings = *file == found[0].root.join("crossfoot.yaml");
        let named = found[0].named.contains(file);
        Input::read(file, name.replace('\\', "/"), is_settings, named).unwrap()
    });
    audit(inputs.collect(), pedantic)
}

/// Audits texts under the names given.
pub fn texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, pedantic: bool) -> Audit {
    let (copies, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|(name, _)| name.ends_with(".txt"));
    let inputs = files.into_iter().map(|(name, text)| Input {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        is_settings: name == "crossfoot.yaml",
        named: name != "crossfoot.yaml",
        unreadable: None,
    });
    audit_with(inputs.collect(), &copies, pedantic)
}

/// Audits bytes under the names given, each file named, every note asked for.
pub fn named_bytes(files: Vec<(String, Vec<u8>)>) -> Audit {
    let (copies, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|(name, _)| name.ends_with(".txt"));
    let inputs = files.into_iter().map(|(name, bytes)| Input {
        is_settings: name == "crossfoot.yaml",
        named: name != "crossfoot.yaml",
        name,
        bytes,
        unreadable: None,
    });
    let copies = copies
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()));
    let copies: Vec<(String, String)> = copies.collect();
    let copies: Vec<(&str, &str)> = (copies.iter())
        .map(|(name, text)| (&**name, &**text))
        .collect();
    audit_with(inputs.collect(), &copies, true)
}

/// Takes a copy of a text into a dossier, for the sources that name it.
fn add_copy(dossier: &mut Dossier, name: &str, text: &str) {
    let file = dossier.files.add(name.to_owned(), text.to_owned(), 0);
    for at in 0..dossier.sources.len() {
        let named = dossier.sources[at].text.as_ref();
        if named.is_some_and(|named| named.value == name) {
            let source = SourceId::from(at);
            dossier.texts.push(TextCopy { source, file });
        }
    }
}

/// Audits the bytes of a settings file, and renders the report in every format.
pub fn report_of_bytes(bytes: Vec<u8>) -> String {
    let input = Input {
        name: "crossfoot.yaml".to_owned(),
        bytes,
        is_settings: true,
        named: true,
        unreadable: None,
    };
    let audit = audit(vec![input], true);
    let formats = [Format::Text, Format::Concise, Format::Json];
    formats.map(|format| audit.rendered(format, true)).concat()
}

fn audit(inputs: Vec<Input>, pedantic: bool) -> Audit {
    audit_with(inputs, &[], pedantic)
}

/// The same with copies of texts that are on no disk, by name.
fn audit_with(inputs: Vec<Input>, copies: &[(&str, &str)], pedantic: bool) -> Audit {
    // Copies of texts lie in the folder of the dossier.
    let folders = inputs.iter().map(|input| Path::new(&input.name).parent());
    let folder = folders.min().flatten().unwrap_or(Path::new(""));
    let folder = TextFolder {
        path: root().join(folder),
        shown: folder.to_string_lossy().into_owned(),
    };
    let mut dossier = load(inputs);
    match copies {
        [] => read_texts(&mut dossier, &[folder]),
        copies => (copies.iter()).for_each(|(name, text)| add_copy(&mut dossier, name, text)),
    }
    let today = Day::parse(TODAY).unwrap();
    let outcome = checks::audit(
        &mut dossier,
        Asked {
            today: Some(today),
            relations: true,
            redundant: pedantic,
            singly: false,
        },
    );
    let settings =
        (dossier.settings.severity.iter()).map(|(check, setting)| (check.clone(), setting.value));
    let severities = Severities::new(settings.collect(), pedantic);
    let claim_ids: Vec<&str> = dossier.claims.iter().map(|claim| &*claim.id).collect();
    let collected = Collected {
        files: dossier.files.files().len() - dossier.skipped.len() - dossier.text_files(),
        skipped_files: dossier.skipped.len(),
        sources: dossier.sources.iter().filter(|source| source.known).count(),
        claims: dossier.claims.len(),
        counts: outcome.counts,
        findings: outcome.findings,
        relations: outcome.relations,
        ..Collected::default()
    };
    let judging = Judging {
        acceptances: &dossier.accepts,
        claim_ids: &claim_ids,
        today,
        severities: &severities,
        filter: &Filter::default(),
        most: None,
    };
    let report = Report::new(collected, &judging, &dossier.files);
    Audit { dossier, report }
}

impl Audit {
    /// The output in a format, every relation listed where the format can.
    pub fn rendered(&self, format: Format, show_passed: bool) -> String {
        let style = Style {
            show_passed,
            ..Style::default()
        };
        render(format, &self.report, &self.dossier.files, &style)
    }

    /// The output for people.
    pub fn text(&self) -> String {
        self.rendered(Format::Text, false)
    }

    /// The ids of the checks that found something, sorted, each once.
    pub fn checks(&self) -> Vec<&'static str> {
        let mut checks: Vec<_> = self.report.findings.iter().map(|f| f.check).collect();
        checks.sort_unstable();
        checks.dedup();
        checks
    }

    /// The messages of what could not be read.
    pub fn input_errors(&self) -> Vec<String> {
        let findings = self.report.findings.iter();
        findings
            .filter(|f| f.severity == Severity::Error && INPUT_CHECKS.contains(&f.check))
            .map(|f| format!("{}: {}", f.check, f.message))
            .collect()
    }
}

/// Compares with a file of the repository, to the letter.
pub fn assert_file(path: &str, actual: String) {
    let expected = snapbox::Data::read_from(&root().join(path), None).raw();
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(snapbox::Data::text(actual).raw(), expected);
}

/// Fails with every complaint, if there are any.
#[track_caller]
pub fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
