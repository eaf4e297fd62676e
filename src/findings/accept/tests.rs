//! Which findings an acceptance covers, and what is said of one that covers none.

use std::collections::BTreeSet;

use super::*;
use crate::findings::{Severity, canned};
use crate::quantity::Window;
use crate::text::Spanned;

/// 2024-10-04.
const DAY: Day = Day(20_000);

fn entry(check: &str, claims: &[&str]) -> Acceptance {
    let span = canned::divergence().1.locations[0].span;
    let spanned = |text: &&str| Spanned::new(text.to_string(), span);
    Acceptance {
        check: Some(spanned(&check)),
        fingerprint: None,
        below: None,
        claims: claims.iter().map(spanned).collect(),
        reason: format!("reason {}", claims.len()),
        until: None,
        span,
    }
}

fn conflict(ids: &[(&str, &str)]) -> Finding {
    let (_, mut finding) = canned::divergence();
    finding.conflicts = ids
        .iter()
        .map(|(a, b)| (a.to_string(), b.to_string()))
        .collect();
    let all: BTreeSet<&str> = ids.iter().flat_map(|(a, b)| [*a, *b]).collect();
    finding.claims = all.into_iter().map(String::from).collect();
    finding
}

fn run(finding: Finding, entries: &[Acceptance]) -> Vec<Finding> {
    let mut findings = vec![finding];
    apply(&mut findings, entries, &["a/x", "b/x", "c/x"], DAY);
    findings
}

#[test]
fn several_entries_may_cover_one_finding_together() {
    let finding = conflict(&[("a/x", "b/x"), ("b/x", "c/x")]);
    let one = entry("sources-disagree", &["a/x", "b/x"]);
    let two = entry("sources-disagree", &["c/x", "b/x", "zzz"]);
    let out = run(finding, &[one, two]);
    assert_eq!(out.len(), 1);
    assert_eq!(out[0].status, Status::Accepted("reason 2; reason 3".into()));
}

#[test]
fn one_open_pair_keeps_it_new_and_is_named() {
    let finding = conflict(&[("a/x", "b/x"), ("b/x", "c/x")]);
    let out = run(finding, &[entry("sources-disagree", &["a/x", "b/x"])]);
    assert_eq!(out.len(), 1, "a partial acceptance is not unused");
    assert_eq!(out[0].status, Status::New);
    assert_eq!(
        out[0].notes.last().unwrap(),
        "1 of 2 conflicting pairs are accepted; not accepted: b/x with c/x"
    );
}

#[test]
fn a_single_claim_is_named_twice() {
    let finding = conflict(&[("a/x", "a/x")]);
    let out = run(finding, &[entry("sources-disagree", &["a/x"])]);
    assert!(matches!(out[0].status, Status::Accepted(_)));
}

#[test]
fn until_is_the_last_day() {
    let until = |day| {
        let mut entry = entry("sources-disagree", &["a/x", "b/x"]);
        entry.until = Some(Spanned::new(Window::parse(day).unwrap(), entry.span));
        entry
    };
    let out = run(conflict(&[("a/x", "b/x")]), &[until("2024-10-04")]);
    assert!(matches!(out[0].status, Status::Accepted(_)));
    let out = run(conflict(&[("a/x", "b/x")]), &[until("2024-10-03")]);
    assert_eq!(out[0].status, Status::New);
    assert_eq!(out[1].check, "expired-accept");
    assert_eq!(out[1].severity, Severity::Warning);
    assert!(out[1].message.contains("2024-10-03"));
    assert!(out[1].help[0].contains("look at the finding again"));
}

