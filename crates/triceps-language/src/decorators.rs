//! The decorators of the language. All are in the namespace `sys`.

use super::row::Param;
use super::sig::{LambdaSig, Sig};

/// What the table says about a decorator.
#[allow(clippy::struct_excessive_bools, reason = "facts about a decorator, independent of each other")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DecoratorRow {
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What it can be used on.
    pub targets: Targets,
    /// The type that its target has to have; none: any.
    pub attaches_to: Option<Sig>,
    /// Its parameters.
    pub params: &'static [Param],
    /// The least number that it takes, where it takes one.
    pub least: Option<i64>,
    /// Whether it can only be used on a looped resource or module.
    pub looped: bool,
    /// Whether it can only be used on an existing resource.
    pub existing: bool,
    /// Whether it constrains a type, and so cannot be used on the name of a type that is declared elsewhere.
    pub constrains: bool,
    /// Whether it cannot be used on unions and literal types.
    pub no_literals: bool,
    /// The feature of the compiler that it needs and that is off by default, in lower case.
    pub experiment: Option<&'static str>,
    /// Whether it makes the file one with symbolic names.
    pub symbolic: bool,
}

/// What a decorator can be used on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets(u16);

impl Targets {
    /// Parameters.
    pub const PARAM: Self = Self(1);
    /// Variables.
    pub const VAR: Self = Self(1 << 1);
    /// Functions.
    pub const FUNC: Self = Self(1 << 2);
    /// Types, properties of object types, items of tuples.
    pub const TYPE: Self = Self(1 << 3);
    /// Resources.
    pub const RESOURCE: Self = Self(1 << 4);
    /// Modules.
    pub const MODULE: Self = Self(1 << 5);
    /// Outputs.
    pub const OUTPUT: Self = Self(1 << 6);
    /// Metadata.
    pub const METADATA: Self = Self(1 << 7);
    /// Extensions.
    pub const EXTENSION: Self = Self(1 << 8);
    /// Imports.
    pub const IMPORT: Self = Self(1 << 9);
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Everything.
    pub const ALL: Self = Self((1 << 10) - 1);
    /// Parameters, outputs and types.
    pub const TYPED: Self = Self(Self::PARAM.0 | Self::OUTPUT.0 | Self::TYPE.0);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are among these.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

macro_rules! decorators {
    ($($variant:ident = $name:literal => $row:expr;)*) => {
        /// A decorator of the language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

            /// What the table says about it.
            pub fn row(self) -> &'static DecoratorRow {
                match self {
                    $(Self::$variant => {
                        static ROW: DecoratorRow = $row;
                        &ROW
                    })*
                }
            }
        }
    };
}

impl DecoratorRow {
    const fn new(summary: &'static str, targets: Targets, params: &'static [Param]) -> Self {
        Self {
            summary,
            targets,
            attaches_to: None,
            params,
            least: None,
            looped: false,
            existing: false,
            constrains: false,
            no_literals: false,
            experiment: None,
            symbolic: false,
        }
    }

    const fn on(mut self, ty: Sig) -> Self {
        self.attaches_to = Some(ty);
        self
    }

    const fn constrains(mut self) -> Self {
        self.constrains = true;
        self
    }

    const fn no_literals(mut self) -> Self {
        self.no_literals = true;
        self
    }

    const fn least(mut self, least: i64) -> Self {
        self.least = Some(least);
        self
    }

    const fn looped(mut self) -> Self {
        self.looped = true;
        self
    }

    const fn existing(mut self) -> Self {
        self.existing = true;
        self
    }

    const fn experimental(mut self, experiment: &'static str) -> Self {
        self.experiment = Some(experiment);
        self
    }

    const fn symbolic(mut self) -> Self {
        self.symbolic = true;
        self
    }

    /// How many arguments it needs at least, and takes at most.
    pub fn count(&self) -> (usize, usize) {
        (self.params.iter().filter(|param| !param.optional).count(), self.params.len())
    }
}

const TEXT_OR_ARRAY: Sig = Sig::Union(&[Sig::Array, Sig::String]);
const RESOURCE_TEST: Sig = Sig::Lambda(&LambdaSig { params: &[Sig::Object], required: 1, result: Sig::Bool });
const VALUE_TEST: Sig = Sig::Lambda(&LambdaSig { params: &[Sig::Any], required: 1, result: Sig::Bool });

