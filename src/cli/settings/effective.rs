//! What holds: the one place that decides between an argument, the environment, a
//! crossfoot.yaml and the default, and that remembers which it was.

use std::path::PathBuf;

use super::super::args::{CheckArgs, When};
use super::super::values::Most;
use crate::dossier::{FailsFrom, Settings};
use crate::findings::{FailOn, Severity};
use crate::output::Format;
use crate::quantity::Day;
use crate::text::Span;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Origin {
    /// Nobody said anything.
    Default,
    /// A place in a crossfoot.yaml.
    File(Span),
    /// An environment variable.
    Environment(&'static str),
    /// An argument.
    Argument(&'static str),
}

/// A value and where it comes from.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where from.
    pub origin: Origin,
}

/// The settings that arguments and the environment can change.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Effective {
    /// How to write the report.
    pub format: Sourced<Format>,
    /// The least severity that fails.
    pub fail_on: Sourced<FailOn>,
    /// A further folder with copies of texts; from the dossier's root where it says so,
    /// else from the current folder.
    pub texts: Sourced<Option<PathBuf>>,
    /// Whether what is only counted otherwise is reported.
    pub pedantic: Sourced<bool>,
    /// Whether warnings about the configuration are errors.
    pub strict: Sourced<bool>,
    /// Whether what is excluded is left out although it is named.
    pub force_exclude: Sourced<bool>,
    /// The file with what is known already.
    pub baseline: Sourced<Option<PathBuf>>,
    /// How many findings of each check are shown.
    pub max_findings: Sourced<Option<Most>>,
    /// Today.
    pub today: Sourced<Option<Day>>,
    /// Colours.
    pub color: Sourced<When>,
    /// Whether to draw with ASCII only.
    pub ascii: Sourced<bool>,
}

impl Effective {
    /// What holds for a dossier.
    pub fn of(settings: &Settings, args: &CheckArgs) -> Effective {
        let place = |key: &str| settings.places.get(key).copied();
        let environment = &args.config.environment;
        let written = settings.format.as_ref();
        let format = written.and_then(|name| Format::named(&name.value));
        let texts = settings.texts.as_ref().map(|texts| texts.value.clone());
        Effective {
            format: Layers::new("--format", args.format)
                .over("CROSSFOOT_FORMAT", environment.format)
                .over_file(format, place("format"))
                .or(Format::Text),
            fail_on: Layers::new("--fail-on", args.fail_on)
                .over("CROSSFOOT_FAIL_ON", environment.fail_on)
                .over_file(settings.fail_on.map(fails_from), place("fail_on"))
                .or(FailOn::Error),
            texts: Layers::new("--texts", args.texts.clone())
                .over("CROSSFOOT_TEXTS", environment.texts.clone())
                .over_file(texts, place("texts"))
                .optional(),
            pedantic: Layers::new("--pedantic", args.pedantic)
                .over("CROSSFOOT_PEDANTIC", environment.pedantic)
                .over_file(settings.pedantic, place("pedantic"))
                .or(false),
            strict: Layers::new("--strict", args.config.strict)
                .over("CROSSFOOT_STRICT", environment.strict)
                .over_file(settings.strict, place("strict"))
                .or(false),
            force_exclude: Layers::new("--force-exclude", args.config.force_exclude)
                .over("CROSSFOOT_FORCE_EXCLUDE", environment.force_exclude)
                .or(false),
            baseline: Layers::new("--baseline", args.known.baseline.clone())
                .over("CROSSFOOT_BASELINE", environment.baseline.clone())
                .optional(),
            max_findings: Layers::new("--max-findings", args.max_findings)
                .over("CROSSFOOT_MAX_FINDINGS", environment.max_findings)
                .optional(),
            today: Layers::new("--today", args.today)
                .over("CROSSFOOT_TODAY", environment.today)
                .optional(),
            color: Layers::new("--color", args.look.color)
                .over("CROSSFOOT_COLOR", environment.color)
                .or(When::Auto),
            ascii: Layers::new("--ascii", args.look.ascii.then_some(true))
                .over("CROSSFOOT_ASCII", environment.ascii)
                .or(false),
        }
    }

