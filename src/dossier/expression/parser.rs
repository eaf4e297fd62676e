//! From text to syntax tree, by recursive descent with a bound on its depth.

use std::ops::Range;

use super::ast::{Addend, Assertion, Expr, Factor, Tolerance};
use super::error::ExpressionError;
use super::linear::{self, Form};
use super::number::Literal;
use super::token::{Token, foreign, token_at};
use crate::dossier::cellref::{CellRef, Ranged, skip_spaces};

/// The most bytes an expression may have.
pub const MAX_LENGTH: usize = 10_000;
/// How deep parentheses and signs may be nested.
pub const MAX_DEPTH: usize = 64;

type Parsed<T> = Result<T, ExpressionError>;

/// Reads a rule's expression. A rule without a figure, one whose figures cancel
/// out and one that divides by zero are refused too.
pub fn parse(text: &str) -> Parsed<Assertion> {
    parse_and_lower(text).map(|(assertion, _)| assertion)
}

/// The same, with its linear form where it has one.
pub fn parse_and_lower(text: &str) -> Parsed<(Assertion, Form)> {
    if text.len() > MAX_LENGTH {
        let cut = (0..=MAX_LENGTH)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        return Err(ExpressionError::new(
            cut..text.len(),
            format!("a rule has at most {MAX_LENGTH} characters"),
        ));
    }
    let start = skip_spaces(text, 0);
    let whole = start..text.trim_end().len().max(start);
    if whole.is_empty() {
        return Err(ExpressionError::new(0..text.len(), "the rule is empty")
            .help("write a comparison such as `identified <= recovered`"));
    }
    let mut parser = Parser {
        text,
        at: start,
        depth: 0,
    };
    let assertion = parser.assertion(&whole)?;
    let form = check(&assertion, whole)?;
    Ok((assertion, form))
}

/// The cells of a rule, in the order written, repetitions included.
pub fn cells(assertion: &Assertion) -> Vec<&CellRef> {
    let mut found = Vec::new();
    assertion.left.value.collect_cells(&mut found);
    assertion.right.value.collect_cells(&mut found);
    found
}

