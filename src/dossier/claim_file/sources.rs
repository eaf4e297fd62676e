//! Sources and keys of parts in a claim file.

use indexmap::IndexSet;

use super::Writer;
use crate::dossier::claim::{Claim, Codes};
use crate::dossier::ids::{CodeId, DimensionId, SourceId};
use crate::dossier::source::Source;
use crate::quantity::{NumberFormat, Rounding};
use crate::text::{FileId, scalar};

impl<'d> Writer<'d> {
    /// Writes the sources of the claims: one as that of the file, several by id.
    pub(super) fn sources(&mut self, own_files: &[FileId]) {
        let claims = self.dossier.claims.iter();
        let ours = claims.filter(|claim| claim.place.entry.file == self.file);
        let used: IndexSet<SourceId> = ours.map(|claim| claim.source).collect();
        let dossier = self.dossier;
        let ours = |source: &Source| {
            let span = source.span;
            source.known && span.is_none_or(|span| own_files.contains(&span.file))
        };
        let used: Vec<&Source> = used.iter().map(|&id| dossier.source(id)).collect();
        if let [one] = used[..] {
            self.name_source = false;
            if ours(one) {
                self.head(0, "source");
                self.line(2, "id", &one.id);
                self.source(2, one);
            } else {
                self.line(0, "source", &one.id);
            }
            return;
        }
        let defined: Vec<&&Source> = used.iter().filter(|source| ours(source)).collect();
        if !defined.is_empty() {
            self.head(0, "sources");
        }
        for source in defined {
            let key = scalar(&source.id).into_owned();
            let before = self.out.len();
            self.head(2, &key);
            let after = self.out.len();
            self.source(4, source);
            if self.out.len() == after {
                self.out.truncate(before);
                self.out.push_str(&format!("  {key}: {{}}\n"));
            }
        }
    }

    fn source(&mut self, indent: usize, source: &Source) {
        let settings = &self.dossier.settings;
        let text = |text: &Option<String>| text.clone();
        let publisher = self.dossier.speakers.name_to_write(source.publisher);
        let format = match source.number_format {
            format if format == settings.number_format => None,
            NumberFormat::En => Some("en".to_owned()),
            NumberFormat::Eu => Some("eu".to_owned()),
        };
        let rounded_to = source.rounded_to.as_ref();
        let rounded_to = rounded_to.filter(|unit| settings.rounded_to.as_ref() != Some(unit));
        let date = |date: &Option<crate::text::Spanned<crate::quantity::Window>>| {
            date.as_ref().map(|date| date.value.printed.to_string())
        };
        let said = [
            ("title", text(&source.title)),
            ("publisher", publisher.map(str::to_owned)),
            ("via", text(&source.via)),
            ("published", date(&source.published)),
            ("as_of", date(&source.as_of)),
            ("url", text(&source.url)),
            ("archived", text(&source.archived)),
            ("text", source.text.as_ref().map(|text| text.value.clone())),
            ("edition_of", text(&source.edition_of)),
            ("status", source.status.name().map(str::to_owned)),
            ("trust", source.trust.map(|trust| trust.to_string())),
            (
                "rounding",
                (source.rounding == Rounding::Truncate).then(|| "truncate".to_owned()),
            ),
            ("rounded_to", rounded_to.map(|unit| unit.to_string())),
            ("number_format", format),
        ];
        for (key, text) in said {
            if let Some(text) = text {
                self.line(indent, key, &text);
            }
        }
    }

    /// The key of a part, and what only `where` can say.
    pub(super) fn part_key(
        &self,
        part: &Claim,
        whole: &Claim,
        by: Option<DimensionId>,
    ) -> (String, Vec<(DimensionId, CodeId)>) {
        let code_in = |codes: &Codes, dimension: DimensionId| {
            let own = codes.iter().find(|(known, _)| *known == dimension);
            own.map_or(CodeId(0), |&(_, code)| code)
        };
        let mut differing: Vec<(DimensionId, CodeId)> = Vec::new();
        let both = whole.codes.iter().chain(part.codes.iter());
        for &(dimension, _) in both {
            let code = code_in(&part.codes, dimension);
            let known = differing.iter().any(|(known, _)| *known == dimension);
            if !known && code != code_in(&whole.codes, dimension) {
                differing.push((dimension, code));
            }
        }
        let plain = |&(dimension, code): &(DimensionId, CodeId)| {
            let (dimension, code) = self.names(dimension, code);
            !dimension.contains(['=', ',']) && !code.contains(',')
        };
        let (keyed, scope): (Vec<_>, Vec<_>) = differing.into_iter().partition(plain);
        if let ([(dimension, code)], Some(by)) = (&keyed[..], by) {
            let (_, name) = self.names(*dimension, *code);
            if *dimension == by && !name.contains('=') {
                return (name.to_owned(), scope);
            }
        }
        let pair = |(dimension, code): &(DimensionId, CodeId)| {
            let (dimension, code) = self.names(*dimension, *code);
            format!("{dimension}={code}")
        };
        if keyed.is_empty() {
            // A key must say something: what is so anyway, or what `where` corrects.
            let dimension = by.unwrap_or(DimensionId(0));
            let mut said = (dimension, code_in(&part.codes, dimension));
            let known = self.dossier.codebook.dimensions.get(dimension.index());
            let mut scope = scope;
            if known.is_some() && !plain(&said) {
                scope.retain(|(known, _)| *known != dimension);
                scope.push(said);
                said.1 = CodeId(0);
            }
            let key = known.map_or_else(|| "all".to_owned(), |_| pair(&said));
            return (key, scope);
        }
        let key: Vec<String> = keyed.iter().map(pair).collect();
        (key.join(","), scope)
    }
}
