//! The known keys of one mapping: what every decoder of a file format needs. Says
//! which keys are unknown, empty or missing; knows nothing of what they mean.

use super::suggest::nearest;
use super::tree::{Kind, Node};
use super::{Problem, Span, Spanned};

/// How many keys of a mapping are found without searching it again.
const SLOTS: usize = 24;

/// Lists of known keys up to this length are shown whole.
const SHORT_LIST: usize = 10;

/// The entries of a mapping with a fixed set of keys.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'t> {
    node: Node<'t>,
    what: &'t str,
    known: &'static [&'static str],
    /// The known keys that are written, by place in `known`, each with its node.
    /// There are few of them, so that they are searched rather than `known`.
    written: [(u8, u32); SLOTS],
    count: u8,
}

impl<'t> Fields<'t> {
    /// Takes the keys of `node`. `what` is it with its article ("a claim"). Anything
    /// but a mapping is a problem and gives nothing; a key that is not in `known`
    /// and a known key with an empty value are problems.
    pub fn of(
        node: Node<'t>,
        what: &'t str,
        known: &'static [&'static str],
        problems: &mut Vec<Problem>,
    ) -> Option<Fields<'t>> {
        if node.kind() != Kind::Mapping {
            if !node.is_broken() {
                problems.push(not_a_mapping(node, what));
            }
            return None;
        }
        let mut written = [(0, 0); SLOTS];
        let mut count = 0;
        for (key, value) in node.all_entries() {
            let Some(name) = key.text().filter(|_| !key.is_broken()) else {
                continue;
            };
            let Some(slot) = known.iter().position(|known| *known == name) else {
                problems.push(unknown(key, name, what, known));
                continue;
            };
            if let Some(place) = written.get_mut(usize::from(count)) {
                *place = (slot as u8, key.index());
                count += 1;
            }
            if value.is_null() && !value.is_broken() {
                problems.push(empty(key, value, name));
            }
        }
        Some(Fields {
            node,
            what,
            known,
            written,
            count,
        })
    }

    /// The key's node and its value's, whatever the value is.
    fn entry(&self, key: &str) -> Option<(Node<'t>, Node<'t>)> {
        debug_assert!(self.known.contains(&key), "`{key}` is not a known key");
        let count = usize::from(self.count);
        let index = self.written[..count]
            .iter()
            .find(|(slot, _)| self.known[usize::from(*slot)] == key)
            .map(|&(_, index)| index);
        match index {
            Some(index) => {
                let key = self.node.with_index(index);
                Some((key, self.node.with_index(index + 1)))
            }
            None if count < SLOTS => None,
            None => self
                .node
                .all_entries()
                .find(|(name, _)| !name.is_broken() && name.text() == Some(key)),
        }
    }

    /// The value of a key; nothing if it is absent, empty or was refused (the last
    /// two have a problem already).
    pub fn get(&self, key: &str) -> Option<Node<'t>> {
        self.entry(key)
            .map(|(_, value)| value)
            .filter(|value| !value.is_null() && !value.is_broken())
    }

    /// Whether the key is written, even if its value is empty or was refused.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Where the key stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entry(key).map(|(key, _)| key.span())
    }

    /// Where the mapping stands.
    pub fn span(&self) -> Span {
        self.node.span()
    }

    /// The mapping itself.
    pub fn node(&self) -> Node<'t> {
        self.node
    }

    /// The text of a key; a list or mapping there is a problem.
    pub fn text(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Spanned<&'t str>> {
        let value = self.get(key)?;
        match value.text() {
            Some(text) => Some(Spanned::new(text, value.span())),
            None => {
                let kind = kind_name(value);
                let message = format!("`{key}` is one text, not {kind}");
                problems.push(Problem::error("invalid-yaml", first_line(value), message));
                None
            }
        }
    }

    /// Whether a key is not there, and nothing that was reported explains it: no
    /// syntax error that cut the mapping short, no merge key, no mistyped name.
    pub fn lacks(&self, key: &str) -> bool {
        let stands_for = |name: &str| {
            name == "<<"
                || !self.known.contains(&name)
                    && nearest(name.trim_start_matches('-'), self.known.iter().copied())
                        == Some(key)
        };
        !self.has(key)
            && !self.node.is_cut()
            && !(self.node.all_entries()).any(|(name, _)| name.text().is_some_and(stands_for))
    }

    /// The value of a key that must be there; its absence is a problem, unless
    /// another one explains it.
    pub fn require(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Node<'t>> {
        if self.lacks(key) {
            let message = format!("{} needs `{key}`", self.what);
            problems.push(
                Problem::error("missing-field", first_line(self.node), message)
                    .label(format!("`{key}` is missing here")),
            );
        }
        self.get(key)
    }
}

/// "a list", "a mapping" or "one text".
pub fn kind_name(node: Node<'_>) -> &'static str {
    match node.kind() {
        Kind::Scalar => "one text",
        Kind::Sequence => "a list",
        Kind::Mapping => "a mapping",
    }
}

/// The part of a node's span that stands in its first line.
pub fn first_line(node: Node<'_>) -> Span {
    let span = node.span();
    if node.is_foreign() {
        return span;
    }
    let text = node.source();
    let text = &text[span.start as usize..span.end as usize];
    let line = text.lines().next().unwrap_or("").trim_end();
    Span::new(span.file, span.start, span.start + line.len() as u32)
}

fn not_a_mapping(node: Node<'_>, what: &str) -> Problem {
    let kind = if node.is_null() {
        "nothing"
    } else {
        kind_name(node)
    };
    let message = format!("{what} must be a mapping of keys to values, not {kind}");
    let problem = Problem::error("invalid-yaml", first_line(node), message);
    let glued = node.text().filter(|_| node.is_plain()).and_then(|text| {
        text.split_once(':')
            .filter(|(key, value)| !key.contains(' ') && !value.is_empty())
    });
    match glued {
        Some((key, value)) => {
            problem.help(format!("put a space after the colon: `{key}: {value}`"))
        }
        None => problem,
    }
}

fn unknown(key: Node<'_>, name: &str, what: &str, known: &[&str]) -> Problem {
    let message = format!("{what} has no field `{name}`");
    let problem = Problem::error("unknown-field", key.span(), message);
    if let Some(dashed) = name.strip_prefix('-').filter(|name| known.contains(name)) {
        return problem.help(format!("put a space after the dash: `- {dashed}`"));
    }
    if let Some(near) = nearest(name, known.iter().copied()) {
        return problem.help(format!("did you mean `{near}`?"));
    }
    if known.len() <= SHORT_LIST {
        let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        return problem.help(format!("it can have {}", list.join(", ")));
    }
    problem
}

fn empty(key: Node<'_>, value: Node<'_>, name: &str) -> Problem {
    let span = match value.text() {
        Some("") | None => key.span(),
        Some(_) => key.span().to(value.span()),
    };
    let problem = Problem::error("missing-field", span, format!("`{name}` is empty"));
    let rest = &key.source()[span.end as usize..];
    let comment = rest.trim_start_matches([':', ' ', '\t']);
    if comment.starts_with('#') && !comment.starts_with("# ") {
        return problem.help("` #` begins a comment; quote the text if it belongs to it");
    }
    problem.help("remove the line, or write n/a for a figure that was not given")
}
