//! The signs of the expression language, the ones it knows and the ones people try.

use std::ops::Range;

use super::ast::Comparison;
use super::error::ExpressionError;
use crate::dossier::cellref::{char_end, name_end};

/// What stands at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Plus,
    Minus,
    Times,
    Divide,
    Open,
    Close,
    Compare(Comparison),
    /// `±` or `within`.
    Tolerance,
    /// A digit: a number begins here.
    Number,
    /// A name that is no word of the language: a cell begins here.
    Name,
    /// A sign of some other language: what is wrong, and what to write.
    Wrong(&'static str, Option<&'static str>),
    /// A character that belongs nowhere.
    Unknown,
    End,
}

const ONE_COMPARISON: Token = Token::Wrong(
    "a rule holds one comparison",
    Some("write a rule for each comparison"),
);
const NOT_EQUAL: Token = Token::Wrong(
    "a rule cannot say that two sides differ",
    Some("a rule compares with `==`, `<=`, `>=`, `<` or `>`"),
);
const EQUALS: Token = Token::Wrong("this is not a comparison", Some("write `==`"));
const DASH: Token = Token::Wrong("a dash is not a minus", Some("write `-`"));

/// Longer signs before their beginnings.
const SIGNS: &[(&str, Token)] = &[
    ("===", EQUALS),
    ("+/-", Token::Tolerance),
    ("==", Token::Compare(Comparison::Eq)),
    ("<=", Token::Compare(Comparison::Le)),
    (">=", Token::Compare(Comparison::Ge)),
    (
        "=<",
        Token::Wrong("this is not a comparison", Some("write `<=`")),
    ),
    (
        "=>",
        Token::Wrong("this is not a comparison", Some("write `>=`")),
    ),
    ("!=", NOT_EQUAL),
    ("<>", NOT_EQUAL),
    ("+-", Token::Tolerance),
    ("&&", ONE_COMPARISON),
    ("||", ONE_COMPARISON),
    ("**", Token::Wrong("powers are not supported", None)),
    ("^", Token::Wrong("powers are not supported", None)),
    ("=", EQUALS),
    ("<", Token::Compare(Comparison::Lt)),
    (">", Token::Compare(Comparison::Gt)),
    ("≤", Token::Compare(Comparison::Le)),
    ("≥", Token::Compare(Comparison::Ge)),
    ("≠", NOT_EQUAL),
    (
        "≈",
        Token::Wrong("`≈` does not say how near", Some("write `== … within 2%`")),
    ),
    ("±", Token::Tolerance),
    ("+", Token::Plus),
    ("-", Token::Minus),
    ("−", Token::Minus),
    ("–", DASH),
    ("—", DASH),
    ("*", Token::Times),
    ("×", Token::Times),
    ("/", Token::Divide),
    ("÷", Token::Divide),
    ("(", Token::Open),
    (")", Token::Close),
    (
        "%",
        Token::Wrong(
            "`%` stands only after a number",
            Some("write a share as `12%`"),
        ),
    ),
    (
        "[",
        Token::Wrong(
            "a bracket stands only after the name of a measure",
            Some("group terms with `(` and `)`"),
        ),
    ),
    ("]", Token::Wrong("this `]` has no `[` before it", None)),
    (
        "@",
        Token::Wrong(
            "a date stands only after a cell",
            Some("write `measure[dimension=code]@2025-03-10`"),
        ),
    ),
    (
        ",",
        Token::Wrong(
            "a comma stands only inside a number or between the codes of a cell",
            None,
        ),
    ),
    (
        ".",
        Token::Wrong("a number begins with a digit", Some("write `0.5`")),
    ),
];

/// The token at byte `start`, which is not white space, and its bytes.
pub(super) fn token_at(text: &str, start: usize) -> (Token, Range<usize>) {
    let rest = &text[start..];
    if rest.is_empty() {
        return (Token::End, start..start);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let length = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | '_')))
            .unwrap_or(rest.len());
        return (Token::Number, start..start + length);
    }
    if let Some(end) = name_end(text, start) {
        let token = match &text[start..end] {
            "within" => Token::Tolerance,
            "and" | "or" | "AND" | "OR" => ONE_COMPARISON,
            _ => Token::Name,
        };
        return (token, start..end);
    }
    for (sign, token) in SIGNS {
        if rest.starts_with(sign) {
            return (*token, start..start + sign.len());
        }
    }
    (Token::Unknown, start..char_end(text, start))
}

/// The error for a character or sign that belongs nowhere in the language.
pub(super) fn foreign(text: &str, token: Token, range: Range<usize>) -> Option<ExpressionError> {
    match token {
        Token::Wrong(message, help) => Some(ExpressionError {
            range,
            message: message.to_owned(),
            help: help.map(str::to_owned),
        }),
        Token::Unknown => {
            let character = text[range.clone()].escape_debug().to_string();
            Some(ExpressionError::new(
                range,
                format!("`{character}` means nothing in a rule"),
            ))
        }
        _ => None,
    }
}
