//! `init`: a dossier that passes its own audit and overwrites nothing.

use crate::place::Place;

#[test]
fn the_first_dossier_has_no_finding_at_all() {
    let place = Place::new(&[]);
    place
        .run(&["init"])
        .code(0)
        .no_results()
        .warns("wrote ")
        .warns("crossfoot.yaml");
    let audit = ["--pedantic", "--fail-on", "note", "--today", "2026-01-01"];
    place
        .run(&audit)
        .code(0)
        .says("no findings; 2 relations checked: 2 hold");
    place
        .run(&["init", "deep/er"])
        .code(0)
        .warns("crossfoot check deep/er");
    place
        .run(&["check", "deep/er", "--pedantic"])
        .code(0)
        .says("no findings");
}

#[test]
fn nothing_is_overwritten_and_nothing_left_half_done() {
    let place = Place::new(&[("a/crossfoot.yaml", "mine")]);
    let run = place.run(&["init", "a"]).code(2).no_results();
    run.warns("a/crossfoot.yaml");
    assert_eq!(place.read("a/crossfoot.yaml"), "mine");
    assert_eq!(std::fs::read_dir(place.path("a")).unwrap().count(), 1);

    place.run(&["init", "b"]).code(0);
    std::fs::remove_file(place.path("b/crossfoot.yaml")).unwrap();
    let claims = std::fs::read_dir(place.path("b"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let before = std::fs::read_to_string(claims.path()).unwrap();
    place
        .run(&["init", "b"])
        .code(2)
        .warns(&claims.file_name().to_string_lossy());
    assert_eq!(std::fs::read_to_string(claims.path()).unwrap(), before);
    assert!(!place.path("b/crossfoot.yaml").exists());

    place.write("file", "");
    place.run(&["init", "file"]).code(2);
    assert_eq!(place.read("file"), "");
}
