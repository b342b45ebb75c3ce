//! The resources of a portal and their ties, as a picture: what belongs to a service is folded into it.

mod kinds;
mod mermaid;
mod names;
mod svg;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use triceps::Diagnostics;

use crate::bundle;
use kinds::Column;
use template::Resource;
use triceps_portal::config::Portal;

/// A picture of the resources of a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    title: String,
    nodes: Vec<Node>,
    /// Indices of two nodes: the first one needs the second one.
    ties: Vec<(usize, usize)>,
}

/// A service with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    id: String,
    column: Column,
    title: String,
    name: String,
    /// What else is to say, one line each.
    lines: Vec<String>,
}

impl Graph {
    /// The picture of a portal.
    ///
    /// ```
    /// use triceps_backstage::{Graph, config::Portal};
    ///
    /// let portal = Portal::from_toml("portal.toml", "name = \"backstage\"\n[catalog.microsoft-graph]\n")?;
    /// let graph = Graph::new(&portal)?;
    /// assert!(graph.to_mermaid().starts_with("flowchart LR\n"));
    /// assert!(graph.to_svg().starts_with("<svg "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All diagnostics, if one of them is an error.
    pub fn new(portal: &Portal) -> Result<Self, Diagnostics> {
        let bundle = bundle(portal)?;
        let read = |path: &str| {
            let file = bundle.files.iter().find(|file| file.path == path)?;
            Some(serde_json::from_str(&file.text).expect("a template is JSON"))
        };
        let template = read("infra/main.json").expect("a portal has a template");
        let mut resources = template::resources(&template);
        if let Some(registration) = read("infra/registration.json") {
            let before = resources.len();
            resources.extend(template::resources(&registration).into_iter().map(|mut resource| {
                resource.needs.iter_mut().for_each(|need| *need += before);
                resource
            }));
            sign_in(&mut resources);
        }
        Ok(Self::of(portal, &names::Names::new(&template, portal.name.as_str()), &resources))
    }

    fn of(portal: &Portal, names: &names::Names<'_>, resources: &[Resource]) -> Self {
        let owners = owners(resources);
        let mut order: Vec<usize> = (0..resources.len()).filter(|index| owners[*index] == Some(*index)).collect();
        order.sort_by_key(|index| (kinds::of(&resources[*index].kind).rank, *index));
        let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, index)| (*index, place)).collect();
        let mut nodes: Vec<Node> = order.iter().map(|index| node(&resources[*index], names)).collect();
        let mut ties = BTreeSet::new();
        for (index, resource) in resources.iter().enumerate() {
            let needs: Vec<usize> = resource.needs.iter().filter_map(|need| Some(place[&owners[*need]?])).collect();
            match kinds::tie(&resource.kind) {
                kinds::Tie::Owned => {
                    let Some(own) = owners[index].map(|owner| place[&owner]) else { continue };
                    ties.extend(needs.into_iter().filter(|need| *need != own).map(|need| (own, need)));
                }
                kinds::Tie::Endpoints => needs.into_iter().for_each(|need| {
                    if nodes[need].column != Column::Portal {
                        say(&mut nodes[need], "private endpoint".to_owned());
                    }
                }),
                kinds::Tie::Logs => {
                    let watched = needs.first().filter(|_| needs.len() > 1);
                    watched.into_iter().for_each(|need| say(&mut nodes[*need], "logs into the workspace".to_owned()));
                }
                kinds::Tie::Lock => {
                    needs.into_iter().for_each(|need| say(&mut nodes[need], "locked against deletion".to_owned()));
                }
                kinds::Tie::Role => role(resource, &needs, &mut nodes),
            }
        }
        for (index, place) in &place {
            let parts = parts(*index, resources, &owners);
            if !parts.is_empty() {
                nodes[*place].lines.insert(0, parts);
            }
        }
        Self { title: portal.title.clone(), nodes, ties: reduced(&ties, order.len()) }
    }

    /// The picture as a flowchart of Mermaid.
    pub fn to_mermaid(&self) -> String {
        mermaid::text(self)
    }

    /// The picture as SVG that needs no other file.
    pub fn to_svg(&self) -> String {
        svg::text(self)
    }
}

