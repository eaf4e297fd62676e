//! Joining the rows of tables: parts to their wholes, once every row has its id.

use std::collections::VecDeque;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Decoder;
use super::table::{PendingPart, Whole};
use crate::dossier::claim::Breakdown;
use crate::dossier::codebook::{BreakdownKind, MissingPolicy};
use crate::dossier::ids::{BreakdownId, ClaimId, DimensionId};
use crate::text::suggest::nearest;
use crate::text::{Problem, Span};

/// So many unknown wholes get a did-you-mean.
const SUGGESTED: usize = 20;

type Map<K, V> = IndexMap<K, V, FxBuildHasher>;

/// What tells the breakdowns of one whole apart.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key<'t> {
    Named(&'t str),
    Unnamed(Option<DimensionId>, Option<&'static str>),
}

impl<'t> Decoder<'t> {
    /// Makes breakdowns of the parts that rows have named.
    pub(super) fn join_parts(&mut self) {
        let pending = std::mem::take(&mut self.rows.parts);
        let blanks = std::mem::take(&mut self.rows.blanks);
        if !pending.is_empty() {
            let wholes = self.wholes(&pending);
            self.join(&pending, &wholes);
        }
        self.report_blanks(&blanks);
    }

    /// The whole of each part, where it is known.
    fn wholes(&mut self, pending: &[PendingPart<'t>]) -> Vec<Option<ClaimId>> {
        let mut problems = Vec::new();
        let ids: FxHashMap<&str, ClaimId> = (self.dossier.claims.iter().enumerate())
            .map(|(at, claim)| (&*claim.id, ClaimId::from(at)))
            .collect();
        let mut wholes = Vec::with_capacity(pending.len());
        for part in pending {
            let name = match part.whole {
                Whole::Claim(id, _) => {
                    wholes.push(Some(id));
                    continue;
                }
                Whole::Unread => {
                    wholes.push(None);
                    continue;
                }
                Whole::Perhaps(name) => {
                    wholes.push(ids.get(name).copied());
                    continue;
                }
                Whole::Id(name) => name,
            };
            let found = ids.get(name.value).copied();
            wholes.push(found);
            if found.is_some() {
                continue;
            }
            let message = format!("`part_of` names no claim: `{}`", name.value);
            let problem = Problem::error("invalid-value", name.span, message);
            // Looking for the nearest goes through all ids: not for a flood of them.
            let close = match problems.len() {
                0..SUGGESTED => {
                    let mut known: Vec<&str> = ids.keys().copied().collect();
                    known.sort_unstable();
                    nearest(name.value, known)
                }
                _ => None,
            };
            problems.push(match close {
                Some(close) => problem.help(format!("did you mean `{close}`?")),
                None => problem.help("give the id of the whole's row: its `id`, or as in `source/measure[dimension=code]`"),
            });
        }
        self.dossier.problems.extend(problems);
        wholes
    }

    /// Joins wholes before their parts, so that parts of parts take over what the
    /// outermost whole says.
    fn join(&mut self, pending: &[PendingPart<'t>], wholes: &[Option<ClaimId>]) {
        let mut parts_of: Map<ClaimId, Vec<usize>> = Map::default();
        let mut joined: Vec<bool> = vec![true; pending.len()];
        let mut is_part = vec![false; self.dossier.claims.len()];
        for (at, (part, whole)) in pending.iter().zip(wholes).enumerate() {
            if let Some(whole) = *whole {
                parts_of.entry(whole).or_default().push(at);
                if let Some(claim) = part.claim {
                    is_part[claim.index()] = true;
                    joined[at] = false;
                }
            }
        }
        let roots = parts_of.keys().filter(|whole| !is_part[whole.index()]);
        let mut queue: VecDeque<ClaimId> = roots.copied().collect();
        while let Some(whole) = queue.pop_front() {
            let Some(parts) = parts_of.get(&whole) else {
                continue;
            };
            for &at in parts {
                joined[at] = true;
                queue.extend(pending[at].claim);
            }
            self.breakdowns_of(whole, parts, pending);
        }
        if let Some(at) = joined.iter().position(|joined| !joined) {
            let part = &pending[at];
            let span = match part.whole {
                Whole::Id(name) => name.span,
                Whole::Claim(_, span) => span,
                Whole::Unread | Whole::Perhaps(_) => part.row,
            };
            self.problem(
                Problem::error(
                    "invalid-value",
                    span,
                    "this figure is a part of itself, directly or by way of others",
                )
                .help("`part_of` must lead to a row that is no part of these"),
            );
        }
    }

    /// The breakdowns of one whole.
    fn breakdowns_of(&mut self, whole: ClaimId, parts: &[usize], pending: &[PendingPart<'t>]) {
        let mut groups: Map<Key<'t>, Vec<&PendingPart<'t>>> = Map::default();
        let mut all_there = true;
        for &at in parts {
            let part = &pending[at];
            if matches!(part.whole, Whole::Perhaps(_)) {
                all_there = false;
                continue;
            }
            let key = match part.breakdown {
                Some(name) => Key::Named(name),
                None => Key::Unnamed(
                    part.by.map(|by| by.0),
                    part.kind.map(|kind| name_of(kind.0)),
                ),
            };
            groups.entry(key).or_default().push(part);
        }
        for group in groups.values() {
            self.one_breakdown(whole, group, all_there);
        }
    }

    fn one_breakdown(&mut self, whole: ClaimId, group: &[&PendingPart<'t>], all_there: bool) {
        let by = self.agreed(group, "by", |part| part.by);
        let kind = self.agreed(group, "kind", |part| part.kind);
        let missing = self.agreed(group, "missing", |part| part.missing);
        let id = BreakdownId::from(self.dossier.breakdowns.len());
        let mut breakdown = Breakdown {
            whole,
            by,
            kind,
            parts: Vec::new(),
            missing: missing.unwrap_or(MissingPolicy::Skip),
            complete: all_there && group.iter().all(|part| !part.partial),
            quote: group.iter().find_map(|part| part.quote.clone()),
            span: group[0].row,
        };
        for part in group {
            match part.claim {
                Some(claim) if self.joins(whole, claim, part) => {
                    self.dossier.claims[claim.index()].part_of = Some(id);
                    breakdown.parts.push(claim);
                }
                _ => breakdown.complete = false,
            }
        }
        if !breakdown.parts.is_empty() {
            self.dossier.breakdowns.push(breakdown);
        }
    }

    /// What all parts say alike, or only one says.
    fn agreed<T: Copy + PartialEq>(
        &mut self,
        group: &[&PendingPart<'t>],
        name: &str,
        of: impl Fn(&PendingPart<'t>) -> Option<(T, Span)>,
    ) -> Option<T> {
        let (first, place) = group.iter().find_map(|part| of(part))?;
        let other = group
            .iter()
            .find_map(|part| of(part).filter(|(other, _)| *other != first));
        if let Some((_, span)) = other {
            self.problem(
                Problem::error(
                    "invalid-value",
                    span,
                    format!("the parts of one breakdown differ in `{name}`"),
                )
                .related(place, "the first part says")
                .help("give breakdowns of one whole different names in the column `breakdown`"),
            );
        }
        Some(first)
    }

    /// Whether a part can belong to its whole; it takes over what its row leaves to
    /// the whole.
    fn joins(&mut self, whole: ClaimId, claim: ClaimId, part: &PendingPart<'t>) -> bool {
        let from = self.dossier.claim(whole);
        let (when, speaker) = (from.when.clone(), from.speaker);
        let (state, basis) = (from.state, from.basis);
        let (measure, source, place) = (from.measure, from.source, from.place.entry);
        let both_open = [measure, self.dossier.claim(claim).measure]
            .iter()
            .all(|&id| self.dossier.codebook.measure(id).is_open());
        let to = &mut self.dossier.claims[claim.index()];
        if both_open {
            to.measure = measure;
        }
        let says = part.says;
        if !says.when && source == to.source {
            to.when = when.clone();
        }
        if !says.speaker && source == to.source {
            to.speaker = speaker;
        }
        if !says.state {
            to.state = state;
        }
        if !says.basis {
            to.basis = basis.or(to.basis);
        }
        let days = |when: &crate::dossier::When| {
            let window = when.window.as_ref();
            window.map(|window| (window.start, window.end))
        };
        let differs = [
            ("measure", to.measure != measure),
            ("source", to.source != source),
            ("speaker", to.speaker != speaker),
            ("date", days(&to.when) != days(&when)),
        ];
        let Some((what, _)) = differs.into_iter().find(|(_, differs)| *differs) else {
            return true;
        };
        let span = match part.whole {
            Whole::Id(name) => name.span,
            _ => part.row,
        };
        self.problem(
            Problem::error(
                "invalid-value",
                span,
                format!("a part has the {what} of its whole, and this row has another"),
            )
            .related(place, "the whole")
            .help(
                "sums hold within one text, for one date: correct the row, or leave `part_of` out",
            ),
        );
        false
    }

    /// Rows without a figure must be the whole of others.
    fn report_blanks(&mut self, blanks: &[(ClaimId, Span)]) {
        if blanks.is_empty() {
            return;
        }
        let mut is_whole = vec![false; self.dossier.claims.len()];
        for breakdown in &self.dossier.breakdowns {
            is_whole[breakdown.whole.index()] = true;
        }
        for &(claim, span) in blanks {
            if !is_whole[claim.index()] {
                self.problem(
                    Problem::error("missing-field", span, "this cell has no figure").help(
                        "write the figure as it is printed, or `n/a` if the source does not give it; `empty: skip` in a map leaves empty cells out",
                    ),
                );
            }
        }
    }
}

fn name_of(kind: BreakdownKind) -> &'static str {
    let mut names = BreakdownKind::NAMES.iter();
    names
        .find(|(_, known)| *known == kind)
        .map_or("", |&(name, _)| name)
}
