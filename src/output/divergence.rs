//! The table of a divergence: who says what, about which date, how far apart.

use indexmap::IndexSet;
use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use crate::findings::FigureRow;
use crate::output::escape::{escape, shorten, shorten_left, wrap};
use crate::output::figures::{difference, exact, words};
use crate::output::table::{Align, aligned};

/// How wide the texts of a table may be, and which columns it has.
#[derive(Clone, Copy)]
struct Limits {
    cell: usize,
    source: usize,
    /// No column at 0.
    publisher: usize,
    figure: usize,
    dates: Dates,
    meaning: bool,
    /// Whether the heading of differences is as short as can be.
    brief: bool,
}

/// Where the date of publication stands if the text gives no other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dates {
    /// In a column of its own.
    Apart,
    /// In place of the date, with a word.
    Named,
    /// In place of the date, in brackets.
    Bracketed,
}

/// Stands behind a figure that nobody printed.
const DERIVED: &str = "*";

/// What texts keep when a table must shrink.
const LEAST: usize = 16;

/// From generous to tight.
const LIMITS: [Limits; 8] = {
    let wide = Limits {
        cell: 60,
        source: 32,
        publisher: 48,
        figure: 32,
        dates: Dates::Apart,
        meaning: true,
        brief: false,
    };
    let publisher = Limits {
        publisher: 20,
        ..wide
    };
    let named = Limits {
        dates: Dates::Named,
        ..publisher
    };
    let nobody = Limits {
        publisher: 0,
        ..named
    };
    let bracketed = Limits {
        dates: Dates::Bracketed,
        ..nobody
    };
    let cells = Limits {
        cell: LEAST,
        brief: true,
        ..bracketed
    };
    let sources = Limits {
        source: LEAST,
        figure: LEAST,
        ..cells
    };
    let least = Limits {
        meaning: false,
        ..sources
    };
    [
        wide, publisher, named, nobody, bracketed, cells, sources, least,
    ]
};

/// A heading and its cells.
struct Column {
    align: Align,
    cells: Vec<String>,
}

/// The figures, one a line, and how those follow that nobody printed. Columns that would say nothing are left out; texts are
/// shortened and columns merged to keep within `width`; where no table fits, the
/// figures are listed.
pub(crate) fn table(rows: &[FigureRow], width: usize, ascii: bool) -> String {
    let mut table = figures(rows, width, ascii);
    for origin in origins(rows) {
        table.push('\n');
        table.push_str(&wrap(&origin, width));
    }
    table
}

/// The figures alone.
fn figures(rows: &[FigureRow], width: usize, ascii: bool) -> String {
    let widest = |lines: &[String]| lines.iter().map(|line| line.width()).max().unwrap_or(0);
    for (at, limits) in LIMITS.into_iter().enumerate() {
        let used = widest(&layout(rows, &limits, ascii));
        if used > width {
            continue;
        }
        // What the tighter layout leaves free goes to what was cut last.
        let spare = width - used;
        let roomy = match limits.publisher {
            _ if at == 0 => limits,
            0 => Limits {
                cell: limits.cell + spare,
                ..limits
            },
            publisher => Limits {
                publisher: publisher + spare,
                ..limits
            },
        };
        return layout(rows, &roomy, ascii).join("\n");
    }
    listed(rows, width, ascii)
}

/// How derived figures follow, each once: `* (derived) 3,984 = 3,990 - 6`.
fn origins(rows: &[FigureRow]) -> Vec<String> {
    let mut origins: IndexSet<String> = IndexSet::new();
    for row in rows {
        let Some(derived) = &row.derived else {
            continue;
        };
        let (printed, derived) = (escape(&row.printed), escape(derived));
        let equals = match exact(&row.interval) {
            // What leads to it is no sum: `by 3 steps`.
            _ if derived.starts_with("by ") => " ",
            Some(_) => " = ",
            None => " from ",
        };
        origins.insert(format!("{DERIVED} (derived) {printed}{equals}{derived}"));
    }
    origins.into_iter().collect()
}

/// A figure as printed, marked where nobody printed it; others keep the room of the
/// mark, if any is `marked`, so that digits stand under digits.
fn figure(row: &FigureRow, marked: bool, width: usize, ascii: bool) -> String {
    let mark = match row.derived {
        Some(_) => DERIVED,
        None if marked => " ",
        None => "",
    };
    shorten(&row.printed, width, ascii) + mark
}

