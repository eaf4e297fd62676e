//! `crossfoot check`: audits and writes the report.

use std::path::Path;

use super::args::CheckArgs;
use super::audit::{self, Audit};
use super::stream::{self, Failure};
use super::{files, today};
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
    let today = args.today.unwrap_or_else(today::today);
    expect_folder(args.texts.as_deref())?;
    let audit = audit::audit(
        files::gather_mapped(&args.paths, args.map.as_deref())?,
        args,
        today,
    )?;
    if !audit.bad_settings.is_empty() {
        return Err(unusable(&audit.bad_settings, &audit.sources, &style));
    }
    let Audit {
        report, sources, ..
    } = &audit;
    for to in &args.output {
        // A file is no terminal: no colour, and the usual width.
        let style = Style {
            color: false,
            width: Style::default().width,
            ..style
        };
        let text = output::render(to.format, report, sources, &style);
        std::fs::write(&to.file, text).map_err(|error| {
            Failure::new(format!(
                "`{}` cannot be written: {error}",
                to.file.display()
            ))
        })?;
    }
    stream::print(
        &output::render(args.format, report, sources, &style),
        &style,
    )?;
    if args.format == Format::Concise {
        output::summary_remarks(report)
            .iter()
            .for_each(|remark| stream::say(remark));
        stream::say(&output::summary_line(report));
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