#[test]
fn an_unused_entry_says_what_is_near() {
    let help = |finding: Finding, entry: Acceptance| {
        let out = run(finding, &[entry]);
        assert_eq!(out[0].status, Status::New);
        assert_eq!(out[1].check, "unused-accept");
        out[1].help[0].clone()
    };
    let finding = || conflict(&[("a/x", "b/x")]);
    assert_eq!(
        help(finding(), entry("sources-disagree", &["a/x", "bb/x"])),
        "no claim has the id `bb/x`; did you mean `b/x`?"
    );
    assert_eq!(
        help(finding(), entry("sources-disagree", &["a/x", "c/x"])),
        "the nearest finding of this check is about a/x, b/x"
    );
    assert_eq!(
        help(finding(), entry("base-shift", &["a/x", "b/x"])),
        "these claims are in a finding of `sources-disagree`"
    );
    assert_eq!(
        help(finding(), entry("base-shift", &["c/x"])),
        "remove the entry, or check the ids of its claims"
    );
}

#[test]
fn input_problems_cannot_be_accepted() {
    let (_, mut finding) = canned::input_problem();
    finding.conflicts = vec![("a/x".into(), "a/x".into())];
    let entry = entry(finding.check, &["a/x"]);
    let out = run(finding, &[entry]);
    assert_eq!(out[0].status, Status::New);
    assert_eq!(
        out[1].help[0],
        "`unknown-field` is a problem of the input and cannot be accepted; mend the file"
    );
}

/// An entry that names a finding by its fingerprint only.
fn by_print(finding: &Finding) -> Acceptance {
    let mut entry = entry("", &[]);
    let print = fingerprint(finding);
    entry.check = None;
    entry.fingerprint = Some(Spanned::new(print, entry.span));
    entry
}

#[test]
fn a_fingerprint_names_one_finding_with_all_its_pairs() {
    let finding = conflict(&[("a/x", "b/x"), ("b/x", "c/x")]);
    let entry = by_print(&finding);
    let out = run(finding.clone(), std::slice::from_ref(&entry));
    assert!(matches!(out[0].status, Status::Accepted(_)));
    let mut changed = finding.clone();
    changed.figures[1].interval = canned::point(4000);
    let out = run(changed.clone(), std::slice::from_ref(&entry));
    assert_eq!(out[0].status, Status::New);
    assert!(out[1].help[0].starts_with("what it was about is gone"));
    assert_eq!(
        out[1].message,
        format!("acceptance of {} matches no finding", fingerprint(&finding))
    );

    // With a check and claims it says what is near.
    let mut named = entry;
    named.check = Some(Spanned::new("sources-disagree".into(), named.span));
    named.claims = vec![Spanned::new("a/x".into(), named.span)];
    let out = run(changed.clone(), &[named.clone()]);
    let now = fingerprint(&changed);
    assert!(out[1].help[0].ends_with(&format!(
        "about a/x, b/x, c/x has the fingerprint {now} now"
    )));
    named.check = Some(Spanned::new("base-shift".into(), named.span));
    let out = run(finding, &[named]);
    assert_eq!(
        out[1].help[0],
        "the finding with this fingerprint is of `sources-disagree`"
    );
}

/// A comment above an entry with these claims.
fn comment(check: &str, claims: &[&str]) -> Acceptance {
    let mut entry = entry(check, claims);
    let mut below = entry.span;
    below.start = below.end;
    below.end += 1000;
    entry.below = Some(below);
    entry
}

#[test]
fn a_comment_covers_what_conflicts_with_the_entry_below() {
    let finding = conflict(&[("a/x", "b/x"), ("b/x", "c/x")]);
    let out = run(finding.clone(), &[comment("sources-disagree", &["b/x"])]);
    assert!(matches!(out[0].status, Status::Accepted(_)));
    let out = run(finding.clone(), &[comment("sources-disagree", &["a/x"])]);
    assert_eq!(out[0].status, Status::New);
    assert_eq!(
        out[0].notes.last().unwrap(),
        "1 of 2 conflicting pairs are accepted; not accepted: b/x with c/x"
    );
    let out = run(finding.clone(), &[comment("base-shift", &["a/x"])]);
    assert_eq!(
        out[1].help[0],
        "the finding about the entry below is of `sources-disagree`"
    );
    let out = run(finding.clone(), &[comment("sources-disagree", &["d/x"])]);
    assert!(out[1].help[0].starts_with("no finding is about the entry below"));
    let mut nothing = comment("sources-disagree", &[]);
    nothing.below = Some(nothing.span);
    nothing.span.end += 1;
    nothing.below = Some(nothing.span);
    let mut elsewhere = finding;
    elsewhere.locations.truncate(1);
    elsewhere.locations[0].span.end += 99;
    let out = run(elsewhere, &[nothing]);
    assert!(out[1].help[0].starts_with("no entry begins on the line below"));
}

