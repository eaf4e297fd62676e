//! After a syntax error: keeps what was complete, drops the item or entry that is
//! broken, finds the line where the next one begins, and says which lines that
//! left unread. Works on lines and their indentation; the words come from `traps`.

use granit_parser::ErrorKind;

use super::Problem;
use super::lines::{Line, is_item, looks_like_entry};
use super::reader::{NONE, Reader};
use super::traps::{self, Scene};
use super::tree::Raw;

/// After so many syntax errors the rest of a file is not read.
const MAX_FAILURES: usize = 50;

/// Where reading can go on.
enum Resume {
    /// At a line; the byte is in the last line that is left unread.
    At(Line, usize),
    /// Nowhere: a document ends here.
    Marker(Line),
}

impl Reader<'_, '_> {
    /// Handles a syntax error at byte `at`; gives the place to read on from.
    pub(super) fn fail(&mut self, kind: &ErrorKind, at: usize) -> Option<usize> {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        if self.ends_fragment(kind, at) {
            return Some(self.line_at(at).start);
        }
        let bracket = self
            .stack
            .iter()
            .find(|frame| frame.flow)
            .map(|frame| self.tree.nodes[frame.node as usize].start as usize);
        let scene = Scene {
            text: self.text,
            file: self.tree.file,
            read_to: self.content_end.max(self.base),
            at,
            bracket,
        };
        let open = scene.open_bracket();
        let unclosed = open.filter(|&open| self.leaves_entry(open, at));
        let (from, problem) = match unclosed {
            Some(open) => (open, scene.unclosed_bracket(open)),
            None => traps::explain(kind, &scene),
        };
        // Nothing inside an open bracket has reached the tree yet.
        let from = from.min(at).min(open.unwrap_or(at));
        self.recover(from, at, problem)
    }

    /// Whether a line between `open` and `at` stands no deeper than the collection
    /// that is being read: then the bracket at `open` was never meant to last so long.
    fn leaves_entry(&self, open: usize, at: usize) -> bool {
        let top = self.stack.iter().rposition(|frame| !frame.flow);
        let indent = top.map_or(0, |top| self.indent_of(top));
        let last = self.line_at(at).start;
        let mut line = self.line_at(open);
        while line.start < last {
            line = self.line_at(line.end + 1);
            let text = &self.text[line.start..line.end];
            let closes = text.trim_start().starts_with([']', '}']);
            if self.is_content(line) && line.indent <= indent && top.is_some() && !closes {
                return true;
            }
        }
        false
    }

    /// The text that follows at `at` is not what an entry or item begins with.
    pub(super) fn misfit(&mut self, at: usize) -> Option<usize> {
        self.fail(&ErrorKind::InvalidIndentation, at)
    }

    /// The collection that a resumed pass began in has ended before `at`.
    pub(super) fn fragment_end(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.trim().is_empty() {
            self.close_all();
            return None;
        }
        let line = self.line_at(at);
        if self.is_marker(line) {
            let first = self.text[line.start..].starts_with("...");
            self.close_all();
            if !first || !self.only_comments(line.end) {
                self.second_document(line.start);
            }
            return None;
        }
        self.settle(line);
        if line.start > self.base && self.begins_sibling(line) {
            return Some(line.start);
        }
        self.misfit(line.start + line.indent)
    }

