//! Texts of cells: values, quotations, intervals and readings as the table holds them.

use std::borrow::Cow;

use super::columns::Field;
use crate::dossier::table::escaped;
use crate::dossier::{Claim, CodeId, DimensionId, Dossier, Quote};
use crate::quantity::{Bound, Exact, Interval};

/// The value as it is written: as printed where that reads back; what could not be read
/// as it stands in the file, so that it is told again.
pub(super) fn value<'d>(dossier: &'d Dossier, claim: &'d Claim) -> Option<Cow<'d, str>> {
    if let Some(value) = &claim.value {
        let text = written(dossier, claim, value);
        return Some(text.unwrap_or(Cow::Borrowed(&value.printed)));
    }
    let raw = claim.unreadable.then_some(claim.place.value)?;
    let text = &dossier.files.file(raw.file).text;
    let text = text.get(raw.start as usize..raw.end as usize)?.trim();
    some(text.trim_matches(['"', '\'']))
}

pub(super) fn written<'d>(
    dossier: &'d Dossier,
    claim: &'d Claim,
    value: &'d crate::quantity::Value,
) -> Option<Cow<'d, str>> {
    let format = dossier.source(claim.source).number_format;
    value.written(format, &dossier.settings.hedges)
}

/// A text that is not empty.
pub(super) fn some(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(Cow::Borrowed(text))
}

pub(super) fn name_of<T: PartialEq>(
    names: &[(&'static str, T)],
    value: T,
) -> Option<Cow<'static, str>> {
    let (name, _) = names.iter().find(|(_, known)| *known == value)?;
    Some(Cow::Borrowed(name))
}

pub(super) fn quotation(quote: Option<&Quote>) -> [Option<Cow<'_, str>>; 3] {
    let Some(quote) = quote else {
        return [None, None, None];
    };
    [
        Some(Cow::Borrowed(&quote.exact)),
        quote.prefix.as_deref().map(Cow::Borrowed),
        quote.suffix.as_deref().map(Cow::Borrowed),
    ]
}

pub(super) fn interval<'d>(
    found: &Interval,
    low: Field,
    put: &mut impl FnMut(Field, Option<Cow<'d, str>>),
) {
    let number = |end: &Option<Bound>| {
        let value: &Exact = &end.as_ref()?.value;
        Some(value.to_string().into())
    };
    let open = |end: &Option<Bound>| {
        let open = end.as_ref().is_some_and(|end| end.open);
        open.then_some(Cow::Borrowed("true"))
    };
    let field = |after: usize| Field::ALL[low.index() + after];
    put(field(0), number(&found.low));
    put(field(1), open(&found.low));
    put(field(2), number(&found.high));
    put(field(3), open(&found.high));
}

/// `site=all | site=mass_grave`; a reading that adds nothing is `{}`.
pub(super) fn readings<'d>(
    dossier: &'d Dossier,
    readings: &'d [Vec<(DimensionId, CodeId)>],
) -> Option<Cow<'d, str>> {
    let codebook = &dossier.codebook;
    let pair = |dimension: DimensionId, code: CodeId| {
        let dimension_id = &codebook.dimension(dimension).id;
        let code_id = &codebook.code(dimension, code).id;
        format!("{}={}", escaped(dimension_id), escaped(code_id))
    };
    let texts: Vec<String> = readings
        .iter()
        .map(|reading| {
            let pairs = reading
                .iter()
                .map(|&(dimension, code)| pair(dimension, code));
            match reading.is_empty() {
                true => "{}".to_owned(),
                false => pairs.collect::<Vec<_>>().join(", "),
            }
        })
        .collect();
    (!texts.is_empty()).then(|| texts.join(" | ").into())
}
