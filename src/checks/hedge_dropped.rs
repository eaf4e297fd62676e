//! `hedge-dropped`: the quotation has the number of the value under a hedge that
//! gives another interval: "more than 600" and 600.

use crate::dossier::ClaimId;
use crate::findings::Finding;
use crate::quantity::Support;
use crate::text::Severity;

use super::Context;
use super::evidence::{Standing, against_quote, figure, support};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (at, standing) in context.standings().iter().enumerate() {
        if *standing == Standing::HedgedOtherwise {
            findings.extend(describe(context, ClaimId::from(at)));
        }
    }
}

fn describe(context: &Context<'_>, id: ClaimId) -> Option<Finding> {
    let claim = context.claim(id);
    let value = figure(claim)?;
    let (quote, _) = context.dossier().quote_of(claim)?;
    let Support::OtherHedge(found) = support(context.dossier(), claim, value, quote) else {
        return None;
    };
    let quoted = &found.value.printed;
    let message = format!(
        "the quotation says \"{quoted}\", the value says \"{}\"",
        value.printed
    );
    let mut finding = against_quote(
        context,
        "hedge-dropped",
        Severity::Warning,
        id,
        quote,
        message,
    );
    finding.help.push(match found.value.hedge {
        Some(_) => format!(
            "the hedge is part of the figure: write `value: {quoted}`; if it belongs to something else, shorten the quotation"
        ),
        None => format!(
            "write `value: {quoted}`, or let the quotation begin with the words that hedge the figure"
        ),
    });
    Some(finding)
}
