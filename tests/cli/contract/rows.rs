//! The table: for every command, what to run and what must come of it. A new command
//! needs a row; `every_command_has_a_row` says so.

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

/// A command and its runs.
pub struct Row {
    pub command: &'static str,
    pub cases: &'static [Case],
}

/// A run. `FINGERPRINT` among the arguments is that of the finding of `judged`.
pub struct Case {
    pub args: &'static [&'static str],
    pub code: i32,
    pub results: Results,
}

/// What comes on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Results {
    /// Nothing.
    None,
    /// Text, in colours where they are wanted.
    Coloured,
    /// Text that is never coloured.
    Plain,
}

use Results::{Coloured, None, Plain};

const fn case(args: &'static [&'static str], code: i32, results: Results) -> Case {
    Case {
        args,
        code,
        results,
    }
}

pub const ROWS: &[Row] = &[
    Row {
        command: "check",
        cases: &[
            case(&["check", "good"], 0, Coloured),
            case(&["good"], 0, Coloured),
            case(&["check", "bad"], 1, Coloured),
            case(&["check", "bad", "--exit-zero"], 0, Coloured),
            case(&["check", "bad", "--fail-on=never"], 0, Coloured),
            case(&["check", "warned"], 0, Coloured),
            case(&["check", "warned", "--fail-on=warning"], 1, Coloured),
            case(&["check", "bad", "--format=concise"], 1, Plain),
            case(&["check", "bad", "--format=json"], 1, Plain),
            case(&["check", "unread"], 1, Coloured),
            case(&["check", "empty"], 3, Coloured),
            case(&["check", "empty", "good"], 0, Coloured),
            case(&["check", "empty", "bad"], 1, Coloured),
            case(&["check", "unset"], 2, None),
            case(&["check", "good", "nowhere"], 2, None),
            case(&["check", "--no-such-option"], 2, None),
            case(&["check", "good", "--only=no-check"], 2, None),
            case(&["check", "good", "--measure=nothing"], 2, None),
            case(&["nowhere"], 2, None),
        ],
    },
    Row {
        command: "try",
        cases: &[
            case(&["try", "3,983 = 3,209 + 774"], 0, Plain),
            case(&["try", "3,983 = 3,209 + 775"], 1, Plain),
            case(&["try", "3,983 = = 4"], 2, None),
            case(&["try"], 2, None),
        ],
    },
    Row {
        command: "show",
        cases: &[
            case(&["show", "good"], 0, Plain),
            case(&["show", "bad"], 0, Plain),
            case(&["show", "empty"], 0, None),
            case(&["show", "unset"], 2, None),
            case(&["show", "nowhere"], 2, None),
        ],
    },
    Row {
        command: "why",
        cases: &[
            case(&["why", "missing", "good"], 0, Plain),
            case(&["why", "missing", "good", "--format=json"], 0, Plain),
            case(&["why", "missing", "unset"], 2, None),
            case(&["why", "nothing", "good"], 2, None),
            case(&["why"], 2, None),
        ],
    },
    Row {
        command: "draft",
        cases: &[
            case(&["draft", "article.txt"], 0, Plain),
            case(&["draft", "article.txt", "--annotate"], 0, Coloured),
            case(&["draft", "article.txt", "--format=json"], 0, Plain),
            case(&["draft", "nowhere.txt"], 2, None),
        ],
    },
    Row {
        command: "export",
        cases: &[
            case(&["export", "csv", "good"], 0, Plain),
            case(&["export", "json", "good"], 0, Plain),
            case(&["export", "csv", "unset"], 2, None),
            case(&["export", "csv", "nowhere"], 2, None),
            case(&["export", "xls", "good"], 2, None),
        ],
    },
    Row {
        command: "import",
        cases: &[
            case(&["import", "csv", "table.csv"], 0, Plain),
            case(&["import", "csv", "torn.csv"], 1, Plain),
            case(&["import", "csv", "nowhere.csv"], 2, None),
            case(&["import"], 2, None),
        ],
    },
    Row {
        command: "revisions",
        cases: &[
            case(&["revisions", "good", "--single"], 0, Plain),
            case(&["revisions", "good", "--single", "--format=csv"], 0, Plain),
            case(&["revisions", "unset"], 2, None),
            case(&["revisions", "nowhere"], 2, None),
            case(&["revisions", "good", "--publisher=nobody"], 2, None),
        ],
    },
    Row {
        command: "diff",
        cases: &[
            case(&["diff", "good", "bad"], 0, Coloured),
            case(&["diff", "good", "bad", "--exit-code"], 1, Coloured),
            case(&["diff", "good", "good", "--exit-code"], 0, Coloured),
            case(&["diff", "good", "bad", "--format=json"], 0, Plain),
            case(&["diff", "good", "unset"], 2, None),
            case(&["diff", "good", "nowhere"], 2, None),
            case(&["diff", "good"], 2, None),
        ],
    },
    Row {
        command: "ask",
        cases: &[
            case(&["ask", "bad"], 0, Plain),
            case(&["ask", "bad", "--format=json"], 0, Plain),
            case(&["ask", "unset"], 2, None),
            case(&["ask", "bad", "--publisher=nobody"], 2, None),
        ],
    },
    Row {
        command: "explain",
        cases: &[
            case(&["explain", "hedges"], 0, Coloured),
            case(&["explain", "--list"], 0, Coloured),
            case(&["explain", "nothing"], 2, None),
            case(&["explain"], 2, None),
        ],
    },
    Row {
        command: "init",
        cases: &[
            case(&["init", "fresh"], 0, None),
            case(&["init", "good"], 2, None),
        ],
    },
    Row {
        command: "settings",
        cases: &[
            case(&["settings", "good"], 0, Plain),
            case(&["settings", "good", "--format=json"], 0, Plain),
            case(&["settings", "unset"], 2, None),
            case(&["settings", "nowhere"], 2, None),
        ],
    },
    Row {
        command: "accept",
        cases: &[
            case(
                &[
                    "accept",
                    "FINGERPRINT",
                    "--reason=asked",
                    "--in=judged",
                    "--dry-run",
                ],
                0,
                Plain,
            ),
            case(
                &["accept", "0000000000000000", "--reason=asked", "--in=good"],
                2,
                None,
            ),
            case(&["accept"], 2, None),
        ],
    },
    Row {
        command: "lsp",
        cases: &[case(&["lsp", "--no-such-option"], 2, None)],
    },
    Row {
        command: "schema",
        cases: &[
            case(&["schema"], 0, Plain),
            case(&["schema", "--list"], 0, Plain),
            case(&["schema", "nothing"], 2, None),
        ],
    },
    Row {
        command: "completions",
        cases: &[
            case(&["completions", "bash"], 0, Plain),
            case(&["completions", "tcsh"], 2, None),
        ],
    },
    Row {
        command: "man",
        cases: &[case(&["man"], 0, Plain), case(&["man", "nothing"], 2, None)],
    },
];

/// The folder that the table is about.
pub fn place() -> Place {
    let early = RIGHT.replace("id: right,", "id: early, as_of: 2024-06-01,");
    let unset = format!("{CODEBOOK}settings: {{fail_on: sometimes}}\n");
    let table = "measure,value,published\nmissing,3983,2024-05-02\n";
    Place::new(&[
        ("good/crossfoot.yaml", CODEBOOK),
        ("good/a.yaml", RIGHT),
        ("bad/crossfoot.yaml", CODEBOOK),
        ("bad/a.yaml", &wrong()),
        ("judged/crossfoot.yaml", CODEBOOK),
        ("judged/a.yaml", &wrong()),
        ("warned/crossfoot.yaml", CODEBOOK),
        ("warned/a.yaml", &early),
        ("unread/crossfoot.yaml", CODEBOOK),
        ("unread/a.yaml", "claims: [\n"),
        ("empty/crossfoot.yaml", CODEBOOK),
        ("unset/crossfoot.yaml", &unset),
        ("unset/a.yaml", RIGHT),
        (
            "article.txt",
            "The ministry counted 3,983 people in March.\n",
        ),
        ("table.csv", table),
        ("torn.csv", &format!("{table}missing,some,2024-05-02\n")),
    ])
}
