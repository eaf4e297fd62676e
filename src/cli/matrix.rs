//! The figures of a dossier as a matrix: a row for what was counted, a column for
//! who said it of when, in the order of dates.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::table;
use crate::dossier::{ClaimId, Codes, MeasureId};
use crate::figures::{Cell, CellId, Figures, GroupId, Point};
use crate::output::{Style, escape, interval, signed_interval};
use crate::quantity::{Day, Interval};

/// Names of rows are broken beyond this width.
const NAME: usize = 44;
/// The padding of a column.
const PADDING: usize = 2;

/// What to show; empty lists mean everything.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Ids of measures.
    pub measures: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Names of files; `None` means all.
    pub files: Option<Vec<String>>,
}

/// What a row is about: a cell without its period, which the columns show.
type RowKey = (MeasureId, Codes, Option<Codes>);

/// A column's place in the order of dates, and its group.
type ColumnKey = (Option<Day>, Option<Day>, String, GroupId);

/// One row: its name, and its text in each column that has a figure.
struct Row {
    measure: MeasureId,
    cell: CellId,
    cells: BTreeMap<usize, String>,
}

struct Matrix<'f> {
    figures: &'f Figures<'f>,
    /// Lines of each header.
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// One table if it fits into the width, else one for each measure, and blocks of
/// columns where that is still too wide.
pub(super) fn render(figures: &Figures<'_>, wanted: &Wanted, style: &Style) -> String {
    let matrix = Matrix::of(figures, wanted, style);
    if matrix.rows.is_empty() {
        return String::new();
    }
    let all: Vec<&Row> = matrix.rows.iter().collect();
    let whole = matrix.blocks(&all, "", style);
    if let [table] = whole.as_slice() {
        return table.clone();
    }
    let mut tables = Vec::new();
    for rows in matrix.rows.chunk_by(|a, b| a.measure == b.measure) {
        let rows: Vec<&Row> = rows.iter().collect();
        let measure = figures.dossier.codebook.measure(rows[0].measure);
        tables.extend(matrix.blocks(&rows, &measure.id, style));
    }
    tables.join("\n")
}

impl<'f> Matrix<'f> {
    fn of(figures: &'f Figures<'f>, wanted: &Wanted, style: &Style) -> Self {
        let points: Vec<&Point> = (figures.points.iter())
            .filter(|point| wanted.admits(figures, point))
            .collect();
        let mut keys: Vec<ColumnKey> = points
            .iter()
            .map(|p| column_key(figures, p.group))
            .collect();
        keys.sort();
        keys.dedup();
        let columns = keys.iter().enumerate().map(|(at, key)| (key.3, at));
        let columns: BTreeMap<GroupId, usize> = columns.collect();

        let mut table: BTreeMap<RowKey, (CellId, BTreeMap<usize, &Point>)> = BTreeMap::new();
        for point in &points {
            let key = row_key(figures.cells.get(point.cell));
            let (_, row) = table
                .entry(key)
                .or_insert_with(|| (point.cell, BTreeMap::new()));
            row.insert(columns[&point.group], point);
        }
        let rows = table.into_iter().map(|((measure, ..), (cell, points))| {
            let mut before: Option<&Point> = None;
            let cells = points.into_iter().map(|(column, point)| {
                let text = text(figures, point, before.replace(point), style);
                (column, text)
            });
            Row {
                measure,
                cell,
                cells: cells.collect(),
            }
        });
        Matrix {
            figures,
            columns: keys.iter().map(|key| header(figures, key.3)).collect(),
            rows: rows.collect(),
        }
    }

    /// The rows as tables that fit into the width, side by side in the order of
    /// columns. Columns without a figure in these rows are left out.
    fn blocks(&self, rows: &[&Row], title: &str, style: &Style) -> Vec<String> {
        let names: Vec<String> = rows.iter().map(|row| self.name(row, title)).collect();
        let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let lead = widest.max(title.width()).min(NAME) + PADDING;
        let mut blocks: Vec<Vec<usize>> = vec![Vec::new()];
        let mut room = style.width.saturating_sub(lead);
        for (column, width) in self.widths(rows) {
            let width = width + PADDING;
            let block = blocks.last_mut().expect("there is always a block");
            if width > room && !block.is_empty() {
                blocks.push(vec![column]);
                room = style.width.saturating_sub(lead + width);
            } else {
                block.push(column);
                room = room.saturating_sub(width);
            }
        }
        let drawn = blocks
            .iter()
            .map(|block| self.draw(rows, &names, title, block, style));
        drawn.collect()
    }

    fn draw(
        &self,
        rows: &[&Row],
        names: &[String],
        title: &str,
        columns: &[usize],
        style: &Style,
    ) -> String {
        let mut header = vec![escape(title).into_owned()];
        header.extend(columns.iter().map(|&at| self.columns[at].clone()));
        let mut table = table::table(&header, style);
        for (row, name) in rows.iter().zip(names) {
            let cell = |at: &usize| row.cells.get(at).cloned().unwrap_or_default();
            let cells: Vec<String> = columns.iter().map(cell).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            table.add_row(std::iter::once(name.clone()).chain(cells));
        }
        for column in 1..header.len() {
            table::right(&mut table, column);
        }
        table::lines(&table)
    }

