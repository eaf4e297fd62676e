//! Large tables: screened, capped and counted, with a word on what was left out.

use crate::place::Place;

const BOOK: &str = "measures: {m: {type: count, over_time: flow}}
dimensions: {sex: {codes: {all: {partition: [women, men]}}}}
sources: {a: {published: 2022-01-01}, b: {published: 2022-01-01}}
";

/// 102,000 figures of two sources, day by day; in every tenth day the men of one are off.
fn table() -> String {
    let mut text = String::from("source,as_of,measure,sex,value\n");
    for day in 0..17_000 {
        let date = format!(
            "{}-{:02}-{:02}",
            1970 + day / 336,
            1 + day / 28 % 12,
            1 + day % 28
        );
        for source in ["a", "b"] {
            let off = usize::from(source == "b" && day % 10 == 0);
            for (sex, value) in [
                ("", 20_101 + 10 * day),
                ("women", 100),
                ("men", 20_001 + 10 * day + off),
            ] {
                text += &format!("{source},{date},m,{sex},{value}\n");
            }
        }
    }
    text
}

#[test]
fn all_findings_are_counted_and_some_are_shown() {
    let place = Place::new(&[("crossfoot.yaml", BOOK), ("figures.csv", &table())]);
    let shown = place.run(&["check", "figures.csv", "--format", "concise"]);
    shown
        .code(1)
        .says("figures.csv:5:17: error[parts-do-not-sum] 100 + 20002 = 20,102, stated 20101 (off by 1) (row 4, column value)")
        .warns("15300 of 17000 groups of figures plainly agree")
        .warns("parts-do-not-sum 100 of 1700, sources-disagree 100 of 1700")
        .warns("1700 errors, 1700 warnings; 34000 relations checked: 32300 hold, 1700 fail");
    place
        .run(&[
            "check",
            "figures.csv",
            "--max-findings",
            "3",
            "--only",
            "sources-disagree",
        ])
        .code(0)
        .says("sources-disagree 3 of 1700")
        .says("1700 warnings, 1700 hidden by filters");
    place
        .run(&["check", "figures.csv", "--max-findings", "few"])
        .code(2)
        .warns("write a number, or all");
}
