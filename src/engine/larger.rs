//! Random systems larger than brute force can take, in six shapes: a true world, what
//! is printed of it, and a few figures moved.

use super::testing::{Plan, Random};

/// Adds a cell with this true value; whether it may be negative.
fn cell(plan: &mut Plan, truth: &mut Vec<i64>, value: i64, negative: bool) -> usize {
    plan.top.push(0);
    plan.negative.push(negative);
    plan.measured.push(false);
    truth.push(value);
    truth.len() - 1
}

fn row(plan: &mut Plan, terms: Vec<(usize, i64)>, low: Option<i64>, high: Option<i64>) {
    let half = |end: Option<i64>| end.map(|value| (2 * value, false));
    plan.edits.push((terms, half(low), half(high)));
}

fn sum(plan: &mut Plan, truth: &mut Vec<i64>, parts: &[usize]) -> usize {
    let value = parts.iter().map(|part| truth[*part]).sum();
    let whole = cell(plan, truth, value, false);
    add_up(plan, whole, parts);
    whole
}

fn add_up(plan: &mut Plan, whole: usize, parts: &[usize]) {
    let parts = parts.iter().map(|part| (*part, 1));
    let terms = parts.chain([(whole, -1)]).collect();
    row(plan, terms, Some(0), Some(0));
}

fn some(random: &mut Random, plan: &mut Plan, truth: &mut Vec<i64>, count: usize) -> Vec<usize> {
    let value = |random: &mut Random| match random.below(3) {
        0 => random.from(0, 9),
        _ => random.from(0, 300),
    };
    (0..count)
        .map(|_| {
            let value = value(random);
            cell(plan, truth, value, false)
        })
        .collect()
}

/// A share of a base, printed in units of `1 / steps` percent.
fn share(plan: &mut Plan, truth: &[i64], part: usize, base: usize, steps: i64) {
    let (value, whole) = (truth[part], truth[base].max(1));
    let printed = (2 * 100 * steps * value + whole) / (2 * whole);
    // (2p - 1) base <= 200 steps part <= (2p + 1) base
    let terms = |c: i64| vec![(part, 200 * steps), (base, c)];
    row(plan, terms(1 - 2 * printed), Some(0), None);
    row(plan, terms(-1 - 2 * printed), None, Some(0));
}

impl Plan {
    /// A random system of one of six shapes, with so many figures moved.
    pub fn larger(random: &mut Random, shape: usize, moved: i64) -> Plan {
        let (mut plan, mut truth) = (Plan::default(), Vec::new());
        let (p, t) = (&mut plan, &mut truth);
        match shape {
            0 => table(random, p, t, false),
            1 => table(random, p, t, true),
            2 => shares(random, p, t),
            3 => editions(random, p, t),
            4 => overlaps(random, p, t),
            _ => flows(random, p, t),
        }
        match random.below(4) {
            0 => plan.measured.fill(true),
            1 => (plan.measured.iter_mut()).for_each(|cell| *cell = random.chance(30)),
            _ => {}
        }
        print(random, &mut plan, &truth, moved);
        plan.truth = Some(truth);
        plan
    }
}

/// Rows, columns and their sums; some columns as shares of the total.
fn table(random: &mut Random, plan: &mut Plan, truth: &mut Vec<i64>, shares: bool) {
    let (rows, columns) = (2 + random.below(3) as usize, 2 + random.below(3) as usize);
    let inner: Vec<Vec<usize>> = (0..rows)
        .map(|_| some(random, plan, truth, columns))
        .collect();
    let margins: Vec<usize> = inner.iter().map(|row| sum(plan, truth, row)).collect();
    let total = sum(plan, truth, &margins);
    for column in 0..columns {
        let parts: Vec<usize> = inner.iter().map(|row| row[column]).collect();
        let bottom = sum(plan, truth, &parts);
        if shares && random.chance(60) {
            share(plan, truth, bottom, total, 1);
        }
    }
}

/// Parts of a base in whole or half percent, with a rest that nobody prints.
fn shares(random: &mut Random, plan: &mut Plan, truth: &mut Vec<i64>) {
    let count = 2 + random.below(4) as usize;
    let parts = some(random, plan, truth, count);
    let base = sum(plan, truth, &parts);
    let steps = 1 + random.below(2) as i64;
    for &part in &parts {
        if random.chance(80) {
            share(plan, truth, part, base, steps);
        }
        let below = truth[part] / 2;
        let inside = cell(plan, truth, below, false);
        row(plan, vec![(inside, 1), (part, -1)], None, Some(0));
    }
}

