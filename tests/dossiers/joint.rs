//! Joint consistency on whole dossiers: texts that tell a hidden truth are never
//! blamed, and texts with one slip always are, once, with the slip among the repairs.

mod chance;
mod plan;
mod print;
mod rules;
mod smaller;
mod truth;
mod yaml;

use crossfoot::findings::Severity;

use crate::harness::{Audit, assert_none, texts};
use chance::Chance;
use plan::{Plan, Wishes};

/// What may be said of texts that tell the truth: notes, and one warning that goes by
/// likelihood.
const ALLOWED: [&str; 1] = ["same-parts-different-whole"];

fn audited(plan: &Plan) -> Audit {
    let files = yaml::files(plan);
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    texts(files, false)
}

/// How many worlds a test looks at: more with `CROSSFOOT_WORLDS` in the environment.
fn worlds(usual: u64) -> u64 {
    let asked = std::env::var("CROSSFOOT_WORLDS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(usual)
}

/// Whether a truthful world is blamed.
fn is_blamed(plan: &Plan) -> bool {
    audited(plan).report.findings.iter().any(|finding| {
        finding.severity != Severity::Note && !ALLOWED.contains(&finding.check)
    })
}

/// What is said of a plan that was made as small as `complains` allows.
fn shown(seed: u64, plan: &Plan, complains: &dyn Fn(&Plan) -> bool) -> String {
    let plan = smaller::smallest(plan, complains);
    let files = yaml::files(&plan);
    let files: Vec<String> = (files.iter())
        .map(|(name, text)| format!("# {name}\n{text}"))
        .collect();
    format!("seed {seed}\n{}\n{}", files.join(""), audited(&plan).text())
}

fn never_blamed(seeds: std::ops::Range<u64>, wishes: Wishes) {
    let start = std::time::Instant::now();
    let mut found = Vec::new();
    for seed in seeds {
        let plan = Plan::random(&mut Chance::of(seed), wishes);
        if is_blamed(&plan) {
            found.push(shown(seed, &plan, &is_blamed));
        }
        if found.len() >= 4 {
            break;
        }
    }
    eprintln!("{:?}", start.elapsed());
    assert_none(&found);
}

const ALL: Wishes = Wishes {
    sources: 4,
    dimensions: 3,
    hedged: true,
    rules: true,
    kinds: true,
    much: true,
};

#[test]
fn truthful_texts_are_never_blamed() {
    never_blamed(0..worlds(300), ALL);
}
