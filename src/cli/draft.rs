//! `crossfoot draft`: the figures of an article. So far the list of every numeric
//! expression as JSON; claims are drafted from the same list.

use std::io::Read;

use super::args::DraftArgs;
use super::stream::{self, Failure};
use crate::output;
use crate::quantity::{HedgeTable, recognise};
use crate::text::decode;

/// The mark that some programs put before the text; it counts as a character of it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Prints what stands in the article.
pub(super) fn run(args: &DraftArgs) -> Result<u8, Failure> {
    let style = stream::style(args.look);
    let (name, bytes) = read(args)?;
    let text = match decode(bytes) {
        Ok((text, 0)) => text,
        Ok((text, _)) => format!("{BYTE_ORDER_MARK}{text}"),
        Err(error) => {
            let message = format!("`{name}` cannot be read: {}", error.message);
            return Err(Failure::new(message));
        }
    };
    let hedges = HedgeTable::standard();
    let found = recognise(&text, args.number_format, &hedges);
    let json = output::expressions_json(&name, &text, &found, &hedges);
    stream::print(&json, &style)?;
    Ok(0)
}

/// The name of the article and its bytes.
fn read(args: &DraftArgs) -> Result<(String, Vec<u8>), Failure> {
    if args.article.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
        return Ok(("<stdin>".to_owned(), bytes));
    }
    let name = args.article.to_string_lossy().replace('\\', "/");
    let bytes = std::fs::read(&args.article)
        .map_err(|error| Failure::new(format!("`{name}` cannot be read: {error}")))?;
    Ok((name, bytes))
}
