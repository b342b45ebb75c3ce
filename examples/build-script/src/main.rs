//! Prints the infrastructure that the build script has written.

use std::io::{self, Write};

const BICEP: &str = include_str!("../infra/main.bicep");

fn main() -> io::Result<()> {
    io::stdout().write_all(BICEP.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_build_script_has_written_the_model() {
        assert_eq!(
            super::BICEP,
            "param location string = resourceGroup().location\n\
             \n\
             resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {\n  \
               name: 'st${uniqueString(resourceGroup().id)}'\n  \
               location: location\n  \
               kind: 'StorageV2'\n  \
               sku: {\n    \
                 name: 'Standard_LRS'\n  \
               }\n  \
               properties: {\n    \
                 allowBlobPublicAccess: false\n  \
               }\n\
             }\n\
             \n\
             @description('For what reads and writes blobs.')\n\
             output accountId string = account.id\n"
        );
    }
}