/// The portal signs people in with its registration. Two templates have them, so that none says so.
fn sign_in(resources: &mut [Resource]) {
    let find = |kind: &str| resources.iter().position(|resource| kinds::is(&resource.kind, kind));
    if let (Some(portal), Some(registration)) = (find(kinds::PORTAL), find(kinds::REGISTRATION)) {
        resources[portal].needs.push(registration);
    }
}

/// For each resource the one that it is shown in; none for what only adds lines to others.
fn owners(resources: &[Resource]) -> Vec<Option<usize>> {
    let mut owners: Vec<Option<usize>> = vec![None; resources.len()];
    // Twice, as what a resource is part of may stand behind it.
    for _ in 0..2 {
        for (index, resource) in resources.iter().enumerate() {
            owners[index] = match kinds::home(&resource.kind) {
                kinds::Home::Own => Some(index),
                kinds::Home::None => None,
                kinds::Home::With(kind) => {
                    let is_home = |other: &usize| kinds::is(&resources[*other].kind, &kind);
                    let owner = resource.needs.iter().copied().find(is_home);
                    let home = owner.or_else(|| (0..resources.len()).find(is_home));
                    home.and_then(|home| if home == index { Some(home) } else { owners[home] }).or(Some(index))
                }
            };
        }
    }
    owners
}

fn node(resource: &Resource, names: &names::Names<'_>) -> Node {
    let kind = kinds::of(&resource.kind);
    let mut lines = Vec::new();
    if resource.exists {
        lines.push("exists already".to_owned());
    }
    Node {
        id: resource.id.clone(),
        column: kind.column,
        title: kind.title.clone(),
        name: names.of(&resource.name),
        lines,
    }
}

/// What is shown in a node besides its resource: kinds with their numbers.
fn parts(owner: usize, resources: &[Resource], owners: &[Option<usize>]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (index, resource) in resources.iter().enumerate() {
        if owners[index] != Some(owner) || index == owner || resource.exists {
            continue;
        }
        let kind = kinds::short(&resource.kind);
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let count =
        |(kind, count): &(&str, usize)| if *count == 1 { (*kind).to_owned() } else { format!("{count} {kind}") };
    counts.iter().map(count).collect::<Vec<_>>().join(", ")
}

/// Who may do what, shown at the resource that it is about.
fn role(resource: &Resource, needs: &[usize], nodes: &mut [Node]) {
    let identities: Vec<usize> = needs.iter().copied().filter(|need| nodes[*need].title == kinds::IDENTITY).collect();
    let who: Vec<String> = identities.iter().map(|need| nodes[*need].name.clone()).collect();
    let role = names::role(&resource.role);
    match needs.iter().find(|need| !identities.contains(need)) {
        Some(target) => say(&mut nodes[*target], format!("{role}: {}", who.join(", "))),
        None => identities.iter().for_each(|need| say(&mut nodes[*need], format!("{role} of the group"))),
    }
}

fn say(node: &mut Node, line: String) {
    if !node.lines.contains(&line) {
        node.lines.push(line);
    }
}

/// The ties without those that follow from others.
fn reduced(ties: &BTreeSet<(usize, usize)>, count: usize) -> Vec<(usize, usize)> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to) in ties {
        next[*from].push(*to);
    }
    let reaches = |from: usize, to: usize| {
        let mut seen = vec![false; count];
        let mut open: Vec<usize> = next[from].iter().copied().filter(|step| *step != to).collect();
        while let Some(step) = open.pop() {
            if step == to {
                return true;
            }
            if !std::mem::replace(&mut seen[step], true) {
                open.extend(next[step].iter().copied());
            }
        }
        false
    };
    ties.iter().copied().filter(|(from, to)| !reaches(*from, *to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_that_follow_from_others_are_left_out() {
        let ties = BTreeSet::from([(0, 1), (1, 2), (0, 2), (0, 3)]);
        assert_eq!(reduced(&ties, 4), [(0, 1), (0, 3), (1, 2)]);
    }
}
