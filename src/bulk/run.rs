//! A large table from its file to findings: scanned, screened, and of what has something
//! to say as much described as is wanted; the rest is counted.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

use super::batch::{Said, Whole};
use super::header::Header;
use super::judge::{SORTS, Tally};
use super::kept::{self, Stretch};
use super::lots::{Found, Screened, Told, screen};
use super::meaning::Meaning;
use super::table::{RowId, Table};
use crate::checks::{self, Asked};
use crate::dossier::{self, Dossier, Input};
use crate::figures::Figures;
use crate::findings::{Finding, INPUT_CHECKS, RelationCounts, RelationRecord, Verdict};
use crate::text::{FileId, Severity};

/// A large table and the dossier around it.
#[derive(Debug)]
pub struct Large<'a> {
    /// The other files of its dossier.
    pub inputs: &'a [Input],
    /// Its name as shown.
    pub name: &'a str,
    /// Where it is.
    pub path: &'a Path,
    /// The name and bytes of its map.
    pub map: Option<&'a (String, Vec<u8>)>,
}

/// How a large table is looked at.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// What is asked of the checks.
    pub asked: Asked,
    /// Of how many findings of each check all is told; the rest is counted.
    pub most: Option<usize>,
    /// Tables with fewer rows are not screened.
    pub least: usize,
    /// Whether one line a finding is all that is wanted: the rest of a finding is left out.
    pub brief: bool,
}

/// What was found in a large table.
#[derive(Debug)]
pub struct Screening {
    /// The dossier around the table: its codebook, settings and acceptances; its files,
    /// with the rows that findings point to.
    pub dossier: Dossier,
    /// The findings that are described.
    pub findings: Vec<Finding>,
    /// How many more there are of which check and severity.
    pub further: Vec<(&'static str, Severity, usize)>,
    /// Verdicts on relations, of all rows.
    pub counts: RelationCounts,
    /// Relations of the rows that have something to say.
    pub relations: Vec<RelationRecord>,
    /// Claims in the table.
    pub claims: usize,
    /// Groups of figures that could contradict each other.
    pub groups: usize,
    /// How many of them have something to say.
    pub telling: usize,
    /// How many of those were looked at relation by relation only, not for what several
    /// figures show together.
    pub counted: usize,
}

/// Rows that are looked at together.
const BATCH: u32 = 4_000;

/// Of so many findings of each check it is looked at what further figures say of them.
const CLOSELY: usize = 100;

/// So much of a table must hold its header.
const HEAD: u64 = 64 << 10;

/// Screens a table; none if it is one that has to be read as a whole.
///
/// # Errors
/// When the table cannot be read.
pub fn screening(large: &Large<'_>, how: &How) -> io::Result<Option<Screening>> {
    let mut base = dossier::load(large.inputs.iter().map(again).collect());
    if !base.claims.is_empty() {
        return Ok(None);
    }
    let mut file = File::open(large.path)?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(HEAD).read_to_end(&mut head)?;
    let dimensions: Vec<String> = (base.codebook.dimensions.iter())
        .map(|dimension| dimension.id.clone())
        .collect();
    let map = large.map.map(|(_, bytes)| &bytes[..]);
    let Some(header) = Header::of(&head, map, &dimensions) else {
        return Ok(None);
    };
    let start = header.offset + header.text.len() as u64;
    file.seek(SeekFrom::Start(start))?;
    let table = Table::read(file, start, 1 + header.lines, &header.layout)?;
    let tuples: usize = table.tuples.iter().map(Vec::len).sum();
    // Where names hardly repeat there is nothing to gain.
    if table.strange || (table.count as usize) < how.least || tuples * 4 > table.count as usize {
        return Ok(None);
    }
    let mut whole = Whole {
        inputs: large.inputs,
        name: large.name,
        map: large.map,
        path: large.path,
        header: &header,
        several: &FxHashSet::default(),
        asked: how.asked,
        brief: how.brief,
    };
    let Some(meaning) = meaning(&whole, &table, how)? else {
        return Ok(None);
    };
    let Some(screened) = screen(&table, &meaning) else {
        return Ok(None);
    };
    let several = screened.dated(&meaning);
    whole.several = &several;
    let depths = depths(&screened.told, how.most);
    let mut batches = batches(&screened.told, &depths, Depth::Full);
    let full = batches.len();
    batches.extend(self::batches(&screened.told, &depths, Depth::Plain));
    let batches: Vec<Vec<Stretch>> = (batches.iter())
        .map(|rows| kept::stretches(large.path, &table, rows))
        .collect::<io::Result<_>>()?;
    let count = table.count as usize;
    // The numbers of the rows are no longer needed.
    drop(table);
    let said = in_turn(batches.len(), &|at| whole.check(&batches[at], at >= full))?;
    let notes = notes(&meaning.dossier, large.inputs.len());
    let own = checks::run(&Figures::of(&base), how.asked);
    base.codebook = meaning.dossier.codebook;
    base.sources = meaning.dossier.sources;
    let at = |depth: Depth| depths.iter().filter(|own| **own == depth).count();
    let mut all = Screening {
        findings: own.findings,
        further: Vec::new(),
        counts: RelationCounts::default(),
        relations: own.relations,
        claims: count,
        groups: screened.lots,
        telling: screened.told.len(),
        counted: at(Depth::Counted) + at(Depth::Plain),
        dossier: base,
    };
    all.add_counts(&screened, &depths);
    let mut idle: Vec<usize> = (0..all.dossier.codebook.rules.len())
        .filter(|rule| !screened.ran.contains(rule))
        .collect();
    let shared = large.inputs.len();
    let first = all.dossier.files.absorb(meaning.dossier.files, shared);
    all.findings
        .extend(notes.into_iter().map(|note| moved(note, shared, first)));
    for (said, batch) in said.into_iter().zip(&batches) {
        let rows: u32 = batch.iter().map(|stretch| stretch.count).sum();
        all.claims = all.claims + said.claims - rows as usize;
        idle.retain(|rule| said.idle.contains(rule));
        all.add(said);
    }
    for _ in idle {
        all.counts.add(Verdict::NotRun, false);
    }
    Ok(Some(all))
}

/// How closely a lot is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// As everything is.
    Full,
    /// Relation by relation and pair by pair, each with its finding.
    Plain,
    /// The same, and counted only.
    Counted,
}

