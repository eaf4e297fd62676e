//! The reference of commands is what the program says of itself; the files that other
//! tools read, for hooks and workflows, name options that exist and run nothing that
//! they are given.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use serde_yaml::Value;

use crate::harness::{assert_file, read, root};

#[test]
fn the_reference_is_what_the_program_says() {
    assert_file("docs/cli.md", crossfoot::cli::reference());
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&read(path)).unwrap()
}

/// The options of `check`, as its reference lists them.
fn options_of_check() -> BTreeSet<String> {
    let reference = crossfoot::cli::reference();
    let section = reference
        .split("\n## ")
        .find(|text| text.starts_with("crossfoot check\n"));
    let words = section
        .unwrap()
        .split(|c: char| !c.is_alphanumeric() && c != '-');
    words
        .filter(|word| word.starts_with("--"))
        .map(str::to_owned)
        .collect()
}

/// Every option in a text, such as `--force-exclude`.
fn options_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words
        .filter(|word| word.len() > 2 && word.starts_with("--"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_hook_names_options_that_exist() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    assert_eq!(hook["id"], "crossfoot");
    assert_eq!(hook["language"], "rust");
    assert_eq!(hook["pass_filenames"], true);
    let entry = hook["entry"].as_str().unwrap();
    assert!(entry.starts_with("crossfoot check "), "{entry}");
    let unknown: Vec<_> = options_in(entry)
        .difference(&options_of_check())
        .cloned()
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");

    let files = regex::Regex::new(hook["files"].as_str().unwrap()).unwrap();
    for (path, wanted) in [
        ("claims/2025-03-10.yaml", true),
        ("stories/war/claims/a.yml", true),
        ("crossfoot.yaml", true),
        ("claims/crossfoot.yaml", true),
        (".github/workflows/test.yaml", false),
        ("docker-compose.yaml", false),
        ("disclaims/a.yaml", false),
    ] {
        assert_eq!(files.is_match(path), wanted, "{path}");
    }
}

/// The scripts of the action, by the name of their step.
fn scripts() -> Vec<(String, String)> {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    let text = |step: &Value, key: &str| step[key].as_str().unwrap().to_owned();
    steps
        .iter()
        .map(|step| (text(step, "name"), text(step, "run")))
        .collect()
}

#[test]
fn the_action_takes_its_inputs_as_variables() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let scripts = scripts();
    for (name, script) in &scripts {
        assert!(
            !script.contains("${{"),
            "{name} pastes something into its script"
        );
    }
    let (_, audit) = scripts.last().unwrap();
    let step = action["runs"]["steps"]
        .as_sequence()
        .unwrap()
        .last()
        .unwrap();
    let variables = step["env"].as_mapping().unwrap();
    let taken: Vec<&str> = variables
        .values()
        .map(|value| value.as_str().unwrap())
        .collect();
    for (input, about) in action["inputs"].as_mapping().unwrap() {
        let input = input.as_str().unwrap();
        assert!(about["description"].is_string(), "{input}");
        let expression = format!("${{{{ inputs.{input} }}}}");
        let folder = step["working-directory"] == expression.as_str();
        assert!(
            folder || taken.contains(&expression.as_str()),
            "{input} is not used"
        );
    }
    for variable in variables.keys() {
        // No name that the program itself reads.
        let variable = variable.as_str().unwrap();
        assert!(
            variable.starts_with("IN_") && audit.contains(variable),
            "{variable}"
        );
    }
    let mut named = options_in(audit);
    named.extend(options_in(
        action["inputs"]["args"]["description"].as_str().unwrap(),
    ));
    let unknown: Vec<_> = named.difference(&options_of_check()).cloned().collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// A folder of its own for a run of the action.
struct Runner(PathBuf);

impl Runner {
    fn new(name: &str) -> Runner {
        let path = std::env::temp_dir().join(format!("crossfoot-{name}-{}", std::process::id()));
        std::fs::create_dir_all(path.join("crossfoot/bin")).unwrap();
        std::fs::create_dir_all(path.join("work/.git")).unwrap();
        Runner(path)
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the script of the action as a workflow would, with real arguments and hostile
/// ones, and the real program.
#[cfg(unix)]
#[test]
fn the_action_runs_the_audit_and_nothing_else() {
    let runner = Runner::new("action");
    let program = runner.0.join("crossfoot/bin/crossfoot");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_crossfoot"), program).unwrap();
    let work = runner.0.join("work");
    let wrong = "source: {id: a}\nclaims:\n  - measure: m\n    value: 5\n    breakdowns: \
                 [{by: x, parts: {b: 2, c: 2}}]\n";
    std::fs::write(work.join("a b.yaml"), wrong).unwrap();
    let output = runner.0.join("output");
    let run = |path: &str, format: &str, args: &str| {
        std::fs::write(&output, "").unwrap();
        let (_, script) = scripts().pop().unwrap();
        // As GitHub runs `shell: bash`.
        let result = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script])
            .current_dir(&work)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("RUNNER_TEMP", &runner.0)
            .env("GITHUB_OUTPUT", &output)
            .envs([("IN_PATH", path), ("IN_FORMAT", format), ("IN_ARGS", args)])
            .envs([("IN_FAIL_ON", ""), ("IN_BASELINE", "")])
            .output()
            .unwrap();
        let said = std::fs::read_to_string(&output).unwrap();
        let printed = String::from_utf8(result.stdout).unwrap();
        (result.status.code().unwrap(), said, printed)
    };
    let (code, said, printed) = run(
        "a b.yaml\n",
        "concise",
        "--only=parts-do-not-sum\n--pedantic",
    );
    assert_eq!((code, said.as_str()), (1, "exit-status=1\n"));
    assert!(printed.contains("parts-do-not-sum"), "{printed}");
    let (code, said, _) = run("", "concise", "--exit-zero");
    assert_eq!((code, said.as_str()), (0, "exit-status=0\n"));
    for hostile in [
        "$(touch x)",
        "`touch x`",
        "; touch x",
        "\"; touch x; \"",
        "--help",
        "*",
    ] {
        let (code, said, _) = run(hostile, "concise", "");
        assert_eq!((code, said.as_str()), (2, "exit-status=2\n"), "{hostile}");
        let (code, ..) = run("", hostile, "");
        assert_eq!(code, 2, "{hostile}");
        assert_eq!(
            std::fs::read_dir(&work).unwrap().count(),
            2,
            "{hostile} was run"
        );
    }
}

/// What a package holds: the program and its documentation, but no test nor machinery.
#[test]
fn the_manifest_leaves_nothing_out_that_is_compiled_in() {
    let manifest = read("Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("exclude"));
    let excluded = line.unwrap_or("");
    for needed in ["docs", "src", "action.yml"] {
        assert!(!excluded.contains(needed), "{excluded}");
    }
    assert!(root().join("LICENSE-MIT").is_file() && root().join("LICENSE-APACHE").is_file());
}
