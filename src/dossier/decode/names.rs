//! Resolving the names of measures, dimensions and codes that claims use.
//! A name nobody declared is reported once a file, and taken in all the same,
//! so that the figures under it are still audited.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::Decoder;
use super::todo::What;
use crate::dossier::codebook::{TODO, fold};
use crate::dossier::{CodeId, DimensionId, MeasureId};
use crate::text::suggest::nearest;
use crate::text::tree::{self, Node};
use crate::text::{FileId, Problem, Span, Spanned};

/// Names that claims use and no codebook declares, by file, with their first place and number of uses.
#[derive(Default)]
pub(super) struct UnknownNames {
    used: IndexMap<(FileId, Kind, String), (Span, usize)>,
    /// Dimensions whose description was refused: that is the finding.
    excused: FxHashSet<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Measure,
    Dimension,
    Code(DimensionId),
}

impl UnknownNames {
    /// Names that belong to this dimension are not reported.
    pub(super) fn excuse(&mut self, dimension: &str) {
        self.excused.insert(dimension.to_owned());
    }

    /// Whether the description of this dimension was refused.
    pub(super) fn excuses(&self, dimension: &str) -> bool {
        self.excused.contains(dimension)
    }

    /// Whether every name was declared.
    pub(super) fn is_empty(&self) -> bool {
        self.used.is_empty()
    }

    fn note(&mut self, kind: Kind, name: Spanned<&str>) {
        let key = (name.span.file, kind, name.value.to_owned());
        self.used.entry(key).or_insert((name.span, 0)).1 += 1;
    }
}

impl<'t> Decoder<'t> {
    /// The measure of that name.
    pub(super) fn measure_named(&mut self, name: Spanned<&str>) -> MeasureId {
        let found = self.dossier.codebook.find_measure(name.value);
        let implied = found.is_none_or(|id| self.dossier.codebook.measure(id).declared.is_none());
        if implied {
            self.unknown.note(Kind::Measure, name);
        }
        found.unwrap_or_else(|| self.dossier.codebook.imply_measure(name.value))
    }

    /// The dimension of that name.
    pub(super) fn dimension_named(&mut self, name: Spanned<&str>) -> DimensionId {
        if name.value == TODO {
            self.todo_at(name.span, What::Dimension);
            return self.open_dimension();
        }
        let found = self.dossier.codebook.find_dimension(name.value);
        let implied = found.is_none_or(|id| self.dossier.codebook.dimension(id).declared.is_none());
        if implied {
            self.unknown.note(Kind::Dimension, name);
        }
        found.unwrap_or_else(|| self.dossier.codebook.imply_dimension(name.value))
    }

    /// The code of that name in a dimension.
    pub(super) fn code_named(&mut self, dimension: DimensionId, name: Spanned<&str>) -> CodeId {
        if name.value == TODO {
            self.todo_at(name.span, What::Code);
        }
        let declared = name.value != TODO
            && (self.dossier.codebook.dimension(dimension))
                .declared
                .is_some();
        let found = self.dossier.codebook.find_code(dimension, name.value);
        let implied = found.is_none_or(|id| {
            let code = self.dossier.codebook.code(dimension, id);
            code.span.is_none() && id.0 != 0
        });
        if declared && implied {
            self.unknown.note(Kind::Code(dimension), name);
        }
        found.unwrap_or_else(|| self.dossier.codebook.imply_code(dimension, name.value))
    }

    /// `{dimension: code, …}` as codes sorted by dimension, without roots.
    pub(super) fn scope(
        &mut self,
        node: Option<Node<'t>>,
        what: &str,
    ) -> Vec<(DimensionId, CodeId)> {
        let mut codes = Vec::new();
        for (dimension, code) in self.written_scope(node, what) {
            set_code(&mut codes, dimension, code);
        }
        codes
    }

    /// The same as it is written, roots included.
    pub(super) fn written_scope(
        &mut self,
        node: Option<Node<'t>>,
        what: &str,
    ) -> Vec<(DimensionId, CodeId)> {
        let Some(node) = node else { return Vec::new() };
        if node.kind() != tree::Kind::Mapping {
            self.problem(
                Problem::error(
                    "invalid-yaml",
                    node.span(),
                    format!("{what} must be a mapping"),
                )
                .help("write it as in `where: {sex: women}`"),
            );
            return Vec::new();
        }
        let mut codes = Vec::new();
        for (key, value) in node.entries() {
            let (Some(dimension), Some(code)) = (
                self.scalar(key, "a dimension"),
                self.scalar(value, "a code"),
            ) else {
                continue;
            };
            let dimension = self.dimension_named(dimension);
            codes.push((dimension, self.code_named(dimension, code)));
        }
        codes.sort_unstable();
        codes
    }

