//! From the bytes of a file to text: UTF-8 or a plain word about what it is
//! instead. Knows nothing of YAML.

/// The largest file that is read, in bytes: spans are 32-bit.
pub const LARGEST_FILE: usize = 1 << 30;

/// Why bytes are not text that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Where, in bytes from the start of the file.
    pub offset: usize,
    /// One sentence without a full stop.
    pub message: String,
    /// The text before the fault, for a caret to stand in; nothing of it is used.
    pub readable: String,
}

/// The same for a table, whose good rows are read beside bad ones: every byte that is
/// not UTF-8 becomes a question mark. The last value says where such stretches begin.
pub fn decode_rows(mut bytes: Vec<u8>) -> Result<(String, u32, Vec<u32>), DecodeError> {
    let mut bad = Vec::new();
    if wide_encoding(&bytes).is_none() && bytes.len() <= LARGEST_FILE {
        let mut at = 0;
        while let Err(error) = std::str::from_utf8(&bytes[at..]) {
            at += error.valid_up_to();
            let length = error.error_len().unwrap_or(bytes.len() - at);
            bytes[at..at + length].fill(b'?');
            bad.push(at as u32);
            at += length;
        }
    }
    let (text, skipped) = decode(bytes)?;
    bad.iter_mut().for_each(|at| *at -= skipped);
    Ok((text, skipped, bad))
}

/// Checks that `bytes` are UTF-8 text and takes a byte-order mark off; the number
/// is how many bytes that removed.
pub fn decode(bytes: Vec<u8>) -> Result<(String, u32), DecodeError> {
    if bytes.len() > LARGEST_FILE {
        return fail(
            Vec::new(),
            LARGEST_FILE,
            "the file is larger than 1 GiB; split it into several".to_owned(),
        );
    }
    if let Some(name) = wide_encoding(&bytes) {
        return fail(bytes, 0, format!("the file is {name}; save it as UTF-8"));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return fail(
            bytes,
            at,
            "the file holds a NUL byte, so it is not a text file".to_owned(),
        );
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            let mut skipped = 0;
            if text.starts_with('\u{feff}') {
                text.drain(..3);
                skipped = 3;
            }
            Ok((text, skipped))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            fail(
                error.into_bytes(),
                at,
                format!(
                    "the byte 0x{byte:02X} is not UTF-8; if the file was saved in an older \
                     encoding such as Windows-1252 or Windows-1251, save it as UTF-8"
                ),
            )
        }
    }
}

fn fail<T>(mut bytes: Vec<u8>, offset: usize, message: String) -> Result<T, DecodeError> {
    bytes.truncate(offset);
    let readable = String::from_utf8(bytes).unwrap_or_default();
    Err(DecodeError {
        offset,
        message,
        readable,
    })
}

/// Recognises UTF-16 and UTF-32, with or without a byte-order mark: text in them
/// that begins with Latin letters has NUL bytes at even distances.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [0, 0, 0, _, ..] | [_, 0, 0, 0, ..] => Some("UTF-32"),
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> (usize, String) {
        let error = decode(bytes.to_vec()).unwrap_err();
        (error.offset, error.message)
    }

    #[test]
    fn plain_text_and_byte_order_mark() {
        assert_eq!(decode(b"a: 1".to_vec()).unwrap(), ("a: 1".to_owned(), 0));
        assert_eq!(
            decode("\u{feff}осіб".as_bytes().to_vec()).unwrap(),
            ("осіб".to_owned(), 3)
        );
        assert_eq!(decode(Vec::new()).unwrap(), (String::new(), 0));
    }

    #[test]
    fn wide_encodings_are_named() {
        let utf16: Vec<u8> = "claims".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(message(&utf16).1.contains("UTF-16"));
        let utf16: Vec<u8> = "claims".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(message(&utf16).1.contains("UTF-16"));
        assert!(message(b"\xff\xfe\x3f\x04").1.contains("UTF-16"));
        assert!(message(b"\xff\xfe\0\0a\0\0\0").1.contains("UTF-32"));
        assert!(message(b"a\0\0\0b\0\0\0").1.contains("UTF-32"));
    }

    #[test]
    fn broken_bytes_have_a_place() {
        assert_eq!(message(b"a: \xe9t\xe9").0, 3);
        assert!(message(b"a: \xe9t\xe9").1.contains("0xE9"));
        let (at, message) = message(b"claims: \0");
        assert_eq!(at, 8);
        assert!(message.contains("NUL"));
    }
}
