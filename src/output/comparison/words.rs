//! A quotation that differs, word by word: in colours, or with marks that need none.

use annotate_snippets::renderer::AnsiColor;
use unicode_width::UnicodeWidthStr;

use crate::compare::diff::Words;
use crate::output::summary::colored;
use crate::output::{Style, escape};

/// A word with its run; the first and last of a run carry its marks.
struct Word {
    text: String,
    kind: Words,
}

/// Lines of at most `width` columns. With colours, words that went are red and struck
/// out, and words that came are green; without, `[-gone-]` and `{+come+}`.
pub(super) fn lines(runs: &[(Words, String)], width: usize, style: &Style) -> Vec<String> {
    let mut lines: Vec<Vec<Word>> = vec![Vec::new()];
    let mut used = 0;
    for word in marked(runs, !style.color) {
        let wide = word.text.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(Vec::new());
            used = 0;
        }
        used += wide + usize::from(used > 0);
        if let Some(line) = lines.last_mut() {
            line.push(word);
        }
    }
    lines.iter().map(|line| drawn(line, style)).collect()
}

/// The words of all runs, made safe to show.
fn marked(runs: &[(Words, String)], marks: bool) -> Vec<Word> {
    let mut words = Vec::new();
    for (kind, text) in runs {
        let (before, after) = match kind {
            Words::Gone if marks => ("[-", "-]"),
            Words::Come if marks => ("{+", "+}"),
            _ => ("", ""),
        };
        let text = format!("{before}{}{after}", escape(text));
        words.extend(text.split(' ').map(|word| Word {
            text: word.to_owned(),
            kind: *kind,
        }));
    }
    words
}

/// One line, neighbours of one kind in one colour.
fn drawn(line: &[Word], style: &Style) -> String {
    let runs = line.chunk_by(|a, b| a.kind == b.kind).map(|run| {
        let words: Vec<&str> = run.iter().map(|word| word.text.as_str()).collect();
        let text = words.join(" ");
        match run.first().map(|word| word.kind) {
            Some(Words::Gone) => colored(
                &text,
                AnsiColor::BrightRed.on_default().strikethrough(),
                style,
            ),
            Some(Words::Come) => colored(&text, AnsiColor::Green.on_default(), style),
            _ => text,
        }
    });
    runs.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs() -> Vec<(Words, String)> {
        vec![
            (Words::Gone, "As many as 3,983".to_owned()),
            (Words::Come, "3,990\u{1b}[2J".to_owned()),
            (Words::Kept, "people".to_owned()),
        ]
    }

    #[test]
    fn marks_stand_where_there_is_no_colour() {
        let plain = Style::default();
        let text = lines(&runs(), 80, &plain);
        assert_eq!(text, ["[-As many as 3,983-] {+3,990\\u{1b}[2J+} people"]);
        let narrow = lines(&runs(), 12, &plain);
        assert_eq!(
            narrow,
            ["[-As many as", "3,983-]", "{+3,990\\u{1b}[2J+}", "people"]
        );
    }

    #[test]
    fn colours_need_no_marks() {
        let style = Style {
            color: true,
            ..Style::default()
        };
        let text = lines(&runs(), 80, &style).join("\n");
        assert!(!text.contains("[-") && !text.contains("{+"), "{text:?}");
        assert!(
            text.contains("\u{1b}[92m") || text.contains("\u{1b}[32m"),
            "{text:?}"
        );
        assert!(text.contains("\\u{1b}[2J"), "{text:?}");
        assert_eq!(lines(&[], 80, &style), [""]);
    }
}