/// What can be said against a well-formed rule without knowing any figure.
fn check(assertion: &Assertion, whole: Range<usize>) -> Parsed<Form> {
    if cells(assertion).is_empty() {
        return Err(ExpressionError::new(whole, "the rule names no figure")
            .help("name a measure on at least one side"));
    }
    match linear::try_lower(assertion)? {
        Form::Linear(linear) if linear.terms.is_empty() => Err(ExpressionError::new(
            whole,
            "every figure of this rule cancels out, so it says nothing",
        )),
        form => Ok(form),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    /// The next token, not consumed.
    fn peek(&self) -> (Token, Range<usize>) {
        token_at(self.text, skip_spaces(self.text, self.at))
    }

    fn assertion(&mut self, whole: &Range<usize>) -> Parsed<Assertion> {
        let left = self.sum(None)?;
        let (token, range) = self.peek();
        let comparison = match token {
            Token::Compare(comparison) => comparison,
            Token::End => {
                return Err(
                    ExpressionError::new(whole.clone(), "a comparison is missing")
                        .help("write two sides with `==`, `<=`, `>=`, `<` or `>` between them"),
                );
            }
            Token::Tolerance => {
                return Err(ExpressionError::new(
                    range,
                    "a tolerance stands at the end, after the right side",
                ));
            }
            _ => return Err(self.unexpected(token, range)),
        };
        self.at = range.end;
        let right = self.sum(Some(range))?;
        let tolerance = self.tolerance()?;
        match self.peek() {
            (Token::End, _) => Ok(Assertion {
                left,
                comparison,
                right,
                tolerance,
            }),
            (Token::Tolerance, range) => {
                Err(ExpressionError::new(range, "a rule has one tolerance"))
            }
            (_, range) if tolerance.is_some() => Err(ExpressionError::new(
                range,
                "nothing may follow the tolerance",
            )),
            (token, range) => Err(self.unexpected(token, range)),
        }
    }

    fn tolerance(&mut self) -> Parsed<Option<Tolerance>> {
        let (token, sign) = self.peek();
        if token != Token::Tolerance {
            return Ok(None);
        }
        self.at = sign.end;
        match self.peek() {
            (Token::Number, range) => {
                let literal = Literal::read(self.text, range.start)?;
                self.at = literal.range.end;
                Ok(Some(if literal.percent {
                    Tolerance::Percent(literal.printed())
                } else {
                    Tolerance::Absolute(literal.printed())
                }))
            }
            (Token::Minus, range) => {
                Err(ExpressionError::new(range, "a tolerance is not negative"))
            }
            (Token::End, _) => Err(ExpressionError::new(
                sign.clone(),
                format!("a number is missing after `{}`", &self.text[sign]),
            )
            .help("write the tolerance as `± 2` or `within 2%`")),
            (token, range) => Err(foreign(self.text, token, range.clone()).unwrap_or_else(|| {
                ExpressionError::new(range, "a tolerance is a number")
                    .help("write the tolerance as `± 2` or `within 2%`")
            })),
        }
    }

    /// A sum; `after` is the sign it follows.
    fn sum(&mut self, after: Option<Range<usize>>) -> Parsed<Ranged<Expr>> {
        let first = self.product(after)?;
        let mut terms = vec![Addend {
            minus: false,
            term: first,
        }];
        loop {
            let (token, range) = self.peek();
            if !matches!(token, Token::Plus | Token::Minus) {
                break;
            }
            self.at = range.end;
            let term = self.product(Some(range))?;
            terms.push(Addend {
                minus: token == Token::Minus,
                term,
            });
        }
        if terms.len() == 1 {
            return Ok(terms.remove(0).term);
        }
        let range = terms[0].term.range.start..self.at;
        Ok(Ranged::new(Expr::Sum(terms), range))
    }

    fn product(&mut self, after: Option<Range<usize>>) -> Parsed<Ranged<Expr>> {
        let first = self.factor(after)?;
        let mut factors = vec![Factor {
            divides: false,
            term: first,
        }];
        loop {
            let (token, range) = self.peek();
            if !matches!(token, Token::Times | Token::Divide) {
                break;
            }
            self.at = range.end;
            let term = self.factor(Some(range))?;
            factors.push(Factor {
                divides: token == Token::Divide,
                term,
            });
        }
        if factors.len() == 1 {
            return Ok(factors.remove(0).term);
        }
        let range = factors[0].term.range.start..self.at;
        Ok(Ranged::new(Expr::Product(factors), range))
    }

    fn factor(&mut self, after: Option<Range<usize>>) -> Parsed<Ranged<Expr>> {
        let (token, range) = self.peek();
        match token {
            Token::Number => {
                let literal = Literal::read(self.text, range.start)?;
                self.at = literal.range.end;
                let value = Expr::Number(literal.value());
                Ok(Ranged::new(value, literal.range))
            }
            Token::Name => {
                let cell = CellRef::read(self.text, range.start)?;
                let range = cell.range.clone();
                self.at = range.end;
                Ok(Ranged::new(Expr::Cell(cell), range))
            }
            Token::Minus => {
                self.enter(&range)?;
                let inner = self.factor(Some(range.clone()))?;
                self.depth -= 1;
                let range = range.start..self.at;
                Ok(Ranged::new(Expr::Neg(Box::new(inner)), range))
            }
            Token::Open => {
                self.enter(&range)?;
                let inner = self.sum(Some(range.clone()))?;
                let (token, close) = self.peek();
                match token {
                    Token::Close => self.at = close.end,
                    Token::End | Token::Compare(_) | Token::Tolerance => {
                        return Err(ExpressionError::new(range, "this `(` is not closed")
                            .help("write `)` after the last term of the group"));
                    }
                    _ => return Err(self.unexpected(token, close)),
                }
                self.depth -= 1;
                Ok(Ranged::new(inner.value, range.start..self.at))
            }
            _ => Err(self.missing(after, token, range)),
        }
    }

    /// Goes one level deeper, at the sign or parenthesis in `range`.
    fn enter(&mut self, range: &Range<usize>) -> Parsed<()> {
        self.at = range.end;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ExpressionError::new(
                range.clone(),
                format!("parentheses and signs are nested more than {MAX_DEPTH} deep"),
            ));
        }
        Ok(())
    }

    /// The error where a term should begin and does not.
    fn missing(
        &self,
        after: Option<Range<usize>>,
        token: Token,
        range: Range<usize>,
    ) -> ExpressionError {
        if let Some(error) = foreign(self.text, token, range.clone()) {
            return error;
        }
        let written = |range: &Range<usize>| self.text[range.clone()].to_owned();
        match (after, token) {
            (Some(open), Token::Close) if &self.text[open.clone()] == "(" => {
                ExpressionError::new(open.start..range.end, "there is nothing in the parentheses")
            }
            (Some(after), Token::End | Token::Close) => {
                let message = format!("a term is missing after `{}`", written(&after));
                ExpressionError::new(after, message)
            }
            (None, Token::Close) => no_open(range),
            _ => {
                let message = format!("a term is missing before `{}`", written(&range));
                ExpressionError::new(range, message)
            }
        }
    }

    /// The error where a term has ended and something else than an operator follows.
    fn unexpected(&self, token: Token, range: Range<usize>) -> ExpressionError {
        if let Some(error) = foreign(self.text, token, range.clone()) {
            return error;
        }
        let written = &self.text[range.clone()];
        match token {
            Token::Close => no_open(range),
            Token::Compare(_) => ExpressionError::new(range, "a rule holds one comparison")
                .help("write a rule for each comparison"),
            Token::Name if self.follows_digit() && SCALES.contains(&written) => {
                ExpressionError::new(range, "a number is written in digits in a rule")
                    .help("write `1,200,000` for 1.2 million")
            }
            Token::Number if self.follows_digit() => {
                ExpressionError::new(range, "an operator is missing between two numbers")
                    .help("write thousands as `3,983`")
            }
            _ => ExpressionError::new(range, format!("an operator is missing before `{written}`"))
                .help("join terms with `+`, `-`, `*` or `/`"),
        }
    }

    /// Whether what was just read ended with a digit.
    fn follows_digit(&self) -> bool {
        self.text[..self.at].ends_with(|c: char| c.is_ascii_digit())
    }
}

/// Scale words that people write after a number.
const SCALES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "m", "mn", "bn", "k",
];

fn no_open(range: Range<usize>) -> ExpressionError {
    ExpressionError::new(range, "this `)` has no `(` before it")
}
