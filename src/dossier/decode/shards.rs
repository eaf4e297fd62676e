//! Decoding many claims on several threads. Each thread takes a stretch of the
//! claims and assumes that they name nothing new; a stretch that does is decoded
//! again in its turn. So the result is that of one thread, whatever their number.

use std::collections::hash_map::Entry;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Decoder, FileSource, ParsedFile, names, not_applied, table, todo};
use crate::dossier::ids::{BreakdownId, ClaimId};
use crate::dossier::{Codebook, Dossier};
use crate::text::tree::Node;

/// One claim to decode: its file, the source it has unless it names one, and its node.
pub(super) type Item<'t> = (&'t ParsedFile<'t>, FileSource<'t>, Node<'t>);

/// Fewer claims than this for each thread are not worth one.
const STRETCH: usize = 2_000;

impl<'t> Decoder<'t> {
    /// Decodes claims in their order.
    pub(super) fn all_claims(&mut self, items: &[Item<'t>]) {
        let threads = rayon::current_num_threads().min(items.len() / STRETCH);
        if threads < 2 {
            self.stretch(items);
            return;
        }
        let length = items.len().div_ceil(threads);
        let base: &Decoder<'t> = self;
        let forks: Vec<Decoder<'t>> = items
            .par_chunks(length)
            .enumerate()
            .map(|(at, stretch)| {
                let mut fork = base.fork();
                // The first takes in the others.
                let expected = if at == 0 { items.len() } else { length };
                fork.dossier.claims.reserve(expected);
                fork.explicit_ids.reserve(expected);
                fork.stretch(stretch);
                fork
            })
            .collect();
        let known = self.known_names();
        for (stretch, fork) in items.chunks(length).zip(forks) {
            if fork.known_names() == known && fork.unknown.is_empty() {
                self.absorb(fork);
            } else {
                self.stretch(stretch);
            }
        }
    }

    fn stretch(&mut self, items: &[Item<'t>]) {
        for &(file, default, node) in items {
            if file.is_table {
                self.row(file, node, default);
            } else {
                self.claim(file, node, default);
            }
        }
    }

    /// A decoder that knows the same names and holds no claims.
    fn fork(&self) -> Decoder<'t> {
        let codebook = &self.dossier.codebook;
        Decoder {
            dossier: Dossier {
                sources: self.dossier.sources.clone(),
                speakers: self.dossier.speakers.clone(),
                codebook: Codebook {
                    measures: codebook.measures.clone(),
                    dimensions: codebook.dimensions.clone(),
                    rules: Vec::new(),
                    measure_index: codebook.measure_index.clone(),
                    dimension_index: codebook.dimension_index.clone(),
                },
                settings: self.dossier.settings.clone(),
                ..Dossier::default()
            },
            sources: self.sources.clone(),
            defined: FxHashMap::default(),
            implied: self.implied.clone(),
            unknown: names::UnknownNames::default(),
            kept: not_applied::Kept::default(),
            todos: todo::Todos::default(),
            explicit_ids: FxHashMap::default(),
            rows: table::Pending::default(),
        }
    }

    /// How many names of each sort there are; claims can only add to them.
    fn known_names(&self) -> [usize; 5] {
        let Dossier {
            sources,
            speakers,
            codebook,
            ..
        } = &self.dossier;
        let codes = codebook.dimensions.iter();
        [
            sources.len(),
            speakers.len(),
            codebook.measures.len(),
            codebook.dimensions.len(),
            codes.map(|dimension| dimension.codes.len()).sum(),
        ]
    }

    /// Takes over what a fork has decoded.
    fn absorb(&mut self, fork: Decoder<'t>) {
        self.kept.extend(fork.kept);
        self.todos.extend(fork.todos);
        let first_claim = self.dossier.claims.len();
        self.rows.absorb(fork.rows, first_claim);
        let first_breakdown = self.dossier.breakdowns.len();
        if first_claim == 0 && first_breakdown == 0 {
            self.dossier.claims = fork.dossier.claims;
            self.dossier.breakdowns = fork.dossier.breakdowns;
            self.dossier.problems.extend(fork.dossier.problems);
            self.explicit_ids = fork.explicit_ids;
            return;
        }
        let claim = |id: ClaimId| ClaimId::from(first_claim + id.index());
        let breakdown = |id: BreakdownId| BreakdownId::from(first_breakdown + id.index());
        let Dossier {
            mut claims,
            mut breakdowns,
            problems,
            ..
        } = fork.dossier;
        for entry in &mut claims {
            entry.part_of = entry.part_of.map(breakdown);
        }
        for entry in &mut breakdowns {
            entry.whole = claim(entry.whole);
            entry.parts.iter_mut().for_each(|part| *part = claim(*part));
        }
        self.dossier.problems.extend(problems);
        self.explicit_ids.reserve(fork.explicit_ids.len());
        let mut taken = Vec::new();
        for (id, span) in fork.explicit_ids {
            match self.explicit_ids.entry(id) {
                Entry::Occupied(_) => taken.push((span, id)),
                Entry::Vacant(free) => {
                    free.insert(span);
                }
            }
        }
        taken.sort_unstable();
        for (span, id) in taken {
            self.take_id(id, span);
            if let Some(entry) = claims.iter_mut().find(|entry| &*entry.id == id) {
                entry.id = Box::default();
            }
        }
        self.dossier.claims.append(&mut claims);
        self.dossier.breakdowns.append(&mut breakdowns);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fmt::Write;

    use crate::dossier::{Input, load};

    /// What loading gives on so many threads: every claim and problem in order.
    fn loaded(threads: usize, files: &[(&str, String)]) -> (Vec<String>, Vec<String>) {
        let inputs = files
            .iter()
            .map(|(name, text)| Input {
                name: (*name).to_owned(),
                bytes: text.clone().into_bytes(),
                is_settings: *name == "crossfoot.yaml",
                named: false,
                unreadable: None,
            })
            .collect();
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let dossier = pool.install(|| load(inputs));
        let show = |claim| format!("{claim:?}");
        (
            dossier.claims.iter().map(show).collect(),
            dossier.problems.iter().map(|p| format!("{p:?}")).collect(),
        )
    }

    fn claims(count: usize, odd: impl Fn(usize) -> Option<&'static str>) -> String {
        let mut text = "source: {id: s, published: 2025-01-01}\nclaims:\n".to_owned();
        for at in 0..count {
            let _ = write!(
                text,
                "  - id: c{}\n    measure: counted\n    value: {at}\n    breakdowns:\n      - {{by: sex, parts: {{men: 1, women: 2}}}}\n",
                at % (count - 1)
            );
            if let Some(odd) = odd(at) {
                text.push_str(odd);
            }
        }
        text
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let codebook = "measures: {counted: {type: count}}\ndimensions:\n  sex:\n    codes:\n      all: {partition: [men, women]}\n";
        let plain = claims(9_000, |_| None);
        let odd = claims(9_000, |at| match at {
            4_100 => Some("    readings: [{}]\n"),
            6_100 => Some("    attributed_to: Somebody Else\n"),
            8_200 => Some("    where: {region: north, sex: children}\n"),
            8_300 => Some("    nonsense: true\n"),
            _ => None,
        });
        for text in [plain, odd] {
            let files = [("crossfoot.yaml", codebook.to_owned()), ("a.yaml", text)];
            let one = loaded(1, &files);
            assert_eq!(one.0.len(), 27_000);
            assert!(one.1.iter().any(|problem| problem.contains("duplicate-id")));
            for threads in [2, 3, 4] {
                let several = loaded(threads, &files);
                assert_eq!(one.0, several.0);
                let (mut a, mut b) = (one.1.clone(), several.1);
                a.sort();
                b.sort();
                assert_eq!(a, b);
            }
        }
    }
}
