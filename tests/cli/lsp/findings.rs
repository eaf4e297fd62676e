//! Findings while typing, and hovers.

use serde_json::json;

use super::Client;
use super::client::uri;
use crate::place::{CODEBOOK, Place, RIGHT, wrong};

fn place() -> Place {
    Place::new(&[("crossfoot.yaml", CODEBOOK), ("a.yaml", RIGHT)])
}

#[test]
fn findings_come_and_go_with_the_text() {
    let place = place();
    let uri = uri(&place, "a.yaml");
    let mut client = Client::start(&place);
    client.open(&uri, &wrong());
    let found = client.findings(&uri);
    assert_eq!(found.len(), 1, "{found:?}");
    let finding = &found[0];
    assert_eq!(finding["code"], "parts-do-not-sum");
    assert_eq!(finding["source"], "crossfoot");
    assert_eq!(finding["severity"], 1);
    assert_eq!(
        finding["range"],
        json!({"start": {"line": 3, "character": 11}, "end": {"line": 3, "character": 16}})
    );
    let message = finding["message"].as_str().unwrap();
    assert!(
        message.contains("3,209 + 775 = 3,984, stated 3,983 (off by 1)"),
        "{message}"
    );
    let related = finding["relatedInformation"].as_array().unwrap();
    assert_eq!(related.len(), 2);
    assert_eq!(related[0]["location"]["uri"], uri.as_str());
    assert_eq!(related[0]["location"]["range"]["start"]["line"], 7);

    // One character, as an editor sends it.
    let range = json!({"start": {"line": 8, "character": 22}, "end": {"line": 8, "character": 23}});
    client.change(&uri, 2, json!([{"range": range, "text": "4"}]));
    assert_eq!(client.codes(&uri), [""; 0]);
    client.replace(&uri, 3, &wrong());
    assert_eq!(client.codes(&uri), ["parts-do-not-sum"]);
    // Closed: what is on disk counts again, and it is right.
    client.close(&uri);
    assert_eq!(client.codes(&uri), [""; 0]);
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_change_is_told_of_other_files_too() {
    let place = place();
    let other = RIGHT.replace("id: right", "id: other");
    place.write("b.yaml", &other);
    let (a, b) = (uri(&place, "a.yaml"), uri(&place, "b.yaml"));
    let mut client = Client::start(&place);
    client.open(&b, &other);
    client.open(&a, RIGHT);
    assert!(client.findings(&a).is_empty() && client.findings(&b).is_empty());
    assert_eq!(client.tellings, 0, "nothing is told where nothing is found");
    client.replace(
        &a,
        2,
        &RIGHT.replace("3,983", "3,990").replace("774", "781"),
    );
    let all = [client.findings(&a), client.findings(&b)].concat();
    assert!(!all.is_empty());
    let elsewhere = all.iter().any(|finding| {
        let related = finding["relatedInformation"].as_array().unwrap();
        related
            .iter()
            .any(|place| place["location"]["uri"] == b.as_str())
            || related
                .iter()
                .any(|place| place["location"]["uri"] == a.as_str())
    });
    assert!(elsewhere, "{all:?}");
    // The codebook is a document too.
    let settings = uri(&place, "crossfoot.yaml");
    client.open(&settings, &CODEBOOK.replace("missing:", "gone:"));
    assert!(
        client.codes(&b).contains(&"unknown-measure".to_owned()),
        "{:?}",
        client.codes(&b)
    );
    client.close(&settings);
    client.close(&a);
    assert_eq!(client.codes(&b), [""; 0]);
    client.replace(&b, 2, &other.replace("774", "775"));
    assert_eq!(client.codes(&b), ["parts-do-not-sum", "sources-disagree"]);
    client.close(&b);
    assert_eq!(client.codes(&b), [""; 0], "nothing is open any more");
}

#[test]
fn the_editor_says_what_check_says() {
    let place = place();
    place.write("wrong.yaml", wrong());
    place.write(
        "accept.yaml",
        "accept:\n  - check: parts-do-not-sum\n    claims: [wrong/missing, \"wrong/missing[role=military]\", \"wrong/missing[role=civilian]\"]\n    reason: asked\n",
    );
    let json = place.run(&["--format", "json"]).json();
    let uri = uri(&place, "wrong.yaml");
    let mut client = Client::start(&place);
    client.open(&uri, &wrong());
    let told = client.findings(&uri);
    let expected: Vec<_> = (json["findings"].as_array().unwrap().iter())
        .filter(|finding| finding["locations"][0]["file"] == "wrong.yaml")
        .collect();
    assert_eq!(told.len(), expected.len());
    for (told, expected) in told.iter().zip(expected) {
        assert_eq!(told["code"], expected["check"]);
        assert_eq!(
            told["range"]["start"]["line"],
            expected["locations"][0]["line"].as_u64().unwrap() - 1
        );
    }
    assert_eq!(told[0]["severity"], 4, "accepted: {told:?}");
    assert!(
        told[0]["message"]
            .as_str()
            .unwrap()
            .contains("accepted: asked")
    );
}

#[test]
fn a_file_outside_any_dossier_is_checked_alone() {
    let place = Place::new(&[("a.yaml", RIGHT), ("b.yaml", &wrong())]);
    let (a, b) = (uri(&place, "a.yaml"), uri(&place, "b.yaml"));
    let mut client = Client::start(&place);
    client.open(&a, &wrong());
    let alone = ["parts-do-not-sum", "unknown-measure", "unknown-dimension"];
    assert_eq!(client.codes(&a), alone);
    assert!(client.codes(&b).is_empty());
    // Other people's YAML is none of our business; neither is an empty file.
    let other = uri(&place, "compose.yaml");
    client.open(&other, "services:\n  web: {image: nginx}\n");
    assert_eq!(client.codes(&other), [""; 0]);
    client.replace(&other, 2, "");
    assert_eq!(client.codes(&other), [""; 0]);
    // A document that was never saved.
    client.open("untitled:Untitled-1", &wrong());
    assert!(
        client
            .codes("untitled:Untitled-1")
            .contains(&"parts-do-not-sum".to_owned())
    );
    // A diff view of the same file is not audited.
    client.open("git:/a.yaml?ref", &wrong());
    assert_eq!(client.codes("git:/a.yaml?ref"), [""; 0]);
}

#[test]
fn a_new_file_of_a_dossier_counts_before_it_is_saved() {
    let place = place();
    let new = uri(&place, "sub/new.yaml");
    let mut client = Client::start(&place);
    client.open(&new, &wrong());
    assert_eq!(client.codes(&new), ["parts-do-not-sum"]);
    // And files that change on disk, once the editor says so.
    place.write("c.yaml", wrong().replace("id: wrong", "id: third"));
    let c = uri(&place, "c.yaml");
    assert_eq!(client.codes(&c), [""; 0]);
    client.tell(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": c, "type": 1}]}),
    );
    assert_eq!(client.codes(&c), ["parts-do-not-sum"]);
    // A file that is excluded is left alone.
    place.write(
        "crossfoot.yaml",
        format!("settings: {{exclude: [c.yaml]}}\n{CODEBOOK}"),
    );
    let settings = uri(&place, "crossfoot.yaml");
    client.tell(
        "textDocument/didSave",
        json!({"textDocument": {"uri": settings}}),
    );
    assert_eq!(client.codes(&c), [""; 0]);
    assert_eq!(client.codes(&new), ["parts-do-not-sum"]);
}

#[test]
fn very_many_findings_are_told_in_part() {
    let place = place();
    let uri = uri(&place, "a.yaml");
    let mut client = Client::start(&place);
    let mut text = "source: {id: a}\nclaims:\n".to_owned();
    for at in 0..600 {
        text += &format!("  - {{id: c{at}, measure: missing, value: \"3,98\"}}\n");
    }
    client.open(&uri, &text);
    let found = client.findings(&uri);
    assert_eq!(found.len(), 501);
    let last = found[500]["message"].as_str().unwrap();
    assert!(last.starts_with("100 more findings"), "{last}");
}

#[test]
fn hovers_tell_figures_and_sums() {
    let place = place();
    let text = RIGHT.replace("774", "more than 600");
    let earlier = RIGHT
        .replace("id: right", "id: earlier")
        .replace("2024-05-02", "2024-04-01")
        .replace("3,983", "3,980")
        .replace("774", "771");
    place.write("b.yaml", earlier);
    let uri = uri(&place, "a.yaml");
    let mut client = Client::start(&place);
    client.open(&uri, &text);
    let mut hover = |at: &str| {
        let hover = client.about("textDocument/hover", &uri, &text, at);
        hover["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let figure = hover("3,983");
    for part in [
        "**3,983**: exactly 3,983",
        "cell: `missing`",
        "as of 2024\\-05\\-02",
        "| earlier |",
        "this one",
        "`missing = military + civilian` holds",
    ] {
        assert!(
            figure
                .replace("\\-", "-")
                .contains(&part.replace("\\-", "-")),
            "{part}\n{figure}"
        );
    }
    let vague = hover("more than 6");
    assert!(
        vague.contains("**more than 600**: 601 or more; as usually read 601 to 700"),
        "{vague}"
    );
    for at in ["breakdowns", "parts"] {
        let sum = hover(at);
        assert!(
            sum.contains("`missing = military + civilian` holds: only by the letter of the wording\n\n```text\n"),
            "{sum}"
        );
        assert!(sum.contains("stated"), "{sum}");
    }
    assert_eq!(hover("published"), "The date on which the text appeared.");
}

#[test]
fn columns_are_counted_as_agreed() {
    let place = place();
    let uri = uri(&place, "a.yaml");
    let text = wrong().replace("value: 3,983", "{note: 😀б, value: \"3,983\"}");
    let text = text.replace("  - measure: missing\n    {", "  - {measure: missing, ");
    let text = text.replace("\"3,983\"}\n    breakdowns:\n      - by: role\n        parts:\n          military: 3,209\n          civilian: 775", "\"3,983\", breakdowns: [{by: role, parts: {military: \"3,209\", civilian: \"775\"}}]}");
    for (offered, agreed, start) in [
        (json!(null), "utf-16", 41),
        (json!(["utf-32", "utf-16", "utf-8"]), "utf-8", 44),
        (json!(["utf-32"]), "utf-32", 40),
    ] {
        let (mut client, answer) =
            Client::with(&place, json!({"general": {"positionEncodings": offered}}));
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        client.open(&uri, &text);
        let found = client.findings(&uri);
        assert_eq!(
            found[0]["range"]["start"]["character"], start,
            "{agreed} {found:?}\n{text}"
        );
        assert_eq!(found[0].get("relatedInformation"), None);
        client.open(&uri, &format!("\u{feff}{text}"));
        assert_eq!(client.findings(&uri)[0]["range"]["start"]["line"], 2);
    }
}
