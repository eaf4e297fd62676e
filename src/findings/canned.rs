//! Canned findings for tests: one of each shape, over small files in memory.
//! Snapshots of every format render the same ones.

use crate::findings::{
    Baseline, Baselining, Collected, FigureRow, Filter, Finding, Hint, Judging, KnownFinding,
    RelationCounts, RelationRecord, Report, Severities, Severity, Status, Term, Verdict, Worksheet,
};
use crate::quantity::{Bound, Day, Exact, Interval};
use crate::text::{Problem, SourceMap};

mod files;
mod joint;
mod readings;
mod reports;

pub(crate) use files::{at, sources};
pub(crate) use joint::{change, with_derived_figure, with_steps, with_sum};
pub(crate) use readings::depends_on_reading;
pub(crate) use reports::{baselined_report, counts, full_report, report_of};

/// An interval of one number.
pub(crate) fn point(value: i64) -> Interval {
    closed(value, value)
}

/// An interval with both ends in it.
pub(crate) fn closed(low: i64, high: i64) -> Interval {
    Interval {
        low: end(low, false),
        high: end(high, false),
    }
}

/// An end at a whole number.
pub(crate) fn end(value: i64, open: bool) -> Option<Bound> {
    let value = Exact::from(value);
    Some(Bound { value, open })
}

/// A field that is not known: what a problem of the loader becomes.
pub(crate) fn input_problem() -> (SourceMap, Finding) {
    let sources = sources();
    let problem = Problem::error(
        "unknown-field",
        at(&sources, 0, "kind"),
        "unknown field `kind` in a breakdown",
    )
    .label("not a field of a breakdown")
    .related(at(&sources, 0, "breakdowns"), "in this list")
    .help("did you mean `by`?");
    (sources, problem.into())
}

/// The sum of one source that does not close, with its worksheet.
pub(crate) fn parts_do_not_sum() -> (SourceMap, Finding) {
    let sources = sources();
    let mut finding = Finding::new(
        "parts-do-not-sum",
        Severity::Error,
        at(&sources, 0, "3,983\n"),
        "parts do not add up to the stated total (off by 1)",
    )
    .related(at(&sources, 0, "3,209\n"), "+ military")
    .related(at(&sources, 0, "775\n"), "+ civilian");
    for place in &mut finding.locations {
        place.span.end -= 1;
    }
    finding.locations[0].label = "stated total".into();
    finding.concise = "3,209 + 775 = 3,984, stated 3,983 (off by 1)".into();
    finding.claims = [
        "ministry/killed",
        "ministry/killed[status=military]",
        "ministry/killed[status=civilian]",
    ]
    .map(String::from)
    .to_vec();
    finding.conflicts = vec![("ministry/killed".into(), "ministry/killed".into())];
    finding.sources = vec!["ministry".into()];
    finding.measures = vec!["killed".into()];
    finding.subject = "killed = military + civilian".into();
    finding.worksheet = Some(Worksheet {
        relation: "killed = military + civilian".into(),
        terms: vec![
            term(
                "ministry/killed[status=military]",
                "military",
                "3,209",
                point(3209),
            ),
            term(
                "ministry/killed[status=civilian]",
                "civilian",
                "775",
                point(775),
            ),
        ],
        computed: point(3984),
        stated: term("ministry/killed", "killed", "3,983", point(3983)),
        comparison: "=",
        difference: point(-1),
        printed_difference: Some(Exact::from(-1i64)),
        printed_computed: Some(Exact::from(3984i64)),
        scale: None,
        allowed: Exact::ZERO,
        allowed_because: "all figures are exact".into(),
    });
    finding.help =
        vec!["any one of these would balance: civilian 774, military 3,208, total 3,984".into()];
    (sources, finding)
}

/// A term of a worksheet that is added once.
pub(crate) fn term(claim: &str, name: &str, printed: &str, interval: Interval) -> Term {
    Term {
        claim: claim.into(),
        name: name.into(),
        coefficient: Exact::ONE,
        printed: printed.into(),
        of: None,
        interval,
    }
}

/// A declared rule over hedged figures, with a coefficient and an open end.
pub(crate) fn rule_broken() -> (SourceMap, Finding) {
    let sources = sources();
    let mut finding = Finding::new(
        "rule-broken",
        Severity::Error,
        at(&sources, 2, "nearly 4,000"),
        "rule two-per-file is broken: nearly 4,000 should be at most 2 × 775 less more than 600",
    )
    .related(at(&sources, 0, "775"), "counted twice");
    finding.concise = "nearly 4,000 > 2 × 775 − more than 600".into();
    finding.claims = vec!["caliber-2025-09/registered_missing".into()];
    finding.sources = vec!["caliber-2025-09".into()];
    finding.measures = vec!["registered_missing".into()];
    finding.subject = "two-per-file".into();
    let over = Interval {
        low: end(600, true),
        high: None,
    };
    finding.worksheet = Some(Worksheet {
        relation: "registered_missing <= 2 * files - closed".into(),
        terms: vec![
            Term {
                coefficient: Exact::from(2i64),
                ..term("ministry/files", "files", "775", point(775))
            },
            Term {
                coefficient: Exact::from(-1i64),
                ..term("ministry/closed", "closed", "more than 600", over)
            },
        ],
        computed: Interval {
            low: None,
            high: end(950, true),
        },
        stated: term(
            "caliber-2025-09/registered_missing",
            "registered_missing",
            "nearly 4,000",
            Interval {
                low: end(3600, false),
                high: end(4000, true),
            },
        ),
        comparison: "<=",
        difference: Interval {
            low: end(2650, true),
            high: None,
        },
        printed_difference: None,
        printed_computed: None,
        scale: None,
        allowed: Exact::ZERO,
        allowed_because: "no figure of the rule is rounded".into(),
    });
    finding.notes = vec!["the rule says: no file covers more than two persons".into()];
    (sources, finding)
}

