//! `crossfoot revisions`: how figures changed from edition to edition.

use super::args::RevisionsArgs;
use super::audit::{Names, expect, list};
use super::files::{self, Gathered};
use super::stream::{self, Failure};
use super::values::HistoryFormat;
use crate::compare::revisions::{Apart, Asked, Revisions, revisions};
use crate::dossier::{CodeId, Codebook, DimensionId, Dossier};
use crate::figures::Figures;
use crate::output::{self, Style, escape};
use crate::text::{FileId, Severity, suggest};

/// Prints the histories of every dossier.
pub(super) fn run(args: &RevisionsArgs) -> Result<u8, Failure> {
    let drawn = stream::style(args.look);
    let style = Style {
        width: args.width.map_or(drawn.width, usize::from),
        ..drawn
    };
    let mut loaded = Vec::new();
    let mut names = Names::default();
    for mut gathered in files::gather(&args.paths)? {
        let dossier = gathered.load_usable(&style)?;
        let Gathered { focus, name, .. } = gathered;
        names.collect(&dossier);
        loaded.push((dossier, focus, name));
    }
    names.expect_all(&args.narrow)?;
    expect_publishers(&args.publisher, &loaded)?;
    expect_codes(&args.scope, &loaded)?;
    let mut all = Revisions::default();
    let mut texts = Vec::new();
    let mut problems = 0;
    for (dossier, focus, name) in &loaded {
        let errors = dossier.problems.iter();
        problems += errors.filter(|p| p.severity == Severity::Error).count();
        let Some(asked) = asked(dossier, focus.as_deref(), args) else {
            continue;
        };
        let found = revisions(&Figures::of(dossier), &asked);
        if args.format == HistoryFormat::Text && !found.triangles.is_empty() {
            let text = output::revisions_text(&found, &style);
            texts.push(match loaded.len() {
                1 => text,
                _ => format!("== {} ==\n\n{text}", escape(name)),
            });
        }
        all.apart.unpublished += found.apart.unpublished;
        all.apart.changes += found.apart.changes;
        all.apart.single += found.apart.single;
        all.triangles.extend(found.triangles);
    }
    let text = match args.format {
        HistoryFormat::Text => texts.join("\n"),
        HistoryFormat::Csv => output::revisions_csv(&all, args.keep_formulas),
        HistoryFormat::Json => output::revisions_json(&all),
    };
    match &args.output {
        Some(file) => std::fs::write(file, text).map_err(|error| {
            let name = file.to_string_lossy();
            Failure::new(format!("`{name}` cannot be written: {error}"))
        })?,
        None => stream::print(&text, &style)?,
    }
    beside(&all.apart, all.triangles.is_empty());
    if problems > 0 {
        stream::say(&format!(
            "not all could be read (input errors: {problems}), see `crossfoot check`"
        ));
    }
    Ok(0)
}

/// What to say beside the results.
fn beside(apart: &Apart, nothing: bool) {
    if nothing {
        stream::say(
            "no figure has a history: no publisher gives one date twice (`crossfoot show` sets \
             publishers side by side)",
        );
    }
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    if apart.single > 0 {
        stream::say(&format!(
            "not shown: {} of one speaker with one figure a date; --single shows them",
            plural(apart.single, "cell")
        ));
    }
    if apart.unpublished > 0 {
        stream::say(&format!(
            "left out: {} of texts without a date of publication (`published`)",
            plural(apart.unpublished, "figure")
        ));
    }
    if apart.changes > 0 {
        stream::say(&format!(
            "left out: {} such as +7, which state no level",
            plural(apart.changes, "change")
        ));
    }
}

/// What is asked of one dossier; nothing if it lacks a name that another one has.
fn asked(dossier: &Dossier, focus: Option<&[String]>, args: &RevisionsArgs) -> Option<Asked> {
    let measures: Vec<_> = (args.narrow.measure.iter())
        .filter_map(|name| dossier.codebook.find_measure(name))
        .collect();
    let publishers: Vec<_> = (args.publisher.iter())
        .filter_map(|name| dossier.speakers.find(name))
        .collect();
    let sources = dossier.sources.iter().enumerate();
    let sources: Vec<_> = sources
        .filter(|(_, source)| source.known && args.narrow.source.contains(&source.id))
        .map(|(at, _)| at.into())
        .collect();
    let codes: Option<Vec<_>> = (args.scope.iter())
        .map(|pair| code(&dossier.codebook, pair))
        .collect();
    let lacks = |wanted: &[String], found: usize| !wanted.is_empty() && found == 0;
    if lacks(&args.narrow.measure, measures.len())
        || lacks(&args.publisher, publishers.len())
        || lacks(&args.narrow.source, sources.len())
    {
        return None;
    }
    let files = focus.map(|names| {
        let files = dossier.files.files().iter().enumerate();
        files
            .filter(|(_, file)| names.contains(&file.name))
            .map(|(at, _)| FileId(at as u32))
            .collect()
    });
    Some(Asked {
        measures,
        codes: codes?,
        publishers,
        sources,
        files,
        single: args.single,
    })
}

fn code(
    codebook: &Codebook,
    (dimension, code): &(String, String),
) -> Option<(DimensionId, CodeId)> {
    let dimension = codebook.find_dimension(dimension)?;
    Some((dimension, codebook.find_code(dimension, code)?))
}

type Loaded = (Dossier, Option<Vec<String>>, String);

fn expect_publishers(wanted: &[String], loaded: &[Loaded]) -> Result<(), Failure> {
    for name in wanted {
        let known = |loaded: &Loaded| loaded.0.speakers.find(name).is_some();
        if !loaded.iter().any(known) {
            let names = loaded.iter().flat_map(|(dossier, ..)| {
                let named = dossier.speakers.named();
                named.map(|speaker| dossier.speakers.name(speaker).to_owned())
            });
            let names: Vec<String> = names.collect();
            return expect(std::slice::from_ref(name), "publisher", &names);
        }
    }
    Ok(())
}

fn expect_codes(wanted: &[(String, String)], loaded: &[Loaded]) -> Result<(), Failure> {
    for pair in wanted {
        let known = |loaded: &Loaded| code(&loaded.0.codebook, pair).is_some();
        if loaded.iter().any(known) {
            continue;
        }
        let books = loaded.iter().map(|loaded| &loaded.0.codebook);
        let dimension = |book: &&Codebook| book.find_dimension(&pair.0).is_some();
        let (what, name, names): (String, &str, Vec<&str>) = match books.clone().find(dimension) {
            Some(book) => {
                let found = book.find_dimension(&pair.0);
                let codes = found.map(|found| book.dimension(found).codes.iter());
                let codes = codes.into_iter().flatten().map(|code| code.id.as_str());
                (format!("code of `{}`", pair.0), &pair.1, codes.collect())
            }
            None => {
                let all = books.flat_map(|book| book.dimensions.iter());
                let ids = all.map(|dimension| dimension.id.as_str());
                ("dimension".to_owned(), &pair.0, ids.collect())
            }
        };
        let failure = Failure::new(format!("no {what} is called `{name}`"));
        return Err(match suggest::nearest(name, names.iter().copied()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None if names.is_empty() => failure,
            None => failure.help(format!("there are: {}", list(&names))),
        });
    }
    Ok(())
}
