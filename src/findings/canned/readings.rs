//! A canned finding that depends on what an open wording counts.

use super::{at, divergence, parts_do_not_sum, sources};
use crate::findings::{Conflict, Finding, Reading, Severity, TakenAs};
use crate::text::SourceMap;

/// One wording with three readings: one agrees, two do not, each in its way.
pub(crate) fn depends_on_reading() -> (SourceMap, Finding) {
    let sources = sources();
    let mut finding = Finding::new(
        "depends-on-reading",
        Severity::Note,
        at(&sources, 2, "nearly 4,000"),
        "nearly 4,000 (caliber-2025-09) fits the other figures if it counts missing[war=first], not if it counts missing or missing[war=second]",
    );
    finding.locations[0].label = "agrees as missing[war=first]".into();
    finding.concise =
        "nearly 4,000 (caliber-2025-09): missing[war=first] agrees, missing or missing[war=second] does not (2 contradictions)".into();
    let claim = "caliber-2025-09/missing";
    finding.claims = vec![claim.into()];
    finding.conflicts = vec![("ministry/killed".into(), claim.into())];
    finding.sources = vec!["caliber-2025-09".into()];
    finding.measures = vec!["missing".into()];
    finding.subject = "missing[war=first]".into();
    let conflicts = [divergence().1, parts_do_not_sum().1].map(|finding| Conflict {
        check: finding.check,
        message: finding.message,
        worksheet: finding.worksheet,
        figures: finding.figures,
    });
    finding.readings = vec![
        Reading {
            figures: divergence().1.figures,
            ..reading(claim, Some("first"))
        },
        Reading {
            agrees: false,
            conflicts: conflicts.to_vec(),
            ..reading(claim, None)
        },
        Reading {
            agrees: false,
            conflicts: conflicts[..1].to_vec(),
            ..reading(claim, Some("second"))
        },
    ];
    finding.help = vec!["the audit goes on with missing[war=first]".into()];
    (sources, finding)
}

/// A claim taken as one of a war, or of both.
fn reading(claim: &str, war: Option<&str>) -> Reading {
    Reading {
        taken: vec![TakenAs {
            claim: claim.into(),
            cell: war.map_or("missing".into(), |war| format!("missing[war={war}]")),
            codes: war
                .map(|war| ("war".into(), war.into()))
                .into_iter()
                .collect(),
        }],
        agrees: true,
        conflicts: Vec::new(),
        figures: Vec::new(),
    }
}
