//! Joint consistency on whole dossiers: texts that tell a hidden truth are never
//! blamed, and texts with one slip always are, once, with the slip among the repairs.

mod chance;
mod plan;
mod print;
mod rules;
mod slip;
mod smaller;
mod truth;
mod yaml;

use crossfoot::findings::{Finding, Severity};
use crossfoot::quantity::Exact;

use crate::harness::{Audit, assert_none, texts};
use chance::Chance;
use plan::{Plan, Wishes};
use truth::Kind;

/// What may be said of texts that tell the truth: notes, and one warning that goes by
/// likelihood.
const ALLOWED: [&str; 1] = ["same-parts-different-whole"];

fn audited(plan: &Plan) -> Audit {
    let files = yaml::files(plan);
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    texts(files, false)
}

/// How many worlds a test looks at: more with `CROSSFOOT_WORLDS` in the environment.
fn worlds(usual: u64) -> u64 {
    let asked = std::env::var("CROSSFOOT_WORLDS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(usual)
}

/// Whether a truthful world is blamed.
fn is_blamed(plan: &Plan) -> bool {
    audited(plan)
        .report
        .findings
        .iter()
        .any(|finding| finding.severity != Severity::Note && !ALLOWED.contains(&finding.check))
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
    assert_none(&found);
}

const ALL: Wishes = Wishes {
    sources: 4,
    dimensions: 3,
    hedged: true,
    rules: true,
    kinds: true,
    plain: false,
    much: true,
};

#[test]
fn truthful_texts_are_never_blamed() {
    never_blamed(0..worlds(300), ALL);
}

const EXACT: Wishes = Wishes {
    sources: 1,
    dimensions: 2,
    hedged: false,
    rules: false,
    kinds: false,
    plain: true,
    much: false,
};

/// An exact world with one slip.
fn slipped(seed: u64, wishes: Wishes) -> Option<(Plan, slip::Slip)> {
    let mut chance = Chance::of(seed);
    let mut plan = Plan::random(&mut chance, wishes);
    plan.measures.iter_mut().for_each(|one| one.amount = false);
    let slip = slip::plant(&mut plan, &mut chance)?;
    Some((plan, slip))
}

/// Whether a tree has a rest that no code names: what follows from it (where the whole
/// has none, no part has one; it cannot fall over time) is not known to the auditor.
fn has_rest(plan: &Plan) -> bool {
    let codes = plan
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.codes);
    let mut kinds = codes.flat_map(|code| code.breakdowns.iter().map(|one| one.0));
    kinds.any(|kind| matches!(kind, Kind::Disjoint | Kind::Cover | Kind::Subsets))
}

/// What is wrong with the findings about a slip in one source.
fn wrong_inside(plan: &Plan, slip: slip::Slip) -> Option<String> {
    let used = slip::used(plan);
    if !used.contains(&slip.figure) {
        return None;
    }
    let model = slip::model(plan, false)?;
    let audit = audited(plan);
    let errors: Vec<&Finding> = (audit.report.findings.iter())
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let missed = model.contradictory && errors.is_empty();
    if (missed && !has_rest(plan)) || (!model.contradictory && !errors.is_empty()) {
        return Some(format!("contradictory: {}", model.contradictory));
    }
    told_once(slip, &errors)
}

/// Each finding has the slip among its repairs, with the true value possible, and no
/// joint contradiction stands beside a plain one.
fn told_once(slip: slip::Slip, findings: &[&Finding]) -> Option<String> {
    let id = format!("f{}", slip.figure);
    // A pair of sources that another contradiction has told of already has no repairs.
    let with_repairs = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error || !finding.repairs.is_empty());
    for finding in with_repairs {
        let of_slip = |repair: &&crossfoot::findings::Repair| {
            let [change] = repair.changes.as_slice() else {
                return false;
            };
            change.claim == id
        };
        let Some(repair) = finding.repairs.iter().find(of_slip) else {
            return Some(format!("{id} is no repair of {}", finding.check));
        };
        let implied = &repair.changes[0].implied;
        if !implied.contains(&Exact::from(slip.true_value)) {
            return Some(format!(
                "{} is no repair of {}",
                slip.true_value, finding.check
            ));
        }
        // Between what a share of whole numbers can be there are gaps.
        let gaps = finding.check == "cannot-all-hold";
        if !gaps && implied.contains(&Exact::from(slip.value)) {
            return Some(format!("{} repairs {}", slip.value, finding.check));
        }
    }
    let joint = |finding: &&&Finding| finding.check.starts_with("cannot-all-hold");
    let joints = findings.iter().filter(joint).count();
    let pair = |finding: &&Finding| joint(&finding) && finding.claims.len() < 3;
    let pair = findings.iter().any(pair);
    let inside = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    // Across sources a pair that disagrees stands beside what several figures say.
    if joints > 1 || (joints == 1 && findings.len() > 1 && (inside || pair)) {
        return Some(format!(
            "{} findings, {joints} of them joint",
            findings.len()
        ));
    }
    None
}

fn slips_are_found(
    seeds: std::ops::Range<u64>,
    wishes: Wishes,
    wrong: fn(&Plan, slip::Slip) -> Option<String>,
) {
    let (mut planted, mut found) = (0, Vec::new());
    for seed in seeds {
        let Some((plan, slip)) = slipped(seed, wishes) else {
            continue;
        };
        planted += 1;
        if let Some(why) = wrong(&plan, slip) {
            let kind: String = why.chars().filter(|c| !c.is_ascii_digit()).collect();
            let complains = |plan: &Plan| {
                let own = wrong(plan, slip);
                own.is_some_and(|own| own.chars().filter(|c| !c.is_ascii_digit()).eq(kind.chars()))
            };
            found.push(format!(
                "{why}: {slip:?}\n{}",
                shown(seed, &plan, &complains)
            ));
        }
        if found.len() >= 6 {
            break;
        }
    }
    assert!(planted > 0, "no slip was planted");
    assert_none(&found);
}

