//! Figures: claims as intervals on cells, gathered into points, and the
//! relations between them that breakdowns, the code tree and rules assert.
//! No verdict is made here.

mod build;
mod cell;
mod date;
mod from_breakdowns;
mod from_rules;
mod from_tree;
mod kinds;
mod names;
mod point;
mod relation;
mod since;
mod values;

pub use cell::{Cell, CellId, Cells};
pub use date::{Date, days};
pub use from_rules::{Dated, RuleInstance, RuleTerm, rule_instances, rule_terms};
pub use point::{Figure, FigureId, Group, GroupId, Point, PointId, Value};
pub use relation::{NotRun, Origin, Relation, RelationKind};
pub use since::{Days, Since, changes};

use crate::dossier::{Claim, ClaimId, Dossier, MeasureKind};
use crate::quantity::{Interval, Intervals};

/// Every figure of a dossier, by cell and by who says it of when.
#[derive(Debug)]
pub struct Figures<'d> {
    /// What people wrote.
    pub dossier: &'d Dossier,
    /// What sort of number each measure is, declared or seen from its values.
    pub kinds: Vec<MeasureKind>,
    /// What the figures are about.
    pub cells: Cells,
    /// The figures, sorted by group and cell.
    pub figures: Vec<Figure>,
    /// One source text, one speaker in it, one date each.
    pub groups: Vec<Group>,
    /// One group's figures for one cell, sorted by group and cell.
    pub points: Vec<Point>,
    /// Whether any figure names a unit other than percent.
    pub has_units: bool,
    /// For each measure whether some figure of it is below zero.
    pub signed: Vec<bool>,
    /// For each group its first point, and at the end one past the last.
    pub first_point: Vec<u32>,
    /// The point of each claim that is a current figure.
    pub point_of_claim: Vec<Option<PointId>>,
    /// What should hold inside one group.
    pub relations: Vec<Relation>,
    /// Relations that could not be set up, with the cause.
    pub not_run: Vec<NotRun>,
}

impl<'d> Figures<'d> {
    /// Works out the figures and relations of a dossier.
    pub fn of(dossier: &'d Dossier) -> Figures<'d> {
        let mut figures = build::figures(dossier);
        from_breakdowns::add_relations(&mut figures);
        from_tree::add_relations(&mut figures);
        figures
    }

    /// What superseded and retracted claims say, with the cell they are about.
    pub fn withdrawn(&self) -> Vec<(Cell, ClaimId, Interval)> {
        values::withdrawn(self)
    }

    /// The point with that number.
    pub fn point(&self, id: PointId) -> &Point {
        &self.points[id.index()]
    }

    /// The group with that number.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.index()]
    }

    /// The figures of a point, the most precise first.
    pub fn figures_at(&self, point: &Point) -> &[Figure] {
        &self.figures[point.first as usize..point.end as usize]
    }

    /// The claim that stands for a point in messages: its most precise.
    pub fn lead(&self, point: PointId) -> ClaimId {
        self.figures[self.point(point).first as usize].claim
    }

    /// What a claim is about and what its value can stand for, also where it is no
    /// current figure; none without a value.
    pub fn as_figure(&self, claim: &Claim) -> Option<(Cell, Intervals)> {
        values::as_figure(self, claim)
    }

    /// The point of a cell in a group.
    pub fn point_at(&self, group: GroupId, cell: CellId) -> Option<PointId> {
        let first = self.first_point[group.index()];
        let end = self.first_point[group.index() + 1];
        let here = &self.points[first as usize..end as usize];
        let at = here.binary_search_by_key(&cell, |point| point.cell).ok()?;
        Some(PointId(first + at as u32))
    }
}
