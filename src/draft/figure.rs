//! The figures of an article as a draft needs them: the value as it will be written, its
//! quotation, and the number that sums are tried with.

use std::ops::Range;

use super::quotation::{Quotation, Quoter};
use super::{Article, Options};
use crate::quantity::{Exact, Expression, HedgeTable, Reading, Unit, Value};

/// A figure that can be claimed.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The numeral without its hedges, and with them.
    pub numeral: Range<usize>,
    pub phrase: Range<usize>,
    pub noun: Option<Range<usize>>,
    pub sentence: Range<usize>,
    /// As it will be written.
    pub printed: String,
    pub value: Value,
    /// The stated number, whatever its hedge.
    pub number: Option<Exact>,
    /// The number where it is exactly that.
    pub exact: Option<Exact>,
    pub quote: Quotation,
}

impl Figure {
    pub fn unit(&self) -> Option<&Unit> {
        self.value.unit.as_ref()
    }

    pub fn is_percent(&self) -> bool {
        self.value.is_percent()
    }

    /// The numeral with its hedges and what it counts.
    pub fn with_noun(&self) -> Range<usize> {
        let end = self.noun.as_ref().map_or(0, |noun| noun.end);
        self.phrase.start..self.phrase.end.max(end)
    }
}

/// Why a figure cannot be drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// The value as printed does not read back as the same.
    Value,
    /// No stretch of the text proves it.
    Quotation,
}

/// The figures, and the expressions that cannot be claims, by their place in the list.
pub(super) fn all(
    article: &Article<'_>,
    options: &Options<'_>,
) -> (Vec<Figure>, Vec<(usize, Left)>) {
    let quoter = Quoter::new(&article.plain.text, options.format, options.hedges);
    let (mut figures, mut left) = (Vec::new(), Vec::new());
    let all = article.found.iter().enumerate();
    for (at, expression) in all.filter(|(_, expression)| expression.is_figure()) {
        match figure(expression, options, &quoter) {
            Ok(figure) => figures.push(figure),
            Err(why) => left.push((at, why)),
        }
    }
    (figures, left)
}

fn figure(
    expression: &Expression,
    options: &Options<'_>,
    quoter: &Quoter<'_>,
) -> Result<Figure, Left> {
    let found = expression.value.as_ref().ok_or(Left::Value)?;
    let words: Vec<&str> = found.printed.split_whitespace().collect();
    let printed = words.join(" ");
    let value = Value::parse(&printed, options.format, options.hedges).map_err(|_| Left::Value)?;
    if value.is_missing() || reading(&value, options.hedges) != reading(found, options.hedges) {
        return Err(Left::Value);
    }
    let quote = quoter.quote(expression, &value).ok_or(Left::Quotation)?;
    let hard = reading(&value, options.hedges);
    let is_change = value.is_change();
    Ok(Figure {
        numeral: expression.numeral.clone(),
        phrase: expression.phrase.clone(),
        noun: expression.noun.clone(),
        sentence: expression.sentence.clone(),
        number: (value.number().map(|number| number.to_exact())).filter(|_| !is_change),
        exact: hard.single().filter(|_| !is_change).cloned(),
        printed,
        value,
        quote,
    })
}

/// What a value excludes.
fn reading(value: &Value, hedges: &HedgeTable) -> crate::quantity::Interval {
    let how = match value.looks_like_amount() || value.unit.is_some() {
        true => Reading::amount(hedges),
        false => Reading::count(hedges),
    };
    value.intervals(&how).hard
}
