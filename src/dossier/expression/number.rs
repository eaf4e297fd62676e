//! The constants of a rule: `3983`, `3,983`, `3_983`, `0.25`, `50%`, read exactly.

use std::ops::Range;

use super::error::ExpressionError;
use crate::dossier::cellref::{char_end, name_end, skip_spaces};
use crate::quantity::exact::Exact;

/// The most digits a number may have; a percent sign counts as two.
pub(super) const MAX_DIGITS: usize = 30;

/// A constant as written: before any division by a hundred.
pub(super) struct Literal {
    coefficient: i128,
    scale: u32,
    pub(super) percent: bool,
    pub(super) range: Range<usize>,
}

impl Literal {
    /// Reads the number that begins with the digit at `start`.
    pub(super) fn read(text: &str, start: usize) -> Result<Literal, ExpressionError> {
        let end = text[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '_')))
            .map_or(text.len(), |length| start + length);
        if let Some(word_end) = name_end(text, end) {
            let written = &text[start..word_end];
            return Err(ExpressionError::new(
                start..word_end,
                format!("`{written}` is neither a number nor a name"),
            )
            .help("write numbers in full; a name begins with a letter"));
        }
        let written = &text[start..end];
        let (coefficient, scale) = digits(written).map_err(|(message, help)| {
            let error = ExpressionError::new(start..end, message);
            ExpressionError { help, ..error }
        })?;
        let sign = skip_spaces(text, end);
        let percent = text[sign..].starts_with('%');
        let range = start..if percent { char_end(text, sign) } else { end };
        let count = written.bytes().filter(u8::is_ascii_digit).count() + 2 * usize::from(percent);
        if count > MAX_DIGITS {
            return Err(ExpressionError::new(
                range,
                format!("a number has at most {MAX_DIGITS} digits"),
            ));
        }
        Ok(Literal {
            coefficient,
            scale,
            percent,
            range,
        })
    }

    /// Its value: 1/2 for `50%`.
    pub(super) fn value(&self) -> Exact {
        Exact::decimal(self.coefficient, self.scale + 2 * u32::from(self.percent))
    }

    /// The number as printed: 50 for `50%`.
    pub(super) fn printed(&self) -> Exact {
        Exact::decimal(self.coefficient, self.scale)
    }
}

type Complaint = (String, Option<String>);

/// Coefficient and number of decimals of a run of digits, `,`, `.` and `_`.
fn digits(written: &str) -> Result<(i128, u32), Complaint> {
    let (whole, fraction) = match written.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (written, None),
    };
    if fraction.is_some_and(|fraction| !fraction.bytes().all(|b| b.is_ascii_digit())) {
        return Err((
            format!("`{written}` is not a number"),
            Some("a comma groups thousands and one point begins the decimals: 3,983.5".into()),
        ));
    }
    if fraction == Some("") {
        return Err((
            format!("decimals are missing after the point of `{written}`"),
            Some(format!("write `{whole}`")),
        ));
    }
    for separator in [',', '_'] {
        let mut groups = whole.split(separator);
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.peekable();
        if rest.peek().is_none() {
            continue;
        }
        let plain = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
        let fits = (1..=3).contains(&first.len()) && plain(first);
        if !fits || !rest.all(|group| group.len() == 3 && plain(group)) {
            return Err((
                format!("the grouping of `{written}` does not fit"),
                Some("write thousands as 3,983 and decimals with a point: 3.98".into()),
            ));
        }
    }
    let mut coefficient: i128 = 0;
    let fraction = fraction.unwrap_or_default();
    for digit in whole
        .bytes()
        .chain(fraction.bytes())
        .filter(u8::is_ascii_digit)
    {
        // Saturates only far above the limit of digits, which the caller enforces.
        coefficient = coefficient
            .saturating_mul(10)
            .saturating_add(i128::from(digit - b'0'));
    }
    Ok((
        coefficient,
        u32::try_from(fraction.len()).unwrap_or(u32::MAX),
    ))
}
