//! From the paths of a command line to dossiers ready to be loaded.

use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::settings;
use super::stream::Failure;
use crate::dossier::table::{Content, MAP_SUFFIX, TableInput, is_table};
use crate::dossier::{self, Dossier, Exclude, Found, Input, SETTINGS_FILE, TextFolder};
use crate::output::{self, Style};
use crate::text::{Problem, SourceMap};

/// The name of standard input, as a path and as shown.
const STDIN_PATH: &str = "-";
const STDIN_NAME: &str = "<stdin>";

/// One dossier: its files, read, and what of them was asked about.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The files.
    pub inputs: Vec<Input>,
    /// Tables that a map of another name was given for.
    pub tables: Vec<TableInput>,
    /// A table so large that it is screened before it is read.
    pub large: Option<LargeTable>,
    /// Tables that were not read, since nobody named them and they have no map.
    pub skipped_tables: usize,
    /// Names of the files to report on; `None` means all.
    pub focus: Option<Vec<String>>,
    /// Folders that were named and hold none of its files, as shown.
    pub without_files: Vec<String>,
    /// Its folder; none for standard input.
    pub root: Option<TextFolder>,
    /// Its folder, or its first file, to tell it from others.
    pub name: String,
}

/// A table that was not read yet.
#[derive(Debug)]
pub(super) struct LargeTable {
    /// Its name as shown.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// The name and bytes of its map.
    pub map: Option<(String, Vec<u8>)>,
}

/// Tables of fewer bytes are read as they are.
const LARGE: u64 = 2 << 20;

impl LargeTable {
    /// Whether a file is a table worth screening.
    fn is(path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let lines = extension.is_some_and(|extension| {
            ["csv", "tsv", "tab"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        });
        lines && std::fs::metadata(path).is_ok_and(|file| file.len() >= LARGE)
    }

    /// The whole table, read.
    fn whole(self) -> TableInput {
        TableInput {
            content: match std::fs::read(&self.path) {
                Ok(bytes) => Content::Whole(bytes),
                Err(error) => Content::Unreadable(error.to_string()),
            },
            name: self.name,
            map: self.map,
        }
    }
}

impl Gathered {
    /// Whether a path is one of its files; asked before it is loaded.
    pub fn holds(&self, path: &Path) -> bool {
        let Ok(path) = path.canonicalize() else {
            return false;
        };
        let tables = self.tables.iter();
        let maps = tables
            .clone()
            .filter_map(|table| Some(&table.map.as_ref()?.0));
        (self.inputs.iter().map(|input| &input.name))
            .chain(tables.map(|table| &table.name))
            .chain(maps)
            .any(|name| Path::new(name).canonicalize().is_ok_and(|own| own == path))
    }

    /// Loads the dossier; its files are added to `files`.
    pub fn load_after(&mut self, files: SourceMap) -> Dossier {
        self.tables.extend(self.large.take().map(LargeTable::whole));
        let (inputs, tables) = (&mut self.inputs, &mut self.tables);
        dossier::load_with_tables(files, std::mem::take(inputs), std::mem::take(tables))
    }

    /// Loads the dossier by itself. With settings that cannot be understood its figures
    /// could mean something else, so that is a failure.
    pub fn load_usable(&mut self, style: &Style) -> Result<Dossier, Failure> {
        let dossier = self.load_after(SourceMap::default());
        let errors = settings::plain_errors(&dossier);
        if errors.is_empty() {
            return Ok(dossier);
        }
        let mut failure = Failure::new("the settings cannot be used, so nothing was done");
        failure.context = output::findings_text(&errors, &dossier.files, style);
        Err(failure.help("mend `settings` in crossfoot.yaml"))
    }

