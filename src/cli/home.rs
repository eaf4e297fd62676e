//! Where the working folder lies in its repository, and where its files can be read on
//! the web: from the folders above it and from what continuous integration says.

use std::path::{Path, PathBuf};

use crate::text::Home;

/// Looks at the folders above `here` and at the environment.
pub(super) fn home(here: &Path) -> Home {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    find(here, &variable)
}

fn find(here: &Path, variable: &dyn Fn(&str) -> Option<String>) -> Home {
    let here = real(here);
    let checkout = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
        .into_iter()
        .filter_map(|name| Some(real(Path::new(&variable(name)?))))
        .find(|folder| here.starts_with(folder));
    // A checkout without history has no `.git`; another repository may lie in one.
    let above = here.ancestors().find(|folder| folder.join(".git").exists());
    let top = match (above, &checkout) {
        (Some(top), Some(checkout)) if !top.starts_with(checkout) => checkout,
        (Some(top), _) => top,
        (None, Some(checkout)) => checkout,
        (None, None) => return Home::default(),
    };
    let below = here.strip_prefix(top).unwrap_or(Path::new(""));
    let names = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    Home {
        folder: names.collect::<Vec<_>>().join("/"),
        web: match &checkout {
            Some(checkout) if checkout == top => web(variable),
            _ => None,
        },
    }
}

/// The address below which GitHub or GitLab shows the files of this commit.
fn web(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let github = || {
        let server = variable("GITHUB_SERVER_URL")?;
        let (name, commit) = (variable("GITHUB_REPOSITORY")?, variable("GITHUB_SHA")?);
        Some(format!("{server}/{name}/blob/{commit}"))
    };
    let gitlab = || {
        let (project, commit) = (variable("CI_PROJECT_URL")?, variable("CI_COMMIT_SHA")?);
        Some(format!("{project}/-/blob/{commit}"))
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%".contains(c);
    github()
        .or_else(gitlab)
        .filter(|web| web.starts_with("http") && web.chars().all(plain))
}

/// The folder without links, as far as it exists.
fn real(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn with(root: &Path, here: &str, variables: &[(&str, &str)]) -> Home {
        find(&root.join(here), &|name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_top_is_the_repository_or_the_checkout() {
        let root = std::env::temp_dir().join(format!("crossfoot-home-{}", std::process::id()));
        std::fs::create_dir_all(root.join("checkout/repo/.git")).unwrap();
        std::fs::create_dir_all(root.join("checkout/repo/data/x")).unwrap();
        let root = root.canonicalize().unwrap();
        let github = |folder: &str| {
            let folder = root.join(folder).to_string_lossy().into_owned();
            move |root: &Path, here: &str| {
                let variables = [
                    ("GITHUB_WORKSPACE", folder.as_str()),
                    ("GITHUB_SERVER_URL", "https://github.com"),
                    ("GITHUB_REPOSITORY", "a/b"),
                    ("GITHUB_SHA", "abc"),
                ];
                with(root, here, &variables)
            }
        };
        let plain = with(&root, "checkout/repo/data/x", &[]);
        assert_eq!((plain.folder.as_str(), plain.web), ("data/x", None));
        let same = github("checkout/repo")(&root, "checkout/repo/data");
        assert_eq!(same.folder, "data");
        assert_eq!(same.web.as_deref(), Some("https://github.com/a/b/blob/abc"));
        // A repository inside of the checkout has other commits.
        let inner = github("checkout")(&root, "checkout/repo/data");
        assert_eq!((inner.folder.as_str(), inner.web), ("data", None));
        // A checkout inside of a repository is what the commit is of.
        let outer = github("checkout/repo/data")(&root, "checkout/repo/data/x");
        assert_eq!(outer.folder, "x");
        assert!(outer.web.is_some());
        std::fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn addresses_are_made_of_harmless_signs() {
        let gitlab = |url: &str| {
            web(&|name: &str| match name {
                "CI_PROJECT_URL" => Some(url.to_owned()),
                "CI_COMMIT_SHA" => Some("abc".to_owned()),
                _ => None,
            })
        };
        assert_eq!(
            gitlab("https://gitlab.com/a/b").as_deref(),
            Some("https://gitlab.com/a/b/-/blob/abc")
        );
        assert_eq!(gitlab("https://x/) [a](y"), None);
        assert_eq!(gitlab("javascript:x"), None);
    }
}
