//! Registries that are busy, slow, cut off, large, or lie.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use triceps_modules::{Error, Module, Reference, Registry as _, Request, Transport as _, Url};

use crate::server::{Answer, MAIN, Seen, Server, Shelf, loopback, manifest, mapped, reference, timeouts};

fn shelf() -> Shelf {
    let shelf = Shelf::default();
    shelf.module("m", "1", MAIN);
    shelf
}

fn fetch(server: &Server) -> Result<Module, Error> {
    loopback().fetch(&reference(&format!("br:127.0.0.1:{}/m:1", server.port)))
}

/// A registry that answers otherwise now and then: the number counts all requests.
fn server(change: impl Fn(usize, &Seen, Answer) -> Answer + Send + Sync + 'static) -> Server {
    let (shelf, count) = (shelf(), AtomicUsize::new(0));
    Server::start(move |seen| change(count.fetch_add(1, Ordering::SeqCst), seen, shelf.answer(seen)))
}

#[test]
fn a_busy_registry_is_asked_again() {
    for status in [429, 500, 503] {
        let server = server(
            move |count, _, answer| {
                if count % 3 < 2 { Answer::new(status, "").with("Retry-After", "0") } else { answer }
            },
        );
        assert_eq!(fetch(&server).expect("it answers in the end").main, MAIN, "{status}");
        assert_eq!(server.seen().len(), 6);
    }
    let server = server(|_, _, _| Answer::new(503, ""));
    let error = fetch(&server).expect_err("it never answers");
    assert!(error.code().id() == "TRI0071" && error.message().contains("5 times: it answered 503"), "{error}");
    assert_eq!(server.seen().len(), 5);
}

#[test]
fn an_answer_that_breaks_off_is_asked_for_again() {
    let server = server(|count, _, mut answer| {
        if count == 0 {
            answer.length = Some(answer.body.len() + 10);
        }
        answer
    });
    assert_eq!(fetch(&server).expect("the second answer is whole").main, MAIN);
}

#[test]
fn a_slow_registry_is_given_up() {
    let server = server(|_, _, mut answer| {
        answer.delay = Duration::from_secs(3);
        answer
    });
    let network = triceps_modules::Network::new(timeouts());
    let url = Url::parse(&format!("http://127.0.0.1:{}/v2/m/manifests/1", server.port)).expect("an address");
    let request = Request {
        method: triceps_modules::Method::Get,
        url: &url,
        headers: Vec::new(),
        body: &[],
        limit: 1 << 20,
        may_be_internal: true,
    };
    let outcome = network.send(&request);
    assert!(matches!(outcome, Err(triceps_modules::Broken::Lost(ref why)) if why.contains("in time")), "{outcome:?}");
}

#[test]
fn an_answer_may_be_as_long_as_its_limit() {
    let server = server(|_, _, _| Answer::new(200, "12345"));
    let network = triceps_modules::Network::new(timeouts());
    let url = Url::parse(&format!("http://127.0.0.1:{}/", server.port)).expect("an address");
    for (limit, expected) in [(4, None), (5, Some(&b"12345"[..])), (6, Some(b"12345"))] {
        let method = triceps_modules::Method::Get;
        let request = Request { method, url: &url, headers: Vec::new(), body: &[], limit, may_be_internal: true };
        match (network.send(&request), expected) {
            (Ok(answer), Some(expected)) => assert_eq!(answer.body, expected, "{limit}"),
            (Err(triceps_modules::Broken::TooLarge), None) => {}
            (outcome, _) => panic!("{limit}: {outcome:?}"),
        }
    }
}

#[test]
fn what_is_larger_than_it_may_be_is_not_read() {
    let large = server(|_, _, _| Answer::new(200, vec![b' '; (1 << 20) + 1]));
    assert_eq!(fetch(&large).expect_err("the manifest is too large").code().id(), "TRI0068");
    let shelf = Shelf::default();
    shelf.put(
        "/v2/m/manifests/1",
        String::from_utf8(manifest(MAIN))
            .expect("text")
            .replace(&format!("\"size\":{}", MAIN.len()), "\"size\":99999999999"),
    );
    let server = Server::start(move |seen| shelf.answer(seen));
    assert_eq!(fetch(&server).expect_err("the layer is too large").code().id(), "TRI0068");
    assert_eq!(server.seen().len(), 1, "the layer is not asked for");
}