#[test]
fn findings_without_a_conflict_are_accepted_too() {
    let (_, mut finding) = canned::parts_do_not_sum();
    finding.conflicts.clear();
    let accepted = |finding: &Finding, entry: Acceptance| {
        matches!(
            run(finding.clone(), &[entry])[0].status,
            Status::Accepted(_)
        )
    };
    assert!(accepted(&finding, by_print(&finding)));
    let mut around = comment(finding.check, &[]);
    around.below = Some(finding.locations[0].span);
    assert!(accepted(&finding, around));
    assert!(!accepted(&finding, comment(finding.check, &["zzz"])));
    let claims: Vec<String> = finding.claims.clone();
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    assert!(!claims.is_empty());
    assert!(accepted(&finding, entry(finding.check, &claims)));
    assert!(!accepted(&finding, entry(finding.check, &["zzz"])));
}

#[test]
fn an_expired_entry_says_what_it_covered() {
    let mut entry = comment("sources-disagree", &["a/x"]);
    let past = Window::parse("2024-10-03").unwrap();
    entry.until = Some(Spanned::new(past, entry.span));
    let finding = conflict(&[("a/x", "b/x")]);
    let covered = format!("it covered: {}", finding.concise);
    let out = run(finding, &[entry.clone()]);
    assert_eq!(out[0].status, Status::New);
    assert_eq!(out[1].notes, [covered]);
    let out = run(conflict(&[("b/x", "c/x")]), &[entry]);
    assert_eq!(
        out[1].help[0],
        "nothing matches it any more; remove the comment"
    );
}

#[test]
fn an_empty_list_of_claims_covers_nothing() {
    let out = run(
        conflict(&[("a/x", "b/x")]),
        &[entry("sources-disagree", &[])],
    );
    assert_eq!(out[0].status, Status::New);
    assert_eq!(out[1].check, "unused-accept");
    let (_, mut finding) = canned::parts_do_not_sum();
    finding.conflicts.clear();
    let out = run(finding.clone(), &[entry(finding.check, &[])]);
    assert_eq!(out[0].status, Status::New);
}

#[test]
fn entries_around_a_place_are_all_found() {
    let (_, finding) = canned::parts_do_not_sum();
    let place = finding.locations[0].span;
    let below = |start: u32, end: u32| {
        let mut entry = comment(finding.check, &[]);
        let span = Span::new(place.file, place.start - start, place.end + end);
        entry.below = Some(span);
        entry
    };
    // Two above the same entry, one around it, two that end before the finding does.
    let mut short = below(2, 0);
    short.below = Some(Span::new(place.file, place.start - 2, place.start));
    let entries = [short.clone(), below(1, 1), below(5, 5), below(1, 1), short];
    let lookup = Lookup::of(&entries);
    let mut alone = finding.clone();
    alone.locations.truncate(1);
    assert_eq!(lookup.candidates(&alone, &String::new), [1, 2, 3]);
    alone.locations[0].span.end += 3;
    assert_eq!(lookup.candidates(&alone, &String::new), [2]);
}

#[test]
fn many_that_match_nothing_are_all_told_of() {
    let entries = vec![entry("sources-disagree", &["a/x", "c/x"]); MOST_HINTED + 5];
    let out = run(conflict(&[("a/x", "b/x")]), &entries);
    assert_eq!(out.len(), entries.len() + 1);
    assert!(out[1].help[0].starts_with("the nearest finding"));
    let last = &out[entries.len()];
    assert_eq!(last.check, "unused-accept");
    assert_eq!(
        last.help,
        ["remove the entry, or check the ids of its claims"]
    );
}
