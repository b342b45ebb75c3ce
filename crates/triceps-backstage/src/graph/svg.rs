//! The picture as SVG: columns from left to right, and a line from each node to those that it needs.

use std::fmt::Write as _;

use super::kinds::Column;
use super::{Graph, Node};

const WIDTH: usize = 280;
const BETWEEN_COLUMNS: usize = 130;
const BETWEEN_NODES: usize = 22;
const MARGIN: usize = 60;
/// Height of the title and the names of the columns.
const TOP: usize = 92;
const LINE: usize = 16;
const PADDING: usize = 10;
/// Letters on a line.
const LETTERS: usize = 44;

/// A node with its place.
struct Placed<'a> {
    node: &'a Node,
    column: usize,
    x: usize,
    y: usize,
    height: usize,
    lines: Vec<String>,
}

pub(super) fn text(graph: &Graph) -> String {
    let columns: Vec<Column> =
        Column::ALL.into_iter().filter(|column| graph.nodes.iter().any(|node| node.column == *column)).collect();
    let placed = place(graph, &columns);
    let bottom = placed.iter().map(|placed| placed.y + placed.height).max().unwrap_or(TOP);
    let width = 2 * MARGIN + columns.len() * WIDTH + columns.len().saturating_sub(1) * BETWEEN_COLUMNS;
    let height = bottom + MARGIN;
    let mut out = String::new();
    let title = escaped(&graph.title);
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"Resources of {title}\" font-family=\"Segoe UI, Helvetica, Arial, sans-serif\" font-size=\"12\">"
    );
    let _ = writeln!(out, "<title>Resources of {title}</title>");
    out.push_str(
        "<defs><marker id=\"needs\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
         <path d=\"M0 0L8 4L0 8z\" fill=\"#5a6b7b\"/></marker></defs>\n",
    );
    let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
    let _ = writeln!(
        out,
        "<text x=\"{MARGIN}\" y=\"40\" font-size=\"20\" font-weight=\"600\" fill=\"#1b2733\">{title}</text>"
    );
    for (index, column) in columns.iter().enumerate() {
        let x = MARGIN + index * (WIDTH + BETWEEN_COLUMNS);
        let _ = writeln!(out, "<text x=\"{x}\" y=\"76\" font-size=\"14\" fill=\"#5a6b7b\">{}</text>", column.title());
    }
    lines(graph, &placed, &mut out);
    for placed in &placed {
        node(placed, &mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn place<'a>(graph: &'a Graph, columns: &[Column]) -> Vec<Placed<'a>> {
    let mut next = vec![TOP; columns.len()];
    let place = |node: &'a Node| {
        let column = columns.iter().position(|column| *column == node.column).unwrap_or_default();
        let lines: Vec<String> = node.lines.iter().flat_map(|line| wrapped(line)).collect();
        let height = 2 * PADDING + LINE * (2 + lines.len());
        let y = next[column];
        next[column] += height + BETWEEN_NODES;
        Placed { node, column, x: MARGIN + column * (WIDTH + BETWEEN_COLUMNS), y, height, lines }
    };
    graph.nodes.iter().map(place).collect()
}

/// A line in parts that fit into a node.
fn wrapped(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match parts.last_mut() {
            Some(part) if part.chars().count() + 1 + word.chars().count() <= LETTERS => {
                part.push(' ');
                part.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

fn node(placed: &Placed<'_>, out: &mut String) {
    let (fill, stroke) = match placed.node.column {
        Column::Entry => ("#fff4e5", "#c77700"),
        Column::Portal => ("#e8f1fd", "#1f5fbf"),
        Column::Services => ("#eaf6ec", "#2e7d4f"),
        Column::Watching => ("#f3edf9", "#6b4aa0"),
    };
    let Placed { x, y, height, .. } = placed;
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\" stroke=\"{stroke}\"/>"
    );
    let x = x + PADDING + 2;
    let mut line = |row: usize, text: &str, style: &str| {
        let y = y + PADDING + LINE * row + 12;
        let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" {style}>{}</text>", escaped(text));
    };
    line(0, &placed.node.title, "font-size=\"14\" font-weight=\"600\" fill=\"#1b2733\"");
    line(1, &placed.node.name, "fill=\"#1b2733\" font-family=\"Consolas, Menlo, monospace\"");
    for (row, text) in placed.lines.iter().enumerate() {
        line(row + 2, text, "font-size=\"11\" fill=\"#44525f\"");
    }
}

/// A curve for each tie. The ends on one side of a node are spread over it, in the order of the other ends.
fn lines(graph: &Graph, placed: &[Placed<'_>], out: &mut String) {
    let middle = |index: usize| placed[index].y + placed[index].height / 2;
    let is_right = |from: usize, to: usize| placed[to].column > placed[from].column;
    // Within a column both ends are on the left; between columns they face each other.
    let ends: Vec<((usize, bool), (usize, bool))> = graph
        .ties
        .iter()
        .map(|(from, to)| {
            let same = placed[*from].column == placed[*to].column;
            ((*from, !same && is_right(*from, *to)), (*to, !same && is_right(*to, *from)))
        })
        .collect();
    let spread = |node: usize, right: bool, tie: usize| {
        let mut others: Vec<(usize, usize)> = Vec::new();
        for (index, (from, to)) in ends.iter().enumerate() {
            if *from == (node, right) {
                others.push((middle(to.0), index));
            }
            if *to == (node, right) {
                others.push((middle(from.0), index));
            }
        }
        others.sort_unstable();
        let position = others.iter().position(|(_, index)| *index == tie).unwrap_or_default();
        placed[node].y + placed[node].height * (position + 1) / (others.len() + 1)
    };
    for (tie, (from, to)) in ends.iter().enumerate() {
        let x = |(node, right): &(usize, bool)| placed[*node].x + if *right { WIDTH } else { 0 };
        let (x1, y1, x2, y2) = (x(from), spread(from.0, from.1, tie), x(to), spread(to.0, to.1, tie));
        let apart = placed[from.0].column.abs_diff(placed[to.0].column);
        let bend = match apart {
            // The further the ends are apart, the further out the curve is.
            0 => (20 + middle(from.0).abs_diff(middle(to.0)) / 8).min(MARGIN + BETWEEN_COLUMNS / 4),
            _ => BETWEEN_COLUMNS / 2,
        };
        let control = |x: usize, right: bool| if right { x + bend } else { x.saturating_sub(bend) };
        let (c1, c2) = (control(x1, from.1), control(x2, to.1));
        if apart > 1 {
            // Above the columns in between.
            let above = TOP - 8;
            let (s1, s2) = (control(c1, from.1), control(c2, to.1));
            let _ = writeln!(
                out,
                "<path d=\"M{x1} {y1}C{c1} {y1} {c1} {above} {s1} {above}L{s2} {above}C{c2} {above} {c2} {y2} {x2} {y2}\" \
                 fill=\"none\" stroke=\"#5a6b7b\" stroke-width=\"1.2\" marker-end=\"url(#needs)\"/>"
            );
            continue;
        }
        let _ = writeln!(
            out,
            "<path d=\"M{x1} {y1}C{c1} {y1} {c2} {y2} {x2} {y2}\" fill=\"none\" stroke=\"#5a6b7b\" stroke-width=\"1.2\" \
             marker-end=\"url(#needs)\"/>"
        );
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
