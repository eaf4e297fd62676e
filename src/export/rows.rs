//! From claims to rows: what stands in each column for each claim. Everything a row
//! needs stands in it, so that a table survives being sorted.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::columns::{Column, Field, dimension_header};
use super::select::Wanted;
use super::texts::{interval, name_of, quotation, readings, some, value, written};
use crate::dossier::{
    BreakdownKind, Claim, ClaimBasis, ClaimId, ClaimState, DateOrigin, DimensionId, Dossier,
    MissingPolicy, Source, SourceId,
};
use crate::figures::Figures;
use crate::quantity::{NumberFormat, Rounding};

/// The table of a dossier, ready to be written.
pub struct Exporter<'d> {
    pub(super) figures: &'d Figures<'d>,
    /// The claims, in the order of the files.
    pub(super) claims: Vec<ClaimId>,
    /// The columns that some claim needs.
    pub(super) columns: Vec<Column>,
    /// The id that each source is written with.
    source_ids: Vec<Cow<'d, str>>,
    /// The name that each speaker is written with.
    speakers: Vec<Option<&'d str>>,
    /// Which breakdowns are written, and how.
    breakdowns: Vec<Option<Written>>,
    /// Claims whose value has no text that means the same.
    pub unwritable: Vec<ClaimId>,
}

/// How a breakdown is written.
#[derive(Clone, Copy, Debug)]
struct Written {
    /// Its number, where its whole has several.
    number: Option<usize>,
    /// Whether parts are left out.
    partial: bool,
}

/// What stands in the columns of one claim.
pub(super) type Row<'r> = [Option<Cow<'r, str>>; Field::COUNT];

impl<'d> Exporter<'d> {
    /// The table of the claims that are wanted.
    pub fn new(figures: &'d Figures<'d>, wanted: &Wanted) -> Exporter<'d> {
        let dossier = figures.dossier;
        let claims: Vec<ClaimId> = (0..dossier.claims.len())
            .map(ClaimId::from)
            .filter(|&id| wanted.admits(dossier, dossier.claim(id)))
            .collect();
        let mut exporter = Exporter {
            figures,
            columns: Vec::new(),
            source_ids: source_ids(dossier),
            speakers: (0..dossier.speakers.len())
                .map(|at| dossier.speakers.name_to_write(at.into()))
                .collect(),
            breakdowns: breakdowns(dossier, &claims),
            unwritable: Vec::new(),
            claims,
        };
        exporter.find_columns();
        exporter
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    fn find_columns(&mut self) {
        let dossier = self.figures.dossier;
        let mut fields: Vec<bool> = Field::ALL.iter().map(|field| field.always()).collect();
        let mut dimensions = vec![false; dossier.codebook.dimensions.len()];
        let mut differs = false;
        for &id in &self.claims {
            let row = self.row(id);
            for (used, cell) in fields.iter_mut().zip(&row) {
                *used |= cell.is_some();
            }
            let ends = |low: Field, count| row[low.index()..low.index() + count].iter();
            differs |= !ends(Field::Low, 4).eq(ends(Field::PlausibleLow, 4));
            let claim = dossier.claim(id);
            for (dimension, _) in &claim.codes {
                dimensions[dimension.index()] = true;
            }
            let value = claim.value.as_ref();
            if value.is_some_and(|value| written(dossier, claim, value).is_none()) {
                self.unwritable.push(id);
            }
        }
        // The usual reading stands in the table if any figure has one of its own.
        for field in &Field::ALL[Field::PlausibleLow.index()..] {
            fields[field.index()] &= differs;
        }
        for &field in Field::ALL {
            if fields[field.index()] {
                self.columns.push(Column::Field(field));
            }
            if field == Field::Measure {
                let used = (0..dimensions.len()).filter(|&at| dimensions[at]);
                let columns = used.map(|at| Column::Dimension(DimensionId::from(at)));
                self.columns.extend(columns);
            }
        }
    }

