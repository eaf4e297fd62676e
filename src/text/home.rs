//! Where the working folder lies. Files are named relative to it; who reads a report
//! elsewhere, on the page of a pull request, knows them relative to the repository.

/// The working folder in its repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The way from the top of the repository to the working folder, with `/`; empty
    /// where they are the same.
    pub folder: String,
    /// The address below which the files of this commit can be read, without a slash at
    /// its end, where there is one.
    pub web: Option<String>,
}

impl Home {
    /// The path in the repository of a file that is named relative to the working folder;
    /// nothing for what lies outside, and for names that are no paths.
    pub fn path(&self, name: &str) -> Option<String> {
        let drive = name.as_bytes().get(1) == Some(&b':');
        if name.starts_with(['/', '\\', '<']) || drive || name.is_empty() {
            return None;
        }
        let mut parts: Vec<&str> = self.folder.split('/').filter(|p| !p.is_empty()).collect();
        for part in name.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_at_the_top_of_the_repository() {
        let home = |folder: &str| Home {
            folder: folder.into(),
            web: None,
        };
        let path = |folder: &str, name: &str| home(folder).path(name);
        assert_eq!(path("", "claims/a.yaml").as_deref(), Some("claims/a.yaml"));
        assert_eq!(path("data/x", "a.yaml").as_deref(), Some("data/x/a.yaml"));
        assert_eq!(path("data/x", "../b.yaml").as_deref(), Some("data/b.yaml"));
        assert_eq!(path("data", "../../c.yaml"), None);
        assert_eq!(path("data", "/srv/d.yaml"), None);
        assert_eq!(path("data", "<stdin>"), None);
        assert_eq!(path("data", "C:/d.yaml"), None);
    }
}
