//! `--exclude` and `--force-exclude`.

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

fn place(exclude: &str) -> Place {
    let yaml = format!("{CODEBOOK}settings: {{exclude: [{exclude}]}}\n");
    Place::new(&[
        ("crossfoot.yaml", &yaml),
        ("a.yaml", RIGHT),
        ("old/b.yaml", &wrong()),
        ("draft.c.yaml", &wrong().replace("id: wrong", "id: draft")),
    ])
}

#[test]
fn patterns_add_to_those_of_the_settings() {
    let place = place("old/");
    place
        .run(&[])
        .code(1)
        .says("draft.c.yaml")
        .lacks("old/b.yaml");
    place
        .run(&["--exclude", "draft.*"])
        .code(0)
        .says("in 2 files");
    place
        .run(&["--exclude", "draft.*", "--exclude=a.yaml"])
        .code(3)
        .says("in 1 file");
    place
        .run(&["--exclude", "a{"])
        .code(2)
        .no_results()
        .warns("--exclude");
}

#[test]
fn patterns_of_arguments_are_relative_to_the_current_folder() {
    let place = place("");
    place
        .run(&["--exclude", "/old", "--exclude", "/draft.*"])
        .code(0);
    let below = place.command(&["--exclude", "/b.yaml", "--exclude", "draft.*"]);
    below.within(place.path("old")).run().code(0);
    let below = place.command(&["--exclude", "/old", "--exclude", "draft.*"]);
    below.within(place.path("old")).run().code(1);
}

#[test]
fn what_is_named_is_read_unless_forced() {
    let place = place("old/, 'draft.*'");
    place.run(&["old/b.yaml"]).code(1);
    for named in ["old/b.yaml", "old", "draft.c.yaml", "./old/../old/b.yaml"] {
        place
            .run(&[named, "--force-exclude"])
            .code(0)
            .lacks("error[")
            .warns("all that is named is excluded");
    }
    let run = place.command(&["old/b.yaml", "draft.c.yaml"]);
    let run = run.env("CROSSFOOT_FORCE_EXCLUDE", "1").run().code(0);
    run.warns("nothing was audited");
    let json = place
        .run(&["old", "--force-exclude", "--format=json"])
        .code(0);
    assert_eq!(json.json()["summary"]["files"], 0);
    // What is left is audited, and nothing else is reported.
    place
        .run(&["a.yaml", "old/b.yaml", "--force-exclude"])
        .code(0)
        .lacks("old/b.yaml")
        .says("in 2 files");
    place
        .run(&["a.yaml", "--exclude", "a.*", "--force-exclude"])
        .code(0)
        .warns("nothing was audited");
    place.run(&["nowhere.yaml", "--force-exclude"]).code(2);
    place.run(&["--force-exclude"]).code(0).says("in 2 files");
}

/// A folder that is left out must not look as if all in it were right.
#[test]
fn a_folder_without_files_is_said_to_be_one() {
    let place = place("old/, 'draft.*'");
    place.write("empty/notes.txt", "nothing");
    let said = |folder: &str| format!("nothing was reported on `{folder}`");
    for folder in ["old", "empty"] {
        place.run(&[folder]).code(0).warns(&said(folder));
        let both = place.run(&[folder, "a.yaml"]).code(0);
        both.warns(&said(folder));
    }
}

#[test]
fn a_dossier_inside_can_be_left_out() {
    let place = place("'draft.*', old/");
    place.write("nested/crossfoot.yaml", CODEBOOK);
    place.write("nested/c.yaml", wrong());
    place.run(&[]).code(1);
    place.run(&["--exclude", "nested/"]).code(0);
    place.run(&["nested", "--exclude", "nested/"]).code(1);
    place
        .run(&["nested", "--exclude", "nested/", "--force-exclude"])
        .code(0);
}

#[test]
fn a_pattern_can_take_a_file_back_in() {
    let place = place("'*.yaml', '!a.yaml'");
    place.run(&[]).code(0).says("in 2 files");
}
