//! The files that canned findings point into, and spans in them.

use crate::text::{FileId, SourceMap, Span};

const MINISTRY: &str = "\
source: {id: ministry, published: 2024-05-02}
claims:
  - id: total
    measure: killed
    quote: \"3,983 people were killed: 3,209 servicemen and 775 civilians\"
    # the ministry's own table
    value: 3,983
    breakdowns:
      - by: status
        kind: partition
        parts:
          military: 3,209
          civilian: 775
";

const COMMISSION: &str = "\
source:
  id: commission-2025-03
  publisher: commission
  published: 2025-03-10
claims:
  - measure: registered_missing
    value: 3,983
    as_of: 2025-03-10
";

const CALIBER: &str = "\
source: {id: caliber-2025-09, publisher: Ambassador, published: 2025-09-01}
claims:
  - measure: registered_missing
    value: nearly 4,000
  - measure: registered_missing
    attributed_to: State Security Service
    value: 3,890
";

/// The files that canned findings point into.
pub(crate) fn sources() -> SourceMap {
    let mut sources = SourceMap::default();
    for (name, text) in [
        ("claims/2024-05-ministry.yaml", MINISTRY),
        ("claims/2025-03-commission.yaml", COMMISSION),
        ("claims/2025-09-caliber.yaml", CALIBER),
        ("claims/hostile\u{1b}[2J.yaml", HOSTILE),
    ] {
        sources.add(name.into(), text.into(), 0);
    }
    sources
}

const HOSTILE: &str =
    "claims:\n  - publisher: \"Mini\u{202e}yrts\u{1b}[31m\u{200b}\"\n\t  value: 7\n";

/// Where `text` first stands in a canned file.
pub(crate) fn at(sources: &SourceMap, file: u32, text: &str) -> Span {
    let start = sources.file(FileId(file)).text.find(text);
    let start = start.expect("a text that the canned file holds") as u32;
    Span::new(FileId(file), start, start + text.len() as u32)
}
