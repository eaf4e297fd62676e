//! Rules of a SARIF log: the checks that found something, with their pages.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::checks::find;
use crate::findings::Finding;

/// A level of SARIF.
#[derive(Clone, Copy)]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Words>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Words>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Words {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

/// The rules of these findings by id, and where each stands in the list.
pub(super) fn of(findings: &[Finding]) -> (Vec<Rule>, BTreeMap<&'static str, usize>) {
    let mut index: BTreeMap<&'static str, usize> = BTreeMap::new();
    for finding in findings {
        index.insert(finding.check, 0);
    }
    let mut rules = Vec::with_capacity(index.len());
    for (&id, at) in &mut index {
        *at = rules.len();
        rules.push(rule(id));
    }
    (rules, index)
}

fn rule(id: &'static str) -> Rule {
    let check = find(id);
    let severity = check.map_or("error", |check| check.severity);
    let page = check.map(|check| without_comments(check.page));
    let page = page.as_deref().unwrap_or_default();
    let words = |text: String| {
        let markdown = None;
        (!text.is_empty()).then_some(Words { text, markdown })
    };
    Rule {
        id,
        short_description: words(paragraphs(page, None)),
        full_description: words(paragraphs(page, Some("What it means"))),
        help: words(page.to_owned()).map(|help| Words {
            markdown: Some(help.text.clone()),
            ..help
        }),
        default_configuration: Configuration {
            enabled: !severity.starts_with("off"),
            level: default_level(severity).name(),
        },
    }
}

/// The level that the documentation names first: `note; event: warning above …`.
fn default_level(severity: &str) -> Level {
    match severity {
        off if off.starts_with("off") || off.starts_with("counted") => Level::Note,
        note if note.starts_with("note") => Level::Note,
        warning if warning.starts_with("warning") => Level::Warning,
        // A rule says for itself, and is an error if it says nothing.
        _ => Level::Error,
    }
}

/// The page without comments, which are for tests and are HTML.
fn without_comments(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.starts_with("<!--"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The text below the title, or below a heading of the second rank, up to the next
/// heading or code; lines joined, and code marks left out.
fn paragraphs(page: &str, heading: Option<&str>) -> String {
    let begins = |line: &&str| match heading {
        Some(heading) => line.strip_prefix("## ") == Some(heading),
        None => line.starts_with("# "),
    };
    let lines = page.lines().skip_while(|line| !begins(line)).skip(1);
    let text: Vec<&str> = lines
        .take_while(|line| !line.starts_with('#') && !line.starts_with("```"))
        .filter(|line| !line.starts_with("Severity:"))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    text.join(" ").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::CHECKS;

    #[test]
    fn every_check_makes_a_rule_with_words() {
        for check in CHECKS {
            let rule = rule(check.id);
            for words in [&rule.short_description, &rule.full_description, &rule.help] {
                let words = words.as_ref().map_or("", |words| &words.text);
                assert!(words.len() > 20, "{}: {words:?}", check.id);
                assert!(!words.contains("<!--"), "{}", check.id);
            }
        }
        let level = |id| rule(id).default_configuration.level;
        assert_eq!(level("parts-do-not-sum"), "error");
        assert_eq!(level("rule-broken"), "error");
        assert_eq!(level("sources-disagree"), "warning");
        assert_eq!(level("changed-over-time"), "note");
        assert!(!rule("no-quote").default_configuration.enabled);
        assert!(rule("base-shift").default_configuration.enabled);
    }
}
