//! Pages of the documentation on a terminal: the part of Markdown that they use,
//! which is headings, paragraphs, lists, code and tables.

use clap::builder::styling::{AnsiColor, Style as Paint};

use super::table;
use crate::output::{Style, wrap};

/// Spaces in front of text and of code.
const TEXT: usize = 2;
const CODE: usize = 6;
/// Nobody likes to read wider lines than this.
const WIDEST: usize = 88;

/// A page as text that fits into the width.
pub(super) fn render(page: &str, style: &Style) -> String {
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        let block = if let Some(heading) = heading(trimmed) {
            paint(heading, Paint::new().bold(), style)
        } else if trimmed.starts_with("```") {
            let code = lines.by_ref().take_while(|line| !line.starts_with("```"));
            indented(code, CODE)
        } else if line.starts_with("    ") {
            let mut code = vec![line];
            while let Some(next) = lines.next_if(|line| line.starts_with("    ")) {
                code.push(next);
            }
            indented(code.into_iter().map(|line| &line[4..]), CODE)
        } else if let Some(comment) = comment(trimmed) {
            match remark(comment) {
                Some(remark) => " ".repeat(TEXT) + &remark,
                None => continue,
            }
        } else if trimmed.starts_with('|') {
            let mut rows = vec![trimmed];
            while let Some(next) = lines.next_if(|line| line.starts_with('|')) {
                rows.push(next);
            }
            indented(table_of(&rows, style).lines(), TEXT)
        } else {
            let mut text = trimmed.to_owned();
            while let Some(next) = lines.next_if(|line| continues(line)) {
                text.push(' ');
                text.push_str(next.trim());
            }
            let item = is_item(&text);
            let paragraph = paragraph(&text, style);
            let next_is_item = lines.peek().is_some_and(|line| is_item(line.trim()));
            if item && next_is_item {
                // Items of one list stand close together.
                out.push_str(&paragraph);
                out.push('\n');
                continue;
            }
            paragraph
        };
        out.push_str(&block);
        out.push_str("\n\n");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    (title.len() < line.len()).then(|| title.trim())
}

fn comment(line: &str) -> Option<&str> {
    Some(line.strip_prefix("<!--")?.strip_suffix("-->")?.trim())
}

/// What a comment of an example says to a reader.
fn remark(comment: &str) -> Option<String> {
    if comment == "quiet" {
        return Some("This gives no such finding:".to_owned());
    }
    let file = comment.strip_prefix("file:")?;
    Some(format!("{}:", file.trim()))
}

fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("* ")
        || line.starts_with("- ")
        || (digits.len() < line.len() && digits.starts_with(". "))
}

/// Whether a line belongs to the paragraph or item before it.
fn continues(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty()
        && heading(text).is_none()
        && comment(text).is_none()
        && !is_item(text)
        && !text.starts_with("```")
        && !text.starts_with('|')
}

fn paragraph(text: &str, style: &Style) -> String {
    let hang = if is_item(text) {
        text.find(' ').map_or(0, |at| at + 1)
    } else {
        0
    };
    let room = style.width.clamp(20, WIDEST) - TEXT - hang;
    let (mark, body) = text.split_at(hang);
    let body = inline(&wrap(body, room), style);
    let margin = " ".repeat(TEXT);
    let next = format!("\n{margin}{}", " ".repeat(hang));
    format!("{margin}{mark}{}", body.replace('\n', &next))
}

/// Bold words and code, as far as the terminal shows them.
fn inline(text: &str, style: &Style) -> String {
    let mut out = String::new();
    for (at, piece) in text.split('`').enumerate() {
        if at % 2 == 1 {
            let code = format!("`{piece}`");
            out.push_str(&paint(&code, AnsiColor::Cyan.on_default(), style));
            continue;
        }
        for (at, piece) in piece.split("**").enumerate() {
            if at % 2 == 1 {
                out.push_str(&paint(piece, Paint::new().bold(), style));
            } else {
                out.push_str(piece);
            }
        }
    }
    out
}

fn table_of(rows: &[&str], style: &Style) -> String {
    let cells = |row: &str| -> Vec<String> {
        let row = row.trim().trim_start_matches('|').trim_end_matches('|');
        row.split(" | ")
            .map(|cell| cell.trim().replace('`', ""))
            .collect()
    };
    let style = Style {
        width: style.width.clamp(20, WIDEST) - TEXT,
        ..*style
    };
    let mut table = table::table(&cells(rows[0]), &style);
    for row in rows.iter().skip(2) {
        table.add_row(cells(row));
    }
    table::lines(&table)
}

fn indented<'a>(lines: impl Iterator<Item = &'a str>, by: usize) -> String {
    let margin = " ".repeat(by);
    let lines: Vec<String> = lines
        .map(|line| format!("{margin}{line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

fn paint(text: &str, paint: Paint, style: &Style) -> String {
    if style.color {
        format!("{paint}{text}{paint:#}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# title

One paragraph that is
broken anywhere, with `code` and **weight**.

## Example

<!-- file: a.yaml -->
```yaml
claims:
  - value: 3
```

<!-- quiet -->
    indented

* one item, which is long enough to be wrapped at this width
* two
1. three

| key | means |
| --- | --- |
| `a` | the first |
";

    #[test]
    fn the_subset_is_drawn() {
        let style = Style {
            width: 40,
            ascii: true,
            ..Style::default()
        };
        assert_eq!(
            render(PAGE, &style),
            "title

  One paragraph that is broken anywhere,
  with `code` and weight.

Example

  a.yaml:

      claims:
        - value: 3

  This gives no such finding:

      indented

  * one item, which is long enough to be
    wrapped at this width
  * two
  1. three

   key   means
  -----------------
   a     the first
"
        );
    }

    #[test]
    fn every_page_is_drawn_whole() {
        let style = Style::default();
        for check in crate::checks::CHECKS {
            let shown = render(check.page, &style);
            assert!(shown.starts_with(check.id), "{}", check.id);
            for part in ["What it means", "Example", "What to do next"] {
                assert!(shown.contains(&format!("\n{part}\n")), "{}", check.id);
            }
            for leftover in ["```", "<!--", "**", "| ---", "\n#"] {
                assert!(!shown.contains(leftover), "{leftover} in {}", check.id);
            }
        }
    }
}
