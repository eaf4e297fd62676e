//! A generated dossier: figures by category and sex for four cumulative measures,
//! date after date, in which everything adds up but for one slip in a hundred dates.

use std::fmt::Write;

/// The codebook that the generated claims use.
pub const CODEBOOK: &str = "\
measures:
  missing_persons: {type: count, over_time: cumulative}
  found_alive: {type: count, over_time: cumulative}
  identified: {type: count, over_time: cumulative}
  exhumed: {type: count, over_time: cumulative}
dimensions:
  category:
    codes:
      all: {partition: [military, civilian, detained]}
  sex:
    codes:
      all: {partition: [female, male]}
";

const MEASURES: [&str; 4] = ["missing_persons", "found_alive", "identified", "exhumed"];
const CATEGORIES: [&str; 4] = ["all", "military", "civilian", "detained"];
const SEXES: [&str; 3] = ["all", "female", "male"];

/// Claim files: `claims` claims spread over `files` files, one source each. About
/// 180 bytes a claim; one quotation in seven is not Latin.
pub fn claim_files(claims: usize, files: usize) -> Vec<String> {
    let per_date = MEASURES.len() * CATEGORIES.len() * SEXES.len();
    let mut texts = Vec::with_capacity(files);
    let mut written = 0;
    let mut date = 0;
    for file in 0..files {
        let quota = claims * (file + 1) / files;
        let mut text = format!(
            "source:\n  id: r{file}\n  publisher: Ministry {file}\n  url: https://example.org/r{file}\n  published: 2026-01-01\nclaims:\n"
        );
        while written < quota {
            for number in 0..per_date {
                if written < quota {
                    claim(&mut text, written, date, number);
                    written += 1;
                }
            }
            date += 1;
        }
        texts.push(text);
    }
    texts
}

fn claim(text: &mut String, id: usize, date: usize, number: usize) {
    let measure = number % MEASURES.len();
    let category = number / MEASURES.len() % CATEGORIES.len();
    let sex = number / MEASURES.len() / CATEGORIES.len();
    let inner = |c: usize, s: usize| 100 + 7 * measure + 13 * c + 5 * s + date * (1 + (c + s) % 3);
    let mut value = 0;
    for c in 1..CATEGORIES.len() {
        for s in 1..SEXES.len() {
            if (category == 0 || category == c) && (sex == 0 || sex == s) {
                value += inner(c, s);
            }
        }
    }
    if date % 100 == 99 && number == 5 {
        value += 1;
    }
    let (year, month, day) = (1800 + date / 336, 1 + date / 28 % 12, 1 + date % 28);
    let quote = if id.is_multiple_of(7) {
        format!("Близько: {value} осіб («{}») зниклі", CATEGORIES[category])
    } else {
        format!("A total of {value} registered as {}", MEASURES[measure])
    };
    let _ = write!(
        text,
        "  - id: r17-{id}\n    measure: {}\n    where: {{category: {}, sex: {}}}\n    value: {value}\n    as_of: {year}-{month:02}-{day:02}\n    quote: \"{quote}\"\n",
        MEASURES[measure], CATEGORIES[category], SEXES[sex]
    );
}
