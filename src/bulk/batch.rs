//! Lots that have something to say, some at a time, through the checks as if they were a
//! table of their own: with the codebook, places and ids of the whole.

use std::io;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::header::Header;
use super::kept::{self, Stretch};
use crate::checks::{self, Asked};
use crate::dossier::table::{Content, TableInput};
use crate::dossier::{self, Dossier, Input};
use crate::figures::Figures;
use crate::findings::{Finding, INPUT_CHECKS, PEDANTIC_CHECKS, RelationCounts, RelationRecord};
use crate::text::{FileId, Severity, SourceMap};

/// What all batches of a run share.
pub(super) struct Whole<'a> {
    /// The files of the dossier other than the table.
    pub inputs: &'a [Input],
    /// The name of the table, and its map.
    pub name: &'a str,
    pub map: Option<&'a (String, Vec<u8>)>,
    pub path: &'a Path,
    pub header: &'a Header,
    /// Ids without dates of figures that have several.
    pub several: &'a FxHashSet<String>,
    pub asked: Asked,
    /// Whether one line a finding is all that is wanted.
    pub brief: bool,
}

/// What the checks say of some lots.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub findings: Vec<Finding>,
    pub counts: RelationCounts,
    /// Rules that ran nowhere in them.
    pub idle: Vec<usize>,
    pub relations: Vec<RelationRecord>,
    pub claims: usize,
    /// Its files; those from `first` on belong to these rows alone.
    pub files: SourceMap,
    pub first: usize,
}

impl Whole<'_> {
    /// The dossier of these rows alone.
    pub fn load(&self, stretches: &[Stretch]) -> io::Result<(Dossier, usize)> {
        let (text, pieces) = kept::read(self.path, self.header, stretches)?;
        let again = |input: &Input| Input {
            name: input.name.clone(),
            bytes: input.bytes.clone(),
            unreadable: input.unreadable.clone(),
            ..*input
        };
        let inputs: Vec<Input> = self.inputs.iter().map(again).collect();
        let first = inputs.len();
        let table = TableInput {
            name: self.name.to_owned(),
            content: Content::Pieces { text, pieces },
            map: self.map.cloned(),
        };
        let dossier = dossier::load_with_tables(SourceMap::default(), inputs, vec![table]);
        Ok((dossier, first))
    }

    /// What the checks say of these rows.
    pub fn check(&self, stretches: &[Stretch], singly: bool) -> io::Result<Said> {
        let (mut dossier, first) = self.load(stretches)?;
        dossier::name_as_in_whole(&mut dossier, &|id| self.several.contains(id));
        let figures = Figures::of(&dossier);
        let outcome = checks::run(
            &figures,
            Asked {
                singly,
                ..self.asked
            },
        );
        // A rule that runs nowhere here may run elsewhere in the table.
        let mut counts = outcome.counts;
        counts.total -= outcome.idle.len();
        counts.not_run -= outcome.idle.len();
        let mut findings = outcome.findings;
        findings.retain(|finding| self.is_about_rows(finding, first));
        if self.brief {
            findings.iter_mut().for_each(shorten);
        }
        Ok(Said {
            findings,
            counts,
            idle: outcome.idle,
            relations: outcome.relations,
            claims: dossier.claims.len(),
            files: dossier.files,
            first,
        })
    }

    /// Whether a finding is about rows, and about no more of them than are here: notes on
    /// names that nobody declares, and what the other files say, are told once of all.
    fn is_about_rows(&self, finding: &Finding, first: usize) -> bool {
        let input = INPUT_CHECKS.contains(&finding.check);
        let here = |file: FileId| file.0 as usize >= first;
        let about = match input {
            true => finding.severity != Severity::Note,
            false => {
                let silent = PEDANTIC_CHECKS.contains(&finding.check);
                !silent && !NOT_SCREENED.contains(&finding.check)
            }
        };
        // What stands in another file, such as the date of a text, is told once of all.
        about && (finding.locations.first()).is_some_and(|at| here(at.span.file))
    }
}

/// Leaves of a finding what stands in one line.
fn shorten(finding: &mut Finding) {
    finding.locations.truncate(1);
    finding.locations.shrink_to_fit();
    finding.conflicts = Vec::new();
    finding.figures = Vec::new();
    finding.stated = Vec::new();
    finding.worksheet = None;
    finding.derivation = None;
    finding.repairs = Vec::new();
    finding.notes = Vec::new();
    finding.help = Vec::new();
}

/// Checks that compare figures of several lots, which are not looked for in a table that
/// is screened.
pub const NOT_SCREENED: [&str; 4] = [
    "base-shift",
    "one-number-two-roles",
    "same-parts-different-whole",
    "carried-forward",
];
