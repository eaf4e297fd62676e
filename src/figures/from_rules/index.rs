//! The points that a rule's cell may stand for, found without going through all.

use rustc_hash::FxHashMap;

use crate::dossier::{CodeId, DimensionId, MeasureId, RuleScope, SourceId, SpeakerId};

use super::Place;
use super::term::{RuleTerm, code_in};
use crate::figures::{Figures, GroupId, PointId};

/// So many points are gone through one by one.
const FEW: usize = 8;

/// Points of one measure by their codes in some dimensions.
type Table = FxHashMap<Vec<CodeId>, Vec<PointId>>;

/// Points by measure, and by the codes in the dimensions that some rule names.
pub(super) struct PointIndex<'f, 'd> {
    figures: &'f Figures<'d>,
    by_measure: Vec<Vec<PointId>>,
    tables: FxHashMap<(MeasureId, Vec<DimensionId>), Table>,
    /// The first group of each speaker of each text, once a rule names dates.
    first_groups: FxHashMap<(SourceId, SpeakerId), GroupId>,
}

impl<'f, 'd> PointIndex<'f, 'd> {
    pub(super) fn of(figures: &'f Figures<'d>) -> Self {
        let mut by_measure = vec![Vec::new(); figures.dossier.codebook.measures.len()];
        for (at, point) in figures.points.iter().enumerate() {
            let cell = figures.cells.get(point.cell);
            if cell.share_of.is_none() {
                by_measure[cell.measure.index()].push(PointId(at as u32));
            }
        }
        PointIndex {
            figures,
            by_measure,
            tables: FxHashMap::default(),
            first_groups: FxHashMap::default(),
        }
    }

    /// Points that a term stands for, in order, each with its codes in the dimensions
    /// that the rule does not name.
    pub(super) fn matching(
        &mut self,
        term: &RuleTerm,
        named: &[DimensionId],
    ) -> Vec<(PointId, Vec<(DimensionId, CodeId)>)> {
        let figures = self.figures;
        let points = self.candidates(term, named).iter();
        points
            .filter_map(|&id| Some((id, matches(figures, term, named, id)?)))
            .collect()
    }

    /// Points of the term's measure, those of other codes left out where they are many.
    fn candidates(&mut self, term: &RuleTerm, named: &[DimensionId]) -> &[PointId] {
        let all = &self.by_measure[term.measure.index()];
        if named.is_empty() || all.len() <= FEW {
            return all;
        }
        let figures = self.figures;
        let key = (term.measure, named.to_vec());
        let table = self.tables.entry(key).or_insert_with(|| {
            let mut table = Table::default();
            for &id in all {
                let codes = &figures.cells.get(figures.point(id).cell).codes;
                let codes = named.iter().map(|&dimension| code_in(codes, dimension));
                table.entry(codes.collect()).or_default().push(id);
            }
            table
        });
        let codes: Vec<CodeId> = named.iter().map(|&d| term.code_in(d)).collect();
        table.get(&codes).map_or(&[], Vec::as_slice)
    }

    /// Where a point takes part; none if its date is unknown to a rule over dates.
    pub(super) fn place_of(
        &mut self,
        scope: RuleScope,
        across_dates: bool,
        id: PointId,
    ) -> Option<Place> {
        let group = self.figures.point(id).group;
        let of_group = self.figures.group(group);
        match scope {
            // A rule that names dates joins the groups of one speaker of one text.
            RuleScope::Source if across_dates => {
                if self.first_groups.is_empty() {
                    for (at, group) in self.figures.groups.iter().enumerate() {
                        let key = (group.source, group.speaker);
                        self.first_groups.entry(key).or_insert(GroupId(at as u32));
                    }
                }
                let first = self.first_groups.get(&(of_group.source, of_group.speaker));
                first.copied().map(Place::Group)
            }
            RuleScope::Source => Some(Place::Group(group)),
            RuleScope::Date if across_dates => Some(Place::Date(None, None)),
            RuleScope::Date => {
                let window = of_group.window.as_ref()?;
                let cell = self.figures.cells.get(self.figures.point(id).cell);
                let comparable = window.is_day() || cell.period.is_some();
                comparable.then_some(Place::Date(window.start, window.end))
            }
        }
    }
}

/// The codes of a point in the dimensions that the rule does not name, if in
/// the others it is what the term asks for.
fn matches(
    figures: &Figures<'_>,
    term: &RuleTerm,
    named: &[DimensionId],
    id: PointId,
) -> Option<Vec<(DimensionId, CodeId)>> {
    let point = figures.point(id);
    if let Some(date) = &term.date {
        let window = figures.group(point.group).window.as_ref()?;
        if !window.same_window(date) {
            return None;
        }
    }
    let codes = &figures.cells.get(point.cell).codes;
    let fits = named
        .iter()
        .all(|&dimension| code_in(codes, dimension) == term.code_in(dimension));
    let rest = codes.iter().copied();
    fits.then(|| rest.filter(|(known, _)| !named.contains(known)).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::dossier::{Input, load};
    use crate::figures::rule_terms;

    /// Two dimensions, three dates, enough points for the tables to be used.
    fn dossier() -> crate::dossier::Dossier {
        let mut text = "source: {id: s, published: 2025-01-01}
measures: {m: {type: count}, n: {type: count}}
dimensions:
  d: {codes: {all: {partition: [a, b, c]}}}
  e: {codes: {all: {disjoint: [p, q]}}}
rules:
  one: {assert: '2 * m <= n'}
  two: {assert: 'm[d=a] + m[d=b] <= n + m'}
  three: {assert: 'm[d=a, e=p] < n[e=q]'}
  four: {assert: 'm[d=all]@2025-01-01 <= m[d=c]@2025-02-01'}
claims:
"
        .to_owned();
        let codes = ["all", "a", "b", "c"];
        for at in 0..96 {
            let (measure, d, e) = (["m", "n"][at % 2], codes[at / 2 % 4], at / 8 % 4);
            let e = ["all", "p", "q", "all"][e];
            let month = 1 + at / 32;
            text += &format!(
                "  - {{measure: {measure}, where: {{d: {d}, e: {e}}}, as_of: 2025-0{month}-01, value: {at}}}\n"
            );
        }
        load(vec![Input {
            name: "crossfoot.yaml".to_owned(),
            bytes: text.into_bytes(),
            is_settings: true,
            named: true,
            unreadable: None,
        }])
    }

    #[test]
    fn the_index_finds_what_a_search_through_all_points_finds() {
        let dossier = dossier();
        let figures = Figures::of(&dossier);
        let mut index = PointIndex::of(&figures);
        let mut found = 0;
        for rule in &dossier.codebook.rules {
            let terms = rule_terms(&dossier.codebook, rule).unwrap();
            let named = crate::figures::from_rules::named_dimensions(&terms);
            for term in &terms {
                let all = (0..figures.points.len() as u32).map(PointId);
                let own = all.filter(|&id| {
                    let cell = figures.cells.get(figures.point(id).cell);
                    cell.measure == term.measure && cell.share_of.is_none()
                });
                let search: Vec<_> = own
                    .filter_map(|id| Some((id, matches(&figures, term, &named, id)?)))
                    .collect();
                found += search.len();
                assert_eq!(index.matching(term, &named), search, "{}", term.key);
            }
        }
        assert_eq!(dossier.codebook.rules.len(), 4);
        assert!(index.tables.len() >= 4 && found > 20, "{found}");
    }
}