decorators! {
    Allowed = "allowed" => DecoratorRow::new(
        "Lists the values that a parameter may have.",
        Targets::PARAM,
        &[Param::new("values", Sig::Array).constant()],
    ).constrains().no_literals();
    BatchSize = "batchSize" => DecoratorRow::new(
        "Deploys the items of a loop in batches, one after the other.",
        Targets::RESOURCE.and(Targets::MODULE),
        &[Param::new("batchSize", Sig::Int)],
    ).least(1).looped();
    Description = "description" => DecoratorRow::new(
        "Describes what follows.",
        Targets::ALL,
        &[Param::new("text", Sig::String).constant()],
    );
    Discriminator = "discriminator" => DecoratorRow::new(
        "Names the property that tells the members of a union of objects apart.",
        Targets::TYPED,
        &[Param::new("value", Sig::String).constant()],
    ).on(Sig::Object);
    Export = "export" => DecoratorRow::new(
        "Lets other files import a type, variable or function.",
        Targets::TYPE.and(Targets::VAR).and(Targets::FUNC),
        &[],
    );
    MaxLength = "maxLength" => DecoratorRow::new(
        "Sets how long a string or array may be.",
        Targets::TYPED,
        &[Param::new("length", Sig::Int).constant()],
    ).on(TEXT_OR_ARRAY).constrains().no_literals().least(0);
    MaxValue = "maxValue" => DecoratorRow::new(
        "Sets the greatest value of a number.",
        Targets::TYPED,
        &[Param::new("value", Sig::Int).constant()],
    ).on(Sig::Int).constrains();
    Metadata = "metadata" => DecoratorRow::new(
        "Adds metadata to what follows.",
        Targets::TYPED,
        &[Param::new("object", Sig::Object).constant()],
    );
    MinLength = "minLength" => DecoratorRow::new(
        "Sets how long a string or array has to be.",
        Targets::TYPED,
        &[Param::new("length", Sig::Int).constant()],
    ).on(TEXT_OR_ARRAY).constrains().no_literals().least(0);
    MinValue = "minValue" => DecoratorRow::new(
        "Sets the least value of a number.",
        Targets::TYPED,
        &[Param::new("value", Sig::Int).constant()],
    ).on(Sig::Int).constrains();
    NullIfNotFound = "nullIfNotFound" => DecoratorRow::new(
        "Makes an existing resource null where it does not exist, instead of an error.",
        Targets::RESOURCE,
        &[],
    ).existing().symbolic();
    OnlyIfNotExists = "onlyIfNotExists" => DecoratorRow::new(
        "Leaves a resource alone that exists already.",
        Targets::RESOURCE,
        &[],
    ).symbolic();
    Patch = "patch" => DecoratorRow::new(
        "Changes a resource by a patch.",
        Targets::RESOURCE,
        &[],
    ).experimental("patch").symbolic();
    RetryOn = "retryOn" => DecoratorRow::new(
        "Deploys a resource again after certain errors.",
        Targets::RESOURCE,
        &[
            Param::new("exceptionCodes", Sig::ArrayOf(&Sig::String)).constant(),
            Param::new("retryCount", Sig::AtLeast(1)).optional().constant(),
        ],
    ).symbolic();
    Sealed = "sealed" => DecoratorRow::new(
        "Forbids properties that an object type does not name.",
        Targets::TYPED,
        &[],
    ).on(Sig::Object);
    Secure = "secure" => DecoratorRow::new(
        "Keeps a value out of logs and of the history of deployments.",
        Targets::TYPED,
        &[],
    ).on(Sig::Union(&[Sig::Object, Sig::String])).constrains();
    Validate = "validate" => DecoratorRow::new(
        "Checks values by a lambda.",
        Targets::TYPED,
        &[Param::new("predicate", VALUE_TEST), Param::new("errorMessage", Sig::String).optional().constant()],
    ).experimental("userdefinedconstraints");
    WaitUntil = "waitUntil" => DecoratorRow::new(
        "Waits until a condition on a resource holds.",
        Targets::RESOURCE,
        &[Param::new("predicate", RESOURCE_TEST), Param::new("maxWaitTime", Sig::String).constant()],
    ).experimental("waituntil").symbolic();
}

impl DecoratorId {
    /// The decorator of this name, or none.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|decorator| decorator.name() == name)
    }

    /// The decorator of this name, or none, where some experiments are on: without its experiment the compiler does not
    /// know it.
    pub fn find_with(name: &str, has_experiment: impl Fn(&str) -> bool) -> Option<Self> {
        Self::find(name).filter(|decorator| decorator.row().experiment.is_none_or(has_experiment))
    }
}

#[cfg(test)]
mod tests {
    use super::{DecoratorId, Targets};

    #[test]
    fn the_table_is_sorted_and_well_formed() {
        assert!(DecoratorId::ALL.is_sorted_by_key(|decorator| decorator.name()));
        for decorator in DecoratorId::ALL {
            assert!(decorator.row().summary.ends_with('.'), "{}: a sentence", decorator.name());
        }
    }

    #[test]
    fn targets() {
        let on = |target| {
            let fits = DecoratorId::ALL.iter().filter(|decorator| decorator.row().targets.contains(target));
            fits.map(|decorator| decorator.name()).collect::<Vec<_>>()
        };
        assert_eq!(on(Targets::VAR), ["description", "export"]);
        assert_eq!(on(Targets::MODULE), ["batchSize", "description"]);
        assert!(on(Targets::OUTPUT).contains(&"secure") && !on(Targets::OUTPUT).contains(&"allowed"));
    }
}
