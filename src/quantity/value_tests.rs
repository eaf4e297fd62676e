//! Every row of the table of wordings.

use super::value::*;
use super::*;

pub(super) fn parse(text: &str) -> Value {
    let table = HedgeTable::standard();
    match Value::parse(text, NumberFormat::En, &table) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error:?}"),
    }
}

pub(super) fn fails(text: &str) -> ValueError {
    let table = HedgeTable::standard();
    match Value::parse(text, NumberFormat::En, &table) {
        Ok(value) => panic!("{text}: {value:?}"),
        Err(error) => error,
    }
}

/// Plausible and hard interval as a count.
pub(super) fn count(text: &str) -> (String, String) {
    let table = HedgeTable::standard();
    let found = parse(text).intervals(&Reading::count(&table));
    (found.plausible.to_string(), found.hard.to_string())
}

pub(super) fn amount(text: &str) -> (String, String) {
    let table = HedgeTable::standard();
    let found = parse(text).intervals(&Reading::amount(&table));
    (found.plausible.to_string(), found.hard.to_string())
}

#[track_caller]
fn check(rows: &[(&str, &str, &str)], read: fn(&str) -> (String, String)) {
    for (text, plausible, hard) in rows {
        let hard = if *hard == "same" { plausible } else { hard };
        assert_eq!(
            read(text),
            (plausible.to_string(), hard.to_string()),
            "{text}"
        );
    }
}

#[test]
fn bare_numbers() {
    check(
        &[
            ("3,983", "3,983", "same"),
            ("3983", "3,983", "same"),
            ("3 983", "3,983", "same"),
            ("3\u{a0}983", "3,983", "same"),
            ("3’983", "3,983", "same"),
            ("  3,983 ", "3,983", "same"),
            ("012", "12", "same"),
            ("exactly 3,983", "3,983", "same"),
            ("precisely 600", "600", "same"),
            ("a total of 719", "719", "same"),
            ("another 774", "774", "same"),
            ("another", "1", "same"),
            ("six", "6", "same"),
            ("a dozen", "12", "same"),
            ("2 dozen", "24", "same"),
            ("half a million", "500,000", "same"),
            ("one hundred and five", "105", "same"),
            ("zero", "0", "same"),
            ("none", "0", "same"),
            ("no", "0", "same"),
            ("not a single", "0", "same"),
            ("both", "2", "same"),
            ("exactly 1.2 million", "1,200,000", "same"),
        ],
        count,
    );
    check(
        &[
            ("-5", "-5", "same"),
            ("−5", "-5", "same"),
            ("(5)", "-5", "same"),
            ("12.50", "12.5", "same"),
            ("$5", "5", "same"),
            (".5", "0.5", "same"),
        ],
        amount,
    );
}

#[test]
fn rounded_forms() {
    check(
        &[
            ("1.2 million", "[1,150,000, 1,250,000]", "same"),
            ("3bn", "[2,500,000,000, 3,500,000,000]", "same"),
            ("5k", "[4,500, 5,500]", "same"),
            ("two thousand", "[1,500, 2,500]", "same"),
            ("1.20 million", "[1,195,000, 1,205,000]", "same"),
            ("12%", "[11.5, 12.5]", "same"),
            ("20 percent", "[19.5, 20.5]", "same"),
            ("12.0 per cent", "[11.95, 12.05]", "same"),
            ("1 in 5", "[200/11, 200/9]", "same"),
            ("one in five", "[200/11, 200/9]", "same"),
            ("$3bn", "[2,500,000,000, 3,500,000,000]", "same"),
        ],
        amount,
    );
    check(
        &[
            ("12%", "[11.5, 12.5]", "same"),
            ("1.2 million", "[1,150,000, 1,250,000]", "same"),
        ],
        count,
    );
}

