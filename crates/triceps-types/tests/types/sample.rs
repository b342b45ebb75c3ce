//! Five hundred types, property by property, against outlines made straight from the JSON.

use triceps_types::{Catalog, Index};

use crate::outline;

const EXPECTED: &str = include_str!("../fixtures/sample.txt");

#[test]
fn sampled_types_are_those_of_the_data() {
    let index = Index::builtin();
    let (mut types, mut functions) = (0, 0);
    for unit in EXPECTED.split_inclusive('\n').fold(Vec::new(), units) {
        let (title, expected) = unit.split_once('\n').expect("a title has a line of its own");
        let (catalog, words) = catalog(index, title);
        let (name, version) = words[0].split_once('@').expect("a version follows the type");
        let found = match words.get(1) {
            None => {
                types += 1;
                let resource = catalog.resource_type(name, version).expect(title);
                assert_eq!((resource.name(), resource.version().as_str()), (name, version));
                outline::resource(resource)
            }
            Some(function) => {
                functions += 1;
                outline::function(index.functions(name, version).find(|f| f.name() == *function).expect(title))
            }
        };
        assert_eq!(expected, found, "{title}");
    }
    // 500 of Azure and the seven of two releases of Microsoft Graph.
    assert_eq!(types, 514);
    assert!(functions > 30);
}

/// Joins the lines of a unit: a title that begins with `= `, and an outline.
fn units(mut units: Vec<String>, line: &str) -> Vec<String> {
    match line.strip_prefix("= ") {
        Some(title) => units.push(title.to_owned()),
        None => units.last_mut().expect("a title comes first").push_str(line),
    }
    units
}

fn catalog<'a>(index: &'static Index<'static>, title: &'a str) -> (Catalog<'static>, Vec<&'a str>) {
    let words: Vec<&str> = title.split(' ').collect();
    match words[0].split_once(':') {
        None => (index.azure(), words),
        Some((channel, release)) => {
            let found = index.extensions().find(|e| (e.channel(), e.release()) == (channel, release));
            (found.expect("the release is there").catalog(), words[1..].to_vec())
        }
    }
}
