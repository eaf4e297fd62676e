//! The list of every relation with its verdict: what was verified, not only
//! what went wrong.

use annotate_snippets::renderer::AnsiColor;

use crate::findings::{RelationRecord, Verdict};
use crate::output::escape::{escape, shorten};
use crate::output::summary::colored;
use crate::output::{Style, text};
use crate::text::SourceMap;

/// One line a relation: verdict, relation, source and place; the cause below it.
pub(super) fn list(relations: &[RelationRecord], sources: &SourceMap, style: &Style) -> String {
    let mut out = String::from("relations:\n");
    for relation in relations {
        let color = match relation.verdict {
            Verdict::Holds => AnsiColor::Green,
            Verdict::Fails => AnsiColor::BrightRed,
            Verdict::Blocked => AnsiColor::Yellow,
            Verdict::NotRun => AnsiColor::BrightBlack,
        };
        let verdict = format!("{:<7}", words(relation.verdict));
        out.push_str(&format!(
            "  {}  {}  ({}, {})\n",
            colored(&verdict, color.on_default(), style),
            escape(&relation.relation),
            shorten(&relation.source, 60, style.ascii),
            text::place(sources, relation.span),
        ));
        if let Some(cause) = &relation.cause {
            out.push_str(&format!("           because {}\n", escape(cause)));
        }
    }
    out
}

fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "fails",
        Verdict::Blocked => "blocked",
        Verdict::NotRun => "not run",
    }
}
