//! `crossfoot draft`: the figures of an article as claims to finish, as marks in the
//! article, or as JSON.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::args::DraftArgs;
use super::files;
use super::stream::{self, Failure};
use super::values::DraftFormat;
use crate::dossier::Dossier;
use crate::draft::{self, Article, Draft, Options, UpdateError};
use crate::output::{self, Style, escape};
use crate::quantity::{HedgeTable, recognise};
use crate::text::decode;
use crate::text::decode::LARGEST_FILE;
use crate::text::plain::{Markup, Plain};

/// The mark that some programs put before the text; it counts as a character of it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// One byte more than a text may have: what never ends is not read on.
const MOST: u64 = LARGEST_FILE as u64 + 1;

/// Drafts, marks or lists.
pub(super) fn run(args: &DraftArgs) -> Result<u8, Failure> {
    if let Some(to) = &args.output
        && to.symlink_metadata().is_ok()
    {
        let message = format!("`{}` exists, and nothing is overwritten", to.display());
        return Err(Failure::new(message).help("name another file; or add to it with `--update`"));
    }
    let style = stream::style(args.look);
    let (name, bytes) = read(&args.article)?;
    let text = match decode(bytes) {
        Ok((text, 0)) => text,
        Ok((text, _)) => format!("{BYTE_ORDER_MARK}{text}"),
        Err(error) => {
            let message = format!("`{name}` cannot be read: {}", error.message);
            return Err(Failure::new(message));
        }
    };
    let markup = args.from.unwrap_or_else(|| Markup::of(&name, &text));
    let plain = Plain::of(&text, markup);
    let codebook = match &args.codebook {
        Some(path) => Some(load(path, &style)?),
        None => None,
    };
    let own = HedgeTable::standard();
    let hedges = codebook
        .as_ref()
        .map_or(&own, |dossier| &dossier.settings.hedges);
    let found = recognise(&plain.text, args.number_format, hedges);
    if args.format == DraftFormat::Json {
        let json = output::expressions_json(&name, &text, &plain, &found, hedges);
        stream::print(&json, &style)?;
        return Ok(0);
    }
    if args.annotate {
        stream::print(&output::annotate(&plain.text, &found, &style), &style)?;
        return Ok(0);
    }
    let file = args.article.file_name().map(|name| name.to_string_lossy());
    let article = Article {
        name: file.as_deref().filter(|name| *name != "-"),
        plain: &plain,
        found: &found,
    };
    let options = Options {
        source: args.source.as_deref(),
        codebook: codebook.as_ref().map(|dossier| &dossier.codebook),
        skipped: args.skipped,
        format: args.number_format,
        hedges,
    };
    let draft = draft::draft(&article, &options);
    match &args.update {
        Some(path) => add_to(path, &draft),
        None => write(args.output.as_deref(), &draft, &style),
    }
}

/// Writes a draft where it is wanted.
fn write(to: Option<&Path>, draft: &Draft, style: &Style) -> Result<u8, Failure> {
    if draft.left_out > 0 {
        let count = counted(draft.left_out, "figure");
        stream::say(&format!("{count} left out; `--skipped` lists them"));
    }
    if draft.entries.is_empty() {
        stream::say("no figures were found in the article");
        return Ok(3);
    }
    match to {
        Some(path) => {
            let opened = OpenOptions::new().write(true).create_new(true).open(path);
            let mut written = opened.and_then(|mut file| file.write_all(draft.text().as_bytes()));
            cannot(path, &mut written)?;
            let claims = counted(draft.entries.len(), "claim");
            let figures = counted(draft.figures, "figure");
            let path = path.to_string_lossy();
            stream::say(&format!(
                "wrote {claims} with {figures} to {}",
                escape(&path)
            ));
        }
        None => stream::print(&draft.text(), style)?,
    }
    Ok(0)
}

/// `1 claim`, `2 claims`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn cannot(path: &Path, result: &mut std::io::Result<()>) -> Result<(), Failure> {
    std::mem::replace(result, Ok(()))
        .map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", path.display())))
}

/// Adds what is new to an earlier draft.
fn add_to(path: &PathBuf, draft: &Draft) -> Result<u8, Failure> {
    let shown = path.display();
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::new(format!("`{shown}` cannot be read: {error}")))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::new(format!("`{shown}` is not UTF-8")))?;
    let updated = draft::update(&text, draft).map_err(|error| {
        let failure = Failure::new(format!("`{shown}` cannot be added to"));
        match error {
            UpdateError::Broken(problem) => failure.help(problem.message),
            UpdateError::Form => failure.help(
                "its `claims` must be a list, one claim a line or more, as `draft` writes them",
            ),
        }
    })?;
    for id in &updated.vanished {
        stream::say(&format!("no longer in the article: {}", escape(id)));
    }
    if updated.text == text {
        stream::say(&format!("nothing new for {}", escape(&shown.to_string())));
        return Ok(0);
    }
    let mut written = replace(path, &updated.text);
    cannot(path, &mut written)?;
    for id in &updated.added {
        stream::say(&format!("added: {}", escape(id)));
    }
    Ok(0)
}

/// Puts a text in the place of a file, all of it or nothing.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)?;
    let done = file
        .write_all(text.as_bytes())
        .and_then(|()| std::fs::rename(&beside, path));
    if done.is_err() {
        // What is left of a failed attempt is of no use; the first error counts.
        let _ = std::fs::remove_file(&beside);
    }
    done
}

/// The dossier whose codebook is used.
fn load(path: &PathBuf, style: &Style) -> Result<Dossier, Failure> {
    let mut all = files::gather(std::slice::from_ref(path))?;
    match all.len() {
        1 => all.remove(0).load_usable(style),
        _ => Err(
            Failure::new(format!("`{}` is not one dossier", path.display()))
                .help("name the folder or the crossfoot.yaml of the one whose codebook is meant"),
        ),
    }
}

/// The name of the article and its bytes.
fn read(article: &Path) -> Result<(String, Vec<u8>), Failure> {
    if article.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(MOST).read_to_end(&mut bytes);
        read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
        return Ok(("<stdin>".to_owned(), bytes));
    }
    let name = article.to_string_lossy().replace('\\', "/");
    let mut bytes = Vec::new();
    std::fs::File::open(article)
        .and_then(|file| file.take(MOST).read_to_end(&mut bytes))
        .map_err(|error| Failure::new(format!("`{name}` cannot be read: {error}")))?;
    Ok((name, bytes))
}
