//! How cells, points and relations are written for people.

use super::{Cell, CellId, Figures, GroupId, PointId, Relation, RelationKind};
use crate::dossier::{Codebook, Codes};

impl Figures<'_> {
    /// A cell in the notation of rules: `measure[dim=code]`; a percentage with
    /// the whole it is a share of, a flow with its period.
    pub fn cell_name(&self, id: CellId) -> String {
        self.name_of(self.cells.get(id))
    }

    /// The same for a cell that nobody may have printed.
    pub fn name_of(&self, cell: &Cell) -> String {
        let codebook = &self.dossier.codebook;
        let name = cell_text(codebook, cell, &cell.codes);
        match &cell.share_of {
            Some(whole) => format!("{name} as % of {}", cell_text(codebook, cell, whole)),
            None => name,
        }
    }

    /// A part as its whole sees it: only the codes in which it differs, as
    /// people call them, such as `military`.
    pub fn part_name(&self, whole: Option<CellId>, part: CellId) -> String {
        let whole = whole.map(|whole| self.cells.get(whole));
        self.part_of(whole, self.cells.get(part))
    }

    /// The same for cells that nobody may have printed.
    pub fn part_of(&self, whole: Option<&Cell>, cell: &Cell) -> String {
        let none: Codes = Box::default();
        let base = match whole {
            Some(whole) => &whole.codes,
            None => cell.share_of.as_ref().unwrap_or(&none),
        };
        let own: Vec<&str> = cell
            .codes
            .iter()
            .filter(|code| !base.contains(code))
            .map(|&(dimension, code)| self.dossier.codebook.code(dimension, code).id.as_str())
            .collect();
        if own.is_empty() {
            self.dossier.codebook.measure(cell.measure).id.clone()
        } else {
            own.join(", ")
        }
    }

    /// A relation as people write it: `missing = military + civilian`.
    pub fn relation_name(&self, relation: &Relation) -> String {
        let whole_cell = relation.whole.map(|point| self.point(point).cell);
        let whole = match (whole_cell, relation.parts.first()) {
            (Some(cell), _) => self.cell_name(cell),
            (None, _) => "100%".to_owned(),
        };
        let parts: Vec<String> = relation
            .parts
            .iter()
            .map(|&part| self.part_name(whole_cell, self.point(part).cell))
            .collect();
        match relation.kind {
            RelationKind::Sum => format!("{whole} = {}", parts.join(" + ")),
            RelationKind::AtMost => format!("{} <= {whole}", parts.join(" + ")),
            RelationKind::AtLeast => format!("{} >= {whole}", parts.join(" + ")),
            RelationKind::Part => {
                let part = self.cell_name(self.point(relation.parts[0]).cell);
                format!("{part} <= {whole}")
            }
            RelationKind::Share => {
                let part = self.cell_name(self.point(relation.parts[0]).cell);
                format!("{part} = its share of {whole}")
            }
            RelationKind::Shares => format!("100% = {}", parts.join(" + ")),
            RelationKind::SharesAtMost => format!("{} <= 100%", parts.join(" + ")),
        }
    }

    /// Source, speaker where it is not the publisher, and date of a group.
    pub fn group_name(&self, id: GroupId) -> String {
        let group = self.group(id);
        let source = self.dossier.source(group.source);
        let mut name = source.id.clone();
        if group.speaker != source.publisher {
            name = format!("{name}, {}", self.dossier.speakers.name(group.speaker));
        }
        match &group.window {
            Some(window) => format!("{name}, {}", window.printed),
            None => name,
        }
    }

    /// Id of the source of a point.
    pub fn source_of(&self, point: PointId) -> &str {
        let group = self.group(self.point(point).group);
        &self.dossier.source(group.source).id
    }
}

fn cell_text(codebook: &Codebook, cell: &Cell, codes: &Codes) -> String {
    let mut name = codebook.measure(cell.measure).id.clone();
    if !codes.is_empty() {
        let pairs: Vec<String> = codes
            .iter()
            .map(|&(dimension, code)| {
                format!(
                    "{}={}",
                    codebook.dimension(dimension).id,
                    codebook.code(dimension, code).id
                )
            })
            .collect();
        name = format!("{name}[{}]", pairs.join(", "));
    }
    name
}
