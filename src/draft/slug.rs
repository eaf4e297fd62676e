//! Short names made of words: for ids and for codes.

/// Words that say little.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "and", "or", "as", "is", "are",
    "was", "were", "be", "been", "being", "have", "has", "had", "that", "which", "who", "with",
    "from", "so", "far", "still", "also", "its", "their", "this", "these", "those", "it", "while",
    "more", "than", "were", "had",
];

/// Letters and digits in small, what parts them as one hyphen; thousands are not parted.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let digits = at > 0
            && chars[at - 1].is_ascii_digit()
            && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        match c {
            c if c.is_alphanumeric() => {
                if gap && !out.is_empty() {
                    out.push('-');
                }
                gap = false;
                out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            }
            '%' => {
                gap = true;
                out.push_str(if out.is_empty() {
                    "percent"
                } else {
                    "-percent"
                });
            }
            ',' | '\'' | '’' if digits => {}
            '’' | '\'' => {}
            _ => gap = true,
        }
    }
    out
}

/// The first words of a text that say something, `most` of them, up to the end of a
/// clause.
pub(super) fn telling(text: &str, most: usize) -> Vec<String> {
    let clause = text.find([',', ';', '.', ':', '(', ')', '—', '\n', '"', '”', '“']);
    let clause = &text[..clause.unwrap_or(text.len())];
    let words = clause.split_whitespace().take(4 * most).map(slug);
    words
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .filter(|word| !word.is_empty() && word.len() <= 24 && !SMALL.contains(&word.as_str()))
        .take(most)
        .collect()
}

/// Four digits that change with the text, the same everywhere.
pub(super) fn mark(text: &str) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.split_whitespace().flat_map(str::bytes) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{:04x}", (hash >> 16) ^ (hash & 0xffff))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_words() {
        assert_eq!(slug("3,983"), "3983");
        assert_eq!(slug("As many as 1.2 million"), "as-many-as-1-2-million");
        assert_eq!(slug("Khojaly’s 20%"), "khojalys-20-percent");
        assert_eq!(
            telling(" people have been registered as missing, said X", 3),
            ["people", "registered", "missing"]
        );
        assert_eq!(mark("a  b"), mark("a\nb"));
        assert_ne!(mark("a b"), mark("a c"));
    }
}
