//! What stands around a number: scale words, percent, currency signs and units.

use std::fmt;
use std::sync::LazyLock;

use super::lex::{char_at, ends_word, letters_end, match_any, skip_spaces, small_word};

/// A unit as it is compared: one spelling for each thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(Box<str>);

impl Unit {
    /// Percent.
    pub fn percent() -> Unit {
        Unit("%".into())
    }

    /// A unit by its canonical spelling.
    pub(crate) fn of(name: &str) -> Unit {
        Unit(name.into())
    }

    /// The spelling, such as `%`, `€` or `km`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is percent.
    pub fn is_percent(&self) -> bool {
        &*self.0 == "%"
    }

    /// Whether it is a currency.
    pub fn is_currency(&self) -> bool {
        SIGNS.contains(&self.as_str())
            || is_code(&self.0)
            || self.0.ends_with('$')
            || &*self.0 == "ct"
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const SIGNS: &[&str] = &[
    "$", "€", "£", "¥", "₹", "₽", "₴", "₼", "₾", "₺", "₩", "֏", "₪", "₫", "₦", "₱", "₸", "zł",
];

/// Three capital letters, as in USD.
fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Codes of currencies in use, in order; other capitals are other things (`12 MPS`).
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB \
    BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB \
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD \
    JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT \
    MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR \
    RMB RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS \
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW \
    ZWL";

fn is_currency_code(text: &str) -> bool {
    is_code(text) && CODES.split_ascii_whitespace().any(|code| code == text)
}

/// One spelling for a currency code that has a sign of its own.
fn code_unit(code: &str) -> Unit {
    Unit::of(match code {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "RUB" => "₽",
        "UAH" => "₴",
        "AZN" => "₼",
        "GEL" => "₾",
        "TRY" => "₺",
        "KRW" => "₩",
        "AMD" => "֏",
        "PLN" => "zł",
        other => other,
    })
}

/// A currency before a number: `$`, `US$`, `€ `, `USD `. The end is where the
/// number may start.
pub(crate) fn currency_before(text: &str, at: usize) -> Option<(Unit, usize)> {
    let letters = letters_end(text, at);
    let (unit, end) = match (&text[at..letters], char_at(text, letters)) {
        ("" | "US", Some('$')) => (Unit::of("$"), letters + 1),
        (prefix @ ("A" | "C" | "CA" | "NZ" | "HK" | "S" | "R" | "AU"), Some('$')) => {
            (Unit::of(&format!("{prefix}$")), letters + 1)
        }
        ("Rs", Some('.')) => (Unit::of("₹"), letters + 1),
        ("Rs", _) => (Unit::of("₹"), letters),
        (code, _) if is_currency_code(code) => (code_unit(code), letters),
        _ => {
            let sign = sign_at(text, at)?;
            (Unit::of(sign), at + sign.len())
        }
    };
    Some((unit, skip_spaces(text, end)))
}

fn sign_at(text: &str, at: usize) -> Option<&'static str> {
    let rest = &text[at..];
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    Some(sign)
}

/// The power of ten of a scale word that is spelt out.
pub(crate) fn scale_word(word: &str) -> Option<u8> {
    Some(match word {
        "thousand" | "thousands" => 3,
        "lakh" | "lakhs" => 5,
        "million" | "millions" => 6,
        "crore" | "crores" => 7,
        "billion" | "billions" => 9,
        "trillion" | "trillions" => 12,
        _ => return None,
    })
}

/// The power of ten of an abbreviated scale word.
fn short_scale(word: &str) -> Option<u8> {
    Some(match word {
        "tsd" | "thsd" => 3,
        "mn" | "mln" | "mio" => 6,
        "bn" | "bln" | "mrd" => 9,
        "tn" | "trn" | "tln" => 12,
        _ => return None,
    })
}

/// A scale word after a number: the power of ten and where it ends. `m`, `k` and
/// `b` count only when nothing stands between them and the digits, or when the
/// number carries a currency: `5 m` is five metres, `5m` and `$5 m` five million.
pub(crate) fn scale_after(text: &str, at: usize, currency: bool) -> Option<(u8, usize)> {
    let mut start = skip_spaces(text, at);
    let glued = start == at;
    if glued && char_at(text, at) == Some('-') {
        start += 1;
        let (word, end) = small_word(text, start)?;
        return Some((scale_word(word.as_str())?, end));
    }
    let (word, end) = small_word(text, start)?;
    let power = scale_word(word.as_str()).or_else(|| match word.as_str() {
        "k" if glued => Some(3),
        "m" if glued || currency => Some(6),
        "b" if glued || currency => Some(9),
        "hundred" => Some(2),
        word => short_scale(word),
    })?;
    // `5 mln.` ends with a point that belongs to it only before more text.
    Some((power, end))
}

/// The words for percent and for percentage points after a number.
pub(crate) fn percent_after(text: &str, at: usize) -> Option<(Unit, usize)> {
    let start = skip_spaces(text, at);
    match char_at(text, start) {
        Some(sign @ ('%' | '٪' | '\u{ff05}')) => {
            return Some((Unit::percent(), start + sign.len_utf8()));
        }
        Some('‰') => return Some((Unit::of("‰"), start + '‰'.len_utf8())),
        Some('p' | 'P') => {}
        Some('-') if start == at => {
            let end = match_any(text, start + 1, &["percent", "per cent"])?;
            return Some((Unit::percent(), end));
        }
        _ => return None,
    }
    if let Some(end) = match_any(
        text,
        start,
        &[
            "percentage points",
            "percentage point",
            "percent points",
            "p.p.",
            "pp",
        ],
    ) {
        return Some((Unit::of("percentage points"), end));
    }
    let end = match_any(text, start, &["percent", "per cent", "pct"])?;
    Some((Unit::percent(), end))
}

/// Units that may follow a number: what is printed, and the one spelling of it.
const UNITS: &[(&str, &str)] = &[
    ("square kilometres", "km²"),
    ("square kilometers", "km²"),
    ("square miles", "sq mi"),
    ("square metres", "m²"),
    ("square meters", "m²"),
    ("cubic metres", "m³"),
    ("cubic meters", "m³"),
    ("sq km", "km²"),
    ("sq. km", "km²"),
    ("sq m", "m²"),
    ("sq mi", "sq mi"),
    ("km/h", "km/h"),
    ("kph", "km/h"),
    ("mph", "mph"),
    ("m/s", "m/s"),
    ("km²", "km²"),
    ("km2", "km²"),
    ("m²", "m²"),
    ("m2", "m²"),
    ("m³", "m³"),
    ("m3", "m³"),
    ("kilometres", "km"),
    ("kilometers", "km"),
    ("kilometre", "km"),
    ("kilometer", "km"),
    ("km", "km"),
    ("metres", "m"),
    ("meters", "m"),
    ("m", "m"),
    ("cm", "cm"),
    ("mm", "mm"),
    ("miles", "mi"),
    ("mile", "mi"),
    ("mi", "mi"),
    ("feet", "ft"),
    ("ft", "ft"),
    ("hectares", "ha"),
    ("hectare", "ha"),
    ("ha", "ha"),
    ("acres", "acres"),
    ("acre", "acres"),
    ("kilograms", "kg"),
    ("kilogrammes", "kg"),
    ("kg", "kg"),
    ("grams", "g"),
    ("mg", "mg"),
    ("g", "g"),
    ("tonnes", "t"),
    ("tonne", "t"),
    ("tons", "tons"),
    ("ton", "tons"),
    ("t", "t"),
    ("litres", "l"),
    ("liters", "l"),
    ("litre", "l"),
    ("l", "l"),
    ("barrels", "barrels"),
    ("gwh", "GWh"),
    ("mwh", "MWh"),
    ("twh", "TWh"),
    ("kwh", "kWh"),
    ("gw", "GW"),
    ("mw", "MW"),
    ("kw", "kW"),
    ("°c", "°C"),
    ("°f", "°F"),
    ("seconds", "s"),
    ("minutes", "min"),
    ("hours", "h"),
    ("hour", "h"),
    ("days", "days"),
    ("day", "days"),
    ("weeks", "weeks"),
    ("week", "weeks"),
    ("months", "months"),
    ("month", "months"),
    ("years", "years"),
    ("year", "years"),
    ("us dollars", "$"),
    ("dollars", "$"),
    ("dollar", "$"),
    ("euros", "€"),
    ("euro", "€"),
    ("pounds sterling", "£"),
    ("manats", "₼"),
    ("manat", "₼"),
    ("roubles", "₽"),
    ("rubles", "₽"),
    ("hryvnias", "₴"),
    ("hryvnia", "₴"),
    ("lira", "₺"),
    ("yen", "¥"),
    ("yuan", "CNY"),
    ("rupees", "₹"),
    ("francs", "francs"),
    ("zloty", "zł"),
    ("cents", "ct"),
];

/// The units by their first letter, those that begin with none in the last place;
/// each list in the order of the table.
struct UnitsByLetter([Vec<(&'static str, &'static str)>; 27]);

static UNITS_BY_LETTER: LazyLock<UnitsByLetter> = LazyLock::new(|| {
    let mut lists: [Vec<_>; 27] = std::array::from_fn(|_| Vec::new());
    for &(printed, unit) in UNITS {
        lists[UnitsByLetter::place(printed.as_bytes()[0])].push((printed, unit));
    }
    UnitsByLetter(lists)
});

impl UnitsByLetter {
    fn place(first: u8) -> usize {
        match first.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => usize::from(letter - b'a'),
            _ => 26,
        }
    }

