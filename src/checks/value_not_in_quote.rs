//! `value-not-in-quote`: the quotation does not contain the figure, so one of the
//! two was copied wrongly. The quotation of a whole is `no-quote`'s business.

use crate::dossier::{ClaimId, Quote};
use crate::findings::Finding;
use crate::quantity::{Found, Support};
use crate::text::Severity;

use super::Context;
use super::evidence::{Standing, against_quote, figure, support};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (at, standing) in context.standings().iter().enumerate() {
        if *standing == Standing::Absent {
            findings.extend(describe(context, ClaimId::from(at)));
        }
    }
}

fn describe(context: &Context<'_>, id: ClaimId) -> Option<Finding> {
    let claim = context.claim(id);
    let value = figure(claim)?;
    let (quote, _) = context.dossier().quote_of(claim)?;
    let Support::No(found) = support(context.dossier(), claim, value, quote) else {
        return None;
    };
    let message = format!(
        "{} is not in its quotation, which has {}",
        value.printed,
        listed(&found)
    );
    let mut finding = against_quote(
        context,
        "value-not-in-quote",
        Severity::Error,
        id,
        quote,
        message,
    );
    if cut_by_comment(context, quote) {
        finding.help.push(
            "` #` begins a comment, so the quotation ends before it: put it in quotation marks"
                .to_owned(),
        );
    }
    finding.help.push(
        "go back to the text and copy both again; a figure that follows from the text but is not printed in it is no claim of its source"
            .to_owned(),
    );
    Some(finding)
}

/// Whether a comment follows the quotation on its line.
fn cut_by_comment(context: &Context<'_>, quote: &Quote) -> bool {
    let text = &context.dossier().files.file(quote.span.file).text;
    let rest = text.get(quote.span.end as usize..).unwrap_or_default();
    rest.trim_start_matches([' ', '\t']).starts_with('#')
}

/// The nearest figures of the quotation.
fn listed(found: &[Found]) -> String {
    let printed: Vec<&str> = found.iter().map(|found| &*found.value.printed).collect();
    match printed.split_last() {
        None => "no figure".to_owned(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
