//! Extensions of the language.

use std::borrow::Cow;

use super::ExtensionDecl;

/// An extension of the language, which brings resource types from outside Azure Resource Manager.
///
/// Its types come from a registry that `bicepconfig.json` names; that file is part of
/// [`Checked::files`](crate::Checked::files).
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

    pub(crate) fn into_parts(self) -> (Cow<'static, str>, ExtensionDecl) {
        (self.0.specification.clone(), self.0)
    }
}
