//! What is wrong with the rows of a table: the first few of each sort are told one
//! by one, the rest are counted.

use crate::text::{Problem, Span};

/// So many rows with one sort of fault are told.
const TOLD: usize = 20;

/// The sorts of faults that rows have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// More or fewer fields than the header.
    Ragged,
    /// Quotation marks that do not fit.
    Quotes,
    /// Bytes that are not UTF-8.
    Encoding,
    /// Not a mapping of column names to texts.
    Shape,
}

/// Faults by sort.
#[derive(Debug, Default)]
pub(super) struct Faults {
    counted: Vec<(Sort, usize)>,
}

impl Faults {
    /// Tells of a row that is left out, or counts it.
    pub fn row(
        &mut self,
        sort: Sort,
        problems: &mut Vec<Problem>,
        span: Span,
        message: impl Into<String>,
        help: &str,
    ) {
        let known = self.counted.iter_mut().find(|(known, _)| *known == sort);
        let count = match known {
            Some((_, count)) => count,
            None => {
                self.counted.push((sort, 0));
                let last = self.counted.len() - 1;
                &mut self.counted[last].1
            }
        };
        *count += 1;
        if *count <= TOLD {
            let problem = Problem::error("invalid-table", span, message)
                .label("this row is left out")
                .help(help);
            problems.push(problem);
        }
    }

    /// Says how many rows were not told of one by one.
    pub fn finish(self, header: Span, problems: &mut Vec<Problem>) {
        for (sort, count) in self.counted {
            let Some(more) = count.checked_sub(TOLD).filter(|more| *more > 0) else {
                continue;
            };
            let what = match sort {
                Sort::Ragged => "have more or fewer fields than the header",
                Sort::Quotes => "have quotation marks that do not fit",
                Sort::Encoding => "hold bytes that are not UTF-8",
                Sort::Shape => "are not read",
            };
            let rows = if more == 1 { "row" } else { "rows" };
            problems.push(Problem::error(
                "invalid-table",
                header,
                format!("{more} further {rows} {what}, and are left out too"),
            ));
        }
    }
}
