//! `--changed`: the whole dossier is audited, and what involves changed lines reported.

use crate::diff::{commit, git, run};
use crate::place::{CODEBOOK, Place, RIGHT};

/// Two claims of one source, both of whose sums do not close, and a third that is right.
const CLAIMS: &str = "\
source: {id: ministry, published: 2024-05-02}
claims:
  - measure: missing
    value: 3,983
    breakdowns:
      - by: role
        parts:
          military: 3,209
          civilian: 775
  - measure: found
    value: 100
    breakdowns:
      - by: role
        parts:
          military: 60
          civilian: 41
  - measure: named
    value: 10
";

fn codebook() -> String {
    CODEBOOK.replace(
        "dimensions:",
        "  found: {type: count}\n  named: {type: count}\ndimensions:",
    )
}

/// A repository with both errors committed on `main`.
fn repository() -> Place {
    let place = Place::new(&[
        ("claims/crossfoot.yaml", &codebook()),
        ("claims/a.yaml", CLAIMS),
    ]);
    std::fs::remove_dir(place.path(".git")).unwrap();
    git(&place, &["init", "--quiet", "--initial-branch", "main"]);
    git(&place, &["config", "user.name", "Nobody"]);
    git(&place, &["config", "user.email", "nobody@example.org"]);
    git(&place, &["config", "commit.gpgsign", "false"]);
    commit(&place, "first");
    place
}

/// The measures that findings are about, and how many were left out.
fn found(place: &Place, args: &[&str]) -> (Vec<String>, u64) {
    let args = [&["claims", "--format", "json"], args].concat();
    let json = run(place, &args).json();
    let findings = json["findings"].as_array().unwrap().iter();
    let about = findings.map(|finding| finding["claims"][0].as_str().unwrap().to_owned());
    let left = &json["summary"]["findings"]["unchanged"];
    (about.collect(), left.as_u64().unwrap_or(0))
}

const MISSING: &str = "ministry/missing";
const FOUND: &str = "ministry/found";

#[track_caller]
fn expect(place: &Place, args: &[&str], about: &[&str], left: u64) {
    let (findings, out) = found(place, args);
    assert_eq!(
        (findings.as_slice(), out),
        (about.map_string().as_slice(), left)
    );
}

trait MapString {
    fn map_string(&self) -> Vec<String>;
}

impl MapString for &[&str] {
    fn map_string(&self) -> Vec<String> {
        self.iter().map(|text| (*text).to_owned()).collect()
    }
}

#[test]
fn only_what_involves_changed_lines_is_reported() {
    let place = repository();
    expect(&place, &[], &[MISSING, FOUND], 0);
    expect(&place, &["--changed"], &[], 2);
    run(&place, &["claims", "--changed"])
        .code(0)
        .says("no findings, 2 left out as unchanged since HEAD");
    // A part of one claim, not yet committed.
    place.write("claims/a.yaml", CLAIMS.replace("41", "42"));
    expect(&place, &["--changed"], &[FOUND], 1);
    run(&place, &["claims", "--changed"]).code(1);
    git(&place, &["add", "--all"]);
    expect(&place, &["--changed"], &[FOUND], 1);
    commit(&place, "second");
    expect(&place, &["--changed"], &[], 2);
    expect(&place, &["--changed=HEAD~1"], &[FOUND], 1);
    // What holds now is not reported.
    place.write(
        "claims/a.yaml",
        CLAIMS.replace("775", "774").replace("41", "42"),
    );
    expect(&place, &["--changed"], &[], 1);
}

#[test]
fn places_move_and_line_ends_change_without_being_changes() {
    let place = repository();
    place.write("claims/a.yaml", format!("# one\n# two\n{CLAIMS}"));
    expect(&place, &["--changed"], &[], 2);
    place.write("claims/a.yaml", CLAIMS.replace('\n', "\r\n"));
    expect(&place, &["--changed"], &[], 2);
    let crlf = CLAIMS.replace("41", "42").replace('\n', "\r\n");
    place.write("claims/a.yaml", crlf);
    expect(&place, &["--changed"], &[FOUND], 1);
}