    /// Reads the copies of texts that a dossier names, from its own folder and from a
    /// further one.
    pub fn read_texts(&self, dossier: &mut Dossier, further: Option<&Path>) {
        let further = match further {
            Some(path) => Some(TextFolder {
                path: path.to_path_buf(),
                shown: path.to_string_lossy().into_owned(),
            }),
            None => self.texts_of_settings(dossier),
        };
        let folders: Vec<TextFolder> = self.root.iter().cloned().chain(further).collect();
        dossier::read_texts(dossier, &folders);
    }
}

impl Gathered {
    /// The folder that `settings.texts` names, from the dossier's root. One that is not
    /// there would leave every quotation unread without a word.
    fn texts_of_settings(&self, dossier: &mut Dossier) -> Option<TextFolder> {
        let texts = dossier.settings.texts.as_ref()?;
        let root = self.root.as_ref()?;
        let path = root.path.join(&texts.value);
        if path.is_dir() {
            let shown = Path::new(&root.shown).join(&texts.value);
            return Some(TextFolder {
                path,
                shown: shown.to_string_lossy().replace('\\', "/"),
            });
        }
        let message = format!("there is no folder `{}`", texts.value.display());
        let problem = Problem::error("invalid-value", texts.span, message)
            .help("`texts` names a folder, from the folder that crossfoot.yaml is in");
        dossier.problems.push(problem);
        None
    }
}

/// Reads every file of the dossiers that `paths` belong to.
pub(super) fn gather(paths: &[PathBuf]) -> Result<Vec<Gathered>, Failure> {
    gather_mapped(paths, None)
}

/// The same; `map` says what is what in tables that are named among the paths.
pub(super) fn gather_mapped(
    paths: &[PathBuf],
    map: Option<&Path>,
) -> Result<Vec<Gathered>, Failure> {
    gather_without(paths, map, &Exclude::default())
}

/// The same without what a command line leaves out; nothing, if that is all it names.
pub(super) fn gather_without(
    paths: &[PathBuf],
    map: Option<&Path>,
    exclude: &Exclude,
) -> Result<Vec<Gathered>, Failure> {
    let here = here()?;
    let named: Vec<PathBuf> = (paths.iter())
        .filter(|path| path.as_os_str() != STDIN_PATH)
        .cloned()
        .collect();
    let mut all = Vec::new();
    if paths.is_empty() || !named.is_empty() {
        let found = dossier::discover_without(&here, &named, dossier::excluded, exclude)
            .map_err(|error| missing(&error))?;
        for found in found {
            all.push(read(&here, found, map)?);
        }
    }
    if map.is_some() && !all.is_empty() && all.iter().all(|gathered| gathered.tables.is_empty()) {
        return Err(Failure::new("`--map` is for tables, and none is named")
            .help("name it, as in `crossfoot check figures.csv --map figures.map.yaml`"));
    }
    if named.len() < paths.len() {
        all.push(stdin()?);
    }
    Ok(all)
}

/// The current folder.
pub(super) fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| Failure::new(format!("the current folder is gone: {error}")))
}

fn read(here: &Path, found: Found, map: Option<&Path>) -> Result<Gathered, Failure> {
    let settings = found.root.join(SETTINGS_FILE);
    // Of files by themselves, copies of texts lie in their folder.
    let folder = match found.root.is_file() {
        true => found.root.parent().unwrap_or(&found.root),
        false => &found.root,
    };
    let mut gathered = Gathered {
        inputs: Vec::with_capacity(found.files.len()),
        focus: (!found.focus.is_empty()).then(Vec::new),
        root: Some(TextFolder {
            path: folder.to_path_buf(),
            shown: shown(here, folder),
        }),
        name: shown(here, &found.root),
        skipped_tables: found.skipped_tables,
        ..Gathered::default()
    };
    let holds_none = |folder: &&PathBuf| !found.files.iter().any(|file| file.starts_with(folder));
    let without_files = found.focus.iter().filter(holds_none);
    gathered.without_files = without_files.map(|folder| shown(here, folder)).collect();
    for path in &found.files {
        let name = shown(here, path);
        if let Some(focus) = &mut gathered.focus
            && found.focus.iter().any(|wanted| path.starts_with(wanted))
        {
            focus.push(name.clone());
            // What is wrong with its map is wrong with a table.
            if is_table(&name) {
                focus.push(format!("{name}{MAP_SUFFIX}"));
                focus.extend(map.map(|map| shown(here, &here.join(map))));
            }
        }
        let is_settings = *path == settings;
        let is_named = found.named.contains(path);
        let map = map.filter(|_| is_named && !is_yaml(path));
        if gathered.large.is_none() && LargeTable::is(path) {
            gathered.large = Some(LargeTable {
                map: map.map(|map| read_map(here, map)).transpose()?,
                path: path.clone(),
                name,
            });
            continue;
        }
        if let Some(map) = map {
            gathered.tables.push(table(here, path, name, map)?);
            continue;
        }
        let input = match Input::read(path, name.clone(), is_settings, is_named) {
            Ok(input) => input,
            // Only what was asked for by name ends the run.
            Err(error) if is_settings || is_named => {
                return Err(Failure::new(format!("`{name}` cannot be read: {error}")));
            }
            Err(error) => Input {
                name,
                bytes: Vec::new(),
                is_settings,
                named: is_named,
                unreadable: Some(error.to_string()),
            },
        };
        gathered.inputs.push(input);
    }
    // A map stands beside its table, which may be named before it or after.
    if let Some(large) = &mut gathered.large
        && large.map.is_none()
    {
        let name = format!("{}{MAP_SUFFIX}", large.name);
        let map = gathered.inputs.iter().position(|input| input.name == name);
        let map = map.map(|at| gathered.inputs.swap_remove(at));
        large.map = map.map(|map| (map.name, map.bytes));
    }
    Ok(gathered)
}

