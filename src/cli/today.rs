//! The system's date: the only place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC, as the number of days since 1970-01-01.
pub(super) fn today() -> i32 {
    const DAY: u64 = 24 * 60 * 60;
    let days = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i32::try_from(since.as_secs() / DAY).ok(),
        Err(before) => i32::try_from(before.duration().as_secs().div_ceil(DAY))
            .ok()
            .map(|days| -days),
    };
    days.unwrap_or(i32::MAX)
}