    /// Whether the error is only that a resumed pass does not know the collections
    /// around it: a list directly below its key ends where the next key stands.
    fn ends_fragment(&mut self, kind: &ErrorKind, at: usize) -> bool {
        let line = self.line_at(at);
        if self.stack.len() != self.floor
            || line.start <= self.content_end.max(self.base)
            || !matches!(kind, ErrorKind::ExpectedBlockSequenceEntry)
            || !self.is_outside(line)
        {
            return false;
        }
        self.settle(line);
        self.begins_sibling(line)
    }

    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.close_top(0);
        }
    }

    /// Something is wrong from byte `from` on, and was noticed at byte `noticed`.
    fn recover(&mut self, from: usize, noticed: usize, problem: Problem) -> Option<usize> {
        self.failures += 1;
        self.skipping = 0;
        self.joined = None;
        let from_line = self.line_at(from);
        let read_to = self.content_end.max(self.base);
        let mut line = self.line_at(read_to);
        let mut lost = from_line.start;
        // The parser reads a little ahead of what it hands out: all text between
        // what was handed out and the error is lost, with the item it belongs to.
        if line.start < from_line.start && self.has_tail(read_to, line) {
            lost = lost.min(line.start);
            lost = self.drop_broken().map_or(lost, |start| lost.min(start));
        }
        while line.start < from_line.start {
            line = self.line_at(line.end + 1);
            if !self.is_content(line) {
                continue;
            }
            // What such a line stands beside or outside of is complete.
            self.settle(line);
            lost = lost.min(line.start);
            if line.start < from_line.start {
                lost = self.drop_broken().map_or(lost, |start| lost.min(start));
            }
        }
        lost = self.drop_broken().map_or(lost, |start| lost.min(start));
        let resume = if self.failures < MAX_FAILURES {
            self.find_sibling(from_line, noticed)
        } else {
            None
        };
        let help = match resume {
            Some(Resume::At(line, last)) => self.lines_between(lost, last, line.start),
            Some(Resume::Marker(line)) => self.lines_between(lost, line.start, line.start),
            None => self.lines_to_end(lost),
        };
        self.tell(problem.help(help));
        match resume {
            Some(Resume::At(line, _)) => {
                self.start_sibling();
                Some(line.start)
            }
            Some(Resume::Marker(line)) => {
                self.second_document(line.start);
                None
            }
            None => None,
        }
    }

    /// Adds the problem; what directly follows an alias (`*3,983`) is one with it.
    fn tell(&mut self, problem: Problem) {
        if let Some(last) = self.problems.last_mut()
            && last.primary.span.file == problem.primary.span.file
            && last.primary.span.end == problem.primary.span.start
            && last.message.contains("is an alias")
        {
            last.primary.span.end = problem.primary.span.end;
            last.help.extend(problem.help.into_iter().next_back());
            return;
        }
        self.problems.push(problem);
    }

    /// Closes the block collections that a line of this indentation ends. Whether
    /// it also ends the current item or entry of one that stays open.
    fn settle(&mut self, line: Line) -> bool {
        if line.tabbed {
            return false;
        }
        while self.stack.last().is_some_and(|top| !top.flow) && self.is_outside(line) {
            self.start_sibling();
            self.close_top(0);
        }
        let ends = self.stack.last().is_some_and(|top| !top.flow)
            && self.indent_of(self.stack.len() - 1) == line.indent;
        if ends {
            self.start_sibling();
        }
        ends
    }

    /// Whether a line cannot belong to the innermost collection: it is indented
    /// less, or a key as far as a list that stands directly below its own key.
    fn is_outside(&self, line: Line) -> bool {
        let Some(top) = self.stack.len().checked_sub(1).filter(|&top| top > 0) else {
            return false;
        };
        let indent = self.indent_of(top);
        indent > line.indent
            || (indent == line.indent
                && !self.stack[top].mapping
                && self.indent_of(top - 1) == indent
                && !is_item(&self.text[line.start + line.indent..line.end]))
    }

    /// The current item or entry of the innermost collection is complete.
    fn start_sibling(&mut self) {
        if self.stack.last().is_some_and(|top| top.wants_value) {
            let at = self.content_end;
            self.push(Raw {
                start: at as u32,
                end: at as u32,
                link: 0,
                flags: Raw::SCALAR | Raw::NULL,
            });
        }
        if let Some(top) = self.stack.last_mut() {
            top.last = NONE;
        }
    }

    /// Takes the item or entry that was being read out of the tree; gives where its
    /// line starts. A list loses the whole item, a mapping the one entry.
    fn drop_broken(&mut self) -> Option<usize> {
        let list = self
            .stack
            .iter()
            .position(|frame| !frame.mapping && !frame.flow);
        if let Some(list) = list {
            self.stack.truncate(list + 1);
            let frame = self.stack.last_mut()?;
            frame.incomplete = true;
            let last = std::mem::replace(&mut frame.last, NONE);
            if last == NONE {
                return None;
            }
            let start = self.tree.nodes[last as usize].start as usize;
            self.tree.nodes.truncate(last as usize);
            self.content_end = self.text[..start]
                .trim_end_matches([' ', '\t', '\n', '\r', '-'])
                .len();
            return Some(self.dash_line(start));
        }
        if let Some(flow) = self.stack.iter().position(|frame| frame.flow) {
            let node = self.stack[flow].node;
            self.stack.truncate(flow);
            self.tree.nodes.truncate(node as usize);
            match self.stack.last_mut() {
                Some(parent) if parent.last == node => {
                    (parent.last, parent.wants_value) = (NONE, false);
                }
                Some(parent) => parent.wants_value = parent.mapping,
                None => return Some(0),
            }
        }
        let frame = self.stack.last_mut()?;
        frame.incomplete = true;
        self.tree.nodes[frame.node as usize].flags |= Raw::CUT;
        let last = frame.last;
        if last == NONE {
            return None;
        }
        let start = self.tree.nodes[last as usize].start as usize;
        if frame.wants_value {
            self.push_broken(start..start);
        } else {
            let value = self.tree.after(last) as usize;
            let raw = &mut self.tree.nodes[value];
            raw.flags |= if raw.kind() == Raw::SCALAR {
                Raw::BROKEN
            } else {
                Raw::CUT
            };
        }
        Some(self.line_at(start).start)
    }

    /// The next line after `from` that begins an item or entry of an open block
    /// collection; collections it ends are closed as cut short.
    fn find_sibling(&mut self, from: Line, noticed: usize) -> Option<Resume> {
        let mut line = from;
        let mut last_content = from.end.max(noticed.min(self.text.len()));
        while line.end < self.text.len() {
            line = self.line_at(line.end + 1);
            if !self.is_content(line) {
                continue;
            }
            if self.is_marker(line) {
                return Some(Resume::Marker(line));
            }
            if line.tabbed {
                last_content = line.end;
                continue;
            }
            while self.is_outside(line) {
                self.close_top(Raw::CUT);
            }
            if self.begins_sibling(line) {
                return Some(Resume::At(line, last_content.min(line.start)));
            }
            last_content = line.end;
        }
        None
    }

    /// Whether a line begins an item or entry of the innermost open collection.
    fn begins_sibling(&self, line: Line) -> bool {
        let Some(top) = self.stack.last() else {
            return false;
        };
        if top.flow || line.tabbed || self.indent_of(self.stack.len() - 1) != line.indent {
            return false;
        }
        let text = &self.text[line.start + line.indent..line.end];
        if top.mapping {
            looks_like_entry(text)
        } else {
            is_item(text)
        }
    }

    /// The column of the items or keys of a block collection.
    fn indent_of(&self, index: usize) -> usize {
        let frame = &self.stack[index];
        let parent = index.checked_sub(1).map(|at| &self.stack[at]);
        match parent {
            // A list under a key starts a line of its own, at the key or deeper; the
            // parser gives the column of its dash only where it is deeper.
            Some(parent) if !frame.mapping && parent.mapping => {
                let start = self.tree.nodes[frame.node as usize].start as usize;
                let line = self.line_at(start);
                if self.text[line.start + line.indent..].starts_with('-') {
                    line.indent
                } else {
                    self.indent_of(index - 1)
                }
            }
            _ => frame.column as usize,
        }
    }
}
