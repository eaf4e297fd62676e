//! The summary of a GitHub job: the report as Markdown in the file that the runner names.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::stream;

/// A longer file the runner refuses as a whole.
const MOST: u64 = 1024 * 1024;

/// Appends the text to the summary of this step, if there is one. What goes wrong here
/// is said, and changes nothing else.
pub(super) fn append(text: &str) {
    let Some(file) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) else {
        return;
    };
    let file = Path::new(&file);
    let before = fs::metadata(file).map_or(0, |known| known.len());
    if before + text.len() as u64 + 1 > MOST {
        stream::say("the job summary is full, so the report was not added to it");
        return;
    }
    let opened = OpenOptions::new().create(true).append(true).open(file);
    let lead = if before > 0 { "\n" } else { "" };
    let done = opened.and_then(|mut file| file.write_all(format!("{lead}{text}").as_bytes()));
    if let Err(error) = done {
        stream::say(&format!("the job summary could not be written: {error}"));
    }
}
