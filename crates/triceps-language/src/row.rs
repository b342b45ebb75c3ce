//! What the table says about a function: its overloads, how a call's type follows from its arguments, and where it may
//! be called.

use std::fmt;

use super::Sig;
use super::scope::TargetScope;
use crate::eval::Eval;

/// What the table says about a function.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Its overloads, in the order in which they are tried.
    pub overloads: &'static [Overload],
    /// What is special about it.
    pub flags: Flags,
    /// How a call appears in the JSON.
    pub emission: Emission,
    /// What it makes of known values.
    pub eval: Option<Eval>,
}

/// One way to call a function.
#[derive(Clone, Copy, Debug)]
pub struct Overload {
    /// The parameters, required ones first.
    pub params: &'static [Param],
    /// What may follow them, as often as wanted.
    pub rest: Option<Rest>,
    /// The type of the result where the arguments say nothing.
    pub result: Sig,
    /// How the type of the result follows from the arguments.
    pub rule: Rule,
    /// Whether a call with literal arguments has the type of its value.
    pub folds: bool,
    /// The scopes of files in which it exists.
    pub scopes: Scopes,
    /// Whether it only names a scope and has no value: read as a value it is an empty object.
    pub names_scope: bool,
}

/// A parameter of a function or decorator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: Sig,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether the argument has to be made of literals alone.
    pub constant: bool,
}

/// Parameters at the end of a list, as many as wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rest {
    /// What each of them is.
    pub param: Param,
    /// How many there have to be at least.
    pub min: usize,
}

/// How the type of a call follows from the types of its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It is the declared one.
    Declared,
    /// The items of all arrays in a row.
    Concat,
    /// The string itself, in another case.
    SameString,
    /// A string that is at most as long as the argument.
    Trim,
    /// A string that is at least as long as the second argument says.
    PadLeft,
    /// How long the argument is.
    Length,
    /// All items in a row, with a separator.
    Join,
    /// A part of a string.
    Substring,
    /// The start of an array or string.
    Take,
    /// The end of an array or string.
    Skip,
    /// The first item.
    First,
    /// The last item.
    Last,
    /// The least of the arguments.
    Min,
    /// The greatest of the arguments.
    Max,
    /// Whole numbers in a row.
    Range,
    /// What the text holds, where it is known.
    Json,
    /// Pairs of key and value.
    Items,
    /// The names of the properties.
    Keys,
    /// The items of the items.
    Flatten,
    /// Some of the items.
    Filter,
    /// The same items in another order.
    Sort,
    /// An array of what the lambda gives.
    Map,
    /// An object of what the lambda gives.
    MapValues,
    /// What the lambda gives.
    Reduce,
    /// An object of items, or of what the second lambda gives.
    ToObject,
    /// An object of arrays of items, or of what the second lambda gives.
    GroupBy,
    /// The name of the argument.
    Name,
    /// What is known of the deployment, which depends on the scope of the file.
    Deployment,
    /// The resource around the call, as it was before the deployment.
    ExistingResource,
}

/// How a call appears in the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emission {
    /// As a call of the same name.
    Call,
    /// As a call of another name.
    CallAs(&'static str),
    /// As its argument alone.
    Argument,
    /// As a literal, since its value is known while compiling.
    Literal,
    /// As a literal where it is the whole value of a variable, else as a variable that holds its value.
    LiteralOrVariable,
    /// As a variable that holds its value.
    Variable,
    /// As an expression of its own, `not(empty(target('full')))` or `target('full')`.
    Target,
    /// As a reference to a secret of a vault.
    VaultReference,
}

/// What is special about a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u16);

impl Flags {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Its value is known only while the deployment runs, and variables that hold it are inlined.
    pub const INLINED: Self = Self(1);
    /// It can only be used in the default of a parameter.
    pub const PARAM_DEFAULT: Self = Self(1 << 1);
    /// It exists in parameter files only.
    pub const PARAMS_FILE: Self = Self(1 << 2);
    /// It exists in templates only.
    pub const TEMPLATE: Self = Self(1 << 3);
    /// What it gives may be a secret.
    pub const SECRET: Self = Self(1 << 4);
    /// Its value is known while compiling.
    pub const COMPILE_TIME: Self = Self(1 << 5);
    /// It does not depend on the value of its argument, only on its name.
    pub const BY_NAME: Self = Self(1 << 6);
    /// Its value follows from the arguments alone.
    pub const PURE: Self = Self(1 << 7);
    /// It will be removed from the language.
    pub const DEPRECATED: Self = Self(1 << 8);
    /// It has to be the whole value that is assigned.
    pub const DIRECT: Self = Self(1 << 9);
    /// It needs a feature of the compiler that is off by default.
    pub const EXPERIMENTAL: Self = Self(1 << 10);
    /// It can only be used in the body of a resource.
    pub const RESOURCE_BODY: Self = Self(1 << 11);
    /// It takes over a file, or lists a folder.
    pub const LOADS: Self = Self(1 << 12);

