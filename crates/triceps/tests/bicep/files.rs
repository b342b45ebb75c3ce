//! The files of a template.

use triceps::emit::File;
use triceps::{Checked, Extension, Module, Param, Template, object};

fn leaf(with_graph: bool) -> Checked {
    let mut t = Template::for_resource_group();
    if with_graph {
        t.extension(Extension::microsoft_graph());
        t.add_raw("app", "Microsoft.Graph/applications@v1.0", object! { uniqueName: "a", displayName: "A" });
    }
    let name = t.param(Param::string("name").default("x"));
    t.output("named", name);
    t.check().expect("the module is right")
}

#[test]
fn a_template_alone_is_one_file() {
    let checked = leaf(false);
    let files = checked.files().expect("each file has a path of its own");
    assert_eq!(files, [File { path: "main.bicep".to_owned(), text: checked.to_bicep() }]);
}

#[test]
fn module_files_are_relative_to_the_file_that_names_them() {
    let mut middle = Template::for_resource_group();
    let below = middle.module_file("parts/leaf.bicep", leaf(true));
    middle.add("below", Module::new(&below));
    let beside = middle.module_file("../shared/leaf.bicep", leaf(false));
    middle.add("beside", Module::new(&beside));

    let mut t = Template::for_resource_group();
    let file = t.module_file("modules/middle.bicep", middle.check().expect("the module is right"));
    t.add("middle", Module::new(&file));
    let shared = t.module_file("shared/leaf.bicep", leaf(false));
    t.add("shared", Module::new(&shared));
    let checked = t.check().expect("the template is right");

    let files = checked.files().expect("each file has a path of its own");
    let paths: Vec<&str> = files.iter().map(|file| &*file.path).collect();
    assert_eq!(
        paths,
        ["main.bicep", "modules/middle.bicep", "modules/parts/leaf.bicep", "shared/leaf.bicep", "bicepconfig.json"]
    );
    assert!(files[0].text.contains("module middle 'modules/middle.bicep' = {}\n"));
    assert_eq!(files[2].text, leaf(true).to_bicep());
    assert_eq!(
        files[4].text,
        r#"{
  "extensions": {
    "microsoftGraphV1": "br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0"
  }
}
"#
    );
}
