//! The reference of all commands in Markdown, `docs/cli.md`, made of what clap knows;
//! and the text after the options of a help, taken apart for it and for manual pages.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Cli;

const HEAD: &str = "\
# Commands and options

This page is made of the program's own help. `crossfoot COMMAND --help` prints the same,
`crossfoot man COMMAND` a manual page. Every command has `-h` and `--help` besides.
Without a command, `crossfoot` is `crossfoot check`.
";

/// A part of what follows the options in a help.
pub(super) enum After {
    /// Lines of commands, with a remark after some.
    Examples(Vec<String>),
    /// Lines to be kept as they are.
    Verbatim(Vec<String>),
    /// What the exit status says.
    ExitStatus(String),
    /// A paragraph.
    Text(String),
}

/// The parts of a help after the options.
pub(super) fn after(command: &Command) -> Vec<After> {
    let text = command.get_after_help().map(ToString::to_string);
    let text = text.unwrap_or_default();
    let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
    parts.map(taken).collect()
}

fn taken(part: &str) -> After {
    let lines = || part.lines().map(|line| line.trim().to_owned());
    let joined = lines().collect::<Vec<_>>().join(" ");
    if part.starts_with("Examples:") {
        After::Examples(lines().skip(1).collect())
    } else if part.starts_with("  ") {
        After::Verbatim(lines().collect())
    } else if let Some(status) = joined.strip_prefix("Exit status: ") {
        After::ExitStatus(status.to_owned())
    } else {
        After::Text(joined)
    }
}

/// The reference of all commands, Markdown: what `docs/cli.md` holds.
pub fn reference() -> String {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let mut page = HEAD.to_owned();
    page.push_str("\n| command | |\n| --- | --- |\n");
    each(&root, &mut |command| {
        let name = name(command);
        let link = name.replace(' ', "-");
        page.push_str(&format!("| [`{name}`](#{link}) | {} |\n", about(command)));
    });
    each(&root, &mut |command| section(command, &mut page));
    page
}

/// Goes through the commands that do something.
fn each(root: &Command, visit: &mut impl FnMut(&Command)) {
    for command in root.get_subcommands() {
        if command.has_subcommands() {
            each(command, visit);
        } else {
            visit(command);
        }
    }
}

/// `crossfoot import csv`.
fn name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

fn about(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string);
    about.unwrap_or_default()
}

fn section(command: &Command, page: &mut String) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    page.push_str(&format!(
        "\n## {}\n\n{}.\n\n```text\n{usage}\n```\n",
        name(command),
        about(command)
    ));
    let asked = |arg: &&Arg| {
        let help = matches!(
            arg.get_action(),
            ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
        );
        !help && !arg.is_hide_set()
    };
    let (named, placed): (Vec<&Arg>, Vec<&Arg>) = command
        .get_arguments()
        .filter(asked)
        .partition(|arg| !arg.is_positional());
    for (title, args) in [("Arguments", placed), ("Options", named)] {
        if args.is_empty() {
            continue;
        }
        page.push_str(&format!("\n{title}:\n\n"));
        for arg in args {
            page.push_str(&format!("* {}: {}\n", spelled(arg), said(arg)));
        }
    }
    for part in after(command) {
        match part {
            After::Examples(lines) => {
                page.push_str(&format!(
                    "\nExamples:\n\n```text\n{}\n```\n",
                    lines.join("\n")
                ));
            }
            After::Verbatim(lines) => {
                page.push_str(&format!("\n```text\n{}\n```\n", lines.join("\n")));
            }
            After::ExitStatus(text) => page.push_str(&format!("\nExit status: {text}.\n")),
            After::Text(text) => page.push_str(&format!("\n{}\n", marked(&text))),
        }
    }
}

/// `` `-o`, `--output FILE` ``
fn spelled(arg: &Arg) -> String {
    let names: Vec<&str> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| name.as_str())
        .collect();
    let range = arg.get_num_args().unwrap_or_default();
    let value = match (range.takes_values(), range.min_values()) {
        (false, _) => String::new(),
        (true, 0) if arg.is_require_equals_set() => format!("[={}]", names.join(" ")),
        (true, 0) => format!(" [{}]", names.join(" ")),
        (true, _) => format!(" {}", names.join(" ")),
    };
    let short = arg.get_short().map(|short| format!("`-{short}`, "));
    match arg.get_long() {
        Some(long) => {
            format!("{}`--{long}{value}`", short.unwrap_or_default())
        }
        None => format!("`{}`", value.trim_start()),
    }
}

/// The help of an argument with its default and its values.
fn said(arg: &Arg) -> String {
    let help = arg.get_long_help().or(arg.get_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    // A remark in brackets, if there is one, ends the first paragraph.
    let mut paragraphs: Vec<String> = help
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let takes = arg.get_num_args().unwrap_or_default().takes_values();
    let default: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .filter(|_| takes)
        .collect();
    if let Some(first) = paragraphs.first_mut() {
        let values = arg.get_possible_values();
        let shown = takes && !arg.is_hide_possible_values_set();
        let values: Vec<&str> = values
            .iter()
            .filter(|value| shown && !value.is_hide_set())
            .map(|value| value.get_name())
            .collect();
        if !values.is_empty() {
            let remark = first.find(" [").unwrap_or(first.len());
            first.insert_str(remark, &format!(": {}", values.join(", ")));
        }
        if !default.is_empty() {
            first.push_str(&format!(" [default: {}]", default.join(", ")));
        }
    }
    marked(&paragraphs.join(". "))
}

/// Text of a help in Markdown: what would be taken for marks is kept as it is.
fn marked(text: &str) -> String {
    let mut code = false;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '`' => code = !code,
            '<' | '>' | '*' | '_' | '|' if !code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}
