//! Sources as rows describe them.

use super::{dossier, errors, said};

#[test]
fn the_first_word_about_a_source_counts() {
    let text = "measure,value,source,publisher,published\na,1,s,,\nb,2,s,Ministry,2024\nc,3,s,Office,2024\nd,4,s,Office,\n";
    let read = dossier(&[("a.csv", text)]);
    let found = errors(&read);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("duplicate-id `Office` (row 3, column publisher): source `s` is given a second, different `publisher`"), "{found:?}");
    let source = &read.sources[0];
    assert_eq!(read.speakers.name(source.publisher), "Ministry");
    assert_eq!(read.sources.len(), 1);
}

#[test]
fn a_source_without_an_id_has_the_name_of_the_file() {
    let read = dossier(&[(
        "folder/figures.csv",
        "measure,value,published\na,1,2024-05\n",
    )]);
    assert_eq!(read.sources[0].id, "figures");
    assert!(read.sources[0].published.is_some());
    assert_eq!(&*read.claims[0].id, "figures/a");
}

#[test]
fn tables_and_claim_files_must_agree_about_a_source() {
    let yaml = "source: {id: s, publisher: Ministry}\nclaims: []\n";
    let read = |text: &str| dossier(&[("a.yaml", yaml), ("b.csv", text)]);
    let same = read("measure,value,source,publisher\na,1,s,Ministry\nb,1,s,\n");
    assert_eq!(errors(&same), [""; 0]);
    assert_eq!(same.sources.len(), 1);
    let other = errors(&read("measure,value,source,publisher\na,1,s,Office\n"));
    assert!(
        other[0].contains("a second, different `publisher`"),
        "{other:?}"
    );
    let more = errors(&read("measure,value,source,title\na,1,s,Report\n"));
    assert!(
        more[0].contains("defined elsewhere, without `title`"),
        "{more:?}"
    );
    let unknown = errors(&read("measure,value,source\na,1,t\nb,1,t\n"));
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(
        unknown[0].starts_with("unknown-source `t` (row 1, column source)"),
        "{unknown:?}"
    );
}

#[test]
fn parts_take_over_what_their_rows_leave_empty() {
    let text = "id,measure,value,as_of,attributed_to,basis,state,part_of\nw,a,9,2024-05-01,Minister,counted,provisional,\np,a,4,,,,,w\nq,a,2,,,,,p\n";
    let read = dossier(&[("a.csv", text)]);
    assert_eq!(errors(&read), [""; 0]);
    let whole = &read.claims[0];
    for part in &read.claims[1..] {
        assert_eq!(
            part.when.window.as_ref().map(|w| w.start),
            whole.when.window.as_ref().map(|w| w.start)
        );
        assert_eq!(
            (part.speaker, part.basis, part.state),
            (whole.speaker, whole.basis, whole.state)
        );
    }
    // Parts before their wholes, and their wholes before theirs.
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let turned = dossier(&[("a.csv", &lines.join("\n"))]);
    assert_eq!(said(&turned), said(&read));
}