/// The figures one after the other, for narrow places: the figure, then all that
/// is known of it.
fn listed(rows: &[FigureRow], width: usize, ascii: bool) -> String {
    let marked = rows.iter().any(|row| row.derived.is_some());
    let figure = |row: &FigureRow| figure(row, marked, LEAST, ascii);
    let (speakers, statuses) = (speakers_of(rows), statuses_tell(rows));
    let widest = rows.iter().map(|row| figure(row).width()).max();
    let indent = widest.unwrap_or(0) + 2;
    let cells_differ = rows.windows(2).any(|pair| pair[0].cell != pair[1].cell);
    let first = to_first(rows);
    // Pairs and series, or figures of several dates.
    let above = to_above(rows);
    let mut lines = Vec::new();
    for row in rows {
        let mut facts = Vec::new();
        if cells_differ {
            facts.push(escape(&row.cell).into_owned());
        }
        facts.push(match speakers {
            Speakers::Sources => shorten(&row.source, 32, ascii),
            Speakers::OfOne => shorten(&row.publisher, 48, ascii),
            Speakers::Mixed => {
                let source = shorten(&row.source, 32, ascii);
                format!("{source} ({})", shorten(&row.publisher, 48, ascii))
            }
        });
        facts.push(as_of(row, Dates::Named));
        facts.extend(row.status.filter(|_| statuses).map(str::to_owned));
        let gap = row.difference.as_ref();
        let gap = gap.map_or(String::new(), |gap| difference(gap, None, ascii));
        if !gap.is_empty() {
            let to = match (first, above) {
                (true, _) => "the first",
                (_, true) => "the one above",
                _ => "the first of that date",
            };
            facts.push(format!("{gap} to {to}"));
        }
        let text = wrap(&facts.join(", "), width.saturating_sub(indent).max(LEAST));
        for (at, line) in text.lines().enumerate() {
            let head = if at == 0 { figure(row) } else { String::new() };
            let gap = " ".repeat(indent - head.width() - 2);
            lines.push(format!("{gap}{head}  {line}"));
        }
    }
    lines.join("\n")
}

/// Whether each difference is one to the row above.
fn to_above(rows: &[FigureRow]) -> bool {
    rows.windows(2).all(|pair| is_to(&pair[1], &pair[0]))
}

/// Whether all rows are compared, each with the first.
fn to_first(rows: &[FigureRow]) -> bool {
    let mut rest = rows.iter().skip(1);
    let mut same = rest.clone();
    rest.all(|row| row.difference.is_some())
        && (!to_above(rows) || same.all(|row| is_to(row, &rows[0])))
}

/// Whether a row has no difference, or the one to that other row.
fn is_to(row: &FigureRow, other: &FigureRow) -> bool {
    let gap = row.difference.as_ref();
    gap.is_none_or(|gap| *gap == row.interval.sub(&other.interval))
}

/// Whether it is worth telling how far the figures stand: not if all are final.
fn statuses_tell(rows: &[FigureRow]) -> bool {
    rows.iter().any(|row| row.status.is_some())
        && !rows.iter().all(|row| row.status == Some("final"))
}

/// The measure that all cells are of, if they are of one and differ otherwise.
fn common_measure(rows: &[FigureRow]) -> Option<&str> {
    let measure = |row: &FigureRow| row.cell.split('[').next().map(str::len);
    let length = measure(rows.first()?)?;
    let first = &rows.first()?.cell[..length];
    let same =
        |row: &FigureRow| row.cell.get(..length) == Some(first) && measure(row) == Some(length);
    rows.iter().all(same).then_some(first)
}

/// What tells the figures of a table apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Speakers {
    /// The source does.
    Sources,
    /// Who speaks: all are in one source.
    OfOne,
    /// Both are needed.
    Mixed,
}

fn speakers_of(rows: &[FigureRow]) -> Speakers {
    let mut publishers: FxHashMap<&str, &str> = FxHashMap::default();
    let mixed = rows.iter().any(|row| {
        let first = publishers.entry(&row.source).or_insert(&row.publisher);
        *first != row.publisher
    });
    match mixed {
        false => Speakers::Sources,
        true if are_of_one_source(rows) => Speakers::OfOne,
        true => Speakers::Mixed,
    }
}

/// Whether all figures are of one source.
fn are_of_one_source(rows: &[FigureRow]) -> bool {
    rows.windows(2).all(|pair| pair[0].source == pair[1].source)
}

