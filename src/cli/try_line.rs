//! `crossfoot try`: one line, without a file.

use super::args::TryArgs;
use super::caret;
use super::stream::{self, Failure};
use crate::checks::{self, LineVerdict};
use crate::output;
use crate::quantity::HedgeTable;

/// Prints the worksheet and the verdict; 1 if the line cannot hold.
pub(super) fn run(args: &TryArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    let text = args.line.join(" ");
    let hedges = HedgeTable::standard();
    let line =
        checks::line(&text, args.number_format, args.rounding, &hedges).map_err(|error| {
            let mut failure = Failure::new(&error.message);
            failure.place = caret::below(&text, error.range.clone());
            match &error.help {
                Some(help) => failure.help(help),
                None => failure,
            }
        })?;
    let verdict = match line.verdict {
        LineVerdict::Holds => "it holds".to_owned(),
        LineVerdict::ByRounding => {
            format!(
                "it holds, but only by rounding or wording ({} as printed)",
                line.gap
            )
        }
        LineVerdict::Strained => format!(
            "strained: it holds by the letter of the words, not as they are usually read ({})",
            line.gap
        ),
        LineVerdict::Fails => format!("it does not hold ({})", line.gap),
    };
    let sheet = output::worksheet_text(&line.sheet, style.ascii);
    stream::print(&format!("{sheet}\n\n{verdict}\n"), &style)?;
    Ok(u8::from(line.verdict == LineVerdict::Fails))
}
