//! A catalogue of what the tool prints: the whole output on every firing fixture.
//! To be read when it changes, with the eyes of somebody who is tired.

use crossfoot::checks::CHECKS;
use crossfoot::output::Format;

use crate::harness::{assert_file, folder};

#[test]
fn every_check_prints_what_the_catalogue_says() {
    let mut catalogue = String::new();
    for check in CHECKS {
        let audit = folder(&format!("tests/fixtures/checks/{}/fires", check.id), true);
        catalogue.push_str(&format!("######## {}\n\n{}\n", check.id, audit.text()));
        catalogue.push_str(&audit.rendered(Format::Concise, false));
        catalogue.push('\n');
    }
    assert_file("tests/snapshots/catalogue.txt", catalogue);
}
