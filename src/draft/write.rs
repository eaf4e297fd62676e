//! The claims of a draft as YAML: one for each figure that is no part, with its parts
//! below it.

use rustc_hash::FxHashMap;

use super::breakdowns::{Suggestion, sum};
use super::figure::Figure;
use super::heading::Heading;
use super::naming::{Names, Scope, belongs_to};
use super::quotation::{Quotation, Quoter, clause_end};
use super::{Article, Entry, Options, keys};
use crate::dossier::TODO;
use crate::quantity::Exact;
use crate::text::{comment, scalar};

/// Comments are broken after so many columns.
const WIDE: usize = 96;
/// Sentences in comments are cut after so many characters.
const LONGEST_SENTENCE: usize = 360;
/// A quotation for all parts of a breakdown is not longer than this.
const LONGEST_QUOTE: usize = 260;

pub(super) struct Writer<'a> {
    text: &'a str,
    figures: &'a [Figure],
    below: Vec<Vec<&'a Suggestion>>,
    is_part: Vec<bool>,
    ids: Vec<String>,
    names: Names,
    quoter: Quoter<'a>,
    as_of: FxHashMap<usize, String>,
}

impl<'a> Writer<'a> {
    pub fn new(
        article: &Article<'a>,
        options: &Options<'a>,
        heading: &Heading,
        figures: &'a [Figure],
        suggestions: &'a [Suggestion],
    ) -> Writer<'a> {
        let text = &article.plain.text;
        let mut below = vec![Vec::new(); figures.len()];
        let mut is_part = vec![false; figures.len()];
        for suggestion in suggestions {
            below[suggestion.whole].push(suggestion);
            suggestion
                .parts
                .iter()
                .for_each(|&part| is_part[part] = true);
        }
        Writer {
            text,
            figures,
            below,
            is_part,
            ids: super::ids::of(text, &heading.id, figures),
            names: options.codebook.map(Names::of).unwrap_or_default(),
            quoter: Quoter::new(text, options.format, options.hedges),
            as_of: super::heading::as_of(article),
        }
    }

    /// Ids of all figures, in the order of the text.
    pub fn ids(&self) -> Vec<String> {
        self.ids.clone()
    }

    /// All claims.
    pub fn entries(&mut self) -> Vec<Entry> {
        let roots = (0..self.figures.len()).filter(|&at| !self.is_part[at]);
        let mut last = None;
        let mut entries = Vec::new();
        for at in roots {
            let sentence = &self.figures[at].sentence;
            let told = last.as_ref() == Some(sentence);
            last = Some(sentence.clone());
            let mut parts = Vec::new();
            self.collect(at, &mut parts);
            let alone = parts.into_iter().map(|part| {
                let yaml = self.claim(part, false, true);
                (self.ids[part].clone(), yaml)
            });
            entries.push(Entry {
                id: self.ids[at].clone(),
                parts: alone.collect(),
                alone: self.claim(at, false, true),
                yaml: self.claim(at, told, false),
            });
        }
        entries
    }

    fn collect(&self, at: usize, parts: &mut Vec<usize>) {
        for suggestion in &self.below[at] {
            for &part in &suggestion.parts {
                parts.push(part);
                self.collect(part, parts);
            }
        }
    }

    /// One claim. `told` says that its sentence stands in a comment above already, `alone`
    /// that its parts are left out.
    fn claim(&self, at: usize, told: bool, alone: bool) -> String {
        let figure = &self.figures[at];
        let mut out = String::new();
        if !told {
            let sentence = &self.text[figure.sentence.clone()];
            out.push_str(&wrapped("  # ", &cut(sentence)));
        }
        out.push_str(&format!("  - id: {}\n", scalar(&self.ids[at])));
        let noun = figure.noun.clone().map(|noun| &self.text[noun]);
        let counts = match noun {
            Some(noun) => format!("counts: {}", comment(noun)),
            None => "counts: ?".to_owned(),
        };
        let said = &self.text[self.said(at)];
        let lead = &self.text[figure.sentence.start.min(figure.phrase.start)..figure.phrase.start];
        let counted = belongs_to(lead).or(noun);
        let measure = self.names.measure(counted.unwrap_or_default(), said);
        match &measure {
            Some((id, _)) => out.push_str(&format!(
                "    measure: {}    # suggested by the codebook; {counts}\n",
                scalar(id)
            )),
            None => out.push_str(&format!("    measure: {TODO}    # {counts}\n")),
        }
        let scope = {
            let used = measure.map(|(_, words)| words).unwrap_or_default();
            self.names.codes(noun.unwrap_or_default(), &used)
        };
        if !scope.is_empty() {
            out.push_str("    where:    # suggested by the codebook\n");
            for (dimension, code) in scope {
                out.push_str(&format!(
                    "      {}: {}\n",
                    scalar(&dimension),
                    scalar(&code)
                ));
            }
        }
        out.push_str(&format!("    value: {}\n", scalar(&figure.printed)));
        if let Some(day) = self.as_of.get(&figure.sentence.start) {
            out.push_str(&format!("    as_of: {day}\n"));
        }
        push_quote(&mut out, 4, &figure.quote);
        if !alone {
            self.breakdowns(&mut out, at, 4);
        }
        out
    }

    /// What is said of a figure: from it to the next one that is no part.
    fn said(&self, at: usize) -> std::ops::Range<usize> {
        const NEAR: usize = 240;
        let figure = &self.figures[at];
        let from = figure.phrase.end;
        let next = (at + 1..self.figures.len()).find(|&next| !self.is_part[next]);
        let next = next.map_or(usize::MAX, |next| self.figures[next].phrase.start);
        let mut end = (from + NEAR).min(figure.sentence.end).min(next).max(from);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        // What else is included is not what is counted.
        let included = self.text[from..end].find(", including");
        match included.filter(|_| self.below[at].is_empty()) {
            Some(length) => from..from + length,
            None => from..end,
        }
    }

    fn breakdowns(&self, out: &mut String, whole: usize, indent: usize) {
        if self.below[whole].is_empty() {
            return;
        }
        out.push_str(&format!("{:indent$}breakdowns:\n", ""));
        for suggestion in &self.below[whole] {
            self.breakdown(out, suggestion, indent + 2);
        }
    }

    fn breakdown(&self, out: &mut String, suggestion: &Suggestion, indent: usize) {
        let why = format!(
            "suggested by \"{}\": {}",
            comment(&suggestion.cue),
            self.sum(suggestion)
        );
        out.push_str(&wrapped(&format!("{:indent$}# ", ""), &why));
        let keys = self.keys(suggestion);
        let mut first = "- ";
        if let Some(by) = keys.by {
            out.push_str(&format!("{:indent$}{first}by: {}\n", "", scalar(&by)));
            first = "  ";
        }
        let kind = if suggestion.adds_up {
            "partition"
        } else {
            "subsets"
        };
        out.push_str(&format!("{:indent$}{first}kind: {kind}\n", ""));
        let quote = self.quote(&suggestion.parts);
        let inner = indent + 2;
        if let Some(quote) = &quote {
            push_quote(out, inner, quote);
        }
        out.push_str(&format!("{:inner$}parts:\n", ""));
        let deep = inner + 2;
        for (&part, key) in suggestion.parts.iter().zip(&keys.keys) {
            let value = scalar(&self.figures[part].printed);
            let own = quote.is_none();
            if !own && self.below[part].is_empty() {
                out.push_str(&format!("{:deep$}{}: {value}\n", "", scalar(key)));
                continue;
            }
            out.push_str(&format!("{:deep$}{}:\n", "", scalar(key)));
            let deeper = deep + 2;
            out.push_str(&format!("{:deeper$}value: {value}\n", ""));
            if own {
                push_quote(out, deeper, &self.figures[part].quote);
            }
            self.breakdowns(out, part, deeper);
        }
    }

    /// One quotation for all parts, if it is short and proves them.
    fn quote(&self, parts: &[usize]) -> Option<Quotation> {
        if let [one] = parts {
            return Some(self.figures[*one].quote.clone());
        }
        let start = self.figures[*parts.first()?].phrase.start;
        let end = parts
            .iter()
            .map(|&part| self.figures[part].with_noun().end)
            .max()?;
        let values: Vec<_> = parts
            .iter()
            .map(|&part| &self.figures[part].value)
            .collect();
        let sentence = self.figures[parts[0]].sentence.end;
        let wider = start..clause_end(self.text, end, sentence);
        [wider, start..end]
            .into_iter()
            .filter(|range| range.len() <= LONGEST_QUOTE)
            .find_map(|range| self.quoter.of(&range, &values))
    }

    /// What the parts come to, for a person to see.
    fn sum(&self, suggestion: &Suggestion) -> String {
        let printed = |at: usize| self.text[self.figures[at].numeral.clone()].to_owned();
        let whole = printed(suggestion.whole);
        let parts: Vec<String> = suggestion.parts.iter().map(|&part| printed(part)).collect();
        let total = sum(self.figures, &suggestion.parts);
        let same = (suggestion.parts.iter())
            .all(|&part| self.figures[part].unit() == self.figures[suggestion.whole].unit());
        let parts_text = comment(&parts.join(" + "));
        let whole_text = comment(&whole);
        match total {
            _ if suggestion.adds_up => format!("{parts_text} = {whole_text}"),
            Some(total) if parts.len() > 1 && same => {
                let total = grouped(&total);
                let over = self.figures[suggestion.whole].number.as_ref();
                let more = sum(self.figures, &suggestion.parts)
                    .zip(over)
                    .is_some_and(|(sum, whole)| sum > *whole);
                let hint = if more {
                    ", more than the whole: they overlap, or look again"
                } else {
                    ""
                };
                format!("{parts_text} = {total} of {whole_text}{hint}")
            }
            _ => format!("{parts_text} of {whole_text}"),
        }
    }

    /// By what the parts are told apart, and what they are called.
    fn keys(&self, suggestion: &Suggestion) -> Keys {
        let slugs = keys::of(self.text, self.figures, &suggestion.parts);
        let scopes: Vec<Option<Scope>> = suggestion
            .parts
            .iter()
            .zip(&slugs)
            .map(|(&part, slug)| {
                let noun = self.figures[part].noun.clone();
                let words =
                    noun.map_or_else(|| slug.replace('-', " "), |noun| self.text[noun].to_owned());
                let mut found = self.names.codes(&words, &[]);
                (found.len() == 1).then(|| found.remove(0))
            })
            .collect();
        let known: Vec<&Scope> = scopes.iter().flatten().collect();
        let distinct = known
            .iter()
            .enumerate()
            .all(|(at, scope)| !known[..at].contains(scope));
        let one =
            known.len() == scopes.len() && known.windows(2).all(|pair| pair[0].0 == pair[1].0);
        if one
            && distinct
            && let Some(first) = known.first()
        {
            return Keys {
                by: Some(first.0.clone()),
                keys: known.iter().map(|scope| scope.1.clone()).collect(),
            };
        }
        // Parts of several dimensions name theirs.
        if !known.is_empty() && distinct && !suggestion.adds_up {
            let named = scopes.iter().zip(slugs).map(|(scope, slug)| match scope {
                Some((dimension, code)) => format!("{dimension}={code}"),
                None => format!("{TODO}={slug}"),
            });
            return Keys {
                by: None,
                keys: named.collect(),
            };
        }
        Keys {
            by: Some(TODO.to_owned()),
            keys: slugs,
        }
    }
}

