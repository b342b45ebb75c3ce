//! A module of a company, once with the bindings that the build script made, and once without any.

use triceps::scope::resource_group_named;
use triceps::{Module, Template};

/// The modules that `triceps.lock` names.
pub mod modules {
    include!(concat!(env!("OUT_DIR"), "/modules.rs"));
}

use modules::data::{Data, Environment, Owner, Settings};

/// The template of two stores.
pub fn stores() -> Template {
    let mut t = Template::for_resource_group();
    let settings = || Settings::new(Owner::new("data@contoso.com").cost_center(4711), Environment::PROD);
    let data = t.add("data", Module::new(Data::new(settings())).scope(resource_group_named("rg-data")));
    t.output("days", data.outputs().days());

    let json = include_str!("../modules/contoso.azurecr.io/bicep/data/1.2.3.json");
    let backup = t.add(
        "backup",
        Module::registry("br:contoso.azurecr.io/bicep/data:1.2.3", json)
            .name("backup")
            .param("settings", settings())
            .param("retentionDays", 90),
    );
    t.output("backupId", backup.output::<String>("id"));
    t
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_text_shows_the_default_of_the_project() {
        let checked = super::stores().check().unwrap_or_else(|found| panic!("{found:#}"));
        let text = checked.to_bicep();
        let (data, backup) = text.split_once("module backup").expect("both modules are printed");
        assert!(data.contains("retentionDays: 30") && data.contains("scope: resourceGroup('rg-data')"), "{text}");
        assert!(backup.contains("retentionDays: 90"), "{text}");
        assert_eq!(text.matches("'br:contoso.azurecr.io/bicep/data:1.2.3'").count(), 2, "{text}");
    }
}
