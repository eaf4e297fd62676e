//! The program: arguments, dispatch, streams and the exit status. One file a
//! command; what they decide is decided in the library.

mod args;
mod ask;
mod audit;
mod baseline;
mod caret;
mod changed;
mod check;
mod choices;
mod completions;
mod diff;
mod draft;
mod explain;
mod export;
mod files;
mod git;
mod home;
mod implied;
mod import;
mod init;
mod job_summary;
mod large;
mod lsp;
mod man;
mod markdown;
mod matrix;
mod operand;
mod reference;
mod reports;
mod revisions;
mod schema;
mod settings;
mod show;
mod stream;
mod table;
mod today;
mod try_line;
mod values;
mod why;

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Cli, Command, ImportCommand, When};

pub use reference::reference;

/// Runs the program with its arguments, the name of the program first, and gives
/// its exit status: 0, 1 (findings), 2 (could not work) or 3 (nothing to audit).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().map(figure_or_option).collect();
    let environment = settings::look();
    stream::set_color(environment.as_ref().map_or(None, |look| look.color));
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            stream::set_color(asked_color(&arguments));
            return usage(&error);
        }
    };
    let result = environment.and_then(|_| dispatch(&cli));
    result.unwrap_or_else(|failure| {
        stream::fail(&failure);
        2
    })
}

fn dispatch(cli: &Cli) -> Result<u8, stream::Failure> {
    match &cli.command {
        None => check::run(&cli.check),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Try(args)) => try_line::run(args),
        Some(Command::Show(args)) => show::run(args),
        Some(Command::Why(args)) => why::run(args),
        Some(Command::Draft(args)) => draft::run(args),
        Some(Command::Export(args)) => export::run(args),
        Some(Command::Import(ImportCommand::Csv(args))) => import::run(args),
        Some(Command::Revisions(args)) => revisions::run(args),
        Some(Command::Diff(args)) => diff::run(args),
        Some(Command::Ask(args)) => ask::run(args),
        Some(Command::Lsp(args)) => lsp::run(args),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Init(args)) => init::run(args),
        Some(Command::Settings(args)) => settings::run(args),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Completions(args)) => completions::run(args),
        Some(Command::Man(args)) => man::run(args),
    }
}

/// Keeps a line such as `-5 = 3 - 8` from being taken for options: none of ours
/// begins with a digit or another sign. The space in front means nothing.
fn figure_or_option(argument: OsString) -> OsString {
    let text = argument.to_string_lossy();
    let mut rest = text.strip_prefix('-').unwrap_or_default().chars();
    match rest.next() {
        Some(first) if first != '-' && !first.is_alphabetic() => format!(" {text}").into(),
        _ => argument,
    }
}

/// What `--color` says among arguments that could not be understood as a whole.
fn asked_color(arguments: &[OsString]) -> Option<When> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let behind = words.windows(2).filter(|pair| pair[0] == "--color");
    let joined = words
        .iter()
        .filter_map(|word| word.strip_prefix("--color="));
    let said = behind.map(|pair| pair[1]).chain(joined).last()?;
    values::when(said).ok()
}

/// Help and version are results; anything else is a mistake in the arguments.
fn usage(error: &clap::Error) -> u8 {
    let printed = error.print();
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    match printed {
        // Nobody is left to tell of a mistake if standard error is closed.
        _ if !is_help => 2,
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            stream::fail(&stream::unwritten(&error));
            2
        }
        _ => 0,
    }
}