    /// The header of a column.
    pub(super) fn header(&self, column: &Column) -> Cow<'static, str> {
        match column {
            Column::Field(field) => Cow::Borrowed(field.name()),
            Column::Dimension(dimension) => {
                Cow::Owned(dimension_header(self.figures.dossier, *dimension))
            }
        }
    }

    /// The code of a claim in a dimension; nothing at its root.
    pub(super) fn code(&self, id: ClaimId, dimension: DimensionId) -> Option<&'d str> {
        let dossier = self.figures.dossier;
        let mut codes = dossier.claim(id).codes.iter();
        let (_, code) = codes.find(|(known, _)| *known == dimension)?;
        Some(&dossier.codebook.code(dimension, *code).id)
    }

    /// The id of a source as it is written.
    pub(super) fn source_id(&self, id: SourceId) -> &str {
        &self.source_ids[id.index()]
    }

    /// Everything that stands in the row of a claim apart from its codes.
    pub(super) fn row(&self, id: ClaimId) -> Row<'_> {
        let dossier = self.figures.dossier;
        let claim = dossier.claim(id);
        let mut row: Row<'_> = std::array::from_fn(|_| None);
        let mut put = |field: Field, text: Option<Cow<'d, str>>| row[field.index()] = text;
        put(Field::Id, some(&claim.id));
        put(
            Field::Measure,
            some(&dossier.codebook.measure(claim.measure).id),
        );
        put(Field::Value, value(dossier, claim));
        let stated = claim.when.span.and(claim.when.window.as_ref());
        let when = match claim.when.origin {
            DateOrigin::Period => Field::Period,
            _ => Field::AsOf,
        };
        put(when, stated.and_then(|window| some(&window.printed)));
        let source = dossier.source(claim.source);
        if claim.speaker != source.publisher {
            let name = self.speakers[claim.speaker.index()];
            put(Field::AttributedTo, name.and_then(some));
        }
        let basis = claim
            .basis
            .and_then(|basis| name_of(&ClaimBasis::NAMES, basis));
        put(Field::Basis, basis);
        // A part is in the state of its whole unless its row says otherwise.
        let whole = (claim.part_of).map(|id| dossier.claim(dossier.breakdowns[id.index()].whole));
        let unlike_whole = whole.is_some_and(|whole| whole.state != claim.state);
        if claim.state != source.status.of_claims() || unlike_whole {
            put(Field::State, name_of(&ClaimState::NAMES, claim.state));
        }
        let [quote, prefix, suffix] = quotation(claim.quote.as_ref());
        put(Field::Quote, quote);
        put(Field::QuotePrefix, prefix);
        put(Field::QuoteSuffix, suffix);
        if let Some(more) = &claim.more {
            let since = more.change_since.as_ref();
            put(
                Field::ChangeSince,
                since.and_then(|since| some(&since.value.printed)),
            );
            put(Field::Readings, readings(dossier, &more.readings));
            let revises = more.revises.as_ref();
            put(Field::Revises, revises.and_then(|id| some(&id.value)));
            put(Field::Reason, more.reason.as_deref().and_then(some));
            put(Field::Note, more.note.as_deref().and_then(some));
        }
        let cell = self.figures.name_of(&self.figures.cell_of(claim));
        put(Field::Cell, Some(cell.into()));
        self.breakdown(claim, &mut put);
        self.source(source, &mut put);
        if let Some(found) = self.figures.intervals_of(claim) {
            interval(&found.hard, Field::Low, &mut put);
            interval(&found.plausible, Field::PlausibleLow, &mut put);
        }
        row[Field::Source.index()] = Some(Cow::Borrowed(self.source_id(claim.source)));
        row
    }

    fn breakdown(&self, claim: &Claim, put: &mut impl FnMut(Field, Option<Cow<'d, str>>)) {
        let dossier = self.figures.dossier;
        let found = (claim.part_of).and_then(|id| Some((id, self.breakdowns[id.index()]?)));
        let Some((id, how)) = found else { return };
        let breakdown = &dossier.breakdowns[id.index()];
        put(Field::PartOf, some(&dossier.claim(breakdown.whole).id));
        let by = breakdown.by.map(|by| &dossier.codebook.dimension(by).id);
        put(Field::By, by.and_then(|by| some(by)));
        let kind = breakdown
            .kind
            .and_then(|kind| name_of(&BreakdownKind::NAMES, kind));
        put(Field::Kind, kind);
        if breakdown.missing != MissingPolicy::Skip {
            put(
                Field::Missing,
                name_of(&MissingPolicy::NAMES, breakdown.missing),
            );
        }
        put(
            Field::Breakdown,
            how.number.map(|number| number.to_string().into()),
        );
        put(Field::Partial, how.partial.then_some(Cow::Borrowed("true")));
        let [quote, prefix, suffix] = quotation(breakdown.quote.as_ref());
        put(Field::BreakdownQuote, quote);
        put(Field::BreakdownQuotePrefix, prefix);
        put(Field::BreakdownQuoteSuffix, suffix);
    }

    /// What describes a source; also for the list of sources in JSON.
    pub(super) fn source(
        &self,
        source: &'d Source,
        put: &mut impl FnMut(Field, Option<Cow<'d, str>>),
    ) {
        fn text(text: Option<&String>) -> Option<Cow<'_, str>> {
            text.and_then(|text| some(text))
        }
        let publisher = self.speakers[source.publisher.index()];
        put(Field::Publisher, publisher.and_then(some));
        let published = source.published.as_ref();
        put(
            Field::Published,
            published.and_then(|date| some(&date.value.printed)),
        );
        let as_of = source.as_of.as_ref();
        put(
            Field::SourceAsOf,
            as_of.and_then(|date| some(&date.value.printed)),
        );
        put(Field::Title, text(source.title.as_ref()));
        put(Field::Via, text(source.via.as_ref()));
        put(Field::Url, text(source.url.as_ref()));
        put(Field::Archived, text(source.archived.as_ref()));
        put(
            Field::Text,
            text(source.text.as_ref().map(|text| &text.value)),
        );
        put(Field::EditionOf, text(source.edition_of.as_ref()));
        put(Field::Status, source.status.name().and_then(some));
        put(
            Field::Trust,
            source.trust.map(|trust| trust.to_string().into()),
        );
        if source.rounding == Rounding::Truncate {
            put(Field::Rounding, some("truncate"));
        }
        let unit = source.rounded_to.as_ref();
        put(Field::RoundedTo, unit.map(|unit| unit.to_string().into()));
        // Said unless it is what every reader takes for granted.
        let usual = self.figures.dossier.settings.number_format;
        match source.number_format {
            NumberFormat::Eu => put(Field::NumberFormat, some("eu")),
            NumberFormat::En if usual != NumberFormat::En => {
                put(Field::NumberFormat, some("en"));
            }
            NumberFormat::En => {}
        }
    }
}

