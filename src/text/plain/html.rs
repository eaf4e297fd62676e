//! HTML to words. No tree is built: what stands between tags is text, some elements are
//! left out with all they hold, and blocks end sentences. Whatever the bytes are, every
//! one of them is looked at once.

use std::ops::Range;

use super::entities::{decoded, reference};
use super::{Head, Plain};

/// Elements that hold no words of the article.
const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "nav", "button", "select",
    "object", "canvas", "datalist", "textarea",
];

/// No mark of a footnote takes more bytes, its tags included.
const LONGEST_MARK: usize = 400;

/// Elements whose content is no markup: it ends with their own end tag only.
const RAW: &[&str] = &["script", "style", "textarea", "title", "iframe", "noscript"];

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// A tag: its name in small letters, what else stands in it, and whether it ends.
struct Tag<'a> {
    name: String,
    rest: &'a str,
    closing: bool,
    /// Past its `>`.
    end: usize,
}

/// Reads a page.
pub(super) fn read(html: &str) -> Plain {
    let mut reader = Reader {
        html,
        plain: Plain::default(),
        heading: None,
        pre: 0,
    };
    reader.run();
    let mut plain = reader.plain;
    let end = plain.text.trim_end().len();
    plain.text.truncate(end);
    plain.pieces.retain(|piece| piece.start < end);
    plain
}

struct Reader<'a> {
    html: &'a str,
    plain: Plain,
    /// Where the first heading begins.
    heading: Option<usize>,
    /// How many `pre` are open.
    pre: usize,
}

impl Reader<'_> {
    fn run(&mut self) {
        let html = self.html;
        let mut at = 0;
        while at < html.len() {
            let next = memchr::memchr2(b'<', b'&', &html.as_bytes()[at..]);
            let next = next.map_or(html.len(), |next| at + next);
            self.words(at..next);
            at = match html[next..].chars().next() {
                None => next,
                Some('&') => match reference(&html[next..]) {
                    Some((what, length)) => {
                        self.plain.put(&what, next..next + length);
                        next + length
                    }
                    None => self.character(next),
                },
                Some(_) => self.markup(next),
            };
        }
    }

    fn words(&mut self, range: Range<usize>) {
        let text = &self.html[range.clone()];
        match self.pre {
            0 => self.plain.flow(text, range.start),
            _ => self.plain.copy(text, range.start),
        }
    }

    /// One character as it is.
    fn character(&mut self, at: usize) -> usize {
        self.plain.copy(&self.html[at..=at], at);
        at + 1
    }

    /// What begins with `<`: a comment, a declaration, a tag, or just the sign.
    fn markup(&mut self, at: usize) -> usize {
        let html = self.html;
        let rest = &html[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment
                .find("-->")
                .map_or(html.len(), |end| at + 4 + end + 3);
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return rest.find('>').map_or(html.len(), |end| at + end + 1);
        }
        match tag(html, at) {
            Some(tag) => self.tag(at, &tag),
            None => self.character(at),
        }
    }

    fn tag(&mut self, at: usize, tag: &Tag<'_>) -> usize {
        let name = tag.name.as_str();
        let open = !tag.closing;
        if open && name == "head" {
            let end = close(self.html, tag.end, "head");
            head_of(&self.html[tag.end..end.start], &mut self.plain.head);
            return end.end;
        }
        let own_end = tag.rest.trim_end().ends_with('/');
        if open && !own_end && (DROPPED.contains(&name) || RAW.contains(&name)) {
            let end = close(self.html, tag.end, name);
            if name == "title" {
                let title = &self.html[tag.end..end.start];
                set(&mut self.plain.head.title, title);
            }
            return end.end;
        }
        if open && name == "meta" {
            meta(tag.rest, &mut self.plain.head);
        }
        if name == "time" && open && self.plain.head.published.is_none() {
            self.plain.head.published = attribute(tag.rest, "datetime");
        }
        if name == "sup" && open {
            // Marks of footnotes belong to no number before them.
            if let Some(end) = footnote(self.html, tag.end, &self.plain.text) {
                return end;
            }
            self.plain.put("^", at..tag.end);
        }
        match name {
            "br" => self.plain.breaks(1, at),
            "td" | "th" => self.plain.breaks(1, at),
            "pre" if open => self.pre += 1,
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            if name == "h1" && tag.closing {
                self.heading_ends();
            }
            self.plain.breaks(2, at);
            if name == "h1" && open && self.heading.is_none() {
                self.heading = Some(self.plain.text.len());
            }
        }
        tag.end
    }

    /// The first heading is a better title than that of the window.
    fn heading_ends(&mut self) {
        if let Some(start) = self.heading.filter(|&start| start < self.plain.text.len()) {
            let title = self.plain.text[start..].trim().to_owned();
            if !title.is_empty() {
                self.plain.head.title = Some(title);
                self.heading = Some(usize::MAX);
            }
        }
    }
}

