//! How the unknowns, edits and claims of a case are called.

use crate::dossier::{ClaimId, OverTime, SourceId, SpeakerId};
use crate::engine::{CellIndex, EditIndex};
use crate::joint::{Because, Moment, Sort, Sums, Words, World};
use crate::quantity::value::ValueKind;
use crate::quantity::{Day, Interval, group};

use super::super::Context;

/// Names for one world.
pub(in crate::checks) struct Names<'n, 'c> {
    context: &'n Context<'c>,
    world: &'n World,
    /// Whether it holds several moments, so that a cell needs its date.
    dated: bool,
    /// How words are read.
    words: Words,
}

impl<'n, 'c> Names<'n, 'c> {
    pub fn of(context: &'n Context<'c>, world: &'n World) -> Names<'n, 'c> {
        let mut moments = world.unknowns.iter().map(|unknown| unknown.moment);
        let first = moments.next();
        Names {
            context,
            world,
            dated: moments.any(|moment| Some(moment) != first),
            words: Words::Hard,
        }
    }

    /// The same where words are read so.
    pub fn reading(self, words: Words) -> Names<'n, 'c> {
        Names { words, ..self }
    }

    /// A cell in the notation of rules, with its date where there are several.
    pub fn cell(&self, cell: CellIndex) -> String {
        let unknown = self.world.unknown(cell);
        let name = self.context.figures.name_of(&unknown.cell);
        if self.dated {
            format!("{name}@{}", self.moment(unknown.moment))
        } else {
            name
        }
    }

    /// Whether cells need their date.
    pub fn is_dated(&self) -> bool {
        self.dated
    }

    /// A date as a reader knows it: as it was written, where a figure has it.
    pub fn moment(&self, moment: Moment) -> String {
        if let Some(window) = self.context.written().find(self.context.figures, moment) {
            return window.printed.to_string();
        }
        let day = |at: i64| i32::try_from(at).map_or("..".to_owned(), |at| Day(at).to_string());
        if moment.start == moment.end {
            day(moment.start)
        } else {
            format!("{}/{}", day(moment.start), day(moment.end))
        }
    }

    /// The same; empty where there is no date.
    pub fn as_of(&self, moment: Moment) -> String {
        if (moment.start, moment.end) == (i64::MIN, i64::MAX) {
            return String::new();
        }
        self.moment(moment)
    }

    /// "commission-2025-03 states 285", "courier states about 7,000 (6,000 to 8,000)".
    pub fn stated(&self, claim: ClaimId) -> String {
        format!("{} states {}", self.source(claim), self.read(claim))
    }

    /// A figure as printed, with what it stands for where that is no single number.
    fn read(&self, claim: ClaimId) -> String {
        let printed = self.printed(claim);
        let interval = self.interval(claim);
        let Some(interval) = interval.filter(|interval| !interval.is_point()) else {
            return printed;
        };
        let value = &self.context.claim(claim).value;
        let percent = value.as_ref().is_some_and(|value| value.is_percent());
        let sign = if percent { "%" } else { "" };
        let range = interval.words_with(&|number| format!("{}{sign}", group(number)));
        match self.words {
            // Words that say the range themselves need no second saying.
            _ if value
                .as_ref()
                .is_some_and(|value| matches!(value.kind, ValueKind::Range(_))) =>
            {
                printed
            }
            Words::Hard => format!("{printed} ({range})"),
            Words::Plausible => format!("{printed} (usually {range})"),
        }
    }

