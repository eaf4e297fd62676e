//! What environment variables say. Those that are empty say nothing; those that cannot
//! be understood are failures that name the variable.

use std::ffi::OsString;
use std::path::PathBuf;

use super::super::args::When;
use super::super::stream::Failure;
use super::super::values::{self, Most};
use crate::findings::FailOn;
use crate::output::Format;
use crate::quantity::Day;
use crate::text::suggest;

/// The variables that are read, in the order of `crossfoot settings`.
pub(in crate::cli) const VARIABLES: [&str; 11] = [
    "CROSSFOOT_FORMAT",
    "CROSSFOOT_FAIL_ON",
    "CROSSFOOT_TEXTS",
    "CROSSFOOT_PEDANTIC",
    "CROSSFOOT_STRICT",
    "CROSSFOOT_FORCE_EXCLUDE",
    "CROSSFOOT_BASELINE",
    "CROSSFOOT_MAX_FINDINGS",
    "CROSSFOOT_TODAY",
    "CROSSFOOT_COLOR",
    "CROSSFOOT_ASCII",
];

/// What the environment says.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Environment {
    /// `CROSSFOOT_FORMAT`: how to write the report.
    pub format: Option<Format>,
    /// `CROSSFOOT_FAIL_ON`.
    pub fail_on: Option<FailOn>,
    /// `CROSSFOOT_TEXTS`: a folder.
    pub texts: Option<PathBuf>,
    /// `CROSSFOOT_PEDANTIC`.
    pub pedantic: Option<bool>,
    /// `CROSSFOOT_STRICT`.
    pub strict: Option<bool>,
    /// `CROSSFOOT_FORCE_EXCLUDE`.
    pub force_exclude: Option<bool>,
    /// `CROSSFOOT_BASELINE`: a file.
    pub baseline: Option<PathBuf>,
    /// `CROSSFOOT_MAX_FINDINGS`.
    pub max_findings: Option<Most>,
    /// `CROSSFOOT_TODAY`.
    pub today: Option<Day>,
    /// `CROSSFOOT_COLOR`.
    pub color: Option<When>,
    /// `CROSSFOOT_ASCII`.
    pub ascii: Option<bool>,
}

impl Environment {
    /// Reads the variables of this process.
    pub fn read() -> Result<Environment, Failure> {
        Environment::from(&|name| std::env::var_os(name))
    }

