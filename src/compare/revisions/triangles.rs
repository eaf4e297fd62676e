//! From histories to triangles: editions as columns, reference dates as rows.

use super::Asked;
use super::coverage::Coverage;
use super::entries::{self, History, Links, Voice};
use super::left_out::Silence;
use super::model::{Edition, Revisions, Row, Standing, Triangle, Vintage, Withdrawal, Withdrawn};
use super::rows;
use super::vintages::Making;
use super::{order, summary};
use crate::dossier::{Dossier, SourceId};
use crate::figures::Figures;

/// The histories that are asked for.
pub fn revisions(figures: &Figures<'_>, asked: &Asked) -> Revisions {
    let dossier = figures.dossier;
    let histories = entries::histories(figures);
    let coverage = Coverage::of(dossier, &histories);
    let links = Links::of(dossier);
    let mut found = Revisions::default();
    for history in histories
        .iter()
        .filter(|history| asked.admits(dossier, history))
    {
        found.apart.unpublished += history.unpublished;
        found.apart.changes += history.changes;
        if history.entries.is_empty() {
            continue;
        }
        let triangle = triangle(figures, history, &coverage, &links);
        let compares = |row: &Row| row.vintages.len() > 1 || row.withdrawn.is_some();
        if asked.single || triangle.rows.iter().any(compares) {
            found.triangles.push(triangle);
        } else {
            found.apart.single += 1;
        }
    }
    let place = |t: &Triangle| (t.cell.clone(), t.publisher.clone(), t.series.clone());
    found.triangles.sort_by_cached_key(|triangle| {
        let sources = triangle
            .editions
            .iter()
            .map(|edition| edition.source.clone());
        (place(triangle), sources.collect::<Vec<String>>())
    });
    found
}

impl Asked {
    fn admits(&self, dossier: &Dossier, history: &History) -> bool {
        let speaker = match &history.voice {
            Voice::Speaker(speaker) => Some(speaker),
            Voice::Series(_) => None,
        };
        let cell = &history.cell;
        let mut entries = history.entries.iter();
        let file = |claim| dossier.claim(claim).place.entry.file;
        (self.measures.is_empty() || self.measures.contains(&cell.measure))
            && (self.codes.iter()).all(|&(dimension, code)| cell.code_in(dimension) == code)
            && (self.publishers.is_empty()
                || speaker.is_some_and(|speaker| self.publishers.contains(speaker)))
            && (self.sources.is_empty()
                || entries
                    .clone()
                    .any(|entry| self.sources.contains(&entry.source)))
            && (self.files.as_ref())
                .is_none_or(|files| entries.any(|entry| files.contains(&file(entry.claim))))
    }
}

fn triangle(
    figures: &Figures<'_>,
    history: &History,
    coverage: &Coverage,
    links: &Links,
) -> Triangle {
    let dossier = figures.dossier;
    let series = series(dossier, history);
    let in_series = |source: &SourceId| {
        let name = dossier.source(*source).edition_of.as_ref();
        name.is_some_and(|name| series.contains(name))
    };
    // Editions that say nothing of the cell may leave it out.
    let silent = coverage.editions(&history.voice, history.cell.measure);
    let sources = (history.entries.iter().map(|entry| entry.source))
        .chain(silent.into_iter().filter(in_series));
    let order = order::editions(dossier, sources.collect(), &history.entries, links);
    let making = Making {
        dossier,
        links,
        editions: &order,
    };
    let (references, one_row) = rows::references(dossier, history, links);
    let (mut rows, mut known) = (Vec::new(), Vec::new());
    for reference in &references {
        let (vintages, in_order) = making.vintages(&reference.entries);
        rows.push(vintages);
        known.push(in_order);
    }
    let silence = Silence::of(dossier, history, coverage, &order, &rows);
    let mut drawn: Vec<Row> = Vec::new();
    for (at, (reference, vintages)) in references.iter().zip(rows).enumerate() {
        let left_out = silence.left_out(at, reference);
        drawn.push(Row {
            reference: reference.printed.clone(),
            inferred: reference.inferred,
            withdrawn: withdrawn(&vintages, &left_out),
            summary: summary::of_row(dossier, &order, &vintages),
            order_unknown: !known[at],
            vintages,
            left_out,
        });
    }
    let editions = used(dossier, &order, &mut drawn);
    let cell = &history.cell;
    let publisher = match &history.voice {
        Voice::Speaker(speaker) if history.named => dossier.speakers.name(*speaker),
        _ => "",
    };
    let codebook = &dossier.codebook;
    let codes = cell.codes.iter().map(|&(dimension, code)| {
        let id = codebook.code(dimension, code).id.clone();
        (codebook.dimension(dimension).id.clone(), id)
    });
    Triangle {
        cell: figures.name_of(cell),
        measure: codebook.measure(cell.measure).id.clone(),
        codes: codes.collect(),
        publisher: publisher.to_owned(),
        summary: summary::of_cell(&editions, &drawn),
        series,
        one_row: one_row.filter(|_| drawn.iter().any(|row| row.reference.is_empty())),
        editions,
        rows: drawn,
    }
}

/// The series of editions that figures of a history stand in.
fn series(dossier: &Dossier, history: &History) -> Vec<String> {
    let names = history.entries.iter();
    let mut names: Vec<String> = names
        .filter_map(|entry| dossier.source(entry.source).edition_of.clone())
        .collect();
    names.sort();
    names.dedup();
    names
}

fn withdrawn(vintages: &[Vintage], left_out: &[usize]) -> Option<Withdrawn> {
    let last = vintages.last()?;
    if let Some(&edition) = left_out.iter().find(|&&edition| edition > last.edition) {
        let how = Withdrawal::LeftOut;
        return Some(Withdrawn { how, edition });
    }
    let how = match last.standing {
        Standing::Missing if vintages.iter().any(|v| v.value.is_some()) => Withdrawal::SaidMissing,
        Standing::Retracted => Withdrawal::Retracted,
        Standing::Superseded => Withdrawal::Superseded,
        _ => return None,
    };
    let edition = last.edition;
    Some(Withdrawn { how, edition })
}

/// The editions that have a part in some row; the rows are renumbered after them.
fn used(dossier: &Dossier, order: &[SourceId], rows: &mut [Row]) -> Vec<Edition> {
    let mut used = vec![false; order.len()];
    for row in rows.iter() {
        let own = row.vintages.iter().map(|vintage| vintage.edition);
        own.chain(row.left_out.iter().copied())
            .for_each(|edition| used[edition] = true);
    }
    let number = |edition: usize| used[..edition].iter().filter(|used| **used).count();
    for row in rows.iter_mut() {
        let own = row.vintages.iter_mut().map(|vintage| &mut vintage.edition);
        let withdrawn = row
            .withdrawn
            .iter_mut()
            .map(|withdrawn| &mut withdrawn.edition);
        for edition in own.chain(row.left_out.iter_mut()).chain(withdrawn) {
            *edition = number(*edition);
        }
    }
    let shown = order.iter().zip(&used).filter(|(_, used)| **used);
    let edition = |source: SourceId| {
        let source = dossier.source(source);
        let published = source.published.as_ref();
        Edition {
            source: source.id.clone(),
            title: source.title.clone(),
            published: published.map_or(String::new(), |window| window.value.printed.to_string()),
            edition_of: source.edition_of.clone(),
        }
    };
    shown.map(|(&source, _)| edition(source)).collect()
}
