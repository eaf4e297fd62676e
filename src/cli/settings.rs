//! `crossfoot settings`: the settings that an audit would have, with their origins.
//! [`Effective`] is where they are decided for every command.

mod effective;
mod environment;
mod listing;
mod problems;

pub(super) use effective::{Effective, Origin, Sourced};
pub(super) use environment::{Environment, look};
pub(super) use problems::{errors, plain_errors, warnings};

use super::args::{CheckArgs, SettingsArgs};
use super::stream::{self, Failure};
use super::{check, files};
use crate::dossier::Exclude;
use crate::output::{self, Format};
use crate::text::{FileId, SourceMap, Span};

/// Lists the settings of every dossier, and gives the exit status.
pub(super) fn run(args: &SettingsArgs) -> Result<u8, Failure> {
    let style = stream::style(args.check.look);
    let format = args.check.format.unwrap_or(Format::Text);
    if !matches!(format, Format::Text | Format::Json) {
        let failure = Failure::new(format!("settings are not listed as {}", format.name()));
        return Err(failure.help("use --format text or --format json"));
    }
    // How to list them is no setting: the report would still be written as it would be.
    let args = with_environment(&CheckArgs {
        format: None,
        ..args.check.clone()
    })?;
    check::expect_folder(args.texts.as_deref())?;
    let mut sources = SourceMap::default();
    let mut listed = Vec::new();
    let (mut unusable, mut doubtful) = (Vec::new(), Vec::new());
    for mut gathered in files::gather_without(&args.paths, args.map.as_deref(), &exclude(&args))? {
        gathered.inputs.retain(|input| input.is_settings);
        (gathered.tables, gathered.large) = (Vec::new(), None);
        let file = (!gathered.inputs.is_empty()).then_some(FileId(sources.files().len() as u32));
        let mut dossier = gathered.load_after(sources);
        let texts = Effective::of_run(&args).texts.value;
        gathered.read_texts(&mut dossier, texts.as_deref());
        unusable.extend(errors(&dossier, &args));
        doubtful.extend(warnings(&dossier));
        listed.push(listing::Listed {
            root: match gathered.name.as_str() {
                "" => ".".to_owned(),
                name => name.to_owned(),
            },
            rows: listing::rows(&dossier.settings, &args),
            file,
        });
        sources = dossier.files;
    }
    if !unusable.is_empty() {
        let mut failure = Failure::new("the settings cannot be used");
        failure.context = output::findings_text(&unusable, &sources, &style);
        return Err(failure.help("mend `settings` in crossfoot.yaml"));
    }
    if !doubtful.is_empty() {
        stream::say(output::findings_text(&doubtful, &sources, &style).trim_end());
    }
    let text = match format {
        Format::Json => listing::json(&listed, &sources),
        _ => listing::text(&listed, &sources, &style),
    };
    stream::print(&text, &style)?;
    Ok(0)
}

/// The arguments with what the environment says beside them.
pub(super) fn with_environment(args: &CheckArgs) -> Result<CheckArgs, Failure> {
    let mut args = args.clone();
    args.config.environment = Environment::read()?;
    for odd in environment::odd() {
        // Of the run as a whole: what a dossier says comes too late for it.
        let strict = Effective::of_run(&args).strict;
        if strict.value {
            return Err(Failure::new(odd.message).help(odd.help));
        }
        stream::say(&format!("warning: {}\n  help: {}", odd.message, odd.help));
    }
    Ok(args)
}

/// What to leave out, whatever a dossier says.
pub(super) fn exclude(args: &CheckArgs) -> Exclude {
    Exclude {
        patterns: args.config.exclude.clone(),
        named_too: Effective::of_run(args).force_exclude.value,
    }
}

/// The format of the report: the first that a dossier names, in the order of their paths,
/// where no argument and no variable does. Dossiers that want different ones are told so.
pub(super) fn format(
    wanted: &[Sourced<Format>],
    sources: &SourceMap,
    args: &CheckArgs,
) -> Result<Format, Failure> {
    let run = Effective::of_run(args);
    let mut named = wanted.iter().filter_map(|format| match format.origin {
        Origin::File(span) => Some((format.value, span)),
        _ => None,
    });
    let Some((first, place)) = named.next() else {
        return Ok(run.format.value);
    };
    if let Some((other, further)) = named.find(|(format, _)| *format != first) {
        let name = |span: Span| &sources.file(span.file).name;
        let message = format!(
            "`format` is {} in {} and {} in {}: one run has one report",
            first.name(),
            name(place),
            other.name(),
            name(further)
        );
        let help = "choose with --format, or make both the same";
        if run.strict.value {
            return Err(Failure::new(message).help(help));
        }
        stream::say(&format!(
            "warning: {}\n  help: {help}",
            output::escape(&message)
        ));
    }
    Ok(first)
}
