//! The contract of `draft --format json`: every numeric expression of a text, figures
//! and skipped ones alike, with offsets in characters and in bytes.

use std::ops::Range;

use serde::Serialize;

use super::{IntervalOut, ToolOut, escaped};
use crate::quantity::{Expression, HedgeTable, Reading, Value};
use crate::text::plain::Plain;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: ToolOut,
    text: TextOut<'a>,
    expressions: Vec<ExpressionOut<'a>>,
}

#[derive(Serialize)]
struct TextOut<'a> {
    name: &'a str,
    characters: usize,
}

#[derive(Serialize)]
struct ExpressionOut<'a> {
    start: usize,
    end: usize,
    start_byte: usize,
    end_byte: usize,
    text: &'a str,
    figure: bool,
    #[serde(flatten)]
    stated: Option<FigureOut<'a>>,
    skip: Option<&'static str>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    number: Option<String>,
    hard: IntervalOut,
    plausible: IntervalOut,
    hedge: Option<String>,
    unit: Option<String>,
    noun: Option<String>,
    phrase: PlaceOut,
    printed: &'a str,
    sentence: PlaceOut,
}

#[derive(Serialize)]
struct PlaceOut {
    start: usize,
    end: usize,
}

/// The expressions of an article as one indented document: those of its words, at their
/// places in the file. `name` is that of the file, `text` all that stands in it.
pub fn render(
    name: &str,
    text: &str,
    plain: &Plain,
    found: &[Expression],
    hedges: &HedgeTable,
) -> String {
    let characters = Characters::of(text, plain, found);
    let words = &plain.text;
    let expressions = found
        .iter()
        .map(|expression| (expression, plain.original(&expression.numeral)))
        .map(|(expression, place)| ExpressionOut {
            start: characters.before(place.start),
            end: characters.before(place.end),
            start_byte: place.start,
            end_byte: place.end,
            text: &words[expression.numeral.clone()],
            figure: expression.is_figure(),
            stated: (expression.value.as_ref())
                .filter(|_| expression.is_figure())
                .map(|value| figure(plain, expression, value, hedges, &characters)),
            skip: expression.skip.map(|skip| skip.id()),
        })
        .collect();
    let document = Document {
        schema: 1,
        tool: ToolOut {
            name: "crossfoot",
            version: env!("CARGO_PKG_VERSION"),
        },
        text: TextOut {
            name,
            characters: characters.all,
        },
        expressions,
    };
    let text = serde_json::to_string_pretty(&document)
        .expect("strings, numbers and lists of them always serialize");
    escaped(text) + "\n"
}

fn figure<'a>(
    plain: &'a Plain,
    expression: &'a Expression,
    value: &'a Value,
    hedges: &HedgeTable,
    characters: &Characters,
) -> FigureOut<'a> {
    let count = !value.looks_like_amount() && value.unit.is_none();
    let reading = match count {
        true => Reading::count(hedges),
        false => Reading::amount(hedges),
    };
    let intervals = value.intervals(&reading);
    let place = |range: &Range<usize>| {
        let range = plain.original(range);
        PlaceOut {
            start: characters.before(range.start),
            end: characters.before(range.end),
        }
    };
    let words = |range: &Range<usize>| {
        let words: Vec<&str> = plain.text[range.clone()].split_whitespace().collect();
        words.join(" ")
    };
    FigureOut {
        number: value.number().map(|number| number.to_string()),
        hard: IntervalOut::of(&intervals.hard),
        plausible: IntervalOut::of(&intervals.plausible),
        hedge: expression.hedge.as_ref().map(words),
        unit: value.unit.as_ref().map(ToString::to_string),
        noun: expression.noun.as_ref().map(words),
        phrase: place(&expression.phrase),
        printed: &value.printed,
        sentence: place(&expression.sentence),
    }
}

/// How many characters stand before the places that matter, counted in one pass.
struct Characters {
    places: Vec<(usize, usize)>,
    all: usize,
}

impl Characters {
    fn of(text: &str, plain: &Plain, found: &[Expression]) -> Characters {
        let ends = |range: &Range<usize>| {
            let range = plain.original(range);
            [range.start, range.end]
        };
        let mut bytes: Vec<usize> = found
            .iter()
            .flat_map(|e| [&e.numeral, &e.phrase, &e.sentence])
            .flat_map(ends)
            .collect();
        bytes.sort_unstable();
        bytes.dedup();
        let (mut last, mut count) = (0, 0);
        let mut places = Vec::with_capacity(bytes.len());
        for at in bytes {
            count += text[last..at].chars().count();
            last = at;
            places.push((at, count));
        }
        Characters {
            places,
            all: count + text[last..].chars().count(),
        }
    }

    fn before(&self, at: usize) -> usize {
        let place = self.places.binary_search_by_key(&at, |(byte, _)| *byte);
        place.map_or(0, |place| self.places[place].1)
    }
}
