//! What is said of the sources themselves: those that came, went, or are described
//! otherwise.

use std::collections::BTreeMap;

use crate::dossier::Source;

use super::Side;
use super::model::{Kind, SourceChange};

/// The fields of a source that are compared.
type Fields = Vec<(&'static str, Option<String>)>;

/// The sources that differ. Two single texts are the two sides themselves: there is
/// nothing to tell of them.
pub(super) fn sources(old: &Side<'_>, new: &Side<'_>) -> Vec<SourceChange> {
    let (mut before, after) = (described(old), described(new));
    let single = before.len() == 1 && after.len() == 1 && !before.keys().eq(after.keys());
    if single || old.names_a_source() || new.names_a_source() {
        return Vec::new();
    }
    let mut changes = Vec::new();
    for (id, fields) in after {
        let was = before.remove(&id);
        let change = if was.is_some() {
            Kind::Changed
        } else {
            Kind::Added
        };
        let was = was.unwrap_or_else(|| fields.iter().map(|field| (field.0, None)).collect());
        let both = was.into_iter().zip(fields);
        let fields: Vec<_> = both
            .filter(|(old, new)| old.1 != new.1)
            .map(|(old, new)| (new.0, old.1, new.1))
            .collect();
        if change == Kind::Added || !fields.is_empty() {
            changes.push(SourceChange { id, change, fields });
        }
    }
    changes.extend(before.into_iter().map(|(id, fields)| {
        SourceChange {
            id,
            change: Kind::Withdrawn,
            fields: (fields.into_iter())
                .filter(|field| field.1.is_some())
                .map(|(name, was)| (name, was, None))
                .collect(),
        }
    }));
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

/// The sources of a side by id.
fn described(side: &Side<'_>) -> BTreeMap<String, Fields> {
    let dossier = side.dossier();
    let spots = side.spots.iter();
    spots
        .map(|spot| dossier.source(spot.lead(dossier).source))
        .map(|source| (source.id.clone(), fields(side, source)))
        .collect()
}

fn fields(side: &Side<'_>, source: &Source) -> Fields {
    let status = source.status.name();
    let date = |date: &Option<crate::text::Spanned<crate::quantity::Window>>| {
        date.as_ref().map(|date| date.value.printed.to_string())
    };
    let speaker = side.dossier().speakers.name(source.publisher);
    vec![
        ("title", source.title.clone()),
        ("publisher", Some(speaker.to_owned())),
        ("via", source.via.clone()),
        ("published", date(&source.published)),
        ("as_of", date(&source.as_of)),
        ("status", status.map(str::to_owned)),
        ("edition_of", source.edition_of.clone()),
        ("url", source.url.clone()),
        ("archived", source.archived.clone()),
    ]
}
