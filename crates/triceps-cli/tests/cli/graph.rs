//! `triceps graph`.

use std::collections::BTreeMap;
use std::fs;

use crate::{code, folder, portals, stderr, stdout, triceps};

/// Titles of services that the picture of each portal has.
const SERVICES: [(&str, &[&str]); 3] = [
    ("minimal", &["Backstage", "Environment", "Identity", "Container registry", "Workspace"]),
    ("medium", &["Backstage", "Key vault", "PostgreSQL", "Storage", "acr push: id-backstage-deployer"]),
    (
        "hardened",
        &[
            "Firewall",
            "Front Door",
            "App registration",
            "Network",
            "Alerts",
            "Redis",
            "AI Search",
            "Application Insights",
            "private endpoint",
            "locked against deletion",
            "psql-backstage-\u{2026}",
        ],
    ),
];

/// The registration has a template of its own, whose resources are not those of the portal. The portal signs in with it.
#[test]
fn the_portal_needs_its_registration_and_not_the_other_way() {
    let output = triceps(&portals(), &["graph", "hardened.toml", "--format", "mermaid"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let picture = stdout(&output);
    assert!(picture.contains("federatedIdentityCredentials, servicePrincipals, appRoleAssignedTo"), "{picture}");
    assert!(!picture.lines().any(|line| line.trim_start().starts_with("application -->")), "{picture}");
    assert!(picture.contains("  portal --> application\n"), "{picture}");
}

#[test]
fn the_picture_has_all_services_and_few_boxes() {
    for (portal, services) in SERVICES {
        for format in ["mermaid", "svg"] {
            let output = triceps(&portals(), &["graph", &format!("{portal}.toml"), "--format", format]);
            assert_eq!(code(&output), 0, "{}", stderr(&output));
            for service in services {
                assert!(stdout(&output).contains(service), "{portal} {format}: {service}");
            }
        }
        let picture = triceps(&portals(), &["graph", &format!("{portal}.toml"), "--format", "svg"]);
        let boxes = stdout(&picture).matches(" rx=").count();
        assert!((5..=22).contains(&boxes), "{portal}: {boxes}");
    }
}

/// Left, top, width and height of each box.
fn boxes(picture: &str) -> Vec<[usize; 4]> {
    let number = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!(" {name}=\""))?;
        rest.split('"').next()?.parse().ok()
    };
    let rects = picture.lines().filter(|line| line.starts_with("<rect x="));
    rects
        .filter_map(|line| {
            Some([number(line, "x")?, number(line, "y")?, number(line, "width")?, number(line, "height")?])
        })
        .collect()
}

#[test]
fn boxes_are_apart_and_the_picture_needs_no_other_file() {
    let output = triceps(&portals(), &["graph", "hardened.toml", "--format", "svg"]);
    let picture = stdout(&output);
    let boxes = boxes(picture);
    assert!(boxes.len() > 12);
    for (index, [x, y, width, height]) in boxes.iter().enumerate() {
        for [left, top, across, down] in &boxes[..index] {
            let apart = x + width <= *left || left + across <= *x || y + height <= *top || top + down <= *y;
            assert!(apart, "{x} {y} and {left} {top}");
        }
    }
    assert_eq!(picture.matches("http").count(), 1, "the name of the language alone");
    assert!(!picture.contains("href") && !picture.contains("<script") && !picture.contains("url(http"));
    assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
}

/// The numbers of each curve.
fn curves(picture: &str) -> Vec<Vec<usize>> {
    let paths = picture.lines().filter_map(|line| line.strip_prefix("<path d=\"M")?.split('"').next());
    paths.map(|path| path.split([' ', 'C', 'L']).map(|number| number.parse().expect("a number")).collect()).collect()
}

/// A curve between two boxes of one column leaves it to the left, and the further the longer it is, up to a limit.
#[test]
fn curves_within_a_column_are_beside_each_other() {
    let output = triceps(&portals(), &["graph", "hardened.toml", "--format", "svg"]);
    let (picture, boxes) = (stdout(&output), boxes(stdout(&output)));
    let mut within = BTreeMap::new();
    for curve in curves(picture) {
        let [left, from, out, .., end, to] = curve[..] else { panic!("{curve:?}") };
        for (x, y) in [(left, from), (end, to)] {
            let is_end = |[at, top, width, height]: &[usize; 4]| {
                (x == *at || x == at + width) && (*top..=top + height).contains(&y)
            };
            assert!(boxes.iter().any(is_end), "{curve:?} ends at a box");
        }
        if left == end {
            assert!(out < left, "{curve:?}");
            within.insert(from.abs_diff(to), left - out);
        }
    }
    let bends: Vec<usize> = within.into_values().collect();
    assert!(bends.is_sorted() && bends.first() < bends.last(), "{bends:?}");
}

#[test]
fn a_title_is_text_in_both_languages() {
    let folder = folder("graph-title");
    let text = "name = \"backstage\"\ntitle = \"<script>&\\\"]\"\n[entra]\nregistration = \"graph\"\n[catalog.microsoft-graph]\n";
    fs::write(folder.join("portal.toml"), text).expect("the folder can be written to");
    let svg = triceps(&folder, &["graph", "portal.toml", "--format", "svg"]);
    assert!(stdout(&svg).contains("&lt;script&gt;&amp;&quot;]") && !stdout(&svg).contains("<script"));
    let mermaid = triceps(&folder, &["graph", "portal.toml"]);
    assert!(!stdout(&mermaid).contains("<script"), "{}", stdout(&mermaid));
}

#[test]
fn diagnostics_refuse_it() {
    let output = triceps(&portals().join("bad"), &["graph", "replicas-without-database.toml"]);
    assert_eq!((code(&output), stdout(&output)), (1, ""));
    assert!(stderr(&output).contains("TRI0310"));
}