    fn with_first(&self, first: u8) -> &[(&'static str, &'static str)] {
        &self.0[UnitsByLetter::place(first)]
    }
}

/// A currency or another unit after a number, and where it ends.
pub(crate) fn unit_after(text: &str, at: usize) -> Option<(Unit, usize)> {
    let start = skip_spaces(text, at);
    if let Some(sign) = sign_at(text, start) {
        return Some((Unit::of(sign), start + sign.len()));
    }
    let letters = letters_end(text, start);
    let word = &text[start..letters];
    if start > at && is_currency_code(word) && ends_word(text, letters) {
        return Some((code_unit(word), letters));
    }
    if word.is_empty() && char_at(text, start) != Some('°') {
        return None;
    }
    let alike = UNITS_BY_LETTER.with_first(text.as_bytes()[start]);
    alike.iter().find_map(|(printed, unit)| {
        let end = match_any(text, start, &[printed])?;
        let cased = printed.len() <= 2 && text[start..end].bytes().any(|b| b.is_ascii_uppercase());
        // `5 M` and `5 T` are no metres and tonnes; `5 KM` and `5 MW` are fine.
        (!cased || printed.len() == 2).then(|| (Unit::of(unit), end))
    })
}

/// The signs of currencies.
pub(crate) fn signs() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().copied()
}

/// The printed forms of units.
pub(crate) fn unit_words() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|(printed, _)| *printed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
