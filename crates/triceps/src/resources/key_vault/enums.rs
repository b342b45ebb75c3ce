//! The enums of vaults.

use crate::model_enum;

model_enum! {
    /// Tier of a vault: `properties.sku.name`.
    Sku {
        /// Keys protected by software.
        STANDARD = "standard",
        /// Keys protected by hardware modules too.
        PREMIUM = "premium",
    }
}

model_enum! {
    /// Family of tiers: `properties.sku.family`.
    SkuFamily {
        /// The only one.
        A = "A",
    }
}

model_enum! {
    /// How a vault comes to be: `properties.createMode`.
    CreateMode {
        /// It is made.
        DEFAULT = "default",
        /// A deleted one is recovered.
        RECOVER = "recover",
    }
}

model_enum! {
    /// Who gets past the network rules.
    NetworkBypass {
        /// Trusted Azure services.
        AZURE_SERVICES = "AzureServices",
        /// Nobody.
        NONE = "None",
    }
}

model_enum! {
    /// What happens to whom no rule names.
    NetworkAction {
        /// Let through.
        ALLOW = "Allow",
        /// Kept out.
        DENY = "Deny",
    }
}

model_enum! {
    /// What may be done with keys.
    KeyPermission {
        /// `all`
        ALL = "all",
        /// `encrypt`
        ENCRYPT = "encrypt",
        /// `decrypt`
        DECRYPT = "decrypt",
        /// `wrapKey`
        WRAP_KEY = "wrapKey",
        /// `unwrapKey`
        UNWRAP_KEY = "unwrapKey",
        /// `sign`
        SIGN = "sign",
        /// `verify`
        VERIFY = "verify",
        /// `get`
        GET = "get",
        /// `list`
        LIST = "list",
        /// `create`
        CREATE = "create",
        /// `update`
        UPDATE = "update",
        /// `import`
        IMPORT = "import",
        /// `delete`
        DELETE = "delete",
        /// `backup`
        BACKUP = "backup",
        /// `restore`
        RESTORE = "restore",
        /// `recover`
        RECOVER = "recover",
        /// `purge`
        PURGE = "purge",
        /// `release`
        RELEASE = "release",
        /// `rotate`
        ROTATE = "rotate",
        /// `getrotationpolicy`
        GETROTATIONPOLICY = "getrotationpolicy",
        /// `setrotationpolicy`
        SETROTATIONPOLICY = "setrotationpolicy",
    }
}

model_enum! {
    /// What may be done with secrets.
    SecretPermission {
        /// `all`
        ALL = "all",
        /// `get`
        GET = "get",
        /// `list`
        LIST = "list",
        /// `set`
        SET = "set",
        /// `delete`
        DELETE = "delete",
        /// `backup`
        BACKUP = "backup",
        /// `restore`
        RESTORE = "restore",
        /// `recover`
        RECOVER = "recover",
        /// `purge`
        PURGE = "purge",
    }
}

model_enum! {
    /// What may be done with certificates.
    CertificatePermission {
        /// `all`
        ALL = "all",
        /// `get`
        GET = "get",
        /// `list`
        LIST = "list",
        /// `delete`
        DELETE = "delete",
        /// `create`
        CREATE = "create",
        /// `import`
        IMPORT = "import",
        /// `update`
        UPDATE = "update",
        /// `managecontacts`
        MANAGECONTACTS = "managecontacts",
        /// `getissuers`
        GETISSUERS = "getissuers",
        /// `listissuers`
        LISTISSUERS = "listissuers",
        /// `setissuers`
        SETISSUERS = "setissuers",
        /// `deleteissuers`
        DELETEISSUERS = "deleteissuers",
        /// `manageissuers`
        MANAGEISSUERS = "manageissuers",
        /// `recover`
        RECOVER = "recover",
        /// `purge`
        PURGE = "purge",
        /// `backup`
        BACKUP = "backup",
        /// `restore`
        RESTORE = "restore",
    }
}

model_enum! {
    /// What may be done with managed storage accounts.
    StoragePermission {
        /// `all`
        ALL = "all",
        /// `get`
        GET = "get",
        /// `list`
        LIST = "list",
        /// `delete`
        DELETE = "delete",
        /// `set`
        SET = "set",
        /// `update`
        UPDATE = "update",
        /// `regeneratekey`
        REGENERATEKEY = "regeneratekey",
        /// `recover`
        RECOVER = "recover",
        /// `purge`
        PURGE = "purge",
        /// `backup`
        BACKUP = "backup",
        /// `restore`
        RESTORE = "restore",
        /// `setsas`
        SETSAS = "setsas",
        /// `listsas`
        LISTSAS = "listsas",
        /// `getsas`
        GETSAS = "getsas",
        /// `deletesas`
        DELETESAS = "deletesas",
    }
}
