//! `crossfoot explain`: the pages of the documentation, compiled in.

use super::args::ExplainArgs;
use super::stream::{self, Failure};
use super::{markdown, table};
use crate::checks::{self, CHECKS, Family};
use crate::output::Style;
use crate::quantity::HedgeTable;
use crate::quantity::hedge::{Applies, HedgeRow};
use crate::text::suggest;

/// Topics that are no checks: name, what it is about, page.
const TOPICS: [(&str, &str, &str); 3] = [
    (
        "hedges",
        "what words such as \"more than\" and \"about\" stand for",
        include_str!("../../docs/explain/hedges-intro.md"),
    ),
    (
        "exit-codes",
        "what the exit status says",
        include_str!("../../docs/explain/exit-codes.md"),
    ),
    (
        "accepting",
        "how to mark findings that a person has judged",
        include_str!("../../docs/explain/accepting.md"),
    ),
];

/// Prints a page, or the list of them.
pub(super) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    let text = match args.topic.as_deref().map(str::trim) {
        None => list(&style),
        Some("hedges") => {
            let page = markdown::render(TOPICS[0].2, &style);
            format!("{page}\n{}", hedges(&HedgeTable::standard(), &style))
        }
        Some(topic) => markdown::render(page(topic)?, &style),
    };
    stream::print(&text, &style)?;
    Ok(0)
}

/// Every topic: checks, then the other pages.
pub(super) fn topics() -> impl Iterator<Item = &'static str> {
    let checks = CHECKS.iter().map(|check| check.id);
    checks.chain(TOPICS.iter().map(|(name, ..)| *name))
}

fn page(topic: &str) -> Result<&'static str, Failure> {
    if let Some(check) = checks::find(topic) {
        return Ok(check.page);
    }
    if let Some((_, _, page)) = TOPICS.iter().find(|(name, ..)| *name == topic) {
        return Ok(page);
    }
    let mut failure = Failure::new(format!("there is no page about `{topic}`"));
    if let Some(near) = suggest::nearest(topic, topics()) {
        failure = failure.help(format!("did you mean `{near}`?"));
    }
    Err(failure.help("`crossfoot explain --list` lists all pages"))
}

/// Every topic on a line: checks by family with their severity, then the rest.
fn list(style: &Style) -> String {
    let header = ["check", "severity", "about"].map(String::from);
    let mut table = table::table(&header, style);
    let mut last: Option<Family> = None;
    for check in CHECKS {
        if last.replace(check.family) != Some(check.family) {
            table.add_row([String::new()]);
            table.add_row([check.family.title().to_uppercase()]);
        }
        table.add_row([check.id, check.severity, about(check.page)]);
    }
    table.add_row([String::new()]);
    table.add_row(["OTHER PAGES"]);
    for (name, about, _) in TOPICS {
        table.add_row([name, "", about]);
    }
    table::lines(&table)
}

/// The sentence below the title of a page.
fn about(page: &str) -> &str {
    let mut lines = page.lines().filter(|line| !line.trim().is_empty());
    lines.nth(1).unwrap_or_default()
}

/// The table of hedges with what they exclude and how they are usually read.
fn hedges(hedges: &HedgeTable, style: &Style) -> String {
    let header = ["printed", "usually", "not excluded"].map(String::from);
    let mut table = table::table(&header, style);
    let shown = |template: &str| {
        if style.ascii {
            template.replace('∞', "inf")
        } else {
            template.replace("inf", "∞")
        }
    };
    for (printed, usually, hard) in hedges.unhedged() {
        table.add_row([printed.to_owned(), shown(usually), shown(hard)]);
    }
    for (_, row) in hedges.rows() {
        let [usually, hard] = match row.applies() {
            Applies::AsBare => ["as the bare number".to_owned(), String::new()],
            Applies::RoundOnly => [
                format!("{} if n is round", shown(row.plausible())),
                shown(row.hard()),
            ],
            Applies::Always => [shown(row.plausible()), shown(row.hard())],
        };
        table.add_row([wordings(row), usually, hard]);
    }
    table::lines(&table)
}

/// All wordings of a row, those before their number with the n that follows.
fn wordings(row: &HedgeRow) -> String {
    let shown: Vec<String> = row
        .wordings()
        .map(|wording| {
            let after = wording
                .strip_prefix('n')
                .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
            if after || row.stands_alone() {
                wording.to_owned()
            } else {
                format!("{wording} n")
            }
        })
        .collect();
    shown.join(", ")
}
