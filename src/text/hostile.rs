//! Characters that a text may hold and that must not be shown as they are.

/// Control characters, bidirectional marks and overrides, line and paragraph
/// separators, and characters without width. Zero-width joiner and non-joiner
/// are letters' helpers in several scripts and stay.
pub(crate) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
