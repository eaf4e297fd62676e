//! When figures share a date, and in which order dates come.

use crate::dossier::{DateOrigin, OverTime};
use crate::quantity::{Day, Window};

use super::{Figures, PointId};

/// When two figures share a date: the same day, the same `period`, or equal
/// windows in one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Date {
    /// One day.
    Day(i64),
    /// A period, first and last day.
    Period(i64, i64),
    /// A window of several days that only the text of this number means.
    InText(u32, i64, i64),
}

/// First and last day of a window, with the ends of time where there is none.
pub fn days(window: Option<&Window>) -> (i64, i64) {
    let end = |day: Option<Day>, open: i64| day.map_or(open, |day| i64::from(day.0));
    match window {
        Some(window) => (end(window.start, i64::MIN), end(window.end, i64::MAX)),
        None => (i64::MIN, i64::MAX),
    }
}

impl Figures<'_> {
    /// First and last day of a point, and what it shares its date with; `text` is the
    /// number that stands for its text.
    pub fn date_of(&self, id: PointId, text: u32) -> (i64, i64, Date) {
        let point = self.point(id);
        let group = self.group(point.group);
        let (start, end) = days(group.window.as_ref());
        let as_period = || {
            let measure = self.cells.get(point.cell).measure;
            let flow = self.dossier.codebook.measure(measure).over_time == OverTime::Flow;
            let mut here = self.figures_at(point).iter();
            flow || here
                .any(|figure| self.dossier.claim(figure.claim).when.origin == DateOrigin::Period)
        };
        let date = if start == end {
            Date::Day(start)
        } else if group.window.is_some() && as_period() {
            Date::Period(start, end)
        } else {
            Date::InText(text, start, end)
        };
        (start, end, date)
    }
}
