//! Values given in explicit form, such as `{at_least: 600}`: built from printed
//! figures, with a wording for messages.

use super::decimal::Decimal;
use super::error::ValueError;
use super::hedge::HedgeId;
use super::scales::Unit;
use super::value::{Number, Value, ValueKind};

/// Errors of these constructors span the `printed` text of the argument at fault,
/// which the caller knows the place of.
impl Value {
    /// `{at_least: 600}`
    pub fn at_least(value: Value) -> Result<Value, ValueError> {
        hedged(value, HedgeId::AT_LEAST, "at least")
    }

    /// `{at_most: 600}`
    pub fn at_most(value: Value) -> Result<Value, ValueError> {
        hedged(value, HedgeId::AT_MOST, "at most")
    }

    /// `{more_than: 600}`
    pub fn more_than(value: Value) -> Result<Value, ValueError> {
        hedged(value, HedgeId::MORE_THAN, "more than")
    }

    /// `{less_than: 600}`
    pub fn less_than(value: Value) -> Result<Value, ValueError> {
        hedged(value, HedgeId::LESS_THAN, "less than")
    }

    /// `{about: 4000}`
    pub fn about(value: Value) -> Result<Value, ValueError> {
        hedged(value, HedgeId::ABOUT, "about")
    }

    /// `{between: [600, 700]}`
    pub fn between(low: Value, high: Value) -> Result<Value, ValueError> {
        let printed = format!("between {} and {}", low.printed, high.printed);
        let unit = one_unit(&[&low, &high])?;
        let ends = (plain(&low)?, plain(&high)?);
        if ends.0.to_exact() > ends.1.to_exact() {
            return Err(
                error(&high, format!("{} is below {}", high.printed, low.printed))
                    .help("put the lower number first"),
            );
        }
        Ok(built(
            printed,
            ValueKind::Range(Box::new(ends)),
            unit,
            low,
            high,
        ))
    }

    /// `{best: 4000, low: 3800, high: 4300}`
    pub fn best(best: Value, low: Value, high: Value) -> Result<Value, ValueError> {
        let printed = format!("{} ({} to {})", best.printed, low.printed, high.printed);
        let unit = one_unit(&[&best, &low, &high])?;
        let (middle, ends) = (plain(&best)?, (plain(&low)?, plain(&high)?));
        let number = middle.to_exact();
        if number < ends.0.to_exact() || number > ends.1.to_exact() {
            let limits = format!("{} and {}", low.printed, high.printed);
            return Err(error(
                &best,
                format!("{} does not lie between {limits}", best.printed),
            )
            .help("low is at most the best figure, and high at least"));
        }
        let kind = ValueKind::Best(Box::new((middle, ends.0, ends.1)));
        Ok(built(printed, kind, unit, low, high))
    }

    /// `{rounded: 4000, to: 1000}`. Digits finer than `to` are an error.
    pub fn rounded(value: Value, to: Value) -> Result<Value, ValueError> {
        let unit = one_unit(&[&value, &to])?;
        let number = decimal(&value)?;
        let step = decimal(&to)?;
        if step.coefficient <= 0 {
            return Err(
                error(&to, "a figure is rounded to a unit above 0".to_owned())
                    .help("write `to: 1000` for figures in thousands"),
            );
        }
        let times = number.to_exact().checked_div(&step.to_exact());
        if !times.is_some_and(|times| times.is_integer()) {
            let message = format!("{} has digits finer than {}", value.printed, to.printed);
            return Err(error(&value, message).help(
                "write the unit that the source rounds to, or the figure as it was printed",
            ));
        }
        let printed = format!("{} (rounded to {})", value.printed, to.printed);
        let kind = ValueKind::Number(Box::new(Number::Rounded { number, step }));
        Ok(built(printed, kind, unit, value, to))
    }
}

fn error(value: &Value, message: String) -> ValueError {
    ValueError::new(0..value.printed.len(), message)
}

fn built(printed: String, kind: ValueKind, unit: Option<Unit>, mut a: Value, b: Value) -> Value {
    a.marks.extend(b.marks);
    Value {
        printed: printed.into(),
        kind,
        hedge: None,
        unit,
        marks: a.marks,
    }
}

fn hedged(mut value: Value, hedge: HedgeId, words: &str) -> Result<Value, ValueError> {
    plain(&value)?;
    value.printed = format!("{words} {}", value.printed).into();
    value.hedge = Some(hedge);
    Ok(value)
}