    /// Reports every name that was used and not declared.
    pub(super) fn report_unknown_names(&mut self) {
        let used = std::mem::take(&mut self.unknown.used);
        let codebook = &self.dossier.codebook;
        let any_measure = codebook.measures.iter().any(|m| m.declared.is_some());
        let any_dimension = codebook.dimensions.iter().any(|d| d.declared.is_some());
        let mut problems = Vec::new();
        let (mut measure_noted, mut dimension_noted) = (false, false);
        for ((_, kind, name), (span, uses)) in &used {
            let excused = match kind {
                Kind::Measure => false,
                Kind::Dimension => self.unknown.excuses(name),
                Kind::Code(dimension) => self.unknown.excuses(&codebook.dimension(*dimension).id),
            };
            if excused {
                continue;
            }
            let times = match uses {
                1 => String::new(),
                _ => format!(" (used {uses} times in this file)"),
            };
            let problem = match kind {
                Kind::Measure if !any_measure => {
                    if std::mem::replace(&mut measure_noted, true) {
                        continue;
                    }
                    Problem::note("unknown-measure", *span, "no measure is declared in this dossier")
                        .help("declare them under `measures:` in crossfoot.yaml, with their type and how they move over time; until then each is a stock whose type follows its values")
                }
                Kind::Dimension if !any_dimension => {
                    if std::mem::replace(&mut dimension_noted, true) {
                        continue;
                    }
                    Problem::note("unknown-dimension", *span, "no dimension is declared in this dossier")
                        .help("declare them under `dimensions:` in crossfoot.yaml, so that parts and wholes are known in every source; until then only the breakdowns that claims write are checked")
                }
                Kind::Measure => {
                    let known = codebook.measures.iter().filter(|m| m.declared.is_some());
                    suggest(
                        Problem::error(
                            "unknown-measure",
                            *span,
                            format!("measure `{name}` is not declared{times}"),
                        ),
                        name,
                        known.map(|measure| measure.id.as_str()),
                        "declare it under `measures:`",
                    )
                }
                Kind::Dimension => {
                    let known = codebook.dimensions.iter().filter(|d| d.declared.is_some());
                    suggest(
                        Problem::error(
                            "unknown-dimension",
                            *span,
                            format!("dimension `{name}` is not declared{times}"),
                        ),
                        name,
                        known.map(|dimension| dimension.id.as_str()),
                        "declare it under `dimensions:`",
                    )
                }
                Kind::Code(dimension) => {
                    let dimension = codebook.dimension(*dimension);
                    let known = dimension
                        .codes
                        .iter()
                        .enumerate()
                        .filter(|(at, code)| *at == 0 || code.span.is_some());
                    suggest(
                        Problem::error(
                            "unknown-code",
                            *span,
                            format!(
                                "`{name}` is not a code of dimension `{}`{times}",
                                dimension.id
                            ),
                        ),
                        name,
                        known.map(|(_, code)| code.id.as_str()),
                        "add it to the dimension's codes",
                    )
                }
            };
            problems.push(problem);
        }
        self.dossier.problems.extend(problems);
    }
}

/// Puts a code into a sorted list; a root removes its dimension.
pub(crate) fn set_code(
    codes: &mut Vec<(DimensionId, CodeId)>,
    dimension: DimensionId,
    code: CodeId,
) {
    codes.retain(|&(known, _)| known != dimension);
    if code.0 != 0 {
        let at = codes.partition_point(|&(known, _)| known < dimension);
        codes.insert(at, (dimension, code));
    }
}

fn suggest<'a>(
    problem: Problem,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    otherwise: &str,
) -> Problem {
    let known: Vec<&str> = known.collect();
    let folded = fold(name);
    match nearest(&folded, known.iter().copied()) {
        Some(close) => problem.help(format!("did you mean `{close}`?")),
        None if known.len() <= 12 && !known.is_empty() => {
            problem.help(format!("{otherwise}; known: {}", known.join(", ")))
        }
        None => problem.help(otherwise),
    }
}
