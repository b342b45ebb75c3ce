//! The Dockerfile: what hand-written ones get wrong.

use triceps_backstage::config::TechDocsBuilder;

use crate::support::{find, made, portals, text};

fn lines<'a>(file: &'a str, instruction: &str) -> Vec<&'a str> {
    file.lines().filter_map(|line| line.strip_prefix(instruction)?.strip_prefix(' ')).collect()
}

/// D1, D2: the workspaces of Yarn 4 are whole, and the bundle that the build makes is what runs.
#[test]
fn it_builds_as_the_app_is_built() {
    for (name, _, bundle) in portals() {
        let file = text(&bundle, "Dockerfile");
        assert!(file.contains("yarn install --immutable"), "{name}");
        assert!(!file.contains("--frozen-lockfile"), "{name}");
        let sources = file.find("COPY --chown=node:node . .").expect("the sources are copied");
        assert!(sources < file.find("yarn install").expect("it installs"), "{name}");
        for part in ["skeleton", "bundle"] {
            assert!(file.contains(&format!("packages/backend/dist/{part}.tar.gz")), "{name}");
        }
        assert!(file.contains("yarn workspaces focus --all --production"), "{name}");
    }
}

/// D3: the production file is loaded.
#[test]
fn it_loads_the_production_file() {
    for (name, _, bundle) in portals() {
        let file = text(&bundle, "Dockerfile");
        let command = lines(file, "CMD");
        assert_eq!(
            command,
            [
                r#"["node", "packages/backend", "--config", "app-config.yaml", "--config", "app-config.production.yaml"]"#
            ],
            "{name}"
        );
        assert!(lines(file, "COPY").iter().any(|copy| copy.contains("app-config.production.yaml")), "{name}");
        assert_eq!(file.contains(" catalog ./catalog"), find(&bundle, "catalog/org.yaml").is_some(), "{name}");
        assert_eq!(lines(file, "EXPOSE"), ["7007"], "{name}: the port of ingress and probes");
        assert!(lines(file, "ENV").contains(&"NODE_ENV=production"), "{name}");
    }
}

/// D4, D5: nothing runs as root, and all stages have one Node.
#[test]
fn it_runs_as_a_user_on_one_node() {
    for (name, _, bundle) in portals() {
        let file = text(&bundle, "Dockerfile");
        let from = lines(file, "FROM");
        let images: Vec<&str> = from.iter().map(|from| from.split(' ').next().expect("an image")).collect();
        let stages: Vec<&str> = from.iter().filter_map(|from| from.split_once(" AS ").map(|(_, name)| name)).collect();
        let outside: Vec<&&str> = images.iter().filter(|image| !stages.contains(image)).collect();
        assert_eq!(outside, [&"node:24-trixie-slim"], "{name}");
        let (_, last) = file.rsplit_once("\nFROM ").expect("it has stages");
        let root = last.find("apt-get").unwrap_or_default();
        assert!(last.find("USER node").expect("a user") >= root, "{name}");
        assert_eq!(lines(file, "USER").last(), Some(&"node"), "{name}");
    }
}

/// D6, D7: the platform is given where the image is built; documents are made without a container in the container.
#[test]
fn mkdocs_is_there_for_portals_that_make_documents() {
    for (name, portal, bundle) in portals() {
        let local = portal.techdocs.as_ref().is_none_or(|docs| docs.builder == TechDocsBuilder::Local);
        assert_eq!(text(&bundle, "Dockerfile").contains("mkdocs-techdocs-core=="), local, "{name}");
        let production = text(&bundle, "app-config.production.yaml");
        assert!(production.contains("runIn: local") && !production.contains("runIn: docker"), "{name}");
    }
}

/// Builds in the registry know no caches of builds elsewhere, and secrets are not part of an image.
#[test]
fn it_needs_no_more_than_any_builder_has() {
    for (name, _, bundle) in portals() {
        let file = text(&bundle, "Dockerfile");
        assert!(!file.contains("--mount") && lines(file, "ARG").is_empty(), "{name}");
        let ignored: Vec<&str> = text(&bundle, ".dockerignore").lines().collect();
        for needed in ["packages", "plugins", "packages/*/src", "app-config.production.yaml", "catalog", ".yarn"] {
            assert!(!ignored.contains(&needed), "{name}: {needed} is part of the build");
        }
        // At any depth: what holds secrets or the state of tools is in no layer.
        for unwanted in ["**/.git", "**/node_modules", "**/.azure", "**/.env*", "**/.npmrc", "**/*.local.yaml"] {
            assert!(ignored.contains(&unwanted), "{name}: {unwanted}");
        }
    }
    let (_, bundle) = made("name = \"backstage\"\n[delivery]\ndockerfile = false\n");
    assert_eq!((find(&bundle, "Dockerfile"), find(&bundle, ".dockerignore")), (None, None));
}