/// One cell in two files, three speakers.
pub(crate) fn divergence() -> (SourceMap, Finding) {
    let sources = sources();
    let mut finding = Finding::new(
        "sources-disagree",
        Severity::Warning,
        at(&sources, 1, "3,983"),
        "registered_missing: 3,983 (commission, 2025-03-10) against 3,890 (State Security Service, 2025-09-01)",
    )
    .related(at(&sources, 2, "3,890"), "93 fewer")
    .related(at(&sources, 2, "nearly 4,000"), "fits both");
    finding.locations[0].label = "first stated".into();
    finding.concise = "3,983 (commission) against 3,890 (State Security Service)".into();
    let ids = [
        "commission-2025-03/registered_missing",
        "caliber-2025-09/registered_missing",
        "caliber-2025-09/registered_missing#2",
    ];
    finding.claims = ids.map(String::from).to_vec();
    finding.conflicts = vec![(ids[0].into(), ids[2].into())];
    finding.sources = vec!["commission-2025-03".into(), "caliber-2025-09".into()];
    finding.measures = vec!["registered_missing".into()];
    finding.subject = "registered_missing".into();
    let first = FigureRow {
        claim: ids[0].into(),
        cell: "registered_missing".into(),
        source: "commission-2025-03".into(),
        publisher: "State Commission on Prisoners of War, Hostages and Missing Persons".into(),
        as_of: Some("2025-03-10".into()),
        as_of_inferred: false,
        published: Some("2025-03-10".into()),
        status: None,
        printed: "3,983".into(),
        derived: None,
        from: vec![],
        aside: false,
        interval: point(3983),
        difference: None,
    };
    let second = FigureRow {
        claim: ids[1].into(),
        source: "caliber-2025-09".into(),
        publisher: "Ambassador".into(),
        as_of: Some("2025-09-01".into()),
        as_of_inferred: true,
        published: Some("2025-09-01".into()),
        printed: "nearly 4,000".into(),
        interval: Interval {
            low: end(3600, false),
            high: end(4000, true),
        },
        difference: Some(Interval {
            low: end(-383, false),
            high: end(17, true),
        }),
        ..first.clone()
    };
    let third = FigureRow {
        claim: ids[2].into(),
        publisher: "State Security Service".into(),
        printed: "3,890".into(),
        interval: point(3890),
        difference: Some(point(-93)),
        ..second.clone()
    };
    finding.figures = vec![first, second, third];
    finding.notes =
        vec!["the date of the two later figures is that of the article: it gives none for them, and they may be older than the commission's".into()];
    finding.help = vec!["ask both for the register's date".into()];
    finding.hints = vec![
        Hint::new(
            "mixed-kinds",
            "3,890 is also the number of those still missing: one of the two may be the other's",
        )
        .on([ids[2].into()]),
        Hint::new("exchanged", "3,983 and 3,890 may stand each for the other")
            .on([ids[0].into(), ids[2].into()])
            .scored("6.5", "bits"),
    ];
    (sources, finding)
}

/// A note that points at an empty place and has neither figures nor words.
pub(crate) fn note_without_text() -> (SourceMap, Finding) {
    let sources = sources();
    let mut span = at(&sources, 0, "source");
    span.end = span.start;
    let finding = Finding::new(
        "unknown-measure",
        Severity::Note,
        span,
        "no file declares a measure, so every measure is taken as a stock",
    );
    (sources, finding)
}

/// Control characters, a bidi override and line breaks wherever text comes from
/// a file.
pub(crate) fn hostile() -> (SourceMap, Finding) {
    let sources = sources();
    let evil = "evil\u{1b}[2J\u{202e}txt\u{7}\u{85}\u{2028}\r\n\tend";
    let span = at(&sources, 3, "Mini\u{202e}yrts\u{1b}[31m\u{200b}");
    let mut finding = Finding::new("sources-disagree", Severity::Warning, span, evil);
    finding.locations[0].label = evil.into();
    finding.concise = evil.into();
    finding.claims = vec![evil.into()];
    finding.subject = evil.into();
    finding.notes = vec![evil.into()];
    finding.help = vec![evil.into()];
    finding.hints = vec![Hint::new("exchanged", evil).on([evil.into()])];
    let (_, model) = divergence();
    finding.figures = model.figures;
    for row in &mut finding.figures {
        row.publisher = evil.into();
        row.source = evil.into();
        row.printed = evil.into();
    }
    finding.figures[2].derived = Some(evil.into());
    finding.figures[2].from = vec![evil.into()];
    let (derivation, repairs) = joint::hostile(evil);
    finding.derivation = Some(Box::new(derivation));
    finding.repairs = repairs;
    let (_, model) = parts_do_not_sum();
    finding.worksheet = model.worksheet;
    if let Some(sheet) = &mut finding.worksheet {
        sheet.relation = evil.into();
        sheet.terms[0].name = evil.into();
        sheet.terms[0].printed = evil.into();
        sheet.allowed_because = evil.into();
    }
    (sources, finding)
}

/// A finding that a person judged.
pub(crate) fn accepted() -> (SourceMap, Finding) {
    let (sources, mut finding) = divergence();
    finding.check = "changed-over-time";
    finding.status = Status::Accepted("the commission confirmed the fall on 2 October 2025".into());
    (sources, finding)
}
