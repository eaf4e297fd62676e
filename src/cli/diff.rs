//! `crossfoot diff`: two sides loaded, compared and written.

use super::args::DiffArgs;
use super::operand::{Loaded, Operand};
use super::settings;
use super::stream::{self, Failure};
use crate::compare::diff::{Diff, Side, compare};
use crate::figures::Figures;
use crate::output::comparison::render;
use crate::output::{self, Style};

/// Compares, writes what differs where it is wanted, and gives the exit status.
pub(super) fn run(args: &DiffArgs) -> Result<u8, Failure> {
    let drawn = stream::style(args.look);
    let style = Style {
        width: args.width.map_or(drawn.width, usize::from),
        ..drawn
    };
    let (old, new) = (Operand::parse(&args.old)?, Operand::parse(&args.new)?);
    let stdin = Operand::Path("-".into());
    if old == stdin && new == stdin {
        return Err(Failure::new("standard input can be read once only"));
    }
    let path = args.path.as_deref();
    if path.is_some() && !old.needs_path() && !new.needs_path() {
        return Err(
            Failure::new("a path after OLD and NEW has nothing to belong to")
                .help("it names the dossier of `source:ID` or the path of `git:REV`"),
        );
    }
    let before = usable(old.load(path, &new)?, &args.old, &style)?;
    let after = usable(new.load(path, &old)?, &args.new, &style)?;
    let diff = compared(&before, &after, args);
    for to in &args.output {
        // A file is no terminal: no colour, and the usual width.
        let style = Style {
            color: false,
            width: Style::default().width,
            ..style
        };
        let text = render(to.format, &diff, args.all, &style);
        std::fs::write(&to.file, text).map_err(|error| {
            let file = to.file.display();
            Failure::new(format!("`{file}` cannot be written: {error}"))
        })?;
    }
    stream::print(&render(args.format, &diff, args.all, &style), &style)?;
    for (side, name) in [(&diff.old, &args.old), (&diff.new, &args.new)] {
        say_what_is_missing(side.input_errors, side.claims, name);
    }
    Ok(u8::from(args.exit_code && !diff.is_empty()))
}

fn compared(before: &Loaded, after: &Loaded, args: &DiffArgs) -> Diff {
    let (old, new) = rayon::join(
        || Figures::of(&before.dossier),
        || Figures::of(&after.dossier),
    );
    let side = |figures, loaded: &Loaded, operand: &str| {
        Side::of(
            figures,
            loaded.chosen.clone(),
            operand,
            loaded.revision.clone(),
        )
    };
    compare(
        &side(&old, before, &args.old),
        &side(&new, after, &args.new),
    )
}

/// Settings that cannot be read could mean other figures than the ones compared.
fn usable(loaded: Loaded, operand: &str, style: &Style) -> Result<Loaded, Failure> {
    let errors = settings::plain_errors(&loaded.dossier);
    if errors.is_empty() {
        return Ok(loaded);
    }
    let mut failure = Failure::new(format!(
        "the settings of `{operand}` cannot be used, so nothing was compared"
    ));
    failure.context = output::findings_text(&errors, &loaded.dossier.files, style);
    Err(failure.help("mend `settings` in its crossfoot.yaml"))
}

fn say_what_is_missing(input_errors: usize, claims: usize, name: &str) {
    let name = output::escape(name);
    if input_errors > 0 {
        stream::say(&format!(
            "not all of `{name}` could be read (input errors: {input_errors}), see `crossfoot check`"
        ));
    } else if claims == 0 {
        stream::say(&format!("`{name}` has no figures"));
    }
}
