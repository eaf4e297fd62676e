//! What may stand where by the language alone: keys and fixed words with their
//! descriptions, from the JSON Schema that `crossfoot schema settings` prints.

use std::sync::OnceLock;

use serde_json::Value;

use crate::output::schema;

/// A key or a word that may stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The key or the word.
    pub text: &'static str,
    /// What it is for; may be empty.
    pub about: &'static str,
}

/// So many references are followed one from another.
const DEEPEST: usize = 8;

/// The schema of files with settings, which is that of claim files and more.
fn root() -> Option<&'static Value> {
    static ROOT: OnceLock<Option<Value>> = OnceLock::new();
    let parse = || serde_json::from_str(schema("settings")?.text).ok();
    ROOT.get_or_init(parse).as_ref()
}

/// Keys that a mapping at a path may have.
pub(super) fn keys(path: &[&str]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for schema in schemas(path) {
        let Some(properties) = schema["properties"].as_object() else {
            continue;
        };
        for (key, schema) in properties {
            if words.iter().all(|word| word.text != key) {
                words.push(Word {
                    text: key,
                    about: about(schema),
                });
            }
        }
    }
    words
}

/// Fixed words that may stand at a path.
pub(super) fn words(path: &[&str]) -> Vec<Word> {
    let mut words = Vec::new();
    for schema in schemas(path) {
        let about = schema["enumDescriptions"].as_array();
        let choices = schema["enum"].as_array().into_iter().flatten().enumerate();
        words.extend(choices.filter_map(|(at, choice)| {
            Some(Word {
                text: choice.as_str()?,
                about: about
                    .and_then(|about| about.get(at)?.as_str())
                    .unwrap_or(""),
            })
        }));
    }
    words
}

/// What a key at a path is for.
pub(super) fn about_key(path: &[&str]) -> Option<&'static str> {
    let (key, around) = path.split_last()?;
    let word = keys(around).into_iter().find(|word| word.text == *key)?;
    (!word.about.is_empty()).then_some(word.about)
}

/// The schemas of what stands at a path: several where there are several forms.
fn schemas(path: &[&str]) -> Vec<&'static Value> {
    let mut here = Vec::new();
    if let Some(root) = root() {
        expand(root, &mut here, DEEPEST);
    }
    for step in path {
        let mut next = Vec::new();
        for schema in here {
            let below = match *step {
                "-" => &schema["items"],
                key => match &schema["properties"][key] {
                    Value::Null => &schema["additionalProperties"],
                    own => own,
                },
            };
            expand(below, &mut next, DEEPEST);
        }
        here = next;
    }
    here
}

/// A schema, what it refers to, and its alternatives.
fn expand(schema: &'static Value, found: &mut Vec<&'static Value>, deepest: usize) {
    if !schema.is_object() || deepest == 0 {
        return;
    }
    found.push(schema);
    if let Some(target) = target(schema) {
        expand(target, found, deepest - 1);
    }
    for word in ["anyOf", "oneOf", "allOf"] {
        for other in schema[word].as_array().into_iter().flatten() {
            expand(other, found, deepest - 1);
        }
    }
}

fn target(schema: &Value) -> Option<&'static Value> {
    let pointer = schema["$ref"].as_str()?.strip_prefix('#')?;
    root()?.pointer(pointer)
}

/// The description of a schema, its own before that of what it refers to.
fn about(schema: &'static Value) -> &'static str {
    let own = schema["description"].as_str();
    own.or_else(|| target(schema)?["description"].as_str())
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: Vec<Word>) -> Vec<&'static str> {
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn paths_lead_to_keys_and_words() {
        assert!(texts(keys(&[])).contains(&"claims"));
        let claim = ["claims", "-"];
        assert!(texts(keys(&claim)).contains(&"attributed_to"));
        assert!(keys(&claim).iter().all(|word| !word.about.is_empty()));
        let breakdown = [&claim[..], &["breakdowns", "-"]].concat();
        let keys_of = texts(keys(&breakdown));
        assert!(
            keys_of.contains(&"parts") && !keys_of.contains(&"measure"),
            "{keys_of:?}"
        );
        let part = [&breakdown[..], &["parts", "military"]].concat();
        assert!(texts(keys(&part)).contains(&"breakdowns"));
        let kind = [&breakdown[..], &["kind"]].concat();
        assert!(texts(words(&kind)).contains(&"partition"));
        assert!(texts(words(&["measures", "missing", "type"])).contains(&"count"));
        assert!(texts(words(&["settings", "severity", "base-shift"])).contains(&"off"));
        assert!(texts(keys(&["no", "such", "-", "path"])).is_empty());
        assert!(
            about_key(&["claims", "-", "measure"]).is_some_and(|about| about.contains("counted"))
        );
    }
}
