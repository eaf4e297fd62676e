//! Patterns that may explain what the checks found. They are looked for beside findings
//! only, and change neither what was found nor how serious it is. Each is worked out by
//! hashing, in time that grows with the figures and the findings.

mod copies;
mod evidence;
mod exchanged_sums;
mod kinds;
mod pairs;
mod running_total;
mod said;
mod slip;
mod sums;
mod times;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use super::Context;
use crate::findings::Finding;

/// Adds hints to findings.
pub(super) fn attach(context: &Context<'_>, findings: &mut [Finding]) {
    if findings.is_empty() {
        return;
    }
    let known = said::Known::of(context, findings);
    sums::attach(&known, findings);
    exchanged_sums::attach(&known, findings);
    pairs::attach(&known, findings);
    running_total::attach(&known, findings);
    kinds::attach(&known, findings);
    copies::attach(context, findings);
}
