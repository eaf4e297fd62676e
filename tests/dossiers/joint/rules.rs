//! Rules that hold of measures made for them.

use super::chance::Chance;
use super::plan::Plan;
use super::truth::{Measure, OverTime};

/// Adds measures made from a base, and the rules that tie them to it.
pub fn add(plan: &mut Plan, chance: &mut Chance, base: &Measure) {
    let atoms = plan.atoms();
    for _ in 0..1 + chance.below(2) {
        let at = plan.rules.len();
        let name = |word: &str| format!("{word}_{at}");
        // A rule on totals names every dimension: else it runs on parts as well.
        let roots: Vec<String> = (plan.dimensions.iter())
            .map(|dimension| format!("{}=all", dimension.name))
            .collect();
        let whole = |measure: &str| format!("{measure}[{}]", roots.join(", "));
        let scope = chance.pick(&["source", "source", "date"]);
        let shares: Vec<i64> = (0..atoms).map(|_| chance.within(0, 100)).collect();
        let part = |_: usize, at: usize, value: i64| value * shares[at] / 100;
        let total = |date: usize, at: usize| match at {
            0 => base.truth[date].iter().sum::<i64>(),
            _ => 0,
        };
        let mut add = |measure: Measure| plan.measures.push(measure);
        let alone = |mut measure: Measure| {
            measure.total_only = true;
            measure
        };
        let mut missing = "skip";
        let rule = match chance.below(9) {
            0 => {
                let (a, b) = (name("men"), name("others"));
                add(base.made(&a, part));
                add(base.made(&b, |date, at, value| value - part(date, at, value)));
                format!("killed == {a} + {b}")
            }
            1 => {
                let a = name("identified");
                add(base.made(&a, part));
                format!("{a} <= killed")
            }
            2 => {
                let (a, more) = (name("registered"), chance.within(0, 50));
                add(alone(base.made(&a, |date, at, _| match at {
                    0 => total(date, 0) + more,
                    _ => 0,
                })));
                format!("{} == {} + {more}", whole(&a), whole("killed"))
            }
            3 => {
                let a = name("counted");
                let off: Vec<i64> = (0..8).map(|_| chance.within(-4, 4)).collect();
                let mut made = base.made(&a, |date, at, _| match at {
                    0 => (total(date, 0) + off[date]).max(0),
                    _ => 0,
                });
                made.over_time = match made.over_time {
                    OverTime::Flow => OverTime::Flow,
                    _ => OverTime::Stock,
                };
                add(alone(made));
                format!("{} == {} ± 4", whole(&a), whole("killed"))
            }
            4 => {
                let a = name("half");
                add(base.made(&a, |_, _, value| value / 2));
                format!("{a} <= 0.5 * killed")
            }
            5 if base.over_time != OverTime::Flow => {
                let (from, to) = (total(0, 0), total(1, 0));
                let more = to - from;
                let sign = if more < 0 { '-' } else { '+' };
                format!(
                    "{killed}@2024-06-30 == {killed}@2024-01-31 {sign} {}",
                    more.abs(),
                    killed = whole("killed")
                )
            }
            6 => {
                let (a, b, none) = (name("adults"), name("minors"), name("unborn"));
                add(alone(base.made(&a, |date, at, _| total(date, at) / 3)));
                add(alone(base.made(&b, |date, at, _| {
                    total(date, at) - total(date, at) / 3
                })));
                add(alone(base.made(&none, |_, _, _| 0)));
                missing = chance.pick(&["skip", "report"]);
                format!("killed == {a} + {b} + {none}")
            }
            7 => {
                // Nobody ever prints what is not there.
                let (a, none) = (name("notified"), name("unborn"));
                add(alone(base.made(&a, total_of(&total))));
                add(Measure {
                    truth: Vec::new(),
                    ..alone(base.made(&none, |_, _, _| 0))
                });
                let all = name("families");
                add(alone(base.made(&all, total_of(&total))));
                missing = "zero";
                format!("{all} >= {a} + {none}")
            }
            _ => {
                let a = name("doubled");
                add(base.made(&a, |_, _, value| value * 2));
                format!("{a} / 2 == killed")
            }
        };
        plan.rules.push(format!(
            "{{assert: \"{rule}\", scope: {scope}, missing: {missing}}}"
        ));
    }
}

fn total_of(total: &impl Fn(usize, usize) -> i64) -> impl Fn(usize, usize, i64) -> i64 {
    move |date, at, _| total(date, at)
}
