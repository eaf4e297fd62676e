//! Canned findings that several relations make together: with steps, with a sum, and
//! with a figure that nobody printed.

use super::{at, closed, divergence, end, point, sources};
use crate::findings::{
    Change, Deduction, Derivation, End, Finding, Repair, Severity, Summand, repair_help,
};
use crate::quantity::{Bound, Exact, Interval};
use crate::text::SourceMap;

/// A step that a claim of the ministry states; `claim` is its id.
fn stated(cell: &str, bound: End, value: i64, open: bool, printed: &str) -> Deduction {
    let value = Exact::from(value);
    Deduction {
        cell: cell.into(),
        bound,
        value: Bound { value, open },
        because: format!("ministry states {printed}"),
        claims: vec![format!("ministry/{cell}")],
        from: vec![],
    }
}

/// A step that a relation makes of others.
fn follows(cell: &str, bound: End, value: i64, because: &str, from: &[usize]) -> Deduction {
    Deduction {
        because: because.into(),
        claims: vec![],
        from: from.to_vec(),
        ..stated(cell, bound, value, false, "")
    }
}

/// A change of a figure of the ministry.
pub(crate) fn change(name: &str, printed: &str, implied: Interval, slip: Option<&str>) -> Change {
    Change {
        claim: format!("ministry/{name}"),
        name: name.into(),
        printed: printed.into(),
        implied,
        exact: true,
        slip: slip.map(String::from),
    }
}

/// A chain of two relations, with one figure that is used from both sides, and
/// repairs of one figure each.
pub(crate) fn with_steps() -> (SourceMap, Finding) {
    let sources = sources();
    let mut finding = Finding::new(
        "cannot-all-hold",
        Severity::Error,
        at(&sources, 0, "3,209"),
        "four figures cannot all hold: civilian would have to be 774 or more and less than 774",
    )
    .related(at(&sources, 0, "3,983"), "killed");
    finding.concise = "civilian >= 774 and < 774".into();
    let cells = ["killed", "military", "women", "men"];
    finding.claims = cells.map(|cell| format!("ministry/{cell}")).to_vec();
    finding.sources = vec!["ministry".into()];
    finding.subject = "civilian".into();
    let least = follows(
        "civilian",
        End::Low,
        774,
        "killed = military + civilian",
        &[1, 2],
    );
    let mut most = follows(
        "civilian",
        End::High,
        774,
        "civilian = women + men",
        &[4, 5],
    );
    most.value.open = true;
    finding.derivation = Derivation::of_steps(vec![
        stated("killed", End::High, 3983, false, "3,983"),
        stated("killed", End::Low, 3983, false, "3,983"),
        stated("military", End::High, 3209, false, "3,209"),
        least,
        stated("women", End::High, 250, true, "fewer than 250"),
        stated("men", End::High, 524, false, "524"),
        most,
    ])
    .map(Box::new);
    let women = Interval {
        low: end(250, false),
        high: None,
    };
    let repair = |rank, change| Repair {
        changes: vec![change],
        rank,
    };
    finding.repairs = vec![
        repair(
            1,
            change(
                "men",
                "524",
                closed(525, 774),
                Some("two neighbouring digits swapped: 542"),
            ),
        ),
        repair(2, change("military", "3,209", closed(3210, 3983), None)),
        repair(2, change("killed", "3,983", closed(3209, 3982), None)),
        repair(3, change("women", "fewer than 250", women, None)),
    ];
    finding.help = repair_help(&finding.repairs, 0);
    (sources, finding)
}

/// A table whose margins contradict each other in a way that no chain shows, and
/// repairs of two figures each, which are there for their form.
pub(crate) fn with_sum() -> (SourceMap, Finding) {
    let sources = sources();
    let mut finding = Finding::new(
        "cannot-all-hold-together",
        Severity::Warning,
        at(&sources, 1, "3,983"),
        "four figures of two sources cannot all hold together",
    )
    .related(at(&sources, 2, "3,890"), "killed");
    finding.concise = "killed at most 3,890, and at least 4,050".into();
    finding.claims = vec![
        "caliber-2025-09/killed".into(),
        "ministry/killed[region=south]".into(),
        "ministry/share".into(),
    ];
    finding.sources = vec!["ministry".into(), "caliber-2025-09".into()];
    finding.subject = "killed".into();
    let summand = |multiplier: i64, inequality: &str, because: &str, claims: &[&str]| Summand {
        multiplier: Exact::from(multiplier),
        inequality: inequality.into(),
        because: because.into(),
        claims: claims.iter().map(|claim| (*claim).to_owned()).collect(),
        case: String::new(),
    };
    let (north, south) = ("killed[region=north]", "killed[region=south]");
    let quoted =
        "State Security Service, quoted by caliber-2025-09 in its second table, states 3,890";
    finding.derivation = Some(Box::new(Derivation {
        steps: vec![],
        clash: vec![],
        conclusion: "all cells cancel out, and what is left is 0 <= -320".into(),
        sum: vec![
            summand(
                3,
                &format!("{north} + {south} - killed <= 0"),
                "killed = north + south",
                &[],
            ),
            summand(
                1,
                &format!("killed - 3 {north} <= 0"),
                "ministry states at least a third",
                &["ministry/share"],
            ),
            summand(2, "killed <= 3,890", quoted, &["caliber-2025-09/killed"]),
            summand(
                3,
                &format!("-{south} <= -2,700"),
                "ministry states 2,700",
                &["ministry/killed[region=south]"],
            ),
        ],
    }));
    let pair = |rank, other: &str, implied| Repair {
        changes: vec![
            change("south", "2,700", point(2600), Some("one digit changed")),
            Change {
                exact: false,
                ..change(other, "93", implied, None)
            },
        ],
        rank,
    };
    finding.repairs = vec![pair(1, "men", point(92)), pair(1, "killed", closed(90, 94))];
    finding.help = repair_help(&finding.repairs, 0);
    (sources, finding)
}

/// A divergence in which one figure follows from two others of its source.
pub(crate) fn with_derived_figure() -> (SourceMap, Finding) {
    let (sources, mut finding) = divergence();
    finding.message = "registered_missing[war=first]: 3,983 (commission) against 3,984, which follows from two figures of the ambassador".into();
    finding.subject = "registered_missing[war=first]".into();
    finding.figures.truncate(2);
    finding.notes.clear();
    finding.help.clear();
    for row in &mut finding.figures {
        row.cell = "registered_missing[war=first]".into();
    }
    let row = &mut finding.figures[1];
    row.printed = "3,984".into();
    row.interval = point(3984);
    row.difference = Some(point(1));
    row.claim = String::new();
    row.derived = Some("3,990 - 6".into());
    row.from = vec![
        "caliber-2025-09/registered_missing".into(),
        "caliber-2025-09/registered_missing[war=second]".into(),
    ];
    (sources, finding)
}

/// Text from files that is made to hurt, in all places of a joint conflict.
pub(crate) fn hostile(evil: &str) -> (Derivation, Vec<Repair>) {
    let mut low = stated(evil, End::Low, 5, false, evil);
    low.claims = vec![evil.into()];
    let high = follows(evil, End::High, 4, evil, &[0]);
    let derivation = Derivation {
        clash: vec![0, 1],
        steps: vec![low, high],
        conclusion: evil.into(),
        sum: vec![Summand {
            multiplier: Exact::ONE,
            inequality: evil.into(),
            because: evil.into(),
            claims: vec![evil.into()],
            case: evil.into(),
        }],
    };
    let repair = Repair {
        changes: vec![change(evil, evil, point(4), Some(evil))],
        rank: 1,
    };
    (derivation, vec![repair])
}
