//! How fast a printer writes: 700 resources of the kinds of a portal.

use divan::{Bencher, black_box};
use triceps_layout::{Document, Form, Items, List, Options, Statements};

fn main() {
    divan::main();
}

fn property(doc: &mut Document, object: &mut List, name: &str, value: &str) {
    object.item(doc);
    doc.property(name);
    doc.string(value);
}

fn nested(doc: &mut Document, object: &mut List, name: &str) -> List {
    object.item(doc);
    doc.property(name);
    doc.object(Form::Broken)
}

fn call(doc: &mut Document, name: &str, arguments: &[&str]) {
    doc.text(name);
    let mut list = doc.arguments(arguments.len());
    for argument in arguments {
        list.argument(doc);
        doc.text(argument);
    }
    list.close(doc);
}

/// One resource: 20 lines with an interpolated name, a call, nested objects and an array.
fn resource(doc: &mut Document, index: i64) {
    doc.keyword("resource");
    doc.text("portal");
    doc.integer(index);
    doc.space();
    doc.string("Microsoft.App/containerApps@2025-01-01");
    doc.assign();
    let mut body = doc.object(Form::Broken);
    body.item(doc);
    doc.property("name");
    let mut name = doc.interpolation();
    name.open_hole(doc);
    doc.text("namePrefix");
    name.close_hole(doc);
    name.text(doc, "-portal");
    name.close(doc);
    body.item(doc);
    doc.property("location");
    doc.text("location");
    let mut properties = nested(doc, &mut body, "properties");
    properties.item(doc);
    doc.property("environmentId");
    doc.text("environment");
    doc.property_access("id", false);
    let mut configuration = nested(doc, &mut properties, "configuration");
    property(doc, &mut configuration, "activeRevisionsMode", "Single");
    let mut ingress = nested(doc, &mut configuration, "ingress");
    ingress.item(doc);
    doc.property("external");
    doc.text("true");
    ingress.item(doc);
    doc.property("targetPort");
    doc.integer(7007);
    ingress.close(doc);
    configuration.close(doc);
    let mut template = nested(doc, &mut properties, "template");
    template.item(doc);
    doc.property("containers");
    let mut containers = doc.array(Form::Broken);
    containers.item(doc);
    let mut container = doc.object(Form::Broken);
    property(doc, &mut container, "name", "portal");
    container.item(doc);
    doc.property("image");
    call(doc, "format", &["'{0}/portal:{1}'", "registry.properties.loginServer", "imageTag"]);
    container.close(doc);
    containers.close(doc);
    template.close(doc);
    properties.close(doc);
    body.close(doc);
}

#[divan::bench]
fn resources_700(bencher: Bencher) {
    bencher.bench(|| {
        let mut doc = Document::with_capacity(Options::default(), 512 * 1024).stable();
        let mut statements = Statements::new();
        for index in 0..black_box(700) {
            statements.blank_line();
            statements.item(&mut doc);
            resource(&mut doc, index);
        }
        doc.finish()
    });
}
