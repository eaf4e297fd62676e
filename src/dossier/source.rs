//! Sources and speakers: which text a figure stands in, and who says it.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::claim::ClaimState;
use super::ids::SpeakerId;
use crate::quantity::NumberFormat;
use crate::quantity::value::Rounding;
use crate::quantity::{Exact, Window};
use crate::text::{Span, Spanned};

/// One text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id, as claims name it.
    pub id: String,
    /// Where it is declared; `None` for the source implied by a file without one.
    pub span: Option<Span>,
    /// Whether there is such a text; not for an id that claims name and nothing
    /// declares.
    pub known: bool,
    /// Its title.
    pub title: Option<String>,
    /// Who speaks where a claim does not say.
    pub publisher: SpeakerId,
    /// Where it was read; never takes part in comparisons.
    pub via: Option<String>,
    /// When it was published (the vintage).
    pub published: Option<Spanned<Window>>,
    /// The date its figures are about, unless they say otherwise.
    pub as_of: Option<Spanned<Window>>,
    /// Web address.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// File name of a plain-text copy.
    pub text: Option<Spanned<String>>,
    /// The series of editions it belongs to.
    pub edition_of: Option<String>,
    /// How final it is.
    pub status: SourceStatus,
    /// 1 to 5; used only to break ties when a culprit is sought.
    pub trust: Option<u8>,
    /// How its rounded figures were cut.
    pub rounding: Rounding,
    /// How it writes numbers.
    pub number_format: NumberFormat,
    /// Its amounts are rounded to this unit.
    pub rounded_to: Option<Exact>,
}

/// How final a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceStatus {
    /// May still change.
    Provisional,
    /// Nothing is said: taken to stand.
    Current,
    /// Meant to stand.
    Final,
    /// Withdrawn by its publisher; not compared.
    Retracted,
}

impl SourceStatus {
    /// Those that files name, with the names that they use.
    pub const NAMES: [(&'static str, SourceStatus); 3] = [
        ("provisional", SourceStatus::Provisional),
        ("final", SourceStatus::Final),
        ("retracted", SourceStatus::Retracted),
    ];

    /// The name that files use; none where nothing is said.
    pub fn name(self) -> Option<&'static str> {
        let known = Self::NAMES.iter().find(|(_, status)| *status == self);
        known.map(|(name, _)| *name)
    }

    /// The state of a claim of such a source that says nothing of it.
    pub fn of_claims(self) -> ClaimState {
        match self {
            SourceStatus::Provisional => ClaimState::Provisional,
            SourceStatus::Current => ClaimState::Current,
            SourceStatus::Final => ClaimState::Final,
            SourceStatus::Retracted => ClaimState::Retracted,
        }
    }
}

/// Everyone who speaks, under one number each.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    names: Vec<String>,
    index: IndexMap<String, SpeakerId, FxBuildHasher>,
}

impl Speakers {
    /// The speaker of that name, added if nobody like that is known yet. Names
    /// are compared without case, punctuation and small words.
    pub fn intern(&mut self, name: &str) -> SpeakerId {
        let key = normalise(name);
        if let Some(&id) = self.index.get(&key) {
            return id;
        }
        let id = SpeakerId::from(self.names.len());
        self.names.push(name.to_owned());
        self.index.insert(key, id);
        id
    }

    /// A speaker nobody can be equal to: the voice of a text without a publisher.
    pub fn anonymous(&mut self, shown: &str) -> SpeakerId {
        self.names.push(shown.to_owned());
        SpeakerId::from(self.names.len() - 1)
    }

    /// Makes `alias` another name of `speaker`; the speaker that already has
    /// that name, if it is a different one.
    pub fn alias(&mut self, speaker: SpeakerId, alias: &str) -> Option<SpeakerId> {
        match self.index.entry(normalise(alias)) {
            indexmap::map::Entry::Occupied(known) => {
                (*known.get() != speaker).then(|| *known.get())
            }
            indexmap::map::Entry::Vacant(free) => {
                free.insert(speaker);
                None
            }
        }
    }

    /// The speaker of that name or alias, if one is known.
    pub fn find(&self, name: &str) -> Option<SpeakerId> {
        self.index.get(&normalise(name)).copied()
    }

    /// Every speaker that has a name or alias, once for each; not the voices of texts
    /// without a publisher.
    pub fn named(&self) -> impl Iterator<Item = SpeakerId> {
        self.index.values().copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name to show.
    pub fn name(&self, id: SpeakerId) -> &str {
        &self.names[id.index()]
    }

    /// A name under which a file means this speaker: the one to show, or an alias.
    /// Nothing for the voice of a text without a publisher.
    pub fn name_to_write(&self, id: SpeakerId) -> Option<&str> {
        let shown = self.name(id);
        if self.index.get(&normalise(shown)) == Some(&id) {
            return Some(shown);
        }
        let mut others = self.index.iter();
        let known = others.find(|(name, known)| **known == id && normalise(name) == **name);
        known.map(|(name, _)| name.as_str())
    }

    /// Sets the name to show.
    pub fn rename(&mut self, id: SpeakerId, name: &str) {
        name.clone_into(&mut self.names[id.index()]);
    }
}

fn normalise(name: &str) -> String {
    const SMALL: [&str; 9] = ["the", "of", "on", "and", "for", "a", "an", "in", "to"];
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .collect();
    if words.is_empty() {
        lower
    } else {
        words.join(" ")
    }
}
