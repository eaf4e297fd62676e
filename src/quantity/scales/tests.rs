//! Tests of what stands around a number.

use super::*;

#[test]
fn currencies_before() {
    for (text, unit, end) in [
        ("$3", "$", 1),
        ("US$3", "$", 3),
        ("€ 5", "€", 4),
        ("USD 4", "$", 4),
        ("CHF 4", "CHF", 4),
        ("A$4", "A$", 2),
        ("₼7", "₼", 3),
    ] {
        assert_eq!(
            currency_before(text, 0),
            Some((Unit::of(unit), end)),
            "{text}"
        );
        assert!(Unit::of(unit).is_currency());
    }
    assert_eq!(currency_before("about 5", 0), None);
}

#[test]
fn scales() {
    for (text, currency, power) in [
        (" million", false, Some(6)),
        ("bn", false, Some(9)),
        ("k", false, Some(3)),
        (" k", false, None),
        (" m", false, None),
        (" m", true, Some(6)),
        ("m", false, Some(6)),
        ("-million", false, Some(6)),
        (" hundred", false, Some(2)),
        (" mice", false, None),
    ] {
        let found = scale_after(text, 0, currency);
        assert_eq!(found, power.map(|power| (power, text.len())), "{text}");
    }
}

#[test]
fn percents_and_units() {
    for text in [
        "%",
        " %",
        " percent",
        " per cent",
        "\u{a0}%",
        " pct",
        "-percent",
    ] {
        assert_eq!(
            percent_after(text, 0),
            Some((Unit::percent(), text.len())),
            "{text}"
        );
    }
    let points = Some((Unit::of("percentage points"), 18));
    assert_eq!(percent_after(" percentage points", 0), points);
    assert_eq!(unit_after(" km", 0), Some((Unit::of("km"), 3)));
    assert_eq!(unit_after(" km²", 0), Some((Unit::of("km²"), 5)));
    assert_eq!(unit_after(" EUR", 0), Some((Unit::of("€"), 4)));
    assert_eq!(unit_after(" €", 0), Some((Unit::of("€"), 4)));
    assert_eq!(unit_after(" people", 0), None);
    assert_eq!(unit_after(" M", 0), None);
}
