//! `TODO`: what a person has still to put in. It is read as not stated; a measure or a
//! dimension that is still to do is one of its own, so that nothing is compared with it,
//! while the parts and wholes of one claim are. Every place is named, in one warning a
//! file.

use super::Decoder;
use crate::dossier::codebook::{Dimension, Measure, TODO};
use crate::dossier::ids::{DimensionId, MeasureId};
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Span};

/// What is still to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Measure,
    Dimension,
    Code,
    Value,
    Date,
    Quotation,
    Other,
}

impl What {
    fn name(self, many: bool) -> &'static str {
        match (self, many) {
            (What::Measure, false) => "measure",
            (What::Measure, true) => "measures",
            (What::Dimension, false) => "dimension",
            (What::Dimension, true) => "dimensions",
            (What::Code, false) => "code",
            (What::Code, true) => "codes",
            (What::Value, false) => "figure",
            (What::Value, true) => "figures",
            (What::Date, false) => "date",
            (What::Date, true) => "dates",
            (What::Quotation, false) => "quotation",
            (What::Quotation, true) => "quotations",
            (What::Other, false) => "other entry",
            (What::Other, true) => "other entries",
        }
    }
}

/// Where something is still to do.
#[derive(Default)]
pub(super) struct Todos {
    places: Vec<(Span, What)>,
}

impl Todos {
    pub(super) fn extend(&mut self, other: Todos) {
        self.places.extend(other.places);
    }
}

/// Whether a node says that it is still to do.
pub(super) fn is_todo(node: Node<'_>) -> bool {
    node.kind() == Kind::Scalar && node.text() == Some(TODO)
}

impl<'t> Decoder<'t> {
    /// Whether a node is still to do; then that is remembered.
    pub(super) fn todo(&mut self, node: Node<'t>, what: What) -> bool {
        let todo = is_todo(node);
        if todo {
            self.todo_at(node.span(), what);
        }
        todo
    }

    /// Remembers a place where something is still to do.
    pub(super) fn todo_at(&mut self, span: Span, what: What) {
        self.todos.places.push((span, what));
    }

    /// A measure that nobody else has.
    pub(super) fn open_measure(&mut self) -> MeasureId {
        let measures = &mut self.dossier.codebook.measures;
        measures.push(Measure::new(TODO));
        MeasureId::from(measures.len() - 1)
    }

    /// A dimension that nobody else has.
    pub(super) fn open_dimension(&mut self) -> DimensionId {
        let dimensions = &mut self.dossier.codebook.dimensions;
        let mut dimension = Dimension::new(TODO);
        dimension.add_code("all", None);
        dimensions.push(dimension);
        DimensionId::from(dimensions.len() - 1)
    }

    /// One warning a file, with every place in it.
    pub(super) fn report_todos(&mut self) {
        let mut places = std::mem::take(&mut self.todos.places);
        places.sort_unstable_by_key(|&(span, what)| (span.file.0, span.start, what));
        places.dedup();
        for here in places.chunk_by(|a, b| a.0.file == b.0.file) {
            self.problem(warning(here));
        }
    }
}

fn warning(here: &[(Span, What)]) -> Problem {
    let mut counts: Vec<(What, usize)> = Vec::new();
    for &(_, what) in here {
        match counts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => counts.push((what, 1)),
        }
    }
    counts.sort_unstable();
    let listed: Vec<String> = counts
        .iter()
        .map(|&(what, count)| format!("{count} {}", what.name(count > 1)))
        .collect();
    let message = format!("still to do in this file: {}", listed.join(", "));
    let (first, what) = here[0];
    let problem = Problem::warning("todo", first, message).label(what.name(false));
    let problem = here[1..].iter().fold(problem, |problem, &(span, what)| {
        problem.related(span, what.name(false))
    });
    problem.help("put in what the text says; a claim whose measure is `TODO` is compared with no other, and a date that is `TODO` counts as not stated")
}