/// The tag that begins at `<`; none if it is just the sign, as in `a < b`.
fn tag(html: &str, at: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let closing = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closing);
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let name = bytes[start..]
        .iter()
        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>'));
    let name_end = name.map_or(bytes.len(), |length| start + length);
    let mut end = name_end;
    let mut quote = None;
    while let Some(&byte) = bytes.get(end) {
        match (byte, quote) {
            (b'"' | b'\'', None) if bytes[end - 1] == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => break,
            _ => {}
        }
        end += 1;
    }
    if quote.is_some() {
        // A quotation mark without its fellow: the tag ends at the next `>`.
        let next = memchr::memchr(b'>', &bytes[name_end..]);
        end = next.map_or(bytes.len(), |next| name_end + next);
    }
    Some(Tag {
        name: html[start..name_end].to_ascii_lowercase(),
        rest: &html[name_end..end],
        closing,
        end: (end + 1).min(html.len()),
    })
}

/// The end of a footnote's mark in `<sup>`, which begins at `from` after the words that
/// were read: not of the `2` in `m<sup>2</sup>`, nor of a power of ten.
fn footnote(html: &str, from: usize, words: &str) -> Option<usize> {
    let mut near = html.len().min(from + LONGEST_MARK);
    while !html.is_char_boundary(near) {
        near -= 1;
    }
    let end = close(&html[..near], from, "sup");
    let inside = &html[from..end.start];
    if end.start == near {
        return None;
    }
    let digits = inside.bytes().all(|byte| byte.is_ascii_digit());
    let short = digits && (1..=2).contains(&inside.len()) && {
        let mut start = words.len().saturating_sub(40);
        while !words.is_char_boundary(start) {
            start += 1;
        }
        let word = words[start..].rsplit(|c: char| !c.is_alphanumeric()).next();
        let word = word.unwrap_or_default();
        let power = word == "10" || word.ends_with('x');
        let unit = word.len() <= 2 && word.starts_with(|c: char| c.is_ascii_lowercase());
        !word.is_empty() && !power && !unit
    };
    (short || inside.contains(['<', '[', '*', '(', '†'])).then_some(end.end)
}

/// The end tag of an element, or the end of the page.
fn close(html: &str, from: usize, name: &str) -> Range<usize> {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(next) = memchr::memmem::find(&bytes[at..], b"</") {
        let start = at + next;
        let found = bytes.get(start + 2..start + 2 + name.len());
        let after = bytes.get(start + 2 + name.len());
        let ends = after.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if ends && found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            let end = memchr::memchr(b'>', &bytes[start..]);
            return start..end.map_or(html.len(), |end| start + end + 1);
        }
        at = start + 2;
    }
    html.len()..html.len()
}

/// Title, date, address and site from a head.
fn head_of(html: &str, head: &mut Head) {
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + next;
        let Some(tag) = tag(html, start) else {
            at = start + 1;
            continue;
        };
        at = tag.end;
        match tag.name.as_str() {
            "title" if !tag.closing => {
                let end = close(html, tag.end, "title");
                set(&mut head.title, &html[tag.end..end.start]);
                at = end.end;
            }
            "script" | "style" if !tag.closing => at = close(html, tag.end, &tag.name).end,
            "meta" => meta(tag.rest, head),
            "link" if attribute(tag.rest, "rel").as_deref() == Some("canonical") => {
                head.url = attribute(tag.rest, "href");
            }
            _ => {}
        }
    }
}

fn meta(rest: &str, head: &mut Head) {
    let name = ["property", "name", "itemprop"]
        .iter()
        .find_map(|key| attribute(rest, key));
    let Some(content) = attribute(rest, "content") else {
        return;
    };
    match name.unwrap_or_default().to_ascii_lowercase().as_str() {
        "article:published_time"
        | "datepublished"
        | "date"
        | "dc.date"
        | "dcterms.date"
        | "pubdate" => set(&mut head.published, &content),
        "og:title" => head.title = Some(tidy(&content)),
        "og:url" => set(&mut head.url, &content),
        "og:site_name" => set(&mut head.site, &content),
        _ => {}
    }
}

/// Sets what is not known yet.
fn set(known: &mut Option<String>, html: &str) {
    let text = tidy(html);
    if known.is_none() && !text.is_empty() {
        *known = Some(text);
    }
}

fn tidy(html: &str) -> String {
    let decoded = decoded(html);
    let words: Vec<&str> = decoded.split_whitespace().collect();
    words.join(" ")
}

/// The value of an attribute.
fn attribute(rest: &str, name: &str) -> Option<String> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let length = bytes[at..]
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'))
            .count();
        let here = rest[at..at + length].eq_ignore_ascii_case(name);
        at += length.max(1);
        let after = rest[at..].trim_start();
        let Some(value) = after.strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start();
        let start = rest.len() - value.len();
        let (inside, end) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = &value[1..];
                let length = inside.find(quote).unwrap_or(inside.len());
                (&inside[..length], start + 1 + length + 1)
            }
            _ => {
                let length = value.find(char::is_whitespace).unwrap_or(value.len());
                (&value[..length], start + length)
            }
        };
        if here {
            return Some(tidy(inside)).filter(|text| !text.is_empty());
        }
        at = end.min(rest.len());
    }
    None
}
