//! Products and quotients of intervals.

use super::super::Exact;
use super::{Bound, Interval};

/// One end as a factor: finite, or infinite with a sign.
#[derive(Clone)]
enum End {
    Finite(Exact, bool),
    Infinite(bool),
}

impl End {
    fn ends(interval: &Interval) -> [End; 2] {
        let end = |bound: &Option<Bound>, positive| match bound {
            Some(bound) => End::Finite(bound.value.clone(), bound.open),
            None => End::Infinite(positive),
        };
        [end(&interval.low, false), end(&interval.high, true)]
    }

    fn sign(&self) -> i8 {
        match self {
            End::Finite(value, _) if value.is_zero() => 0,
            End::Finite(value, _) => {
                if value.is_negative() {
                    -1
                } else {
                    1
                }
            }
            End::Infinite(positive) => {
                if *positive {
                    1
                } else {
                    -1
                }
            }
        }
    }

    /// The product of two ends. A closed zero wins over whatever the other end
    /// is, since zero times any member is zero.
    fn times(&self, other: &End) -> End {
        match (self, other) {
            (End::Finite(a, open_a), End::Finite(b, open_b)) => {
                let closed_zero = (a.is_zero() && !open_a) || (b.is_zero() && !open_b);
                End::Finite(a * b, !closed_zero && (*open_a || *open_b))
            }
            (End::Finite(zero, open), End::Infinite(_))
            | (End::Infinite(_), End::Finite(zero, open))
                if zero.is_zero() =>
            {
                End::Finite(Exact::ZERO, *open)
            }
            _ => End::Infinite(self.sign() * other.sign() > 0),
        }
    }

    /// Whether this end reaches further to the `lower` side than `other`.
    fn beyond(&self, other: &End, lower: bool) -> bool {
        match (self, other) {
            (End::Infinite(positive), End::Infinite(others)) => {
                positive != others && *positive != lower
            }
            (End::Infinite(positive), End::Finite(..)) => *positive != lower,
            (End::Finite(..), End::Infinite(positive)) => *positive == lower,
            (End::Finite(a, open_a), End::Finite(b, open_b)) => {
                if a == b {
                    !open_a && *open_b
                } else {
                    (a < b) == lower
                }
            }
        }
    }

    fn into_bound(self) -> Option<Bound> {
        match self {
            End::Finite(value, open) => Some(Bound { value, open }),
            End::Infinite(_) => None,
        }
    }
}

impl Interval {
    /// The smallest interval that holds every product of a number here and a
    /// number there.
    pub fn mul(&self, other: &Interval) -> Interval {
        if let Some(factor) = self.single() {
            return other.scale(factor);
        }
        if let Some(factor) = other.single() {
            return self.scale(factor);
        }
        let [a, b] = End::ends(self);
        let [c, d] = End::ends(other);
        let products = [a.times(&c), a.times(&d), b.times(&c), b.times(&d)];
        let extreme = |lower: bool| {
            let mut best = products[0].clone();
            for product in &products[1..] {
                if product.beyond(&best, lower) {
                    best = product.clone();
                }
            }
            best.into_bound()
        };
        let mut result = Interval {
            low: extreme(true),
            high: extreme(false),
        };
        // A zero strictly inside one factor makes the product zero reachable even
        // where the ends that meet at zero are open.
        let zero = Exact::ZERO;
        if self.contains(&zero) || other.contains(&zero) {
            result = result.hull(&Interval::point(zero));
        }
        result
    }

    /// Every quotient; nothing if the divisor may be zero or come as near to it
    /// as one likes on both sides.
    pub fn div(&self, other: &Interval) -> Option<Interval> {
        if other.contains(&Exact::ZERO) {
            return None;
        }
        let reciprocal = |bound: &Option<Bound>| match bound {
            // An infinite end becomes a zero that is never reached.
            None => Some(Bound::open(Exact::ZERO)),
            Some(bound) if bound.value.is_zero() => None,
            Some(bound) => Some(Bound {
                value: &Exact::ONE / &bound.value,
                open: bound.open,
            }),
        };
        Some(self.mul(&Interval {
            low: reciprocal(&other.high),
            high: reciprocal(&other.low),
        }))
    }
}
