//! A temporary folder with files, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A dossier that is right.
pub const RIGHT: &str = "\
source: {id: right, published: 2024-05-02}
claims:
  - measure: missing
    value: 3,983
    breakdowns:
      - by: role
        parts:
          military: 3,209
          civilian: 774
";

/// The codebook of the two.
pub const CODEBOOK: &str = "\
measures:
  missing: {type: count}
dimensions:
  role:
    codes:
      all: {partition: [military, civilian]}
";

/// The same with a sum that does not close.
pub fn wrong() -> String {
    RIGHT
        .replace("774", "775")
        .replace("id: right", "id: wrong")
}

/// A folder of its own, removed at the end.
pub struct Place {
    root: PathBuf,
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    /// A folder with these files; a marker keeps the search for a dossier inside.
    pub fn new(files: &[(&str, &str)]) -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("crossfoot-{}-{number}", std::process::id());
        let place = Place {
            root: std::env::temp_dir().join(name),
        };
        fs::create_dir_all(place.root.join(".git")).unwrap();
        for (name, text) in files {
            place.write(name, text);
        }
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Run {
        self.command(args).run()
    }

    /// A run yet to be started: with input, variables or another folder.
    pub fn command(&self, args: &[&str]) -> Start {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
        command.args(args).current_dir(&self.root).env_clear();
        Start {
            command,
            input: Vec::new(),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

pub struct Start {
    pub command: Command,
    input: Vec<u8>,
}

impl Start {
    pub fn input(mut self, text: impl AsRef<[u8]>) -> Self {
        self.input = text.as_ref().to_vec();
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn run(mut self) -> Run {
        let mut child = (self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(&self.input);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().expect("the program was not killed"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Expects an exit status.
    #[track_caller]
    pub fn code(self, expected: i32) -> Run {
        assert_eq!(self.code, expected, "{self:?}");
        self
    }

    /// Expects a text among the results.
    #[track_caller]
    pub fn says(self, text: &str) -> Run {
        assert!(
            self.stdout.contains(text),
            "{text:?} is not in:\n{}",
            self.stdout
        );
        self
    }

    /// Expects a text not to be among the results.
    #[track_caller]
    pub fn lacks(self, text: &str) -> Run {
        assert!(
            !self.stdout.contains(text),
            "{text:?} is in:\n{}",
            self.stdout
        );
        self
    }

    /// Expects a text beside the results.
    #[track_caller]
    pub fn warns(self, text: &str) -> Run {
        assert!(
            self.stderr.contains(text),
            "{text:?} is not in:\n{}",
            self.stderr
        );
        self
    }

    /// Expects nothing on standard output.
    #[track_caller]
    pub fn no_results(self) -> Run {
        assert_eq!(self.stdout, "");
        self
    }

    /// Expects nothing on standard error.
    #[track_caller]
    pub fn quiet(self) -> Run {
        assert_eq!(self.stderr, "");
        self
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap()
    }
}
