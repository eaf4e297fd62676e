//! The system's date: the only place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::quantity::Day;

/// Today in UTC.
pub(super) fn today() -> Day {
    const DAY: u64 = 24 * 60 * 60;
    let days = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i32::try_from(since.as_secs() / DAY).ok(),
        Err(before) => i32::try_from(before.duration().as_secs().div_ceil(DAY))
            .ok()
            .map(|days| -days),
    };
    Day(days.unwrap_or(i32::MAX))
}
