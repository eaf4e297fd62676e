//! From parser events to the tree. Constructs that are not read go to `refuse`,
//! syntax errors to `recover`.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, options};

use super::tree::{Raw, Tree};
use super::{FileId, Problem, Span};

/// Collections inside collections; a claim file needs about eight.
const MAX_DEPTH: usize = 16;

pub(super) const NONE: u32 = u32::MAX;

/// Reads the text of a file into a tree. Problems are added to `problems`; what
/// they concern is left out of the tree, and everything else is in it.
pub fn read<'s>(file: FileId, text: &'s str, problems: &mut Vec<Problem>) -> Tree<'s> {
    read_from(file, text, 0, problems)
}

/// The same from a byte on that begins a line; places are those of the whole text.
pub(super) fn read_from<'s>(
    file: FileId,
    text: &'s str,
    base: usize,
    problems: &mut Vec<Problem>,
) -> Tree<'s> {
    let tree = Tree {
        file,
        source: text,
        // About nine bytes of a claim file go to a node.
        nodes: Vec::with_capacity((text.len() - base) / 9),
        decoded: Vec::new(),
        foreign: Vec::new(),
    };
    let mut reader = Reader {
        text,
        tree,
        problems,
        stack: Vec::new(),
        base: 0,
        floor: 0,
        content_end: 0,
        skipping: 0,
        documents: 0,
        failures: 0,
        refusals: 0,
        joined: None,
    };
    if text.len() > super::decode::LARGEST_FILE {
        let span = Span::new(file, 0, 0);
        reader.problems.push(Problem::error(
            "invalid-yaml",
            span,
            "the file is larger than 1 GiB",
        ));
        return reader.tree;
    }
    let mut next = Some(base);
    while let Some(base) = next {
        next = reader.pass(base);
    }
    reader.finish()
}

/// A collection that is being read.
pub(super) struct Frame {
    pub node: u32,
    /// The node of the current item, or of the current entry's key.
    pub last: u32,
    pub mapping: bool,
    pub flow: bool,
    /// A key was read and its value was not.
    pub wants_value: bool,
    pub incomplete: bool,
    /// Column of a block collection as the parser gives it.
    pub column: u32,
}

pub(super) struct Reader<'s, 'p> {
    pub text: &'s str,
    pub tree: Tree<'s>,
    pub problems: &'p mut Vec<Problem>,
    pub stack: Vec<Frame>,
    /// Where the text given to the parser begins in the file.
    pub base: usize,
    /// Frames that were open when this pass began.
    pub floor: usize,
    /// End of the last text or bracket: block collections end only where the
    /// next token starts.
    pub content_end: usize,
    /// Collections open inside one that is too deep.
    pub skipping: u32,
    pub documents: u32,
    pub failures: usize,
    pub refusals: usize,
    /// The number joined last and its problem.
    pub joined: Option<(u32, usize)>,
}

impl<'s> Reader<'s, '_> {
    /// Reads events from `base` on; gives the place to go on at after an error.
    fn pass(&mut self, base: usize) -> Option<usize> {
        self.base = base;
        self.floor = self.stack.len();
        // A pass that resumes inside a collection sees it opened once more.
        let mut reopening = self.floor > 0;
        let options = options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
        };
        for event in Parser::new_from_str_with_options(&self.text[base..], options) {
            let (event, place) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(0);
                    return self.fail(error.kind(), base + at);
                }
            };
            let range = place.byte_range().unwrap_or(0..0);
            let range = base + range.start..base + range.end;
            match event {
                Event::Scalar(value, style, anchor, tag) => {
                    if reopening {
                        return self.misfit(range.start);
                    }
                    let marked = anchor != 0 || tag.is_some();
                    if marked {
                        let tag = place.tag_span().and_then(|span| span.byte_range());
                        self.refuse_marks(anchor != 0, tag, range.start);
                    }
                    self.scalar(value, style, range, marked);
                }
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let (mapping, style, marked) = match event {
                        Event::MappingStart(style, anchor, tag) => {
                            (true, style, (anchor != 0, tag.is_some()))
                        }
                        Event::SequenceStart(style, anchor, tag) => {
                            (false, style, (anchor != 0, tag.is_some()))
                        }
                        _ => continue,
                    };
                    let flow = matches!(style, StructureStyle::Flow);
                    if reopening {
                        let same = self.stack.last().is_some_and(|top| top.mapping == mapping);
                        if flow || !same {
                            return self.misfit(range.start);
                        }
                        reopening = false;
                        continue;
                    }
                    if marked.0 || marked.1 {
                        let tag = place.tag_span().and_then(|span| span.byte_range());
                        self.refuse_marks(marked.0, tag, range.start);
                    }
                    self.open(mapping, flow, range, place.start.col() as u32);
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    if self.floor > 0 && self.stack.len() == self.floor && self.skipping == 0 {
                        return self.fragment_end(range.start);
                    }
                    self.close(range);
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    if reopening {
                        return self.misfit(range.start);
                    }
                    self.alias(range);
                }
                Event::DocumentStart(explicit, _) if self.floor == 0 => {
                    let only = self.document(explicit, range.start);
                    if !only {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }
}

