//! Publishing, restoring and overwriting at the registry of Docker, on the loopback address.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use triceps_modules::{
    BicepConfig, Cache, Digest, Notes, OciReference, Publication, Reference, Registries, Registry as _, User,
};

/// The program, until it is dropped.
struct Server {
    port: u16,
    process: Child,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port is free").port();
        let config = folder.join("config.yml");
        let text = format!(
            "version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: {}\nhttp:\n  addr: 127.0.0.1:{port}\n",
            folder.join("data").display()
        );
        fs::write(&config, text).expect("the file can be written");
        let process = Command::new("docker-registry")
            .arg("serve")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("`docker-registry` is installed");
        let server = Self { port, process };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("`docker-registry` does not answer");
    }

    fn named(&self, tag: &str) -> OciReference {
        let text = format!("br:127.0.0.1:{}/team/shared:{tag}", self.port);
        match Reference::parse(&text, &BicepConfig::default()) {
            Ok(Reference::Registry(reference)) => reference,
            other => panic!("{other:?}"),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance/registry/oci").join(name)
}

/// A manifest without what differs from one publication to the next.
fn plain(manifest: &[u8]) -> Value {
    let mut value: Value = serde_json::from_slice(manifest).expect("it is JSON");
    value["annotations"].as_object_mut().expect("it has annotations").shift_remove("org.opencontainers.image.created");
    value["annotations"].as_object_mut().expect("it has annotations").sort_keys();
    for layer in value["layers"].as_array_mut().expect("it has layers") {
        layer["digest"] = Value::Null;
        layer["size"] = Value::Null;
    }
    value
}

#[test]
fn a_registry_of_docker_keeps_what_the_compiler_keeps() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docker-registry-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    let server = Server::start(&folder);
    let trusted = ("BICEP_TRUSTED_REGISTRIES".to_owned(), "127.0.0.1".to_owned());
    let user = User::new(folder.clone(), [trusted]).with_plain_http(true);
    let registries = Registries::new(user, BicepConfig::default().cloud().clone()).expect("there is no file");
    let main = fs::read(fixture("cache/1.0.0/main.json")).expect("the fixture is there");
    let sources = fs::read(fixture("cache/1.1.0/source.tgz")).expect("the fixture is there");
    let publication = |tag: &str| Publication {
        main: &main,
        sources: (tag == "1.1.0").then_some(&*sources),
        notes: Notes {
            description: Some("Names, \"quoted\", for über teams & more.".to_owned()),
            documentation: (tag == "1.0.0").then(|| "https://example.com/shared".to_owned()),
            created: Some("2026-11-29T00:00:00.0000000Z".to_owned()),
        },
        overwrite: false,
    };
    let cache = Cache::new(folder.join("cache"));
    for tag in ["1.0.0", "1.1.0"] {
        let named = server.named(tag);
        let digest = registries.publish(&named, &publication(tag)).expect("it is published");
        let reference = Reference::Registry(named);
        let module = registries.fetch(&reference).expect("it is there");
        assert_eq!(module.digest, Some(digest));
        cache.put(&reference, &module).expect("it can be written");
        let place = cache.folder(&reference).expect("a folder");
        for name in ["main.json", "source.tgz"] {
            assert_eq!(
                fs::read(place.join(name)).ok(),
                fs::read(fixture(&format!("cache/{tag}/{name}"))).ok(),
                "{tag} {name}"
            );
        }
        let theirs = fs::read(fixture(&format!("cache/{tag}/manifest"))).expect("the fixture is there");
        assert_eq!(plain(&fs::read(place.join("manifest")).expect("it is written")), plain(&theirs), "{tag}");
    }
    let mut tags = registries.tags(&server.named("1.0.0")).expect("it has tags");
    tags.sort();
    assert_eq!(tags, ["1.0.0", "1.1.0"]);

    let refused = registries.publish(&server.named("1.0.0"), &publication("1.0.0")).expect_err("it is there already");
    assert_eq!(refused.code().id(), "TRI0067");
    let other = Publication { main: b"{}", overwrite: true, ..publication("1.0.0") };
    registries.publish(&server.named("1.0.0"), &other).expect("it is overwritten");
    let now = registries.fetch(&Reference::Registry(server.named("1.0.0"))).expect("it is there");
    assert_eq!(Digest::of(&now.main), Digest::of(b"{}"));
    let missing = registries.fetch(&Reference::Registry(server.named("9"))).expect_err("it is not there");
    assert_eq!(missing.message(), "The artifact does not exist in the registry.");
}
