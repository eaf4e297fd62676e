//! Ends of intervals as one machine word each: a whole number of quanta and whether
//! the end is open.
//!
//! A lower end at `v` is the key `2v`, an open one `2v + 1`; an upper end is `2v`, an
//! open one `2v - 1`. So of two lower ends the greater key is the tighter, of two
//! upper ends the smaller, and a lower key above an upper key means that nothing lies
//! between: the comparison of open and closed ends is the comparison of integers.

use crate::quantity::{Bound, Exact};

/// One of the two ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The lower end: the quantity is at least this.
    Low,
    /// The upper end: the quantity is at most this.
    High,
}

/// The key of a lower end that is missing.
pub(crate) const NO_LOW: i64 = i64::MIN;
/// The key of an upper end that is missing.
pub(crate) const NO_HIGH: i64 = i64::MAX;
/// Keys hold whole numbers strictly between this and its negative.
pub(crate) const MOST: i64 = 1 << 60;

#[inline]
pub(crate) fn low_key(value: i64, open: bool) -> i64 {
    2 * value + i64::from(open)
}

#[inline]
pub(crate) fn high_key(value: i64, open: bool) -> i64 {
    2 * value - i64::from(open)
}

#[inline]
pub(crate) fn low_value(key: i64) -> i64 {
    key >> 1
}

#[inline]
pub(crate) fn high_value(key: i64) -> i64 {
    (key >> 1) + (key & 1)
}

#[inline]
pub(crate) fn is_open(key: i64) -> bool {
    key & 1 != 0
}

/// Whether a cell with these two keys has one value only.
#[inline]
pub(crate) fn fixed(low: i64, high: i64) -> bool {
    low == high && !is_open(low)
}

/// The key of a missing end.
pub(crate) fn missing(side: Side) -> i64 {
    match side {
        Side::Low => NO_LOW,
        Side::High => NO_HIGH,
    }
}

/// The number and openness of a key, or nothing for a missing end.
pub(crate) fn decode(side: Side, key: i64) -> Option<(i64, bool)> {
    match side {
        _ if key == missing(side) => None,
        Side::Low => Some((low_value(key), is_open(key))),
        Side::High => Some((high_value(key), is_open(key))),
    }
}

/// The key of a number, if it fits.
pub(crate) fn encode(side: Side, value: i64, open: bool) -> Option<i64> {
    (-MOST < value && value < MOST).then(|| match side {
        Side::Low => low_key(value, open),
        Side::High => high_key(value, open),
    })
}

/// A column of ends. Whole numbers are kept as keys; the few others in a table beside.
#[derive(Clone, Debug)]
pub(crate) struct Ends {
    side: Side,
    keys: Vec<i64>,
    odd: Vec<Bound>,
}

/// Keys from here up to `ODD + 2^32` point into the table of odd ends.
const ODD: i64 = i64::MIN + 1;

/// One end of a column.
pub(crate) enum End<'a> {
    /// There is none.
    Missing,
    /// A whole number as key.
    Key(i64),
    /// Any other number.
    Odd(&'a Bound),
}

impl Ends {
    pub(crate) fn new(side: Side) -> Ends {
        Ends {
            side,
            keys: Vec::new(),
            odd: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, bound: Option<&Bound>) {
        let Some(bound) = bound else {
            self.keys.push(missing(self.side));
            return;
        };
        let key = (bound.value.to_i64()).and_then(|value| encode(self.side, value, bound.open));
        self.keys.push(key.unwrap_or(ODD + self.odd.len() as i64));
        if key.is_none() {
            self.odd.push(bound.clone());
        }
    }

    #[inline]
    pub(crate) fn get(&self, at: usize) -> End<'_> {
        let key = self.keys[at];
        if key == missing(self.side) {
            End::Missing
        } else if key < -2 * MOST {
            End::Odd(&self.odd[(key - ODD) as usize])
        } else {
            End::Key(key)
        }
    }

    pub(crate) fn bound(&self, at: usize) -> Option<Bound> {
        match self.get(at) {
            End::Missing => None,
            End::Key(key) => decode(self.side, key).map(|(value, open)| Bound {
                value: Exact::from(value),
                open,
            }),
            End::Odd(bound) => Some(bound.clone()),
        }
    }

    /// Whether every end is a whole number or missing.
    pub(crate) fn all_whole(&self) -> bool {
        self.odd.is_empty()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_open_and_closed_ends() {
        // At 5: closed below closed meets, anything open does not.
        assert!(low_key(5, false) <= high_key(5, false));
        assert!(low_key(5, true) > high_key(5, false));
        assert!(low_key(5, false) > high_key(5, true));
        assert!(low_key(5, true) > high_key(5, true));
        // Between 5 and 6 there is room even if both ends are open.
        assert!(low_key(5, true) <= high_key(6, true));
        assert!(!fixed(low_key(5, true), high_key(6, true)));
        for value in [-7, -1, 0, 1, 8, MOST - 1] {
            for open in [false, true] {
                for side in [Side::Low, Side::High] {
                    let key = encode(side, value, open).unwrap();
                    assert_eq!(decode(side, key), Some((value, open)));
                }
            }
        }
    }

    #[test]
    fn columns_keep_every_number() {
        let bounds = [
            None,
            Some(Bound::closed(Exact::from(3983i64))),
            Some(Bound::open(Exact::ratio(25, 2))),
            Some(Bound::open(Exact::from(-4i64))),
            Some(Bound::closed(Exact::power_of_ten(40))),
            Some(Bound::closed(Exact::from(i64::MIN))),
        ];
        for side in [Side::Low, Side::High] {
            let mut ends = Ends::new(side);
            bounds.iter().for_each(|bound| ends.push(bound.as_ref()));
            for (at, bound) in bounds.iter().enumerate() {
                assert_eq!(ends.bound(at), *bound);
            }
        }
    }
}
