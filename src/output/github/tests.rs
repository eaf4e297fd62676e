//! Workflow commands: escaping, paths, and what GitHub does not show.

use super::*;
use crate::findings::canned;
use crate::text::Home;

fn shown(report: &Report, sources: &SourceMap) -> String {
    render(report, sources, &Style::default())
}

/// A command as the runner reads it: kind, properties, data.
fn read(line: &str) -> (String, Vec<(String, String)>, String) {
    let rest = line.strip_prefix("::").expect("a command");
    let (head, data) = rest.split_once("::").expect("data");
    let (kind, properties) = head.split_once(' ').expect("properties");
    let plain = |text: &str| {
        let text = text.replace("%2C", ",").replace("%3A", ":");
        let text = text.replace("%0A", "\n").replace("%0D", "\r");
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|pair| {
        let (name, value) = pair.split_once('=').expect("a value");
        (name.to_owned(), plain(value))
    });
    (kind.to_owned(), properties.collect(), plain(data))
}

#[test]
fn each_new_finding_is_one_command() {
    let (sources, report) = canned::full_report();
    let text = shown(&report, &sources);
    let commands: Vec<_> = text
        .lines()
        .filter(|l| l.starts_with("::"))
        .map(read)
        .collect();
    let new = report.findings.iter().filter(|f| f.status == Status::New);
    assert_eq!(commands.len(), new.clone().count());
    for ((kind, properties, data), finding) in commands.iter().zip(new) {
        let expected = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        assert_eq!(kind, expected);
        assert!(data.starts_with(&*escape(&finding.message)), "{data}");
        let (name, title) = properties.last().expect("a title");
        assert_eq!(
            (name.as_str(), title.clone()),
            ("title", format!("crossfoot: {}", finding.check))
        );
    }
    let last = text.lines().last().unwrap_or_default();
    assert_eq!(last, summary::summary_line(&report));
}

#[test]
fn properties_and_data_cannot_break_out() {
    let mut sources = SourceMap::default();
    let file = sources.add("a,b:c%25\u{1b}\n.yaml".into(), "a: 1\nb: 2\n".into(), 0);
    let span = crate::text::Span::new(file, 0, 7);
    let evil = "100%\n::error::mine\r\n##[error]x, y: z";
    let finding = Finding::new("date-order", Severity::Warning, span, evil);
    let (_, mut report) = canned::report_of(vec![(canned::sources(), finding)]);
    report.findings[0].help = vec![evil.into()];
    let text = shown(&report, &sources);
    let commands: Vec<&str> = text
        .lines()
        .filter(|l| l.trim_start().starts_with("::"))
        .collect();
    assert_eq!(commands.len(), 1, "{text}");
    let (kind, properties, data) = read(commands[0]);
    assert_eq!(kind, "warning");
    assert_eq!(
        properties[0],
        ("file".into(), "a,b:c%25\\u{1b}\\n.yaml".into())
    );
    // Two lines: no columns.
    let names: Vec<&str> = properties.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["file", "line", "endLine", "title"]);
    assert!(
        data.starts_with("100%\\n::error::mine\\r\\n##[error]x, y: z\n\n"),
        "{data}"
    );
}

#[test]
fn plain_lines_are_no_commands() {
    let (sources, mut finding) = canned::accepted();
    finding.concise = "::error::x ##[error]y".into();
    finding.locations.clear();
    finding.status = Status::Accepted("##[add-mask]z".into());
    let (_, mut report) = canned::report_of(vec![]);
    report.findings.push(finding);
    let text = shown(&report, &sources);
    assert!(!text.contains("##["), "{text}");
    assert!(text.lines().all(|line| !line.starts_with("::")), "{text}");
    let mut out = String::new();
    log_line(&mut out, "::error::x");
    assert_eq!(out, ": :error::x\n");
}

#[test]
fn paths_begin_at_the_repository() {
    let (mut sources, report) = canned::report_of(vec![canned::divergence()]);
    sources.set_home(Home {
        folder: "reports/war".into(),
        web: None,
    });
    let (_, properties, data) = read(shown(&report, &sources).lines().next().unwrap_or_default());
    let file = "reports/war/claims/2025-03-commission.yaml";
    assert_eq!(properties[0], ("file".into(), file.into()));
    assert!(
        data.contains("reports/war/claims/2025-09-caliber.yaml:7: 93 fewer"),
        "{data}"
    );
}

#[test]
fn what_github_leaves_out_is_counted() {
    let more = |errors, warnings, notes| super::more(errors, warnings, notes).unwrap_or_default();
    assert_eq!(more(10, 10, 10), "");
    assert!(
        more(11, 0, 0).contains("; 1 more error stands only"),
        "{}",
        more(11, 0, 0)
    );
    assert!(more(12, 13, 9).contains("; 2 more errors and 3 more warnings stand only"));
    assert!(more(0, 0, 11).contains("; 2 more notes stand only"));
    let many: Vec<_> = (0..12).map(|_| canned::divergence()).collect();
    let notes: Vec<_> = (0..3).map(|_| canned::note_without_text()).collect();
    let (sources, report) = canned::report_of(many.into_iter().chain(notes).collect());
    let text = shown(&report, &sources);
    let kinds: Vec<String> = (text.lines().filter(|l| l.starts_with("::")))
        .map(|line| read(line).0)
        .collect();
    assert_eq!(kinds.len(), 16);
    let notices = (text.lines().filter(|l| l.starts_with("::notice"))).collect::<Vec<_>>();
    assert!(
        notices[0].contains("2 more warnings stand only"),
        "{}",
        notices[0]
    );
    assert!(
        text.lines()
            .last()
            .unwrap_or_default()
            .contains("2 more warnings")
    );
}

#[test]
fn long_messages_are_cut_at_a_line() {
    let text = cut("0123456789\n".repeat(1000));
    assert!(text.chars().count() < LONGEST + 100);
    assert!(text.ends_with("0123456789\n(shortened; `crossfoot check` shows all of it)"));
    assert_eq!(cut("short".into()), "short");
}
