//! Decoding of dates.

use super::Decoder;
use crate::quantity::Window;
use crate::text::tree::Node;
use crate::text::{Problem, Spanned};

impl<'t> Decoder<'t> {
    /// A date in EDTF level 1.
    pub(super) fn window(&mut self, node: Option<Node<'t>>, what: &str) -> Option<Spanned<Window>> {
        let node = node?;
        if self.todo(node, super::todo::What::Date) {
            return None;
        }
        let text = self.scalar(node, what)?;
        match Window::parse(text.value) {
            Ok(window) => Some(Spanned::new(window, text.span)),
            Err(error) => {
                let problem =
                    Problem::error("invalid-date", node.inner(error.range), error.message);
                self.problem(match error.help {
                    Some(help) => problem.help(help),
                    None => problem,
                });
                None
            }
        }
    }
}
