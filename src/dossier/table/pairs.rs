//! Lists of pairs in one cell, `site=all | site=mass_grave, sex=men`: where the pieces
//! stand, and how a name that holds a separator is written.

use std::borrow::Cow;
use std::ops::Range;

/// The stretches between separators, of which there may be none. A backslash keeps the
/// character behind it from being one.
pub(super) fn split(text: &str, within: Range<usize>, separator: char) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = within.start;
    let mut kept = false;
    for (at, c) in text[within.clone()].char_indices() {
        let at = within.start + at;
        if !kept && c == separator {
            pieces.push(start..at);
            start = at + c.len_utf8();
        }
        kept = !kept && c == '\\';
    }
    pieces.push(start..within.end);
    pieces
}

/// The name in a stretch, and where it stands without the spaces around it.
pub(super) fn name(text: &str, within: Range<usize>) -> (Range<usize>, Cow<'_, str>) {
    let own = &text[within.clone()];
    let start = within.start + (own.len() - own.trim_start().len());
    let range = start..start + own.trim().len();
    let own = &text[range.clone()];
    if !own.contains('\\') {
        return (range, Cow::Borrowed(own));
    }
    let mut name = String::with_capacity(own.len());
    let mut kept = false;
    for c in own.chars() {
        kept = !kept && c == '\\';
        if !kept {
            name.push(c);
        }
    }
    (range, Cow::Owned(name))
}

/// A name as it is written in such a list.
pub(crate) fn escaped(name: &str) -> Cow<'_, str> {
    if !name.contains(SPECIAL) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if SPECIAL.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    Cow::Owned(out)
}

const SPECIAL: [char; 6] = ['\\', ',', '|', '=', '{', '}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_names() {
        let text = r"a=b, c\,d=e\\ | {}";
        let readings = split(text, 0..text.len(), '|');
        assert_eq!(&text[readings[1].clone()], " {}");
        let pairs = split(text, readings[0].clone(), ',');
        assert_eq!(pairs.len(), 2);
        let sides = split(text, pairs[1].clone(), '=');
        let (range, own) = name(text, sides[0].clone());
        assert_eq!((&text[range], &*own), (r"c\,d", "c,d"));
        assert_eq!(name(text, sides[1].clone()).1, r"e\");
        assert_eq!(split("", 0..0, ',').len(), 1);
    }

    #[test]
    fn names_come_back() {
        for own in ["a", "a,b", r"\", r"a\|b=c", "{}", "x\u{202e}=", r"\\"] {
            let text = escaped(own);
            assert_eq!(name(&text, 0..text.len()).1, own);
            for separator in [',', '|', '='] {
                assert_eq!(split(&text, 0..text.len(), separator).len(), 1);
            }
        }
    }
}
