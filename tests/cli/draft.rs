//! `draft`: the figures of an article, as JSON.

use serde_json::Value;

use crate::place::Place;

const ARTICLE: &str = "In 2014 two civilians left.\n\n“Près de 4,000” are missing, nearly 4,000 \
                       people; at least some 600 or so in 44-day camps. ３，９８３ of them came back.\n";

fn json(text: impl AsRef<[u8]>) -> Value {
    let place = Place::new(&[]);
    place.write("article.txt", text);
    let run = place.run(&["draft", "--format", "json", "article.txt"]);
    serde_json::from_str(&run.code(0).quiet().stdout).unwrap()
}

fn expressions(json: &Value) -> Vec<Value> {
    json["expressions"].as_array().unwrap().clone()
}

#[test]
fn figures_and_what_is_none_with_offsets_in_characters_and_bytes() {
    let json = json(ARTICLE);
    assert_eq!(json["schema"], 1);
    assert_eq!(json["text"]["name"], "article.txt");
    assert_eq!(json["text"]["characters"], ARTICLE.chars().count());
    let found = expressions(&json);
    let texts: Vec<&str> = found.iter().map(|e| e["text"].as_str().unwrap()).collect();
    assert_eq!(
        texts,
        [
            "2014",
            "two",
            "4,000",
            "4,000",
            "600",
            "44-day",
            "３，９８３"
        ]
    );
    for expression in &found {
        let at = |name: &str| usize::try_from(expression[name].as_u64().unwrap()).unwrap();
        let (start, end) = (at("start_byte"), at("end_byte"));
        assert_eq!(&ARTICLE[start..end], expression["text"].as_str().unwrap());
        assert_eq!(ARTICLE[..start].chars().count(), at("start"));
        assert_eq!(ARTICLE[..end].chars().count(), at("end"));
        let figure = expression["figure"].as_bool().unwrap();
        assert_eq!(figure, expression["skip"].is_null());
        assert_eq!(figure, expression.get("number").is_some());
    }
    assert_eq!(found[0]["skip"], "year");
    assert_eq!(found[5]["skip"], "duration");
    assert_eq!(
        (&found[1]["number"], &found[1]["noun"]),
        (&"2".into(), &"civilians".into())
    );
    assert_eq!(found[3]["hedge"], "nearly");
    assert_eq!(found[3]["plausible"]["high"], "3999");
    assert_eq!(found[4]["hedge"], "at least");
    assert_eq!(found[4]["hard"]["low"], "600");
    assert_eq!(found[4]["hard"]["high"], Value::Null);
    assert_eq!(found[4]["printed"], "at least some 600 or so");
    assert_eq!(found[6]["number"], "3983");
}

#[test]
fn a_sentence_is_given_in_characters() {
    let found = expressions(&json(ARTICLE));
    let sentence = |expression: &Value| -> String {
        let at = |name: &str| expression["sentence"][name].as_u64().unwrap() as usize;
        let (start, end) = (at("start"), at("end"));
        ARTICLE.chars().skip(start).take(end - start).collect()
    };
    assert_eq!(sentence(&found[1]), "In 2014 two civilians left.");
    assert!(sentence(&found[2]).starts_with("“Près") && sentence(&found[2]).ends_with("camps."));
    assert_eq!(sentence(&found[6]), "３，９８３ of them came back.");
}

#[test]
fn standard_input_and_a_byte_order_mark() {
    let place = Place::new(&[]);
    let run = place
        .command(&["draft", "--format=json", "-"])
        .input("\u{feff}3,983 people")
        .run()
        .code(0);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["text"]["name"], "<stdin>");
    let found = expressions(&json);
    assert_eq!(
        (&found[0]["start"], &found[0]["start_byte"]),
        (&1.into(), &3.into())
    );
    assert_eq!(found[0]["noun"], "people");
}

#[test]
fn text_from_the_article_cannot_reach_the_terminal() {
    let place = Place::new(&[("a.txt", "3 \u{202e}x people 4\u{1b}[31m5 km")]);
    let run = place.run(&["draft", "--format", "json", "a.txt"]).code(0);
    assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn what_cannot_be_read_is_said() {
    let place = Place::new(&[]);
    let run = place
        .run(&["draft", "--format", "json", "none.txt"])
        .code(2);
    assert!(run.stderr.contains("`none.txt` cannot be read"), "{run:?}");
    place.write("a.txt", [b'3', 0xff]);
    let run = place.run(&["draft", "--format", "json", "a.txt"]).code(2);
    assert!(run.stderr.contains("not UTF-8"), "{run:?}");
    place.run(&["draft", "--format", "yaml", "a.txt"]).code(2);
}
