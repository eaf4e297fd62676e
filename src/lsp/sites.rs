//! Where names stand in a dossier: measures, dimensions, codes, sources, publishers, ids
//! of claims and checks. Aliases are the name that they stand for. The files are walked
//! when somebody asks; the dossier says what each name means.

mod claims;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::state::Place;
use crate::checks;
use crate::dossier::table::is_table;
use crate::dossier::{ClaimId, CodeId, DimensionId, Dossier, MeasureId, SourceId, SpeakerId};
use crate::text::{self, FileId, Kind, Node, Span};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Measure(MeasureId),
    Dimension(DimensionId),
    Code(DimensionId, CodeId),
    Source(SourceId),
    Publisher(SpeakerId),
    Claim(ClaimId),
    Check(&'static str),
}

/// A name in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// What it stands for.
    pub name: Name,
    /// Where it is written.
    pub span: Span,
    /// Whether it is defined there.
    pub defines: bool,
}

/// The names of a dossier by how they are written, and the sites found so far.
pub(super) struct Walk<'d> {
    dossier: &'d Dossier,
    sources: FxHashMap<&'d str, SourceId>,
    claims: FxHashMap<&'d str, ClaimId>,
}

/// Every name in the files of a dossier, in their order.
pub(super) fn all(dossier: &Dossier) -> Vec<Site> {
    let walk = Walk::of(dossier);
    let copies: Vec<FileId> = dossier.texts.iter().map(|copy| copy.file).collect();
    let files: Vec<FileId> = (0..dossier.files.files().len() as u32)
        .map(FileId)
        .filter(|file| !copies.contains(file) && !is_table(&dossier.files.file(*file).name))
        .collect();
    let found: Vec<Vec<Site>> = files.par_iter().map(|file| walk.file(*file)).collect();
    found.into_iter().flatten().collect()
}

/// The name at a place. A figure stands for its claim.
pub(super) fn at(place: &Place<'_>) -> Option<Site> {
    let sites = Walk::of(&place.loaded.dossier).file(place.file);
    among(&sites, place)
}

/// The same, of sites that are known already.
pub(super) fn among(sites: &[Site], place: &Place<'_>) -> Option<Site> {
    let dossier = &place.loaded.dossier;
    let here = |span: Span| {
        let at = place.at as u32;
        span.file == place.file && span.start <= at && at <= span.end
    };
    let named = sites.iter().filter(|site| here(site.span));
    let narrowest = named.min_by_key(|site| site.span.end - site.span.start);
    narrowest.copied().or_else(|| {
        let mut claims = dossier.claims.iter();
        let at = claims.position(|claim| here(claim.place.value))?;
        Some(Site {
            name: Name::Claim(ClaimId::from(at)),
            span: dossier.claims[at].place.value,
            defines: true,
        })
    })
}