/// Reads a table that was named, and its map.
fn table(here: &Path, path: &Path, name: String, map: &Path) -> Result<TableInput, Failure> {
    Ok(TableInput {
        content: Content::Whole(read_named(path, &name)?),
        map: Some(read_map(here, map)?),
        name,
    })
}

/// The name and bytes of a map that was named.
fn read_map(here: &Path, map: &Path) -> Result<(String, Vec<u8>), Failure> {
    let map = here.join(map);
    let name = shown(here, &map);
    let bytes = read_named(&map, &name)?;
    Ok((name, bytes))
}

fn read_named(path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::new(format!("`{name}` cannot be read: {error}")))
}

/// Whether a file has the name of a claim file.
pub(super) fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml"))
}

fn stdin() -> Result<Gathered, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
    let input = Input {
        name: STDIN_NAME.to_owned(),
        bytes,
        is_settings: false,
        named: true,
        unreadable: None,
    };
    Ok(Gathered {
        inputs: vec![input],
        name: STDIN_NAME.to_owned(),
        ..Gathered::default()
    })
}

/// What to say of a path that cannot be audited; a mistyped command looks like one.
fn missing(error: &dossier::DiscoverError) -> Failure {
    let path = error.path.to_string_lossy();
    let failure = Failure::new(format!("`{path}`: {}", error.message));
    let commands = super::args::command_names();
    let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
    if commands.contains(&path.as_ref()) {
        return failure.help(format!(
            "options stand after the command: `crossfoot {path} …`"
        ));
    }
    match crate::text::suggest::nearest(&path, commands.iter().copied()) {
        Some(command) if !path.contains(['/', '.', '\\']) => {
            failure.help(format!("did you mean the command `{command}`?"))
        }
        _ => failure,
    }
}

/// A path relative to the working folder, with `/`; as it is where the two have
/// nothing in common.
pub(super) fn shown(here: &Path, path: &Path) -> String {
    let ours: Vec<Component> = here.components().collect();
    let theirs: Vec<Component> = path.components().collect();
    let common = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let is_root = |part: &&Component| matches!(part, Component::RootDir | Component::Prefix(_));
    let named = ours[..common].iter().filter(|part| !is_root(part)).count();
    if named == 0 && common < ours.len() {
        return path.to_string_lossy().into_owned();
    }
    let up = std::iter::repeat_n("..".to_owned(), ours.len() - common);
    let down = theirs[common..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_to_the_working_folder() {
        let shown = |path: &str| shown(Path::new("/home/ann/desk"), Path::new(path));
        assert_eq!(shown("/home/ann/desk/claims/a.yaml"), "claims/a.yaml");
        assert_eq!(shown("/home/ann/desk/a.yaml"), "a.yaml");
        assert_eq!(shown("/home/ann/b.yaml"), "../b.yaml");
        assert_eq!(shown("/home/ben/c.yaml"), "../../ben/c.yaml");
        assert_eq!(shown("/srv/d.yaml"), "/srv/d.yaml");
    }
}
