//! Questions on figures that are odd by themselves: a fraction of a person, a share above
//! 100 %, figures in two currencies.

use crate::findings::Finding;
use crate::quantity::Exact;

use super::data::Settles;
use super::naming::Naming;
use super::voice::{Draft, Voice};

pub(super) fn implausible(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures = desk.claims(finding);
    let first = figures.first()?;
    let value = desk.claim(first.claim).value.as_ref()?;
    let number = value.number()?.to_exact();
    let naming = Naming::of(desk, &figures);
    let given = voice.both(&figures, &naming);
    let odd = if value.is_percent() {
        "A share outside 0 to 100% is unusual. What is it a share of, and of which counts?"
    } else if number < Exact::ZERO {
        "A count below zero is unusual. Is it a change since an earlier date?"
    } else {
        "A count is usually a whole number. Is it an average or an estimate?"
    };
    Some(Draft {
        subject: naming.subject,
        text: format!("{given} {odd}"),
        settles: vec![Settles::Figure, Settles::Origin],
        figures,
    })
}

pub(super) fn units(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let figures = voice.desk.claims(finding);
    let naming = Naming::of(voice.desk, &figures);
    let given = voice.both(&figures, &naming);
    Some(Draft {
        subject: naming.subject,
        text: format!(
            "{given} These are in different units. Is that meant, and what are both in one unit?"
        ),
        settles: vec![Settles::Figure],
        figures,
    })
}