#[test]
fn a_line_taken_away_is_a_change_of_its_entry() {
    let place = repository();
    place.write(
        "claims/a.yaml",
        CLAIMS.replace("          civilian: 41\n", ""),
    );
    commit(&place, "second");
    let three = CLAIMS.replace("civilian: 41\n", "civilian: 20\n");
    place.write(
        "claims/a.yaml",
        three.replace("          civilian: 775\n", "          civilian: 3\n"),
    );
    expect(&place, &["--changed"], &[MISSING, FOUND], 0);
    // The last line of the first claim goes: the claim after it is not meant.
    let place = repository();
    let more = CLAIMS.replace("civilian: 775\n", "civilian: 775\n    note: as printed\n");
    place.write("claims/a.yaml", &more);
    commit(&place, "second");
    place.write("claims/a.yaml", CLAIMS);
    expect(&place, &["--changed"], &[MISSING], 1);
    let gone = CLAIMS.find("  - measure: named").unwrap();
    place.write("claims/a.yaml", &CLAIMS[..gone]);
    commit(&place, "third");
    place.write("claims/a.yaml", CLAIMS);
    expect(&place, &["--changed"], &[], 2);
}

#[test]
fn definitions_and_settings_bear_on_findings() {
    let place = repository();
    let yaml = codebook().replace("found: {type", "found: {label: all, type");
    place.write("claims/crossfoot.yaml", yaml);
    expect(&place, &["--changed"], &[FOUND], 1);
    let yaml = codebook().replace("partition: [", "label: all, partition: [");
    place.write("claims/crossfoot.yaml", yaml);
    expect(&place, &["--changed"], &[MISSING, FOUND], 0);
    let yaml = format!("{}settings: {{plausible: off}}\n", codebook());
    place.write("claims/crossfoot.yaml", yaml);
    expect(&place, &["--changed"], &[MISSING, FOUND], 0);
    place.write("claims/crossfoot.yaml", codebook());
    let other = CLAIMS.replace("2024-05-02", "2024-05-03");
    place.write("claims/a.yaml", other);
    expect(&place, &["--changed"], &[MISSING, FOUND], 0);
}

