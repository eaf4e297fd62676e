//! Streams: results on standard output, everything else on standard error, and
//! how both are drawn.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::args::{Look, When};
use super::settings;
use crate::output::{Style, escape};

/// Columns where nobody looks at a terminal.
const WIDTH: usize = 100;

/// Why the tool could not do its work, and what to do about it.
#[derive(Debug)]
pub(super) struct Failure {
    /// One sentence without a full stop.
    pub message: String,
    /// The line that is meant, with a caret below it; may be empty.
    pub place: String,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// Text to show in front of it as it is: an excerpt with a caret, findings.
    pub context: String,
}

impl Failure {
    /// A failure without help. The message may hold text from anywhere.
    pub fn new(message: impl AsRef<str>) -> Self {
        Self {
            message: escape(message.as_ref()).into_owned(),
            place: String::new(),
            help: Vec::new(),
            context: String::new(),
        }
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl AsRef<str>) -> Self {
        self.help.push(escape(help.as_ref()).into_owned());
        self
    }
}

/// How to draw on standard output; sets the same for standard error.
pub(super) fn style(look: Look) -> Style {
    set_color(look.color);
    // What cannot be understood was refused before any work began.
    let environment = settings::look().unwrap_or_default();
    Style {
        color: AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
        ascii: look.ascii || environment.ascii == Some(true),
        width: width(),
        show_passed: false,
    }
}

/// Says when to use colours, on both streams; what was said before holds where nothing is.
pub(super) fn set_color(when: Option<When>) {
    match when {
        Some(When::Always) => ColorChoice::Always.write_global(),
        Some(When::Never) => ColorChoice::Never.write_global(),
        Some(When::Auto) => ColorChoice::Auto.write_global(),
        None => {}
    }
}

/// Columns of the terminal, if the results go to one.
pub(super) fn width() -> usize {
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}

/// Writes results. A reader who stops listening (`| head`) is no failure.
pub(super) fn print(text: &str, style: &Style) -> Result<(), Failure> {
    let choice = if style.color {
        ColorChoice::Always
    } else {
        ColorChoice::Never
    };
    let mut out = AutoStream::new(std::io::stdout().lock(), choice);
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(unwritten(&error)),
        _ => Ok(()),
    }
}

/// Standard output took no results.
pub(super) fn unwritten(error: &std::io::Error) -> Failure {
    Failure::new(format!("the results could not be written: {error}"))
}

/// Says something beside the results.
pub(super) fn say(text: &str) {
    // If standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Says why the tool could not do its work.
pub(super) fn fail(failure: &Failure) {
    let red = red();
    let mut text = failure.context.clone();
    text.push_str(&format!("{red}error{red:#}: {}", failure.message));
    if !failure.place.is_empty() {
        text.push_str(&format!("\n{}", failure.place));
    }
    for help in &failure.help {
        text.push_str(&format!("\n  help: {help}"));
    }
    say(&text);
}

fn red() -> clap::builder::styling::Style {
    use clap::builder::styling::{AnsiColor, Style};
    Style::new()
        .bold()
        .fg_color(Some(AnsiColor::BrightRed.into()))
}