impl Screening {
    /// Adds what was only counted.
    fn add_counts(&mut self, screened: &Screened, depths: &[Depth]) {
        let mut tally = Tally::default();
        let told = screened.told.iter().zip(depths);
        for (told, _) in told.filter(|(_, depth)| **depth == Depth::Counted) {
            if let Found::Counted(own) = &told.found {
                tally.add(own);
            }
        }
        let holds = screened.holds as usize + tally.holds as usize;
        self.counts.holds += holds;
        self.counts.fails += tally.fails as usize;
        self.counts.total += holds + tally.fails as usize;
        let sorts = SORTS.iter().zip(tally.findings);
        self.further = sorts
            .filter(|(_, count)| *count > 0)
            .map(|(sort, count)| (sort.check, sort.severity, count as usize))
            .collect();
    }

    /// Adds what the checks say of a batch.
    fn add(&mut self, said: Said) {
        let first = self.dossier.files.absorb(said.files, said.first);
        let findings = said.findings.into_iter();
        self.findings
            .extend(findings.map(|finding| moved(finding, said.first, first)));
        let relations = said.relations.into_iter();
        self.relations.extend(relations.map(|mut relation| {
            relation.span.file = moved_file(relation.span.file, said.first, first);
            relation
        }));
        self.counts.merge(&said.counts);
    }
}

fn again(input: &Input) -> Input {
    Input {
        name: input.name.clone(),
        bytes: input.bytes.clone(),
        unreadable: input.unreadable.clone(),
        ..*input
    }
}

/// A finding whose files stand elsewhere: those from `from` on begin at `to`.
fn moved(mut finding: Finding, from: usize, to: FileId) -> Finding {
    for location in &mut finding.locations {
        location.span.file = moved_file(location.span.file, from, to);
    }
    finding
}

fn moved_file(file: FileId, from: usize, to: FileId) -> FileId {
    match (file.0 as usize).checked_sub(from) {
        Some(after) => FileId(to.0 + after as u32),
        None => file,
    }
}

