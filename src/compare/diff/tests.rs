//! Comparisons of small dossiers, and the laws that hold for all.

use proptest::prelude::*;

use super::*;
use crate::dossier::{Input, load};
use crate::figures::Figures;
use crate::quantity::{Exact, Interval};

const BOOK: &str = "\
measures:
  missing: {type: count, over_time: event}
  found: {type: count, over_time: cumulative}
dimensions:
  role: {codes: {all: {partition: [military, civilian]}}}
rules:
  found-within-missing: {assert: found <= missing}
";

/// A text with these claims, as the entries of a list.
fn text(id: &str, date: &str, claims: &[&str]) -> String {
    let mut text = format!("source: {{id: {id}, published: {date}}}\nclaims:\n");
    for claim in claims {
        text.push_str(&format!("  - {{{claim}}}\n"));
    }
    text
}

/// Compares two sets of texts under one codebook.
fn diff(old: &[String], new: &[String]) -> Diff {
    let dossier = |texts: &[String]| {
        let input = |name: String, text: &str| Input {
            is_settings: name == "crossfoot.yaml",
            name,
            bytes: text.as_bytes().to_vec(),
            named: true,
            unreadable: None,
        };
        let texts = texts.iter().enumerate();
        let mut inputs: Vec<Input> = texts
            .map(|(at, text)| input(format!("{at}.yaml"), text))
            .collect();
        inputs.push(input("crossfoot.yaml".to_owned(), BOOK));
        let dossier = load(inputs);
        assert!(dossier.problems.is_empty(), "{:?}", dossier.problems);
        dossier
    };
    let (old, new) = (dossier(old), dossier(new));
    let (old, new) = (Figures::of(&old), Figures::of(&new));
    let side = |figures, name| Side::of(figures, Chosen::All, name, None);
    compare(&side(&old, "old"), &side(&new, "new"))
}

/// Two editions of a text with one claim each.
fn editions(old: &str, new: &str) -> FigureChange {
    let old = text("a", "2025-03-10", &[old]);
    let new = text("b", "2025-09-27", &[new]);
    let mut diff = diff(&[old], &[new]);
    assert_eq!(diff.figures.len(), 1, "{:?}", diff.figures);
    diff.figures.remove(0)
}

/// One text at two commits, with one claim each.
fn commits(old: &str, new: &str) -> FigureChange {
    let text = |claim| text("a", "2025-03-10", &[claim]);
    let mut diff = diff(&[text(old)], &[text(new)]);
    assert_eq!(diff.figures.len(), 1, "{:?}", diff.figures);
    diff.figures.remove(0)
}

fn point(number: i64) -> Interval {
    Interval::point(Exact::from(number))
}

#[test]
fn a_number_changes_absolutely_and_in_percent() {
    let found = editions(
        "measure: missing, value: \"3,983\"",
        "measure: missing, value: \"3,990\"",
    );
    assert_eq!(
        (found.change, found.what),
        (Kind::Changed, vec![What::Value])
    );
    assert_eq!(found.difference, Some(point(7)));
    assert_eq!(found.percent, Some(Percent::Exact(Exact::ratio(700, 3983))));
    let found = editions("measure: missing, value: 0", "measure: missing, value: 4");
    assert_eq!(found.difference, Some(point(4)));
    assert_eq!(found.percent, Some(Percent::OfZero));
    let found = editions("measure: missing, value: 4", "measure: missing, value: 4");
    assert_eq!(found.change, Kind::Unchanged);
}

#[test]
fn a_hedged_figure_changes_by_an_interval() {
    let found = editions(
        "measure: found, value: more than 600",
        "measure: found, value: 688",
    );
    assert_eq!(found.what, [What::Value]);
    assert_eq!(
        found.difference,
        Some(Interval::at_most(Exact::from(87i64)))
    );
    assert_eq!(found.printed_difference, Some(Exact::from(88i64)));
    // What it may have been has no upper end.
    assert_eq!(found.percent, None);
    let same = commits(
        "measure: found, value: more than 600",
        "measure: found, value: more than 600",
    );
    assert_eq!(
        (same.change, same.difference),
        (Kind::Unchanged, Some(point(0)))
    );
    let wide = editions(
        "measure: found, value: 100",
        "measure: found, value: 120 to 150",
    );
    let range = Interval::closed(Exact::from(20i64), Exact::from(50i64));
    assert_eq!(wide.percent, Some(Percent::Between(range)));
}