/// What was taken away stands on no line of today, but other files are wrong by it.
#[test]
fn a_definition_that_is_gone_brings_what_misses_it() {
    let checks = |place: &Place| {
        let json = run(place, &["claims", "--changed", "--format", "json"]).json();
        let findings = json["findings"].as_array().unwrap().iter();
        let ids = findings.map(|finding| finding["check"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let place = repository();
    let less = codebook().replace("  named: {type: count}\n", "");
    place.write("claims/crossfoot.yaml", &less);
    assert_eq!(checks(&place), ["unknown-measure"]);
    run(&place, &["claims", "--changed"]).code(1);
    // Moved to another file it is not missed.
    place.write("claims/book.yaml", "measures: {named: {type: count}}\n");
    assert_eq!(checks(&place), Vec::<String>::new());
    commit(&place, "second");
    std::fs::remove_file(place.path("claims/book.yaml")).unwrap();
    assert_eq!(checks(&place), ["unknown-measure"]);
    // Another code, which a claim elsewhere still names.
    let place = repository();
    let one = "source: {id: b, published: 2024-05-02}\nclaims:\n  - {measure: named, where: {role: civilian}, value: 3}\n";
    place.write("claims/b.yaml", one);
    commit(&place, "second");
    place.write(
        "claims/crossfoot.yaml",
        codebook().replace("civilian", "civil"),
    );
    assert!(checks(&place).contains(&"unknown-code".to_owned()));
}

#[test]
fn a_rule_that_was_changed_brings_its_findings() {
    let place = repository();
    let rule = |why: &str| {
        let rule = format!("rules:\n  some:\n    assert: named >= 11\n    why: {why}\n");
        format!("{}{rule}", codebook())
    };
    place.write("claims/crossfoot.yaml", rule("once"));
    commit(&place, "rule");
    expect(&place, &["--changed"], &[], 3);
    place.write("claims/crossfoot.yaml", rule("again"));
    let (about, left) = found(&place, &["--changed"]);
    assert_eq!((about.len(), left), (1, 2));
}

#[test]
fn new_and_renamed_files_and_names_of_all_kinds() {
    let place = repository();
    let new = CLAIMS.replace("id: ministry", "id: office");
    place.write("claims/Übersicht größer 1.yaml", &new);
    let (about, left) = found(&place, &["--changed", "--only", "parts-do-not-sum"]);
    assert_eq!((about.len(), left), (2, 2));
    // Below the top of the repository, too, and from there.
    place.write(
        "claims/sub folder/b.yaml",
        new.replace("id: office", "id: third"),
    );
    let below = place
        .command(&[
            "--changed",
            "--format",
            "json",
            "--only",
            "parts-do-not-sum",
        ])
        .within(place.path("claims/sub folder"))
        .env("PATH", &std::env::var("PATH").unwrap());
    let json = below.run().json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 4);
    assert_eq!(json["summary"]["findings"]["unchanged"], 2);
    assert_eq!(json["summary"]["changed_since"]["revision"], "HEAD");
    let head = git(&place, &["rev-parse", "HEAD"]);
    assert_eq!(json["summary"]["changed_since"]["commit"], head.as_str());
    commit(&place, "second");
    // A move is no change, a line changed on the way is one.
    git(&place, &["mv", "claims/a.yaml", "claims/sub folder/ü.yaml"]);
    let (about, left) = found(&place, &["--changed", "--only", "parts-do-not-sum"]);
    assert_eq!((about.len(), left), (0, 6));
    place.write("claims/sub folder/ü.yaml", CLAIMS.replace("41", "43"));
    let (about, _) = found(&place, &["--changed", "--only", "parts-do-not-sum"]);
    assert_eq!(about, [FOUND]);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let place = repository();
    git(&place, &["checkout", "--quiet", "-b", "topic"]);
    place.write("claims/a.yaml", CLAIMS.replace("41", "42"));
    commit(&place, "topic");
    git(&place, &["checkout", "--quiet", "main"]);
    place.write("claims/a.yaml", CLAIMS.replace("775", "776"));
    commit(&place, "main goes on");
    git(&place, &["checkout", "--quiet", "topic"]);
    expect(&place, &["--changed=main"], &[FOUND], 1);
}

#[test]
fn a_row_of_a_table_is_a_claim() {
    let place = repository();
    let header = "id,source,measure,value,role,published\n";
    let row = |source: &str, value: u32| {
        format!(
            "{source}1,{source},missing,{value},all,2024-05-02\n{source}2,{source},missing,3209,military,2024-05-02\n{source}3,{source},missing,774,civilian,2024-05-02\n"
        )
    };
    place.write(
        "claims/t.csv",
        format!("{header}{}{}", row("x", 3984), row("y", 3985)),
    );
    place.write(
        "claims/crossfoot.yaml",
        codebook().replace("      all: {", "      all: {label: all, "),
    );
    commit(&place, "table");
    let args = [
        "claims/t.csv",
        "--format",
        "json",
        "--only",
        "parts-do-not-sum",
    ];
    let all = run(&place, &args).json();
    assert_eq!(all["summary"]["findings"]["error"], 2, "{all}");
    let args = [&args[..], &["--changed"]].concat();
    assert_eq!(run(&place, &args).json()["summary"]["findings"]["error"], 0);
    // Sorted anew, and one figure changed.
    place.write(
        "claims/t.csv",
        format!("{header}{}{}", row("y", 3985), row("x", 3986)),
    );
    let json = run(&place, &args).json();
    assert_eq!(json["summary"]["findings"]["error"], 1);
    assert_eq!(json["findings"][0]["sources"][0], "x");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let place = repository();
    run(&place, &["claims", "--changed=nowhere"])
        .code(2)
        .no_results()
        .warns("git knows no commit `nowhere`")
        .warns("help:");
    for odd in ["--changed=", "--changed=-x", "--changed=--output=x"] {
        run(&place, &["claims", odd])
            .code(2)
            .no_results()
            .warns("revision");
    }
    run(&place, &["--changed", "main"])
        .code(2)
        .warns("`--changed=main`");
    run(&place, &["-", "--changed"])
        .code(2)
        .warns("standard input");
    let bare = Place::new(&[("a.yaml", RIGHT)]);
    std::fs::remove_dir(bare.path(".git")).unwrap();
    run(&bare, &["a.yaml", "--changed"])
        .code(2)
        .warns("no git repository")
        .warns("--changed compares with a commit");
    git(&bare, &["init", "--quiet"]);
    run(&bare, &["a.yaml", "--changed"])
        .code(2)
        .warns("no commit yet");
    place
        .command(&["claims", "--changed"])
        .env("PATH", "/nowhere")
        .run()
        .code(2)
        .warns("git is not installed");
    git(&place, &["checkout", "--quiet", "--orphan", "other"]);
    git(&place, &["config", "user.email", "somebody@example.org"]);
    commit(&place, "unrelated");
    run(&place, &["claims", "--changed=main"])
        .code(2)
        .warns("no ancestor in common");
}

/// A repository may name programs that git would run to show what changed.
#[test]
fn no_program_of_a_repository_runs() {
    let place = repository();
    let trap = "touch caught; cat";
    for key in [
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "diff.trap.textconv",
        "diff.trap.command",
    ] {
        git(&place, &["config", key, trap]);
    }
    place.write(".git/info/attributes", "* filter=trap diff=trap\n");
    place.write("claims/a.yaml", CLAIMS.replace("41", "42"));
    expect(&place, &["--changed"], &[FOUND], 1);
    assert!(!place.path("caught").exists());
    assert!(!place.path("claims/caught").exists());
}
