//! Tables of the program: how they are ruled and fitted is the same everywhere.

pub(super) use crate::output::grid::{lines, right, table};
