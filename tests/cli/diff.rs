//! `diff`: two files, two sources, two commits of a repository of its own.

use std::process::Command;

use crate::place::{CODEBOOK, Place, RIGHT};

/// The second edition of `RIGHT`: its total and one part moved.
fn later() -> String {
    RIGHT
        .replace(
            "id: right, published: 2024-05-02",
            "id: later, published: 2024-06-01",
        )
        .replace("3,983", "3,990")
        .replace("3,209", "3,216")
}

fn editions() -> Place {
    Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        ("a.yaml", RIGHT),
        ("b.yaml", &later()),
    ])
}

/// git, as in the home of nobody: no settings but those of the repository.
pub fn git(place: &Place, args: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(place.path("."))
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2024-05-02T12:00:00Z")
        .env("GIT_COMMITTER_DATE", "2024-05-02T12:00:00Z")
        .output()
        .expect("these tests need git");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {error}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

pub fn commit(place: &Place, message: &str) {
    git(place, &["add", "--all"]);
    git(
        place,
        &["commit", "--quiet", "--allow-empty", "-m", message],
    );
}

/// A repository with `claims/` at three commits: right; a part changed; moved to `data/`.
fn repository() -> Place {
    let place = Place::new(&[
        ("claims/crossfoot.yaml", CODEBOOK),
        ("claims/a.yaml", RIGHT),
    ]);
    // The marker that the folder has is no repository yet.
    std::fs::remove_dir(place.path(".git")).unwrap();
    git(&place, &["init", "--quiet", "--initial-branch", "main"]);
    git(&place, &["config", "user.name", "Nobody"]);
    git(&place, &["config", "user.email", "nobody@example.org"]);
    git(&place, &["config", "commit.gpgsign", "false"]);
    commit(&place, "first");
    git(&place, &["tag", "one"]);
    place.write("claims/a.yaml", RIGHT.replace("774", "775"));
    commit(&place, "second");
    place
}

/// The program with the PATH of this test, so that it finds git.
pub fn run(place: &Place, args: &[&str]) -> crate::place::Run {
    let path = std::env::var("PATH").unwrap_or_default();
    place.command(args).env("PATH", &path).run()
}

#[test]
fn two_sources_of_a_dossier() {
    let place = editions();
    let run = place
        .run(&["diff", "source:right", "source:later"])
        .code(0)
        .quiet();
    assert_eq!(
        run.stdout,
        "\
old  source:right: published 2024-05-02; 3 claims
new  source:later: published 2024-06-01; 3 claims

figures: 2 changed, 0 added, 0 withdrawn, 1 unchanged
relations: 1 still holding

 changed                    old     new   difference   percent
───────────────────────────────────────────────────────────────
 missing                  3,983   3,990           +7   +0.18 %
 missing[role=military]   3,209   3,216           +7   +0.22 %

totals and their parts
  missing +7 = military +7 + civilian unchanged: the parts account for the change
"
    );
    place
        .run(&["diff", "source:right", "source:latr"])
        .code(2)
        .no_results()
        .warns("did you mean `later`?");
    place
        .run(&["diff", "source:right", "source:"])
        .code(2)
        .warns("the id after `source:` is missing");
}

#[test]
fn two_files_of_a_dossier_and_two_folders() {
    let place = editions();
    place
        .run(&["diff", "a.yaml", "b.yaml", "--exit-code"])
        .code(1)
        .says("old  a.yaml: source right;")
        .says("2 changed, 0 added, 0 withdrawn, 1 unchanged");
    place
        .run(&["diff", "a.yaml", "a.yaml", "--exit-code"])
        .code(0)
        .says("nothing changed");
    place
        .run(&["diff", "a.yaml", "b.yaml", "--all"])
        .code(0)
        .says(" unchanged ")
        .says("still holding: missing = military + civilian");
    let place = Place::new(&[
        ("old/a.yaml", RIGHT),
        ("new/a.yaml", RIGHT),
        ("new/b.yaml", &later()),
    ]);
    place
        .run(&["diff", "old", "new", "--exit-code"])
        .code(1)
        .says("3 added, 0 withdrawn, 3 unchanged")
        .says("sources\n  later: added");
    let run = place
        .command(&["diff", "-", "new/a.yaml"])
        .input(RIGHT)
        .run();
    run.code(0).says("nothing changed");
}

#[test]
fn what_cannot_be_compared() {
    let place = editions();
    for (args, says) in [
        (["diff", "-", "-"].as_slice(), "read once only"),
        (&["diff", "a.yaml", "nowhere"], "`nowhere`: no such file"),
        (&["diff", "a.yaml", "b.yaml", "."], "nothing to belong to"),
        (&["diff", "a.yaml"], "required"),
        (
            &["diff", "a.yaml", "b.yaml", "--format", "jsn"],
            "did you mean `json`?",
        ),
        (
            &["diff", "a.yaml", "b.yaml", "--output", "json"],
            "FORMAT=FILE",
        ),
    ] {
        place.run(args).code(2).no_results().warns(says);
    }
    let several = Place::new(&[
        ("all/x/crossfoot.yaml", CODEBOOK),
        ("all/x/a.yaml", RIGHT),
        ("all/y/crossfoot.yaml", CODEBOOK),
    ]);
    several
        .run(&["diff", "all", "all/x"])
        .code(2)
        .warns("`all` holds several dossiers")
        .warns("all/x");
    let broken = Place::new(&[
        ("crossfoot.yaml", "settings: {fail_on: x}\n"),
        ("a.yaml", RIGHT),
    ]);
    broken
        .run(&["diff", "a.yaml", "a.yaml"])
        .code(2)
        .warns("the settings of `a.yaml` cannot be used");
    let partly = Place::new(&[
        ("a.yaml", RIGHT),
        ("b.yaml", "claims:\n  - {measure: missing, valu: 3}\n"),
    ]);
    partly
        .run(&["diff", "a.yaml", "b.yaml"])
        .code(0)
        .warns("not all of `b.yaml` could be read (input errors:");
}

#[test]
fn several_outputs_in_one_run() {
    let place = editions();
    let outputs = [
        "--output",
        "json=d.json",
        "--output",
        "csv=d.csv",
        "--output",
        "markdown=d.md",
    ];
    let args = [
        ["diff", "source:right", "source:later"].as_slice(),
        &outputs,
    ]
    .concat();
    place.run(&args).code(0).quiet().says("+0.18 %");
    let json: serde_json::Value = serde_json::from_str(&place.read("d.json")).unwrap();
    assert_eq!(json["schema"], 1);
    let total = &json["figures"][0];
    assert_eq!(total["cell"], "missing");
    assert_eq!(total["change"], "changed");
    assert_eq!(
        (&total["difference"], &total["percent"]),
        (&"7".into(), &"0.18".into())
    );
    assert_eq!(total["percent_exact"], "100/569");
    assert_eq!(total["old"]["printed"], "3,983");
    assert_eq!(json["relations"][0]["state"], "still-holding");
    assert_eq!(json["relations"][0]["parts_account_for_change"], true);
    let csv = place.read("d.csv");
    let row = "figure,missing,changed,value,\"3,983\",3983,3983,right,right,2024-05-02,right/missing,\"3,990\"";
    assert!(csv.contains(row), "{csv}");
    // The header, two figures and the sum.
    assert_eq!(csv.matches("\r\n").count(), 4, "{csv}");
    let page = place.read("d.md");
    assert!(
        page.contains("| missing | 3,983 | 3,990 | \\+7 | \\+0.18 % |"),
        "{page}"
    );
}

#[test]
fn a_commit_is_compared_with_the_folder() {
    let place = repository();
    run(&place, &["diff", "git:HEAD", "claims", "--exit-code"])
        .code(0)
        .quiet()
        .says("nothing changed");
    // As in a hook, which has its own idea of where the repository is.
    let path = std::env::var("PATH").unwrap_or_default();
    let hook = place.command(&["diff", "git:HEAD", "claims"]);
    let hook = hook.env("PATH", &path).env("GIT_DIR", ".git").run();
    hook.code(0).quiet().says("nothing changed");
    let found = run(&place, &["diff", "git:HEAD~1", "claims", "--exit-code"])
        .code(1)
        .quiet();
    let found = found
        .says("missing unchanged, though its parts changed: military unchanged, civilian +1, together")
        .says("newly broken: missing = military + civilian")
        .says("old  3,983 = 3,209 + 774  holds  (HEAD~1:claims/a.yaml:4)")
        .says("new  3,983 = 3,209 + 775  fails, off by -1  (claims/a.yaml:4)");
    let hash = git(&place, &["rev-parse", "HEAD~1"]);
    found.says(&format!("commit {}", &hash[..12]));
    run(&place, &["diff", "git:one", "git:main", "claims"])
        .code(0)
        .says("(one:claims/a.yaml:4)")
        .says("(main:claims/a.yaml:4)");
    // The other way round it is mended.
    run(&place, &["diff", "git:main", "git:one", "claims"])
        .code(0)
        .says("newly fixed");
    let json = run(&place, &["diff", "git:one", "claims", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(json["old"]["commit"].as_str().unwrap().len(), 40);
    assert_eq!(json["figures"][1]["old"]["file"], "one:claims/a.yaml");
}

#[test]
fn a_revision_is_read_with_its_own_codebook_and_path() {
    let place = repository();
    // Renamed: by its old name it is named in full, from anywhere.
    git(&place, &["mv", "claims", "data"]);
    commit(&place, "third");
    run(&place, &["diff", "git:one:claims", "data"])
        .code(0)
        .says("1 changed");
    let path = std::env::var("PATH").unwrap_or_default();
    place
        .command(&["diff", "git:one:claims", "a.yaml"])
        .env("PATH", &path)
        .within(place.path("data"))
        .run()
        .code(0)
        .says("(one:claims/a.yaml:4)")
        .says("(a.yaml:4)");
    place
        .command(&["diff", "git:HEAD", "git:HEAD~1:./../claims/a.yaml"])
        .env("PATH", &path)
        .within(place.path("data"))
        .run()
        .code(2)
        .warns("revision `HEAD` has no `claims/a.yaml`");
    // A part of the code tree that was not declared then.
    place.write(
        "data/crossfoot.yaml",
        "measures: {missing: {type: count}}\n",
    );
    place.write(
        "data/a.yaml",
        "source: {id: right, published: 2024-05-02}\nclaims: [{measure: missing, value: 3}]\n",
    );
    run(&place, &["diff", "git:HEAD", "data"])
        .code(0)
        .says("1 changed, 0 added, 2 withdrawn")
        .says("1 not run");
    // Nothing is committed of it yet, and the working folder has it no more.
    std::fs::remove_dir_all(place.path("data")).unwrap();
    run(&place, &["diff", "git:HEAD~1:claims", "git:HEAD:data"])
        .code(0)
        .says("nothing changed");
}

#[test]
fn what_git_does_not_have() {
    let place = repository();
    for (args, says) in [
        (
            ["diff", "git:nowhere", "claims"].as_slice(),
            "git knows no commit `nowhere`",
        ),
        (&["diff", "git:-x", "claims"], "`-x` is no revision"),
        (&["diff", "git:--output=x", "claims"], "is no revision"),
        (
            &["diff", "git:", "claims"],
            "the revision after `git:` is missing",
        ),
        (
            &["diff", "git:HEAD:gone", "claims"],
            "revision `HEAD` has no `gone`",
        ),
        (&["diff", "git:a\u{1b}[2J", "claims"], "\\u{1b}[2J"),
    ] {
        run(&place, args).code(2).no_results().warns(says);
    }
    assert!(!place.path("x").exists());
    let empty = place.path("claims").display().to_string();
    place
        .command(&["diff", "git:HEAD", "claims"])
        .env("PATH", &empty)
        .run()
        .code(2)
        .warns("git is not installed");
    let nowhere = Place::new(&[("a.yaml", RIGHT)]);
    std::fs::remove_dir(nowhere.path(".git")).unwrap();
    run(&nowhere, &["diff", "git:HEAD", "a.yaml"])
        .code(2)
        .warns("is in no git repository");
}

#[test]
fn hostile_text_is_shown_in_every_format() {
    let old = "source: {id: a, published: 2021}\nclaims: [{measure: missing, value: 3, quote: \"=1+2 \\e[2J <b> [-x-]\"}]\n";
    let new = old
        .replace("id: a", "id: b")
        .replace("value: 3", "value: 4")
        .replace("<b>", "|c|");
    let place = Place::new(&[("a.yaml", old), ("b.yaml", &new)]);
    for format in ["text", "json", "markdown", "csv"] {
        for color in ["never", "always"] {
            let args = [
                "diff", "a.yaml", "b.yaml", "--format", format, "--color", color,
            ];
            let run = place.run(&args).code(0).quiet();
            assert!(
                !run.stdout.contains("\u{1b}[2J"),
                "{format}: {}",
                run.stdout
            );
            let colored = run.stdout.contains('\u{1b}');
            assert_eq!(
                colored,
                format == "text" && color == "always",
                "{format} {color}"
            );
        }
    }
    place
        .run(&["diff", "a.yaml", "b.yaml", "--format", "csv"])
        .says("'=1+2");
    place
        .run(&["diff", "a.yaml", "b.yaml", "--format", "markdown"])
        .says("~~&lt;b&gt;~~ **\\|c\\|**");
}

#[test]
fn narrow_terminals_get_narrow_tables() {
    let place = editions();
    let run = place.run(&[
        "diff",
        "source:right",
        "source:later",
        "--width",
        "70",
        "--ascii",
    ]);
    let run = run.code(0);
    assert!(run.stdout.is_ascii());
    assert!(
        run.stdout.lines().all(|line| line.len() <= 70),
        "{}",
        run.stdout
    );
}
