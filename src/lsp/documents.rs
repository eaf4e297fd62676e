//! Documents that are open in the editor: their texts stand for the files on disk.

use std::path::PathBuf;

use lsp_types::TextDocumentContentChangeEvent;

use super::positions::{Encoding, Lines};

/// A document that is open.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address as the client writes it.
    pub uri: String,
    /// Its file; none for documents of other sorts, which are kept but not read.
    pub path: Option<PathBuf>,
    /// The dossier it belongs to: the folder, or the file itself.
    pub root: Option<PathBuf>,
    /// The version the client gave last.
    pub version: i32,
    /// Its text.
    pub text: String,
}

impl Document {
    /// Applies changes in their order; each is about what the one before it left.
    pub fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let bytes = Lines::of(&self.text, encoding).bytes(range);
                    self.text.replace_range(bytes, &change.text);
                }
            }
        }
    }

    /// Bytes of its text before that of the file as it is read: a byte-order mark.
    pub fn skipped(&self) -> usize {
        match self.text.starts_with('\u{feff}') {
            true => '\u{feff}'.len_utf8(),
            false => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    fn edit(at: [u32; 4], text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent {
            range: Some(Range::new(
                Position::new(at[0], at[1]),
                Position::new(at[2], at[3]),
            )),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn changes_follow_each_other() {
        let mut document = Document {
            uri: "file:///a.yaml".to_owned(),
            path: None,
            root: None,
            version: 1,
            text: "value: 775\nquote: б\u{1f600}x\n".to_owned(),
        };
        let changes = vec![
            edit([0, 9, 0, 10], "4"),
            edit([1, 8, 1, 10], ""),
            edit([9, 9, 9, 9], "note: y\n"),
            edit([0, 0, 0, 0], "\u{feff}"),
        ];
        document.change(changes, Encoding::Utf16);
        assert_eq!(document.text, "\u{feff}value: 774\nquote: бx\nnote: y\n");
        assert_eq!(document.skipped(), 3);
        document.change(
            vec![TextDocumentContentChangeEvent {
                range: None,
                range_length: None,
                text: "new".to_owned(),
            }],
            Encoding::Utf16,
        );
        assert_eq!((document.text.as_str(), document.skipped()), ("new", 0));
    }
}
