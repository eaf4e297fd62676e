//! What is asked, of whom, about which figures: plain data for every renderer.

use crate::text::Severity;

/// The questions on a dossier, a letter for each publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// By the publisher's name.
    pub letters: Vec<Letter>,
    /// What was found and is not asked.
    pub apart: Apart,
}

/// The questions to one publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Who is asked, as the dossier names them.
    pub publisher: String,
    /// Where their figures were read, if elsewhere (`via`, or a text that cites them).
    pub read_in: Vec<String>,
    /// In the order of the report: the gravest first.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The check whose finding it is about.
    pub check: &'static str,
    /// How serious that finding is.
    pub severity: Severity,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Whether a person has accepted the finding.
    pub accepted: bool,
    /// What was counted, a few words.
    pub subject: String,
    /// The question, in whole sentences.
    pub text: String,
    /// What sort of answer would settle it.
    pub settles: Vec<Settles>,
    /// Ids of the finding's claims.
    pub claims: Vec<String>,
    /// The figures that the question speaks of, in its order.
    pub figures: Vec<Quoted>,
}

/// What sort of answer settles a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settles {
    /// A figure that is not printed, or the exact number behind a printed one.
    Figure,
    /// What a figure covers.
    Scope,
    /// The day or period it is about.
    Date,
    /// Whether it was revised, is provisional or final.
    Status,
    /// Which of several figures should read otherwise.
    Choice,
    /// How the figure came about, and where it was taken from.
    Origin,
}

impl Settles {
    /// All of them with their names for machines.
    pub const NAMES: [(Settles, &'static str); 6] = [
        (Settles::Figure, "figure"),
        (Settles::Scope, "scope"),
        (Settles::Date, "date"),
        (Settles::Status, "status"),
        (Settles::Choice, "choice"),
        (Settles::Origin, "origin"),
    ];

    /// Its name for machines.
    pub fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|(known, _)| *known == self);
        found.map_or("", |(_, name)| name)
    }
}

/// A figure as a question cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Id of its claim.
    pub claim: String,
    /// Whether the publisher who is asked speaks for it.
    pub yours: bool,
    /// Who does.
    pub publisher: String,
    /// What it counts: labels of measure and codes.
    pub counts: String,
    /// As printed.
    pub printed: String,
    /// The date it is about, as written; none where nobody says.
    pub as_of: Option<String>,
    /// Whether that date stands in from the date of publication.
    pub as_of_inferred: bool,
    /// Id of its source.
    pub source: String,
    /// Title of the source.
    pub title: Option<String>,
    /// When the source was published, as written.
    pub published: Option<String>,
    /// The same as people write it: `10 March 2025`.
    pub published_words: Option<String>,
    /// Where it was read: the outlet, or the text's own publisher where it cites another.
    pub read_in: Option<String>,
    /// Web address of the source.
    pub url: Option<String>,
    /// The words that hold the figure.
    pub quotation: Option<String>,
}

/// What was found and is not asked, in numbers of findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Those on the input, the quotations and the acceptances: the author's own business.
    pub authors: usize,
    /// Changes that are to be expected of what they count.
    pub expected: usize,
    /// Those that a person has accepted.
    pub accepted: usize,
}

impl Apart {
    /// Adds another's numbers.
    pub fn add(&mut self, other: &Apart) {
        self.authors += other.authors;
        self.expected += other.expected;
        self.accepted += other.accepted;
    }
}

impl Questions {
    /// How many questions there are.
    pub fn count(&self) -> usize {
        self.letters
            .iter()
            .map(|letter| letter.questions.len())
            .sum()
    }

    /// Takes in those of another dossier: one letter a publisher, by name.
    pub fn merge(&mut self, other: Questions) {
        self.apart.add(&other.apart);
        for letter in other.letters {
            match (self.letters.iter_mut()).find(|known| known.publisher == letter.publisher) {
                Some(known) => {
                    for outlet in letter.read_in {
                        if !known.read_in.contains(&outlet) {
                            known.read_in.push(outlet);
                        }
                    }
                    known.questions.extend(letter.questions);
                }
                None => self.letters.push(letter),
            }
        }
        let key = |letter: &Letter| (letter.publisher.to_lowercase(), letter.publisher.clone());
        self.letters.sort_by_cached_key(key);
    }
}
