//! The way from the top of a file to a place in it: keys and items.

use crate::text::{Kind, Node, Span};

/// One step on the way.
#[derive(Clone, Copy)]
pub(super) struct Step<'t> {
    /// The key, where it is an entry of a mapping.
    pub key: Option<Node<'t>>,
    /// What stands under it, or the item.
    pub node: Node<'t>,
    /// Whether the place is on the key itself.
    pub on_key: bool,
}

impl<'t> Step<'t> {
    /// Its key, or `-` for an item.
    pub fn name(&self) -> &'t str {
        self.key.map_or("-", |key| key.text().unwrap_or_default())
    }

    /// Whether it is an entry with this key.
    pub fn key_is(&self, name: &str) -> bool {
        self.key.and_then(Node::text) == Some(name)
    }

    /// What to mark: the key, or what stands under it.
    pub fn place(&self) -> Span {
        match self.key {
            Some(key) if self.on_key || self.node.kind() != Kind::Scalar => key.span(),
            _ => self.node.span(),
        }
    }
}

/// The steps to a byte, from the outermost.
pub(super) fn steps(root: Node<'_>, at: usize) -> Vec<Step<'_>> {
    let at = at as u32;
    let within = |span: Span| span.start <= at && at <= span.end;
    let mut steps = Vec::new();
    let mut node = root;
    loop {
        let next = match node.kind() {
            Kind::Scalar => None,
            Kind::Sequence => node
                .items()
                .find(|item| within(item.span()))
                .map(|node| Step {
                    key: None,
                    node,
                    on_key: false,
                }),
            Kind::Mapping => (node.entries())
                .find(|(key, value)| within(key.span()) || within(value.span()))
                .map(|(key, node)| Step {
                    key: Some(key),
                    node,
                    on_key: within(key.span()),
                }),
        };
        let Some(step) = next else { return steps };
        steps.push(step);
        if step.on_key {
            return steps;
        }
        node = step.node;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{FileId, read};

    #[test]
    fn steps_lead_to_keys_and_values() {
        let text =
            "claims:\n  - measure: a\n    breakdowns:\n      - by: role\n        parts: {x: 1}\n";
        let tree = read(FileId(0), text, &mut Vec::new());
        let path = |at: &str| -> Vec<String> {
            let at = text.find(at).unwrap_or_default();
            let steps = tree.root().map(|root| steps(root, at)).unwrap_or_default();
            let name = |step: &Step<'_>| match step.key.and_then(Node::text) {
                Some(key) if step.on_key => format!("<{key}>"),
                Some(key) => key.to_owned(),
                None => "-".to_owned(),
            };
            steps.iter().map(name).collect()
        };
        assert_eq!(path("role"), ["claims", "-", "breakdowns", "-", "by"]);
        assert_eq!(path("parts"), ["claims", "-", "breakdowns", "-", "<parts>"]);
        assert_eq!(path("1}"), ["claims", "-", "breakdowns", "-", "parts", "x"]);
        assert_eq!(path("claims"), ["<claims>"]);
    }
}