#[test]
fn a_slip_inside_a_source_is_told_once() {
    slips_are_found(0..worlds(500), EXACT, wrong_inside);
}

const ACROSS: Wishes = Wishes {
    sources: 4,
    much: true,
    ..EXACT
};

/// Checks of figures that contradict each other across sources and dates.
const OF_SOURCES: [&str; 5] = [
    "sources-disagree",
    "cumulative-decrease",
    "unannounced-revision",
    "scope-breach",
    "cannot-all-hold-together",
];

/// What is wrong with the findings about a slip among several sources.
fn wrong_across(plan: &Plan, slip: slip::Slip) -> Option<String> {
    if !slip::used(plan).contains(&slip.figure) {
        return None;
    }
    let (inside, together) = (slip::model(plan, false)?, slip::model(plan, true)?);
    let audit = audited(plan);
    let of = |severity: Severity| -> Vec<&Finding> {
        let findings = audit.report.findings.iter();
        findings
            .filter(|finding| finding.severity == severity)
            .collect()
    };
    let (errors, mut warnings) = (of(Severity::Error), of(Severity::Warning));
    warnings.retain(|finding| !ALLOWED.contains(&finding.check));
    let missed = inside.contradictory && errors.is_empty();
    if (missed && !has_rest(plan)) || (!inside.contradictory && !errors.is_empty()) {
        return Some(format!("inside: {}", inside.contradictory));
    }
    let joint = |finding: &&Finding| finding.check == "cannot-all-hold-together";
    if !errors.is_empty() {
        let again = warnings.iter().any(joint);
        return told_once(slip, &errors).or(again.then(|| "told again".to_owned()));
    }
    let mut told = audit.report.findings.iter();
    let told = told.any(|finding| OF_SOURCES.contains(&finding.check));
    let missed = together.contradictory && !told && !has_rest(plan);
    if missed || (!together.contradictory && !warnings.is_empty()) {
        return Some(format!("together: {}", together.contradictory));
    }
    told_once(slip, &warnings)
}

#[test]
fn a_slip_among_sources_is_told_once() {
    slips_are_found(0..worlds(500), ACROSS, wrong_across);
}

const ANY: Wishes = Wishes {
    sources: 4,
    dimensions: 3,
    hedged: true,
    rules: true,
    ..ACROSS
};

/// Whatever else a dossier says is true: the slip alone repairs every contradiction.
fn wrong_anyhow(plan: &Plan, slip: slip::Slip) -> Option<String> {
    if plan.figures[slip.figure].share || !slip::used(plan).contains(&slip.figure) {
        return None;
    }
    let audit = audited(plan);
    let findings = audit.report.findings.iter();
    let errors: Vec<&Finding> = findings
        .filter(|finding| finding.severity == Severity::Error)
        .filter(|finding| finding.check != "implausible-value")
        .collect();
    told_once(slip, &errors)
}

#[test]
fn a_slip_among_hedges_and_rules_is_a_repair_of_all_it_breaks() {
    slips_are_found(0..worlds(400), ANY, wrong_anyhow);
}

/// What a reader is told of contradictions, without places.
fn told(audit: &Audit) -> Vec<String> {
    let findings = audit.report.findings.iter();
    let mut told: Vec<String> = findings
        .map(|finding| {
            let mut claims = finding.claims.clone();
            claims.sort();
            // A note on what is missing names any figure that is there.
            claims.retain(|_| finding.severity != Severity::Note);
            let (repairs, steps) = (&finding.repairs, &finding.derivation);
            format!(
                "{} {claims:?} {} | {} | {:?} | {repairs:?} | {steps:?}",
                finding.check, finding.message, finding.concise, finding.help
            )
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_order_of_files_claims_parts_and_dimensions_is_no_matter() {
    let mut complaints = Vec::new();
    for seed in 0..worlds(250) {
        let Some((plan, _)) = slipped(seed, ANY) else {
            continue;
        };
        let mut chance = Chance::of(!seed);
        let other = plan.shuffled(&mut chance);
        let mut files = yaml::files(&other);
        chance.shuffle(&mut files);
        for (at, (name, _)) in files.iter_mut().enumerate() {
            if name != "crossfoot.yaml" {
                *name = format!("f{at}.yaml");
            }
        }
        files.sort_by_key(|file| file.0 != "crossfoot.yaml");
        let files = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let (one, other) = (told(&audited(&plan)), told(&texts(files, false)));
        let differs = one.iter().zip(&other).find(|(one, other)| one != other);
        if let Some((one, other)) = differs {
            complaints.push(format!("seed {seed}\n{one}\n{other}"));
        } else if one.len() != other.len() {
            complaints.push(format!("seed {seed}: {} and {}", one.len(), other.len()));
        }
    }
    complaints.truncate(3);
    assert_none(&complaints);
}

#[test]
fn the_number_of_threads_is_no_matter() {
    let pool = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().expect("threads can be started")
    };
    let (one, two) = (pool(1), pool(2));
    for seed in 0..worlds(100) {
        if let Some((plan, _)) = slipped(seed, ANY) {
            let text = || audited(&plan).text();
            assert_eq!(one.install(text), two.install(text), "seed {seed}");
        }
    }
}
