//! crossfoot audits published statistics: it checks that the figures of each
//! report add up, and shows where reports diverge from each other and over time.
//!
//! The modules are stations on one way, each importing only from those before
//! it: `text` (spans, YAML) and `quantity` (numbers, hedges, dates) are the
//! vocabulary; `dossier` holds what people wrote; `figures` turns it into cells and
//! relations; `engine` is the mathematics of what can hold together, a library of
//! its own; `joint` puts rules into its terms; `findings` describes what is found, and filters,
//! sorts and counts it; `checks` judges the figures; `bulk` screens large tables, so that
//! they judge only what does not plainly agree; `compare` sets two editions or two
//! commits beside each other; `export` writes the claims as tables; `draft` makes claims of
//! an article; `questions` puts findings to their publishers; `output` renders; `lsp` serves
//! editors; `cli` is the program.

pub mod bulk;
pub mod checks;
pub mod cli;
pub mod compare;
pub mod dossier;
pub mod draft;
pub mod engine;
pub mod export;
pub mod figures;
pub mod findings;
pub mod joint;
pub mod lsp;
pub mod output;
pub mod quantity;
pub mod questions;
pub mod text;
