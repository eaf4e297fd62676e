//! Contradictions that only whole numbers show: told case by case, or left open at a limit.

use crate::contract::{json, list};
use crate::harness::texts;

/// Whole numbers decide: no staff, beds and rooms cost 51.
pub const CASES: &str = "\
measures:
  staff: {type: count}
  beds: {type: count}
  rooms: {type: count}
  cost: {type: count}
rules:
  budget: {assert: \"12*staff + 35*beds + 48*rooms == 11*cost + 7\"}
source: {id: s, published: 2025-06-02}
claims:
  - {measure: cost, value: 4}
  - {measure: staff, value: less than 40}
";

/// Too many cases of whole numbers.
pub const OPEN: &str = "\
measures:
  a: {type: count}
  b: {type: count}
  c: {type: count}
  d: {type: count}
  e: {type: count}
  total: {type: count}
rules:
  sum: {assert: \"12223*a + 12224*b + 36674*c + 61119*d + 85569*e == total\"}
";

/// A text that prints two of these.
pub const OPEN_TEXT: &str = "\
source: {id: first, published: 2025-06-02}
claims:
  - {measure: total, value: 89643481}
  - {measure: e, value: 0 to 9000}
";

#[test]
fn each_case_of_whole_numbers_adds_up_by_itself() {
    let audit = texts([("a.yaml", CASES)], false);
    let json = json(&audit);
    let finding = &json["findings"][0];
    assert_eq!(finding["check"], "cannot-all-hold");
    let lines = list(finding, "certificate");
    let mut cases = 0;
    for case in lines.chunk_by(|a, b| a["case"] == b["case"]) {
        let told = case[0]["case"].as_str().unwrap();
        let (_, sum) = told.rsplit_once(": 0 <= ").unwrap();
        let right: i64 = (case.iter())
            .map(|line| {
                let times: i64 = line["multiplier"].as_str().unwrap().parse().unwrap();
                let (_, right) = line["inequality"]
                    .as_str()
                    .unwrap()
                    .rsplit_once(' ')
                    .unwrap();
                times * right.parse::<i64>().unwrap()
            })
            .sum();
        assert_eq!(right.to_string(), sum);
        assert!(right < 0, "{told}");
        cases += 1;
    }
    assert!(cases > 2);
    let text = audit.text();
    assert!(text.contains("in each of these cases"), "{text}");
    assert!(
        text.contains("\n             if beds is 0 or less, rooms is 2 or more: 0 <= -45\n"),
        "{text}"
    );
}

#[test]
fn what_a_limit_leaves_open_is_neither_a_pass_nor_an_error() {
    let second = OPEN_TEXT.replace("first", "second");
    let files = [
        ("crossfoot.yaml", OPEN),
        ("a.yaml", OPEN_TEXT),
        ("b.yaml", &*second),
    ];
    let audit = texts(files, false);
    let json = json(&audit);
    // Once for each text, and not again for both together.
    assert_eq!(json["summary"]["undecided"], 2);
    assert_eq!(json["summary"]["findings"]["error"], 0);
    assert_eq!(json["summary"]["findings"]["warning"], 0);
    assert_eq!(json["summary"]["relations"]["holds"], 0);
    let finding = &json["findings"][0];
    assert_eq!(finding["check"], "cannot-all-hold");
    assert_eq!(finding["severity"], "note");
    assert_eq!(
        finding["claims"],
        serde_json::json!(["first/e", "first/total"])
    );
    let text = audit.text();
    for part in [
        "note[cannot-all-hold]: whether 2 figures can all hold was not decided: not shown inconsistent, which is no pass\n",
        "too many cases of whole numbers had to be tried\n",
        "; 2 groups of figures not decided: limit reached, not shown inconsistent;",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}
