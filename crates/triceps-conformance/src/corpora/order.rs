//! Templates that are equal but for the order of items of one loop in `dependsOn`. The official compiler takes it from the
//! addresses of objects in its memory, so that two of its runs differ.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// More orders than this are not tried.
const MAX_ORDERS: usize = 20_000;

/// Places of items of one loop, and the items.
struct Group {
    items: Vec<String>,
}

/// Whether some order of those items gives the hash.
pub(super) fn has_hash(template: &Value, wanted: &dyn Fn(&[u8]) -> bool) -> bool {
    let mut template = template.clone();
    let mut groups = Vec::new();
    mark(&mut template, &mut groups);
    let orders = groups.iter().flat_map(|group: &Group| 1..=group.items.len()).try_fold(1_usize, usize::checked_mul);
    if groups.is_empty() || orders.is_none_or(|orders| orders > MAX_ORDERS) {
        return false;
    }
    // Between the marks the text is the same in every order.
    let text = template.to_string();
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("\"\u{10fffd}") {
        let Some((mark, after)) = after.split_once('"') else { return false };
        let Ok(group) = mark.parse::<usize>() else { return false };
        pieces.push((before, group));
        rest = after;
    }
    let mut search = Search { pieces: &pieces, end: rest, groups: &groups, wanted };
    let mut used: Vec<Vec<bool>> = groups.iter().map(|group| vec![false; group.items.len()]).collect();
    search.from(0, Sha256::new(), &mut used)
}

/// Puts the number of its group into the place of each item.
fn mark(value: &mut Value, groups: &mut Vec<Group>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::Array(items) if name == "dependsOn" => mark_items(items, groups),
                    member => mark(member, groups),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, groups)),
        _ => {}
    }
}

fn mark_items(items: &mut [Value], groups: &mut Vec<Group>) {
    let mut loops: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        // `[format('name[{0}]', ..)]`
        let name = item.as_str().and_then(|text| text.strip_prefix("[format('")?.split_once("[{0}]'"));
        if let Some((name, _)) = name {
            loops.entry(name.to_owned()).or_default().push(at);
        }
    }
    for places in loops.into_values().filter(|places| places.len() > 1) {
        let number = groups.len();
        let mut group = Group { items: Vec::new() };
        for at in places {
            group.items.push(items[at].to_string());
            // Written as it is: the mark has to be found in the text.
            items[at] = Value::String(format!("\u{10fffd}{number}"));
        }
        groups.push(group);
    }
}

struct Search<'a> {
    pieces: &'a [(&'a str, usize)],
    end: &'a str,
    groups: &'a [Group],
    wanted: &'a dyn Fn(&[u8]) -> bool,
}

impl Search<'_> {
    fn from(&mut self, at: usize, hash: Sha256, used: &mut [Vec<bool>]) -> bool {
        let Some((before, group)) = self.pieces.get(at).copied() else {
            return (self.wanted)(&hash.chain_update(self.end).finalize());
        };
        let hash = hash.chain_update(before);
        for item in 0..self.groups[group].items.len() {
            if used[group][item] {
                continue;
            }
            used[group][item] = true;
            if self.from(at + 1, hash.clone().chain_update(&self.groups[group].items[item]), used) {
                return true;
            }
            used[group][item] = false;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use sha2::{Digest, Sha256};

    use super::has_hash;

    fn template(order: [&str; 4]) -> Value {
        json!({ "resources": { "a": { "dependsOn": order }, "b": { "text": "\"" } } })
    }

    #[test]
    fn items_of_one_loop_may_change_places() {
        let (one, two) = ("[format('zones[{0}]', 1)]", "[format('zones[{0}]', 2)]");
        let (other, plain) = ("[format('other[{0}]', 1)]", "plain");
        let official = Sha256::digest(template([two, other, one, plain]).to_string());
        let wanted = |hash: &[u8]| *hash == official[..];
        assert!(has_hash(&template([one, other, two, plain]), &wanted));
        assert!(!has_hash(&template([other, one, two, plain]), &wanted), "another place");
        assert!(!has_hash(&template([one, other, one, plain]), &wanted), "another item");
    }
}