    /// These and others.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are among these.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A set of scopes that files are deployed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scopes(u8);

impl Scopes {
    /// Every scope.
    pub const ALL: Self = Self(0b1111);
    /// Resource groups.
    pub const RESOURCE_GROUP: Self = Self(1);
    /// Subscriptions and resource groups.
    pub const SUBSCRIPTION: Self = Self(0b11);
    /// Management groups.
    pub const MANAGEMENT_GROUP: Self = Self(0b100);

    /// Whether a scope is one of them.
    pub const fn contains(self, scope: TargetScope) -> bool {
        let bit = match scope {
            TargetScope::ResourceGroup => 1,
            TargetScope::Subscription => 0b10,
            TargetScope::ManagementGroup => 0b100,
            TargetScope::Tenant => 0b1000,
        };
        self.0 & bit != 0
    }
}

impl Row {
    pub(super) const fn new(summary: &'static str, overloads: &'static [Overload]) -> Self {
        Self { summary, overloads, flags: Flags::NONE, emission: Emission::Call, eval: None }
    }

    pub(super) const fn flags(mut self, flags: Flags) -> Self {
        self.flags = self.flags.and(flags);
        self
    }

    pub(super) const fn emission(mut self, emission: Emission) -> Self {
        self.emission = emission;
        self
    }

    pub(super) const fn eval(mut self, eval: Eval) -> Self {
        self.eval = Some(eval);
        self
    }

    /// A function whose value follows from its arguments alone.
    pub(super) const fn pure(self) -> Self {
        self.flags(Flags::PURE)
    }
}

impl Param {
    pub(super) const fn new(name: &'static str, ty: Sig) -> Self {
        Self { name, ty, optional: false, constant: false }
    }

    pub(super) const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    pub(super) const fn constant(mut self) -> Self {
        self.constant = true;
        self
    }
}

impl Overload {
    pub(super) const fn new(params: &'static [Param], result: Sig) -> Self {
        Self { params, rest: None, result, rule: Rule::Declared, folds: false, scopes: Scopes::ALL, names_scope: false }
    }

    pub(super) const fn rest(mut self, param: Param, min: usize) -> Self {
        self.rest = Some(Rest { param, min });
        self
    }

    pub(super) const fn rule(mut self, rule: Rule) -> Self {
        self.rule = rule;
        self
    }

    pub(super) const fn folds(mut self) -> Self {
        self.folds = true;
        self
    }

    pub(super) const fn scopes(mut self, scopes: Scopes) -> Self {
        self.scopes = scopes;
        self
    }

    pub(super) const fn names_scope(mut self) -> Self {
        self.names_scope = true;
        self
    }

    /// How many arguments there have to be at least.
    pub fn min(&self) -> usize {
        self.params.iter().filter(|param| !param.optional).count() + self.rest.map_or(0, |rest| rest.min)
    }

    /// How many arguments there may be at most.
    pub fn max(&self) -> Option<usize> {
        match self.rest {
            Some(_) => None,
            None => Some(self.params.len()),
        }
    }

    /// The parameter that takes the argument at a position.
    pub fn param(&self, position: usize) -> Option<&Param> {
        self.params.get(position).or(self.rest.as_ref().map(|rest| &rest.param))
    }
}

/// As the compiler writes it: `(arg: object | string): int`.
impl fmt::Display for Overload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (index, param) in self.params.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            if param.optional {
                write!(f, "{separator}[{}: {}]", param.name, param.ty)?;
            } else {
                write!(f, "{separator}{}: {}", param.name, param.ty)?;
            }
        }
        if let Some(rest) = self.rest {
            let separator = if self.params.is_empty() { "" } else { ", " };
            write!(f, "{separator}... : {}", rest.param.ty)?;
        }
        write!(f, "): {}", self.result)
    }
}
