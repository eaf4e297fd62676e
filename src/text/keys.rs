//! What a mapping or a list shows only when it is complete: keys given twice, and
//! numbers that a comma inside brackets has cut in two.

use std::ops::Range;

use super::Problem;
use super::reader::{Frame, Reader};
use super::tree::Raw;

/// Mappings up to this size are compared pair by pair.
const SMALL: usize = 12;

/// More text than this in front of a comma is no number.
const LONGEST_NUMBER: usize = 80;

impl Reader<'_, '_> {
    /// Takes repeated keys out of a mapping, with a problem each; whether there were any.
    pub(super) fn refuse_repeated_keys(&mut self, node: u32) -> bool {
        let mut small = [0u32; SMALL];
        let mut large: Vec<u32> = Vec::new();
        let mut count = 0;
        let end = self.tree.nodes.len() as u32;
        let mut next = node + 1;
        while next < end {
            let key = next;
            next = self.tree.after(self.tree.after(key));
            let raw = self.tree.nodes[key as usize];
            if raw.kind() != Raw::SCALAR || raw.has(Raw::BROKEN) {
                continue;
            }
            if count < SMALL {
                small[count] = key;
            } else {
                if count == SMALL {
                    large.extend_from_slice(&small);
                }
                large.push(key);
            }
            count += 1;
        }
        let repeated = if count <= SMALL {
            self.repeated_in_small(&small[..count])
        } else {
            self.repeated_in_large(large)
        };
        for &(first, again) in &repeated {
            if self.may_list() {
                let name = self.tree.text_of(again);
                let message = format!("the key `{name}` is given twice");
                let problem = Problem::error("duplicate-key", self.node_span(again), message)
                    .label("given again; this one is not read")
                    .related(self.node_span(first), "given first here")
                    .help("remove one of them, or give it another name");
                self.problems.push(problem);
            }
            self.tree.nodes[again as usize].flags |= Raw::BROKEN;
        }
        !repeated.is_empty()
    }

    fn repeated_in_small(&self, keys: &[u32]) -> Vec<(u32, u32)> {
        let mut repeated = Vec::new();
        for (at, &key) in keys.iter().enumerate().skip(1) {
            let name = self.tree.text_of(key);
            let first = keys[..at].iter().find(|&&k| self.tree.text_of(k) == name);
            if let Some(&first) = first {
                repeated.push((first, key));
            }
        }
        repeated
    }

    fn repeated_in_large(&self, mut keys: Vec<u32>) -> Vec<(u32, u32)> {
        keys.sort_unstable_by(|&a, &b| (self.tree.text_of(a), a).cmp(&(self.tree.text_of(b), b)));
        let mut repeated = Vec::new();
        for group in keys.chunk_by(|&a, &b| self.tree.text_of(a) == self.tree.text_of(b)) {
            repeated.extend(group[1..].iter().map(|&again| (group[0], again)));
        }
        repeated.sort_unstable_by_key(|&(_, again)| again);
        repeated
    }

    fn node_span(&self, node: u32) -> super::Span {
        let raw = self.tree.nodes[node as usize];
        super::Span::new(self.tree.file, raw.start, raw.end)
    }

    /// `{value: 3,983}`: the key `983` without a value, directly after a number. Joins
    /// both to one text, takes the key out again and says so. `at` is where the
    /// value would stand.
    pub(super) fn join_number(&mut self, at: usize) -> bool {
        let Some(frame) = self.stack.last() else {
            return false;
        };
        if !(frame.flow && frame.mapping && frame.wants_value) {
            return false;
        }
        let key = frame.last as usize;
        let first = frame.node as usize + 1;
        // The value before the key; the key of its own entry comes before that.
        if key < first + 2 || key + 1 != self.tree.nodes.len() {
            return false;
        }
        let (value, second) = (self.tree.nodes[key - 1], self.tree.nodes[key]);
        let colon = self.text[at..]
            .trim_start_matches([' ', '\t'])
            .starts_with(':');
        if colon || !self.continues_number(value, second) {
            return false;
        }
        self.tree.nodes.pop();
        let node = key as u32 - 1;
        let (range, text) = self.join(node, second.end);
        if let Some(frame) = self.stack.last_mut() {
            frame.wants_value = false;
            frame.last = NOT_A_KEY;
        }
        self.content_end = range.end;
        self.tell_joined(node, range, &text, "braces");
        true
    }