/// The single number without hedge that explicit forms are made of.
fn plain(value: &Value) -> Result<Number, ValueError> {
    match (&value.kind, value.hedge) {
        (ValueKind::Whole(number), None) => Ok(Number::Plain(Decimal::whole((*number).into()))),
        (ValueKind::Number(number), None) => Ok((**number).clone()),
        _ => Err(error(
            value,
            format!("`{}` is not one plain number", value.printed),
        )
        .help("an explicit form holds numbers without hedges, such as {at_least: 600}")),
    }
}

fn decimal(value: &Value) -> Result<Decimal, ValueError> {
    match plain(value)? {
        Number::Plain(number) | Number::Rounded { number, .. } => Ok(number),
        Number::Share { .. } => Err(error(
            value,
            format!("`{}` is a share, not a rounded number", value.printed),
        )),
    }
}

/// The unit of all of them; a number without one takes that of the others.
fn one_unit(values: &[&Value]) -> Result<Option<Unit>, ValueError> {
    let mut unit: Option<&Unit> = None;
    for value in values {
        match (unit, &value.unit) {
            (Some(a), Some(b)) if a != b => {
                return Err(error(value, format!("{a} and {b} are two units"))
                    .help("write all numbers of one figure in one unit"));
            }
            (None, found) => unit = found.as_ref(),
            _ => {}
        }
    }
    Ok(unit.cloned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::quantity::{HedgeTable, NumberFormat, Reading};

    fn v(text: &str) -> Value {
        Value::parse(text, NumberFormat::En, &HedgeTable::standard()).unwrap()
    }

    fn shown(value: Result<Value, ValueError>) -> (String, String, String) {
        let table = HedgeTable::standard();
        let value = value.unwrap();
        let found = value.intervals(&Reading::count(&table));
        (
            value.printed.into(),
            found.plausible.to_string(),
            found.hard.to_string(),
        )
    }

    #[test]
    fn explicit_forms() {
        for (value, printed, plausible, hard) in [
            (
                Value::at_least(v("600")),
                "at least 600",
                "[600, ∞)",
                "[600, ∞)",
            ),
            (
                Value::at_most(v("600")),
                "at most 600",
                "[0, 600]",
                "[0, 600]",
            ),
            (
                Value::more_than(v("600")),
                "more than 600",
                "[601, 700]",
                "[601, ∞)",
            ),
            (
                Value::less_than(v("600")),
                "less than 600",
                "[500, 599]",
                "[0, 599]",
            ),
            (
                Value::about(v("4,000")),
                "about 4,000",
                "[3,600, 4,400]",
                "[3,200, 4,800]",
            ),
            (
                Value::between(v("600"), v("700")),
                "between 600 and 700",
                "[600, 700]",
                "[600, 700]",
            ),
            (
                Value::best(v("4000"), v("3800"), v("4300")),
                "4000 (3800 to 4300)",
                "[3,800, 4,300]",
                "[3,800, 4,300]",
            ),
            (
                Value::rounded(v("4000"), v("1000")),
                "4000 (rounded to 1000)",
                "[3,500, 4,500]",
                "[3,500, 4,500]",
            ),
            (
                Value::rounded(v("0"), v("1000")),
                "0 (rounded to 1000)",
                "[0, 500]",
                "[0, 500]",
            ),
        ] {
            assert_eq!(
                shown(value),
                (printed.into(), plausible.into(), hard.into())
            );
        }
        let best = Value::best(v("4000"), v("3800"), v("4300")).unwrap();
        assert_eq!(best.number(), Some(Decimal::whole(4000)));
        assert!(Value::between(v("10"), v("12%")).unwrap().is_percent());
    }

    #[test]
    fn refused_forms() {
        for (value, message) in [
            (Value::at_least(v("about 600")), "not one plain number"),
            (Value::at_least(v("600-700")), "not one plain number"),
            (Value::at_least(v("n/a")), "not one plain number"),
            (Value::between(v("700"), v("600")), "600 is below 700"),
            (Value::between(v("$5"), v("€6")), "two units"),
            (Value::best(v("5"), v("6"), v("7")), "does not lie between"),
            (
                Value::rounded(v("4,250"), v("1000")),
                "digits finer than 1000",
            ),
            (Value::rounded(v("4000"), v("0")), "above 0"),
        ] {
            let error = value.unwrap_err();
            assert!(error.message.contains(message), "{error:?}");
        }
    }
}
