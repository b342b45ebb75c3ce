//! A database and a map account, whose models the build script generates.

use triceps::functions::resource_group;
use triceps::{Param, Template};

/// The generated models, a module for each provider.
pub mod azure {
    include!(concat!(env!("OUT_DIR"), "/azure.rs"));
}

use azure::maps::Account;
use azure::maps::account::{Kind, Sku};
use azure::sql::server::{MinimalTlsVersion, PublicNetworkAccess};
use azure::sql::{Database, Server};

/// An SQL server that takes no public traffic, with one database, and an account for maps.
pub fn shop() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let password = t.param(Param::secure_string("administratorPassword"));

    let server = t.add(
        "server",
        Server::new("sql-shop", &location)
            .system_identity()
            .administrator_login("shop")
            .administrator_login_password(&password)
            .minimal_tls_version(MinimalTlsVersion::V1_2)
            .public_network_access(PublicNetworkAccess::DISABLED),
    );
    t.add("orders", Database::new("orders", &location).parent(server).zone_redundant(true));
    let maps = t.add("maps", Account::new("map-shop", &location, Sku::G2).kind(Kind::GEN2));

    t.output("serverName", server.fully_qualified_domain_name());
    t.output("mapsClient", maps.unique_id());
    t
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_template_is_emitted_without_a_finding() {
        let checked = super::shop().check().expect("no errors");
        assert!(checked.warnings().is_empty(), "{}", checked.warnings());
        let bicep = checked.to_bicep();
        for expected in [
            "resource server 'Microsoft.Sql/servers@2023-08-01' = {",
            "administratorLoginPassword: administratorPassword",
            "resource orders 'Microsoft.Sql/servers/databases@2023-08-01' = {\n  parent: server\n",
            "resource maps 'Microsoft.Maps/accounts@2023-06-01' = {",
            "output serverName string = server.properties.fullyQualifiedDomainName",
        ] {
            assert!(bicep.contains(expected), "{bicep}");
        }
    }
}
