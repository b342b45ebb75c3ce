//! Names of members.

use std::borrow::Cow;

/// The name of a member. Names that templates have many times need no memory of their own.
pub type Name = Cow<'static, str>;

macro_rules! common {
    ($text:expr; $($name:literal),* $(,)?) => {
        match $text {
            $($name => Some($name),)*
            _ => None,
        }
    };
}

/// A name with this text.
pub(super) fn name(text: &str) -> Name {
    common(text).map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)
}

/// A name that most templates have in each of their parameters and types.
fn common(text: &str) -> Option<&'static str> {
    common! { text;
        "$ref",
        "__bicep_export!",
        "__bicep_imported_from!",
        "__bicep_resource_derived_type!",
        "additionalProperties",
        "allowedValues",
        "defaultValue",
        "description",
        "items",
        "maxLength",
        "maxValue",
        "metadata",
        "minLength",
        "minValue",
        "name",
        "nullable",
        "properties",
        "source",
        "sourceTemplate",
        "type",
        "value",
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::name;

    #[test]
    fn common_names_are_shared() {
        assert!(matches!(name("description"), Cow::Borrowed("description")));
        assert!(matches!(name("Description"), Cow::Owned(own) if own == "Description"));
    }
}