#[test]
fn the_same_number_said_otherwise_is_no_unchanged_figure() {
    let what = |old: &str, new: &str| {
        let found = commits(
            &format!("measure: missing, {old}"),
            &format!("measure: missing, {new}"),
        );
        let zero = found
            .difference
            .as_ref()
            .and_then(Interval::single)
            .is_some_and(Exact::is_zero);
        (found.what, zero)
    };
    let number = "value: \"3,983\"";
    assert_eq!(
        what(number, "value: \"as many as 3,983\""),
        (vec![What::Wording], true)
    );
    assert_eq!(what(number, "value: 3983"), (vec![What::Wording], true));
    assert_eq!(
        what("value: 4000", "value: about 4000"),
        (vec![What::Precision], false)
    );
    let dated = format!("{number}, as_of: 2025-03-09");
    assert_eq!(what(number, &dated), (vec![What::Date], true));
    let state = format!("{number}, state: retracted");
    assert_eq!(what(number, &state), (vec![What::State], true));
    let basis = format!("{number}, basis: estimated");
    assert_eq!(what(number, &basis), (vec![What::Basis], true));
    let speaker = format!("{number}, attributed_to: somebody");
    assert_eq!(what(number, &speaker), (vec![What::Speaker], true));
    assert_eq!(what(number, "value: n/a").0, [What::Value]);
    // Another text may group its digits as it likes.
    let found = editions(
        "measure: missing, value: 3983",
        "measure: missing, value: \"3,983\"",
    );
    assert_eq!(found.change, Kind::Unchanged);
}

#[test]
fn nothing_is_guessed_among_several() {
    let old = text("a", "2025-03-10", &["measure: missing, value: 10"]);
    let two = text(
        "b",
        "2025-09-27",
        &[
            "measure: missing, value: 11, attributed_to: one",
            "measure: missing, value: 12, attributed_to: two",
        ],
    );
    let counts = diff(std::slice::from_ref(&old), &[two]).counts();
    assert_eq!((counts.added, counts.withdrawn, counts.changed), (2, 1, 0));
    // The text's own voice is told from those that it quotes.
    let own = text(
        "b",
        "2025-09-27",
        &[
            "measure: missing, value: 11",
            "measure: missing, value: 12, attributed_to: two",
        ],
    );
    let counts = diff(&[old], &[own]).counts();
    assert_eq!((counts.added, counts.withdrawn, counts.changed), (1, 0, 1));
    // A series that moves on is no series of corrected dates.
    let month = |month: u8| format!("measure: found, value: {month}, as_of: 2025-0{month}-01");
    let series = |months: [u8; 2]| {
        let claims = months.map(month);
        text("a", "2025-09-27", &[&claims[0], &claims[1]])
    };
    let counts = diff(&[series([1, 2])], &[series([2, 3])]).counts();
    assert_eq!(
        (counts.added, counts.withdrawn, counts.unchanged),
        (1, 1, 1)
    );
}

fn whole(total: u32, military: u32, civilian: u32) -> String {
    format!(
        "measure: missing, value: {total}, breakdowns: [{{by: role, parts: {{military: {military}, civilian: {civilian}}}}}]"
    )
}

fn sums(old: (u32, u32, u32), new: (u32, u32, u32)) -> Diff {
    let text = |id, date, (total, military, civilian)| {
        text(id, date, &[&whole(total, military, civilian)])
    };
    diff(&[text("a", "2021", old)], &[text("b", "2025-03-10", new)])
}

fn states(diff: &Diff) -> Vec<(State, Option<bool>)> {
    let relations = diff.relations.iter();
    relations
        .map(|relation| (relation.state, relation.parts_account))
        .collect()
}

#[test]
fn parts_account_for_the_change_of_their_whole() {
    let found = sums((3890, 3171, 719), (3983, 3209, 774));
    assert_eq!(states(&found), [(State::StillHolding, Some(true))]);
    let account = &found.accounts[0];
    let by: Vec<(&str, &Interval)> = account
        .parts
        .iter()
        .map(|(name, part)| (name.as_str(), &part.difference))
        .collect();
    assert_eq!(by, [("military", &point(38)), ("civilian", &point(55))]);
    assert_eq!(
        (&account.change.difference, &account.sum),
        (&point(93), &point(93))
    );
    assert!(account.accounts && found.unmoved.is_empty());
}

