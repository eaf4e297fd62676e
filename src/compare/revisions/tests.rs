//! Laws of the history of figures, and cases worked out by hand.

use proptest::prelude::*;

use super::{Asked, Notice, OneRow, Revisions, Row, Standing, Triangle, Withdrawal, revisions};
use crate::dossier::{self, Input};
use crate::figures::Figures;
use crate::quantity::Exact;

const CODEBOOK: &str = "
measures:
  present: {type: count, over_time: stock}
  settled: {type: count, over_time: event}
  monthly: {type: count, over_time: flow}
  rate: {type: share, over_time: stock}
dimensions:
  sex: {codes: {all: {partition: [men, women]}}}
publishers:
  one: {name: One}
  two: {name: Two}
sources:
  a: {publisher: one, published: 2025-02-01, edition_of: bulletin}
  b: {publisher: one, published: 2025-03-01, edition_of: bulletin}
  c: {publisher: one, published: 2025-04-01, edition_of: bulletin}
  d: {publisher: one, published: 2025-05}
  e: {publisher: one, published: 2025-05-20}
  early-draft: {publisher: one, published: 2025-01-15, status: provisional}
  other: {publisher: two, published: 2025-03-02}
  v1: {published: 2025-02-01, edition_of: dossier}
  v2: {published: 2025-03-01, edition_of: dossier}
  v3: {published: 2025-04-01, edition_of: other-dossier}
  undated: {publisher: one}
";

fn load(texts: &[&str]) -> dossier::Dossier {
    let named = |(at, text): (usize, &&str)| Input {
        name: match at {
            0 => "crossfoot.yaml".to_owned(),
            at => format!("claims-{at}.yaml"),
        },
        bytes: text.as_bytes().to_vec(),
        is_settings: at == 0,
        named: true,
        unreadable: None,
    };
    dossier::load(texts.iter().enumerate().map(named).collect())
}