#[test]
fn hedges() {
    check(
        &[
            ("about 600", "[550, 650]", "[500, 700]"),
            ("around 4,000", "[3,600, 4,400]", "[3,200, 4,800]"),
            ("roughly 600", "[550, 650]", "[500, 700]"),
            ("approximately 600", "[550, 650]", "[500, 700]"),
            ("circa 600", "[550, 650]", "[500, 700]"),
            ("c. 600", "[550, 650]", "[500, 700]"),
            ("ca 600", "[550, 650]", "[500, 700]"),
            ("~600", "[550, 650]", "[500, 700]"),
            ("an estimated 600", "[550, 650]", "[500, 700]"),
            ("some 600", "[550, 650]", "[500, 700]"),
            ("600 or so", "[550, 650]", "[500, 700]"),
            ("about 25,000", "[22,500, 27,500]", "[20,000, 30,000]"),
            ("about 3,983", "[3,982, 3,984]", "[3,981, 3,985]"),
            ("about 5", "[4, 6]", "[3, 7]"),
            ("nearly 4,000", "[3,800, 3,999]", "[3,600, 3,999]"),
            ("almost 600", "[570, 599]", "[540, 599]"),
            ("just under 600", "[570, 599]", "[540, 599]"),
            ("close to 600", "[570, 599]", "[540, 599]"),
            ("approaching 600", "[570, 599]", "[540, 599]"),
            ("just over 600", "[601, 630]", "[601, 660]"),
            ("slightly more than 600", "[601, 630]", "[601, 660]"),
            ("more than 600", "[601, 700]", "[601, ∞)"),
            ("over 19,000", "[19,001, 20,000]", "[19,001, ∞)"),
            ("above 600", "[601, 700]", "[601, ∞)"),
            ("exceeding 600", "[601, 700]", "[601, ∞)"),
            ("in excess of 600", "[601, 700]", "[601, ∞)"),
            ("upwards of 600", "[601, 700]", "[601, ∞)"),
            (">600", "[601, 700]", "[601, ∞)"),
            ("more than 65,000", "[65,001, 70,000]", "[65,001, ∞)"),
            ("at least 600", "[600, ∞)", "same"),
            ("no fewer than 600", "[600, ∞)", "same"),
            ("not less than 600", "[600, ∞)", "same"),
            ("600 or more", "[600, ∞)", "same"),
            ("600+", "[600, ∞)", "same"),
            ("≥600", "[600, ∞)", "same"),
            ("up to 4,000", "[3,000, 4,000]", "[0, 4,000]"),
            ("at most 600", "[0, 600]", "same"),
            ("no more than 600", "[0, 600]", "same"),
            ("600 or fewer", "[0, 600]", "same"),
            ("fewer than 600", "[500, 599]", "[0, 599]"),
            ("less than 600", "[500, 599]", "[0, 599]"),
            ("under 600", "[500, 599]", "[0, 599]"),
            ("below 600", "[500, 599]", "[0, 599]"),
            ("<600", "[500, 599]", "[0, 599]"),
            ("as many as 3,983", "3,983", "same"),
            ("as much as 4,000", "[3,000, 4,000]", "[0, 4,000]"),
            ("As many as 4,000", "[3,000, 4,000]", "[0, 4,000]"),
            ("more than a dozen", "[13, 13]", "[13, ∞)"),
        ]
        .map(|(text, plausible, hard)| {
            (
                text,
                if plausible == "[13, 13]" {
                    "13"
                } else {
                    plausible
                },
                hard,
            )
        }),
        count,
    );
    check(
        &[
            ("more than 12%", "(12, 13]", "(12, ∞)"),
            ("about one in three", "[200/7, 40]", "[80/3, 40]"),
            ("more than 1 in 5", "(20, 30]", "(20, ∞)"),
            ("nearly 20 percent", "[19, 20)", "[18, 20)"),
            (
                "about 1.2 million",
                "[1,150,000, 1,250,000]",
                "[1,100,000, 1,300,000]",
            ),
            ("about $12.5", "[12.25, 12.75]", "[12, 13]"),
            // A hedge never makes a figure more precise than its own rounding.
            ("about 2 million", "[1,500,000, 2,500,000]", "same"),
            ("about 2%", "[1.5, 2.5]", "same"),
            ("about 12%", "[11.5, 12.5]", "[11, 13]"),
            ("exactly 2 million", "2,000,000", "same"),
            (
                "nearly 2 million",
                "[1,900,000, 2,000,000)",
                "[1,800,000, 2,000,000)",
            ),
            ("less than -5", "[-6, -5)", "(-∞, -5)"),
        ],
        amount,
    );
}

#[test]
fn vague_amounts() {
    check(
        &[
            ("dozens", "[24, 99]", "[24, ∞)"),
            ("scores", "[40, 99]", "[40, ∞)"),
            ("hundreds", "[200, 999]", "[200, ∞)"),
            ("thousands", "[2,000, 9,999]", "[2,000, ∞)"),
            ("tens of thousands", "[20,000, 99,999]", "[20,000, ∞)"),
            (
                "hundreds of thousands",
                "[200,000, 999,999]",
                "[200,000, ∞)",
            ),
            ("Several hundred", "[200, 999]", "[200, ∞)"),
        ],
        count,
    );
}

#[test]
fn ranges_and_limits() {
    check(
        &[
            ("600-700", "[600, 700]", "same"),
            ("600–700", "[600, 700]", "same"),
            ("600 – 700", "[600, 700]", "same"),
            ("between 600 and 700", "[600, 700]", "same"),
            ("from 600 to 700", "[600, 700]", "same"),
            ("2 to 7", "[2, 7]", "same"),
            ("two to seven", "[2, 7]", "same"),
            ("12 ± 3", "[9, 15]", "same"),
            ("12 +/- 3", "[9, 15]", "same"),
            ("between 2 and 3 million", "[2,000,000, 3,000,000]", "same"),
            ("1.2–1.5 million", "[1,200,000, 1,500,000]", "same"),
            ("$3–4bn", "[3,000,000,000, 4,000,000,000]", "same"),
            ("500 to 2 million", "[500, 2,000,000]", "same"),
            ("10 to 12%", "[10, 12]", "same"),
            ("10%–12%", "[10, 12]", "same"),
            ("about 600 to 700", "[550, 750]", "[500, 800]"),
            ("1.2 million ± 5%", "[1,140,000, 1,260,000]", "same"),
            ("<5", "[0, 4]", "same"),
            ("< 5", "[0, 4]", "same"),
        ],
        count,
    );
    check(
        &[
            ("-5 to -3", "[-5, -3]", "same"),
            ("-5--3", "[-5, -3]", "same"),
            ("<5", "[0, 5)", "same"),
        ],
        amount,
    );
}
