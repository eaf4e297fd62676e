//! The values that an option can have, for shells to complete. The parsers of `values`
//! say more about a mistake than a list can, and the help names the values in words; so
//! the lists stand here, and a test holds them against the parsers.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::explain;
use crate::checks::CHECKS;
use crate::export::TableFormat;
use crate::findings::FailOn;
use crate::output::Format;
use crate::output::comparison::DiffFormat;
use crate::output::questions::QuestionFormat;
use crate::text::plain::Markup;

/// The values of an option or argument of a command; none where anything may stand.
fn choices(command: &str, argument: &str) -> Option<Vec<&'static str>> {
    let names = match (command, argument) {
        (_, "only" | "skip") => CHECKS.iter().map(|check| check.id).collect(),
        (_, "fail_on") => FailOn::NAMES.to_vec(),
        (_, "min_severity") => vec!["error", "warning", "note"],
        (_, "number_format") => vec!["en", "eu"],
        (_, "rounding") => vec!["nearest", "truncate"],
        (_, "from") => Markup::NAMES.map(|known| known.0).to_vec(),
        ("explain", "topic") => explain::topics().collect(),
        (_, "force_exclude" | "strict" | "pedantic") => vec!["on", "off"],
        ("why" | "settings", "format") => vec!["text", "json"],
        ("draft", "format") => vec!["yaml", "json"],
        ("revisions", "format") => vec!["text", "csv", "json"],
        ("diff", "format") => DiffFormat::NAMES.map(|known| known.0).to_vec(),
        ("ask", "format") => QuestionFormat::NAMES.map(|known| known.0).to_vec(),
        ("export", "format") => TableFormat::NAMES.map(|known| known.0).to_vec(),
        ("crossfoot" | "check", "format") => Format::all().map(|known| known.1).collect(),
        _ => return None,
    };
    Some(names)
}

/// The command with the values of its options known, for all commands below it too.
/// Not for parsing: what the parsers say of a mistake would be lost.
pub(super) fn with_choices(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let known = |arg: Arg| match choices(&name, arg.get_id().as_str()) {
        Some(names) => arg.value_parser(PossibleValuesParser::new(names)),
        None => arg,
    };
    command.mut_args(known).mut_subcommands(with_choices)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::super::args::Cli;
    use super::*;

    /// What a command needs beside the option that is tried.
    fn needed(command: &str) -> &'static [&'static str] {
        match command {
            "draft" => &["article.txt"],
            "why" => &["missing"],
            "diff" => &["old", "new"],
            "try" => &["1 = 1"],
            _ => &[],
        }
    }

    fn tried(command: &Command, arg: &Arg, value: &str) -> Result<Cli, clap::Error> {
        let name = command.get_name();
        let mut line = vec!["crossfoot"];
        if name != "crossfoot" {
            line.push(name);
        }
        line.extend(needed(name));
        let option = arg.get_long().map(|long| format!("--{long}={value}"));
        line.push(option.as_deref().unwrap_or(value));
        Cli::try_parse_from(line)
    }

    #[test]
    fn every_listed_value_is_one_and_others_are_not() {
        let root = Cli::command();
        let mut found = 0;
        for command in root.get_subcommands().chain([&root]) {
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                let Some(names) = choices(command.get_name(), id) else {
                    continue;
                };
                found += 1;
                for name in names {
                    let parsed = tried(command, arg, name);
                    assert!(parsed.is_ok(), "{} {id} {name}", command.get_name());
                }
                // Topics are looked up later, with a message of their own.
                let refused = tried(command, arg, "zzyzx").is_err();
                assert_eq!(refused, id != "topic", "{} {id}", command.get_name());
            }
        }
        assert!(found > 15, "{found}");
    }

    /// Options whose values are words of ours have a list of them.
    #[test]
    fn options_with_words_of_ours_are_listed() {
        let words = [
            "FORMAT", "CHECK", "SEVERITY", "TOPIC", "HOW", "MARKUP", "WHEN", "SHELL", "on|off",
        ];
        let root = with_choices(Cli::command());
        for command in root.get_subcommands().chain([&root]) {
            for arg in command.get_arguments() {
                let name = arg.get_value_names().and_then(|names| names.first());
                if name.is_some_and(|name| words.contains(&name.as_str())) {
                    let listed = !arg.get_possible_values().is_empty();
                    assert!(listed, "{} {}", command.get_name(), arg.get_id());
                }
            }
        }
    }
}
