//! Large tables: a screening pass over rows as numbers settles all that plainly agrees,
//! and hands only the rest to the checks, so that millions of figures take seconds and
//! what is found is worded by one engine.

mod judge;
mod lots;
mod meaning;
mod scan;
mod shape;
mod split;
mod table;

/// For measuring.
#[doc(hidden)]
#[allow(clippy::print_stdout, clippy::unwrap_used)]
pub fn measure(path: &std::path::Path, codebook: &str) {
    use scan::{Column, Layout, Tuple};
    use std::io::{BufRead, BufReader, Read, Seek};
    let t = std::time::Instant::now();
    let mut input = BufReader::new(std::fs::File::open(path).unwrap());
    let mut header = String::new();
    input.read_line(&mut header).unwrap();
    let layout = Layout {
        delimiter: b',',
        columns: vec![
            Column::Ignored,
            Column::Name(Tuple::Source),
            Column::Name(Tuple::Date),
            Column::Name(Tuple::Cell),
            Column::Name(Tuple::Cell),
            Column::Value,
        ],
    };
    let table = table::Table::read(input, header.len() as u64, 2, &layout).unwrap();
    println!("scan {:?} rows {}", t.elapsed(), table.count);
    let mut rows: Vec<u32> = table.tuples.iter().flatten().map(|n| n.first).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut f = std::fs::File::open(path).unwrap();
    let mut yaml = String::from("claims:\n");
    let mut claims = rustc_hash::FxHashMap::default();
    for (at, &row) in rows.iter().enumerate() {
        let part = table.part_of(row);
        let r = table.row(row);
        f.seek(std::io::SeekFrom::Start(part.offset + u64::from(r.offset))).unwrap();
        let mut buf = vec![0; 100];
        let n = f.read(&mut buf).unwrap();
        let line = String::from_utf8_lossy(&buf[..n]).lines().next().unwrap().to_string();
        let c: Vec<&str> = line.split(',').collect();
        let w = if c[4] == "total" { String::new() } else { format!(", where: {{category: {}}}", c[4]) };
        yaml.push_str(&format!("  - {{measure: {}{w}, value: {}, source: {}, as_of: {}}}\n", c[3], c[5], c[1], c[2]));
        claims.insert(row, crate::dossier::ClaimId(at as u32));
    }
    let input = |name: &str, text: String, is_settings| crate::dossier::Input {
        name: name.into(), bytes: text.into_bytes(), is_settings, named: false, unreadable: None };
    let dossier = crate::dossier::load(vec![
        input("crossfoot.yaml", std::fs::read_to_string(codebook).unwrap(), true),
        input("a.yaml", yaml, false)]);
    println!("skeleton {:?} rows {} problems {}", t.elapsed(), rows.len(), dossier.problems.len());
    let meaning = meaning::Meaning::of(&table, dossier, &claims, &Default::default(), None);
    println!("meaning {:?}", t.elapsed());
    let s = lots::screen(&table, &meaning);
    println!("screen {:?} lots {} told {} holds {}", t.elapsed(), s.lots, s.told.len(), s.holds);
    let mut tally = judge::Tally::default();
    let mut open = 0;
    for told in &s.told {
        match &told.found { lots::Found::Open => open += 1, lots::Found::Counted(t) => tally.add(t) }
    }
    println!("open {open} {tally:?} {:?}", t.elapsed());
}
