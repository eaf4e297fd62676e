//! Questions as Markdown: a letter for each publisher, each question followed by the
//! passages it is about. Text from files is shown as it is written: nothing in it
//! becomes markup, but for web addresses, which become links.

use crate::output::comparison::literal;
use crate::questions::{Letter, Question, Questions, Quoted};

pub(super) fn render(questions: &Questions) -> String {
    let letters: Vec<String> = questions.letters.iter().map(letter).collect();
    letters.join("\n")
}

fn letter(letter: &Letter) -> String {
    let mut out = format!("## To: {}\n", literal(&letter.publisher));
    let count = match letter.questions.len() {
        1 => "a question".to_owned(),
        _ => "some questions".to_owned(),
    };
    let mut opening = format!(
        "We have compared published figures, and have {count} about yours. Figures are given as \
         they were printed."
    );
    if !letter.read_in.is_empty() {
        let outlets: Vec<String> = letter.read_in.iter().map(|name| literal(name)).collect();
        let outlets = match outlets.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, first)) => format!("{} and {last}", first.join(", ")),
            None => String::new(),
        };
        opening.push_str(&format!(
            " We read some of them in {outlets}: please tell us if you were not quoted correctly."
        ));
    }
    out.push_str(&format!("\n{opening}\n"));
    for (at, question) in letter.questions.iter().enumerate() {
        out.push_str(&one(at + 1, question));
    }
    out
}

fn one(number: usize, question: &Question) -> String {
    let mut out = format!(
        "\n### {number}. {}\n\n{}\n\n",
        literal(&question.subject),
        literal(&question.text)
    );
    if question.accepted {
        out.push_str("(Accepted in the dossier.)\n\n");
    }
    let (own, others): (Vec<Quoted>, Vec<Quoted>) = question
        .figures
        .iter()
        .cloned()
        .partition(|figure| figure.yours);
    for passage in passages(&[own, others].concat()) {
        out.push_str(&format!("* {passage}\n"));
    }
    out
}

/// The passages in the order of the figures, each once, with their texts.
fn passages(figures: &[Quoted]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let same = |other: &Quoted| {
            other.source == figure.source
                && other.yours == figure.yours
                && other.publisher == figure.publisher
        };
        if figures[..at].iter().any(same) {
            continue;
        }
        let mut words: Vec<String> = Vec::new();
        for other in figures[at..].iter().filter(|other| same(other)) {
            let said = match &other.quotation {
                Some(quotation) => literal(&format!("\"{quotation}\"")),
                None => format!("{} ({})", literal(&other.printed), literal(&other.counts)),
            };
            if !words.contains(&said) {
                words.push(said);
            }
        }
        out.push(format!("{}: {}", text(figure), words.join(" – ")));
    }
    out
}

/// Who speaks in which text: "You, in [Title](…) (Caspian News, 10 March 2025)".
fn text(figure: &Quoted) -> String {
    let who = match figure.yours {
        true => "You".to_owned(),
        false => literal(&figure.publisher),
    };
    let title = figure.title.as_deref().map(literal);
    let link = figure.url.as_deref().and_then(link);
    let titled = match (title, link) {
        (Some(title), Some(link)) => format!(", in [{title}](<{link}>)"),
        (Some(title), None) => format!(", in *{title}*"),
        (None, Some(link)) => format!(", in [a text](<{link}>)"),
        (None, None) => String::new(),
    };
    let beside = [&figure.read_in, &figure.published_words];
    let beside: Vec<String> = beside
        .into_iter()
        .flatten()
        .map(|text| literal(text))
        .collect();
    let address = match (&figure.url, figure.url.as_deref().and_then(self::link)) {
        (Some(url), None) => format!(", {}", literal(url)),
        _ => String::new(),
    };
    match beside.is_empty() {
        true => format!("{who}{titled}{address}"),
        false => format!("{who}{titled} ({}){address}", beside.join(", ")),
    }
}

/// An address that may stand in a link as it is; others are shown as text.
fn link(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`' | '"');
    (web && url.chars().all(plain)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Severity;
    use crate::questions::Settles;

    fn quoted(yours: bool) -> Quoted {
        Quoted {
            claim: "a/m".into(),
            yours,
            publisher: "Daily *News*".into(),
            counts: "Births: [girls]".into(),
            printed: "1_0".into(),
            as_of: Some("2025-03".into()),
            as_of_inferred: false,
            source: "a".into(),
            title: Some("A](x) title".into()),
            published: Some("2025-03-10".into()),
            published_words: Some("10 March 2025".into()),
            read_in: None,
            url: Some("https://example.org/a_(b)".into()),
            quotation: None,
        }
    }

    fn letter_of(figures: Vec<Quoted>) -> Questions {
        let question = Question {
            check: "self-contradiction",
            severity: Severity::Error,
            fingerprint: String::new(),
            accepted: false,
            subject: "Births".into(),
            text: "You give 1_0.".into(),
            settles: vec![Settles::Choice],
            claims: Vec::new(),
            figures,
        };
        Questions {
            letters: vec![Letter {
                publisher: "Office <b>".into(),
                read_in: vec!["A".into(), "B".into(), "C".into()],
                questions: vec![question],
            }],
            ..Questions::default()
        }
    }

    #[test]
    fn text_from_files_is_no_markup_but_addresses_are_links() {
        let text = render(&letter_of(vec![quoted(true), quoted(false)]));
        assert!(text.starts_with("## To: Office &lt;b&gt;\n"), "{text}");
        for line in [
            "have a question about yours. Figures are given as they were printed. We read some of them in A, B and C: please",
            "### 1. Births\n\nYou give 1\\_0.\n",
            "* You, in [A\\](x) title](<https://example.org/a_(b)>) (10 March 2025): 1\\_0 (Births: \\[girls\\])\n",
            "* Daily \\*News\\*, in [A",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(link("https://x.example/a"), Some("https://x.example/a"));
        for url in [
            "javascript:alert(1)",
            "https://x> [y](z",
            "https://x y",
            "file:///etc",
            "https://\u{202e}x",
        ] {
            assert_eq!(link(url), None, "{url}");
        }
        let mut odd = quoted(true);
        odd.url = Some("javascript:x".into());
        odd.quotation = Some("ten births".into());
        let text = render(&letter_of(vec![odd.clone(), odd]));
        assert!(
            text.contains("*A\\](x) title* (10 March 2025), javascript:x: \"ten births\"\n"),
            "{text}"
        );
        assert_eq!(text.matches("ten births").count(), 1);
    }
}