    /// What holds for the run as a whole, whatever its dossiers say.
    pub fn of_run(args: &CheckArgs) -> Effective {
        Effective::of(&Settings::default(), args)
    }
}

/// The same in the words of the report.
fn fails_from(said: FailsFrom) -> FailOn {
    match said {
        FailsFrom::Severity(Severity::Note) => FailOn::Note,
        FailsFrom::Severity(Severity::Warning) => FailOn::Warning,
        FailsFrom::Severity(Severity::Error) => FailOn::Error,
        FailsFrom::Never => FailOn::Never,
    }
}

/// What was said so far, the strongest first.
struct Layers<T>(Option<Sourced<T>>);

impl<T> Layers<T> {
    fn new(option: &'static str, value: Option<T>) -> Self {
        Layers(sourced(value, Origin::Argument(option)))
    }

    fn over(self, variable: &'static str, value: Option<T>) -> Self {
        Layers(
            self.0
                .or_else(|| sourced(value, Origin::Environment(variable))),
        )
    }

    fn over_file(self, value: Option<T>, place: Option<Span>) -> Self {
        let Some(span) = place else { return self };
        Layers(self.0.or_else(|| sourced(value, Origin::File(span))))
    }

    fn or(self, default: T) -> Sourced<T> {
        self.0.unwrap_or(Sourced {
            value: default,
            origin: Origin::Default,
        })
    }

    fn optional(self) -> Sourced<Option<T>> {
        match self.0 {
            Some(said) => Sourced {
                value: Some(said.value),
                origin: said.origin,
            },
            None => Sourced {
                value: None,
                origin: Origin::Default,
            },
        }
    }
}

fn sourced<T>(value: Option<T>, origin: Origin) -> Option<Sourced<T>> {
    value.map(|value| Sourced { value, origin })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Environment;
    use super::*;
    use crate::text::FileId;

    #[test]
    fn arguments_win_over_the_environment_over_files_over_defaults() {
        let span = Span::new(FileId(0), 3, 7);
        let mut settings = Settings::default();
        let mut args = CheckArgs::default();
        let fail_on = |settings: &Settings, args: &CheckArgs| {
            let said = Effective::of(settings, args).fail_on;
            (said.value, said.origin)
        };
        assert_eq!(fail_on(&settings, &args), (FailOn::Error, Origin::Default));
        settings.fail_on = Some(FailsFrom::Severity(Severity::Note));
        settings.places.insert("fail_on", span);
        assert_eq!(
            fail_on(&settings, &args),
            (FailOn::Note, Origin::File(span))
        );
        args.config.environment = Environment {
            fail_on: Some(FailOn::Never),
            ..Environment::default()
        };
        let variable = Origin::Environment("CROSSFOOT_FAIL_ON");
        assert_eq!(fail_on(&settings, &args), (FailOn::Never, variable));
        args.fail_on = Some(FailOn::Warning);
        let option = Origin::Argument("--fail-on");
        assert_eq!(fail_on(&settings, &args), (FailOn::Warning, option));
    }

    #[test]
    fn what_is_on_can_be_switched_off_above() {
        let mut settings = Settings {
            pedantic: Some(true),
            ..Settings::default()
        };
        settings
            .places
            .insert("pedantic", Span::new(FileId(0), 0, 1));
        let mut args = CheckArgs::default();
        assert!(Effective::of(&settings, &args).pedantic.value);
        args.config.environment.pedantic = Some(false);
        assert!(!Effective::of(&settings, &args).pedantic.value);
        args.pedantic = Some(true);
        assert!(Effective::of(&settings, &args).pedantic.value);
        assert!(!Effective::of_run(&CheckArgs::default()).pedantic.value);
    }
}
