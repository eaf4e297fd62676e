//! Snapshots: the canned findings in every format, as people and programs see
//! them, and laws that hold for all of them.

use crate::findings::canned;
use crate::output::{Format, Style, render};

fn shown(format: Format, style: &Style) -> String {
    let (sources, report) = canned::full_report();
    render(format, &report, &sources, style)
}

#[test]
fn text() {
    let style = Style {
        show_passed: true,
        ..Style::default()
    };
    insta::assert_snapshot!(shown(Format::Text, &style));
}

#[test]
fn text_ascii_narrow() {
    let style = Style {
        ascii: true,
        width: 60,
        ..Style::default()
    };
    insta::assert_snapshot!(shown(Format::Text, &style));
}

#[test]
fn concise() {
    insta::assert_snapshot!(shown(Format::Concise, &Style::default()));
}