fn asked(texts: &[&str], single: bool) -> Revisions {
    let dossier = load(texts);
    let errors = (dossier.problems.iter()).filter(|p| p.check != "not-applied");
    let errors: Vec<&str> = errors.map(|problem| problem.message.as_str()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let asked = Asked {
        single,
        ..Asked::default()
    };
    revisions(&Figures::of(&dossier), &asked)
}

/// Claims as `source cell date value | further fields`; the date `-` where none is stated.
fn claims(rows: &[&str]) -> String {
    let mut text = "claims:\n".to_owned();
    for row in rows {
        let (row, more) = row.split_once('|').unwrap_or((row, ""));
        let words: Vec<&str> = row.trim().splitn(4, ' ').collect();
        let [source, cell, date, value] = words[..] else {
            panic!("{row}");
        };
        let (measure, codes) = cell.split_once('[').unwrap_or((cell, "]"));
        let codes = codes.trim_end_matches(']').replace('=', ": ");
        let when = match date {
            "-" => String::new(),
            date if measure == "monthly" => format!(", period: {date}"),
            date => format!(", as_of: {date}"),
        };
        let more = match more.trim() {
            "" => String::new(),
            more => format!(", {more}"),
        };
        text.push_str(&format!(
            "  - {{source: {source}, measure: {measure}, where: {{{codes}}}{when}, value: \"{value}\"{more}}}\n"
        ));
    }
    text
}

fn of(rows: &[&str]) -> Revisions {
    asked(&[CODEBOOK, &claims(rows)], false)
}

/// The only triangle of the measure as a whole.
fn one(rows: &[&str]) -> Triangle {
    let mut found = of(rows).triangles;
    found.retain(|triangle| triangle.codes.is_empty());
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn printed(row: &Row) -> Vec<&str> {
    row.vintages.iter().map(|v| v.printed.as_str()).collect()
}

fn whole(number: i64) -> Option<Exact> {
    Some(Exact::from(number))
}

#[test]
fn editions_in_the_order_of_publication() {
    let triangle = one(&[
        "c present 2025-01-01 110",
        "a present 2025-01-01 100",
        "b present 2025-01-01 104",
        "b present 2025-02-01 90",
        "c present 2025-02-01 90",
    ]);
    let names: Vec<&str> = triangle
        .editions
        .iter()
        .map(|e| e.source.as_str())
        .collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(triangle.publisher, "One");
    assert_eq!(triangle.series, ["bulletin"]);
    let row = &triangle.rows[0];
    assert_eq!(printed(row), ["100", "104", "110"]);
    let summary = &row.summary;
    assert_eq!(summary.total.as_ref().unwrap().number, whole(10));
    assert_eq!(summary.mean, whole(5));
    assert_eq!(summary.mean_absolute, whole(5));
    assert_eq!((summary.counted, summary.uncounted), (2, 0));
    assert_eq!(summary.largest, Some(2));
    assert_eq!(summary.days_to_latest, Some((59, 59)));
    // Over both dates: +10 and 0.
    assert_eq!(triangle.summary.mean, whole(5));
    assert_eq!(triangle.summary.relative, Some(Exact::ratio(10, 200)));
    assert_eq!(triangle.summary.largest, Some((0, 2)));
    assert_eq!(triangle.summary.unannounced, 2);
    assert_eq!(
        (triangle.summary.test.up, triangle.summary.test.p.clone()),
        (2, None)
    );
}

#[test]
fn days_end_where_the_latest_figure_was_first_published() {
    let triangle = one(&[
        "a present 2025-01-01 100",
        "b present 2025-01-01 104",
        "c present 2025-01-01 104",
    ]);
    assert_eq!(triangle.rows[0].summary.days_to_latest, Some((28, 28)));
    // May 2025 is a window of 31 days.
    let triangle = one(&["a present 2025-01-01 100", "d present 2025-01-01 104"]);
    assert_eq!(triangle.rows[0].summary.days_to_latest, Some((89, 119)));
}

#[test]
fn publishers_are_series_of_their_own_and_texts_without_series_belong_to_theirs() {
    let found = of(&[
        "a present 2025-01-01 100",
        "other present 2025-01-01 105",
        "e present 2025-01-01 104",
    ]);
    assert_eq!(found.triangles.len(), 1);
    assert_eq!(printed(&found.triangles[0].rows[0]), ["100", "104"]);
    assert_eq!(found.apart.single, 1);
    let quoted = of(&[
        "a present 2025-01-01 100",
        "other present 2025-01-01 105 | attributed_to: one",
    ]);
    assert_eq!(printed(&quoted.triangles[0].rows[0]), ["100", "105"]);
}

#[test]
fn editions_without_a_publisher_have_one_voice() {
    let triangle = one(&["v1 present 2025-01-01 100", "v2 present 2025-01-01 104"]);
    assert_eq!(triangle.publisher, "");
    assert_eq!(printed(&triangle.rows[0]), ["100", "104"]);
    assert!(
        of(&["v1 present 2025-01-01 100", "v3 present 2025-01-01 104"])
            .triangles
            .is_empty()
    );
}

#[test]
fn what_makes_one_row() {
    let settled = one(&[
        "a settled 2025-01-01 100",
        "b settled - 104",
        "c settled 2025-03-01 104",
    ]);
    assert_eq!(settled.one_row, Some(OneRow::Settled));
    assert_eq!(printed(&settled.rows[0]), ["100", "104", "104"]);
    let undated = one(&["a present - 100", "b present - 104"]);
    assert_eq!(undated.one_row, Some(OneRow::Undated));
    assert_eq!(undated.rows[0].reference, "");
    // Two texts of no series may be about two days.
    assert!(
        of(&["d present - 100", "e present - 104"])
            .triangles
            .is_empty()
    );
    // One stated date, and the rest is about other days.
    assert!(
        of(&["a present 2025-01-01 100", "b present - 104"])
            .triangles
            .is_empty()
    );
    let tied = one(&[
        "a present - 100 | id: first",
        "b present - 104 | revises: first, reason: counted again",
        "c present 2025-03-30 9",
    ]);
    assert_eq!(printed(&tied.rows[0]), ["100", "104"]);
    let revision = tied.rows[0].vintages[1].revision.as_ref().unwrap();
    assert_eq!(revision.notice, Notice::Announced);
    assert_eq!(revision.reason.as_deref(), Some("counted again"));
}

#[test]
fn flows_are_compared_by_period() {
    let triangle = one(&[
        "a monthly 2025-01 100",
        "b monthly 2025-01 104",
        "b monthly 2025-02 50",
    ]);
    let references: Vec<&str> = triangle.rows.iter().map(|r| r.reference.as_str()).collect();
    assert_eq!(references, ["2025-01", "2025-02"]);
}

#[test]
fn withdrawn_figures() {
    let gone = |rows: &[&str], row: usize| one(rows).rows[row].withdrawn;
    // Left out between two dates that the edition gives, and at the end.
    let rows = [
        "a present 2025-01-01 100",
        "a present 2025-01-02 101",
        "a present 2025-01-03 102",
        "b present 2025-01-01 100",
        "b present 2025-01-03 102",
    ];
    let withdrawn = gone(&rows, 1).unwrap();
    assert_eq!((withdrawn.how, withdrawn.edition), (Withdrawal::LeftOut, 1));
    assert_eq!(gone(&rows[..4], 2).unwrap().how, Withdrawal::LeftOut);
    // Older dates that an edition no longer reaches back to are not.
    let later = [
        "a present 2025-01-01 100",
        "b present 2025-01-02 100",
        "b present 2025-01-01 100",
        "c present 2025-01-02 100",
    ];
    assert_eq!(gone(&later, 0), None);
    // A month a year before beside the latest two leaves nothing out between them.
    let year = [
        "a monthly 2024-02 1",
        "a monthly 2025-01 1",
        "a monthly 2025-02 1",
        "b monthly 2024-03 1",
        "b monthly 2025-02 1",
        "b monthly 2025-03 1",
        "c monthly 2024-04 1",
        "c monthly 2025-03 1",
        "c monthly 2025-04 1",
    ];
    let triangle = one(&year);
    assert!(triangle.rows.iter().all(|row| row.left_out.is_empty()));
    // Two left out at once.
    let two = [
        "a monthly 2025-01 1",
        "a monthly 2025-02 1",
        "a monthly 2025-03 1",
        "b monthly 2025-01 1",
        "b monthly 2025-04 1",
    ];
    assert_eq!(one(&two).summary.withdrawn, 2);
    // Given again, it is not.
    let back = [
        "a present 2025-01-01 9",
        "b present[sex=men] 2025-01-01 4",
        "c present 2025-01-01 9",
    ];
    let triangle = one(&back);
    assert_eq!(triangle.rows[0].left_out, [1]);
    assert_eq!(triangle.rows[0].withdrawn, None);
    // A text of no series leaves nothing out.
    let loose = [
        "a present 2025-01-01 9",
        "b present 2025-01-01 9",
        "e present[sex=men] 2025-01-01 4",
    ];
    assert_eq!(gone(&loose, 0), None);
    let missing = ["a present 2025-01-01 9", "b present 2025-01-01 n/a"];
    assert_eq!(gone(&missing, 0).unwrap().how, Withdrawal::SaidMissing);
    let retracted = [
        "a present 2025-01-01 9",
        "b present 2025-01-01 8 | state: retracted",
    ];
    assert_eq!(gone(&retracted, 0).unwrap().how, Withdrawal::Retracted);
    let replaced = ["a present 2025-01-01 9 | state: superseded"];
    assert_eq!(gone(&replaced, 0).unwrap().how, Withdrawal::Superseded);
}

#[test]
fn replaced_figures_of_one_text_come_first() {
    let triangle = one(&[
        "a present 2025-01-01 9 | state: superseded",
        "a present 2025-01-01 8",
    ]);
    let row = &triangle.rows[0];
    assert_eq!(printed(row), ["9", "8"]);
    assert_eq!(row.vintages[0].standing, Standing::Superseded);
    assert_eq!(
        row.vintages[1].revision.as_ref().unwrap().notice,
        Notice::Marked
    );
    assert_eq!(row.summary.days_to_latest, Some((0, 0)));
    // Two that say to replace each other come to an end, too.
    let text = claims(&[
        "a present 2025-01-01 9 | id: x, revises: y",
        "a present 2025-01-01 8 | id: y, revises: x",
    ]);
    let circle = asked(&[CODEBOOK, &text], true).triangles.remove(0);
    assert_eq!(circle.rows[0].vintages.len(), 1);
    assert_eq!(circle.rows[0].vintages[0].standing, Standing::Contradictory);
}

#[test]
fn hedged_figures_are_intervals_and_in_no_mean() {
    let triangle = one(&[
        "a present 2025-01-01 100",
        "b present 2025-01-01 at least 105",
        "c present 2025-01-01 110",
    ]);
    let row = &triangle.rows[0];
    let steps: Vec<_> = row
        .vintages
        .iter()
        .filter_map(|v| v.revision.as_ref())
        .collect();
    assert_eq!(steps[0].difference.number, None);
    assert!(steps[0].changed);
    assert_eq!(steps[0].difference.interval.to_string(), "[5, ∞)");
    assert!(!steps[1].changed);
    assert_eq!((row.summary.counted, row.summary.uncounted), (0, 2));
    assert_eq!(
        (row.summary.mean.clone(), row.summary.largest),
        (None, None)
    );
    assert_eq!(row.summary.total.as_ref().unwrap().number, whole(10));
}

#[test]
fn rounded_figures_differ_by_what_is_printed() {
    let rate = one(&[
        "a rate 2025-01-01 5.3%",
        "b rate 2025-01-01 5.4%",
        "c rate 2025-01-01 5.42%",
    ]);
    let steps: Vec<_> = rate.rows[0]
        .vintages
        .iter()
        .filter_map(|v| v.revision.as_ref())
        .collect();
    assert_eq!(steps[0].difference.number, Some(Exact::ratio(1, 10)));
    assert_eq!(steps[0].difference.interval.to_string(), "[0, 0.2]");
    // Of another precision: the change may be none.
    assert_eq!(steps[1].difference.number, None);
    assert!(!steps[1].changed);
    let units = one(&["a present 2025-01-01 $5", "b present 2025-01-01 €6"]);
    assert_eq!(units.rows[0].vintages[1].revision, None);
    assert_eq!(units.rows[0].summary.total, None);
}

#[test]
fn provisional_figures_and_marks() {
    let notice = |rows: &[&str]| {
        let triangle = one(rows);
        triangle.rows[0].vintages[1]
            .revision
            .as_ref()
            .unwrap()
            .notice
    };
    assert_eq!(
        notice(&[
            "a present 2025-01-01 9 | state: provisional",
            "b present 2025-01-01 8"
        ]),
        Notice::Provisional
    );
    assert_eq!(
        notice(&["early-draft present 2025-01-01 9", "b present 2025-01-01 8"]),
        Notice::Provisional
    );
    assert_eq!(
        notice(&["a present 2025-01-01 9p", "b present 2025-01-01 8"]),
        Notice::Provisional
    );
    assert_eq!(
        notice(&["a present 2025-01-01 9", "b present 2025-01-01 8r"]),
        Notice::Announced
    );
    assert_eq!(
        notice(&["a present 2025-01-01 9", "b present 2025-01-01 8"]),
        Notice::Unannounced
    );
}

#[test]
fn an_order_that_is_not_known_is_in_no_mean() {
    let unknown = one(&["d present 2025-01-01 9", "e present 2025-01-01 8"]);
    assert!(unknown.rows[0].order_unknown);
    assert_eq!((unknown.summary.counted, unknown.summary.unordered), (0, 1));
    assert_eq!(unknown.summary.test.down, 0);
    let equal = one(&["d present 2025-01-01 9", "e present 2025-01-01 9"]);
    assert!(!equal.rows[0].order_unknown);
    // What replaces the other is the later.
    let told = one(&[
        "d present 2025-01-01 9 | revises: first",
        "e present 2025-01-01 8 | id: first",
    ]);
    assert_eq!(printed(&told.rows[0]), ["8", "9"]);
    assert!(!told.rows[0].order_unknown);
}

#[test]
fn what_takes_no_part_is_counted() {
    let found = of(&[
        "undated present 2025-01-01 9",
        "a present 2025-01-01 9",
        "a present 2025-01-02 +7",
        "b present 2025-01-01 10",
    ]);
    assert_eq!((found.apart.unpublished, found.apart.changes), (1, 1));
}

#[test]
fn an_edition_that_contradicts_itself_is_in_no_difference() {
    let triangle = one(&[
        "a present 2025-01-01 9",
        "b present 2025-01-01 11",
        "b present 2025-01-01 12",
    ]);
    let vintage = &triangle.rows[0].vintages[1];
    assert_eq!(
        (vintage.standing, vintage.printed.as_str()),
        (Standing::Contradictory, "11 / 12")
    );
    assert_eq!(vintage.revision, None);
    let fine = one(&[
        "a present 2025-01-01 9",
        "b present 2025-01-01 3,983",
        "b present 2025-01-01 nearly 4,000",
    ]);
    assert_eq!(fine.rows[0].vintages[1].printed, "3,983");
    let rounded = one(&[
        "a present 2025-01-01 9",
        "b present 2025-01-01 3,983",
        "b present 2025-01-01 4,000",
        "b present 2025-01-01 4,000",
    ]);
    assert_eq!(rounded.rows[0].vintages[1].printed, "3,983");
    let higher = one(&[
        "a present 2025-01-01 9",
        "b present 2025-01-01 4,000",
        "b present 2025-01-01 4,012",
    ]);
    assert_eq!(higher.rows[0].vintages[1].printed, "4,012");
}

const SOURCES: [&str; 6] = ["a", "b", "c", "d", "e", "other"];
const CELLS: [&str; 4] = ["present", "present[sex=men]", "settled", "monthly"];
const DATES: [&str; 4] = ["-", "2025-01-01", "2025-01-02", "2025-01"];
const VALUES: [&str; 8] = [
    "100",
    "104",
    "96",
    "about 100",
    "at least 90",
    "n/a",
    "104p",
    "1.2 million",
];

/// Claims of which no two have one source, cell and date, some with a state.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let entry = (
        0..SOURCES.len(),
        0..CELLS.len(),
        0..DATES.len(),
        0..VALUES.len(),
        0..8usize,
    );
    proptest::collection::vec(entry, 0..24).prop_map(|entries| {
        let mut seen = std::collections::BTreeSet::new();
        let mut rows = Vec::new();
        for (source, cell, date, value, state) in entries {
            if !seen.insert((source, cell, date)) {
                continue;
            }
            let state = match state {
                0 => " | state: superseded",
                1 => " | state: retracted",
                2 => " | state: provisional",
                _ => "",
            };
            rows.push(format!(
                "{} {} {} {}{state}",
                SOURCES[source], CELLS[cell], DATES[date], VALUES[value]
            ));
        }
        rows
    })
}

