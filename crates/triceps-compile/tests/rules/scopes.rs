//! Where a deployment goes has to be known: scopes that are computed, and what is not a scope. Each case has a near one
//! that is right.

use crate::files::{diagnostics_with, files};

const FILES: &[(&str, &str)] = &[("group.bicep", "output id string = resourceGroup().id\n")];
const LOCK: &str = "'Microsoft.Authorization/locks@2020-05-01'";
const IDENTITY: &str = "'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31'";
const STORAGE: &str = "'Microsoft.Storage/storageAccounts@2023-05-01'";

struct Case {
    wrong: String,
    codes: &'static [&'static str],
    right: String,
}

fn module(scope: &str) -> String {
    format!("module m 'group.bicep' = {{ name: 'm', scope: {scope} }}\n")
}

fn each_module(array: &str, scope: &str) -> String {
    format!("module m 'group.bicep' = [for (g, i) in {array}: {{ name: 'm${{i}}', scope: {scope} }}]\n")
}

fn lock(scope: &str) -> String {
    format!("resource l {LOCK} = {{ name: 'keep', scope: {scope}, properties: {{ level: 'CanNotDelete' }} }}\n")
}

fn account(scope: &str) -> String {
    format!(
        "resource a {STORAGE} existing = {{ name: 'stcontoso', scope: {scope} }}\noutput o string = a.properties.primaryLocation\n"
    )
}

#[test]
fn scopes_are_written_or_refused() {
    let group = "module g 'group.bicep' = { name: 'g' }\n";
    let groups = "module g 'group.bicep' = [for i in range(0, 2): { name: 'g${i}' }]\n";
    let identity = format!("resource id {IDENTITY} existing = {{ name: 'id-contoso' }}\n");
    let cases = [
        // A module.
        Case { wrong: group.to_owned() + &lock("g"), codes: &["BCP135"], right: identity.clone() + &lock("id") },
        Case { wrong: groups.to_owned() + &lock("g[0]"), codes: &["BCP135"], right: identity.clone() + &lock("(id)") },
        Case { wrong: group.to_owned() + &module("g"), codes: &["BCP134"], right: module("resourceGroup('a')") },
        // Through a variable a module is not known at the start, and that is enough.
        Case {
            wrong: format!("{group}var v = g\n{}", lock("v")),
            codes: &["BCP120"],
            right: format!("var v = resourceGroup('a')\n{}", module("v")),
        },
        // The item of a loop, a property, a call.
        Case {
            wrong: each_module("[resourceGroup('a'), resourceGroup('b')]", "g"),
            codes: &["BCP420"],
            right: each_module("['a', 'b']", "resourceGroup(g)"),
        },
        Case {
            wrong: each_module("[{ to: resourceGroup('a') }]", "g.to"),
            codes: &["BCP420"],
            right: each_module("[{ to: 'a' }]", "resourceGroup(g.to)"),
        },
        Case {
            wrong: format!("var s = {{ to: resourceGroup('a') }}\n{}", module("s.to")),
            codes: &["BCP420"],
            right: format!("var s = {{ to: 'a' }}\n{}", module("resourceGroup(s.to)")),
        },
        Case {
            wrong: format!("var s = [resourceGroup('a')]\n{}", account("s[0]")),
            codes: &["BCP420"],
            right: format!("var s = ['a']\n{}", account("resourceGroup(s[0])")),
        },
        Case {
            wrong: account("first([resourceGroup('a'), resourceGroup('b')])!"),
            codes: &["BCP420"],
            right: account("resourceGroup(first(['a', 'b'])!)"),
        },
        // A choice of two.
        Case {
            wrong: format!("param x bool\n{}", account("x ? resourceGroup('a') : resourceGroup()")),
            codes: &["BCP420"],
            right: format!("param x bool\n{}", account("resourceGroup(x ? 'a' : 'b')")),
        },
    ];
    let files = files(FILES);
    let codes = |text: &str| -> Vec<String> {
        let found = diagnostics_with(text, &files);
        found.iter().map(|found| found.id().to_owned()).filter(|id| id.starts_with("BCP")).collect()
    };
    for Case { wrong, codes: expected, right } in cases {
        assert_eq!(codes(&wrong), expected, "{wrong}");
        assert_eq!(codes(&right), [""; 0], "{right}");
    }
}