#[test]
fn a_total_that_moves_alone_is_told() {
    let found = sums((3983, 3209, 774), (3990, 3209, 774));
    assert_eq!(states(&found), [(State::NewlyBroken, Some(false))]);
    assert_eq!(
        found.relations[0].new.as_ref().unwrap().sum,
        "3990 = 3209 + 774"
    );
    let unmoved = &found.unmoved[0];
    assert!(unmoved.all_of_a_sum);
    assert_eq!(unmoved.parts.len(), 2);
    // A part that moved with it leaves the other out of the story.
    let found = sums((3983, 3209, 774), (3990, 3216, 774));
    assert!(found.unmoved.is_empty() && found.accounts[0].accounts);
}

#[test]
fn verdicts_move_between_all_states() {
    let (right, wrong) = ((10, 4, 6), (10, 4, 7));
    let state = |old, new| states(&sums(old, new))[0].0;
    assert_eq!(state(right, right), State::StillHolding);
    assert_eq!(state(right, wrong), State::NewlyBroken);
    assert_eq!(state(wrong, wrong), State::StillBroken);
    assert_eq!(state(wrong, right), State::NewlyFixed);
    let bare = text("a", "2021", &["measure: missing, value: 10"]);
    let full = text("a", "2021", &[&whole(10, 4, 6)]);
    let broken = text("a", "2021", &[&whole(10, 4, 7)]);
    let (full, broken, bare) = ([full], [broken], [bare]);
    assert_eq!(states(&diff(&bare, &full)), [(State::NewlyHolding, None)]);
    assert_eq!(states(&diff(&bare, &broken)), [(State::NewlyBroken, None)]);
    assert_eq!(states(&diff(&full, &bare)), [(State::NotRun, None)]);
}

#[test]
fn rules_are_matched_by_their_place() {
    let text = |found: u32| {
        let found = format!("measure: found, value: {found}");
        text("a", "2021", &["measure: missing, value: 10", &found])
    };
    let found = diff(&[text(9)], &[text(11)]);
    let rule = &found.relations[0];
    assert_eq!(
        (rule.relation.as_str(), rule.state),
        ("found <= missing", State::NewlyBroken)
    );
    assert_eq!(rule.new.as_ref().unwrap().difference, Some(point(1)));
}

#[test]
fn one_quotation_for_several_figures_is_told_once() {
    let text = |quote: &str| {
        let claim = whole(10, 4, 6).replace("by: role,", &format!("by: role, quote: {quote},"));
        text("a", "2021", &[&claim])
    };
    let found = diff(
        &[text("4 soldiers and 6 others")],
        &[text("4 soldiers and 6 civilians")],
    );
    assert!(!found.is_empty());
    assert_eq!(found.counts().unchanged, 3);
    let [quote] = found.quotes.as_slice() else {
        panic!("{:?}", found.quotes)
    };
    assert_eq!(
        quote.cells,
        ["missing[role=civilian]", "missing[role=military]"]
    );
    let gone: Vec<&str> = (quote.words.iter())
        .filter(|run| run.0 == Words::Gone)
        .map(|run| run.1.as_str())
        .collect();
    assert_eq!(gone, ["others"]);
}

#[test]
fn sources_that_are_described_otherwise_are_told() {
    let old = text("a", "2021", &["measure: missing, value: 10"]);
    let new = old.replace("published: 2021", "published: 2021, status: provisional");
    let found = diff(std::slice::from_ref(&old), &[new]);
    let [source] = found.sources.as_slice() else {
        panic!("{:?}", found.sources)
    };
    let provisional = Some("provisional".to_owned());
    assert_eq!(source.fields, [("status", None, provisional)]);
    assert!(!found.is_empty());
}

/// A text of the generator: its claims as entries.
type Made = (u8, u8, Vec<String>);

