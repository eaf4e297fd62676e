//! Comments that accept what stands below them: `# crossfoot: accept CHECK -- reason`.

use super::{Decoder, ParsedFile};
use crate::dossier::Acceptance;
use crate::quantity::Window;
use crate::text::comments::{Comment, comments};
use crate::text::suggest::nearest;
use crate::text::{Problem, Span, Spanned};

/// What a comment to the program begins with.
const WORD: &str = "crossfoot:";

/// How it is written.
const FORM: &str = "# crossfoot: accept CHECK -- reason";

/// What stands between what is accepted and the reason; editors make one of the other.
const DASHES: [&str; 3] = ["--", "—", "–"];

/// What other programs say in comments of this kind.
const ELSEWHERE: [&str; 7] = [
    "allow", "disable", "except", "expect", "ignore", "noqa", "suppress",
];

impl<'t> Decoder<'t> {
    /// Reads the comments of a file that accept what stands below them.
    pub(super) fn comments(&mut self, file: &'t ParsedFile<'t>) {
        if file.is_table {
            return;
        }
        let trees: Vec<_> = std::iter::once(&file.tree).chain(&file.further).collect();
        for (comment, text) in comments(&trees, WORD) {
            match self.comment(&comment, text) {
                Ok(Some(acceptance)) => self.dossier.accepts.push(acceptance),
                Ok(None) => {}
                Err(problem) => self.problem(*problem),
            }
        }
    }

    /// `accept CHECK [until DATE] -- reason`; nothing if a person is spoken to.
    fn comment(&self, comment: &Comment, text: &str) -> Result<Option<Acceptance>, Box<Problem>> {
        let (head, reason) = (DASHES.iter())
            .filter_map(|dash| text.split_once(dash))
            .min_by_key(|(head, _)| head.len())
            .unwrap_or((text, ""));
        let words = words(head, comment);
        let Some((verb, words)) = words.split_first() else {
            return Ok(None);
        };
        if verb.value != "accept" {
            return match ELSEWHERE.contains(&verb.value)
                || nearest(verb.value, ["accept"]).is_some()
            {
                true => Err(misspelled(verb).into()),
                false => Ok(None),
            };
        }
        let missing = |message: &str| {
            let problem = Problem::error("missing-field", comment.span, message);
            Err(problem.help(format!("write `{FORM}`")).into())
        };
        let (check, until) = match words {
            [] => return missing("this comment does not name a check"),
            [check] => (check, None),
            [check, until, date] if until.value == "until" => (check, Some(last_day(date)?)),
            [_, unclear, ..] => return Err(not_understood(unclear).into()),
        };
        if reason.trim().is_empty() {
            return missing("this comment does not give a reason");
        }
        if !comment.alone {
            return Err(Problem::warning(
                "unused-accept",
                comment.span,
                "an acceptance needs a line of its own",
            )
            .label("has no effect here")
            .help("put it on the line above the entry")
            .into());
        }
        Ok(Some(Acceptance {
            check: Some(Spanned::new(check.value.to_owned(), check.span)),
            claims: Vec::new(),
            fingerprint: None,
            reason: reason.trim().to_owned(),
            until,
            span: comment.span,
            // Without an entry below, it is about nothing but itself.
            below: Some(comment.below.unwrap_or(comment.span)),
        }))
    }
}

/// The words of a text with their places.
fn words<'t>(text: &'t str, comment: &Comment) -> Vec<Spanned<&'t str>> {
    let mut at = 0;
    let pieces = text.split_inclusive(char::is_whitespace);
    let words = pieces.filter_map(|piece| {
        let start = comment.text + at;
        at += piece.len() as u32;
        let word = piece.trim_end();
        let span = Span::new(comment.span.file, start, start + word.len() as u32);
        (!word.is_empty()).then(|| Spanned::new(word, span))
    });
    words.collect()
}

fn misspelled(verb: &Spanned<&str>) -> Problem {
    let message = format!("`{}` is not understood in a comment", verb.value);
    Problem::warning("unknown-field", verb.span, message)
        .label("has no effect")
        .help(format!("did you mean `accept`? Write `{FORM}`"))
}

fn not_understood(word: &Spanned<&str>) -> Problem {
    let message = format!("`{}` is not understood here", word.value);
    let problem = Problem::error("invalid-value", word.span, message);
    match nearest(word.value, ["until"]) {
        Some(_) => problem.help("write a last day as `until 2026-12-31`"),
        None => problem.help(format!(
            "write `{FORM}`, with another comment for another check"
        )),
    }
}

fn last_day(date: &Spanned<&str>) -> Result<Spanned<Window>, Box<Problem>> {
    Window::parse(date.value)
        .map(|window| Spanned::new(window, date.span))
        .map_err(|error| {
            let at = |byte: usize| date.span.start + byte as u32;
            let span = Span::new(date.span.file, at(error.range.start), at(error.range.end));
            let problem = Problem::error("invalid-date", span, error.message);
            Box::new(match error.help {
                Some(help) => problem.help(help),
                None => problem,
            })
        })
}