/// What the names of the table mean; none if its rows must be seen together.
fn meaning(whole: &Whole<'_>, table: &Table, how: &How) -> io::Result<Option<Meaning>> {
    let tuples = table.tuples.iter().flatten();
    let mut rows: Vec<RowId> = tuples.map(|named| named.first).collect();
    rows.sort_unstable();
    rows.dedup();
    let rows: Vec<(RowId, u32)> = rows.into_iter().map(|row| (row, 1)).collect();
    let stretches = kept::stretches(whole.path, table, &rows)?;
    let (dossier, first) = whole.load(&stretches)?;
    // What is told once of a whole table, with how often it occurs, cannot be told batch
    // after batch: names that nothing declares, texts that are described in two ways.
    const ONCE: [&str; 5] = [
        "duplicate-id",
        "unknown-code",
        "unknown-dimension",
        "unknown-measure",
        "unknown-source",
    ];
    let once = |problem: &crate::text::Problem| {
        ONCE.contains(&problem.check)
            && problem.severity != Severity::Note
            && problem.primary.span.file.0 as usize >= first
    };
    if dossier.problems.iter().any(once) || !dossier.breakdowns.is_empty() {
        return Ok(None);
    }
    let mut claims = FxHashMap::default();
    let mut row_of = |span: crate::text::Span| {
        let cell = dossier.files.cell(span)?;
        cell.row.map(|row| row - 1)
    };
    for (claim, at) in dossier.claims.iter().zip(0..) {
        if let Some(row) = row_of(claim.place.entry) {
            claims.insert(row, dossier::ClaimId(at));
        }
    }
    let faulty: FxHashSet<RowId> = (dossier.problems.iter())
        .filter(|problem| problem.severity != Severity::Note)
        .map(|problem| problem.primary.span)
        .filter(|span| span.file.0 as usize >= first)
        .filter_map(&mut row_of)
        .collect();
    let today = how.asked.today;
    Ok(Some(Meaning::of(table, dossier, &claims, &faulty, today)))
}

/// Notes on names that nobody declares, which are told once of all rows.
fn notes(dossier: &Dossier, first: usize) -> Vec<Finding> {
    let own = |problem: &&crate::text::Problem| {
        INPUT_CHECKS.contains(&problem.check)
            && problem.severity == Severity::Note
            && problem.primary.span.file.0 as usize >= first
    };
    let notes = dossier.problems.iter().filter(own);
    notes.cloned().map(Finding::from).collect()
}

/// How closely each lot is looked at: closely where only the checks can tell, and the
/// first of the others until so many findings of each of their checks are described.
fn depths(told: &[Told], most: Option<usize>) -> Vec<Depth> {
    let mut so_far: FxHashMap<&str, usize> = FxHashMap::default();
    let depth = |told: &Told| {
        let Found::Counted(tally) = &told.found else {
            return Depth::Full;
        };
        let counts = SORTS.iter().zip(tally.findings);
        let own = || counts.clone().filter(|(_, count)| *count > 0);
        let known = |check: &str| so_far.get(check).copied().unwrap_or(0);
        let below = |most: usize| own().any(|(sort, _)| known(sort.check) < most);
        let depth = match most {
            _ if below(most.unwrap_or(CLOSELY).min(CLOSELY)) => Depth::Full,
            Some(most) if !below(most) => Depth::Counted,
            _ => Depth::Plain,
        };
        if depth != Depth::Counted {
            for (sort, count) in own() {
                *so_far.entry(sort.check).or_insert(0) += count as usize;
            }
        }
        depth
    };
    told.iter().map(depth).collect()
}

/// The rows of the lots of one depth, some lots at a time.
fn batches(told: &[Told], depths: &[Depth], depth: Depth) -> Vec<Vec<(RowId, u32)>> {
    let most = match depth {
        Depth::Full => BATCH,
        _ => 2 * BATCH,
    };
    let mut batches: Vec<Vec<(RowId, u32)>> = Vec::new();
    let mut size = most;
    let own = told.iter().zip(depths).filter(|(_, own)| **own == depth);
    for (told, _) in own {
        if size >= most {
            batches.push(Vec::new());
            size = 0;
        }
        if let Some(batch) = batches.last_mut() {
            batch.extend(&told.rows);
        }
        size += told.rows.iter().map(|(_, count)| count).sum::<u32>();
    }
    batches.iter_mut().for_each(|batch| batch.sort_unstable());
    batches
}

/// Does some work on each batch, several side by side, and gives the results in order.
/// Each thread works alone: were threads shared, one that waits for another batch could
/// wait for itself.
fn in_turn<T: Send>(
    count: usize,
    work: &(dyn Fn(usize) -> io::Result<T> + Sync),
) -> io::Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, io::Result<T>)>> = Mutex::new(Vec::new());
    let one = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            let result = work(at);
            if let Ok(mut done) = done.lock() {
                done.push((at, result));
            }
        }
    };
    let threads = rayon::current_num_threads().min(count);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(
                || match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
                    Ok(pool) => pool.install(one),
                    Err(_) => one(),
                },
            );
        }
    });
    let mut done = done
        .into_inner()
        .map_err(|_| io::Error::other("a thread gave up"))?;
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
