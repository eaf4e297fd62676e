//! `crossfoot man`: manual pages, one for the program and one for each command.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::args::{Cli, ManArgs};
use super::reference::{After, after};
use super::stream::{self, Failure};
use crate::output::{Style, escape};
use crate::text::suggest;

/// Prints a page, or writes all of them.
pub(super) fn run(args: &ManArgs) -> Result<u8, Failure> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
        write(&root, folder)?;
        return Ok(0);
    }
    let mut command = &root;
    for name in &args.command {
        let below = command.get_subcommands();
        command = match command.find_subcommand(name) {
            Some(found) => found,
            None => {
                let known = below.map(Command::get_name);
                let failure = Failure::new(format!("there is no command `{name}`"));
                return Err(match suggest::nearest(name, known) {
                    Some(near) => failure.help(format!("did you mean `{near}`?")),
                    None => failure.help("`crossfoot --help` lists the commands"),
                });
            }
        };
    }
    stream::print(&page(command), &Style::default())?;
    Ok(0)
}

fn write(command: &Command, folder: &Path) -> Result<(), Failure> {
    let path = folder.join(format!("{}.1", title(command)));
    std::fs::write(&path, page(command)).map_err(|error| unwritten(&path, &error))?;
    let shown = path.strip_prefix(".").unwrap_or(&path);
    stream::say(&format!("wrote {}", escape(&shown.to_string_lossy())));
    for below in command.get_subcommands() {
        write(below, folder)?;
    }
    Ok(())
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be written: {error}", path.display()))
}

/// `crossfoot-import-csv`.
fn title(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// The page of a built command, as roff. What follows the options in its help becomes
/// sections of their own, examples line by line.
fn page(command: &Command) -> String {
    let bare = command.clone().after_help(None::<&str>);
    let source = concat!("crossfoot ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(bare).source(source).manual("crossfoot");
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = man.render(&mut text);
    let mut more = Roff::new();
    for part in after(command) {
        match part {
            After::Examples(lines) => {
                more.control("SH", ["EXAMPLES"]).control("nf", []);
                for line in lines {
                    more.text([roman(line)]);
                }
                more.control("fi", []);
            }
            After::Verbatim(lines) => {
                more.control("PP", []).control("nf", []);
                for line in lines {
                    more.text([roman(line)]);
                }
                more.control("fi", []);
            }
            After::ExitStatus(text) => {
                more.control("SH", ["EXIT STATUS"]).text([roman(text)]);
            }
            After::Text(text) => {
                more.control("PP", []).text([roman(text)]);
            }
        }
    }
    if title(command) != "crossfoot" {
        more.control("SH", ["SEE ALSO"])
            .text([roman("crossfoot(1)")]);
    }
    String::from_utf8_lossy(&text).into_owned() + &more.to_roff()
}
