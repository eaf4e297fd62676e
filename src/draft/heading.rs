//! The source of a draft: its id, title and date, as far as the article says them.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::slug::slug;
use super::{Article, Options};
use crate::quantity::{Expression, Skip, Window};
use crate::text::{comment, scalar};

/// A date line stands among the first lines.
const FIRST_LINES: usize = 12;
/// A date line says little else.
const MUCH_ELSE: usize = 48;
/// Titles are cut after so many characters.
const LONGEST_TITLE: usize = 160;

/// What a draft begins with.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// The id of the source.
    pub id: String,
    /// All lines before the claims.
    pub yaml: String,
}

/// The heading of an article.
pub(super) fn of(article: &Article<'_>, options: &Options<'_>) -> Heading {
    let head = &article.plain.head;
    let id = match (options.source, article.name) {
        (Some(id), _) => id.to_owned(),
        (None, Some(name)) => slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem)),
        (None, None) => "article".to_owned(),
    };
    let words: Vec<&str> = id.split_whitespace().collect();
    let id = match words[..] {
        [] => "article".to_owned(),
        _ => words.join("-"),
    };
    let mut yaml = String::new();
    let name = article.name.unwrap_or("standard input");
    let lines = [
        format!("Drafted by `crossfoot draft` from {name}: a beginning, not a result."),
        "Read each entry against the text; put in what is TODO; delete what is no statistic."
            .to_owned(),
    ];
    for line in lines {
        yaml.push_str(&format!("# {}\n", comment(&line)));
    }
    yaml.push_str(&format!("source:\n  id: {}\n", scalar(&id)));
    let title = head.title.clone().or_else(|| first_line(article));
    if let Some(title) = title {
        yaml.push_str(&format!("  title: {}\n", scalar(&shortened(&title))));
    }
    yaml.push_str("  publisher: TODO\n");
    if let Some(site) = &head.site {
        yaml.push_str(&format!("  via: {}\n", scalar(&shortened(site))));
    }
    match published(article) {
        Some((date, from)) => {
            yaml.push_str(&format!("  published: {date}    # {}\n", comment(&from)));
        }
        None => yaml.push_str("  published: TODO\n"),
    }
    if let Some(url) = &head.url {
        yaml.push_str(&format!("  url: {}\n", scalar(url)));
    }
    if let Some(name) = article.name {
        yaml.push_str(&format!("  text: {}\n", scalar(name)));
    }
    if options.format != crate::quantity::NumberFormat::En {
        yaml.push_str(&format!("  number_format: {}\n", options.format.name()));
    }
    yaml.push('\n');
    Heading { id, yaml }
}

/// Without control characters, and not longer than a title.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join(" ");
    match text.char_indices().nth(LONGEST_TITLE) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// The first line with words, unless it is a date line.
fn first_line(article: &Article<'_>) -> Option<String> {
    let dated = date_line(article).map(|(_, line)| line);
    let mut lines = article.plain.text.lines().map(str::trim);
    lines
        .find(|line| line.chars().any(char::is_alphabetic) && dated.as_deref() != Some(*line))
        .map(str::to_owned)
}

/// The date in the head of the page, or on a date line, with where it was found.
fn published(article: &Article<'_>) -> Option<(String, String)> {
    let head = article.plain.head.published.as_deref();
    let day = head.and_then(|date| date.get(..10));
    if let Some(day) = day.filter(|day| is_day(day)) {
        return Some((day.to_owned(), "the head of the page".to_owned()));
    }
    let (day, line) = date_line(article)?;
    Some((day, format!("the line \"{}\"", shortened(&line))))
}

fn is_day(text: &str) -> bool {
    Window::parse(text).is_ok_and(|window| window.is_day())
}

/// A line near the beginning that is a date and little else.
fn date_line(article: &Article<'_>) -> Option<(String, String)> {
    let text = &article.plain.text;
    let mut start = 0;
    for line in text.split_inclusive('\n').take(FIRST_LINES) {
        let range = start..start + line.len();
        start = range.end;
        let inside = |found: &&Expression| {
            found.skip == Some(Skip::Date) && range.contains(&found.numeral.start)
        };
        let dates: Vec<&Expression> = article.found.iter().filter(inside).collect();
        let [date] = dates[..] else { continue };
        if line.trim().len().saturating_sub(date.numeral.len()) > MUCH_ELSE {
            continue;
        }
        let figures = article
            .found
            .iter()
            .any(|found| found.is_figure() && range.contains(&found.numeral.start));
        if let Some(day) = day_of(&text[date.numeral.clone()]).filter(|_| !figures) {
            return Some((day, line.trim().to_owned()));
        }
    }
    None
}

/// The day that a sentence says its figures are of, by the start of the sentence.
pub(super) fn as_of(article: &Article<'_>) -> FxHashMap<usize, String> {
    let mut days = FxHashMap::default();
    let dates = article
        .found
        .iter()
        .filter(|found| found.skip == Some(Skip::Date));
    for date in dates {
        let before = &article.plain.text[date.sentence.start..date.numeral.start];
        let before = before.trim_end().to_lowercase();
        let says = [" as of", " as at"]
            .iter()
            .any(|words| before.ends_with(words))
            || matches!(before.as_str(), "as of" | "as at");
        let day = day_of(&article.plain.text[date.numeral.clone()]);
        if let Some(day) = day.filter(|_| says) {
            days.entry(date.sentence.start).or_insert(day);
        }
    }
    days
}

/// A day in words as the claim language writes it.
pub(super) fn day_of(text: &str) -> Option<String> {
    static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:\w+day,?\s+)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>[a-z]{3,9})\.?,?|(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<y>\d{4})$",
        )
        .ok()
    });
    let text = text.trim();
    if is_day(text) {
        return Some(text.to_owned());
    }
    let found = WORDS.as_ref()?.captures(text)?;
    let get = |a: &str, b: &str| Some(found.name(a).or_else(|| found.name(b))?.as_str());
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let month = get("m1", "m2")?.to_lowercase();
    let month = MONTHS.iter().position(|name| month.starts_with(name))? + 1;
    let day: u32 = get("d1", "d2")?.parse().ok()?;
    let date = format!("{}-{month:02}-{day:02}", &found["y"]);
    is_day(&date).then_some(date)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        for (text, day) in [
            ("10 March 2025", Some("2025-03-10")),
            ("March 10, 2025", Some("2025-03-10")),
            ("Monday, 3rd of Sept. 2025", Some("2025-09-03")),
            ("2025-03-10", Some("2025-03-10")),
            ("March 2025", None),
            ("31 February 2025", None),
        ] {
            assert_eq!(day_of(text).as_deref(), day, "{text}");
        }
    }
}
