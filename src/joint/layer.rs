//! Layers: whose figures are taken together, and how their words are read.

use crate::figures::{Date, Figures, PointId};

/// Who takes part: figures of different scopes never meet.
pub type Scope = (u32, u32);

/// Whose figures are taken together. The first layer that cannot hold names the
/// contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// One speaker in one text, date by date.
    Source,
    /// One speaker over all texts and dates.
    Publisher,
    /// Everybody.
    All,
}

/// How words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Words {
    /// By what they exclude.
    Hard,
    /// As they are usually meant.
    Plausible,
}

/// A moment or stretch of time that figures are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// First day; the least number where there is none.
    pub start: i64,
    /// Last day, likewise.
    pub end: i64,
    /// What it shares its date with.
    pub date: Date,
}

impl Layer {
    /// Who takes part with a point: points of different numbers never meet.
    pub fn scope(self, figures: &Figures<'_>, point: PointId) -> Scope {
        let group = figures.group(figures.point(point).group);
        // A source that nothing declares is a slip, and no text to compare with.
        let known = figures.dossier.source(group.source).known;
        match self {
            Layer::Source => (group.source.0, group.speaker.0),
            _ if !known => (group.source.0 + 1, group.speaker.0),
            Layer::Publisher => (0, group.speaker.0),
            Layer::All => (0, 0),
        }
    }

    /// The moment of a point: inside one source equal windows are one date.
    pub fn moment(self, figures: &Figures<'_>, point: PointId) -> Moment {
        let source = figures.group(figures.point(point).group).source;
        let (start, end, date) = figures.date_of(point, source.0);
        match self {
            Layer::Source => Moment {
                start,
                end,
                date: Date::InText(source.0, start, end),
            },
            Layer::Publisher | Layer::All => Moment { start, end, date },
        }
    }
}
