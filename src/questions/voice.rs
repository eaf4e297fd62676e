//! How a question speaks to one publisher: "you give" for their own figures, name and
//! date in brackets for those of others.

use crate::dossier::{DateOrigin, SpeakerId};

use super::cite::read_in;
use super::data::Settles;
use super::dates;
use super::desk::{Desk, Figure};
use super::naming::Naming;
use super::words::list;

/// One publisher who is asked, and where to look things up.
pub(super) struct Voice<'d, 'a> {
    pub desk: &'d Desk<'a>,
    pub you: SpeakerId,
}

/// A question before its figures are cited.
#[derive(Debug)]
pub(super) struct Draft {
    pub subject: String,
    pub text: String,
    pub settles: Vec<Settles>,
    /// The figures it speaks of.
    pub figures: Vec<Figure>,
}

impl Voice<'_, '_> {
    /// Whether the figure is theirs.
    pub fn yours(&self, figure: &Figure) -> bool {
        self.desk.speaker(figure) == self.you
    }

    /// "You give", or "You are quoted with" where another's text cites them.
    pub fn lead(&self, figure: &Figure) -> &'static str {
        match self.cited(figure) {
            Some(_) => "You are quoted with",
            None => "You give",
        }
    }

    /// Where the figure is quoted, if not in a text of its own speaker.
    fn cited(&self, figure: &Figure) -> Option<String> {
        let claim = self.desk.claim(figure.claim);
        let source = self.desk.dossier.source(claim.source);
        let other = claim.speaker != source.publisher;
        read_in(self.desk, claim).filter(|_| other)
    }

    /// What it is about and when, in words: "as of 10 March 2025", "for 2014", "published
    /// on 10 March 2025". Empty where nothing is known.
    pub fn date(&self, figure: &Figure) -> String {
        let claim = self.desk.claim(figure.claim);
        let source = self.desk.dossier.source(claim.source);
        let written = claim.when.window.as_ref().map(|window| &*window.printed);
        let published = source.published.as_ref();
        let published = published.map(|window| &*window.value.printed);
        match (claim.when.origin, written, published) {
            (DateOrigin::Stated, Some(date), _) => dates::about(date),
            (DateOrigin::Period, Some(date), _) => format!("for {}", dates::words(date)),
            (_, _, Some(date)) => format!("published {}", dates::on(date)),
            _ => String::new(),
        }
    }

    /// Their own figure: "285 for women (as of 10 March 2025)".
    pub fn own(&self, figure: &Figure, tail: &str) -> String {
        let date = self.date(figure);
        let date = match date.is_empty() {
            true => String::new(),
            false => format!(" ({date})"),
        };
        format!("{}{tail}{date}", printed(figure))
    }

    /// Another's: "284 for women (Caliber.Az, published around 27 September 2025)".
    pub fn other(&self, figure: &Figure, tail: &str) -> String {
        format!("{}{tail} ({})", printed(figure), self.attribution(figure))
    }

    /// Who says it, where, and of when.
    fn attribution(&self, figure: &Figure) -> String {
        let claim = self.desk.claim(figure.claim);
        let mut said = vec![self.desk.name(claim.speaker)];
        if let Some(outlet) = self.cited(figure) {
            said.push(format!("quoted in {outlet}"));
        }
        let date = self.date(figure);
        if !date.is_empty() {
            said.push(date);
        }
        said.join(", ")
    }

    /// Figures of others: those of one text in one bracket, and those who say the same.
    pub fn others<'f>(&self, figures: impl Iterator<Item = (&'f Figure, String)>) -> String {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for (figure, tail) in figures {
            let who = self.attribution(figure);
            let said = format!("{}{tail}", printed(figure));
            match groups.iter_mut().find(|(known, _)| *known == who) {
                Some((_, all)) if all.contains(&said) => {}
                Some((_, all)) => all.push(said),
                None => groups.push((who, vec![said])),
            }
        }
        let mut merged: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for (who, said) in groups {
            match merged.iter_mut().find(|(_, known)| *known == said) {
                Some((all, _)) => all.push(who),
                None => merged.push((vec![who], said)),
            }
        }
        let told = merged.into_iter();
        let told = told.map(|(who, said)| format!("{} ({})", list(&said), who.join("; ")));
        let told: Vec<String> = told.collect();
        match told.as_slice() {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            all => all.concat(),
        }
    }

    /// A figure, whosever it is.
    pub fn either(&self, figure: &Figure, tail: &str) -> String {
        match self.yours(figure) {
            true => self.own(figure, tail),
            false => self.other(figure, tail),
        }
    }

    /// "You give 3,983 in all and 285 for women (as of 10 March 2025)." The date is said
    /// once where all have the same.
    pub fn give(&self, figures: &[(&Figure, String)]) -> String {
        let Some((first, _)) = figures.first() else {
            return String::new();
        };
        let date = self.date(first);
        let same = figures.iter().all(|(figure, _)| self.date(figure) == date);
        let lead = self.lead(first);
        if !same || date.is_empty() {
            let all: Vec<String> = (figures.iter())
                .map(|(figure, tail)| match date.is_empty() && same {
                    true => format!("{}{tail}", printed(figure)),
                    false => self.own(figure, tail),
                })
                .collect();
            return format!("{lead} {}", list(&all));
        }
        let all: Vec<String> = (figures.iter())
            .map(|(figure, tail)| format!("{}{tail}", printed(figure)))
            .collect();
        format!("{lead} {} ({date})", list(&all))
    }

    /// Figures in two sentences: what they give, then what others do. Names are taken by
    /// place.
    pub fn both(&self, figures: &[Figure], naming: &Naming) -> String {
        let own: Vec<(&Figure, String)> = (figures.iter().enumerate())
            .filter(|(_, figure)| self.yours(figure))
            .map(|(at, figure)| (figure, naming.tail(at)))
            .collect();
        let others = (figures.iter().enumerate())
            .filter(|(_, figure)| !self.yours(figure))
            .map(|(at, figure)| (figure, naming.tail(at)));
        let others = self.others(others);
        let own = self.give(&own);
        match (own.is_empty(), others.is_empty()) {
            (_, true) => format!("{own}."),
            (true, false) => format!("We find {others}."),
            (false, false) => format!("{own}. Elsewhere we find {others}."),
        }
    }
}

impl Desk<'_> {
    /// How a speaker is called. A text without a publisher is called by its title.
    pub fn name(&self, speaker: SpeakerId) -> String {
        let shown = self.dossier.speakers.name(speaker);
        if self.dossier.speakers.name_to_write(speaker).is_some() {
            return shown.to_owned();
        }
        let mut texts = self.dossier.sources.iter();
        let text = texts.find(|source| source.publisher == speaker);
        match text.and_then(|source| source.title.as_deref()) {
            Some(title) => format!("the publisher of \"{title}\""),
            None => format!("the publisher of \"{shown}\""),
        }
    }
}

/// A figure as printed, or how it follows.
fn printed(figure: &Figure) -> String {
    match &figure.derived {
        Some(how) => format!("{} (which follows: {how})", figure.printed),
        None => figure.printed.clone(),
    }
}
