//! `crossfoot why`: what a cell can be by all other figures, step by step.

use super::args::WhyArgs;
use super::audit::{Names, expect};
use super::caret;
use super::files;
use super::stream::{self, Failure};
use crate::checks::{self, WhyAsked};
use crate::dossier::Codebook;
use crate::dossier::cellref::{CellRef, Ranged, why_command};
use crate::figures::{Cell, Figures};
use crate::findings::Answer;
use crate::output::{self, Format, Style};
use crate::quantity::Window;
use crate::text::{Severity, suggest};

/// Steps are shown of so many dates; of more, only what follows.
const MOST_EXPLAINED: usize = 3;

/// Prints the derivation of a cell.
pub(super) fn run(args: &WhyArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    let text = args.cell.as_str();
    let cell = CellRef::parse(text).map_err(|error| {
        pointed(
            text,
            error.range.clone(),
            &error.message,
            error.help.as_deref(),
        )
    })?;
    let date = date(text, &cell)?;
    let mut answers: Vec<Answer> = Vec::new();
    let (mut earlier, mut problems) = (0, 0);
    let mut unknown: Option<Failure> = None;
    let mut known = false;
    let mut names = Names::default();
    let mut loaded = Vec::new();
    for mut gathered in files::gather(&args.paths)? {
        let mut dossier = gathered.load_usable(&style)?;
        // What follows, follows under the reading that the audit takes.
        checks::read_as(&mut dossier);
        names.collect(&dossier);
        loaded.push(dossier);
    }
    expect(&args.source, "source", &names.sources)?;
    for dossier in &loaded {
        let figures = Figures::of(dossier);
        let cell = match resolve(text, &cell, &dossier.codebook) {
            Ok(cell) => cell,
            Err(failure) => {
                unknown = unknown.or(Some(failure));
                continue;
            }
        };
        known = true;
        let asked = WhyAsked {
            cell,
            date: date.clone(),
            sources: args.source.clone(),
        };
        let found = checks::why(&figures, &asked);
        answers.extend(found.answers);
        earlier += found.earlier;
        let errors = dossier
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error);
        problems += errors.count();
    }
    if let (false, Some(failure)) = (known, unknown) {
        return Err(failure);
    }
    let text = match args.format {
        Format::Json => output::answers_json(&answers, earlier),
        _ => told(&answers, &style),
    };
    stream::print(&text, &style)?;
    if answers.is_empty() {
        stream::say(&nothing(args));
    }
    if earlier > 0 && args.format != Format::Json {
        let dates = if earlier == 1 { "date" } else { "dates" };
        stream::say(&format!(
            "not shown: {earlier} earlier {dates}; name one with @date"
        ));
    }
    if problems > 0 {
        stream::say(&format!(
            "not all could be read (input errors: {problems}), see `crossfoot check`"
        ));
    }
    Ok(0)
}

/// With every step, where that is not too long to read; else the ranges alone.
fn told(answers: &[Answer], style: &Style) -> String {
    let mut dates: Vec<&str> = answers.iter().map(|answer| answer.cell.as_str()).collect();
    dates.dedup();
    let explained = answers
        .iter()
        .rev()
        .filter(|answer| answer.says_something());
    let command = explained
        .filter_map(|answer| why_command(&answer.cell))
        .next();
    match command {
        Some(command) if dates.len() > MOST_EXPLAINED => format!(
            "{}\nThe steps behind a range: {}\n",
            output::answers_overview(answers, style),
            output::escape(&command)
        ),
        _ => output::answers_text(answers, style),
    }
}

fn nothing(args: &WhyArgs) -> String {
    let whose = if args.source.is_empty() {
        ""
    } else {
        " in that source"
    };
    let why = match args.cell.contains('@') {
        true => "no figure of its measure fits the date, or none says anything about it",
        false => {
            "no figure of its measure says anything about it; if none is printed, name a date with @date"
        }
    };
    format!("nothing is known of this cell{whose}: {why}")
}

/// A mistake in the cell, with carets below it.
fn pointed(
    text: &str,
    range: std::ops::Range<usize>,
    message: &str,
    help: Option<&str>,
) -> Failure {
    let mut failure = Failure::new(message);
    failure.place = caret::below(text, range);
    match help {
        Some(help) => failure.help(help),
        None => failure,
    }
}

fn date(text: &str, cell: &CellRef) -> Result<Option<Window>, Failure> {
    let Some(date) = &cell.date else {
        return Ok(None);
    };
    if cell.is_previous() {
        let range = date.range.clone();
        let help = Some("name the date: 2025-03-10");
        return Err(pointed(
            text,
            range,
            "`@previous` stands only in rules",
            help,
        ));
    }
    let window = Window::parse(&date.value).map_err(|error| {
        let start = date.range.start;
        let range = start + error.range.start..start + error.range.end;
        pointed(text, range, &error.message, error.help.as_deref())
    })?;
    Ok(Some(window))
}

/// The cell in the codebook's numbers. Names may be aliases.
fn resolve(text: &str, cell: &CellRef, codebook: &Codebook) -> Result<Cell, Failure> {
    let unknown = |what: &str, name: &Ranged<String>, known: Vec<&str>| {
        let message = format!("no {what} is called `{}`", name.value);
        let near = suggest::nearest(&name.value, known.iter().copied());
        let help = match near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if known.is_empty() => None,
            None => Some(format!("there are: {}", super::audit::list(&known))),
        };
        pointed(text, name.range.clone(), &message, help.as_deref())
    };
    let measure = codebook.find_measure(&cell.measure.value).ok_or_else(|| {
        let known = codebook.measure_index.keys().map(String::as_str).collect();
        unknown("measure", &cell.measure, known)
    })?;
    let mut codes = Vec::new();
    for (dimension, code) in &cell.codes {
        let found = codebook.find_dimension(&dimension.value).ok_or_else(|| {
            let known = codebook
                .dimension_index
                .keys()
                .map(String::as_str)
                .collect();
            unknown("dimension", dimension, known)
        })?;
        let tree = codebook.dimension(found);
        let code = codebook.find_code(found, &code.value).ok_or_else(|| {
            let known = tree.code_index.keys().map(String::as_str).collect();
            unknown(&format!("code of `{}`", tree.id), code, known)
        })?;
        // The root is the whole.
        if code.0 != 0 {
            codes.push((found, code));
        }
    }
    codes.sort_unstable();
    if let Some(pair) = codes.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let message = format!(
            "the dimension `{}` stands twice in one cell",
            codebook.dimension(pair[0].0).id
        );
        return Err(pointed(text, cell.range.clone(), &message, None));
    }
    Ok(Cell {
        measure,
        codes: codes.into(),
        share_of: None,
        period: None,
    })
}
