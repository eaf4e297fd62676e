//! Patterns of files that are left out, as in ignore files: those of a dossier's settings
//! are relative to its root, those of a command line to the current folder.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// What a command line says of leaving files out.
#[derive(Clone, Debug, Default)]
pub struct Exclude {
    /// Further patterns, relative to the current folder.
    pub patterns: Vec<String>,
    /// Whether files and folders that are named are left out too.
    pub named_too: bool,
}

/// Patterns relative to a folder, ready to be matched.
#[derive(Clone, Debug)]
pub(super) struct Patterns {
    folder: PathBuf,
    matcher: Gitignore,
}

impl Patterns {
    /// Patterns that cannot be read match nothing; who wrote them is told elsewhere.
    pub fn new<S: AsRef<str>>(folder: &Path, patterns: &[S]) -> Patterns {
        let mut builder = GitignoreBuilder::new(folder);
        for pattern in patterns.iter().map(AsRef::as_ref) {
            if readable(pattern).is_ok() {
                // It was tried by itself just now.
                let _ = builder.add_line(None, pattern);
            }
        }
        Patterns {
            folder: folder.to_path_buf(),
            matcher: builder.build().unwrap_or_else(|_| Gitignore::empty()),
        }
    }

    /// Whether they leave out a file or folder by itself.
    pub fn match_it(&self, path: &Path, is_folder: bool) -> bool {
        self.matcher.matched(path, is_folder).is_ignore()
    }

    /// Whether they leave out a path or a folder above it, up to their own.
    pub fn match_within(&self, path: &Path, is_folder: bool) -> bool {
        self.match_it(path, is_folder)
            || (path.ancestors().skip(1))
                .take_while(|folder| folder.starts_with(&self.folder) && **folder != self.folder)
                .any(|folder| self.match_it(folder, true))
    }
}

/// What is wrong with a pattern, if anything.
///
/// # Errors
/// When it cannot be read.
pub fn readable(pattern: &str) -> Result<(), String> {
    // The pattern stands in the message already, and so does its place.
    let said = |error: ignore::Error| match error {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    };
    let mut builder = GitignoreBuilder::new("/");
    builder.add_line(None, pattern).map_err(said)?;
    builder.build().map(drop).map_err(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_ignore_files() {
        let patterns = Patterns::new(Path::new("/a/b"), &["drafts/", "/top.yaml", "*.old.yaml"]);
        let within = |path: &str| patterns.match_within(Path::new(path), false);
        assert!(within("/a/b/c/drafts/x.yaml"));
        assert!(within("/a/b/top.yaml"));
        assert!(!within("/a/b/c/top.yaml"));
        assert!(within("/a/b/c/x.old.yaml"));
        assert!(!within("/a/b/drafts"), "a file of that name is no folder");
        assert!(patterns.match_within(Path::new("/a/b/drafts"), true));
        let patterns = Patterns::new(Path::new("/a"), &["*.yaml", "!keep.yaml"]);
        assert!(patterns.match_it(Path::new("/a/b/other.yaml"), false));
        assert!(!patterns.match_it(Path::new("/a/b/keep.yaml"), false));
    }

    #[test]
    fn what_cannot_be_read_is_said_and_matches_nothing() {
        assert!(readable("*.yaml").is_ok());
        assert!(readable("a{").is_err());
        let patterns = Patterns::new(Path::new("/a"), &["a{", "b"]);
        assert!(patterns.match_it(Path::new("/a/b"), false));
        assert!(!patterns.match_it(Path::new("/a/a{"), false));
    }
}
