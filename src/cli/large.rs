//! Large tables in an audit: screened where that can be done, and how many findings of
//! them are shown.

use super::args::CheckArgs;
use super::audit::severities;
use super::files::{Gathered, LargeTable};
use super::settings::Effective;
use super::stream::Failure;
use super::values::Most;
use crate::bulk::{How, Large, NOT_SCREENED, Screening, screening};
use crate::checks::Asked;
use crate::findings::{Collected, Filter, Judging, PEDANTIC_CHECKS, Report, ScreenedTable};
use crate::output::Format;
use crate::quantity::Day;
use crate::text::SourceMap;

/// So many findings of each check are shown, unless asked otherwise.
const SHOWN: usize = 100;

/// Tables of fewer rows are read as they are.
const ROWS: usize = 100_000;

/// What screening finds in the large table of a dossier; none if there is none, or it has
/// to be read as a whole.
pub(super) fn screened(
    gathered: &Gathered,
    args: &CheckArgs,
    today: Day,
    alone: bool,
) -> Result<Option<Screening>, Failure> {
    let Some(table) = &gathered.large else {
        return Ok(None);
    };
    // Every relation or every claim is wanted, or other tables stand beside it.
    // A baseline has to see every finding.
    let all = args.known.any()
        || args.show_passed
        || Effective::of_run(args).pedantic.value
        || !args.narrow.source.is_empty();
    if all
        || !alone
        || args.config.changed.is_some()
        || !gathered.tables.is_empty()
        || !args.narrow.measure.is_empty()
    {
        return Ok(None);
    }
    let LargeTable { name, path, map } = table;
    let large = Large {
        inputs: &gathered.inputs,
        name,
        path,
        map: map.as_ref(),
    };
    let how = How {
        asked: Asked {
            today: Some(today),
            ..Asked::default()
        },
        most: most(args),
        least: ROWS,
        brief: Effective::of_run(args).format.value == Format::Concise
            && args.output.iter().all(|to| to.format == Format::Concise),
    };
    let found = screening(&large, &how)
        .map_err(|error| Failure::new(format!("`{name}` cannot be read: {error}")))?;
    // Acceptances may name any claim, and some checks look at every one.
    Ok(found.filter(|found| {
        let severities = severities(&found.dossier, args);
        let wanted = |check: &str| severities.wants(check, &args.only);
        found.dossier.accepts.is_empty() && !PEDANTIC_CHECKS.iter().any(|check| wanted(check))
    }))
}

fn most(args: &CheckArgs) -> Option<usize> {
    let most = Effective::of_run(args).max_findings.value;
    most.map_or(Some(SHOWN), Most::limit)
}

/// The report on a table that was screened, and the files that it points into.
pub(super) fn report(
    screened: Screening,
    gathered: &Gathered,
    filter: &Filter,
    args: &CheckArgs,
    today: Day,
) -> (Report, SourceMap) {
    let dossier = screened.dossier;
    let severities = severities(&dossier, args);
    let skipped = dossier.skipped.len();
    let maps = gathered.large.iter().filter(|large| large.map.is_some());
    let collected = Collected {
        files: gathered.inputs.len() + 1 + maps.count() - skipped,
        skipped_files: skipped + gathered.skipped_tables,
        sources: dossier.sources.iter().filter(|source| source.known).count(),
        claims: screened.claims,
        counts: screened.counts,
        findings: screened.findings,
        relations: screened.relations,
        further: screened.further,
        screened: Some(ScreenedTable {
            groups: screened.groups,
            telling: screened.telling,
            counted: screened.counted,
            not_made: &NOT_SCREENED,
        }),
    };
    let judging = Judging {
        acceptances: &dossier.accepts,
        claim_ids: &[],
        today,
        severities: &severities,
        filter,
        most: most(args),
    };
    let report = Report::new(collected, &judging, &dossier.files);
    (report, dossier.files)
}
