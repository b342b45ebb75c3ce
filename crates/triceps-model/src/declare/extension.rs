//! Extensions of the language.

use std::borrow::Cow;

/// An extension of the language, which brings resource types from outside Azure Resource Manager.
///
/// Its types come from a registry that `bicepconfig.json` names; that file is part of
/// `Checked::files`.
///
/// ```
/// # use triceps::{Extension, Template};
/// # let mut t = Template::for_resource_group();
/// t.extension(Extension::microsoft_graph());
/// assert_eq!(t.check()?.to_bicep(), "extension microsoftGraphV1\n");
/// # Ok::<(), triceps::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extension(ExtensionDecl);

impl Extension {
    /// Microsoft Graph v1.0: applications, groups, service principals of Microsoft Entra.
    pub fn microsoft_graph() -> Self {
        Self(ExtensionDecl {
            specification: Cow::Borrowed("microsoftGraphV1"),
            provider: Cow::Borrowed("MicrosoftGraph"),
            version: Cow::Borrowed("1.0.0"),
            registry: Cow::Borrowed("br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:1.0.0"),
            type_prefix: Cow::Borrowed("Microsoft.Graph/"),
        })
    }

    #[doc(hidden)]
    pub fn into_parts(self) -> (Cow<'static, str>, ExtensionDecl) {
        (self.0.specification.clone(), self.0)
    }
}

/// An extension, for those who lower it.
#[derive(Clone, Debug)]
pub struct ExtensionDecl {
    /// What follows `extension`: an identifier of `bicepconfig.json`.
    pub specification: Cow<'static, str>,
    /// The provider and version that the template names, known from the extension's own types.
    pub provider: Cow<'static, str>,
    /// The version of the provider.
    pub version: Cow<'static, str>,
    /// Where `bicepconfig.json` finds the types: `br:mcr.microsoft.com/..`.
    pub registry: Cow<'static, str>,
    /// The resource types it brings start so: `Microsoft.Graph/`.
    pub type_prefix: Cow<'static, str>,
}
