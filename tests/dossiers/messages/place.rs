//! A folder with files in which the program and git are run.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::given::{bytes, words};
use crate::harness::TODAY;

/// A folder with files, removed at the end.
pub struct Place(pub PathBuf);

impl Place {
    pub fn new(files: &[(String, String)]) -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("crossfoot-messages-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name).join("work");
        std::fs::create_dir_all(path.join(".git")).unwrap();
        for (name, text) in files {
            let file = path.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes(text)).unwrap();
        }
        Place(path)
    }

    /// What a line of a session prints: `NAME=value … PROGRAM … < FILE`.
    pub fn run(&self, line: &str) -> String {
        let mut words = words(line);
        let mut input = Stdio::null();
        if let [.., mark, name] = &words[..]
            && mark == "<"
        {
            input = std::fs::File::open(self.0.join(name)).unwrap().into();
            words.truncate(words.len() - 2);
        }
        let mut variables = Vec::new();
        while let Some((name, value)) = words[0].split_once('=') {
            variables.push((name.to_owned(), value.to_owned()));
            words.remove(0);
        }
        let program = match &*words[0] {
            "crossfoot" => env!("CARGO_BIN_EXE_crossfoot"),
            "git" => "git",
            other => panic!("`{other}` is not run"),
        };
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_default();
        command
            .args(&words[1..])
            .current_dir(&self.0)
            .env_clear()
            .env("PATH", path);
        if words[0] == "git" {
            for (name, value) in GIT {
                command.env(name, value);
            }
            command.env("HOME", &self.0);
        } else if ["check", "accept"].contains(&&**words.get(1).unwrap_or(&String::new())) {
            command.env("CROSSFOOT_TODAY", TODAY);
        }
        let output = command.envs(variables).stdin(input).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let said = text(output.stdout) + &text(output.stderr);
        // Where it lies is different each time.
        let said = said.replace(self.0.to_str().unwrap(), "/work");
        let status = match output.status.code().unwrap() {
            0 => String::new(),
            code => format!("[exit status {code}]\n"),
        };
        let said = match said.trim_end() {
            "" => String::new(),
            said => format!("{said}\n"),
        };
        format!("{line}\n{said}{status}")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

/// The same commits each time, whoever runs the test.
const GIT: [(&str, &str); 9] = [
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_AUTHOR_NAME", "a"),
    ("GIT_AUTHOR_EMAIL", "a@example.org"),
    ("GIT_AUTHOR_DATE", "2026-11-22T10:00:00Z"),
    ("GIT_COMMITTER_NAME", "a"),
    ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ("GIT_COMMITTER_DATE", "2026-11-22T10:00:00Z"),
    ("LC_ALL", "C"),
];
