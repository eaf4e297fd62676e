//! `ask`: letters to publishers.

use crate::place::{Place, RIGHT, wrong};

const CODEBOOK: &str = "\
measures:
  cases: {label: Confirmed cases, type: count, over_time: cumulative}
publishers:
  agency: {name: Health Agency, aliases: [The Agency]}
  paper: {name: Daily Paper}
sources:
  week-1: {publisher: agency, published: 2025-03-10, title: Bulletin 1, url: \"https://agency.example/1\"}
  week-2: {publisher: agency, published: 2025-03-17, title: Bulletin 2, via: Daily Paper}
  article: {publisher: paper, published: 2025-03-12}
";

const CASES: &str = "\
claims:
  - {source: week-1, measure: cases, as_of: 2025-03-09, value: \"1,389\", quote: \"1,389 confirmed cases\"}
  - {source: week-2, measure: cases, as_of: 2025-03-16, value: \"1,371\", quote: \"1,371 cases so far\"}
  - {source: article, measure: cases, as_of: 2025-03-09, value: \"1,398\"}
";

const ACCEPT: &str = "\
accept:
  - check: cumulative-decrease
    claims: [week-1/cases, week-2/cases, article/cases]
    reason: double entries were removed
";

fn place() -> Place {
    Place::new(&[("crossfoot.yaml", CODEBOOK), ("cases.yaml", CASES)])
}

#[test]
fn a_letter_for_each_publisher() {
    let run = place().run(&["ask", "--ascii"]).code(0).quiet();
    let run = run
        .says("## To: Daily Paper\n")
        .says("## To: Health Agency\n")
        .says("We read some of them in Daily Paper: please tell us")
        .says("### 1. Confirmed cases\n\nYou give 1,389 (as of 9 March 2025). Elsewhere we find 1,398 (Daily Paper, as of 9 March 2025). Yours is lower, by 9.")
        .says("* You, in [Bulletin 1](<https://agency.example/1>) (10 March 2025): \"1,389 confirmed cases\"\n")
        .says("* You, in *Bulletin 2* (Daily Paper, 17 March 2025): \"1,371 cases so far\"\n");
    let (paper, agency) = run.stdout.split_once("## To: Health Agency").unwrap();
    assert!(paper.contains("Yours is higher, by 9."), "{paper}");
    assert!(
        agency.contains("18 lower") || agency.contains("27 lower"),
        "{agency}"
    );
}

#[test]
fn filters_narrow_what_is_asked() {
    let place = place();
    let one = place.run(&["ask", "--publisher", "the agency"]).code(0);
    one.says("To: Health Agency").lacks("To: Daily Paper");
    let one = place.run(&["ask", "--only", "sources-disagree"]).code(0);
    one.says("1,398").lacks("1,371");
    let none = place.run(&["ask", "--min-severity", "error"]).code(0);
    none.no_results().warns("nothing to ask");
    let none = place.run(&["ask", "--skip", "sources-disagree,cumulative-decrease"]);
    none.code(0).lacks("Yours is");
    place
        .run(&["ask", "--source", "article"])
        .code(0)
        .says("1,398");
    for (arguments, help) in [
        (
            ["--publisher", "Health Agenci"],
            "did you mean `Health Agency`?",
        ),
        (["--source", "week-3"], "did you mean"),
        (
            ["--only", "sources-agree"],
            "did you mean `sources-disagree`?",
        ),
        (["--min-severity", "warn"], "warning"),
        (["--format", "text"], "markdown, json"),
        (["--texts", "nowhere"], "is no folder"),
        (["-o", "no/letter.md"], "cannot be written"),
    ] {
        let run = place.run(&["ask", arguments[0], arguments[1]]);
        run.code(2).no_results().warns(help);
    }
    place.run(&["ask", "nowhere"]).code(2).no_results();
}

#[test]
fn accepted_findings_are_asked_only_with_all() {
    let place = Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        ("cases.yaml", CASES),
        ("accept.yaml", ACCEPT),
    ]);
    let run = place.run(&["ask"]).code(0).lacks("1,371");
    run.warns("1 finding accepted already (--all asks them too)");
    let all = place.run(&["ask", "--all"]).code(0);
    all.says("1,371").says("(Accepted in the dossier.)").quiet();
}

#[test]
fn what_is_not_asked_is_counted() {
    let claims = format!("{CASES}  - {{source: week-1, measure: cases, valu: 3}}\n");
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("cases.yaml", &claims)]);
    let run = place.run(&["ask"]).code(0).says("1,389");
    run.warns("not asked: ")
        .warns("on the claim files themselves (`crossfoot check`)");
    let nothing = Place::new(&[("a.yaml", RIGHT)]);
    nothing
        .run(&["ask"])
        .code(0)
        .no_results()
        .warns("nothing to ask");
    Place::new(&[])
        .run(&["ask"])
        .code(0)
        .no_results()
        .warns("no claims were found");
    let settings = Place::new(&[
        ("crossfoot.yaml", "settings: {fail_on: always}\n"),
        ("a.yaml", RIGHT),
    ]);
    settings
        .run(&["ask"])
        .code(2)
        .no_results()
        .warns("settings cannot be used");
}

#[test]
fn json_files_and_standard_input() {
    let place = place();
    let json = place.run(&["ask", "--format", "json"]).code(0).json();
    assert_eq!(json["schema"], 1);
    let question = &json["publishers"][0]["questions"][0];
    assert_eq!(question["check"], "sources-disagree");
    assert_eq!(
        question["settles"],
        serde_json::json!(["scope", "date", "status"])
    );
    assert_eq!(question["figures"][0]["yours"], false);
    assert_eq!(
        json["publishers"][1]["read_in"],
        serde_json::json!(["Daily Paper"])
    );
    assert_eq!(json["not_asked"]["accepted"], 0);
    place.run(&["ask", "-o", "letter.md"]).code(0).no_results();
    assert!(place.read("letter.md").starts_with("## To: Daily Paper\n"));
    let run = place.command(&["ask", "-"]).input(wrong()).run().code(0);
    run.says("## To: The publisher of \"wrong\"\n")
        .says("3,984, 1 more than the total");
}

#[test]
fn dossiers_that_name_one_publisher_share_a_letter() {
    let both = Place::new(&[
        ("a/crossfoot.yaml", CODEBOOK),
        ("a/cases.yaml", CASES),
        ("b/crossfoot.yaml", CODEBOOK),
        ("b/cases.yaml", CASES),
    ]);
    let run = both
        .run(&["ask", "a", "b", "--publisher", "agency"])
        .code(0);
    assert_eq!(run.stdout.matches("## To: Health Agency").count(), 1);
    assert!(run.stdout.contains("### 4. "), "{}", run.stdout);
}
