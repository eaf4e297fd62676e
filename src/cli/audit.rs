//! The pipeline of an audit: dossiers loaded one after another, their figures
//! checked, and the findings put into one report.

use super::args::{CheckArgs, Narrow};
use super::baseline;
use super::changed;
use super::files::Gathered;
use super::large;
use super::settings::{self, Effective, Sourced};
use super::stream::Failure;
use super::values::Most;
use crate::checks::{self, Asked};
use crate::dossier::Dossier;
use crate::findings::{
    Baselining, Collected, Filter, Finding, Judging, Report, Severities, combined_status,
    exit_status,
};
use crate::output::Format;
use crate::quantity::Day;
use crate::text::{FileId, SourceMap, suggest};

/// What an audit gives.
#[derive(Debug)]
pub(super) struct Audit {
    /// Every dossier's findings.
    pub report: Report,
    /// The files that they point into.
    pub sources: SourceMap,
    /// What the findings make of the exit status.
    pub status: u8,
    /// Errors in the settings of a dossier: then the audit cannot be relied on.
    pub bad_settings: Vec<Finding>,
    /// The format that each dossier would be reported in.
    pub formats: Vec<Sourced<Format>>,
}

/// Audits every dossier by itself, with its own settings and acceptances.
pub(super) fn audit(
    dossiers: Vec<Gathered>,
    args: &CheckArgs,
    today: Day,
) -> Result<Audit, Failure> {
    let mut sources = SourceMap::default();
    let mut reports = Vec::new();
    let mut statuses = Vec::new();
    let mut bad_settings = Vec::new();
    let mut formats = Vec::new();
    let mut names = Names::default();
    let mut known = baseline::begin(&args.known)?;
    let alone = dossiers.len() == 1;
    baseline::expect_apart(args, &dossiers)?;
    for mut gathered in dossiers {
        if let Some(screened) = large::screened(&gathered, args, today, alone)? {
            names.collect(&screened.dossier);
            // With `--changed` no table is screened.
            let filter = filter(&screened.dossier, 0, gathered.focus.as_deref(), args);
            bad_settings.extend(settings::errors(&screened.dossier, args));
            let effective = Effective::of(&screened.dossier.settings, args);
            let fail_on = effective.fail_on.value;
            formats.push(effective.format);
            let (report, files) = large::report(screened, &gathered, &filter, args, today);
            statuses.push(exit_status(&report, fail_on, args.exit_zero));
            reports.push(report);
            sources = files;
            continue;
        }
        let first_file = sources.files().len();
        let mut dossier = gathered.load_after(sources);
        let texts = Effective::of_run(args).texts.value;
        gathered.read_texts(&mut dossier, texts.as_deref());
        let focus = gathered.focus;
        names.collect(&dossier);
        let filter = Filter {
            changed: changed::since(args, &dossier, first_file)?,
            ..filter(&dossier, first_file, focus.as_deref(), args)
        };
        let unread = gathered.skipped_tables;
        let report = one(
            &mut dossier,
            (first_file, unread),
            &filter,
            args,
            (today, known.as_mut()),
        );
        bad_settings.extend(settings::errors(&dossier, args));
        let effective = Effective::of(&dossier.settings, args);
        let fail_on = effective.fail_on.value;
        formats.push(effective.format);
        statuses.push(exit_status(&report, fail_on, args.exit_zero));
        reports.push(report);
        sources = dossier.files;
    }
    names.expect_all(&args.narrow)?;
    let mut report = Report::merged(reports, &sources);
    let status = combined_status(&statuses);
    if let Some(known) = known {
        baseline::end(&known, &args.known, &mut report, &sources);
        if bad_settings.is_empty() {
            baseline::write(&known, &args.known, &sources, (&report, status))?;
        }
    }
    Ok(Audit {
        report,
        sources,
        status,
        bad_settings,
        formats,
    })
}

