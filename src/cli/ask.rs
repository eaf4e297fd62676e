//! `crossfoot ask`: audits, and writes what to ask whom.

use super::args::{AskArgs, CheckArgs};
use super::audit::{self, Names, expect};
use super::settings::{self, Effective};
use super::stream::{self, Failure};
use super::{check, files, today};
use crate::dossier::{Dossier, SpeakerId};
use crate::findings::Finding;
use crate::output::questions;
use crate::questions::{Apart, Questions, Wanted};
use crate::text::SourceMap;

/// Audits every dossier, and writes the questions on all of them.
pub(super) fn run(args: &AskArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    check::expect_folder(args.texts.as_deref())?;
    let asked = settings::with_environment(&like_check(args))?;
    let effective = Effective::of_run(&asked);
    let today = effective.today.value.unwrap_or_else(today::today);
    let mut sources = SourceMap::default();
    let mut found = Questions::default();
    let mut names = Names::default();
    let mut publishers: Vec<String> = Vec::new();
    let mut unknown: Vec<String> = args.publisher.clone();
    let mut bad_settings: Vec<Finding> = Vec::new();
    let mut claims = 0;
    for mut gathered in files::gather(&args.paths)? {
        if let Some(path) = args.output.as_deref().filter(|path| gathered.holds(path)) {
            let failure = Failure::new(format!(
                "`{}` is a file of the dossier that is asked about",
                path.display()
            ));
            return Err(
                failure.help("name another file: a letter does not replace what it was made from")
            );
        }
        let first_file = sources.files().len();
        let mut dossier = gathered.load_after(sources);
        gathered.read_texts(&mut dossier, effective.texts.value.as_deref());
        names.collect(&dossier);
        let wanted = wanted(&dossier, args);
        unknown.retain(|name| dossier.speakers.find(name).is_none());
        let named = dossier.speakers.named();
        publishers.extend(named.map(|speaker| dossier.speakers.name(speaker).to_owned()));
        let focus = gathered.focus.as_deref();
        let mut filter = audit::filter(&dossier, first_file, focus, &asked);
        filter.min_severity = Some(args.min_severity);
        let unread = gathered.skipped_tables;
        let report = audit::one(
            &mut dossier,
            (first_file, unread),
            &filter,
            &asked,
            (today, None),
        );
        bad_settings.extend(settings::errors(&dossier, &asked));
        claims += dossier.claims.len();
        if let Some(wanted) = wanted {
            let questions = crate::questions::questions(&dossier, &report.findings, &wanted);
            found.merge(questions);
        }
        sources = dossier.files;
    }
    names.expect_all(&args.narrow)?;
    expect(&unknown, "publisher", &publishers)?;
    if !bad_settings.is_empty() {
        return Err(check::unusable(&bad_settings, &sources, &style));
    }
    let text = questions::render(args.format, &found);
    match &args.output {
        Some(file) => std::fs::write(file, text).map_err(|error| {
            let name = file.to_string_lossy();
            Failure::new(format!("`{name}` cannot be written: {error}"))
        })?,
        None => stream::print(&text, &style)?,
    }
    if claims == 0 {
        stream::say("no claims were found; `crossfoot init` writes a first dossier");
    } else if found.count() == 0 {
        stream::say("nothing to ask");
    }
    beside(&found.apart);
    Ok(0)
}

/// The audit that the questions are about.
fn like_check(args: &AskArgs) -> CheckArgs {
    CheckArgs {
        texts: args.texts.clone(),
        exit_zero: true,
        only: args.only.clone(),
        skip: args.skip.clone(),
        narrow: args.narrow.clone(),
        today: args.today,
        look: args.look,
        ..CheckArgs::default()
    }
}

/// What of a dossier is asked; nothing if it has none of the publishers that are named.
fn wanted(dossier: &Dossier, args: &AskArgs) -> Option<Wanted> {
    let found = args
        .publisher
        .iter()
        .map(|name| dossier.speakers.find(name));
    let publishers: Vec<SpeakerId> = found.flatten().collect();
    (args.publisher.is_empty() || !publishers.is_empty()).then_some(Wanted {
        publishers,
        accepted: args.all,
    })
}

/// What was found and is not asked.
fn beside(apart: &Apart) {
    let mut said: Vec<String> = Vec::new();
    let findings = |count: usize| match count {
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    if apart.authors > 0 {
        let count = findings(apart.authors);
        said.push(format!(
            "{count} on the claim files themselves (`crossfoot check`)"
        ));
    }
    if apart.expected > 0 {
        let count = match apart.expected {
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        };
        said.push(format!("{count} over time that are to be expected"));
    }
    if apart.accepted > 0 {
        let count = findings(apart.accepted);
        said.push(format!("{count} accepted already (--all asks them too)"));
    }
    if !said.is_empty() {
        stream::say(&format!("not asked: {}", said.join("; ")));
    }
}