    /// What a figure stands for, as words are read here.
    pub fn interval(&self, claim: ClaimId) -> Option<&'c Interval> {
        let figures = self.context.figures;
        let point = figures.point_of_claim[claim.index()]?;
        let mut here = figures.figures_at(figures.point(point)).iter();
        let own = here.find(|figure| figure.claim == claim)?;
        Some(match self.words {
            Words::Hard => &own.hard,
            Words::Plausible => own.plausible(),
        })
    }

    /// The figure of a claim as printed.
    pub fn printed(&self, claim: ClaimId) -> String {
        self.context.printed(self.context.claim(claim))
    }

    /// The source of a claim, with the speaker where it is not the publisher.
    pub fn source(&self, claim: ClaimId) -> String {
        let claim = self.context.claim(claim);
        self.voice(claim.source, claim.speaker)
    }

    /// The source of a claim, and the speaker where it is not the publisher.
    pub fn source_and_speaker(&self, claim: ClaimId) -> (String, Option<String>) {
        let claim = self.context.claim(claim);
        let dossier = self.context.dossier();
        let source = dossier.source(claim.source);
        let other = claim.speaker != source.publisher;
        let speaker = other.then(|| dossier.speakers.name(claim.speaker).to_owned());
        (source.id.clone(), speaker)
    }

    /// The same, by source and speaker.
    pub fn voice(&self, source: SourceId, speaker: SpeakerId) -> String {
        let dossier = self.context.dossier();
        let source = dossier.source(source);
        if speaker == source.publisher {
            source.id.clone()
        } else {
            format!("{} ({})", source.id, dossier.speakers.name(speaker))
        }
    }

    /// An edit as people write it: `total = men + women`.
    pub fn edit(&self, edit: EditIndex) -> String {
        let terms = self.world.system.edit(edit).terms;
        match self.world.because(edit) {
            Because::Parts { kind, .. } => self.parts(&terms, *kind),
            Because::Inside => {
                let (inner, outer) = self.inner_and_outer(&terms);
                format!(
                    "{} is part of {}",
                    self.cell_alone(inner),
                    self.cell_alone(outer)
                )
            }
            Because::Rule { rule, with } => {
                let rule = &self.context.dossier().codebook.rules[*rule];
                let with: Vec<String> = with.iter().map(|&claim| self.stated(claim)).collect();
                let rule = format!("rule `{}`: {}", rule.id, rule.assert.value);
                if with.is_empty() {
                    rule
                } else {
                    format!("{rule}, where {}", with.join(" and "))
                }
            }
            Because::Later => self.rising(terms[0].0),
            Because::Printed(claim) => self.share(*claim),
        }
    }

    /// "report states 12.5% of deaths".
    fn share(&self, claim: ClaimId) -> String {
        let figures = self.context.figures;
        let stated = self.stated(claim);
        let more = self.context.claim(claim).more.as_ref();
        if let Some(since) = more.and_then(|more| more.change_since.as_ref()) {
            let printed = self.printed(claim);
            let plain = printed.starts_with(|first: char| first.is_ascii_digit());
            let change = if plain {
                format!("a change of {printed}")
            } else {
                printed
            };
            let source = self.source(claim);
            return format!("{source} states {change} since {}", since.value.printed);
        }
        let cell = figures.point_of_claim[claim.index()].and_then(|point| {
            figures
                .cells
                .get(figures.point(point).cell)
                .share_of
                .clone()
        });
        let Some(codes) = cell else {
            return stated;
        };
        let whole = crate::figures::Cell {
            measure: self.context.claim(claim).measure,
            codes,
            share_of: None,
            period: None,
        };
        format!("{stated} of {}", figures.name_of(&whole))
    }

    fn inner_and_outer(&self, terms: &[(CellIndex, i64)]) -> (CellIndex, CellIndex) {
        match terms {
            [(inner, 1), (outer, _)] | [(outer, -1), (inner, _)] => (*inner, *outer),
            _ => (terms[0].0, terms[0].0),
        }
    }

    /// A cell without its date.
    pub fn cell_alone(&self, cell: CellIndex) -> String {
        self.context.figures.name_of(&self.world.unknown(cell).cell)
    }

    /// Why a cell is not less later than before.
    pub fn rising(&self, cell: CellIndex) -> String {
        format!("a {} figure does not fall", self.nature(cell))
    }

    /// What sort of figure does not fall.
    pub fn nature(&self, cell: CellIndex) -> &'static str {
        let measure = self.world.unknown(cell).cell.measure;
        match self.context.dossier().codebook.measure(measure).over_time {
            OverTime::Event => "settled",
            _ => "cumulative",
        }
    }

    /// The date of a cell.
    pub fn moment_of(&self, cell: CellIndex) -> String {
        self.moment(self.world.unknown(cell).moment)
    }

    /// A part as its whole sees it.
    pub fn part_alone(&self, whole: Option<CellIndex>, part: CellIndex) -> String {
        let whole = whole.map(|whole| &self.world.unknown(whole).cell);
        self.context
            .figures
            .part_of(whole, &self.world.unknown(part).cell)
    }

    fn parts(&self, terms: &[(CellIndex, i64)], kind: Sums) -> String {
        let whole = terms.iter().find(|(_, c)| *c < 0).map(|(cell, _)| *cell);
        let parts: Vec<String> = (terms.iter())
            .filter(|(_, c)| *c > 0)
            .map(|&(part, _)| self.part_alone(whole, part))
            .collect();
        let name = match whole {
            Some(whole) => self.cell_alone(whole),
            None => "100%".to_owned(),
        };
        let sum = parts.join(" + ");
        match kind {
            Sums::Equal => format!("{name} = {sum}"),
            Sums::AtMost => format!("{sum} <= {name}"),
            Sums::AtLeast => format!("{sum} >= {name}"),
        }
    }

    /// The printed figure that a claim of the world is.
    pub fn claim(&self, claim: crate::engine::ClaimIndex) -> ClaimId {
        self.world.claim(claim)
    }

    /// The id of a claim.
    pub fn id(&self, claim: ClaimId) -> String {
        self.context.claim(claim).id.to_string()
    }

    /// The printed figure behind an edit, if it is one of a percentage or difference.
    pub fn printed_by(&self, edit: EditIndex) -> Option<ClaimId> {
        match self.world.because(edit) {
            Because::Printed(claim) => Some(*claim),
            _ => None,
        }
    }

    /// Whether an edit counts a cell several times, so that only some whole numbers fit.
    pub fn needs_whole(&self, edit: EditIndex, cell: CellIndex) -> bool {
        let terms = self.world.system.edit(edit).terms;
        let own = terms.iter().find(|term| term.0 == cell);
        self.world.system.cell(cell).integer && own.is_some_and(|(_, c)| c.abs() != 1)
    }

    /// Whether no message names a cell: it only helps the mathematics.
    pub fn is_hidden(&self, cell: CellIndex) -> bool {
        matches!(self.world.unknown(cell).sort, Sort::Off(_))
    }
}
