//! Names for the parts of a breakdown: what is counted, else what is said of it, else
//! where.

use super::figure::Figure;
use super::lists::verb_follows;
use super::slug::{slug, telling};

/// Nouns that tell no part from another.
pub(super) const GENERIC: &[&str] = &[
    "people",
    "persons",
    "person",
    "individuals",
    "individual",
    "others",
    "more",
    "cases",
    "members",
    "citizens",
    "residents",
    "them",
    "those",
    "these",
];

/// A name for each part of a list, no two the same.
pub(super) fn of(text: &str, figures: &[Figure], parts: &[usize]) -> Vec<String> {
    let nouns: Vec<String> = parts
        .iter()
        .map(|&part| noun(text, &figures[part]).unwrap_or_default())
        .collect();
    let tells = |noun: &str| {
        let words: Vec<&str> = noun.split('-').collect();
        !noun.is_empty()
            && !words.iter().all(|word| GENERIC.contains(word))
            && nouns.iter().filter(|other| *other == noun).count() == 1
    };
    let mut names: Vec<String> = Vec::new();
    for (at, &part) in parts.iter().enumerate() {
        let next = figures.get(part + 1).map(|next| next.phrase.start);
        let name = match tells(&nouns[at]) {
            true => nouns[at].clone(),
            false => said(text, &figures[part], next).unwrap_or_else(|| nouns[at].clone()),
        };
        let name = match name.is_empty() || name.len() > 60 {
            true => format!("part-{}", at + 1),
            false => name,
        };
        let mut unique = name.clone();
        let mut count = 1;
        while names.contains(&unique) {
            count += 1;
            unique = format!("{name}-{count}");
        }
        names.push(unique);
    }
    names
}

/// What is counted; not the whole in `12 of the missing persons`.
fn noun(text: &str, figure: &Figure) -> Option<String> {
    let noun = figure.noun.clone()?;
    let between = text
        .get(figure.phrase.end..noun.start)
        .unwrap_or_default()
        .trim();
    let of = ["of the", "of these", "of those"].contains(&between);
    (!of).then(|| slug(&text[noun]))
}

/// What is said of a part: a name in it, the words after its verb, or its first words.
fn said(text: &str, figure: &Figure, next: Option<usize>) -> Option<String> {
    let start = figure.with_noun().end;
    let end = figure
        .sentence
        .end
        .min(next.unwrap_or(usize::MAX))
        .max(start);
    let clause = &text[start..end];
    let stop = clause
        .find(['.', ';', ':', ',', '('])
        .unwrap_or(clause.len());
    let clause = clause[..stop].trim_start();
    let back = ["of them", "of whom", "of which", "of these", "of those"];
    let clause = back
        .iter()
        .find_map(|words| clause.strip_prefix(words))
        .unwrap_or(clause);
    if let Some(name) = proper(clause) {
        return Some(name);
    }
    let words = match verb_follows(clause) {
        true => {
            let rest = clause.trim_start();
            &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..]
        }
        false => clause,
    };
    if let Some(name) = limit_of_age(words) {
        return Some(name);
    }
    let words = telling(words, 3);
    (!words.is_empty()).then(|| words.join("-"))
}

/// `under-18` of `under 18`.
fn limit_of_age(words: &str) -> Option<String> {
    let mut words = words.split_whitespace();
    let (limit, age) = (words.next()?, words.next()?);
    let known = ["under", "over", "aged"].contains(&limit);
    let number = age.len() <= 3 && age.bytes().all(|byte| byte.is_ascii_digit());
    (known && number).then(|| format!("{limit}-{age}"))
}

/// The first name in a clause: a run of words in capitals.
fn proper(clause: &str) -> Option<String> {
    let words = clause.split_whitespace();
    let capital = |word: &&str| {
        let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        letters.chars().next().is_some_and(char::is_uppercase)
    };
    let run: Vec<&str> = words
        .skip_while(|word| !capital(word))
        .take_while(capital)
        .collect();
    let name = slug(&run[..run.len().min(4)].join(" "));
    (!name.is_empty()).then_some(name)
}
