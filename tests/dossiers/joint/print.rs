//! How texts print numbers, so that what is meant lies where the words usually put it.

use super::chance::Chance;

/// A figure in words, as YAML; `small` numbers may be words.
pub fn printed(chance: &mut Chance, value: i64, hedged: bool, counts: bool) -> String {
    if !hedged || chance.percent(45) {
        return exact(chance, value);
    }
    for _ in 0..20 {
        if let Some(text) = loosely(chance, value, counts) {
            return text;
        }
    }
    exact(chance, value)
}

/// The number itself, in one of the ways to write it.
pub fn exact(chance: &mut Chance, value: i64) -> String {
    const NAMES: [&str; 10] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    match chance.below(12) {
        0 if (0..10).contains(&value) => NAMES[value as usize].to_owned(),
        1 => value.to_string(),
        2 => format!("\"exactly {}\"", grouped(value)),
        3 => format!("\"a total of {}\"", grouped(value)),
        4 if value % 10 != 0 => format!("\"as many as {}\"", grouped(value)),
        5 => format!("{{best: {value}, low: {value}, high: {value}}}"),
        _ => format!("\"{}\"", grouped(value)),
    }
}

pub fn grouped(value: i64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The value of the last non-zero digit's place; five of the place below for a 5 at
/// the end that does not lead.
fn place(number: i64) -> i64 {
    let mut unit = 1;
    while number % (unit * 10) == 0 {
        unit *= 10;
    }
    let last = number / unit % 10;
    if last == 5 && number / unit > 9 {
        unit * 5
    } else {
        unit
    }
}

/// One try at a rounded or hedged way of saying it.
fn loosely(chance: &mut Chance, value: i64, counts: bool) -> Option<String> {
    let unit = 10i64.pow(chance.below(value.max(1).to_string().len()) as u32);
    let (down, up) = (value / unit * unit, (value + unit - 1) / unit * unit);
    let nearest = (value + unit / 2) / unit * unit;
    let number = chance.pick(&[down, up, nearest]);
    let text = grouped(number);
    // Twice what the words usually mean, so that no half is lost.
    let (q, n, v) = (2 * place(number.max(1)), 2 * number, 2 * value);
    let least = if counts { 2 } else { 0 };
    let w = (q / 2).min(n / 10).max(least);
    let u = (q / 2).min(n / 20).max(least);
    let (words, fits): (&[&str], bool) = match chance.below(13) {
        0 => (
            &["about", "around", "roughly", "some"],
            n - w <= v && v <= n + w,
        ),
        1 => (&["nearly", "almost", "just under"], n - u <= v && v < n),
        2 => (&["just over"], n < v && v <= n + u),
        3 => (&["more than", "over", "above"], n < v && v <= n + q),
        4 => (&["at least", "no fewer than"], n <= v),
        5 => (&["up to"], n - q <= v && v <= n),
        6 => (&["at most", "no more than"], v <= n),
        7 => (&["fewer than", "less than"], n - q <= v && v < n),
        8 => {
            let (low, high) = (down, up + unit);
            let text = match chance.below(3) {
                0 => format!("\"{} to {}\"", grouped(low), grouped(high)),
                1 => format!("\"between {} and {}\"", grouped(low), grouped(high)),
                _ => format!("{{between: [{low}, {high}]}}"),
            };
            return Some(text);
        }
        9 => {
            let lows = [
                ("dozens", 24, 99),
                ("scores", 40, 99),
                ("hundreds", 200, 999),
            ];
            let lows = lows.into_iter().chain([("thousands", 2_000, 9_999)]);
            let mut fit = lows.filter(|&(_, low, high)| low <= value && value <= high);
            return fit.next().map(|(words, ..)| words.to_owned());
        }
        10 if unit > 1 && nearest > 0 => {
            return Some(format!("{{rounded: {nearest}, to: {unit}}}"));
        }
        11 if value >= 1_000_000 => {
            let tenths = (value + 50_000) / 100_000;
            return Some(format!("{}.{} million", tenths / 10, tenths % 10));
        }
        12 if value > 12 => {
            let off = chance.within(0, 3);
            return Some(format!("\"{} ± {}\"", grouped(value + off - 1), off + 1));
        }
        _ => return None,
    };
    (fits && number > 0).then(|| format!("\"{} {text}\"", chance.pick(words)))
}

/// A percentage, rounded as it should be: the nearest with so many decimals.
pub fn percentage(chance: &mut Chance, part: i64, whole: i64) -> String {
    let scale = chance.pick(&[1i64, 1, 10, 100]);
    let (part, whole) = (i128::from(part), i128::from(whole));
    let number = (200 * part * i128::from(scale) + whole) / (2 * whole);
    let scale = i128::from(scale);
    let (before, after) = (number / scale, number % scale);
    match scale {
        1 => format!("{before}%"),
        10 => format!("{before}.{after}%"),
        _ => format!("{before}.{after:02}%"),
    }
}
