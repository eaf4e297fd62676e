//! Fields of a row as they stand in the file.

use std::borrow::Cow;

use super::split::after_quoted;

/// A field as it stands in the file, and whether it was quoted.
pub(super) struct Field<'a> {
    pub text: Cow<'a, [u8]>,
    pub quoted: bool,
}

impl<'a> Field<'a> {
    pub fn bare(text: &'a [u8]) -> Self {
        Field {
            text: Cow::Borrowed(text),
            quoted: false,
        }
    }

    /// The line break of a row may be two characters.
    pub fn drop_return(&mut self) {
        if let Cow::Borrowed(text) = self.text
            && !self.quoted
            && let Some(shorter) = text.strip_suffix(b"\r")
        {
            self.text = Cow::Borrowed(shorter);
        }
    }
}

/// The fields of a row that may have quoted ones; gives where the next row begins.
pub(super) fn quoted_row<'a>(
    bytes: &'a [u8],
    mut at: usize,
    delimiter: u8,
    fields: &mut Vec<Field<'a>>,
    strange: &mut bool,
) -> usize {
    loop {
        let quoted = bytes.get(at) == Some(&b'"');
        let from = at;
        if quoted {
            let closed = after_quoted(bytes, at);
            *strange |= closed.is_none();
            at = closed.unwrap_or(bytes.len());
        }
        let closed = at;
        let rest = bytes.get(at..).unwrap_or_default();
        let end = memchr::memchr2(delimiter, b'\n', rest).map_or(bytes.len(), |next| at + next);
        if quoted {
            let inner = &bytes[from + 1..closed.max(from + 2) - 1];
            *strange |= !matches!(&bytes[closed..end], b"" | b"\r");
            let text = match memchr::memchr(b'"', inner) {
                None => Cow::Borrowed(inner),
                Some(_) => Cow::Owned(unescaped(inner)),
            };
            fields.push(Field { text, quoted: true });
        } else {
            fields.push(Field::bare(&bytes[from..end]));
        }
        at = end + 1;
        if bytes.get(end) != Some(&delimiter) {
            return at.min(bytes.len());
        }
    }
}

/// Two quotation marks stand for one.
fn unescaped(inner: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(&byte) = bytes.next() {
        out.push(byte);
        if byte == b'"' {
            bytes.next();
        }
    }
    out
}