impl<'d> Walk<'d> {
    /// Knows the names of a dossier.
    pub fn of(dossier: &'d Dossier) -> Walk<'d> {
        let sources = dossier.sources.iter().enumerate();
        let claims = dossier.claims.iter().enumerate();
        Walk {
            dossier,
            sources: (sources.filter(|(_, source)| source.known))
                .map(|(at, source)| (source.id.as_str(), SourceId::from(at)))
                .collect(),
            claims: claims
                .map(|(at, claim)| (&*claim.id, ClaimId::from(at)))
                .collect(),
        }
    }

    /// The names in one file.
    pub fn file(&self, file: FileId) -> Vec<Site> {
        let tree = text::read(file, &self.dossier.files.file(file).text, &mut Vec::new());
        let mut sites = Vec::new();
        if let Some(root) = tree.root() {
            self.top(root, &mut sites);
        }
        sites
    }

    fn top(&self, root: Node<'_>, sites: &mut Vec<Site>) {
        for (key, value) in root.entries() {
            match key.text() {
                Some("publishers") => self.keys(value, sites, |name| {
                    self.dossier.speakers.find(name).map(Name::Publisher)
                }),
                Some("measures") => self.keys(value, sites, |name| {
                    self.dossier.codebook.find_measure(name).map(Name::Measure)
                }),
                Some("dimensions") => self.dimensions(value, sites),
                Some("rules") => value.entries().for_each(|(_, rule)| self.rule(rule, sites)),
                Some("source") if value.kind() == Kind::Mapping => {
                    self.source(value.get("id"), true, sites);
                    self.publisher(value.get("publisher"), sites);
                }
                Some("source") => self.source(Some(value), false, sites),
                Some("sources") => {
                    for (key, source) in value.entries() {
                        self.source(Some(key), true, sites);
                        self.publisher(source.get("publisher"), sites);
                    }
                }
                Some("claims") => value.items().for_each(|claim| self.claim(claim, sites)),
                Some("accept") => value.items().for_each(|entry| self.accept(entry, sites)),
                Some("settings") => {
                    if let Some(severity) = value.get("severity") {
                        severity
                            .entries()
                            .for_each(|(key, _)| self.check(Some(key), sites));
                    }
                }
                _ => {}
            }
        }
    }

    /// Keys that define names.
    fn keys(&self, node: Node<'_>, sites: &mut Vec<Site>, find: impl Fn(&str) -> Option<Name>) {
        for (key, _) in node.entries() {
            if let Some(name) = key.text().and_then(&find) {
                define(key.span(), name, sites);
            }
        }
    }

    fn dimensions(&self, node: Node<'_>, sites: &mut Vec<Site>) {
        for (key, value) in node.entries() {
            let name = key
                .text()
                .and_then(|name| self.dossier.codebook.find_dimension(name));
            let Some(dimension) = name else { continue };
            define(key.span(), Name::Dimension(dimension), sites);
            let Some(codes) = value.get("codes") else {
                continue;
            };
            for code in codes.items() {
                self.code(dimension, code, true, sites);
            }
            for (code, entry) in codes.entries() {
                self.code(dimension, code, true, sites);
                for kind in ["partition", "disjoint", "cover", "subsets"] {
                    let Some(parts) = entry.get(kind) else {
                        continue;
                    };
                    for part in parts.items() {
                        self.code(dimension, part, false, sites);
                        part.items()
                            .for_each(|part| self.code(dimension, part, false, sites));
                    }
                }
            }
        }
    }

    /// The cells of a rule's expression.
    fn rule(&self, node: Node<'_>, sites: &mut Vec<Site>) {
        let codebook = &self.dossier.codebook;
        let Some(assert) = node.get("assert") else {
            return;
        };
        let span = assert.span();
        let Some(rule) = codebook.rules.iter().find(|rule| rule.assert.span == span) else {
            return;
        };
        let mut cells = Vec::new();
        rule.expression.left.value.collect_cells(&mut cells);
        rule.expression.right.value.collect_cells(&mut cells);
        for cell in cells {
            if let Some(measure) = codebook.find_measure(&cell.measure.value) {
                let span = assert.inner(cell.measure.range.clone());
                name(span, Name::Measure(measure), sites);
            }
            for (dimension, code) in &cell.codes {
                let Some(id) = codebook.find_dimension(&dimension.value) else {
                    continue;
                };
                name(
                    assert.inner(dimension.range.clone()),
                    Name::Dimension(id),
                    sites,
                );
                if let Some(code_id) = codebook.find_code(id, &code.value) {
                    name(
                        assert.inner(code.range.clone()),
                        Name::Code(id, code_id),
                        sites,
                    );
                }
            }
        }
    }

    fn accept(&self, entry: Node<'_>, sites: &mut Vec<Site>) {
        self.check(entry.get("check"), sites);
        if let Some(claims) = entry.get("claims") {
            self.claim_id(Some(claims), false, sites);
            claims
                .items()
                .for_each(|id| self.claim_id(Some(id), false, sites));
        }
    }

    fn check(&self, node: Option<Node<'_>>, sites: &mut Vec<Site>) {
        let Some(node) = node else { return };
        if let Some(check) = node.text().and_then(checks::find) {
            name(node.span(), Name::Check(check.id), sites);
        }
    }

    fn source(&self, node: Option<Node<'_>>, defines: bool, sites: &mut Vec<Site>) {
        let Some(node) = node else { return };
        if let Some(&id) = node.text().and_then(|id| self.sources.get(id)) {
            sites.push(Site {
                name: Name::Source(id),
                span: node.span(),
                defines,
            });
        }
    }

    fn publisher(&self, node: Option<Node<'_>>, sites: &mut Vec<Site>) {
        let Some(node) = node else { return };
        if let Some(id) = node
            .text()
            .and_then(|name| self.dossier.speakers.find(name))
        {
            name(node.span(), Name::Publisher(id), sites);
        }
    }
}

fn define(span: Span, name: Name, sites: &mut Vec<Site>) {
    sites.push(Site {
        name,
        span,
        defines: true,
    });
}

fn name(span: Span, name: Name, sites: &mut Vec<Site>) {
    sites.push(Site {
        name,
        span,
        defines: false,
    });
}
