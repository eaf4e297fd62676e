//! Laws: no bytes make reading panic, the order of rows changes nothing, fields are
//! those that other readers see, and a claim file says what its table says.

use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::{dossier, errors, said};
use crate::dossier::table::{Splitter, delimiter_of};
use crate::dossier::{Input, claim_file, load};
use crate::text::FileId;

const HEADER: &str =
    "id,measure,sex,value,as_of,source,publisher,part_of,by,kind,breakdown,quote,note\n";

fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

/// What one row says, and of which earlier row it may be a part.
type Drawn = (usize, [&'static str; 7]);

fn drawn() -> impl Strategy<Value = Drawn> {
    let words = (
        word(&["a", "b"]),
        word(&["", "men", "women", "all", "\"x, y\""]),
        word(&["5", "3", "\"1,200\"", "about 7", "n/a", "12%", "+4"]),
        word(&["", "2024", "2024-05-01"]),
        word(&["s,Ministry", "t,"]),
        word(&[",sex,,", ",,subsets,again", ",,,more", ",sex,cover,other"]),
        word(&["", "\"say \"\"5\"\"\nor: 3\"", "\"- x\""]),
    );
    let words = words.prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g]);
    (0usize..12, words)
}

/// Rows that fit together: parts have the measure, source and date of their wholes.
fn rows(drawn: &[Drawn]) -> Vec<String> {
    let mut roots: Vec<usize> = Vec::new();
    let mut lines = Vec::new();
    for (at, (whole, words)) in drawn.iter().enumerate() {
        let whole = Some(*whole).filter(|whole| *whole < at);
        roots.push(whole.map_or(at, |whole| roots[whole]));
        let [measure, _, _, as_of, source, ..] = drawn[roots[at]].1;
        let [_, sex, value, _, _, how, quote] = *words;
        let part = whole.map_or(",,,".to_owned(), |whole| format!("r{whole}{how}"));
        // Leaves need no id.
        let id = match drawn.iter().any(|(whole, _)| *whole == at) {
            true => format!("r{at}"),
            false => String::new(),
        };
        lines.push(format!(
            "{id},{measure},{sex},{value},{as_of},{source},{part},{quote},\n"
        ));
    }
    lines
}

fn table() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(drawn(), 1..8).prop_map(|drawn| rows(&drawn))
}

fn shuffled() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    table().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
}

proptest! {
    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), json in any::<bool>()) {
        let name = if json { "a.json" } else { "a.csv" };
        let mut text = b"measure,value,sex\n".to_vec();
        text.extend(&bytes);
        for bytes in [bytes, text] {
            load(vec![Input {
                name: name.to_owned(),
                bytes,
                is_settings: false,
                named: true,
                unreadable: None,
            }]);
        }
    }

    #[test]
    fn no_signs_make_reading_panic(signs in "[a\"',;|=\\-\n\r\t 1é:{}]{0,60}", map in "[a:\\- \n{}\\[\\],]{0,20}") {
        let text = format!("{HEADER}{signs}");
        for text in [signs, text] {
            dossier(&[("a.csv", &text), ("a.csv.map.yaml", &map)]);
        }
    }

    #[test]
    fn fields_are_those_that_other_readers_see(text in "[ab\",\n1 é]{0,40}") {
        let mut fields = Vec::new();
        let mut splitter = Splitter::new(&text, 0..text.len(), b',');
        let mut ours = Vec::new();
        while let Some(record) = splitter.next_record(&mut fields) {
            prop_assume!(record.fault.is_none());
            let cells = fields.iter().map(|field| {
                let content = &text[field.content()];
                if field.doubled { content.replace("\"\"", "\"") } else { content.to_owned() }
            });
            ours.push(cells.collect::<Vec<String>>());
        }
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true);
        let mut theirs = Vec::new();
        for record in reader.from_reader(text.as_bytes()).records() {
            let record = record.map_err(|error| TestCaseError::fail(error.to_string()))?;
            theirs.push(record.iter().map(str::to_owned).collect::<Vec<String>>());
        }
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn the_order_of_rows_changes_nothing((rows, other) in shuffled()) {
        let read = |rows: &[String]| dossier(&[("a.csv", &format!("{HEADER}{}", rows.concat()))]);
        let (one, two) = (read(&rows), read(&other));
        // Repetitions are numbered, and contradictions told, in the order of the file.
        let repeated = one.claims.iter().chain(&two.claims).any(|claim| claim.id.contains('#'));
        prop_assume!(!repeated);
        prop_assert_eq!(errors(&one), [""; 0]);
        prop_assert_eq!(errors(&two), errors(&one));
        prop_assert_eq!(said(&one), said(&two));
    }

    #[test]
    fn a_claim_file_says_what_its_table_says(rows in table()) {
        let text = format!("{HEADER}{}", rows.concat());
        let table = dossier(&[("a.csv", &text)]);
        prop_assert_eq!(errors(&table), [""; 0]);
        let ids: FxHashSet<_> = (0..table.claims.len()).map(crate::dossier::ClaimId::from).collect();
        let written = claim_file::write(&table, FileId(0), &[FileId(0)], &ids);
        prop_assume!(written.unsaid.is_empty());
        let yaml = dossier(&[("a.yaml", &written.text)]);
        prop_assert_eq!(errors(&yaml), errors(&table), "{}", written.text);
        prop_assert_eq!(said(&yaml), said(&table), "{}", written.text);
    }
}

#[test]
fn the_separator_is_seen_in_the_header() {
    for (text, expected) in [
        ("a,b;c,d\n1;2;3;4;5", b','),
        ("a;b\n1,2,3", b';'),
        ("a\tb,c\td\n", b'\t'),
        ("\"a;b;c\",d\n", b','),
        ("", b','),
    ] {
        assert_eq!(delimiter_of(text), expected, "{text}");
    }
}
