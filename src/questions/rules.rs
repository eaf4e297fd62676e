//! Questions on figures that break a declared rule: its reason is told, not its formula.

use crate::dossier::Rule;
use crate::findings::Finding;

use super::data::Settles;
use super::desk::Figure;
use super::naming::Naming;
use super::repairs;
use super::voice::{Draft, Voice};
use super::words;

pub(super) fn build(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let terms = finding.worksheet.as_ref().map(|sheet| {
        let terms = [&sheet.stated].into_iter().chain(&sheet.terms);
        terms.filter_map(|term| desk.term(term)).collect()
    });
    let mut figures: Vec<Figure> = terms.unwrap_or_default();
    if figures.len() < 2 {
        figures = desk.claims(finding);
    }
    if figures.is_empty() {
        return None;
    }
    let naming = Naming::of(desk, &figures);
    let mut text = voice.both(&figures, &naming);
    let why = rule(voice, finding).and_then(|rule| rule.why.as_deref());
    match why {
        Some(why) => {
            let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
            let why = why.trim_end_matches('.');
            text.push_str(&format!(
                " We had expected these figures to fit together, for this reason: {why}."
            ));
        }
        None => text.push_str(&expected(finding)),
    }
    if let Some(sheet) = &finding.worksheet
        && let Some((by, _)) = words::off(sheet)
    {
        text.push_str(&format!(" The difference is {by}."));
    }
    if figures.len() > 2
        && let Some(choices) = repairs::choices(desk, finding, &figures, &naming)
    {
        text.push_str(&format!(" {choices}."));
    }
    text.push_str(" Do they cover the same group, up to the same day?");
    let mut settles = vec![Settles::Scope, Settles::Choice, Settles::Date];
    if let Some(question) = repairs::settled_by(desk, finding) {
        text.push_str(&format!(" {question}"));
        settles.push(Settles::Figure);
    }
    Some(Draft {
        subject: naming.subject,
        text,
        settles,
        figures,
    })
}

/// What a rule without a reason asks for, in words.
fn expected(finding: &Finding) -> String {
    let (comparison, several) = match &finding.worksheet {
        Some(sheet) => (sheet.comparison, sheet.terms.len() > 1),
        None => return " We cannot make these figures fit together.".to_owned(),
    };
    let than = if several {
        "the others together"
    } else {
        "the second"
    };
    let how = match comparison {
        "<=" | "<" => format!("not to be larger than {than}"),
        ">=" | ">" => format!("not to be smaller than {than}"),
        _ => format!("to equal {than}"),
    };
    format!(" We had expected the first {how}.")
}

/// The rule of a finding: the one that it points to.
fn rule<'a>(voice: &Voice<'_, 'a>, finding: &Finding) -> Option<&'a Rule> {
    let mut rules = voice.desk.dossier.codebook.rules.iter();
    rules.find(|rule| {
        let mut places = finding.locations.iter();
        places.any(|place| place.span == rule.assert.span)
    })
}
