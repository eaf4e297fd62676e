//! The file of a baseline: JSON with a version, one finding a line and sorted, so
//! that a change of it reads well in a review.

use std::fmt::Write as _;

use serde::Deserialize;

use super::{Baseline, KnownFinding};
use crate::findings::Severity;
use crate::text::is_hostile;

/// The version of the file that this program reads and writes.
const VERSION: u64 = 1;

/// Why a text is no baseline, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError {
    /// One sentence without a full stop.
    pub message: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "`{\"baseline\": 1, …}`")]
struct FileIn {
    #[serde(rename = "baseline")]
    _version: VersionIn,
    findings: Vec<KnownIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a finding in braces")]
struct KnownIn {
    file: String,
    check: String,
    severity: SeverityIn,
    concise: String,
    claims: Vec<String>,
    fingerprint: FingerprintIn,
}

#[derive(Deserialize)]
#[serde(try_from = "u64")]
struct VersionIn;

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct SeverityIn(Severity);

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct FingerprintIn(String);

impl TryFrom<u64> for VersionIn {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        match version {
            VERSION => Ok(Self),
            other => Err(format!(
                "it is of version {other}, and this program reads version {VERSION}"
            )),
        }
    }
}

impl TryFrom<String> for SeverityIn {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let found = all.into_iter().find(|severity| severity.name() == name);
        found
            .map(Self)
            .ok_or_else(|| format!("`{name}` is no severity: write error, warning or note"))
    }
}

impl TryFrom<String> for FingerprintIn {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        match text.len() == 16 && text.chars().all(digit) {
            true => Ok(Self(text)),
            false => Err(format!(
                "`{text}` is no fingerprint: these are 16 digits 0-9 and a-f"
            )),
        }
    }
}

impl Baseline {
    /// Reads the text of a baseline file.
    ///
    /// # Errors
    /// When it is no JSON, of another version, or not of this shape; with the place.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: FileIn = serde_json::from_str(text).map_err(|error| {
            let whole = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            BaselineError {
                message: whole.strip_suffix(&place).unwrap_or(&whole).to_owned(),
                line: error.line().max(1),
                column: error.column().max(1),
            }
        })?;
        let findings = file.findings.into_iter().map(|known| KnownFinding {
            file: known.file,
            check: known.check,
            claims: super::sorted(&known.claims),
            concise: known.concise,
            severity: known.severity.0,
            fingerprint: known.fingerprint.0,
        });
        Ok(Self {
            findings: findings.collect(),
        })
    }

    /// The text of the file: sorted by file, check, claims and wording.
    pub fn write(&self) -> String {
        let mut findings: Vec<&KnownFinding> = self.findings.iter().collect();
        findings.sort();
        let mut out = format!("{{\n  \"baseline\": {VERSION},\n  \"findings\": [");
        for (at, known) in findings.into_iter().enumerate() {
            out.push_str(if at == 0 { "\n    " } else { ",\n    " });
            let claims: Vec<String> = known.claims.iter().map(|id| quoted(id)).collect();
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "{{\"file\": {}, \"check\": {}, \"severity\": {}, \"concise\": {}, \"claims\": [{}], \"fingerprint\": {}}}",
                quoted(&known.file),
                quoted(&known.check),
                quoted(known.severity.name()),
                quoted(&known.concise),
                claims.join(", "),
                quoted(&known.fingerprint),
            );
        }
        out.push_str(match self.findings.is_empty() {
            true => "]\n}\n",
            false => "\n  ]\n}\n",
        });
        out
    }
}

/// A text as a JSON string without characters that could trick a reader.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if is_hostile(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known(file: &str, concise: &str) -> KnownFinding {
        KnownFinding {
            file: file.into(),
            check: "parts-do-not-sum".into(),
            claims: vec!["a/x".into(), "a/y".into()],
            concise: concise.into(),
            severity: Severity::Error,
            fingerprint: "0123456789abcdef".into(),
        }
    }

    #[test]
    fn one_finding_a_line_and_sorted() {
        let baseline = Baseline {
            findings: vec![known("b.yaml", "3 + 4 = 7"), known("a.yaml", "say \"x\"")],
        };
        let line = |file: &str, concise: &str| {
            format!(
                "    {{\"file\": \"{file}\", \"check\": \"parts-do-not-sum\", \"severity\": \"error\", \"concise\": \"{concise}\", \"claims\": [\"a/x\", \"a/y\"], \"fingerprint\": \"0123456789abcdef\"}}"
            )
        };
        let expected = format!(
            "{{\n  \"baseline\": 1,\n  \"findings\": [\n{},\n{}\n  ]\n}}\n",
            line("a.yaml", "say \\\"x\\\""),
            line("b.yaml", "3 + 4 = 7")
        );
        assert_eq!(baseline.write(), expected);
        assert_eq!(
            Baseline::default().write(),
            "{\n  \"baseline\": 1,\n  \"findings\": []\n}\n"
        );
    }

    #[test]
    fn errors_say_where() {
        let at = |text: &str| {
            let error = Baseline::read(text).unwrap_err();
            (error.line, error.message)
        };
        let (line, message) = at("{\"baseline\": 1,\n \"findings\": [,]}");
        assert_eq!((line, &*message), (2, "expected value"));
        let (_, message) = at("{\"baseline\": 2, \"entries\": []}");
        assert_eq!(
            message,
            "it is of version 2, and this program reads version 1"
        );
        assert!(at("[]").1.ends_with("expected `{\"baseline\": 1, …}`"));
        assert!(at("").1.contains("EOF"));
        assert!(at("{\"findings\": []}").1.contains("missing field"));
        let good = Baseline {
            findings: vec![known("a.yaml", "x")],
        };
        let good = good.write();
        let (line, message) = at(&good.replace("0123", "012Z"));
        assert_eq!(line, 4);
        assert!(message.contains("is no fingerprint"), "{message}");
        let (_, message) = at(&good.replace("\"error\"", "\"bad\""));
        assert!(message.starts_with("`bad` is no severity"), "{message}");
        assert!(Baseline::read(&format!("\u{feff}{}", good.replace('\n', "\r\n"))).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(texts in prop::collection::vec(any::<String>(), 0..4)) {
            let mut findings: Vec<KnownFinding> =
                texts.iter().map(|text| known(text, text)).collect();
            findings.sort();
            let baseline = Baseline { findings };
            let text = baseline.write();
            prop_assert!(!text.chars().any(|c| c != '\n' && is_hostile(c)));
            prop_assert_eq!(Baseline::read(&text), Ok(baseline));
        }
    }
}
