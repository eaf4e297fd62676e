//! `crossfoot accept`: puts acceptances of findings into a claim file, and writes it
//! only if they would then be accepted, and nothing else.

use std::path::Path;

use super::args::{AcceptArgs, CheckArgs};
use super::audit;
use super::check::expect_folder;
use super::files::{self, Gathered};
use super::reports;
use super::settings::{self, Effective};
use super::stream::{self, Failure};
use super::today;
use crate::dossier::table::MAP_SUFFIX;
use crate::dossier::{Dossier, NewAcceptance, add_acceptances};
use crate::findings::{Filter, Finding, INPUT_CHECKS, Report, Status, fingerprint};
use crate::output::escape;
use crate::quantity::{Day, Window};
use crate::text::{self, SourceMap};

/// Finds the findings, makes the entries, tries them and writes.
pub(super) fn run(args: &AcceptArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    let today = Effective::of_run(&like_check(args)?).today.value;
    let today = today.unwrap_or_else(today::today);
    expect_folder(args.texts.as_deref())?;
    let until = args
        .until
        .as_deref()
        .and_then(|date| Window::parse(date).ok());
    if until
        .and_then(|until| until.end)
        .is_some_and(|day| day < today)
    {
        return Err(Failure::new("`--until` names a day that is over")
            .help("an acceptance applies up to and on that day"));
    }
    let audits = audited(args, today)?;
    let mut targets: Vec<Target> = Vec::new();
    for beginning in &args.fingerprints {
        let target = target(beginning, &audits)?;
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let mut edits = Vec::new();
    for (at, one) in audits.iter().enumerate() {
        let mine: Vec<&Target> = targets
            .iter()
            .filter(|target| target.dossier == at)
            .collect();
        if !mine.is_empty() {
            edits.extend(edits_of(args, today, at, one, &mine)?);
        }
    }
    for edit in edits {
        if args.dry_run {
            stream::print(&edit.shown(), &style)?;
            continue;
        }
        reports::replace(Path::new(&edit.file), &edit.bytes)?;
        for what in &edit.accepted {
            stream::say(&format!("wrote {}: accepted {what}", escape(&edit.file)));
        }
    }
    Ok(0)
}

/// A dossier with all that was found in it.
struct Audited {
    /// Its claim files, crossfoot.yaml first.
    files: Vec<String>,
    dossier: Dossier,
    report: Report,
}

/// A finding that is wanted.
#[derive(PartialEq)]
struct Target {
    dossier: usize,
    finding: usize,
    fingerprint: String,
}

/// A claim file with entries added.
struct Edit {
    file: String,
    bytes: Vec<u8>,
    entries: Vec<NewAcceptance>,
    accepted: Vec<String>,
}

impl Edit {
    fn shown(&self) -> String {
        let lines = self.entries.iter().flat_map(NewAcceptance::lines);
        let lines: Vec<String> = lines.map(|line| format!("{}\n", escape(&line))).collect();
        format!("# {}\n{}", escape(&self.file), lines.concat())
    }
}

/// Every dossier, audited without filters.
fn audited(args: &AcceptArgs, today: Day) -> Result<Vec<Audited>, Failure> {
    let asked = &like_check(args)?;
    let dossiers = files::gather(&args.paths)?;
    let audits = dossiers
        .into_iter()
        .map(|gathered| audit_one(gathered, asked, today));
    Ok(audits.collect())
}

/// The audit that findings are looked for in: everything is reported.
fn like_check(args: &AcceptArgs) -> Result<CheckArgs, Failure> {
    settings::with_environment(&CheckArgs {
        texts: args.texts.clone(),
        pedantic: Some(true),
        today: args.today,
        ..CheckArgs::default()
    })
}

fn audit_one(mut gathered: Gathered, asked: &CheckArgs, today: Day) -> Audited {
    let inputs = gathered.inputs.iter();
    let mut files: Vec<(bool, String)> = inputs
        .filter(|input| files::is_yaml(Path::new(&input.name)) && !input.name.ends_with(MAP_SUFFIX))
        .map(|input| (!input.is_settings, input.name.clone()))
        .collect();
    files.sort();
    let mut dossier = gathered.load_after(SourceMap::default());
    let texts = Effective::of(&dossier.settings, asked).texts.value;
    gathered.read_texts(&mut dossier, texts.as_deref());
    let report = audit::one(
        &mut dossier,
        (0, gathered.skipped_tables),
        &Filter::default(),
        asked,
        (today, None),
    );
    files.retain(|(_, name)| !dossier.skipped.contains(name));
    Audited {
        files: files.into_iter().map(|(_, name)| name).collect(),
        dossier,
        report,
    }
}

/// The finding whose fingerprint begins so.
fn target(beginning: &str, audits: &[Audited]) -> Result<Target, Failure> {
    let mut found: Vec<(Target, &Finding)> = Vec::new();
    for (at, one) in audits.iter().enumerate() {
        for (index, finding) in one.report.findings.iter().enumerate() {
            let fingerprint = fingerprint(finding);
            // Two that are alike are accepted together.
            let known = found
                .iter()
                .any(|(other, _)| other.dossier == at && other.fingerprint == fingerprint);
            if fingerprint.starts_with(beginning) && !known {
                let target = Target {
                    dossier: at,
                    finding: index,
                    fingerprint,
                };
                found.push((target, finding));
            }
        }
    }
    let few = found.len() <= 1;
    if !few {
        let shown = found
            .iter()
            .take(5)
            .map(|(target, finding)| format!("{} ({})", target.fingerprint, finding.check));
        let shown: Vec<String> = shown.collect();
        return Err(Failure::new(format!(
            "{} findings have a fingerprint that begins with `{beginning}`: {}",
            found.len(),
            shown.join(", ")
        ))
        .help("write more of it, or name the dossier with `--in`"));
    }
    let Some((target, finding)) = found.pop() else {
        return Err(Failure::new(format!(
            "no finding has a fingerprint that begins with `{beginning}`"
        ))
        .help("`crossfoot check --fingerprints` shows those of all findings"));
    };
    if INPUT_CHECKS.contains(&finding.check) {
        return Err(Failure::new(format!(
            "`{}` is a problem of the input and cannot be accepted: what is not read is not audited",
            finding.check
        ))
        .help("mend the file, or leave it out with `exclude`"));
    }
    if let Status::Accepted(reason) = &finding.status {
        return Err(Failure::new(format!(
            "the finding is accepted already: {reason}"
        )));
    }
    match finding.check {
        // What is said about acceptances is mended where they stand.
        "unused-accept" | "expired-accept" => Err(Failure::new(format!(
            "`{}` is about an acceptance and cannot be accepted itself",
            finding.check
        ))
        .help("change or remove that entry")),
        _ => Ok(target),
    }
}

/// The files of a dossier with their new entries, tried out: by claims first, and with
/// fingerprints where claims alone would cover more.
fn edits_of(
    args: &AcceptArgs,
    today: Day,
    at: usize,
    one: &Audited,
    targets: &[&Target],
) -> Result<Vec<Edit>, Failure> {
    let mut failure = None;
    for with_fingerprint in [false, true] {
        let mut wanted: Vec<(String, NewAcceptance, String)> = Vec::new();
        for target in targets {
            let finding = &one.report.findings[target.finding];
            let file = file_for(args, one, finding)?;
            let entry = entry(args, finding, with_fingerprint);
            let what = escape(&format!("{}: {}", finding.check, finding.concise)).into_owned();
            wanted.push((file, entry, what));
        }
        // The files may have changed since; what is read now is what is changed.
        let mut gathered = files::gather(&args.paths)?;
        if gathered.len() <= at {
            break;
        }
        let mut gathered = gathered.swap_remove(at);
        let edits = edit(&mut gathered, wanted)?;
        let after = audit_one(gathered, &like_check(args)?, today);
        match compare(one, &after, targets) {
            Ok(()) => return Ok(edits),
            Err(why) => failure = Some(why),
        }
    }
    let why = failure.unwrap_or("the dossier has changed meanwhile");
    Err(Failure::new(format!("nothing was written: {why}"))
        .help("put the entry in by hand; `--dry-run` shows it"))
}

/// The entry for a finding: its check and its claims, since a person can read these.
fn entry(args: &AcceptArgs, finding: &Finding, with_fingerprint: bool) -> NewAcceptance {
    let in_conflict = |id: &&String| {
        let mut pairs = finding.conflicts.iter();
        finding.conflicts.is_empty() || pairs.any(|(a, b)| a == *id || b == *id)
    };
    let mut claims: Vec<String> = Vec::new();
    let pairs = finding.conflicts.iter().flat_map(|(a, b)| [a, b]);
    for id in finding.claims.iter().filter(in_conflict).chain(pairs) {
        if !claims.contains(id) {
            claims.push(id.clone());
        }
    }
    NewAcceptance {
        check: finding.check.to_owned(),
        fingerprint: (with_fingerprint || claims.is_empty()).then(|| fingerprint(finding)),
        claims,
        reason: args.reason.clone(),
        until: args.until.clone(),
    }
}

/// The claim file that an acceptance goes to.
fn file_for(args: &AcceptArgs, one: &Audited, finding: &Finding) -> Result<String, Failure> {
    if let Some(path) = &args.file {
        let wanted = path.canonicalize().ok();
        let same =
            |name: &&String| wanted.is_some() && Path::new(name).canonicalize().ok() == wanted;
        return one.files.iter().find(same).cloned().ok_or_else(|| {
            Failure::new(format!(
                "`{}` is no claim file of the dossier that the finding is in",
                path.display()
            ))
        });
    }
    let files = &one.dossier.files;
    let primary = finding.locations.first();
    let primary = primary.map(|at| &files.file(at.span.file).name);
    let primary = primary.filter(|name| one.files.contains(name));
    let lists: Vec<&String> = (one.dossier.accepts.iter())
        .filter(|entry| entry.below.is_none())
        .map(|entry| &files.file(entry.span.file).name)
        .collect();
    let has_list = |name: &&String| lists.contains(name);
    let settings = one.files.first().filter(|name| {
        let file = Path::new(name).file_name();
        file.is_some_and(|file| file == crate::dossier::SETTINGS_FILE)
    });
    (primary.filter(has_list))
        .or_else(|| one.files.iter().find(has_list))
        .or(primary)
        .or(settings)
        .cloned()
        .ok_or_else(|| {
            Failure::new("the finding is in no claim file that could hold the entry")
                .help("name a claim file of the dossier with `--file`")
        })
}

/// Puts the entries into the files as they are now.
fn edit(
    gathered: &mut Gathered,
    wanted: Vec<(String, NewAcceptance, String)>,
) -> Result<Vec<Edit>, Failure> {
    let mut edits: Vec<Edit> = Vec::new();
    for (file, entry, what) in wanted {
        let at = edits.iter().position(|edit| edit.file == file);
        let at = at.unwrap_or_else(|| {
            edits.push(Edit {
                file,
                bytes: Vec::new(),
                entries: Vec::new(),
                accepted: Vec::new(),
            });
            edits.len() - 1
        });
        if !edits[at].entries.contains(&entry) {
            edits[at].entries.push(entry);
        }
        edits[at].accepted.push(what);
    }
    for edit in &mut edits {
        let mut inputs = gathered.inputs.iter_mut();
        let refused = |why: &str| {
            let message = format!("`{}` is not changed: {why}", edit.file);
            Failure::new(message)
                .help("`--file` names another file, and `--dry-run` shows the entry")
        };
        let Some(input) = inputs.find(|input| input.name == edit.file) else {
            return Err(refused("it is gone"));
        };
        let (text, skipped) =
            text::decode(input.bytes.clone()).map_err(|error| refused(&error.message))?;
        let new = add_acceptances(&text, &edit.entries).map_err(refused)?;
        let mut bytes = input.bytes[..skipped as usize].to_vec();
        bytes.extend(new.as_bytes());
        input.bytes = bytes.clone();
        edit.bytes = bytes;
    }
    Ok(edits)
}

/// Whether exactly the findings that are wanted are accepted in addition.
fn compare(before: &Audited, after: &Audited, targets: &[&Target]) -> Result<(), &'static str> {
    let accepted = |one: &Audited| {
        let mut prints: Vec<String> = (one.report.findings.iter())
            .filter(|finding| matches!(finding.status, Status::Accepted(_)))
            .map(fingerprint)
            .collect();
        prints.sort_unstable();
        prints.dedup();
        prints
    };
    let (old, new) = (accepted(before), accepted(after));
    if targets
        .iter()
        .any(|target| !new.contains(&target.fingerprint))
    {
        return Err("the finding would not be accepted");
    }
    let wanted = |print: &String| {
        old.contains(print) || targets.iter().any(|target| target.fingerprint == *print)
    };
    if !new.iter().all(wanted) || old.iter().any(|print| !new.contains(print)) {
        return Err("other findings would be accepted too");
    }
    if after.report.findings.len() > before.report.findings.len() {
        return Err("the file would have a new problem");
    }
    Ok(())
}
