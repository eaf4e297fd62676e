//! Between addresses and paths: only `file:` addresses of this machine have a path.

use std::path::{Component, Path, PathBuf};

/// The path that an address names, with `.` and `..` resolved by name. An unsaved
/// document has its address for a path, so that it is a file of its own.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    if uri.starts_with("untitled:") {
        return Some(PathBuf::from(uri));
    }
    let scheme = uri
        .get(..5)
        .filter(|scheme| scheme.eq_ignore_ascii_case("file:"))?;
    let rest = uri[scheme.len()..].strip_prefix("//")?;
    let slash = rest.find('/')?;
    let (host, path) = rest.split_at(slash);
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = String::from_utf8(decoded(path)).ok()?;
    if path.contains('\0') {
        return None;
    }
    let path = match path.as_bytes() {
        // A drive: /C:/folder.
        [b'/', drive, b':', ..] if cfg!(windows) && drive.is_ascii_alphabetic() => &path[1..],
        _ => path.as_str(),
    };
    Some(tidy(Path::new(path)))
}

/// The address of a path.
pub(super) fn uri_of(path: &Path) -> String {
    let text = path.to_string_lossy();
    if text.starts_with("untitled:") {
        return text.into_owned();
    }
    let text = match cfg!(windows) {
        true => format!("/{}", text.replace('\\', "/")),
        false => text.into_owned(),
    };
    let mut uri = String::from("file://");
    for byte in text.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let digit = |at: usize| {
        let byte = bytes.get(at).copied()?;
        char::from(byte).to_digit(16)
    };
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidied.pop();
            }
            other => tidied.push(other),
        }
    }
    tidied
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_have_paths() {
        for (uri, path) in [
            ("file:///a/b.yaml", "/a/b.yaml"),
            ("FILE://localhost/a%20b/%d0%b1.yaml", "/a b/б.yaml"),
            ("file:///a/./x/../b.yaml", "/a/b.yaml"),
            ("file:///100%/%zz.yaml", "/100%/%zz.yaml"),
            ("file:///a.yaml#L3", "/a.yaml"),
        ] {
            assert_eq!(path_of(uri), Some(PathBuf::from(path)), "{uri}");
        }
        for uri in [
            "",
            "file:",
            "file:/",
            "file:a.yaml",
            "file://host/a.yaml",
            "git:/a.yaml",
            "https://x/a.yaml",
            "file:///%ff%fe",
            "file:///a%00b",
            "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}",
        ] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
    }

    #[test]
    fn there_and_back() {
        for path in ["/a/b.yaml", "/a b/б#?%.yaml", "/\u{202e}"] {
            assert_eq!(
                path_of(&uri_of(Path::new(path))),
                Some(PathBuf::from(path)),
                "{path}"
            );
        }
        assert_eq!(uri_of(Path::new("/a b.yaml")), "file:///a%20b.yaml");
        assert_eq!(
            path_of("untitled:Untitled-1"),
            Some(PathBuf::from("untitled:Untitled-1"))
        );
    }
}
