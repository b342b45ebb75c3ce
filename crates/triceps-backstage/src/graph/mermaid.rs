//! The picture as a flowchart of Mermaid.

use std::fmt::Write as _;

use super::Graph;
use super::kinds::Column;

pub(super) fn text(graph: &Graph) -> String {
    let mut out = String::from("flowchart LR\n");
    for column in Column::ALL {
        let nodes: Vec<_> = graph.nodes.iter().filter(|node| node.column == column).collect();
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  subgraph {column:?}[\"{}\"]", column.title());
        for node in nodes {
            let mut label = format!("<b>{}</b>", escaped(&node.title));
            for line in std::iter::once(&node.name).chain(&node.lines).filter(|line| !line.is_empty()) {
                label.push_str("<br/>");
                label.push_str(&escaped(line));
            }
            let _ = writeln!(out, "    {}[\"{label}\"]", node.id);
        }
        out.push_str("  end\n");
    }
    for (from, to) in &graph.ties {
        let _ = writeln!(out, "  {} --> {}", graph.nodes[*from].id, graph.nodes[*to].id);
    }
    out
}

/// Text in a label, with the entities of Mermaid.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("#quot;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