/// Checks one dossier; its files begin at `first_file` of its source map, and so many
/// tables beside them were not read.
pub(super) fn one(
    dossier: &mut Dossier,
    (first_file, unread): (usize, usize),
    filter: &Filter,
    args: &CheckArgs,
    (today, known): (Day, Option<&mut Baselining>),
) -> Report {
    let severities = severities(dossier, args);
    let asked = Asked {
        today: Some(today),
        relations: args.show_passed
            || args.wants(
                Format::Junit,
                Effective::of(&dossier.settings, args).format.value,
            ),
        redundant: severities.wants("redundant-rule", &filter.only),
        singly: false,
    };
    let outcome = checks::audit(dossier, asked);
    let skipped = dossier.skipped.len();
    let collected = Collected {
        files: dossier.files.files().len() - first_file - skipped - dossier.text_files(),
        skipped_files: skipped + unread,
        sources: dossier.sources.iter().filter(|s| s.known).count(),
        claims: dossier.claims.len(),
        counts: outcome.counts,
        findings: outcome.findings,
        relations: outcome.relations,
        ..Collected::default()
    };
    let claim_ids: Vec<&str> = dossier.claims.iter().map(|claim| &*claim.id).collect();
    let judging = Judging {
        acceptances: &dossier.accepts,
        claim_ids: &claim_ids,
        today,
        severities: &severities,
        filter,
        most: (Effective::of_run(args).max_findings.value).and_then(Most::limit),
    };
    Report::with_baseline(collected, &judging, &dossier.files, known)
}

/// The severities of a dossier's settings.
pub(super) fn severities(dossier: &Dossier, args: &CheckArgs) -> Severities {
    let settings = (dossier.settings.severity.iter())
        .map(|(check, setting)| (check.clone(), setting.value))
        .collect();
    let pedantic = Effective::of(&dossier.settings, args).pedantic.value;
    Severities::new(settings, pedantic)
}

/// What of a dossier is to be reported.
pub(super) fn filter(
    dossier: &Dossier,
    first_file: usize,
    focus: Option<&[String]>,
    args: &CheckArgs,
) -> Filter {
    let paths = focus.map(|names| {
        let files = dossier.files.files().iter().enumerate().skip(first_file);
        files
            .filter(|(_, file)| names.contains(&file.name))
            .map(|(at, _)| FileId(at as u32))
            .collect()
    });
    Filter {
        only: args.only.clone(),
        skip: args.skip.clone(),
        measures: args
            .narrow
            .measure
            .iter()
            .map(|name| measure_id(dossier, name))
            .collect(),
        sources: args.narrow.source.clone(),
        paths,
        min_severity: None,
        changed: None,
    }
}

/// The id of a measure that may be given by an alias.
pub(super) fn measure_id(dossier: &Dossier, name: &str) -> String {
    let mut measures = dossier.codebook.measures.iter();
    let known = measures.find(|measure| measure.aliases.iter().any(|alias| alias == name));
    known.map_or_else(|| name.to_owned(), |measure| measure.id.clone())
}

/// The names that filters may use.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Measures and their aliases.
    pub measures: Vec<String>,
    /// Sources.
    pub sources: Vec<String>,
}

impl Names {
    /// Adds those of a dossier.
    pub fn collect(&mut self, dossier: &Dossier) {
        for measure in &dossier.codebook.measures {
            self.measures.push(measure.id.clone());
            self.measures.extend(measure.aliases.iter().cloned());
        }
        let known = dossier.sources.iter().filter(|source| source.known);
        self.sources.extend(known.map(|source| source.id.clone()));
    }

    /// A filter that names nothing would hide everything without a word.
    pub fn expect_all(&self, narrow: &Narrow) -> Result<(), Failure> {
        expect(&narrow.measure, "measure", &self.measures)?;
        expect(&narrow.source, "source", &self.sources)
    }
}

/// A name that nothing has would hide everything without a word.
pub(super) fn expect(wanted: &[String], what: &str, known: &[String]) -> Result<(), Failure> {
    let Some(name) = wanted.iter().find(|name| !known.contains(name)) else {
        return Ok(());
    };
    let failure = Failure::new(format!("no {what} is called `{name}`"));
    let near = suggest::nearest(name, known.iter().map(String::as_str));
    Err(match near {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => failure,
        None => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            failure.help(format!("there are: {}", list(&known)))
        }
    })
}

/// The first few names.
pub(super) fn list(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    let more = names.len().saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let shown = names.join(", ");
    if more > 0 {
        format!("{shown} and {more} more")
    } else {
        shown
    }
}
