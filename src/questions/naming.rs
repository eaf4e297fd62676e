//! What several figures have in common is the subject of a question; what tells them
//! apart is how its sentences name each.

use super::desk::{Desk, Figure, Scope};

/// The subject of a question, and a name for each of its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    /// "Persons registered as missing: First Karabakh War".
    pub subject: String,
    names: Vec<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Name {
    /// All figures are of one cell: no name is needed.
    Same,
    /// It is of what all have in common.
    Whole,
    /// Its further codes, or its measure where these differ.
    Named(String),
}

impl Naming {
    /// Names for these figures, in their order.
    pub fn of(desk: &Desk<'_>, figures: &[Figure]) -> Naming {
        let Some(first) = figures.first() else {
            return Naming {
                subject: String::new(),
                names: Vec::new(),
            };
        };
        let mut common: Scope = first.scope.clone();
        common.retain(|code| figures.iter().all(|figure| figure.scope.contains(code)));
        if figures.iter().any(|figure| figure.measure != first.measure) {
            return Self::of_measures(desk, figures, &common);
        }
        let one = figures.iter().all(|figure| figure.scope == first.scope);
        let names = figures.iter().map(|figure| {
            let own: Scope = (figure.scope.iter())
                .filter(|code| !common.contains(code))
                .copied()
                .collect();
            match (one, own.is_empty()) {
                (true, _) => Name::Same,
                (false, true) => Name::Whole,
                (false, false) => Name::Named(desk.codes(&own)),
            }
        });
        Naming {
            names: names.collect(),
            subject: desk.counts(first.measure, &common),
        }
    }

    fn of_measures(desk: &Desk<'_>, figures: &[Figure], common: &Scope) -> Naming {
        let mut measures: Vec<String> = Vec::new();
        for figure in figures {
            let measure = desk.measure(figure.measure);
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        let names = figures.iter().map(|figure| {
            let own: Scope = (figure.scope.iter())
                .filter(|code| !common.contains(code))
                .copied()
                .collect();
            let measure = desk.measure(figure.measure);
            Name::Named(match own.is_empty() {
                true => format!("\"{measure}\""),
                false => format!("\"{measure}\", {}", desk.codes(&own)),
            })
        });
        let subject = measures.join(" / ");
        Naming {
            names: names.collect(),
            subject: match common.is_empty() {
                true => subject,
                false => format!("{subject}: {}", desk.codes(common)),
            },
        }
    }

    /// After a figure: " for women", " in all", or nothing.
    pub fn tail(&self, at: usize) -> String {
        match self.names.get(at) {
            None | Some(Name::Same) => String::new(),
            Some(Name::Whole) => " in all".to_owned(),
            Some(Name::Named(name)) => format!(" for {name}"),
        }
    }
}