    /// `[1,000, 2,000]`: an item of three digits directly after a number, where the
    /// other commas of the list are followed by a space or the item begins with 0.
    pub(super) fn join_list(&mut self, frame: &Frame) {
        let first = frame.node as usize + 1;
        let items = &self.tree.nodes[first..];
        let flat = items.len() >= 2 && items.iter().all(|item| item.kind() == Raw::SCALAR);
        if !flat {
            return;
        }
        let spaced = items.windows(2).any(|pair| pair[1].start > pair[0].end + 1);
        let joins = |a: Raw, b: Raw| {
            b.end - b.start == 3
                && b.start == a.end + 1
                && (spaced || self.text.as_bytes()[b.start as usize] == b'0')
                && self.continues_number(a, b)
        };
        if !items.windows(2).any(|pair| joins(pair[0], pair[1])) {
            return;
        }
        let glued: Vec<bool> = std::iter::once(false)
            .chain(items.windows(2).map(|pair| joins(pair[0], pair[1])))
            .collect();
        let old: Vec<Raw> = self.tree.nodes.drain(first..).collect();
        for (item, glued) in old.into_iter().zip(glued) {
            let node = self.tree.nodes.len() as u32 - 1;
            let before = self.tree.nodes[node as usize];
            if !glued || (before.end - before.start) as usize > LONGEST_NUMBER {
                self.tree.nodes.push(item);
                continue;
            }
            let (range, text) = self.join(node, item.end);
            self.tell_joined(node, range, &text, "brackets");
        }
    }

    /// Whether `second` can be the rest of the number at the end of `first`.
    fn continues_number(&self, first: Raw, second: Raw) -> bool {
        let plain = |raw: Raw| {
            raw.kind() == Raw::SCALAR && raw.flags & (Raw::STYLE | Raw::BROKEN | Raw::NULL) == 0
        };
        if !plain(first) || !plain(second) {
            return false;
        }
        let number = &self.text[first.start as usize..first.end as usize];
        let gap = &self.text[first.end as usize..second.start as usize];
        let digits = self.text[second.start as usize..second.end as usize]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        (gap == "," || gap == ", ")
            && digits == 3
            && number.ends_with(|c: char| c.is_ascii_digit())
            && number.len() <= LONGEST_NUMBER
            && !number.contains('\n')
    }

    /// Makes the node at `node` reach to `end`; its place and its text without spaces.
    fn join(&mut self, node: u32, end: u32) -> (Range<usize>, String) {
        let raw = self.tree.nodes[node as usize];
        let text = &self.text[raw.start as usize..end as usize];
        let joined = text.replace(", ", ",");
        if joined.len() != text.len() || raw.has(Raw::DECODED) {
            let link = self.tree.decoded.len() as u32;
            self.tree.decoded.push(joined.clone());
            let raw = &mut self.tree.nodes[node as usize];
            raw.flags |= Raw::DECODED;
            raw.link = link;
        }
        self.tree.nodes[node as usize].end = end;
        (raw.start as usize..end as usize, joined)
    }

    fn tell_joined(&mut self, node: u32, range: Range<usize>, text: &str, inside: &str) {
        let message = format!("inside {inside} a comma ends the entry, so `{text}` is cut in two");
        let help = format!("quote the figure: \"{text}\"");
        if let Some((last, at)) = self.joined
            && last == node
            && let Some(problem) = self.problems.get_mut(at)
        {
            problem.primary.span.end = range.end as u32;
            problem.message = message;
            problem.help[0] = help;
            return;
        }
        if !self.may_list() {
            return;
        }
        self.joined = Some((node, self.problems.len()));
        let problem = Problem::error("invalid-yaml", self.span(range), message)
            .help(help)
            .help("or write one entry a line, without the brackets");
        self.problems.push(problem);
    }
}

/// After a join the current entry is complete, and its key need not be known.
const NOT_A_KEY: u32 = super::reader::NONE;
