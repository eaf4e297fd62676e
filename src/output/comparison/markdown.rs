//! A comparison as Markdown, for a page or a comment on a change. Text from files is
//! shown as it is written: nothing in it becomes markup.

use crate::compare::diff::{Diff, Kind, What, Words};
use crate::output::escape;

use super::tables::{self, Rows, Said};
use super::{listed, of_kind, state_words, sums};

pub(super) fn render(diff: &Diff, all: bool) -> String {
    let said = Said::of(diff);
    let mut out = String::from("## Figures compared\n\n");
    for (name, side) in [("old", &diff.old), ("new", &diff.new)] {
        out.push_str(&format!("* {name}: {}\n", literal(&sums::side(side))));
    }
    let nothing = if diff.is_empty() {
        "Nothing changed. "
    } else {
        ""
    };
    out.push_str(&format!("\n{nothing}Figures: {}.\n", sums::figures(diff)));
    if let Some(relations) = sums::relations(diff) {
        out.push_str(&format!("Relations: {relations}.\n"));
    }
    let (numbers, words): (Vec<_>, Vec<_>) = (of_kind(diff, Kind::Changed).into_iter())
        .partition(|figure| figure.what.contains(&What::Value));
    let one = |kind| tables::one(&of_kind(diff, kind), &said);
    table(&mut out, "Changed", &tables::both(&numbers, &said, false));
    table(
        &mut out,
        "The same number, otherwise",
        &tables::reworded(&words, &said),
    );
    table(&mut out, "Added", &one(Kind::Added));
    table(&mut out, "Withdrawn", &one(Kind::Withdrawn));
    if all {
        table(&mut out, "Unchanged", &one(Kind::Unchanged));
    }
    let totals = sums::totals(diff, false);
    list(
        &mut out,
        "Totals and their parts",
        totals.iter().map(|line| literal(line)),
    );
    let relations = listed(diff, all).into_iter().map(|relation| {
        let side = |side: Option<&crate::compare::diff::RelationSide>| {
            let sum = side.map_or("", |side| &side.sum);
            let verdict = sums::verdict(side, false);
            literal(format!("{sum} {verdict}").trim())
        };
        format!(
            "**{}**: {} (old: {}; new: {})",
            state_words(relation.state),
            literal(&relation.relation),
            side(relation.old.as_ref()),
            side(relation.new.as_ref())
        )
    });
    list(&mut out, "Relations", relations);
    let sources = diff.sources.iter().map(sums::source);
    list(&mut out, "Sources", sources.map(|line| literal(&line)));
    let quotes = diff.quotes.iter().map(|quote| {
        let words: Vec<String> = quote
            .words
            .iter()
            .map(|(kind, text)| marked(*kind, text))
            .collect();
        format!("{}: {}", literal(&quote.cells.join("; ")), words.join(" "))
    });
    list(&mut out, "Quotations", quotes);
    out
}

fn table(out: &mut String, title: &str, rows: &Rows) {
    if rows.rows.is_empty() {
        return;
    }
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&format!("\n### {title}\n\n"));
    out.push_str(&line(
        rows.header.iter().map(|&name| name.to_owned()).collect(),
    ));
    let rule = |column: usize| {
        if rows.right.contains(&column) {
            "---:"
        } else {
            "---"
        }
    };
    out.push_str(&line(
        (0..rows.header.len())
            .map(|at| rule(at).to_owned())
            .collect(),
    ));
    for row in &rows.rows {
        let cells = row.iter().map(|cell| {
            let lines: Vec<String> = cell.split('\n').map(literal).collect();
            lines.join("<br>")
        });
        out.push_str(&line(cells.collect()));
    }
}

fn list(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.map(|line| format!("* {line}\n")).collect();
    if !lines.is_empty() {
        out.push_str(&format!("\n### {title}\n\n{}", lines.concat()));
    }
}

/// Words that went are struck out, words that came are bold.
fn marked(kind: Words, text: &str) -> String {
    let text = literal(text);
    match kind {
        Words::Kept => text,
        Words::Gone => format!("~~{text}~~"),
        Words::Come => format!("**{text}**"),
    }
}

/// Text without any meaning to Markdown: every sign that could have one is escaped.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in escape(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '#' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    // Addresses that some pages turn into links by themselves.
    let mut out = out.replace("://", "&#58;//").replace("www.", "www&#46;");
    // A sign that opens a list or a heading does so only at the beginning.
    let digits = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if out.starts_with(['+', '-', '=']) || (digits > 0 && out[digits..].starts_with(['.', ')'])) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup() {
        assert_eq!(literal("a|b"), "a\\|b");
        assert_eq!(literal("missing[sex=women]"), "missing\\[sex=women\\]");
        assert_eq!(literal("<script>&"), "&lt;script&gt;&amp;");
        assert_eq!(literal("https://x @y"), "https&#58;//x &#64;y");
        assert_eq!(literal("- item"), "\\- item");
        assert_eq!(literal("+7"), "\\+7");
        assert_eq!(literal("1. first"), "1\\. first");
        assert_eq!(literal("a\n# b\u{1b}"), "a\\\\n\\# b\\\\u\\{1b\\}");
        assert_eq!(marked(Words::Gone, "a*b"), "~~a\\*b~~");
        assert_eq!(marked(Words::Come, "six"), "**six**");
    }
}
