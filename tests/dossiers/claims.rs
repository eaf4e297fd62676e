//! The curated claims: the whole output as committed.

use crate::harness::{assert_file, folder};

#[test]
fn the_report_on_the_curated_claims_is_as_committed() {
    assert_file("tests/snapshots/claims.txt", folder("claims", false).text());
}