fn claim() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        (0..12u32).prop_map(|n| n.to_string()),
        (1..9u32).prop_map(|n| format!("about {n}0")),
        (1..9u32).prop_map(|n| format!("more than {n}")),
        Just("n/a".to_owned()),
        Just("dozens".to_owned()),
    ];
    let rest = prop_oneof![
        3 => Just(String::new()),
        1 => Just(", where: {role: military}".to_owned()),
        1 => Just(", attributed_to: somebody".to_owned()),
        1 => Just(", as_of: 2020-05-01".to_owned()),
        1 => Just(", state: superseded".to_owned()),
        1 => Just(", quote: some words here".to_owned()),
    ];
    let plain = (prop_oneof![Just("missing"), Just("found")], value, rest)
        .prop_map(|(measure, value, rest)| format!("measure: {measure}, value: {value}{rest}"));
    let broken_down = (0..12u32, 0..6u32, 0..6u32).prop_map(|(a, b, c)| whole(a, b, c));
    prop_oneof![3 => plain, 1 => broken_down]
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let text = (0..3u8, 0..3u8, prop::collection::vec(claim(), 1..5));
    prop::collection::vec(text, 1..3).prop_map(|mut texts| {
        texts.dedup_by_key(|text| text.0);
        texts
    })
}

fn written(made: &[Made]) -> Vec<String> {
    let texts = made.iter().map(|(id, date, claims)| {
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        text(&format!("s{id}"), &format!("202{date}-03-10"), &claims)
    });
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts.dedup_by(|a, b| a.lines().next() == b.lines().next());
    texts
}

/// The comparison without what depends on lines: places, and ids with a number.
fn without_places(mut diff: Diff) -> Diff {
    let nowhere = Place {
        file: String::new(),
        line: 0,
    };
    for figure in &mut diff.figures {
        for side in [&mut figure.old, &mut figure.new].into_iter().flatten() {
            side.place = nowhere.clone();
            let id = side.claim.split('#').next().unwrap_or_default().to_owned();
            side.claim = id;
        }
    }
    for relation in &mut diff.relations {
        for side in [&mut relation.old, &mut relation.new].into_iter().flatten() {
            side.place = nowhere.clone();
        }
    }
    diff.figures.sort_by_key(|figure| format!("{figure:?}"));
    diff.relations
        .sort_by_key(|relation| format!("{relation:?}"));
    diff
}

/// What a comparison says of each figure, with old and new in the order given.
fn told(diff: &Diff, turned: bool) -> Vec<String> {
    let mut told: Vec<String> = (diff.figures.iter())
        .map(|figure| {
            let kind = match (figure.change, turned) {
                (Kind::Added, true) => Kind::Withdrawn,
                (Kind::Withdrawn, true) => Kind::Added,
                (kind, _) => kind,
            };
            let (old, new) = match turned {
                true => (&figure.new, &figure.old),
                false => (&figure.old, &figure.new),
            };
            let by = figure.difference.as_ref();
            let by = by.map(|by| if turned { by.neg() } else { by.clone() });
            let (cell, what) = (&figure.cell, &figure.what);
            format!("{cell} {kind:?} {what:?} {old:?} {new:?} {by:?}")
        })
        .collect();
    told.extend(diff.relations.iter().map(|relation| {
        let verdict = |side: &Option<RelationSide>| side.as_ref().map(|side| side.verdict);
        let (old, new) = (verdict(&relation.old), verdict(&relation.new));
        let (old, new) = if turned { (new, old) } else { (old, new) };
        let name = &relation.relation;
        format!("{name} {old:?} {new:?} {:?}", relation.parts_account)
    }));
    told.sort();
    told
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(made in made()) {
        let texts = written(&made);
        let found = diff(&texts, &texts);
        prop_assert!(found.is_empty(), "{found:#?}");
        prop_assert!(found.accounts.is_empty() && found.unmoved.is_empty());
        prop_assert!(found.figures.iter().all(|f| f.change == Kind::Unchanged));
    }

    #[test]
    fn the_way_back_mirrors_the_way_there(old in made(), new in made()) {
        let (old, new) = (written(&old), written(&new));
        let (there, back) = (diff(&old, &new), diff(&new, &old));
        prop_assert_eq!(told(&there, false), told(&back, true));
        prop_assert_eq!(there.is_empty(), back.is_empty());
    }

    #[test]
    fn the_order_of_claims_does_not_matter(old in made(), new in made(), turn in 0..4usize) {
        let turned: Vec<Made> = (new.iter().cloned())
            .map(|(id, date, mut claims)| {
                let by = turn % claims.len();
                claims.rotate_left(by);
                claims.reverse();
                (id, date, claims)
            })
            .collect();
        let plain = diff(&written(&old), &written(&new));
        let moved = diff(&written(&old), &written(&turned));
        prop_assert_eq!(without_places(plain), without_places(moved));
    }
}
