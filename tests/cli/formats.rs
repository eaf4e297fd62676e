//! Report formats from end to end: several in one run, files and their refusals, paths
//! in the repository, the job summary.

use std::fs;

use serde_json::Value;

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

fn place() -> Place {
    Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        ("data/wrong.yaml", &wrong()),
        ("data/right.yaml", RIGHT),
    ])
}

#[test]
fn all_formats_in_one_run() {
    let place = place();
    let plain = place.run(&[]).code(1);
    let run = place.run(&[
        "--output=json=a.json",
        "--output=jsonl=a.jsonl",
        "--output=sarif=a.sarif",
        "--output=github=a.log",
        "--output=gitlab=a.gitlab.json",
        "--output=junit=a.xml",
        "--output=markdown=a.md",
        "--output=concise=a.txt",
    ]);
    let run = run.code(1).quiet();
    assert_eq!(run.stdout, plain.stdout, "files change nothing else");
    let json = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let document = json(&place.read("a.json"));
    assert!(document.get("relations").is_none(), "only on request");
    let print = &document["findings"][0]["fingerprint"];
    let lines: Vec<Value> = place.read("a.jsonl").lines().map(json).collect();
    assert_eq!(
        lines.len(),
        2 + document["findings"].as_array().unwrap().len()
    );
    assert_eq!(lines[1]["finding"], document["findings"][0]);
    let sarif = json(&place.read("a.sarif"));
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        &result["partialFingerprints"]["crossfootFingerprint/v1"],
        print
    );
    let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "data/wrong.yaml");
    assert_eq!(&json(&place.read("a.gitlab.json"))[0]["fingerprint"], print);
    let log = place.read("a.log");
    let command = "::error file=data/wrong.yaml,line=4,endLine=4,col=12,endColumn=17,title=crossfoot%3A parts-do-not-sum::parts do not add up";
    assert!(log.starts_with(command), "{log}");
    let page = place.read("a.md");
    assert!(
        page.starts_with("<!-- crossfoot-report -->\n## crossfoot: 1 error"),
        "{page}"
    );
    let xml = place.read("a.xml");
    let xml = roxmltree::Document::parse(&xml).unwrap();
    let failed: Vec<bool> = (xml.descendants())
        .filter(|node| node.attribute("name") == Some("missing = military + civilian"))
        .map(|case| case.children().any(|child| child.has_tag_name("failure")))
        .collect();
    assert_eq!(
        failed,
        [false, true],
        "the one that holds and the one that does not"
    );
    let left = fs::read_dir(place.path(".")).unwrap();
    let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(!names.into_iter().any(|name| name.contains(".part")));
}

#[test]
fn what_is_audited_is_never_overwritten() {
    let place = place();
    let audited = place.read("data/wrong.yaml");
    for target in [
        "data/wrong.yaml",
        "./data/../data/wrong.yaml",
        "crossfoot.yaml",
    ] {
        let output = format!("sarif={target}");
        place
            .run(&["--output", "json=fine.json", "--output", &output])
            .code(2)
            .no_results()
            .warns("is part of what was audited");
    }
    assert_eq!(place.read("data/wrong.yaml"), audited);
    assert!(!place.path("fine.json").exists(), "all or nothing");
    place
        .run(&["--output=json=a.json", "--output=sarif=./data/../a.json"])
        .code(2)
        .no_results()
        .warns("two reports would be written to");
    assert!(!place.path("a.json").exists());
    place
        .run(&["--output=json=data"])
        .code(2)
        .warns("is a folder");
    place
        .run(&["--output=json=a.json", "--output=sarif=no/such/a.sarif"])
        .code(2)
        .warns("cannot be written");
    assert!(!place.path("a.json").exists());
}

#[test]
fn a_report_replaces_the_one_before() {
    let place = place();
    place.write("a.json", "x".repeat(100_000));
    place.run(&["--output=json=a.json"]).code(1);
    let first = place.read("a.json");
    assert!(serde_json::from_str::<Value>(&first).is_ok());
    place.run(&["--output=json=a.json"]).code(1);
    assert_eq!(place.read("a.json"), first);
}

#[test]
fn paths_begin_at_the_top_of_the_repository() {
    let place = place();
    let run = place.command(&["wrong.yaml", "--format", "github"]);
    let run = run.within(place.path("data")).run().code(1);
    assert!(
        run.stdout.starts_with("::error file=data/wrong.yaml,"),
        "{}",
        run.stdout
    );
    let run = place.command(&["wrong.yaml", "--format", "gitlab"]);
    let run = run.within(place.path("data")).run().code(1);
    assert_eq!(run.json()[0]["location"]["path"], "data/wrong.yaml");
    // A checkout without history: the runner says where it begins.
    fs::remove_dir_all(place.path(".git")).unwrap();
    let root = place.path(".").canonicalize().unwrap();
    let run = place
        .command(&["wrong.yaml", "--format", "markdown"])
        .env("GITHUB_WORKSPACE", root.to_str().unwrap())
        .env("GITHUB_SERVER_URL", "https://github.com")
        .env("GITHUB_REPOSITORY", "ann/figures")
        .env("GITHUB_SHA", "0123abc");
    run.within(place.path("data")).run().code(1).says(
        "[`data/wrong.yaml:4`](https://github.com/ann/figures/blob/0123abc/data/wrong.yaml#L4)",
    );
}

#[test]
fn the_job_summary_gets_the_page() {
    let place = place();
    let with = |args: &[&str]| {
        let file = place.path("summary.md");
        place
            .command(args)
            .env("GITHUB_STEP_SUMMARY", file.to_str().unwrap())
            .run()
    };
    with(&[]).code(1);
    assert!(
        !place.path("summary.md").exists(),
        "only with the format of GitHub"
    );
    place.write("summary.md", "# before\n");
    with(&["--format=github"]).code(1).quiet();
    let summary = place.read("summary.md");
    let page = place.run(&["--format=markdown"]).stdout;
    assert_eq!(summary, format!("# before\n\n{page}"));
    with(&["--output=github=a.log"]).code(1);
    assert_eq!(place.read("summary.md"), format!("{summary}\n{page}"));
    let full = "x".repeat(1024 * 1024 - 100);
    place.write("summary.md", &full);
    with(&["--format=github"])
        .code(1)
        .warns("the job summary is full");
    assert_eq!(place.read("summary.md"), full);
    let run = place
        .command(&["--format=github"])
        .env("GITHUB_STEP_SUMMARY", "no/such/file");
    run.run()
        .code(1)
        .warns("the job summary could not be written");
}

#[test]
fn findings_left_out_are_told_in_every_format() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK)]);
    for number in 0..3 {
        let text = wrong().replace("id: wrong", &format!("id: wrong-{number}"));
        place.write(&format!("wrong-{number}.yaml"), text);
    }
    for format in [
        "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "text",
    ] {
        let run = place.run(&["--max-findings=1", "--format", format]).code(1);
        let text = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = [
            "parts-do-not-sum 1 of 3",
            "\"shown\": 1, \"found\": 3",
            "\"shown\":1,\"found\":3",
        ];
        let said = said.iter().any(|said| text.contains(said));
        assert!(said, "{format}: {text}");
    }
}
