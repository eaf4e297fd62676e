//! What is no figure of a statistic, as comments at the end of a draft.

use std::collections::BTreeMap;

use super::Article;
use super::figure::Left;
use crate::quantity::Skip;
use crate::text::comment;

/// Longer texts are cut.
const LONGEST: usize = 60;

/// How many were skipped, by reason.
pub(super) fn summary(article: &Article<'_>, left: &[(usize, Left)]) -> String {
    let mut counts: BTreeMap<Skip, usize> = BTreeMap::new();
    for skip in article.found.iter().filter_map(|found| found.skip) {
        *counts.entry(skip).or_default() += 1;
    }
    if counts.is_empty() && left.is_empty() {
        return String::new();
    }
    let mut reasons: Vec<String> = counts
        .iter()
        .map(|(skip, count)| format!("{count} {}", skip.id()))
        .collect();
    if !left.is_empty() {
        reasons.push(format!(
            "{} without a quotation that proves them",
            left.len()
        ));
    }
    let all = counts.values().sum::<usize>() + left.len();
    format!(
        "\n# Skipped: {all} {} ({}); `--skipped` lists them.\n",
        match all {
            1 => "number that is no figure",
            _ => "numbers that are no figures",
        },
        reasons.join(", ")
    )
}

/// Every one with its reason, in the order of the text.
pub(super) fn list(article: &Article<'_>, left: &[(usize, Left)]) -> String {
    let mut out = String::new();
    for (at, found) in article.found.iter().enumerate() {
        let why = left
            .iter()
            .find(|(other, _)| *other == at)
            .map(|(_, why)| why);
        let reason = match (found.skip, why) {
            (Some(skip), _) => skip.id(),
            (None, Some(Left::Value)) => "its value cannot be written down",
            (None, Some(Left::Quotation)) => "no quotation proves it",
            (None, None) => continue,
        };
        let text: String = article.plain.text[found.numeral.clone()]
            .chars()
            .take(LONGEST)
            .collect();
        out.push_str(&format!("#   {}: {reason}\n", comment(&text)));
    }
    match out.is_empty() {
        true => out,
        false => format!("\n# Skipped, with the reason:\n{out}"),
    }
}
