//! HTML as a tree that two pieces of it can be compared by.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The tree of a piece of HTML, one node a line: attributes in order of their names, classes in
/// order, white space as one space and none at the ends.
pub(crate) fn normalised(html: &str) -> String {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let options = ParseOpts::default();
    let dom = parse_fragment(RcDom::default(), options, body, Vec::new(), true).one(html);
    let mut text = String::new();
    for child in dom.document.children.borrow().iter() {
        for node in child.children.borrow().iter() {
            write(node, 0, &mut text);
        }
    }
    text
}

fn write(node: &Handle, depth: usize, text: &mut String) {
    let margin = "  ".repeat(depth);
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let attributes: BTreeMap<String, String> = attrs
                .borrow()
                .iter()
                .map(|one| (one.name.local.to_string(), one.value.to_string()))
                .collect();
            let _ = write!(text, "{margin}<{}", name.local);
            for (key, value) in attributes {
                let value = if key == "class" {
                    let mut classes: Vec<&str> = value.split_whitespace().collect();
                    classes.sort_unstable();
                    classes.join(" ")
                } else {
                    value
                };
                let _ = write!(text, " {key}={value:?}");
            }
            text.push_str(">\n");
            for child in node.children.borrow().iter() {
                write(child, depth + 1, text);
            }
        }
        NodeData::Text { contents } => {
            let contents = contents.borrow();
            let words: Vec<&str> = contents.split_whitespace().collect();
            if !words.is_empty() {
                let _ = writeln!(text, "{margin}{}", words.join(" "));
            }
        }
        _ => {}
    }
}
