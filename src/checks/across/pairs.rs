//! Pairs of claims that findings already tell of.

use rustc_hash::FxHashSet;

use crate::findings::Finding;

/// Every conflicting pair of the findings, in both orders.
pub(in crate::checks) fn told(findings: &[Finding]) -> FxHashSet<(String, String)> {
    let pairs = findings.iter().flat_map(|finding| &finding.conflicts);
    pairs
        .filter(|(a, b)| a != b)
        .flat_map(|(a, b)| [(a.clone(), b.clone()), (b.clone(), a.clone())])
        .collect()
}