    /// The columns that have a figure in these rows, with their widest lines.
    fn widths(&self, rows: &[&Row]) -> BTreeMap<usize, usize> {
        let widest = |text: &str| text.lines().map(|line| line.width()).max().unwrap_or(0);
        let mut widths = BTreeMap::new();
        for (&column, text) in rows.iter().flat_map(|row| &row.cells) {
            let width = widths.entry(column);
            let width = width.or_insert_with(|| widest(&self.columns[column]));
            *width = widest(text).max(*width);
        }
        widths
    }

    /// The name of a row; without the measure where that is the title.
    fn name(&self, row: &Row, title: &str) -> String {
        let full = self.figures.cell_name(row.cell);
        let name = match full.strip_prefix(title) {
            Some("") => "all".to_owned(),
            Some(rest) if !title.is_empty() => match rest.strip_prefix('[') {
                Some(codes) => codes.replacen(']', "", 1),
                None => rest.trim_start().to_owned(),
            },
            _ => full,
        };
        escape(&name).into_owned()
    }
}

impl Wanted {
    fn admits(&self, figures: &Figures<'_>, point: &Point) -> bool {
        let dossier = figures.dossier;
        let any = |list: &[String], name: &str| list.is_empty() || list.iter().any(|n| n == name);
        let measure = figures.cells.get(point.cell).measure;
        let source = figures.group(point.group).source;
        let file = |claim: ClaimId| {
            let span = dossier.claim(claim).place.entry;
            &dossier.files.file(span.file).name
        };
        any(&self.measures, &dossier.codebook.measure(measure).id)
            && any(&self.sources, &dossier.source(source).id)
            && self.files.as_ref().is_none_or(|files| {
                let mut here = figures.figures_at(point).iter();
                here.any(|figure| files.contains(file(figure.claim)))
            })
    }
}

fn row_key(cell: &Cell) -> RowKey {
    (cell.measure, cell.codes.clone(), cell.share_of.clone())
}

/// Undated columns come last.
fn column_key(figures: &Figures<'_>, id: GroupId) -> ColumnKey {
    let window = figures.group(id).window.as_ref();
    let start = window.map_or(Some(Day(i32::MAX)), |window| window.start);
    let end = window.map_or(Some(Day(i32::MAX)), |window| {
        window.end.or(Some(Day(i32::MAX)))
    });
    (start, end, figures.group_name(id), id)
}

/// Source, speaker where it is not the publisher, and date.
fn header(figures: &Figures<'_>, id: GroupId) -> String {
    let group = figures.group(id);
    let source = figures.dossier.source(group.source);
    let mut lines = vec![source.id.clone()];
    if group.speaker != source.publisher {
        lines.push(figures.dossier.speakers.name(group.speaker).to_owned());
    }
    lines.push(match &group.window {
        Some(window) if group.inferred => format!("{} (published)", window.printed),
        Some(window) => window.printed.to_string(),
        None => "no date".to_owned(),
    });
    let shown: Vec<String> = lines.iter().map(|line| folded(line)).collect();
    shown.join("\n")
}

/// A line of a header, broken where it is long.
fn folded(line: &str) -> String {
    crate::output::wrap(&escape(line), 24)
}

/// The figures of a point as printed, each with its interval if it has one, and
/// the difference to the figure before it in the row.
fn text(figures: &Figures<'_>, point: &Point, before: Option<&Point>, style: &Style) -> String {
    let mut lines: Vec<String> = Vec::new();
    let change = before.and_then(|before| change(before.hard()?, point.hard()?, style));
    // Where several figures stand for one, the change is that of the narrowest.
    let mut changed = 0;
    for figure in figures.figures_at(point) {
        let claim = figures.dossier.claim(figure.claim);
        let printed = claim.value.as_ref().map_or("", |value| &value.printed);
        let printed = escape(printed).into_owned();
        if lines.contains(&printed) {
            continue;
        }
        if point.hard() == Some(&figure.hard) {
            changed = lines.len();
        }
        lines.push(printed);
        if !figure.hard.is_point() {
            lines.push(interval(&figure.hard, style.ascii));
        }
    }
    if let (Some(change), Some(line)) = (change, lines.get_mut(changed)) {
        line.push_str(&format!(" ({change})"));
    }
    lines.join("\n")
}

/// `+7`; `=` for none; for intervals only what they leave no doubt about.
fn change(before: &Interval, after: &Interval, style: &Style) -> Option<String> {
    let difference = after.sub(before);
    if difference.is_point() {
        let same = difference.single().is_some_and(|value| value.is_zero());
        let shown = signed_interval(&difference, style.ascii);
        return Some(if same { "=".to_owned() } else { shown });
    }
    let least = match (&difference.low, &difference.high) {
        (Some(low), _) if !low.value.is_negative() && !low.value.is_zero() => low,
        (_, Some(high)) if high.value.is_negative() => high,
        _ => return None,
    };
    let least = Interval::point(least.value.clone());
    Some(format!("at least {}", signed_interval(&least, style.ascii)))
}
