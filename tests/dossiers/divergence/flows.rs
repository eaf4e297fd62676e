//! Stocks with printed flows: a series that adds up is never blamed, however its
//! periods are cut and whichever days they name, and one slip is always found.

use std::fmt::Write;

use crossfoot::findings::Severity;
use proptest::prelude::*;

use crate::harness::{Audit, texts};

const CODEBOOK: &str = "\
measures:
  held: {type: count, over_time: stock}
  arrivals: {type: count, over_time: flow}
  releases: {type: count, over_time: flow}
dimensions:
  wing: {codes: {all: {partition: [north, south]}}}
rules:
  stock-and-flows:
    assert: held == held@previous + arrivals - releases
";

/// Which days the periods name, see the rule's page.
#[derive(Clone, Copy, Debug)]
enum Way {
    Evening,
    Morning,
    Shared,
}

/// What happens between two counts.
#[derive(Clone, Debug)]
struct Step {
    days: u32,
    arrivals: [u32; 2],
    releases: [u32; 2],
    /// Whether arrivals and releases are told in two halves.
    halves: [bool; 2],
}

#[derive(Clone, Debug)]
struct Series {
    way: Way,
    /// Whether each count stands in a text of its own.
    editions: bool,
    /// Whether only one wing is told of.
    wing: bool,
    first: u32,
    steps: Vec<Step>,
}

/// A figure as it is printed: measure, date, number.
type Printed = (&'static str, String, u32);

fn step() -> impl Strategy<Value = Step> {
    let flow = || [0u32..200, 0u32..200];
    (4u32..60, flow(), flow(), any::<[bool; 2]>()).prop_map(|(days, arrivals, releases, halves)| {
        Step {
            days,
            arrivals,
            releases,
            halves,
        }
    })
}

fn series() -> impl Strategy<Value = Series> {
    let way = prop_oneof![Just(Way::Evening), Just(Way::Morning), Just(Way::Shared)];
    let steps = prop::collection::vec(step(), 1..7);
    (way, any::<bool>(), any::<bool>(), 3_000u32..9_000, steps).prop_map(
        |(way, editions, wing, first, steps)| Series {
            way,
            editions,
            wing,
            first,
            steps,
        },
    )
}

/// A day counted from the first of January 2021, as people write it.
fn day(at: u32) -> String {
    const MONTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (year, mut rest) = (2021 + at / 365, at % 365);
    assert!(year < 2024, "no leap years here");
    for (month, length) in (1..).zip(MONTHS) {
        if rest < length {
            return format!("{year}-{month:02}-{:02}", rest + 1);
        }
        rest -= length;
    }
    unreachable!("a year has 365 days")
}

impl Series {
    /// The figures of each count and what led to it.
    fn printed(&self) -> Vec<Vec<Printed>> {
        let (mut at, mut held) = (40, self.first);
        let mut all = vec![vec![("held", day(at), held)]];
        for step in &self.steps {
            let next = at + step.days;
            let middle = at + step.days / 2;
            let mut here = Vec::new();
            let flows = [("arrivals", step.arrivals), ("releases", step.releases)];
            for ((measure, both), halves) in flows.into_iter().zip(step.halves) {
                if halves {
                    here.push((measure, self.period(at, middle), both[0]));
                    here.push((measure, self.period(middle, next), both[1]));
                } else {
                    here.push((measure, self.period(at, next), both[0] + both[1]));
                }
            }
            held = held + step.arrivals.iter().sum::<u32>() - step.releases.iter().sum::<u32>();
            here.push(("held", day(next), held));
            all.push(here);
            at = next;
        }
        all
    }

    fn period(&self, from: u32, to: u32) -> String {
        let (first, last) = match self.way {
            Way::Evening => (from + 1, to),
            Way::Morning => (from, to - 1),
            Way::Shared => (from, to),
        };
        format!("{}/{}", day(first), day(last))
    }

    fn audit(&self, printed: &[Vec<Printed>]) -> Audit {
        let mut codebook = CODEBOOK.to_owned();
        let mut text = "sources:\n".to_owned();
        for at in 0..printed.len() {
            let source = "{publisher: Prison Service, published: 2024-01-05}";
            writeln!(text, "  s{at}: {source}").unwrap();
        }
        if self.editions {
            codebook.push_str("    scope: date\n");
        }
        text.push_str("claims:\n");
        let place = if self.wing { "wing: north" } else { "" };
        for (at, figures) in printed.iter().enumerate() {
            let source = if self.editions { at } else { 0 };
            for (measure, date, value) in figures {
                let date = match *measure {
                    "held" => format!("as_of: {date}"),
                    _ => format!("period: {date}"),
                };
                writeln!(
                    text,
                    "  - {{measure: {measure}, source: s{source}, where: {{{place}}}, {date}, value: {value}}}"
                )
                .unwrap();
            }
        }
        texts(
            [("crossfoot.yaml", &*codebook), ("claims.yaml", &text)],
            false,
        )
    }
}

/// How often the rule is found broken.
fn broken(audit: &Audit) -> usize {
    let findings = audit.report.findings.iter();
    findings
        .filter(|finding| finding.check == "rule-broken")
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_adds_up_is_never_blamed(series in series()) {
        let audit = series.audit(&series.printed());
        let relations = &audit.report.summary.relations;
        // Notes are no blame: a stock moves, and a number may occur twice by chance.
        let mut findings = audit.report.findings.iter();
        let blamed = findings.any(|finding| finding.severity > Severity::Note);
        prop_assert!(!blamed, "{}", audit.text());
        prop_assert_eq!(relations.holds, series.steps.len(), "{}", audit.text());
        prop_assert_eq!(relations.total, series.steps.len());
    }

    #[test]
    fn one_slip_is_found(series in series(), which in any::<prop::sample::Index>(), by in 1u32..50) {
        let mut printed = series.printed();
        let places: Vec<(usize, usize)> = (0..printed.len())
            .flat_map(|at| (0..printed[at].len()).map(move |figure| (at, figure)))
            .collect();
        let (at, figure) = places[which.index(places.len())];
        printed[at][figure].2 += by;
        let audit = series.audit(&printed);
        // A count stands between two steps, a flow in one.
        let between = printed[at][figure].0 == "held" && at > 0 && at < series.steps.len();
        prop_assert_eq!(broken(&audit), if between { 2 } else { 1 }, "{}", audit.text());
    }
}
