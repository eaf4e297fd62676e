//! The comment: what hostile text becomes, and what happens at the limit. A parser of
//! somebody else says what a page would make of it.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;
use crate::findings::canned;
use crate::text::Home;

const EVIL: &str = "a|b <img src=x onerror=y> </details> --> ]]> `c` [d](http://evil) ![e](f) @alice #12 \u{1b}[2J\u{202e}\n# h ``` ~~~ ::error::";

fn shown(report: &Report, sources: &SourceMap) -> String {
    let style = Style {
        show_passed: true,
        ..Style::default()
    };
    render(report, sources, &style)
}

#[test]
fn text_from_files_is_no_markup() {
    let (sources, mut finding) = canned::hostile();
    finding.message = EVIL.into();
    finding.concise = EVIL.into();
    finding.notes = vec![EVIL.into()];
    finding.help = vec![EVIL.into()];
    for place in &mut finding.locations {
        place.label = EVIL.into();
    }
    let (_, mut report) = canned::report_of(vec![(canned::sources(), finding.clone())]);
    finding.status = Status::Accepted(EVIL.into());
    report.findings.push(finding);
    for relation in &mut report.relations {
        relation.relation = EVIL.into();
        relation.cause = Some(EVIL.into());
        relation.source = EVIL.into();
    }
    let text = shown(&report, &sources);
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link to {dest_url}");
            }
            Event::Start(Tag::Heading { .. }) | Event::End(_) | Event::Start(_) => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                let tags = html
                    .replace("<details>", "")
                    .replace("</details>", "")
                    .replace("<summary>", "")
                    .replace("</summary>", "")
                    .replace("<b>", "")
                    .replace("</b>", "")
                    .replace("<code>", "")
                    .replace("</code>", "")
                    .replace(MARK, "");
                assert!(!tags.contains(['<', '>']), "{tags}");
            }
            Event::Text(text) => assert!(!text.contains("@alice") || text.contains("::error::")),
            _ => {}
        }
    }
    // Outside of fences nobody is called by name.
    let mut fence = false;
    for line in text.lines() {
        if line.starts_with("```") {
            fence = !fence;
        } else if !fence {
            assert!(!line.contains("@alice") && !line.contains("#12"), "{line}");
            assert!(!line.contains("http://"), "{line}");
        }
    }
    assert_eq!(text.matches("<details>").count(), 3, "{text}");
    assert_eq!(text.lines().filter(|line| *line == "</details>").count(), 3);
}

#[test]
fn a_long_report_says_what_it_leaves_out() {
    let many: Vec<_> = (0..400).map(|_| canned::divergence()).collect();
    let (sources, mut report) = canned::report_of(many);
    let text = shown(&report, &sources);
    assert!(text.len() <= LIMIT, "{}", text.len());
    assert!(text.len() > LIMIT * 9 / 10, "{}", text.len());
    let shown_findings = text.matches("<b>warning</b>").count();
    let line = text.lines().find(|line| line.contains("more findings"));
    let expected = format!("… and {} more findings", 400 - shown_findings);
    assert!(
        line.is_some_and(|line| line.starts_with(&expected)),
        "{line:?}"
    );
    assert!(text.starts_with("<!-- crossfoot-report -->\n## crossfoot: 400 warnings\n"));
    assert_eq!(
        text.matches("<details>").count(),
        text.matches("</details>").count()
    );

    // One that is too long by itself is shortened, not left out.
    report.findings.truncate(1);
    let row = report.findings[0].figures[0].clone();
    report.findings[0].figures = vec![row; 2000];
    let text = shown(&report, &sources);
    assert!(text.contains("(shortened; "), "{text}");
    assert!(text.len() < 2 * WORKING);
}

#[test]
fn places_are_links_where_the_files_can_be_read() {
    let (mut sources, report) = canned::report_of(vec![canned::parts_do_not_sum()]);
    let text = shown(&report, &sources);
    assert!(
        text.contains("* `claims/2024-05-ministry.yaml:7`: stated total"),
        "{text}"
    );
    sources.set_home(Home {
        folder: "war data".into(),
        web: Some("https://github.com/a/b/blob/abc".into()),
    });
    let text = shown(&report, &sources);
    let link = "[`war data/claims/2024-05-ministry.yaml:7`](https://github.com/a/b/blob/abc/war%20data/claims/2024-05-ministry.yaml#L7)";
    assert!(text.contains(link), "{text}");
}