fn layout(rows: &[FigureRow], limits: &Limits, ascii: bool) -> Vec<String> {
    let mut columns: Vec<Column> = Vec::new();
    let mut column = |wanted: bool, align, head: &str, cell: &dyn Fn(&FigureRow) -> String| {
        if wanted {
            let head = std::iter::once(head.to_string());
            let cells = head.chain(rows.iter().map(cell)).collect();
            columns.push(Column { align, cells });
        }
    };
    let any = |test: fn(&FigureRow) -> bool| rows.iter().any(test);

    let cells_differ = rows.windows(2).any(|pair| pair[0].cell != pair[1].cell);
    let measure = common_measure(rows).unwrap_or_default();
    let head = match measure {
        "" => "cell".to_owned(),
        measure => shorten(measure, limits.cell, ascii),
    };
    column(
        cells_differ,
        Align::Left,
        &head,
        &|row| match &row.cell[measure.len()..] {
            "" => "(all)".to_owned(),
            codes => shorten_left(codes, limits.cell, ascii),
        },
    );
    let speakers = speakers_of(rows);
    let source = speakers != Speakers::OfOne || limits.dates == Dates::Apart;
    column(source, Align::Left, "source", &|row| {
        shorten(&row.source, limits.source, ascii)
    });
    let room = match speakers {
        Speakers::Sources => limits.publisher,
        _ if limits.brief => limits.publisher.max(LEAST),
        _ => limits.publisher.max(20),
    };
    let published_by = room > 0 && any(|row| !row.publisher.is_empty());
    column(published_by, Align::Left, "publisher", &|row| {
        shorten(&row.publisher, room, ascii)
    });
    // A publication that differs from the date gives up its column last.
    let told_apart = any(|row| row.as_of != row.published) && limits.source > LEAST;
    let dates = if told_apart {
        Dates::Apart
    } else {
        limits.dates
    };
    column(true, Align::Left, "as of", &|row| as_of(row, dates));
    let dates_differ = any(|row| row.as_of_inferred || row.as_of != row.published);
    column(
        dates_differ && dates == Dates::Apart,
        Align::Left,
        "published",
        &|row| date(&row.published),
    );
    column(
        statuses_tell(rows) && limits.meaning,
        Align::Left,
        "status",
        &|row| row.status.unwrap_or_default().to_owned(),
    );
    let marked = any(|row| row.derived.is_some());
    column(true, Align::Right, "figure", &|row| {
        figure(row, marked, limits.figure, ascii)
    });
    // What figures stand for says more than differences that are all vague.
    let vague = rows.iter().all(|row| {
        let gap = row.difference.as_ref();
        gap.is_none_or(|gap| exact(gap).is_none())
    });
    let hedged = any(|row| exact(&row.interval).is_none());
    column(
        hedged && (limits.meaning || vague),
        Align::Left,
        "stands for",
        &|row| match exact(&row.interval) {
            Some(_) => String::new(),
            None => words(&row.interval, ascii),
        },
    );
    let compared = any(|row| row.difference.is_some()) && (limits.meaning || !(vague && hedged));
    // Pairs and series have differences of their own.
    let to_first = to_first(rows);
    let head = match limits.dates {
        _ if limits.brief => "diff",
        Dates::Bracketed if to_first => "to first",
        Dates::Bracketed => "diff",
        _ if to_first => "to the first",
        _ if !to_above(rows) => "to date's first",
        _ => "difference",
    };
    column(compared, Align::Right, head, &|row| {
        let gap = row.difference.as_ref();
        gap.map_or(String::new(), |gap| difference(gap, None, ascii))
    });

    let turned: Vec<Vec<String>> = (0..=rows.len())
        .map(|line| columns.iter().map(|c| c.cells[line].clone()).collect())
        .collect();
    let aligns: Vec<Align> = columns.iter().map(|column| column.align).collect();
    aligned(&aligns, &turned)
}

/// The date of a figure. One that was only taken from the publication says that
/// the text gives none; the next column has the date, if there is one.
fn as_of(row: &FigureRow, dates: Dates) -> String {
    match &row.as_of {
        Some(day) if row.as_of_inferred && row.as_of == row.published => match dates {
            Dates::Apart => "not stated".into(),
            Dates::Named => format!("published {}", escape(day)),
            Dates::Bracketed => format!("({})", escape(day)),
        },
        Some(day) if row.as_of_inferred => format!("{} (inferred)", escape(day)),
        day => date(day),
    }
}

fn date(date: &Option<String>) -> String {
    match date {
        Some(date) => escape(date).into_owned(),
        None => "not stated".into(),
    }
}

#[cfg(test)]
mod tests;
