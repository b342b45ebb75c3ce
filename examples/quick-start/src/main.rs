//! A storage account for the files of a team, as Bicep text and as ARM JSON.

use triceps::build::{Bundle, Error, Mode};
use triceps::functions::{resource_group, unique_string};
use triceps::storage::storage_account::{Kind, MinimumTlsVersion, Sku, StorageAccount};
use triceps::{Param, Template, interpolate};

fn files() -> Template {
    let mut t = Template::for_resource_group();
    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = interpolate!("stfiles{}", unique_string([resource_group().id()]));
    let account = t.add(
        "account",
        StorageAccount::new(name, &location, Sku::STANDARD_ZRS, Kind::STORAGE_V2)
            .allow_blob_public_access(false)
            .minimum_tls_version(MinimumTlsVersion::TLS1_2),
    );
    t.output("accountId", account.id());
    t
}

fn write(mode: Mode) -> Result<(), Error> {
    Bundle::new(files()).bicep("main.bicep").arm("main.json").command("cargo run").run(mode)?;
    Ok(())
}

fn main() -> Result<(), Error> {
    write(Mode::Write)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_fresh() -> Result<(), Error> {
        write(Mode::Check)
    }
}
