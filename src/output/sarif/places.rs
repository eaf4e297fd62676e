//! Places in a SARIF log: files by addresses relative to the repository, and regions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::message::Message;
use crate::output::uri;
use crate::text::{FileId, SourceMap};

/// Stands for the top of the repository; the name that code scanning uses for it.
const TOP: &str = "%SRCROOT%";

/// What a base stands for. It has no address: that would name a folder of the machine.
#[derive(Serialize)]
pub(super) struct Base {
    description: Message,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    location: ArtifactLocation,
    encoding: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u32>,
}

/// A place with what it is to the finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    byte_offset: u64,
    byte_length: u64,
}

/// The one base.
pub(super) fn bases() -> BTreeMap<&'static str, Base> {
    let words = "The top of the repository; outside of one, the folder that crossfoot ran in.";
    let description = Message::plain(words);
    BTreeMap::from([(TOP, Base { description })])
}

/// Every file that was read.
pub(super) fn artifacts(sources: &SourceMap) -> Vec<Artifact> {
    (0..sources.files().len() as u32)
        .map(|at| Artifact {
            location: ArtifactLocation::of(FileId(at), false, sources),
            encoding: "UTF-8",
        })
        .collect()
}

impl ArtifactLocation {
    fn of(file: FileId, with_index: bool, sources: &SourceMap) -> Self {
        let index = with_index.then_some(file.0);
        let name = &sources.file(file).name;
        match sources.home().path(name) {
            Some(path) => Self {
                uri: uri::encode(&path),
                uri_base_id: Some(TOP),
                index,
            },
            None => Self {
                uri: match name.starts_with('/') {
                    true => format!("file://{}", uri::encode(name)),
                    false => uri::encode(name),
                },
                uri_base_id: None,
                index,
            },
        }
    }
}

impl Location {
    /// A place of a finding; related ones are numbered.
    pub fn of(
        location: &crate::findings::Location,
        id: Option<usize>,
        sources: &SourceMap,
    ) -> Self {
        let place = sources.place(location.span);
        let cell = sources.cell(location.span).map(|cell| cell.to_string());
        let words: Vec<&str> = [Some(location.label.as_str()), cell.as_deref()]
            .into_iter()
            .flatten()
            .filter(|words| !words.is_empty())
            .collect();
        // A link to a related place needs words; the place has some even without a label.
        let words = match (words.is_empty(), id) {
            (true, Some(_)) => Some("here".to_owned()),
            (true, None) => None,
            (false, _) => Some(words.join(", ")),
        };
        Self {
            id,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::of(location.span.file, true, sources),
                region: Region {
                    start_line: place.line,
                    start_column: place.column,
                    end_line: place.end_line,
                    end_column: place.end_column,
                    byte_offset: place.start_byte,
                    byte_length: place.end_byte - place.start_byte,
                },
            },
            message: words.map(|words| Message::plain(&words)),
        }
    }
}