struct Keys {
    by: Option<String>,
    keys: Vec<String>,
}

/// A quotation, with the words around it where it needs them.
fn push_quote(out: &mut String, indent: usize, quote: &Quotation) {
    let exact = scalar(&quote.exact);
    if quote.prefix.is_none() && quote.suffix.is_none() {
        out.push_str(&format!("{:indent$}quote: {exact}\n", ""));
        return;
    }
    let inner = indent + 2;
    out.push_str(&format!(
        "{:indent$}quote:\n{:inner$}exact: {exact}\n",
        "", ""
    ));
    for (name, words) in [("prefix", &quote.prefix), ("suffix", &quote.suffix)] {
        if let Some(words) = words {
            out.push_str(&format!("{:inner$}{name}: {}\n", "", scalar(words)));
        }
    }
}

fn cut(text: &str) -> String {
    // A sentence may be as long as the text.
    let most = text.char_indices().nth(4 * LONGEST_SENTENCE);
    let text = comment(&text[..most.map_or(text.len(), |(at, _)| at)]);
    match text.char_indices().nth(LONGEST_SENTENCE) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// Comment lines of some words.
fn wrapped(start: &str, text: &str) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && start.len() + line.len() + 1 + word.len() > WIDE {
            out.push_str(&format!("{start}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out + start + &line + "\n"
}

/// A number with its thousands apart.
fn grouped(number: &Exact) -> String {
    crate::quantity::group(number)
}