/// Editions of a sum in which no cell falls, with the change of the first cell.
fn editions(random: &mut Random, plan: &mut Plan, truth: &mut Vec<i64>) {
    let mut last = some(random, plan, truth, 3);
    let total = sum(plan, truth, &last);
    last.push(total);
    for _ in 0..1 + random.below(4) {
        let mut now: Vec<usize> = (0..3)
            .map(|at| {
                let value = truth[last[at]] + random.from(0, 5);
                cell(plan, truth, value, false)
            })
            .collect();
        let total = sum(plan, truth, &now);
        now.push(total);
        for (before, after) in last.iter().zip(&now) {
            row(plan, vec![(*before, 1), (*after, -1)], None, Some(0));
        }
        let grown = cell(plan, truth, truth[now[0]] - truth[last[0]], false);
        row(
            plan,
            vec![(now[0], 1), (last[0], -1), (grown, -1)],
            Some(0),
            Some(0),
        );
        last = now;
    }
}

/// Classes that overlap in pairs, and rows with other coefficients.
fn overlaps(random: &mut Random, plan: &mut Plan, truth: &mut Vec<i64>) {
    let count = 3 + random.below(3) as usize;
    let cells = some(random, plan, truth, count);
    for at in 0..count {
        sum(plan, truth, &[cells[at], cells[(at + 1) % count]]);
    }
    for _ in 0..random.below(4) {
        let pick = |random: &mut Random| cells[random.below(count as u64) as usize];
        let (a, b) = (pick(random), pick(random));
        if a == b {
            continue;
        }
        let (c, d) = (random.from(2, 5), -random.from(1, 7));
        let value = c * truth[a] + d * truth[b];
        let ends = (value - random.from(0, 1), value + random.from(0, 1));
        row(plan, vec![(a, c), (b, d)], Some(ends.0), Some(ends.1));
    }
}

/// A stock with what came in and went out, and the balance, which may be negative.
fn flows(random: &mut Random, plan: &mut Plan, truth: &mut Vec<i64>) {
    let first = random.from(100, 400);
    let mut stock = cell(plan, truth, first, false);
    let start = stock;
    for _ in 0..2 + random.below(4) {
        let (came, went) = (random.from(0, 60), random.from(0, 60));
        let flows = [came, went].map(|value| cell(plan, truth, value, false));
        let balance = cell(plan, truth, came - went, true);
        let terms = vec![(flows[0], 1), (flows[1], -1), (balance, -1)];
        row(plan, terms, Some(0), Some(0));
        let next = cell(plan, truth, (truth[stock] + came - went).max(0), false);
        if truth[next] == truth[stock] + came - went {
            row(
                plan,
                vec![(stock, 1), (balance, 1), (next, -1)],
                Some(0),
                Some(0),
            );
        }
        stock = next;
    }
    let change = cell(plan, truth, truth[stock] - truth[start], true);
    row(
        plan,
        vec![(stock, 1), (start, -1), (change, -1)],
        Some(0),
        Some(0),
    );
}

/// Prints most of the cells, exactly, rounded or hedged; then moves a few figures.
fn print(random: &mut Random, plan: &mut Plan, truth: &[i64], moved: i64) {
    let printed = random.below(50) + 50;
    for (cell, &value) in truth.iter().enumerate() {
        for _ in 0..2 {
            if !random.chance(printed) {
                break;
            }
            let (low, high) = match random.below(10) {
                0 => (Some(2 * value - 1), Some(2 * value + 1)),
                1 => {
                    let tens = (value + 5).div_euclid(10) * 10;
                    (Some(2 * tens - 10), Some(2 * tens + 10))
                }
                2 => (Some(2 * value - random.from(0, 4)), None),
                3 => (None, Some(2 * value + random.from(0, 4))),
                _ => (Some(2 * value), Some(2 * value)),
            };
            let half = |end: Option<i64>| end.map(|value| (value, false));
            let weight = 1 + random.below(3) as u8;
            plan.claims.push((cell, half(low), half(high), weight));
            if !random.chance(10) {
                break;
            }
        }
    }
    if plan.claims.is_empty() {
        return;
    }
    for _ in 0..moved {
        let at = random.below(plan.claims.len() as u64) as usize;
        let by = 2 * random.from(1, 3) * if random.chance(50) { 1 } else { -1 };
        let (_, low, high, _) = &mut plan.claims[at];
        for end in [low, high].into_iter().flatten() {
            end.0 += by;
        }
        plan.planted = Some(at);
    }
}