fn all(rows: &[String], halves: bool) -> Revisions {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (first, second) = rows.split_at(if halves { rows.len() / 2 } else { rows.len() });
    asked(&[CODEBOOK, &claims(first), &claims(second)], true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn neither_claims_nor_files_need_an_order(rows in rows(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|row| {
            row.bytes().fold(seed, |sum, byte| sum.rotate_left(7) ^ u64::from(byte).wrapping_mul(0x9e37_79b9))
        });
        prop_assert_eq!(format!("{:?}", all(&rows, false)), format!("{:?}", all(&shuffled, true)));
    }

    #[test]
    fn totals_are_sums_of_single_revisions(rows in rows()) {
        for row in all(&rows, false).triangles.iter().flat_map(|triangle| &triangle.rows) {
            let steps = row.vintages.iter().filter_map(|vintage| vintage.revision.as_ref());
            let numbers: Vec<&Exact> = steps.filter_map(|s| s.difference.number.as_ref()).collect();
            let summary = &row.summary;
            prop_assert_eq!(numbers.len(), summary.counted);
            prop_assert_eq!(summary.counted + summary.uncounted, summary.vintages.saturating_sub(1));
            let sum = numbers.iter().fold(Exact::ZERO, |sum, number| &sum + number);
            let Some(total) = &summary.total else {
                prop_assert!(summary.vintages < 2);
                prop_assert!(row.vintages.iter().all(|vintage| vintage.revision.is_none()));
                continue;
            };
            if summary.uncounted == 0 {
                prop_assert_eq!(total.number.as_ref(), Some(&sum));
                let mean = summary.mean.as_ref().unwrap();
                prop_assert_eq!(mean * &Exact::ratio(summary.counted as i128, 1), sum);
            }
        }
    }

    #[test]
    fn other_publishers_change_nothing(rows in rows()) {
        let own: Vec<String> = rows.iter().filter(|row| !row.starts_with("other")).cloned().collect();
        let mut with = all(&rows, false).triangles;
        with.retain(|triangle| triangle.publisher == "One");
        prop_assert_eq!(format!("{with:?}"), format!("{:?}", all(&own, false).triangles));
    }
}
