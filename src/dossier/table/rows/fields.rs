//! The fields of a row beside those of the claim itself: scope, quotation, how it is a
//! part; and what is done to its cells before.

use std::ops::Range;

use super::{BLANK, Cells, EXACT, Grower, PART, PREFIX, Row, SUFFIX, WHERE, said};
use crate::dossier::table::columns::Role;
use crate::dossier::table::map::ValueColumn;
use crate::dossier::table::names;
use crate::text::Problem;
use crate::text::tree::Kind;

impl<'c> Grower<'_, 'c> {
    pub(super) fn scope(
        &mut self,
        row: &Range<usize>,
        cells: &Cells<'c>,
        wide: Option<&'c ValueColumn>,
    ) {
        let given = |(at, _): &(usize, String)| cells[*at].is_some();
        let constants = |role: &Role| matches!(role, Role::Dimension(_));
        let some = self.dimensions.iter().any(given)
            || self
                .columns
                .constants
                .iter()
                .any(|(role, ..)| constants(role))
            || wide.is_some_and(|spec| !spec.scope.is_empty());
        if !some {
            return;
        }
        self.word(WHERE);
        self.growing.open(Kind::Mapping, row.clone());
        for (role, value, key) in &self.columns.constants {
            let Role::Dimension(name) = role else {
                continue;
            };
            let column = self.dimensions.iter().find(|(_, known)| known == name);
            if column.is_none_or(|(at, _)| cells[*at].is_none()) {
                self.growing.foreign(name.clone(), *key);
                said(value).grow(&mut self.growing);
            }
        }
        for at in 0..self.dimensions.len() {
            let column = self.dimensions[at].0;
            if let Some(cell) = &cells[column] {
                self.key(Some(column), self.words.dimensions[at]);
                cell.grow(&mut self.growing);
            }
        }
        for (dimension, code) in wide.into_iter().flat_map(|spec| &spec.scope) {
            said(dimension).grow(&mut self.growing);
            said(code).grow(&mut self.growing);
        }
        self.growing.close();
    }

    pub(super) fn quote(&mut self, row: &Range<usize>, cells: &Cells<'c>) {
        const QUOTE: usize = 10;
        let Some((column, exact)) = self.claim_cell(cells, "quote") else {
            return;
        };
        let prefix = self.claim_cell(cells, "quote_prefix");
        let suffix = self.claim_cell(cells, "quote_suffix");
        self.key(column, self.words.claim[QUOTE]);
        if prefix.is_none() && suffix.is_none() {
            exact.grow(&mut self.growing);
            return;
        }
        self.growing.open(Kind::Mapping, row.clone());
        let all = [
            (EXACT, Some((column, exact))),
            (PREFIX, prefix),
            (SUFFIX, suffix),
        ];
        for (word, found) in all {
            if let Some((column, cell)) = found {
                self.key(column, self.words.list[word]);
                cell.grow(&mut self.growing);
            }
        }
        self.growing.close();
    }

    /// The place of an empty figure, for a finding to point to.
    pub(super) fn blank(&mut self, row: &Row<'c>, column: Option<usize>) {
        let at = column.and_then(|column| row.places.get(column).copied());
        self.word(BLANK);
        let (at, word) = (at.unwrap_or(row.range.start), self.words.list[BLANK]);
        self.growing.stand_in(at..at, word);
    }

    pub(super) fn part_entries(
        &mut self,
        row: &Range<usize>,
        cells: &Cells<'c>,
        wide: Option<&'c ValueColumn>,
    ) {
        self.word(PART);
        self.growing.open(Kind::Mapping, row.clone());
        match wide {
            Some(spec) => {
                if let Some(whole) = &spec.part_of {
                    self.name("whole_column");
                    said(whole).grow(&mut self.growing);
                }
                for (name, how) in &spec.how {
                    self.name(name);
                    said(how).grow(&mut self.growing);
                }
            }
            None => {
                for (at, name) in names::PART.into_iter().enumerate() {
                    let found = self.part[at].and_then(|column| {
                        let cell = cells[column].clone()?;
                        Some((Some(column), cell))
                    });
                    let found = found.or_else(|| self.constant(&Role::Part(name)));
                    if let Some((column, cell)) = found {
                        self.key(column, self.words.part[at]);
                        cell.grow(&mut self.growing);
                    }
                }
            }
        }
        self.growing.close();
    }

    /// Puts in what the map says that printed codes stand for.
    pub(super) fn replace_codes(&self, cells: &mut Cells<'c>) {
        for (name, codes) in &self.map.codes {
            let columns = self.columns.list.iter().enumerate();
            for (at, _) in columns.filter(|(_, column)| {
                let mut roles = column.roles.iter();
                roles.any(|role| matches!(role,
                    Role::Dimension(known) if *known == name.value)
                    || matches!(role, Role::Claim(known) | Role::Part(known) | Role::Source(known) if *known == name.value))
            }) {
                let Some(cell) = &cells[at] else { continue };
                let code = codes.iter().find(|(printed, _)| *printed == cell.text);
                if let Some((_, code)) = code {
                    cells[at] = Some(cell.replaced(code, self.file));
                }
            }
        }
    }

    /// A column without a header must be empty.
    pub(super) fn check_nameless(&mut self, cells: &Cells<'c>) {
        let file = self.file;
        let filled = |at: &usize| cells.get(*at).is_some_and(Option::is_some);
        let found = self.nameless.iter().position(filled);
        if let Some(found) = found {
            let at = self.nameless.swap_remove(found);
            let problem = Problem::error(
                "unknown-field",
                self.columns.list[at].span,
                format!("column {} has no header", at + 1),
            );
            let cell = cells[at].as_ref().map(|cell| cell.span(file));
            let problem = match cell {
                Some(span) => problem.related(span, "and is not empty"),
                None => problem,
            };
            self.problems
                .push(problem.help("name it, or list \"\" under `ignore` in the map of the table"));
        }
    }
}
