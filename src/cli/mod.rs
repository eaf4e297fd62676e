//! The program: arguments, dispatch, streams and the exit status. One file a
//! command; what they decide is decided in the library.

mod accept;
mod args;
mod ask;
mod audit;
mod baseline;
mod caret;
mod check;
mod diff;
mod draft;
mod explain;
mod export;
mod files;
mod git;
mod implied;
mod import;
mod init;
mod large;
mod markdown;
mod matrix;
mod operand;
mod revisions;
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

use args::{Cli, Command, ImportCommand};

/// Runs the program with its arguments, the name of the program first, and gives
/// its exit status: 0, 1 (findings), 2 (could not work) or 3 (nothing to audit).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::try_parse_from(arguments.into_iter().map(figure_or_option)) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let result = match &cli.command {
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
        Some(Command::Accept(args)) => accept::run(args),
        Some(Command::Explain(args)) => explain::run(args),
        Some(Command::Init(args)) => init::run(args),
    };
    result.unwrap_or_else(|failure| {
        stream::fail(&failure);
        2
    })
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

/// Help and version are results; anything else is a mistake in the arguments.
fn usage(error: &clap::Error) -> u8 {
    // Nobody is left to tell if the stream is closed.
    let _ = error.print();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => 0,
        _ => 2,
    }
}
