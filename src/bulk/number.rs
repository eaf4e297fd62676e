//! Plain numbers: digits, perhaps grouped, perhaps with decimals.

use super::row::MOST_DECIMALS;

/// Longer numbers are not plain.
const MOST_DIGITS: usize = 18;

/// A number of digits, perhaps grouped by commas, perhaps with decimals: the number, how
/// many digits stand after the point, and whether it has a comma or a point.
pub(super) fn number(text: &[u8]) -> Option<(i64, u32, bool)> {
    let mut value: i64 = 0;
    if text.is_empty() || text.len() > MOST_DIGITS {
        return None;
    }
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            _ => return marked(text, at),
        }
    }
    Some((value, 0, false))
}

/// Whether a figure begins as those below zero do: then sums of its measure mean another
/// thing everywhere.
pub(super) fn may_be_negative(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let sign = [&b"-"[..], b"(", "\u{2212}".as_bytes(), b"minus", b"'"];
    sign.iter().any(|sign| text.starts_with(sign)) && text.len() > 3
        || text.first() == Some(&b'-') && text.len() > 1
}

/// The same for a number with a comma or point, first at `at`.
fn marked(text: &[u8], at: usize) -> Option<(i64, u32, bool)> {
    let point = memchr::memchr(b'.', text).unwrap_or(text.len());
    let (whole, decimals) = (&text[..point], text.get(point + 1..).unwrap_or_default());
    let grouped = at < point;
    if at == 0 || grouped && !well_grouped(whole) {
        return None;
    }
    let no_decimals = point < text.len() && decimals.is_empty();
    if no_decimals || decimals.len() > MOST_DECIMALS as usize {
        return None;
    }
    let mut value: i64 = 0;
    for byte in whole.iter().filter(|byte| **byte != b',').chain(decimals) {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            _ => return None,
        }
    }
    Some((value, decimals.len() as u32, true))
}

/// Whether commas stand before every three digits and nowhere else.
fn well_grouped(whole: &[u8]) -> bool {
    let mut groups = whole.split(|byte| *byte == b',');
    let first = groups.next().map_or(0, <[u8]>::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}
