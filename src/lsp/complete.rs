//! Completion: names of the dossier, then keys and words of the language. It needs no
//! tree and so works on a line that is half typed in a file that cannot be read.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation,
    Position, Range, TextEdit,
};
use rustc_hash::FxHashSet;

use super::context::{self, Context};
use super::names::{self, Offer};
use super::positions::Lines;
use super::state::State;
use super::{keys, keys::Word};
use crate::dossier::SETTINGS_FILE;
use crate::output::shorten;
use crate::text;

/// So many names are offered at once; with another letter come others.
const MOST: usize = 200;

/// The widest words beside a name.
const WIDTH: usize = 80;

/// What may stand at a position.
pub(super) fn complete(state: &State<'_>, uri: &str, position: Position) -> Option<CompletionList> {
    let document = state.document(uri)?;
    let text = &document.text;
    let lines = Lines::of(text, state.encoding);
    let at = lines.byte(position);
    let context = context::context(text, at)?;
    // What was known before a line was half typed is offered still.
    let found = [state.loaded(document), state.readable(document)];
    let by = context::sibling(text, &context, "by");
    let path = &context.path;
    let mut offers = Offers {
        typed: context.typed.to_lowercase(),
        ..Offers::default()
    };
    for loaded in found.into_iter().flatten() {
        for offer in names::offers(&loaded.dossier, path, by) {
            // A name that only stands here, half typed, is none.
            if offer.name != context.typed {
                offers.add(offer, "");
            }
        }
    }
    let is_settings = uri.ends_with(SETTINGS_FILE);
    if !context.is_value {
        for Word { text, about } in keys::keys(path) {
            if is_settings || !path.is_empty() || text != "settings" {
                offers.add(Offer::word(text, CompletionItemKind::PROPERTY), about);
            }
        }
    }
    for Word { text, about } in keys::words(path) {
        offers.add(Offer::word(text, CompletionItemKind::VALUE), about);
    }
    let writing = Writing {
        range: lines.range(context.start..end(text, &context, at)),
        is_quoted: text[context.start..at].starts_with(['"', '\'']),
        takes_colon: !context.is_value
            && !is_list(&context)
            && !follows_key(&context)
            && !text[at..].trim_start_matches(['"', '\'']).starts_with(':'),
    };
    let (offers, is_incomplete) = offers.best();
    let items = offers.into_iter().enumerate();
    Some(CompletionList {
        is_incomplete,
        items: items
            .map(|(at, (offer, about))| writing.item(at, offer, about))
            .collect(),
    })
}

/// Whether what is typed is an item of a list of names, so that no colon follows it.
fn is_list(context: &Context<'_>) -> bool {
    let lists = ["claims", "partition", "disjoint", "cover", "subsets"];
    match context.path[..] {
        ["claims", "-"] => false,
        [.., list, "-"] => lists.contains(&list),
        ["accept", "-", "claims"] => true,
        _ => false,
    }
}

/// Where what is replaced ends: a quotation mark that the editor has put there goes too.
fn end(text: &str, context: &Context<'_>, at: usize) -> usize {
    let opened = &text[context.start..at];
    let quote = opened.chars().next().filter(|c| matches!(c, '"' | '\''));
    let closed = quote.is_some() && text[at..].chars().next() == quote;
    at + usize::from(closed)
}

/// Whether names at this place are values on a line of their own, below a key.
fn follows_key(context: &Context<'_>) -> bool {
    let below = [
        "measure",
        "source",
        "attributed_to",
        "revises",
        "by",
        "publisher",
        "check",
    ];
    context.path.last().is_some_and(|last| below.contains(last))
}

/// What fits what is typed, each name once.
#[derive(Default)]
struct Offers {
    typed: String,
    seen: FxHashSet<String>,
    offers: Vec<(Offer, &'static str)>,
}

impl Offers {
    fn add(&mut self, offer: Offer, about: &'static str) {
        let fits = offer.name.to_lowercase().contains(&self.typed);
        if fits && self.seen.insert(offer.name.clone()) {
            self.offers.push((offer, about));
        }
    }

    /// Those that begin as typed first, and whether some are left out.
    fn best(mut self) -> (Vec<(Offer, &'static str)>, bool) {
        let typed = &self.typed;
        self.offers
            .sort_by_key(|(offer, _)| !offer.name.to_lowercase().starts_with(typed));
        let more = self.offers.len() > MOST;
        self.offers.truncate(MOST);
        (self.offers, more)
    }
}

/// How a name is written into the file.
struct Writing {
    range: Range,
    /// Whether a quotation mark is typed already.
    is_quoted: bool,
    /// Whether keys here get their colon.
    takes_colon: bool,
}

impl Writing {
    fn item(&self, at: usize, offer: Offer, about: &str) -> CompletionItem {
        let Offer { name, detail, kind } = offer;
        // In braces a comma ends the entry.
        let mut new = match self.is_quoted || name.contains(',') {
            true => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")),
            false => text::scalar(&name).into_owned(),
        };
        if self.takes_colon && kind != CompletionItemKind::VALUE {
            new.push_str(": ");
        }
        let filter = match self.is_quoted {
            true => format!("\"{name}"),
            false => name.clone(),
        };
        CompletionItem {
            label: name,
            kind: Some(kind),
            detail: detail.map(|detail| shorten(&detail, WIDTH, false)),
            documentation: (!about.is_empty()).then(|| Documentation::String(about.to_owned())),
            sort_text: Some(format!("{at:04}")),
            filter_text: Some(filter),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(self.range, new))),
            ..CompletionItem::default()
        }
    }
}
