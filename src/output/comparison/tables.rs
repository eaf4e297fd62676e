//! The figures of a comparison as rows of text, for whoever draws them.

use crate::compare::diff::{Diff, FigureChange, FigureSide, SideOf, What};
use crate::output::escape;
use crate::output::figures::words;

use super::numbers;

/// Rows with a header; columns without any text are left out.
#[derive(Debug)]
pub(super) struct Rows {
    pub header: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
    /// Which columns hold figures.
    pub right: Vec<usize>,
}

/// What must be said beside a figure because the heads of the sides do not say it.
#[derive(Debug)]
pub(super) struct Said {
    old: Known,
    new: Known,
}

/// What the head of a side says for all of its figures.
#[derive(Debug)]
struct Known {
    source: bool,
    date: Option<String>,
}

impl Known {
    fn of(side: &SideOf) -> Known {
        Known {
            source: side.sources.len() <= 1,
            date: side.usual_date.clone(),
        }
    }

    /// Source, speaker and date, as far as they are not known.
    fn words(&self, side: &FigureSide, speaker: bool) -> String {
        let mut words = Vec::new();
        if !self.source {
            words.push(side.source.clone());
        }
        if side.attributed && speaker {
            words.push(side.speaker.clone());
        }
        if side.as_of != self.date {
            words.push(side.as_of.clone().unwrap_or_else(|| "no date".to_owned()));
        }
        words.join(", ")
    }
}

impl Said {
    pub(super) fn of(diff: &Diff) -> Said {
        Said {
            old: Known::of(&diff.old),
            new: Known::of(&diff.new),
        }
    }

    /// Who says it of when, as far as the heads do not say it; both where they differ.
    fn both(&self, figure: &FigureChange) -> String {
        let (Some(old), Some(new)) = (&figure.old, &figure.new) else {
            let words = |side: &FigureSide, known: &Known| known.words(side, true);
            let old = figure.old.as_ref().map(|side| words(side, &self.old));
            let new = figure.new.as_ref().map(|side| words(side, &self.new));
            return old.or(new).unwrap_or_default();
        };
        let one_speaker = old.speaker == new.speaker;
        let quoted = one_speaker && (old.attributed || new.attributed);
        let mut parts = Vec::new();
        if quoted {
            parts.push(new.speaker.clone());
        }
        let before = self.old.words(old, !quoted);
        let after = self.new.words(new, !quoted);
        if before == after {
            parts.push(after);
        } else {
            let both = [("old", before), ("new", after)].into_iter();
            let told = both.filter(|(_, words)| !words.is_empty());
            parts.extend(told.map(|(name, words)| format!("{name}: {words}")));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("; ")
    }
}

/// Figures that stand on both sides.
pub(super) fn both(figures: &[&FigureChange], said: &Said, ascii: bool) -> Rows {
    let rows = figures.iter().map(|figure| {
        vec![
            figure.cell.clone(),
            printed(figure.old.as_ref()),
            printed(figure.new.as_ref()),
            numbers::difference_of(figure, ascii),
            numbers::percent(figure.percent.as_ref()),
            said.both(figure),
            remarks(figure),
        ]
    });
    let header = [
        "figure",
        "old",
        "new",
        "difference",
        "percent",
        "said by",
        "also",
    ];
    finish(header.to_vec(), rows.collect(), &[1, 2, 3, 4])
}

/// The same without a number that changed.
pub(super) fn reworded(figures: &[&FigureChange], said: &Said) -> Rows {
    let rows = figures.iter().map(|figure| {
        vec![
            figure.cell.clone(),
            printed(figure.old.as_ref()),
            printed(figure.new.as_ref()),
            remarks(figure),
            said.both(figure),
        ]
    });
    let header = ["figure", "old", "new", "what differs", "said by"];
    finish(header.to_vec(), rows.collect(), &[1, 2])
}

/// Figures that stand on one side, or alike on both.
pub(super) fn one(figures: &[&FigureChange], said: &Said) -> Rows {
    let rows = figures.iter().map(|figure| {
        let side = figure.latest();
        let state = side.map_or("current", |side| side.state);
        vec![
            figure.cell.clone(),
            printed(side),
            said.both(figure),
            if state == "current" {
                String::new()
            } else {
                state.to_owned()
            },
        ]
    });
    finish(
        vec!["figure", "printed", "said by", "state"],
        rows.collect(),
        &[1],
    )
}

/// Leaves out columns without text and makes the rest safe to show.
fn finish(header: Vec<&'static str>, rows: Vec<Vec<String>>, right: &[usize]) -> Rows {
    let full = |column: usize| rows.iter().any(|row: &Vec<String>| !row[column].is_empty());
    let kept: Vec<usize> = (0..header.len()).filter(|&at| at < 2 || full(at)).collect();
    let line = |text: &str| {
        let lines: Vec<String> = text
            .split('\n')
            .map(|line| escape(line).into_owned())
            .collect();
        lines.join("\n")
    };
    Rows {
        header: kept.iter().map(|&at| header[at]).collect(),
        right: (kept.iter().enumerate())
            .filter(|(_, at)| right.contains(at))
            .map(|(column, _)| column)
            .collect(),
        rows: (rows.iter())
            .map(|row| kept.iter().map(|&at| line(&row[at])).collect())
            .collect(),
    }
}

/// As printed, on one line.
fn printed(side: Option<&FigureSide>) -> String {
    side.map_or_else(String::new, |side| escape(&side.printed).into_owned())
}

/// In what else a figure differs, one line each.
pub(super) fn remarks(figure: &FigureChange) -> String {
    let (Some(old), Some(new)) = (&figure.old, &figure.new) else {
        return String::new();
    };
    let range = |side: &FigureSide| {
        let words = side.interval.as_ref().map(|interval| words(interval, true));
        words
            .filter(|w| !w.is_empty())
            .unwrap_or_else(|| "anything".to_owned())
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let basis = |basis: Option<&str>| basis.unwrap_or("not said").to_owned();
    let list = |list: &[String]| match list {
        [] => "nothing".to_owned(),
        list => list.join(", "),
    };
    let remarks: Vec<String> = (figure.what.iter())
        .filter_map(|what| {
            Some(match what {
                What::Value => return None,
                What::Precision => format!("reads as {}, was {}", range(new), range(old)),
                What::Wording => "other words for the same number".to_owned(),
                What::Unit => "other unit".to_owned(),
                What::Date if old.as_of == new.as_of => "date".to_owned(),
                What::Date => format!("of {}, was of {}", text(&new.as_of), text(&old.as_of)),
                What::State => format!("{}, was {}", new.state, old.state),
                What::Basis => format!("{}, was {}", basis(new.basis), basis(old.basis)),
                What::Speaker => format!("says {}, was {}", new.speaker, old.speaker),
                What::Repetition => {
                    format!(
                        "also printed: {}; was: {}",
                        list(&new.also),
                        list(&old.also)
                    )
                }
            })
        })
        .map(|remark| escape(&remark).into_owned())
        .collect();
    remarks.join("\n")
}
