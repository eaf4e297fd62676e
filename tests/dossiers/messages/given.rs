//! What stands in `tests/fixtures/messages`: dossiers and commands, as text.

use crate::harness::read;

/// The names of files and what stands in them.
pub type Dossier = Vec<(String, String)>;

/// Files, and commands that are run one after the other where they lie.
pub struct Session {
    /// The command it is about.
    pub about: String,
    pub files: Dossier,
    pub commands: Vec<String>,
}

/// The dossiers of a check: `======== ` begins one, `-------- NAME` a file.
pub fn dossiers(path: &str) -> Vec<Dossier> {
    let text = read(path);
    let cases = text.split("======== \n").filter(|case| !case.is_empty());
    cases.map(files).collect()
}

fn files(case: &str) -> Dossier {
    let files = case.split("-------- ").filter(|file| !file.is_empty());
    files
        .map(|file| file.split_once('\n').unwrap())
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

/// Sessions: `======== COMMAND` begins one, then files, then lines with `$ ` in front.
pub fn sessions(path: &str) -> Vec<Session> {
    let text = read(path);
    let cases = text.split("======== ").filter(|case| !case.is_empty());
    let session = |case: &str| {
        let (about, rest) = case.split_once('\n').unwrap();
        let (given, typed) = match rest.strip_prefix("$ ") {
            Some(typed) => ("", typed),
            None => rest.split_once("\n$ ").unwrap(),
        };
        let given = match given {
            "" => String::new(),
            given => format!("{given}\n"),
        };
        Session {
            about: about.to_owned(),
            files: files(&given),
            commands: typed.trim_end().split("\n$ ").map(str::to_owned).collect(),
        }
    };
    cases.map(session).collect()
}

/// The bytes of a file: `\u{FEFF}` stands for a character that is not seen, and `\x{FF}`
/// for a byte.
pub fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{").into_iter().chain(rest.find("\\x{")).min() {
        bytes.extend(&rest.as_bytes()[..at]);
        let wide = rest[at..].starts_with("\\u");
        let (digits, after) = rest[at + 3..].split_once('}').unwrap();
        let code = u32::from_str_radix(digits, 16).unwrap();
        if wide {
            let c = char::from_u32(code).unwrap();
            bytes.extend(c.to_string().as_bytes());
        } else {
            bytes.push(u8::try_from(code).unwrap());
        }
        rest = after;
    }
    bytes.extend(rest.as_bytes());
    bytes
}

/// The words of a command; quotation marks hold blanks together.
pub fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut quote, mut open) = (None, false);
    for c in line.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                if !open {
                    words.push(String::new());
                }
                open = true;
            }
            None if c == ' ' => open = false,
            _ => {
                if !open {
                    words.push(String::new());
                }
                open = true;
                words.last_mut().unwrap().push(c);
            }
        }
    }
    words
}
