//! Questions on words that have to be stretched: which numbers stand behind them.

use crate::findings::Finding;

use super::data::Settles;
use super::naming::Naming;
use super::same::conflicting;
use super::voice::{Draft, Voice};
use super::{joint, sums};

pub(super) fn build(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    if finding.worksheet.is_some() {
        return sums::build(voice, finding).or_else(|| joint::plain(voice, finding));
    }
    if finding.figures.is_empty() {
        return joint::build(voice, finding);
    }
    let desk = voice.desk;
    let figures = conflicting(voice, finding);
    let naming = Naming::of(desk, &figures);
    let mut text = voice.both(&figures, &naming);
    let same = figures
        .windows(2)
        .all(|pair| pair[0].scope == pair[1].scope);
    text.push_str(match same {
        true => {
            " The words do not exclude that these agree, but usually they would be read \
                 otherwise."
        }
        false => " One belongs to the other, so that the words only just leave room for both.",
    });
    let own = figures.iter().filter(|figure| voice.yours(figure));
    let own: Vec<String> = own
        .map(|figure| format!("\"{}\"", figure.printed))
        .collect();
    text.push_str(&format!(
        " Which exact number stands behind {}, and what does it count?",
        super::words::list(&own)
    ));
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Figure, Settles::Scope],
        figures,
    })
}
