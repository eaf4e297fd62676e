//! Tests of comparison tables.

use super::*;
use crate::findings::canned;

#[test]
fn columns_that_say_nothing_are_left_out() {
    let (_, finding) = canned::divergence();
    let mut rows = vec![finding.figures[0].clone(), finding.figures[0].clone()];
    for row in &mut rows {
        row.publisher = String::new();
    }
    rows[1].printed = "3,990".into();
    assert_eq!(
        table(&rows, 80, false),
        "source              as of       figure\n\
         commission-2025-03  2025-03-10   3,983\n\
         commission-2025-03  2025-03-10   3,990"
    );
    rows[1].cell = "registered_missing[war=first]".into();
    assert!(table(&rows, 80, false).starts_with("registered_missing  source"));
    rows[1].cell = "recovered[war=first]".into();
    assert!(table(&rows, 80, false).starts_with("cell "));
}

#[test]
fn figures_that_nobody_printed_are_marked_and_explained_once() {
    let (_, finding) = canned::with_derived_figure();
    let mut rows = finding.figures;
    rows.push(rows[1].clone());
    let mut range = rows[1].clone();
    range.printed = "285 to 292".into();
    range.interval = canned::closed(285, 292);
    range.derived = Some("300 - (8 to 15)".into());
    rows.push(range);
    for width in [200, 86, 30] {
        let table = table(&rows, width, false);
        let (_, origins) = table.split_once("\n* ").expect("an explanation");
        let origins = origins.replace('\n', " ");
        assert_eq!(
            origins,
            "(derived) 3,984 = 3,990 - 6 * (derived) 285 to 292 from 300 - (8 to 15)"
        );
        assert_eq!(table.matches("3,984*").count(), 2, "{table}");
        assert!(table.contains("285 to 292*") && table.contains("3,983"));
        assert!(!table.contains("3,983*"), "{table}");
    }
}

#[test]
fn tables_shrink_to_their_width() {
    let (_, finding) = canned::divergence();
    let widest = |text: &str| text.lines().map(|line| line.width()).max();
    let wide = table(&finding.figures, 200, false);
    assert!(
        wide.contains("State Commission on Prisoners of War, Hostages…"),
        "{wide}"
    );
    for width in [140, 110, 86, 66, 46] {
        let narrow = table(&finding.figures, width, false);
        assert!(widest(&narrow) <= Some(width), "{narrow}");
        assert!(narrow.contains("nearly 4,000"), "{narrow}");
        assert!(narrow.contains("-93"), "{narrow}");
        // Two speakers of one source are told apart by name.
        assert!(narrow.contains("Ambassador"), "{narrow}");
    }
}

#[test]
fn how_far_figures_stand_is_told_unless_all_are_final() {
    let (_, finding) = canned::divergence();
    let mut rows = vec![finding.figures[0].clone(), finding.figures[0].clone()];
    for row in &mut rows {
        row.publisher = String::new();
        row.status = Some("final");
    }
    assert!(!table(&rows, 80, false).contains("final"));
    rows[0].status = Some("provisional");
    assert_eq!(
        table(&rows, 80, false),
        "source              as of       status       figure\n\
         commission-2025-03  2025-03-10  provisional   3,983\n\
         commission-2025-03  2025-03-10  final         3,983"
    );
    assert!(
        table(&rows, 30, false)
            .replace('\n', " ")
            .contains("provisional")
    );
}

#[test]
fn figures_of_several_dates_are_told_apart_from_pairs() {
    let (_, finding) = canned::divergence();
    let [first, second, third] = &finding.figures[..] else {
        panic!("three rows");
    };
    let dates = [first, second, third, first].map(Clone::clone);
    assert!(table(&dates, 200, false).contains("to date's first"));
    let listed = table(&dates, 30, false);
    let words: Vec<&str> = listed.split_whitespace().collect();
    assert!(words.join(" ").contains("of that date"), "{listed}");
    let pairs = [first, second, first, third].map(Clone::clone);
    assert!(table(&pairs, 200, false).contains("difference"));
}

#[test]
fn a_series_is_compared_with_the_row_above() {
    let (_, finding) = canned::divergence();
    let mut rows = [0, 1, 2].map(|at: usize| finding.figures[at].clone());
    for at in 1..rows.len() {
        rows[at].difference = Some(rows[at].interval.sub(&rows[at - 1].interval));
    }
    assert!(table(&rows, 200, false).contains("difference"));
    let listed = table(&rows, 30, false);
    let words: Vec<&str> = listed.split_whitespace().collect();
    assert!(words.join(" ").contains("to the one above"), "{listed}");
}
