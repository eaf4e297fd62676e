//! `crossfoot check`: audits and writes the report.

use std::path::Path;

use super::args::CheckArgs;
use super::audit::{self, Audit};
use super::settings::{self, Effective};
use super::stream::{self, Failure};
use super::{changed, files, home, job_summary, reports, today};
use crate::findings::Finding;
use crate::output::{self, Format, Style};
use crate::text::SourceMap;

/// Audits, writes the report where it is wanted, and gives the exit status.
pub(super) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let style = Style {
        show_passed: args.show_passed,
        fingerprints: args.fingerprints,
        ..stream::style(args.look)
    };
    let mut args = settings::with_environment(args)?;
    args.known.baseline = Effective::of_run(&args).baseline.value;
    let args = &args;
    let today = Effective::of_run(args).today.value;
    let today = today.unwrap_or_else(today::today);
    expect_folder(args.texts.as_deref())?;
    changed::expect_paths(args)?;
    let gathered =
        files::gather_without(&args.paths, args.map.as_deref(), &settings::exclude(args))?;
    let audited = !gathered.is_empty();
    let without_files: Vec<String> = (gathered.iter())
        .flat_map(|dossier| dossier.without_files.iter().cloned())
        .collect();
    let mut audit = audit::audit(gathered, args, today)?;
    if !audit.bad_settings.is_empty() {
        return Err(unusable(&audit.bad_settings, &audit.sources, &style));
    }
    audit.sources.set_home(home::home(&files::here()?));
    let Audit {
        report, sources, ..
    } = &audit;
    let format = settings::format(&audit.formats, sources, args)?;
    // A file is no terminal: no colour, and the usual width.
    let plain = Style {
        color: false,
        width: Style::default().width,
        ..style
    };
    let outputs = args.output.iter();
    let texts: Vec<_> = outputs
        .map(|to| (to, output::render(to.format, report, sources, &plain)))
        .collect();
    reports::write(&texts, sources)?;
    if args.wants(Format::Github, format) {
        job_summary::append(&output::render(Format::Markdown, report, sources, &plain));
    }
    stream::print(&output::render(format, report, sources, &style), &style)?;
    if format == Format::Concise {
        output::summary_remarks(report)
            .iter()
            .for_each(|remark| stream::say(remark));
        stream::say(&output::summary_line(report));
    }
    if !audited {
        stream::say("nothing was audited: all that is named is excluded");
        return Ok(0);
    }
    for folder in &without_files {
        stream::say(&format!(
            "nothing was reported on `{folder}`: it holds no file of its dossier that is not excluded"
        ));
    }
    if audit.status == 3 {
        stream::say("no claims were found; `crossfoot init` writes a first dossier");
    }
    Ok(audit.status)
}

/// Errors in the settings, shown like findings, on standard error.
pub(super) fn unusable(findings: &[Finding], sources: &SourceMap, style: &Style) -> Failure {
    let mut failure = Failure::new("the settings cannot be used, so nothing was audited");
    failure.context = output::findings_text(findings, sources, style);
    failure.help("mend `settings` in crossfoot.yaml")
}

/// A folder of texts that is none would leave every quotation unread without a word.
pub(super) fn expect_folder(texts: Option<&Path>) -> Result<(), Failure> {
    match texts.filter(|path| !path.is_dir()) {
        None => Ok(()),
        Some(folder) => {
            let failure = Failure::new(format!("`{}` is no folder", folder.display()));
            Err(failure.help("`--texts` names the folder that the copies of texts lie in"))
        }
    }
}
