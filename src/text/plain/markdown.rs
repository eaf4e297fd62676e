//! Markdown to words: links, emphasis, headings, lists and tables without their marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Plain, html};

/// Reads a page.
pub(super) fn read(text: &str) -> Plain {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut plain = Plain::default();
    let (mut hidden, mut heading) = (0usize, None);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::CodeBlock(_) | Tag::Image { .. }) => {
                hidden += 1;
            }
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::CodeBlock | TagEnd::Image) => {
                hidden = hidden.saturating_sub(1);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                plain.breaks(2, range.start);
                if level == HeadingLevel::H1 && heading.is_none() {
                    heading = Some(plain.text.len());
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading.filter(|_| plain.head.title.is_none()) {
                    let title = plain.text[start..].trim();
                    plain.head.title = (!title.is_empty()).then(|| title.to_owned());
                }
                plain.breaks(2, range.end);
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::TableRow
                | Tag::TableHead
                | Tag::FootnoteDefinition(_),
            ) => plain.breaks(2, range.start),
            Event::Start(Tag::TableCell) => plain.breaks(1, range.start),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::Table,
            ) => plain.breaks(2, range.end),
            Event::Text(words) if hidden == 0 => put(&mut plain, text, &words, range),
            Event::Code(words) if hidden == 0 => plain.put(&words, range),
            Event::SoftBreak if hidden == 0 => plain.put(" ", range),
            Event::HardBreak if hidden == 0 => plain.breaks(1, range.start),
            Event::Rule => plain.breaks(2, range.start),
            Event::Html(_) => {
                for piece in html::read(&text[range.clone()]).pieces_with_text() {
                    let (words, from) = piece;
                    plain.put(&words, range.start + from.start..range.start + from.end);
                }
            }
            _ => {}
        }
    }
    let end = plain.text.trim_end().len();
    plain.text.truncate(end);
    plain.pieces.retain(|piece| piece.start < end);
    plain
}

/// Words as they stand, or in the place of an escape or a reference.
fn put(plain: &mut Plain, text: &str, words: &str, range: std::ops::Range<usize>) {
    match text.get(range.clone()) == Some(words) {
        true => plain.copy(words, range.start),
        false => plain.put(words, range),
    }
}

impl Plain {
    /// Every piece with its words.
    fn pieces_with_text(&self) -> Vec<(String, std::ops::Range<usize>)> {
        let ends = self.pieces.iter().skip(1).map(|piece| piece.start);
        let ends = ends.chain([self.text.len()]);
        let all = self.pieces.iter().zip(ends);
        all.map(|(piece, end)| (self.text[piece.start..end].to_owned(), piece.from.clone()))
            .collect()
    }
}
