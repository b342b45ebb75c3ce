//! The decorators of the language. All are in the namespace `sys`.

macro_rules! decorators {
    ($($variant:ident = $name:literal;)*) => {
        /// A decorator of the language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum DecoratorId {
            $(
                #[doc = concat!("`@", $name, "(..)`")]
                $variant,
            )*
        }

        impl DecoratorId {
            /// All decorators, sorted by name.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in Bicep.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

decorators! {
    Allowed = "allowed";
    BatchSize = "batchSize";
    Description = "description";
    Discriminator = "discriminator";
    Export = "export";
    MaxLength = "maxLength";
    MaxValue = "maxValue";
    Metadata = "metadata";
    MinLength = "minLength";
    MinValue = "minValue";
    NullIfNotFound = "nullIfNotFound";
    OnlyIfNotExists = "onlyIfNotExists";
    Patch = "patch";
    RetryOn = "retryOn";
    Sealed = "sealed";
    Secure = "secure";
    Validate = "validate";
    WaitUntil = "waitUntil";
}

impl DecoratorId {
    /// The decorator of this name, or none.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|decorator| decorator.name() == name)
    }
}
