//! A table that was exported reads back as the same claims, and its audit finds the
//! same: for the curated claims, the examples, the fixtures, and dossiers full of
//! hostile texts made at random.

use crossfoot::dossier::{Dossier, Quote};
use crossfoot::export::{Exporter, How, TableFormat, Wanted};
use crossfoot::figures::Figures;

use proptest::prelude::*;
use proptest::sample::select;

use crate::harness::{Audit, assert_none, files, folder, folders, read, texts};

const WAYS: [(&str, How); 3] = [
    (
        "exported.csv",
        How {
            format: TableFormat::Csv,
            keep_formulas: false,
        },
    ),
    (
        "exported.csv",
        How {
            format: TableFormat::Csv,
            keep_formulas: true,
        },
    ),
    (
        "exported.json",
        How {
            format: TableFormat::Json,
            keep_formulas: false,
        },
    ),
];

/// The table of a dossier.
fn table(dossier: &Dossier, how: How) -> String {
    let figures = Figures::of(dossier);
    let mut out = Vec::new();
    let table = Exporter::new(&figures, &Wanted::default());
    assert_eq!(table.unwritable, []);
    table.write(how, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A claim file without its claims and sources: what remains is the codebook.
fn codebook(text: &str) -> String {
    let mut kept = String::new();
    let mut keep = true;
    for line in text.lines() {
        let key = line.split(':').next().unwrap_or_default();
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase());
        if is_key && line.len() > key.len() {
            keep = !["claims", "source", "sources"].contains(&key);
        }
        if keep && !line.starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The claims in their order.
fn order(dossier: &Dossier) -> Vec<String> {
    let claims = dossier.claims.iter();
    claims.map(|claim| claim.id.to_string()).collect()
}

/// Everything that a claim says, in words that do not depend on the file it stands in.
fn facts(dossier: &Dossier) -> Vec<String> {
    let figures = Figures::of(dossier);
    let book = &dossier.codebook;
    let codes = |codes: &[(crossfoot::dossier::DimensionId, crossfoot::dossier::CodeId)]| {
        let mut names: Vec<String> = (codes.iter())
            .map(|&(d, c)| format!("{:?}={:?}", book.dimension(d).id, book.code(d, c).id))
            .collect();
        names.sort();
        names.join(",")
    };
    let quote = |quote: &Option<Quote>| {
        let quote = quote.as_ref();
        quote.map(|q| (q.exact.clone(), q.prefix.clone(), q.suffix.clone()))
    };
    let mut facts = Vec::new();
    for claim in &dossier.claims {
        let source = dossier.source(claim.source);
        let intervals = figures.intervals_of(claim);
        let value = claim.value.as_ref();
        let more = claim.more.as_deref();
        facts.push(format!(
            "claim {:?}: {}[{}]{:?} of {:?} by {:?}, {:?} {:?}, value {:?} {:?} {:?} {:?}, {} {:?}, quote {:?}, {:?} {:?}",
            claim.id,
            book.measure(claim.measure).id,
            codes(&claim.codes),
            more.map(|more| more.readings.iter().map(|one| codes(one)).collect::<Vec<_>>()).filter(|all| !all.is_empty()),
            source.id,
            dossier.speakers.name(claim.speaker),
            claim.when.window,
            claim.when.origin,
            value.map(|value| &value.printed),
            value.map(|value| (value.is_missing(), value.is_change(), value.is_percent(), value.unit.clone())),
            intervals,
            claim.unreadable,
            figures.name_of(&figures.cell_of(claim)),
            claim.basis,
            quote(&claim.quote),
            claim.state,
            more.map(|more| (
                more.revises.as_ref().map(|id| &id.value),
                &more.reason,
                &more.note,
                more.change_since.as_ref().map(|since| &since.value),
            )).filter(|more| *more != (None, &None, &None, None)),
        ));
        facts.push(format!(
            "source {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            source.id,
            source.title,
            dossier.speakers.name(source.publisher),
            source.via,
            source.published.as_ref().map(|at| &at.value),
            source.as_of.as_ref().map(|at| &at.value),
            source.url,
            source.archived,
            source.text.as_ref().map(|at| &at.value),
            source.edition_of,
            source.status,
            source.trust,
            source.rounding,
            source.number_format,
            source.rounded_to,
        ));
    }
    for breakdown in &dossier.breakdowns {
        let id = |claim| dossier.claim(claim).id.clone();
        if breakdown.parts.is_empty() {
            continue;
        }
        facts.push(format!(
            "breakdown of {:?} by {:?}: {:?} {:?} {:?} {:?} {:?}",
            id(breakdown.whole),
            breakdown.by.map(|by| &book.dimension(by).id),
            breakdown.kind,
            breakdown.missing,
            breakdown.complete,
            breakdown
                .parts
                .iter()
                .map(|&part| id(part))
                .collect::<Vec<_>>(),
            quote(&breakdown.quote),
        ));
    }
    facts.sort();
    facts.dedup();
    facts
}

/// What an audit finds, but for the places. Notes on keys that files hold are told once
/// a file, and say where.
fn findings(audit: &Audit) -> Vec<String> {
    let mut found: Vec<String> = (audit.report.findings.iter())
        .map(|finding| {
            format!(
                "{} {:?} {:?} {} {}",
                finding.check,
                finding.severity,
                finding.claims,
                finding.message,
                crossfoot::findings::fingerprint(finding),
            )
        })
        .collect();
    found.sort();
    found
}

/// What is lost on the way out and back.
fn differences(
    name: &str,
    book: &[(String, String)],
    before: &Audit,
    ways: &[(&str, How)],
) -> Vec<String> {
    let mut complaints = Vec::new();
    for &(file, how) in ways {
        let text = table(&before.dossier, how);
        let all = (book.iter().map(|(name, text)| (&**name, &**text))).chain([(file, &*text)]);
        let after = texts(all, true);
        let same = [
            ("facts", facts(&before.dossier), facts(&after.dossier)),
            ("order", order(&before.dossier), order(&after.dossier)),
            ("findings", findings(before), findings(&after)),
            (
                "second export",
                vec![text],
                vec![table(&after.dossier, how)],
            ),
        ];
        for (what, before, after) in same {
            if before == after {
                continue;
            }
            let lost = before.iter().filter(|fact| !after.contains(fact));
            let new = after.iter().filter(|fact| !before.contains(fact));
            let lost = lost.map(|fact| format!("{name} ({file}, {what}) - {fact}"));
            let new = new.map(|fact| format!("{name} ({file}, {what}) + {fact}"));
            complaints.push(format!("{name} ({file}): {what}"));
            complaints.extend(lost.chain(new));
        }
    }
    complaints
}

fn round_trip(path: &str) -> Vec<String> {
    let before = folder(path, true);
    let names = files(path);
    let is_claims = |name: &str| name.ends_with(".yaml") && !name.ends_with(".map.yaml");
    let yaml = names.iter().filter(|name| is_claims(name));
    let book: Vec<(String, String)> = yaml
        .map(|name| (name.clone(), codebook(&read(&format!("{path}/{name}")))))
        .filter(|(_, text)| text.lines().any(|line| !line.trim().is_empty()))
        .collect();
    differences(path, &book, &before, &WAYS)
}

#[test]
fn the_curated_claims_and_the_examples_come_back() {
    let mut complaints = round_trip("claims");
    // The copy of the article lies beside the claims and does not travel with a table.
    let travels = |name: &String| name != "draft";
    for name in folders("examples").into_iter().filter(travels) {
        complaints.extend(round_trip(&format!("examples/{name}")));
    }
    assert_none(&complaints);
}

#[test]
fn the_fixtures_come_back() {
    let mut complaints = Vec::new();
    let mut tried = 0;
    for id in folders("tests/fixtures/checks") {
        for kind in folders(&format!("tests/fixtures/checks/{id}")) {
            let path = format!("tests/fixtures/checks/{id}/{kind}");
            // Copies of texts lie beside the claim file and do not travel with a table.
            // Dimensions that are still to be named are one in the columns of a table.
            let stays = ["quote-not-in-text", "todo"].contains(&id.as_str());
            if folder(&path, true).input_errors().is_empty() && !stays {
                complaints.extend(round_trip(&path));
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "{tried}");
    assert_none(&complaints);
}

/// Pieces that trip up tables, spreadsheets, terminals and YAML.
const TRAPS: [&str; 30] = [
    ",",
    ";",
    "\"",
    "'",
    "\t",
    "\r\n",
    "\n",
    "\r",
    "=1+1",
    "+",
    "-5",
    "@",
    "|",
    "\\",
    "=",
    "{}",
    "[a]",
    "#",
    ": ",
    "\u{202e}",
    "\u{200b}",
    "\u{1b}[31m",
    "\u{e0041}",
    "é",
    "中",
    "🙂",
    " ",
    "words",
    "\u{2028}",
    "\u{7f}",
];

fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(select(TRAPS.as_slice()), 1..5);
    pieces
        .prop_map(|pieces| pieces.concat())
        .prop_filter("a text of spaces only says nothing", |text| {
            !text.trim().is_empty()
        })
}

/// A hostile text that a table may trim.
fn name() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| format!("x{}y", text.replace(['\n', '\r'], " ")))
}

/// A double-quoted scalar.
fn quoted(text: &str) -> String {
    let escaped: String = (text.chars())
        .map(|c| match c {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            ' '..='~' => c.to_string(),
            c => format!("\\U{:08x}", u32::from(c)),
        })
        .collect();
    format!("\"{escaped}\"")
}

const VALUES: [&str; 24] = [
    "\"3,983\"",
    "\"1234\"",
    "-5",
    "+7",
    "up 12%",
    "n/a",
    "–",
    "12%",
    "1 in 3",
    "one in three",
    "about 600",
    "1.2 million",
    "between 600 and 700",
    "\"<5\"",
    "€5.3 million",
    "\"3,983*\"",
    "(5)",
    "{at_least: 600}",
    "{between: [5, 60]}",
    "{best: 4000, low: 3800, high: 4300}",
    "{rounded: 4000, to: 1000}",
    "{less_than: \"1,000\"}",
    "dozens",
    "half a million",
];

const DATES: [&str; 6] = [
    "2025",
    "2025-03",
    "2025-03-10~",
    "1991/1994",
    "2021-02/..",
    "199X",
];

const CODES: [&str; 4] = ["all", "\"men\"", "women", "\"o|t,h=e\\\\r\""];

/// Fields of a claim or part as a flow mapping's entries.
fn entries(whole: bool) -> impl Strategy<Value = Vec<String>> {
    let maybe = |text: BoxedStrategy<String>| prop::option::weighted(0.3, text);
    let text = |key: &'static str| {
        maybe(
            hostile()
                .prop_map(move |text| format!("{key}: {}", quoted(&text)))
                .boxed(),
        )
    };
    let one = |key: &'static str, of: &'static [&'static str]| {
        maybe(
            select(of)
                .prop_map(move |text| format!("{key}: {text}"))
                .boxed(),
        )
    };
    let quote = maybe(
        prop_oneof![
            hostile().prop_map(|text| format!("quote: {}", quoted(&text))),
            (hostile(), hostile()).prop_map(|(exact, side)| {
                format!(
                    "quote: {{exact: {}, prefix: {}, suffix: {}}}",
                    quoted(&exact),
                    quoted(&side),
                    quoted(&side)
                )
            }),
        ]
        .boxed(),
    );
    let value = select(VALUES.as_slice()).prop_map(|value| Some(format!("value: {value}")));
    let when = (any::<bool>(), select(DATES.as_slice()))
        .prop_map(|(flow, date)| format!("{}: {date}", if flow { "period" } else { "as_of" }));
    let readings = prop::collection::vec(prop::option::of(select(CODES.as_slice())), 1..3)
        .prop_map(|codes| {
            let codes = codes
                .into_iter()
                .map(|code| code.map_or("{}".to_owned(), |code| format!("{{sex: {code}}}")));
            format!("readings: [{}]", codes.collect::<Vec<_>>().join(", "))
        });
    let always = (
        value,
        quote,
        one("basis", &["counted", "registered"]),
        text("note"),
    );
    let of_whole = (
        maybe(when.boxed()),
        maybe(readings.boxed()),
        one(
            "state",
            &["current", "provisional", "superseded", "retracted"],
        ),
        text("reason"),
        maybe(
            name()
                .prop_map(|name| format!("attributed_to: {}", quoted(&name)))
                .boxed(),
        ),
        one("measure", &["missing", "\"=money,\"", "flow"]),
        one("where", &["{sex: women}", "{kind: b}", "{}"]),
        maybe(
            select(DATES.as_slice())
                .prop_map(|date| format!("change: {{since: {date}}}"))
                .boxed(),
        ),
    );
    (always, of_whole).prop_map(move |(a, w)| {
        let mut all = vec![a.0, a.1, a.2, a.3];
        if whole {
            let measure = w.5.unwrap_or("measure: missing".to_owned());
            all.extend([w.0, w.1, w.2, w.3, w.4, Some(measure), w.6, w.7]);
        }
        all.into_iter().flatten().collect()
    })
}

/// A breakdown with parts of parts, in flow style.
fn breakdown() -> impl Strategy<Value = String> {
    let part = (
        entries(false),
        prop::option::weighted(0.3, prop::collection::vec(entries(false), 1..3)),
    );
    (
        prop::collection::vec(part, 1..4),
        prop::option::of(select(
            ["partition", "disjoint", "cover", "subsets"].as_slice(),
        )),
        prop::option::of(select(["zero", "report"].as_slice())),
        prop::option::of((hostile(), prop::option::of(hostile()))),
    )
        .prop_map(|(parts, kind, missing, quote)| {
            let mut text = "{by: sex".to_owned();
            kind.iter()
                .for_each(|kind| text.push_str(&format!(", kind: {kind}")));
            missing
                .iter()
                .for_each(|missing| text.push_str(&format!(", missing: {missing}")));
            if let Some((exact, side)) = quote {
                let exact = quoted(&exact);
                text.push_str(&match side {
                    None => format!(", quote: {exact}"),
                    Some(side) => format!(", quote: {{exact: {exact}, suffix: {}}}", quoted(&side)),
                });
            }
            text.push_str(", parts: {");
            for (code, (fields, nested)) in ["men", "women", "other"].iter().zip(parts) {
                text.push_str(&format!("{code}: {{{}", fields.join(", ")));
                if let Some(nested) = nested {
                    let parts = ["b", "c"].iter().zip(nested);
                    let parts: Vec<String> = parts
                        .map(|(code, fields)| format!("{code}: {{{}}}", fields.join(", ")))
                        .collect();
                    text.push_str(&format!(
                        ", breakdowns: [{{by: kind, parts: {{{}}}}}]",
                        parts.join(", ")
                    ));
                }
                text.push_str("}, ");
            }
            text + "}}"
        })
}

/// A source's description as entries.
fn source() -> impl Strategy<Value = String> {
    let text = |key: &'static str| {
        prop::option::of(hostile().prop_map(move |text| format!("{key}: {}", quoted(&text))))
    };
    let one = |key: &'static str, of: &'static [&'static str]| {
        prop::option::of(select(of).prop_map(move |text| format!("{key}: {text}")))
    };
    (
        (text("title"), text("via"), text("url"), text("edition_of")),
        (
            one("published", &DATES),
            one("as_of", &DATES),
            one("status", &["provisional", "final", "retracted"]),
            one("trust", &["1", "5"]),
            one("rounding", &["truncate", "nearest"]),
            one("rounded_to", &["1000", "0.5"]),
        ),
        prop::option::of(name().prop_map(|name| format!("publisher: {}", quoted(&name)))),
    )
        .prop_map(|(a, b, c)| {
            let all = [a.0, a.1, a.2, a.3, b.0, b.1, b.2, b.3, b.4, b.5, c];
            all.into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
}

const BOOK: &str = "\
measures:
  missing: {type: count}
  \"=money,\": {type: amount}
  flow: {type: count, over_time: flow}
dimensions:
  sex: {codes: {all: {partition: [men, women]}, men: {}, women: {}, other: {}, \"o|t,h=e\\\\r\": {}}}
  kind: {codes: {a: {partition: [b, c]}, b: {}, c: {}}}
";

fn dossier() -> impl Strategy<Value = String> {
    let claim = (
        entries(true),
        prop::collection::vec(breakdown(), 0..3),
        0..3usize,
        prop::option::weighted(0.3, name()),
    );
    let sources = prop::collection::vec((name(), source()), 3);
    (sources, prop::collection::vec(claim, 1..6)).prop_map(|(sources, claims)| {
        let id = |at: usize| quoted(&format!("{at}{}", sources[at].0));
        let mut text = "sources:\n".to_owned();
        // A table has no place for a text without figures.
        let used = |at: &usize| claims.iter().any(|claim| claim.2 == *at);
        for at in (0..sources.len()).filter(used) {
            let fields = &sources[at].1;
            text.push_str(&format!("  {}: {{{fields}}}\n", id(at)));
        }
        text.push_str("claims:\n");
        let mut earlier = None;
        for (at, (fields, breakdowns, source, name)) in claims.into_iter().enumerate() {
            text.push_str(&format!("  - source: {}\n", id(source)));
            for field in fields {
                text.push_str(&format!("    {field}\n"));
            }
            earlier
                .iter()
                .for_each(|earlier| text.push_str(&format!("    revises: {earlier}\n")));
            earlier = name.map(|name| quoted(&format!("{at}{name}")));
            earlier
                .iter()
                .for_each(|id| text.push_str(&format!("    id: {id}\n")));
            if !breakdowns.is_empty() {
                text.push_str("    breakdowns:\n");
                breakdowns
                    .iter()
                    .for_each(|one| text.push_str(&format!("      - {one}\n")));
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn hostile_dossiers_come_back(text in dossier(), way in 0..WAYS.len()) {
        let book = [("crossfoot.yaml".to_owned(), BOOK.to_owned())];
        let before = texts([("crossfoot.yaml", BOOK), ("all.yaml", &text)], true);
        prop_assert_eq!(before.input_errors(), Vec::<String>::new(), "{}", text);
        let complaints = differences("random", &book, &before, &WAYS[way..=way]);
        prop_assert!(complaints.is_empty(), "{}\n{}", text, complaints.join("\n"));
    }
}
