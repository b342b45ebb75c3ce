//! Diagnostic what texts name.

use triceps_modules::Uses;

use crate::common::{folder, write};

#[test]
fn all_places_that_name_modules_are_found() {
    let root = folder("scan");
    write(
        &root.join("bicepconfig.json"),
        r#"{ "moduleAliases": { "br": { "team": { "registry": "contoso.azurecr.io" } } },
             "extensions": { "graph": "br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0" } }"#,
    );
    write(
        &root.join("main.bicep"),
        "module a 'br/team:a:1' = {}\nimport * as b from 'br:contoso.azurecr.io/b:1'\nextension graph\nmodule c 'sub/c.bicep' = {}\ntest t 'br:contoso.azurecr.io/t:1' = {}\n",
    );
    write(&root.join("main.bicepparam"), "using 'br/public:avm/res/x:1'\n");
    write(
        &root.join("sub/c.bicep"),
        "module d '../../outside.bicep' = {}\nmodule e 'br:contoso.azurecr.io/E:1' = {}\n",
    );
    write(&root.join("node_modules/x.bicep"), "module no 'br:contoso.azurecr.io/no:1' = {}\n");
    let uses = Uses::of_folder(&root).expect("the folder can be read");
    let remote: Vec<String> = uses.remote().into_iter().map(ToString::to_string).collect();
    assert_eq!(
        remote,
        [
            "br:contoso.azurecr.io/a:1",
            "br:contoso.azurecr.io/b:1",
            "br:contoso.azurecr.io/t:1",
            "br:mcr.microsoft.com/bicep/avm/res/x:1",
            "br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0",
        ]
    );
    let errors: Vec<(String, bool)> = uses
        .errors(Some(&root))
        .iter()
        .map(|error| (error.code().id().to_owned(), error.subject().ends_with("c.bicep(1,10)")))
        .collect();
    assert_eq!(errors, [("TRI0069".to_owned(), true), ("BCP195".to_owned(), false)]);
    assert_eq!(uses.errors(None).len(), 1);
    let outside: Vec<&str> = uses.outside(&root).iter().map(|error| error.code().id()).collect::<Vec<_>>();
    assert_eq!(outside, ["TRI0069"]);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_a_project() {
    let (root, outside) = (folder("links"), folder("outside"));
    write(&outside.join("x.bicep"), "");
    write(&root.join("main.bicep"), "module a 'in/x.bicep' = {}\n");
    std::os::unix::fs::symlink(&outside, root.join("in")).expect("a link can be made");
    let uses = Uses::of_folder(&root).expect("the folder can be read");
    assert_eq!(uses.errors(Some(&root)).len(), 1);
}
