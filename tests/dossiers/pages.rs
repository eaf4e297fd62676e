//! The examples in the documentation are whole files, and do what their pages say.

use crate::harness::{Audit, assert_none, files, folder, read, texts};
use crate::messages::place::Place;

/// A block of YAML, or a table, on a page.
struct Block {
    line: usize,
    quiet: bool,
    file: Option<String>,
    table: bool,
    text: String,
}

impl Block {
    fn begins_with_our_key(&self) -> bool {
        const KEYS: [&str; 10] = [
            "crossfoot",
            "settings",
            "publishers",
            "measures",
            "dimensions",
            "rules",
            "source",
            "sources",
            "claims",
            "accept",
        ];
        let first = self
            .text
            .lines()
            .find(|line| !line.is_empty() && !line.starts_with('#'));
        first
            .and_then(|line| line.split_once(':'))
            .is_some_and(|(key, _)| KEYS.contains(&key))
    }
}

/// The blocks of a page. `<!-- quiet -->` and `<!-- file: NAME -->` above a block
/// belong to it.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut quiet, mut file, mut open) = (false, None, false);
    for (at, line) in page.lines().enumerate() {
        if open && line.trim_end() == "```" {
            open = false;
        } else if open {
            let block = blocks.last_mut().unwrap();
            block.text.push_str(line);
            block.text.push('\n');
        } else if matches!(line.trim_end(), "```yaml" | "```csv")
            || line.trim_end() == "```text" && file.is_some()
        {
            open = true;
            blocks.push(Block {
                line: at + 1,
                quiet: std::mem::take(&mut quiet),
                file: file.take(),
                table: line.starts_with("```csv"),
                text: String::new(),
            });
        } else if line.trim() == "<!-- quiet -->" {
            quiet = true;
        } else if let Some(rest) = line.trim().strip_prefix("<!-- file: ") {
            file = Some(rest.trim_end_matches("-->").trim().to_owned());
        } else if !line.trim().is_empty() {
            (quiet, file) = (false, None);
        }
    }
    assert!(!open, "a block without an end");
    blocks
}

/// The dossiers of a page with the line of their first block: each block by itself,
/// but those with file names together.
fn dossiers(page: &str) -> Vec<(usize, bool, Audit)> {
    let mut dossiers = Vec::new();
    let all = blocks(page);
    for quiet in [false, true] {
        let named: Vec<&Block> = all
            .iter()
            .filter(|block| block.quiet == quiet && block.file.is_some())
            .collect();
        if let Some(first) = named.first() {
            let files = named
                .iter()
                .map(|b| (b.file.as_deref().unwrap(), b.text.as_str()));
            dossiers.push((first.line, quiet, texts(files, true)));
        }
    }
    for block in all
        .iter()
        .filter(|block| block.file.is_none() && (block.table || block.begins_with_our_key()))
    {
        let name = if block.table {
            "example.csv"
        } else {
            "example.yaml"
        };
        let audit = texts([(name, block.text.as_str())], true);
        dossiers.push((block.line, block.quiet, audit));
    }
    dossiers
}

#[test]
fn examples_of_checks_fire_or_are_quiet_as_marked() {
    let mut complaints = Vec::new();
    for name in files("docs/checks") {
        let id = name.trim_end_matches(".md");
        if crossfoot::checks::find(id).is_none() {
            continue;
        }
        let page = read(&format!("docs/checks/{name}"));
        let dossiers = dossiers(&page);
        for quiet in [false, true] {
            if !dossiers.iter().any(|dossier| dossier.1 == quiet) {
                let kind = if quiet { "quiet" } else { "firing" };
                complaints.push(format!("docs/checks/{name} has no {kind} example"));
            }
        }
        for (line, quiet, audit) in dossiers {
            if audit.checks().contains(&id) == quiet {
                let wanted = if quiet { "be free of it" } else { "fire" };
                complaints.push(format!(
                    "docs/checks/{name}:{line} should {wanted}, found {:?}",
                    audit.checks()
                ));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn examples_elsewhere_load() {
    let mut complaints = Vec::new();
    for (name, least) in [
        ("docs/language.md", 10),
        ("docs/tables.md", 1),
        ("README.md", 1),
    ] {
        let dossiers = dossiers(&read(name));
        assert!(
            dossiers.len() >= least,
            "{name} has only {} examples",
            dossiers.len()
        );
        for (line, _, audit) in dossiers {
            for error in audit.input_errors() {
                complaints.push(format!("{name}:{line}: {error}"));
            }
        }
    }
    assert_none(&complaints);
}

/// What pages show as output of `crossfoot check FOLDER` is what comes out.
#[test]
fn shown_output_is_real_output() {
    for page in ["README.md", "docs/tables.md"] {
        let text = read(page);
        let mut shown = 0;
        for block in text.split("```console\n").skip(1) {
            let block = block.split("```").next().unwrap();
            let (command, output) = block.split_once('\n').unwrap();
            let Some(path) = command.strip_prefix("$ crossfoot check ") else {
                panic!("no test knows how to run `{command}`");
            };
            let real = folder(path, false).text();
            assert!(real.contains(output.trim()), "`{command}` prints\n{real}");
            shown += 1;
        }
        assert!(shown > 0, "{page} shows a real finding");
    }
}

/// The commands of the page about accepting do what it says, one after the other, in the
/// example that it names.
#[test]
fn commands_about_accepting_work() {
    let example = "examples/off-by-one";
    let given = files(example).into_iter();
    let given = given.map(|name| (name.clone(), read(&format!("{example}/{name}"))));
    let place = Place::new(&given.collect::<Vec<_>>());
    let page = read("docs/accepting.md");
    let blocks = page.split("```sh\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap());
    let said: Vec<String> = blocks
        .flat_map(str::lines)
        .map(|line| place.run(line))
        .collect();
    assert!(said.len() >= 4, "{said:?}");
    for said in &said {
        assert!(!said.contains("[exit status 2]"), "{said}");
    }
    let accepted = |said: &String| said.contains(" accept ") && said.contains(": accepted ");
    assert!(said.iter().any(accepted), "{said:?}");
    let known = |said: &String| said.contains("wrote crossfoot-baseline.json");
    assert!(said.iter().any(known), "{said:?}");
}
