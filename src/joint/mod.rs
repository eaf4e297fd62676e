//! What can hold together: the figures, relations and rules of a dossier in the
//! terms of the engine, layer by layer, and what the engine finds in the words of the
//! dossier. Decides nothing about severity or wording.

mod border;
mod bounds;
mod build;
mod case;
mod cells;
mod chains;
mod changes;
mod consequence;
mod decide;
mod finish;
mod implied;
mod layer;
mod printed;
mod products;
pub mod rule_edits;
mod rules;
mod settled;
mod template;
mod trees;
mod world;

pub use bounds::{Around, Asking, Bounds, Nothing};
pub use case::{Case, Undecided};
pub use decide::{Joint, Known, Question};
pub use implied::{Asked, Follows, Implied, Unprinted, is_narrow};
pub use layer::{Layer, Moment, Words};
pub use rules::{Percent, is_percent};
pub use settled::clusters;
pub use template::{TreeRow, tree_rows};
pub use world::{Because, Sort, Sums, Unknown, World};