#[test]
fn a_registry_that_gives_other_bytes_is_found() {
    let other = server(
        |_, seen, answer| if seen.url.contains("/blobs/") { Answer::new(200, vec![b'x'; MAIN.len()]) } else { answer },
    );
    assert!(fetch(&other).expect_err("it lies").message().contains("does not match the requested digest"));
    let short = server(|_, seen, answer| if seen.url.contains("/blobs/") { Answer::new(200, "x") } else { answer });
    assert!(fetch(&short).expect_err("it lies").message().contains("received 1 bytes"));
    // Only what is far longer than it may be is not read to its end.
    let longer = server(|_, seen, mut answer| {
        if seen.url.contains("/blobs/") {
            answer.body.push(b' ');
        }
        answer
    });
    let (size, error) = (MAIN.len() + 1, fetch(&longer).expect_err("it lies"));
    assert!(error.message().contains(&format!("received {size} bytes")), "{error}");
    let long = server(
        |_, seen, answer| if seen.url.contains("/blobs/") { Answer::new(200, vec![b'x'; 1 << 20]) } else { answer },
    );
    assert_eq!(fetch(&long).expect_err("it lies").code().id(), "TRI0068");
}

fn tags(server: &Server) -> Result<Vec<String>, Error> {
    let named = reference(&format!("br:127.0.0.1:{}/m:1", server.port));
    let Reference::Registry(named) = named else { panic!("{named}") };
    loopback().tags(&named)
}

#[test]
fn tags_come_page_by_page() {
    let pages = server(|_, seen, _| match seen.url.as_str() {
        "/v2/m/tags/list?n=1000" => Answer::new(200, r#"{"tags": ["1.0.0", "2.0.0"]}"#)
            .with("Link", "</v2/m/tags/list?last=2.0.0&n=1000>; rel=\"next\""),
        "/v2/m/tags/list?last=2.0.0&n=1000" => Answer::new(200, r#"{"tags": ["3.0.0"]}"#),
        _ => Answer::new(404, ""),
    });
    assert_eq!(tags(&pages).expect("two pages"), ["1.0.0", "2.0.0", "3.0.0"]);
    let circle =
        server(|_, seen, _| Answer::new(200, r#"{"tags": []}"#).with("Link", format!("<{}>; rel=\"next\"", seen.url)));
    assert_eq!(tags(&circle).expect_err("it never ends").code().id(), "TRI0068");
    let away = server(|_, _, _| Answer::new(200, r#"{"tags": []}"#).with("Link", "<https://evil.io/>; rel=\"next\""));
    assert_eq!(tags(&away).expect_err("it leads away").code().id(), "TRI0073");
}

#[test]
fn layers_may_be_on_another_host() {
    let data = Arc::new(Server::start(|seen| {
        assert!(seen.header("authorization").is_none());
        Answer::new(200, MAIN)
    }));
    let registry = server(|_, seen, answer| {
        if seen.url.contains("/blobs/") {
            Answer::new(307, "").with("Location", "https://data.example/blob?sig=SIGNATURE")
        } else {
            answer
        }
    });
    let user = triceps_modules::User::new(crate::server::folder("user"), []);
    let hosts: [(&str, &Server); 2] = [("contoso.azurecr.io", &registry), ("data.example", &data)];
    let module = mapped(user, &hosts).fetch(&reference("br:contoso.azurecr.io/m:1")).expect("the layer is there");
    assert_eq!(module.main, MAIN);
    assert_eq!(data.seen()[0].url, "/blob?sig=SIGNATURE");
}

#[test]
fn two_hundred_modules_are_fetched_with_two_requests_each() {
    let shelf = Shelf::default();
    for tag in 0..200 {
        shelf.module("m", &tag.to_string(), format!("{{\"{tag}\": 1}}").as_bytes());
    }
    let server = Server::start(move |seen| shelf.answer(seen));
    let registries = loopback();
    let references: Vec<Reference> =
        (0..200).map(|tag| reference(&format!("br:127.0.0.1:{}/m:{tag}", server.port))).collect();
    let outcomes = triceps_modules::each(&references, |reference| registries.fetch(reference));
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(server.seen().len(), 400);
}