/// The id of each source, told apart where files without a declared source share one.
fn source_ids(dossier: &Dossier) -> Vec<Cow<'_, str>> {
    let mut taken: FxHashSet<&str> = FxHashSet::default();
    let known: FxHashSet<&str> = dossier.sources.iter().map(|s| &*s.id).collect();
    let mut made: FxHashSet<String> = FxHashSet::default();
    let sources = dossier.sources.iter();
    sources
        .map(|source| {
            if taken.insert(&source.id) {
                return Cow::Borrowed(&*source.id);
            }
            let names = (2..).map(|number| format!("{}#{number}", source.id));
            let mut free = names.filter(|name| !known.contains(&**name) && !made.contains(name));
            let name = free.next().unwrap_or_default();
            made.insert(name.clone());
            Cow::Owned(name)
        })
        .collect()
}

/// How each breakdown is written: not at all where its whole is left out.
fn breakdowns(dossier: &Dossier, claims: &[ClaimId]) -> Vec<Option<Written>> {
    let mut chosen = vec![false; dossier.claims.len()];
    claims.iter().for_each(|id| chosen[id.index()] = true);
    let mut several = vec![0usize; dossier.claims.len()];
    for breakdown in &dossier.breakdowns {
        several[breakdown.whole.index()] += 1;
    }
    let mut number = vec![0usize; dossier.claims.len()];
    let written = dossier.breakdowns.iter().map(|breakdown| {
        let whole = breakdown.whole.index();
        number[whole] += 1;
        let all = breakdown.parts.iter().all(|part| chosen[part.index()]);
        chosen[whole].then_some(Written {
            number: (several[whole] > 1).then_some(number[whole]),
            partial: !(all && breakdown.complete),
        })
    });
    written.collect()
}
