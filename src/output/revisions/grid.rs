//! The triangle: reference dates by editions. Where not all editions find room, the
//! latest are shown.

use unicode_width::UnicodeWidthStr;

use super::{hanging, reference};
use crate::compare::revisions::{Row, Standing, Triangle, Vintage};
use crate::output::Style;
use crate::output::escape::{ellipsis, escape, shorten, shorten_left};
use crate::output::figures::signed;
use crate::output::table::{Align, aligned};

/// Texts are shortened beyond these widths.
const REFERENCE: usize = 21;
const EDITION: usize = 14;
const FIGURE: usize = 20;
/// Between two columns.
const GAP: usize = 2;

/// The triangle, with a line for its marks and for what found no room.
pub(super) fn grid(triangle: &Triangle, style: &Style) -> String {
    let ascii = style.ascii;
    let common = common_start(triangle);
    let columns: Vec<Vec<String>> = (0..triangle.editions.len())
        .map(|edition| column(triangle, edition, common, ascii))
        .collect();
    let mut names = vec![String::new(), "of".to_owned()];
    names.extend((0..triangle.rows.len()).map(|row| {
        let name = reference(triangle, row);
        shorten(&name, REFERENCE, ascii)
    }));
    let widest = |cells: &[String]| cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
    let mut room = style.width.saturating_sub(widest(&names));
    let mut from = columns.len();
    while from > 0 {
        let wide = widest(&columns[from - 1]) + GAP;
        if wide > room && from < columns.len() {
            break;
        }
        room = room.saturating_sub(wide);
        from -= 1;
    }
    let shown = &columns[from..];
    let is_filled = |row: &usize| *row < 2 || shown.iter().any(|c| !c[*row].is_empty());
    let rows: Vec<usize> = (0..names.len()).filter(is_filled).collect();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|&row| {
            let cells = shown.iter().map(|column| column[row].clone());
            std::iter::once(names[row].clone()).chain(cells).collect()
        })
        .collect();
    let mut aligns = vec![Align::Left];
    aligns.resize(shown.len() + 1, Align::Right);
    let mut text = aligned(&aligns, &cells).join("\n") + "\n";
    let hidden = names.len() - rows.len();
    if from > 0 {
        text.push_str(&hanging(&not_shown(from, hidden), style.width));
        text.push('\n');
    }
    if let Some(legend) = legend(&triangle.rows) {
        text.push_str(&legend);
    }
    text
}

/// How many bytes the names of all editions begin with in common, up to a sign between
/// words; none where all names are short.
fn common_start(triangle: &Triangle) -> usize {
    let names: Vec<&str> = (triangle.editions.iter())
        .map(|edition| edition.source.as_str())
        .collect();
    let Some((first, rest)) = names.split_first() else {
        return 0;
    };
    if names.iter().all(|name| name.width() <= EDITION) {
        return 0;
    }
    let signs = first.rmatch_indices(['-', '_', '/', '.', ' ']);
    let ends = signs.map(|(at, sign)| at + sign.len());
    let shared = |end: &usize| rest.iter().all(|name| name.starts_with(&first[..*end]));
    let proper = |end: &usize| names.iter().all(|name| name.len() > *end);
    if rest.is_empty() {
        return 0;
    }
    ends.filter(proper).find(shared).unwrap_or(0)
}

/// Header and cells of one edition; `common` bytes of its name are left out.
fn column(triangle: &Triangle, edition: usize, common: usize, ascii: bool) -> Vec<String> {
    let head = &triangle.editions[edition];
    let dots = if common > 0 { ellipsis(ascii) } else { "" };
    let name = format!("{dots}{}", &head.source[common..]);
    let mut cells = vec![
        shorten_left(&name, EDITION, ascii),
        escape(&head.published).into_owned(),
    ];
    for row in &triangle.rows {
        let own = (row.vintages.iter()).filter(|vintage| vintage.edition == edition);
        let figures: Vec<String> = own.map(|vintage| figure(vintage, ascii)).collect();
        cells.push(match figures.is_empty() {
            true if row.left_out.contains(&edition) => "left out".to_owned(),
            _ => figures.join(" / "),
        });
    }
    cells
}

/// `1,218 (+14)`, `1,090 (p)`.
fn figure(vintage: &Vintage, ascii: bool) -> String {
    let mut notes = Vec::new();
    if let Some(revision) = &vintage.revision {
        match &revision.difference.number {
            Some(number) if !number.is_zero() => notes.push(signed(number, ascii)),
            None if revision.changed => notes.push("changed".to_owned()),
            _ => {}
        }
    }
    notes.extend(mark(vintage.standing).map(|(mark, _)| mark.to_owned()));
    let printed = shorten(&vintage.printed, FIGURE, ascii);
    match notes.is_empty() {
        true => printed,
        false => format!("{printed} ({})", notes.join(" ")),
    }
}

fn mark(standing: Standing) -> Option<(&'static str, &'static str)> {
    match standing {
        Standing::Provisional => Some(("p", "provisional")),
        Standing::Superseded => Some(("s", "marked as replaced")),
        Standing::Retracted => Some(("x", "retracted")),
        Standing::Contradictory => Some(("!", "the edition contradicts itself")),
        Standing::Stands | Standing::Missing => None,
    }
}

fn legend(rows: &[Row]) -> Option<String> {
    let all = [
        Standing::Provisional,
        Standing::Superseded,
        Standing::Retracted,
        Standing::Contradictory,
    ];
    let used = |standing: &Standing| {
        let mut vintages = rows.iter().flat_map(|row| &row.vintages);
        vintages.any(|vintage| vintage.standing == *standing)
    };
    let words: Vec<String> = (all.into_iter().filter(used).filter_map(mark))
        .map(|(mark, words)| format!("{mark} {words}"))
        .collect();
    (!words.is_empty()).then(|| format!("({})\n", words.join(", ")))
}

fn not_shown(editions: usize, dates: usize) -> String {
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let also = match dates {
        0 => String::new(),
        dates => format!(" and {} with no figure after them", plural(dates, "date")),
    };
    format!(
        "(not shown: {}{also}; --width or --format csv shows all)",
        plural(editions, "earlier edition")
    )
}
