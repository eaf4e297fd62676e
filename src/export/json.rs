//! The table as JSON: sources once each, then claims, an object a line. The keys are
//! the names of the columns.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::columns::{Column, Field};
use super::rows::Exporter;
use crate::dossier::{ClaimId, SourceId};
use crate::text::is_hostile;

/// Writes the document.
pub(super) fn write(table: &Exporter<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\n\"schema\": 1,\n\"sources\": [")?;
    let mut sources: Vec<SourceId> = Vec::new();
    let dossier = table.figures.dossier;
    let mut seen = vec![false; dossier.sources.len()];
    for &id in &table.claims {
        let source = dossier.claim(id).source;
        if !std::mem::replace(&mut seen[source.index()], true) {
            sources.push(source);
        }
    }
    for (at, &id) in sources.iter().enumerate() {
        let name = Cow::Borrowed(table.source_id(id));
        let mut entries = vec![(Cow::Borrowed(Field::Source.name()), Json::Text(name))];
        table.source(dossier.source(id), &mut |field, text| {
            if let Some(text) = text {
                entries.push((Cow::Borrowed(field.name()), Json::Text(text)));
            }
        });
        line(at, &Object(entries), out)?;
    }
    out.write_all(b"\n],\n\"claims\": [")?;
    for (at, &id) in table.claims.iter().enumerate() {
        line(at, &claim(table, id), out)?;
    }
    out.write_all(b"\n]\n}\n")
}

fn claim<'t>(table: &'t Exporter<'_>, id: ClaimId) -> Object<'t> {
    let row = table.row(id);
    let has_interval = (table.figures)
        .intervals_of(table.figures.dossier.claim(id))
        .is_some();
    let mut entries = Vec::new();
    for column in &table.columns {
        let field = match column {
            Column::Field(field) => *field,
            Column::Dimension(dimension) => {
                if let Some(code) = table.code(id, *dimension) {
                    entries.push((table.header(column), Json::Text(Cow::Borrowed(code))));
                }
                continue;
            }
        };
        if field.of_source() {
            continue;
        }
        let is_end = matches!(
            field,
            Field::Low | Field::High | Field::PlausibleLow | Field::PlausibleHigh
        );
        let is_flag = field == Field::Partial || (field.for_reading_only() && !is_end);
        let value = match row[field.index()].clone() {
            Some(_) if is_flag && field != Field::Cell => Json::Yes,
            Some(text) => Json::Text(text),
            None if is_end && has_interval => Json::NoEnd,
            None => continue,
        };
        entries.push((Cow::Borrowed(field.name()), value));
    }
    Object(entries)
}

fn line(at: usize, object: &Object<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
    let text = serde_json::to_string(object)?;
    out.write_all(safe(&text).as_bytes())
}

/// The same text with the characters that could trick a terminal or an editor as `\u`
/// escapes; they can stand only inside strings, where both mean the same.
fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// An object whose keys keep their order.
struct Object<'t>(Vec<(Cow<'static, str>, Json<'t>)>);

enum Json<'t> {
    Text(Cow<'t, str>),
    Yes,
    NoEnd,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            match value {
                Json::Text(text) => map.serialize_entry(key, text)?,
                Json::Yes => map.serialize_entry(key, &true)?,
                Json::NoEnd => map.serialize_entry(key, &())?,
            }
        }
        map.end()
    }
}
