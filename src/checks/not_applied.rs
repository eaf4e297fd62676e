//! `not-applied`, of figures: a difference since a date of which there is no figure.

use crate::figures::{Since, changes};
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (id, claim, since) in changes(context.figures) {
        let measure = &context.dossier().codebook.measure(claim.measure).id;
        let window = claim
            .more
            .as_ref()
            .and_then(|more| more.change_since.as_ref());
        let start = window.map_or("", |window| &*window.value.printed);
        let why = match since {
            Since::From(..) => continue,
            Since::NoStart => format!("no figure of {measure} is dated {start}"),
            Since::Several(dates) => {
                format!("figures of {measure} have {dates} dates in {start}")
            }
            Since::NoEnd => format!("no figure of {measure} has the date of the change itself"),
            Since::Flow => format!("{measure} is a flow, and flows are not compared over time"),
        };
        let message = format!("a change is compared with nothing: {why}");
        let place = [(id, String::new())];
        let mut finding = context.finding_on_claims("not-applied", Severity::Note, &place, message);
        finding.first_against_others();
        finding.subject = format!("change since {start}");
        finding.help.push(match since {
            Since::Flow => {
                "compare the two periods with a rule, or write both as figures".to_owned()
            }
            Since::Several(_) => {
                "give `since` the very date of the figure it starts from".to_owned()
            }
            _ => "write the figures that it connects as claims of their own, each with its date"
                .to_owned(),
        });
        findings.push(finding);
    }
}
