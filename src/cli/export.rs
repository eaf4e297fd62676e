//! `crossfoot export`: the figures as a table for other programs.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::args::ExportArgs;
use super::audit::{self, Names, measure_id};
use super::files;
use super::stream::{self, Failure};
use crate::dossier::{CodeId, DimensionId, Dossier};
use crate::export::{Exporter, How, TableFormat, Wanted};
use crate::figures::Figures;
use crate::output::escape;
use crate::text::Severity;

/// The byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the table of the one dossier that is meant.
pub(super) fn run(args: &ExportArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    let mut gathered = files::gather(&args.paths)?;
    // A folder that only holds other dossiers is none itself.
    gathered.retain(|one| !(one.inputs.is_empty() && one.tables.is_empty()));
    if gathered.len() > 1 {
        let name = |name: &str| format!("`{}`", if name.is_empty() { "." } else { name });
        let names: Vec<String> = gathered.iter().map(|one| name(&one.name)).collect();
        return Err(
            Failure::new("these paths belong to several dossiers, and a table holds one").help(
                format!(
                    "export them one by one: {}",
                    audit::list(&names.iter().map(String::as_str).collect::<Vec<_>>())
                ),
            ),
        );
    }
    let mut gathered = gathered.pop().unwrap_or_default();
    if let Some(path) = args.output.as_deref().filter(|path| gathered.holds(path)) {
        let name = path.display();
        return Err(Failure::new(format!(
            "`{name}` is a file of the dossier that is exported"
        ))
        .help("name another file: a table does not replace what it was made from"));
    }
    let dossier = gathered.load_usable(&style)?;
    let mut names = Names::default();
    names.collect(&dossier);
    names.expect_all(&args.narrow)?;
    let measures = args.narrow.measure.iter();
    let wanted = Wanted {
        measures: measures.map(|name| measure_id(&dossier, name)).collect(),
        sources: args.narrow.source.clone(),
        codes: (args.scope.iter())
            .map(|pair| code(&dossier, pair))
            .collect::<Result<_, _>>()?,
        files: gathered.focus,
    };
    let figures = Figures::of(&dossier);
    let table = Exporter::new(&figures, &wanted);
    write(&table, args)?;
    tell(&dossier, &table);
    Ok(0)
}

fn write(table: &Exporter<'_>, args: &ExportArgs) -> Result<(), Failure> {
    let how = How {
        format: args.format,
        keep_formulas: args.keep_formulas,
    };
    // JSON has no byte order mark.
    let mark = args.bom && args.format == TableFormat::Csv;
    let whole = |out: &mut dyn Write| {
        if mark {
            out.write_all(MARK)?;
        }
        table.write(how, out)?;
        out.flush()
    };
    if let Some(path) = &args.output {
        let written = File::create(path).and_then(|file| whole(&mut BufWriter::new(file)));
        return written.map_err(|error| {
            Failure::new(format!("`{}` cannot be written: {error}", path.display()))
        });
    }
    let stdout = io::stdout();
    let written = if stdout.is_terminal() {
        // People look at it: what could move their cursor is shown as an escape.
        let mut text = Vec::new();
        whole(&mut text).and_then(|()| {
            let text = String::from_utf8_lossy(&text);
            let lines = text.lines().map(|line| format!("{}\n", escape(line)));
            (stdout.lock()).write_all(lines.collect::<String>().as_bytes())
        })
    } else {
        whole(&mut BufWriter::new(stdout.lock()))
    };
    match written {
        // A reader who stops listening (`| head`) is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "the table could not be written: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Says what the table cannot hold.
fn tell(dossier: &Dossier, table: &Exporter<'_>) {
    if table.is_empty() {
        stream::say("no figures to export");
    }
    let ids: Vec<&str> = (table.unwritable.iter())
        .map(|&id| &*dossier.claim(id).id)
        .collect();
    if !ids.is_empty() {
        let ids = audit::list(&ids);
        stream::say(&format!(
            "these values would be read otherwise than they are meant: {}",
            escape(&ids)
        ));
    }
    let problems = dossier.problems.iter();
    let errors = problems.filter(|problem| problem.severity == Severity::Error);
    match errors.count() {
        0 => {}
        count => stream::say(&format!(
            "not all could be read (input errors: {count}), see `crossfoot check`"
        )),
    }
}

/// The code that a pair of names stands for.
fn code(
    dossier: &Dossier,
    (dimension, code): &(String, String),
) -> Result<(DimensionId, CodeId), Failure> {
    let codebook = &dossier.codebook;
    let Some(found) = codebook.find_dimension(dimension) else {
        let known = codebook.dimensions.iter().map(|known| known.id.clone());
        audit::expect(
            std::slice::from_ref(dimension),
            "dimension",
            &known.collect::<Vec<_>>(),
        )?;
        return Err(Failure::new(format!(
            "no dimension is called `{dimension}`"
        )));
    };
    if let Some(code) = codebook.find_code(found, code) {
        return Ok((found, code));
    }
    let codes = codebook.dimension(found).codes.iter();
    let known: Vec<String> = codes.map(|known| known.id.clone()).collect();
    audit::expect(std::slice::from_ref(code), "code", &known)?;
    Err(Failure::new(format!("no code is called `{code}`")))
}
