//! What stands behind a name: a measure, a dimension, a code, a source, a publisher, a
//! check.

use super::line;
use crate::checks;
use crate::dossier::{CodeId, DimensionId, Dossier, MeasureId, SourceId, SpeakerId};
use crate::dossier::{MeasureKind, OverTime};
use crate::lsp::markdown;
use crate::lsp::sites::Name;

/// So many codes, parts and names are listed.
const MOST: usize = 20;

/// What to show of a name; nothing of a claim, which is shown as its figure.
pub(super) fn blocks(dossier: &Dossier, name: Name) -> Option<Vec<String>> {
    let lines = match name {
        Name::Measure(id) => measure(dossier, id),
        Name::Dimension(id) => dimension(dossier, id),
        Name::Code(dimension, id) => code(dossier, dimension, id),
        Name::Source(id) => source(dossier, id),
        Name::Publisher(id) => publisher(dossier, id),
        Name::Check(id) => return Some(vec![check(id)?]),
        Name::Claim(_) => return None,
    };
    let (first, facts) = lines.split_first()?;
    let mut blocks = vec![first.clone()];
    if !facts.is_empty() {
        let facts: Vec<String> = facts.iter().map(|fact| format!("* {fact}")).collect();
        blocks.push(facts.join("\n"));
    }
    Some(blocks)
}

fn headline(what: &str, id: &str, label: Option<&str>) -> String {
    let id = markdown::code(id);
    match label {
        Some(label) => format!("{what} {id}: {}", markdown::text(label)),
        None => format!("{what} {id}"),
    }
}

fn listed<'n>(what: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        return None;
    }
    let shown: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|name| markdown::code(name))
        .collect();
    let more = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("{what}: {}{more}", shown.join(", ")))
}

fn measure(dossier: &Dossier, id: MeasureId) -> Vec<String> {
    let measure = dossier.codebook.measure(id);
    let mut lines = vec![headline("measure", &measure.id, measure.label.as_deref())];
    let kind = measure.kind.map(|kind| match kind {
        MeasureKind::Count => "a count",
        MeasureKind::Amount => "an amount",
        MeasureKind::Share => "a share",
        MeasureKind::Ratio => "a ratio",
        MeasureKind::Mean => "a mean",
        MeasureKind::Index => "an index",
    });
    let over_time = match measure.over_time {
        OverTime::Cumulative => "cumulative: may not fall",
        OverTime::Stock => "a stock: may rise and fall",
        OverTime::Flow => "a flow: belongs to a period",
        OverTime::Event => "an event: any later difference is a revision",
    };
    match measure.declared {
        Some(_) => {
            lines.extend(kind.map(str::to_owned));
            lines.push(over_time.to_owned());
        }
        None => lines.push("not declared in any codebook".to_owned()),
    }
    lines.extend(line("unit", measure.unit.as_deref()));
    lines.extend(listed(
        "also called",
        measure.aliases.iter().map(String::as_str),
    ));
    let count = dossier
        .claims
        .iter()
        .filter(|claim| claim.measure == id)
        .count();
    lines.push(format!("{count} figures"));
    lines
}

fn dimension(dossier: &Dossier, id: DimensionId) -> Vec<String> {
    let dimension = dossier.codebook.dimension(id);
    let mut lines = vec![headline(
        "dimension",
        &dimension.id,
        dimension.label.as_deref(),
    )];
    if dimension.declared.is_none() {
        lines.push("not declared in any codebook".to_owned());
    }
    lines.extend(listed(
        "codes",
        dimension.codes.iter().map(|code| code.id.as_str()),
    ));
    lines.extend(listed(
        "also called",
        dimension.aliases.iter().map(String::as_str),
    ));
    lines
}

fn code(dossier: &Dossier, dimension: DimensionId, id: CodeId) -> Vec<String> {
    let around = dossier.codebook.dimension(dimension);
    let code = dossier.codebook.code(dimension, id);
    let mut lines = vec![headline("code", &code.id, code.label.as_deref())];
    lines.push(format!("of the dimension {}", markdown::code(&around.id)));
    let name = |id: &CodeId| around.codes[id.index()].id.as_str();
    lines.extend(listed("inside", code.parents.iter().map(name)));
    for breakdown in &code.breakdowns {
        let kinds = crate::dossier::BreakdownKind::NAMES;
        let kind = kinds.iter().find(|(_, kind)| *kind == breakdown.kind);
        let kind = kind.map_or("parts", |(name, _)| name);
        lines.extend(listed(kind, breakdown.parts.iter().map(name)));
    }
    lines.extend(listed(
        "also called",
        code.aliases.iter().map(String::as_str),
    ));
    let pair = (dimension, id);
    let count = dossier
        .claims
        .iter()
        .filter(|claim| claim.codes.contains(&pair))
        .count();
    lines.push(format!("{count} figures"));
    lines
}

fn source(dossier: &Dossier, id: SourceId) -> Vec<String> {
    let source = dossier.source(id);
    let mut lines = vec![headline("source", &source.id, source.title.as_deref())];
    let publisher = dossier.speakers.name_to_write(source.publisher);
    lines.extend(line("publisher", publisher));
    lines.extend(line("read in", source.via.as_deref()));
    let printed = |date: &Option<crate::text::Spanned<crate::quantity::Window>>| {
        date.as_ref().map(|date| date.value.printed.to_string())
    };
    lines.extend(line("published", printed(&source.published).as_deref()));
    lines.extend(line("as of", printed(&source.as_of).as_deref()));
    lines.extend(line("status", source.status.name()));
    lines.extend(line("at", source.url.as_deref()));
    let count = dossier
        .claims
        .iter()
        .filter(|claim| claim.source == id)
        .count();
    lines.push(format!("{count} figures"));
    lines
}

fn publisher(dossier: &Dossier, id: SpeakerId) -> Vec<String> {
    let mut lines = vec![headline("publisher", dossier.speakers.name(id), None)];
    let own = dossier
        .sources
        .iter()
        .filter(|source| source.publisher == id);
    lines.extend(listed("sources", own.map(|source| source.id.as_str())));
    let count = dossier
        .claims
        .iter()
        .filter(|claim| claim.speaker == id)
        .count();
    lines.push(format!("speaks for {count} figures"));
    lines
}

/// The beginning of a check's page.
fn check(id: &str) -> Option<String> {
    let page = checks::find(id)?.page;
    let mut paragraphs = page.split("\n\n").map(str::trim);
    let title = paragraphs.next()?.trim_start_matches('#').trim();
    let first = paragraphs.find(|text| !text.starts_with(['#', '|', '`']))?;
    Some(format!(
        "**{title}**\n\n{first}\n\n`crossfoot explain {id}` says more"
    ))
}
