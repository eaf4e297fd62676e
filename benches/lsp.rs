//! How long the language server takes to answer a change in a dossier of 10,000 claims,
//! beside loading and auditing the same files once, in one run. The program is started as
//! editors start it; a change is answered when its diagnostics have come.
//!
//! `cargo bench --bench lsp` prints medians and ratios.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod generate;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crossfoot::checks;
use crossfoot::dossier::{Input, load};
use serde_json::{Value, json};

const CLAIMS: usize = 10_000;
const RUNS: usize = 21;

fn main() {
    println!("{CLAIMS} claims; the best and the median of {RUNS}, ratios of the best");
    for files in [1, 10, 100] {
        let texts = generate::claim_files(CLAIMS, files);
        let folder = folder(&texts);
        let audits = (0..RUNS).map(|_| audited(&texts)).collect();
        let (audit, usual) = best_and_median(audits);
        let mut editor = Editor::start(&folder, &texts[0]);
        let (mut changes, mut whole) = (Vec::new(), Vec::new());
        let (mut hovers, mut completions, mut references) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            changes.push(editor.type_one());
            changes.push(editor.type_one());
            whole.push(editor.replace(&texts[0]));
            hovers.push(editor.ask("hover"));
            completions.push(editor.ask("completion"));
            references.push(editor.ask("references"));
        }
        drop(editor);
        std::fs::remove_dir_all(&folder).unwrap();
        println!("{files} file(s)");
        let (audit_ms, usual) = (ms(audit), ms(usual));
        println!("  load and audit once      {audit_ms:8.1} {usual:8.1} ms");
        for (name, times) in [
            ("one character typed", changes),
            ("the whole text sent anew", whole),
            ("hover", hovers),
            ("completion", completions),
            ("references", references),
        ] {
            let (best, usual) = best_and_median(times);
            let ratio = best.as_secs_f64() / audit.as_secs_f64();
            let (best, usual) = (ms(best), ms(usual));
            println!("  {name:<24} {best:8.1} {usual:8.1} ms  ratio {ratio:.2}");
        }
    }
}

fn folder(texts: &[String]) -> PathBuf {
    let name = format!("crossfoot-lsp-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("crossfoot.yaml"), generate::CODEBOOK).unwrap();
    for (at, text) in texts.iter().enumerate() {
        std::fs::write(folder.join(format!("{at}.yaml")), text).unwrap();
    }
    folder
}

/// Loads and audits once, as `cargo bench --bench audit` does.
fn audited(texts: &[String]) -> Duration {
    let settings = ("crossfoot.yaml".to_owned(), generate::CODEBOOK, true);
    let files = texts.iter().enumerate();
    let files = files.map(|(at, text)| (format!("{at}.yaml"), text.as_str(), false));
    let inputs: Vec<Input> = std::iter::once(settings)
        .chain(files)
        .map(|(name, text, is_settings)| Input {
            name,
            bytes: text.as_bytes().to_vec(),
            is_settings,
            named: false,
            unreadable: None,
        })
        .collect();
    let start = Instant::now();
    let mut dossier = load(inputs);
    let outcome = checks::audit(&mut dossier, checks::Asked::default());
    let time = start.elapsed();
    drop((dossier, outcome));
    time
}

/// An editor with one document open.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    version: i32,
    /// Whether the last digit of the first figure is the one that was typed.
    typed: bool,
}

impl Editor {
    fn start(folder: &Path, text: &str) -> Editor {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let uri = format!("file://{}", folder.join("0.yaml").display());
        let mut editor = Editor {
            child,
            input,
            output,
            uri,
            version: 1,
            typed: false,
        };
        let capabilities =
            json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
        editor.send(
            &json!({"id": 0, "method": "initialize", "params": {"capabilities": capabilities}}),
        );
        editor.until(|message| message["id"] == 0);
        editor.send(&json!({"method": "initialized", "params": {}}));
        let document = json!({"uri": editor.uri, "languageId": "yaml", "version": 1, "text": text});
        editor
            .send(&json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
        // The answer comes after everything before it was audited and told.
        editor.ask("hover");
        editor
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn until(&mut self, wanted: impl Fn(&Value) -> bool) {
        loop {
            let mut length = 0;
            let mut line = String::new();
            while line != "\r\n" {
                line.clear();
                self.output.read_line(&mut line).unwrap();
                if let Some(number) = line.trim_end().strip_prefix("Content-Length: ") {
                    length = number.parse().unwrap();
                }
            }
            let mut body = vec![0; length];
            self.output.read_exact(&mut body).unwrap();
            if wanted(&serde_json::from_slice(&body).unwrap()) {
                return;
            }
        }
    }

    fn changed(&mut self, changes: Value) -> Duration {
        self.version += 1;
        let document = json!({"uri": self.uri, "version": self.version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        let start = Instant::now();
        self.send(&json!({"method": "textDocument/didChange", "params": params}));
        let uri = self.uri.clone();
        self.until(|message| message["params"]["uri"] == uri.as_str());
        start.elapsed()
    }

    /// Types a digit behind the first figure, or takes it away: either changes findings.
    fn type_one(&mut self) -> Duration {
        let line = 9;
        let range = |end: u32| json!({"start": {"line": line, "character": 11}, "end": {"line": line, "character": end}});
        let change = match self.typed {
            false => json!({"range": range(11), "text": "9"}),
            true => json!({"range": range(12), "text": ""}),
        };
        self.typed = !self.typed;
        self.changed(json!([change]))
    }

    /// Sends the text anew with another figure, and once more as it was.
    fn replace(&mut self, text: &str) -> Duration {
        let other = text.replacen("value: ", "value: 9", 1);
        let time = self.changed(json!([{"text": other}]));
        self.changed(json!([{"text": text}]));
        time
    }

    fn ask(&mut self, what: &str) -> Duration {
        let position = json!({"line": 7, "character": 15});
        let params = json!({
            "textDocument": {"uri": self.uri}, "position": position,
            "context": {"includeDeclaration": true},
        });
        let start = Instant::now();
        let method = format!("textDocument/{what}");
        self.send(&json!({"id": 1, "method": method, "params": params}));
        self.until(|message| message["id"] == 1);
        start.elapsed()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// On a machine that others use too, the best is what the work takes.
fn best_and_median(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[0], times[times.len() / 2])
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
