//! Dates as texts write them, by the days that they are about.

use rustc_hash::FxHashMap;

use crate::figures::{Date, Figures, GroupId, days};
use crate::joint::Moment;
use crate::quantity::Window;

/// The first group with each stretch of days, in all texts and in each.
#[derive(Debug, Default)]
pub(in crate::checks) struct Written {
    anywhere: FxHashMap<(i64, i64), GroupId>,
    in_text: FxHashMap<(u32, i64, i64), GroupId>,
}

impl Written {
    /// The dates of all figures, those of the first groups first.
    pub fn of(figures: &Figures<'_>) -> Written {
        let mut written = Written::default();
        for (group, at) in figures.groups.iter().zip((0..).map(GroupId)) {
            let Some(window) = &group.window else {
                continue;
            };
            let (start, end) = days(Some(window));
            written.anywhere.entry((start, end)).or_insert(at);
            let key = (group.source.0, start, end);
            written.in_text.entry(key).or_insert(at);
        }
        written
    }

    /// How a moment is written: in its own text, where it belongs to one.
    pub fn find<'f>(&self, figures: &'f Figures<'_>, moment: Moment) -> Option<&'f Window> {
        let (start, end) = (moment.start, moment.end);
        let group = match moment.date {
            Date::InText(text, ..) => self.in_text.get(&(text, start, end)),
            _ => self.anywhere.get(&(start, end)),
        };
        figures.group(*group?).window.as_ref()
    }
}
