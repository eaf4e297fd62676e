//! `crossfoot show`: the figures as tables.

use super::args::ShowArgs;
use super::audit::{Names, measure_id};
use super::files::{self, Gathered};
use super::implied;
use super::matrix::{self, Wanted};
use super::stream::{self, Failure};
use crate::checks;
use crate::dossier::Dossier;
use crate::figures::Figures;
use crate::output::{Style, escape};
use crate::text::Severity;

/// Prints the tables of every dossier.
pub(super) fn run(args: &ShowArgs) -> Result<u8, Failure> {
    let drawn = stream::style(args.look);
    let style = Style {
        width: args.width.map_or(drawn.width, usize::from),
        ..drawn
    };
    let mut loaded = Vec::new();
    let mut names = Names::default();
    for mut gathered in files::gather(&args.paths)? {
        let mut dossier = gathered.load_usable(&style)?;
        if args.implied {
            // What follows, follows under the reading that the audit takes.
            checks::read_as(&mut dossier);
        }
        let Gathered { focus, name, .. } = gathered;
        names.collect(&dossier);
        loaded.push((dossier, focus, name));
    }
    names.expect_all(&args.narrow)?;
    if args.implied {
        return implied::run(&loaded, args, &style);
    }
    let mut tables = Vec::new();
    let (mut problems, mut apart) = (0, 0);
    for (dossier, focus, name) in &loaded {
        let figures = Figures::of(dossier);
        let wanted = wanted(dossier, focus.as_deref(), args);
        let table = matrix::render(&figures, &wanted, &style);
        if !table.is_empty() && loaded.len() > 1 {
            tables.push(format!("== {} ==\n\n{table}", escape(name)));
        } else if !table.is_empty() {
            tables.push(table);
        }
        let errors = dossier
            .problems
            .iter()
            .filter(|p| p.severity == Severity::Error);
        problems += errors.count();
        apart += apart_from_figures(&figures);
    }
    stream::print(&tables.join("\n"), &style)?;
    if tables.is_empty() {
        stream::say("no figures to show");
    }
    if apart > 0 {
        stream::say(&format!(
            "not shown: {apart} of the claims (changes, missing, replaced or withdrawn figures)"
        ));
    }
    if problems > 0 {
        stream::say(&format!(
            "not all could be read (input errors: {problems}), see `crossfoot check`"
        ));
    }
    Ok(0)
}

/// What to show of a dossier.
pub(super) fn wanted(dossier: &Dossier, focus: Option<&[String]>, args: &ShowArgs) -> Wanted {
    let measures = args.narrow.measure.iter();
    Wanted {
        measures: measures.map(|name| measure_id(dossier, name)).collect(),
        sources: args.narrow.source.clone(),
        files: focus.map(<[String]>::to_vec),
    }
}

/// How many claims with a value are no current figures.
fn apart_from_figures(figures: &Figures<'_>) -> usize {
    let claims = figures.dossier.claims.iter().zip(&figures.point_of_claim);
    claims
        .filter(|(claim, point)| claim.value.is_some() && point.is_none())
        .count()
}