impl<'s> Reader<'s, '_> {
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.tree.file, range.start as u32, range.end as u32)
    }

    /// Adds a node under the innermost open collection.
    pub(super) fn push(&mut self, raw: Raw) -> u32 {
        let index = self.tree.nodes.len() as u32;
        if let Some(frame) = self.stack.last_mut() {
            if frame.mapping && frame.wants_value {
                frame.wants_value = false;
            } else {
                frame.last = index;
                frame.wants_value = frame.mapping;
            }
            frame.incomplete |= raw.has(Raw::BROKEN);
        }
        self.tree.nodes.push(raw);
        index
    }

    /// A node that holds the place of something refused.
    pub(super) fn push_broken(&mut self, range: Range<usize>) {
        self.push(Raw {
            start: range.start as u32,
            end: range.end as u32,
            link: 0,
            flags: Raw::SCALAR | Raw::NULL | Raw::BROKEN,
        });
    }

    fn expects_key(&self) -> bool {
        self.stack
            .last()
            .is_some_and(|frame| frame.mapping && !frame.wants_value)
    }

    fn scalar(
        &mut self,
        value: Cow<'s, str>,
        style: ScalarStyle,
        range: Range<usize>,
        marked: bool,
    ) {
        if self.skipping > 0 {
            return;
        }
        let mut range = range;
        let style = match style {
            ScalarStyle::Plain => 0,
            ScalarStyle::SingleQuoted => 1,
            ScalarStyle::DoubleQuoted => 2,
            ScalarStyle::Literal => 3,
            ScalarStyle::Folded => 4,
        };
        let mut flags = Raw::SCALAR | style << Raw::STYLE_SHIFT;
        if style >= 3 {
            if value.is_empty() {
                return self.empty_block(range.start);
            }
            // The parser's range runs into the indentation of the next line.
            let text = self.text.get(range.clone()).unwrap_or("");
            range.end = range.start + text.trim_end_matches([' ', '\n', '\r']).len();
        } else if style == 0 {
            if range.is_empty() {
                if self.join_number(range.start) {
                    return;
                }
                flags |= Raw::NULL;
                if marked {
                    flags |= Raw::BROKEN;
                }
            } else if matches!(&*value, "~" | "null") {
                flags |= Raw::NULL;
            }
        }
        if self.expects_key() {
            flags |= self.refuse_key(&value, style == 0, &range);
        }
        let mut raw = Raw {
            start: range.start as u32,
            end: range.end as u32,
            link: 0,
            flags,
        };
        if !range.is_empty() {
            self.content_end = range.end;
        }
        if !(range.is_empty() && raw.has(Raw::NULL)) {
            let content = raw.content();
            let in_place = match &value {
                Cow::Borrowed(text) => {
                    text.len() == content.len()
                        && text.as_ptr().addr() == self.text.as_ptr().addr() + content.start
                }
                Cow::Owned(_) => false,
            };
            if !in_place {
                raw.flags |= Raw::DECODED;
                raw.link = self.tree.decoded.len() as u32;
                self.tree.decoded.push(value.into_owned());
            }
        }
        self.push(raw);
    }

    fn open(&mut self, mapping: bool, flow: bool, range: Range<usize>, column: u32) {
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        if self.stack.len() == MAX_DEPTH {
            self.refuse(
                range.clone(),
                format!("this is nested deeper than {MAX_DEPTH} levels"),
                "a claim file needs about eight; split the entry",
            );
            self.push_broken(range);
            self.skipping = 1;
            return;
        }
        let mut flags = if mapping { Raw::MAPPING } else { Raw::SEQUENCE };
        if self.expects_key() {
            self.refuse(
                range.clone(),
                "a key must be a word, not a list or a mapping; the entry is not read",
                "quote the key if the bracket belongs to its text",
            );
            flags |= Raw::BROKEN;
        }
        if flow {
            self.content_end = range.end;
        }
        let node = self.push(Raw {
            start: range.start as u32,
            end: range.end as u32,
            link: 0,
            flags,
        });
        self.stack.push(Frame {
            node,
            last: NONE,
            mapping,
            flow,
            wants_value: false,
            incomplete: false,
            column,
        });
    }

    fn close(&mut self, range: Range<usize>) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        if !range.is_empty() {
            self.content_end = range.end;
        }
        self.close_top(0);
    }

    /// Closes the innermost open collection and adds `flags` to it.
    pub(super) fn close_top(&mut self, flags: u16) {
        if self
            .stack
            .last()
            .is_some_and(|frame| frame.mapping && frame.wants_value)
        {
            self.push_broken(self.content_end..self.content_end);
        }
        let Some(mut frame) = self.stack.pop() else {
            return;
        };
        if frame.flow && !frame.mapping {
            self.join_list(&frame);
        }
        if frame.mapping && self.refuse_repeated_keys(frame.node) {
            frame.incomplete = true;
        }
        let end = self.tree.nodes.len() as u32;
        let content_end = self.content_end as u32;
        let raw = &mut self.tree.nodes[frame.node as usize];
        raw.link = end;
        raw.end = content_end.max(raw.start);
        raw.flags |= flags;
        if frame.incomplete {
            raw.flags |= Raw::INCOMPLETE;
        }
        let incomplete = frame.incomplete || raw.has(Raw::CUT | Raw::BROKEN);
        if let Some(parent) = self.stack.last_mut() {
            parent.incomplete |= incomplete;
        }
    }

    fn finish(mut self) -> Tree<'s> {
        while !self.stack.is_empty() {
            self.close_top(Raw::CUT);
        }
        self.count_unlisted();
        self.tree
    }
}
