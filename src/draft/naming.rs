//! Names from a codebook: the measure and the codes that the words of the article name by
//! id, label or alias. Where two fit equally well, neither is taken.

use super::keys::GENERIC;
use crate::dossier::{CodeId, Codebook, DimensionId};

/// Words that say nothing of what is counted.
const SMALL: &[&str] = &[
    "of", "the", "a", "an", "and", "as", "in", "on", "by", "for", "to", "at",
];

/// The names of a codebook, in words that compare.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Measures by id, with their names.
    measures: Vec<(String, Vec<Vec<String>>)>,
    codes: Vec<Named>,
}

/// A code with its names.
#[derive(Debug)]
struct Named {
    dimension: (DimensionId, String),
    code: (CodeId, String),
    names: Vec<Vec<String>>,
}

/// A dimension and one of its codes, by id.
pub(super) type Scope = (String, String);

impl Names {
    pub fn of(codebook: &Codebook) -> Names {
        let mut names = Names::default();
        for measure in codebook.measures.iter().filter(|m| m.declared.is_some()) {
            let own = [Some(&measure.id), measure.label.as_ref()];
            let all = own.into_iter().flatten().chain(&measure.aliases);
            let all = all
                .map(|name| tell(&words(name)))
                .filter(|name| !name.is_empty());
            names.measures.push((measure.id.clone(), all.collect()));
        }
        for (at, dimension) in codebook.dimensions.iter().enumerate() {
            if dimension.declared.is_none() {
                continue;
            }
            for (number, code) in dimension.codes.iter().enumerate().skip(1) {
                let own = [Some(&code.id), code.label.as_ref()];
                let all = own.into_iter().flatten().chain(&code.aliases);
                names.codes.push(Named {
                    dimension: (DimensionId::from(at), dimension.id.clone()),
                    code: (CodeId::from(number), code.id.clone()),
                    names: all
                        .map(|name| words(name))
                        .filter(|name| !name.is_empty())
                        .collect(),
                });
            }
        }
        names
    }

    /// The measure that what is counted names. Where that says little, as `people` does,
    /// one whose name has two words or more that all stand in what is said of it. Gives
    /// its id and the words of the name.
    pub fn measure(&self, noun: &str, said: &str) -> Option<(&str, Vec<String>)> {
        let counted = words(noun);
        if let Some(found) = self.named(|name| name.iter().all(|word| counted.contains(word))) {
            return Some(found);
        }
        let said = words(said);
        let says = |word: &String| counted.contains(word) || said.contains(word);
        let generic = noun.split_whitespace().next_back().is_none_or(|last| {
            let capital = last.chars().next().is_some_and(char::is_uppercase);
            capital || is_generic(&singular(&last.to_lowercase()))
        });
        self.named(|name| generic && name.len() > 1 && name.iter().all(says))
    }

    /// The measure with the longest name that fits, and that name.
    fn named(&self, fits: impl Fn(&[String]) -> bool) -> Option<(&str, Vec<String>)> {
        let longest = |names: &'_ Vec<Vec<String>>| {
            let names = names.iter().filter(|name| fits(name));
            names.max_by_key(|name| name.len()).cloned()
        };
        let found = self.measures.iter().filter_map(|(id, names)| {
            let name = longest(names)?;
            Some((name.len(), id.as_str()))
        });
        let id = best(found)?;
        let (_, names) = self.measures.iter().find(|(known, _)| known == id)?;
        Some((id, longest(names)?))
    }

    /// The codes that what is counted names: of each dimension the one with the most words.
    /// Words that have named the measure name no code.
    pub fn codes(&self, noun: &str, measure: &[String]) -> Vec<Scope> {
        let mut noun = words(noun);
        noun.retain(|word| !measure.contains(word));
        let mut scopes = Vec::new();
        let mut at = 0;
        while at < self.codes.len() {
            let dimension = self.codes[at].dimension.0;
            let here = self.codes[at..]
                .iter()
                .take_while(|code| code.dimension.0 == dimension);
            let fits = here.clone().filter_map(|code| {
                let has = |name: &&Vec<String>| {
                    noun.windows(name.len())
                        .any(|words| words == name.as_slice())
                };
                let most = code.names.iter().filter(has).map(Vec::len).max()?;
                Some((most, code.code.1.as_str()))
            });
            if let Some(code) = best(fits) {
                scopes.push((self.codes[at].dimension.1.clone(), code.to_owned()));
            }
            at += here.count();
        }
        scopes
    }
}

/// What is counted where the figure says whose it is: `the remains of 688 missing
/// persons` counts remains.
pub(super) fn belongs_to(lead: &str) -> Option<&str> {
    const OWNED: &[&str] = &[
        "remains",
        "bodies",
        "identities",
        "identification",
        "names",
        "families",
        "relatives",
        "graves",
        "homes",
        "houses",
    ];
    let lead = lead.trim_end();
    let lead = lead
        .strip_suffix("belonging to")
        .or(lead.strip_suffix("of"))?;
    let lead = lead.strip_suffix(char::is_whitespace)?.trim_end();
    let start = lead.rfind(|c: char| !c.is_alphabetic());
    let word = &lead[start.map_or(0, |at| {
        at + lead[at..].chars().next().map_or(1, char::len_utf8)
    })..];
    OWNED
        .iter()
        .any(|owned| word.eq_ignore_ascii_case(owned))
        .then_some(word)
}

/// The one with the most words, if it is one.
fn best<'a>(fits: impl Iterator<Item = (usize, &'a str)>) -> Option<&'a str> {
    let mut found: Option<(usize, &str)> = None;
    let mut tied = false;
    for (most, id) in fits {
        match found {
            Some((known, _)) if most < known => {}
            Some((known, _)) if most == known => tied = true,
            _ => (found, tied) = (Some((most, id)), false),
        }
    }
    found.filter(|_| !tied).map(|(_, id)| id)
}

/// Words in small letters and in the singular.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| singular(&word.to_lowercase()))
        .filter(|word| !SMALL.contains(&word.as_str()))
        .collect()
}

fn singular(word: &str) -> String {
    const ODD: [(&str, &str); 5] = [
        ("men", "man"),
        ("women", "woman"),
        ("children", "child"),
        ("people", "person"),
        ("persons", "person"),
    ];
    if let Some((_, one)) = ODD.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    match word {
        word if word.len() > 4 && word.ends_with("ies") => format!("{}y", &word[..word.len() - 3]),
        word if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") => {
            word[..word.len() - 1].to_owned()
        }
        word => word.to_owned(),
    }
}

/// A name without the words that tell nothing, unless it has no other.
fn tell(name: &[String]) -> Vec<String> {
    let told = name.iter().filter(|word| !is_generic(word));
    let telling: Vec<String> = told.cloned().collect();
    match telling.is_empty() {
        true => name.to_vec(),
        false => telling,
    }
}

fn is_generic(word: &str) -> bool {
    GENERIC.iter().any(|known| singular(known) == word)
}

#[cfg(test)]
mod tests {
    use super::belongs_to;

    #[test]
    fn what_a_figure_says_the_owners_of() {
        assert_eq!(belongs_to("the remains belonging to "), Some("remains"));
        assert_eq!(belongs_to("The identities of "), Some("identities"));
        assert_eq!(belongs_to("Bodies\u{a0}of "), Some("Bodies"));
        assert_eq!(belongs_to("the plight of "), None);
        assert_eq!(belongs_to("of "), None);
        assert_eq!(belongs_to("roof "), None);
    }
}
