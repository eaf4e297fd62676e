//! The one place that filters: what of the findings a person asked to see.
//!
//! Filters narrow what is reported, never what is loaded or compared.

use crate::findings::{Changed, Finding, INPUT_CHECKS, RelationRecord, Severity};
use crate::text::FileId;

/// What to report. The default is everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only these checks; empty means all.
    pub only: Vec<String>,
    /// Not these checks.
    pub skip: Vec<String>,
    /// Only findings about one of these measures; empty means all.
    pub measures: Vec<String>,
    /// Only findings that involve one of these sources; empty means all.
    pub sources: Vec<String>,
    /// Only findings that touch one of these files; `None` means all.
    pub paths: Option<Vec<FileId>>,
    /// Only findings at least this serious.
    pub min_severity: Option<Severity>,
    /// Only findings that involve something that was changed; counted apart from what
    /// the others leave out.
    pub changed: Option<Changed>,
}

impl Filter {
    /// Whether a finding is to be reported. An input error belongs to no measure
    /// or source yet, and what it hides might: `measures` and `sources` let it pass.
    pub fn admits(&self, finding: &Finding) -> bool {
        let input_error =
            finding.severity == Severity::Error && INPUT_CHECKS.contains(&finding.check);
        let names = |list: &[String]| list.iter().any(|check| check == finding.check);
        (self.only.is_empty() || names(&self.only))
            && !names(&self.skip)
            && (input_error || meet(&self.measures, &finding.measures))
            && (input_error || meet(&self.sources, &finding.sources))
            && self.min_severity.is_none_or(|min| finding.severity >= min)
            && self.paths.as_ref().is_none_or(|paths| {
                let mut places = finding.locations.iter();
                places.any(|place| paths.contains(&place.span.file))
            })
    }

    /// Whether a finding involves what was changed, if that is wanted.
    pub fn is_recent(&self, finding: &Finding) -> bool {
        let changed = self.changed.as_ref();
        changed.is_none_or(|changed| changed.involves(finding))
    }

    /// Whether findings of a check are to be reported that are known by number only.
    pub fn admits_check(&self, check: &str, severity: Severity) -> bool {
        let names = |list: &[String]| list.iter().any(|own| own == check);
        (self.only.is_empty() || names(&self.only))
            && !names(&self.skip)
            && self.min_severity.is_none_or(|min| severity >= min)
    }

    /// Whether a relation is to be listed: by source and by file only.
    pub fn admits_relation(&self, relation: &RelationRecord) -> bool {
        let sources: Vec<String> = relation.source.split(", ").map(String::from).collect();
        let changed = self.changed.as_ref();
        changed.is_none_or(|changed| changed.involves_relation(relation))
            && meet(&self.sources, &sources)
            && self
                .paths
                .as_ref()
                .is_none_or(|paths| paths.contains(&relation.span.file))
    }
}

/// Whether something wanted is present, or nothing special is wanted.
fn meet(wanted: &[String], present: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|name| present.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;

    #[test]
    fn checks_measures_sources_and_severity_narrow() {
        let (_, finding) = canned::divergence();
        let admits = |filter: Filter| filter.admits(&finding);
        let list = |name: &str| vec![name.to_string()];
        assert!(admits(Filter::default()));
        let only = |name| Filter {
            only: list(name),
            ..Filter::default()
        };
        assert!(admits(only("sources-disagree")));
        assert!(!admits(only("base-shift")));
        let skip = |name| Filter {
            skip: list(name),
            ..Filter::default()
        };
        assert!(!admits(skip("sources-disagree")));
        assert!(admits(skip("base-shift")));
        let measure = |name| Filter {
            measures: list(name),
            ..Filter::default()
        };
        assert!(admits(measure("registered_missing")));
        assert!(!admits(measure("remains_recovered")));
        let source = |name| Filter {
            sources: list(name),
            ..Filter::default()
        };
        assert!(admits(source("caliber-2025-09")));
        assert!(!admits(source("nobody")));
        let min = |severity| Filter {
            min_severity: Some(severity),
            ..Filter::default()
        };
        assert!(admits(min(Severity::Warning)));
        assert!(!admits(min(Severity::Error)));
    }

    #[test]
    fn a_path_admits_whatever_touches_it() {
        let (_, finding) = canned::divergence();
        let at = |paths: Vec<FileId>| Filter {
            paths: Some(paths),
            ..Filter::default()
        };
        assert!(at(vec![finding.locations[1].span.file]).admits(&finding));
        assert!(!at(vec![FileId(99)]).admits(&finding));
        assert!(!at(vec![]).admits(&finding));
    }

    #[test]
    fn input_errors_pass_measure_and_source_but_not_check_filters() {
        let (_, finding) = canned::input_problem();
        let filter = Filter {
            measures: vec!["killed".into()],
            sources: vec!["ministry".into()],
            ..Filter::default()
        };
        assert!(filter.admits(&finding));
        let filter = Filter {
            only: vec!["parts-do-not-sum".into()],
            ..Filter::default()
        };
        assert!(!filter.admits(&finding));
    }
}
