//! `crossfoot schema`: the JSON Schemas, for programs and for editors.

use std::path::{Path, PathBuf};

use super::args::SchemaArgs;
use super::stream::{self, Failure};
use super::table;
use crate::output::{SCHEMAS, Schema, Style, escape, schema};

/// The folder beside the files of a dossier that holds the schemas for editors.
pub(super) const FOLDER: &str = ".crossfoot";

/// The schemas of files that people write.
const WRITTEN_BY_PEOPLE: [&str; 3] = ["claims", "settings", "table-map"];

/// What the title of each of our schemas begins with.
const OURS: &str = "\"title\": \"crossfoot";

/// Prints a schema, lists all, or writes those for editors.
pub(super) fn run(args: &SchemaArgs) -> Result<u8, Failure> {
    let style = Style::default();
    if let Some(folder) = &args.write {
        return write(folder);
    }
    if args.list {
        stream::print(&list(&style), &style)?;
        return Ok(0);
    }
    let text = schema(&args.name).map_or("", |schema| schema.text);
    stream::print(text, &style)?;
    Ok(0)
}

fn list(style: &Style) -> String {
    let header = ["schema", "of"].map(String::from);
    let mut table = table::table(&header, style);
    for schema in SCHEMAS {
        table.add_row([schema.name, schema.about]);
    }
    table::lines(&table)
}

/// Its name in the folder for editors, such as `claims.schema.json`.
pub(super) fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

fn write(folder: &Path) -> Result<u8, Failure> {
    if !folder.is_dir() {
        return Err(
            Failure::new(format!("`{}` is not a folder", folder.display()))
                .help("name the folder of a dossier, the one with `crossfoot.yaml`"),
        );
    }
    let folder = folder.join(FOLDER);
    let wanted: Vec<(PathBuf, &Schema)> = SCHEMAS
        .iter()
        .filter(|schema| WRITTEN_BY_PEOPLE.contains(&schema.name))
        .map(|schema| (folder.join(file_name(schema.name)), schema))
        .collect();
    for (path, _) in &wanted {
        let foreign = match std::fs::read_to_string(path) {
            Ok(text) => !text.contains(OURS),
            Err(error) => error.kind() != std::io::ErrorKind::NotFound,
        };
        if foreign {
            return Err(Failure::new(format!(
                "`{}` exists and is no schema of crossfoot, so it is left as it is",
                path.display()
            ))
            .help("move it away, and run the command again"));
        }
    }
    let cannot = |path: &Path, error: &std::io::Error| {
        Failure::new(format!("`{}` cannot be written: {error}", path.display()))
    };
    std::fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
    for (path, schema) in &wanted {
        std::fs::write(path, schema.text).map_err(|error| cannot(path, &error))?;
        let path = path.strip_prefix(".").unwrap_or(path);
        stream::say(&format!("wrote {}", escape(&path.to_string_lossy())));
    }
    Ok(0)
}