    fn from(get: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Environment, Failure> {
        Ok(Environment {
            format: value(get, "CROSSFOOT_FORMAT", values::format)?,
            fail_on: value(get, "CROSSFOOT_FAIL_ON", values::fail_on)?,
            texts: value(get, "CROSSFOOT_TEXTS", folder)?,
            pedantic: value(get, "CROSSFOOT_PEDANTIC", values::switch)?,
            strict: value(get, "CROSSFOOT_STRICT", values::switch)?,
            force_exclude: value(get, "CROSSFOOT_FORCE_EXCLUDE", values::switch)?,
            baseline: value(get, "CROSSFOOT_BASELINE", file)?,
            max_findings: value(get, "CROSSFOOT_MAX_FINDINGS", values::most)?,
            today: value(get, "CROSSFOOT_TODAY", values::day)?,
            ..Environment::look(get)?
        })
    }

    /// Only what every command heeds.
    fn look(get: &dyn Fn(&'static str) -> Option<OsString>) -> Result<Environment, Failure> {
        Ok(Environment {
            color: value(get, "CROSSFOOT_COLOR", values::when)?,
            ascii: value(get, "CROSSFOOT_ASCII", values::switch)?,
            ..Environment::default()
        })
    }
}

/// How to draw, as the environment says: all that matters to every command.
pub(in crate::cli) fn look() -> Result<Environment, Failure> {
    Environment::look(&|name| std::env::var_os(name))
}

fn folder(text: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(text);
    match folder.is_dir() {
        true => Ok(folder),
        false => Err("there is no such folder".to_owned()),
    }
}

fn file(text: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(text);
    match file.is_file() {
        true => Ok(file),
        false => Err("there is no such file".to_owned()),
    }
}

/// What a variable says, if anything.
fn value<T>(
    get: &dyn Fn(&'static str) -> Option<OsString>,
    name: &'static str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Failure> {
    let Some(text) = get(name).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let shown = text.to_string_lossy().into_owned();
    let parsed = match text.to_str() {
        Some(text) => parse(text),
        None => Err("it is not UTF-8".to_owned()),
    };
    parsed.map(Some).map_err(|why| {
        Failure::new(format!(
            "the environment variable `{name}` has the value `{shown}`: {why}"
        ))
        .help(format!("give `{name}` another value, or unset it"))
    })
}

/// A variable that looks like one of ours and is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Odd {
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Variables that are one or two letters away from ours: mistyped ones would have no
/// effect without a word.
pub(super) fn odd() -> Vec<Odd> {
    let names = std::env::vars_os().filter(|(_, value)| !value.is_empty());
    let mut names: Vec<String> = names
        .filter_map(|(name, _)| name.into_string().ok())
        .collect();
    names.sort();
    odd_among(&names)
}

fn odd_among(names: &[String]) -> Vec<Odd> {
    let ours = |name: &&String| {
        name.to_ascii_uppercase().starts_with("CROSSFOOT_") && !VARIABLES.contains(&name.as_str())
    };
    let near = names.iter().filter(ours).filter_map(|name| {
        let typed = name.to_ascii_uppercase();
        let rest = typed.strip_prefix("CROSSFOOT_")?;
        let known = VARIABLES
            .iter()
            .filter_map(|known| known.strip_prefix("CROSSFOOT_"));
        let near = suggest::nearest(rest, known)?;
        Some(Odd {
            message: format!("the environment variable `{name}` has no effect"),
            help: format!("did you mean `CROSSFOOT_{near}`?"),
        })
    });
    near.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Result<Environment, Failure> {
        Environment::from(&|name| {
            let pair = pairs.iter().find(|(known, _)| *known == name);
            pair.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn every_variable_is_read_and_refused_by_name() {
        for name in VARIABLES {
            assert!(of(&[(name, "")]).is_ok(), "{name} may be empty");
            let failure = of(&[(name, "no-such-value")]).unwrap_err();
            assert!(failure.message.contains(name), "{}", failure.message);
            assert!(failure.help[0].contains(name), "{:?}", failure.help);
        }
        assert!(of(&[]).unwrap().format.is_none());
        let all = of(&[
            ("CROSSFOOT_FORMAT", "json"),
            ("CROSSFOOT_FAIL_ON", "never"),
            ("CROSSFOOT_PEDANTIC", "off"),
            ("CROSSFOOT_STRICT", "1"),
            ("CROSSFOOT_MAX_FINDINGS", "3"),
            ("CROSSFOOT_TODAY", "1970-01-02"),
            ("CROSSFOOT_COLOR", "never"),
            ("CROSSFOOT_ASCII", "true"),
        ]);
        let all = all.unwrap();
        assert_eq!(all.format, Some(Format::Json));
        assert_eq!(all.fail_on, Some(FailOn::Never));
        assert_eq!((all.pedantic, all.strict), (Some(false), Some(true)));
        assert_eq!(all.max_findings, Some(Most::Of(3)));
        assert_eq!((all.today, all.ascii), (Some(Day(1)), Some(true)));
        assert_eq!(all.color, Some(When::Never));
    }

    #[test]
    fn mistyped_names_are_told_from_names_of_others() {
        let odd = |name: &str| odd_among(&[name.to_owned()]);
        assert!(odd("CROSSFOOT_FAIL_ON").is_empty());
        assert!(odd("CROSSFOOT_CACHE_DIRECTORY").is_empty());
        assert!(odd("FAIL_ON").is_empty());
        assert_eq!(
            odd("CROSSFOOT_FAILON")[0].help,
            "did you mean `CROSSFOOT_FAIL_ON`?"
        );
        assert_eq!(
            odd("crossfoot_color")[0].help,
            "did you mean `CROSSFOOT_COLOR`?"
        );
    }
}
