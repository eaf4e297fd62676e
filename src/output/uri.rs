//! Paths as parts of addresses.

/// A path with everything percent-encoded that is no plain sign of a relative address.
pub(crate) fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_could_mean_something_is_encoded() {
        assert_eq!(encode("claims/2024-05.yaml"), "claims/2024-05.yaml");
        assert_eq!(encode("a b/c:d#e?f%g.yaml"), "a%20b/c%3Ad%23e%3Ff%25g.yaml");
        assert_eq!(encode("Şəhid.yaml"), "%C5%9E%C9%99hid.yaml");
        assert_eq!(encode("x\u{1b}\"<>\\"), "x%1B%22%3C%3E%5C");
    }
}
