//! A plan as the files that people write.

use std::fmt::Write;

use super::plan::{Breakdown, Figure, Plan, Statement};
use super::truth::{Dimension, OverTime};

const DATES: [&str; 3] = ["2024-01-31", "2024-06-30", "2024-12-31"];
const PERIODS: [&str; 3] = ["2022", "2023", "2024"];
const PUBLISHERS: [&str; 3] = ["ministry", "office", "commission"];

/// The files of a dossier, settings and codebook first, then one for each source.
pub fn files(plan: &Plan) -> Vec<(String, String)> {
    let mut files = vec![("crossfoot.yaml".to_owned(), codebook(plan))];
    for source in 0..plan.sources.len() {
        let figures = &plan.figures;
        let mut own = plan.statements.iter();
        if own.any(|statement| figures[statement.figure].source == source) {
            files.push((format!("s{source}.yaml"), text(plan, source)));
        }
    }
    files
}

fn codebook(plan: &Plan) -> String {
    let mut text = "publishers:\n".to_owned();
    for publisher in PUBLISHERS {
        line(
            &mut text,
            2,
            format_args!("{publisher}: {{name: {publisher}}}"),
        );
    }
    line(&mut text, 0, format_args!("measures:"));
    for measure in &plan.measures {
        let kind = if measure.amount { "amount" } else { "count" };
        let (name, over_time) = (&measure.name, measure.over_time.name());
        line(
            &mut text,
            2,
            format_args!("{name}: {{type: {kind}, over_time: {over_time}}}"),
        );
    }
    line(&mut text, 0, format_args!("dimensions:"));
    for dimension in &plan.dimensions {
        add_dimension(&mut text, dimension);
    }
    if !plan.rules.is_empty() {
        line(&mut text, 0, format_args!("rules:"));
        for (at, rule) in plan.rules.iter().enumerate() {
            line(&mut text, 2, format_args!("rule-{at}: {rule}"));
        }
    }
    text
}

fn add_dimension(text: &mut String, dimension: &Dimension) {
    line(text, 2, format_args!("{}:", dimension.name));
    line(text, 4, format_args!("codes:"));
    for code in &dimension.codes {
        // One key a kind, each with a list or several.
        let mut kinds: Vec<(&str, Vec<String>)> = Vec::new();
        for (kind, parts) in &code.breakdowns {
            let parts: Vec<&str> = (parts.iter())
                .map(|&part| &*dimension.codes[part].name)
                .collect();
            let list = format!("[{}]", parts.join(", "));
            match kinds.iter_mut().find(|known| known.0 == kind.name()) {
                Some(known) => known.1.push(list),
                None => kinds.push((kind.name(), vec![list])),
            }
        }
        let kinds: Vec<String> = (kinds.into_iter())
            .map(|(kind, lists)| match lists.as_slice() {
                [only] => format!("{kind}: {only}"),
                several => format!("{kind}: [{}]", several.join(", ")),
            })
            .collect();
        if !kinds.is_empty() {
            line(
                text,
                6,
                format_args!("{}: {{{}}}", code.name, kinds.join(", ")),
            );
        }
    }
}

fn text(plan: &Plan, source: usize) -> String {
    let own = &plan.sources[source];
    let series = if own.series {
        ", edition_of: register"
    } else {
        ""
    };
    let mut text = format!(
        "source: {{id: s{source}, publisher: {}, published: 2025-0{}-01{series}}}\nclaims:\n",
        PUBLISHERS[own.publisher],
        source + 1
    );
    for statement in &plan.statements {
        let figure = &plan.figures[statement.figure];
        if figure.source == source {
            add_claim(&mut text, plan, statement);
        }
    }
    text
}

fn add_claim(text: &mut String, plan: &Plan, statement: &Statement) {
    let figure = &plan.figures[statement.figure];
    let measure = &plan.measures[figure.measure];
    line(text, 2, format_args!("- measure: {}", measure.name));
    line(text, 4, format_args!("id: f{}", statement.figure));
    line(text, 4, format_args!("value: {}", figure.text));
    if measure.over_time == OverTime::Flow {
        line(text, 4, format_args!("period: {}", PERIODS[figure.date]));
    } else {
        line(text, 4, format_args!("as_of: {}", DATES[figure.date]));
    }
    let codes = codes(plan, figure);
    if !codes.is_empty() {
        line(text, 4, format_args!("where: {{{}}}", codes.join(", ")));
    }
    add_breakdowns(text, plan, statement, 4);
}

fn codes(plan: &Plan, figure: &Figure) -> Vec<String> {
    let named = plan
        .order
        .iter()
        .map(|&at| (&plan.dimensions[at], figure.codes[at]));
    named
        .filter(|(_, code)| *code > 0)
        .map(|(dimension, code)| format!("{}: {}", dimension.name, dimension.codes[code].name))
        .collect()
}

fn add_breakdowns(text: &mut String, plan: &Plan, statement: &Statement, indent: usize) {
    if statement.breakdowns.is_empty() {
        return;
    }
    line(text, indent, format_args!("breakdowns:"));
    for breakdown in &statement.breakdowns {
        add_breakdown(
            text,
            plan,
            &statement_codes(plan, statement),
            breakdown,
            indent + 2,
        );
    }
}

fn statement_codes(plan: &Plan, statement: &Statement) -> Vec<usize> {
    plan.figures[statement.figure].codes.clone()
}

fn add_breakdown(
    text: &mut String,
    plan: &Plan,
    whole: &[usize],
    breakdown: &Breakdown,
    indent: usize,
) {
    let mut first = "- ";
    if let Some(by) = breakdown.by {
        line(
            text,
            indent,
            format_args!("- by: {}", plan.dimensions[by].name),
        );
        first = "  ";
    }
    if let Some(kind) = breakdown.kind {
        line(text, indent, format_args!("{first}kind: {}", kind.name()));
        first = "  ";
    }
    line(text, indent, format_args!("{first}parts:"));
    for part in &breakdown.parts {
        let figure = &plan.figures[part.figure];
        let at = (0..whole.len()).find(|&at| whole[at] != figure.codes[at]);
        let at = at.expect("a part has another code than its whole");
        let dimension = &plan.dimensions[at];
        let code = &dimension.codes[figure.codes[at]].name;
        let name = match breakdown.by {
            Some(_) => code.clone(),
            None => format!("{}={code}", dimension.name),
        };
        line(text, indent + 4, format_args!("{name}:"));
        line(text, indent + 6, format_args!("id: f{}", part.figure));
        line(text, indent + 6, format_args!("value: {}", figure.text));
        add_breakdowns(text, plan, part, indent + 6);
    }
}

fn line(text: &mut String, indent: usize, words: std::fmt::Arguments<'_>) {
    writeln!(text, "{:indent$}{words}", "").expect("a string takes all text");
}
