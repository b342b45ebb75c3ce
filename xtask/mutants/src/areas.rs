//! Which code is one area, and which tests are to see its faults.

/// An area of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    /// The middle, its emitters and the lowering of the builder.
    Core,
    /// The checks and the types.
    Checks,
    /// Reading text: lexer, parser, formatter, compiler.
    Read,
    /// The builder of the Rust API.
    Builder,
    /// The portal.
    Backstage,
}

const ALL: [Area; 5] = [Area::Core, Area::Checks, Area::Read, Area::Builder, Area::Backstage];

impl Area {
    pub(super) fn named(name: &str) -> Option<Area> {
        ALL.into_iter().find(|area| area.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Area::Core => "core",
            Area::Checks => "checks",
            Area::Read => "read",
            Area::Builder => "builder",
            Area::Backstage => "backstage",
        }
    }

    /// Patterns of the files whose code is changed.
    pub(super) fn files(self) -> &'static [&'static str] {
        match self {
            Area::Core => &["crates/triceps-core/src/**/*.rs", "crates/triceps/src/lower/**/*.rs"],
            Area::Checks => &["crates/triceps-core/src/check/**/*.rs", "crates/triceps-core/src/types/**/*.rs"],
            Area::Read => &[
                "crates/triceps-syntax/src/**/*.rs",
                "crates/triceps-layout/src/**/*.rs",
                "crates/triceps-compile/src/**/*.rs",
            ],
            Area::Builder => &["crates/triceps/src/*.rs", "crates/triceps/src/{expr,template,value,functions}/**/*.rs"],
            Area::Backstage => &["crates/triceps-backstage/src/**/*.rs"],
        }
    }

    /// The packages whose tests run, one group after the other.
    pub(super) fn stages(self) -> &'static [&'static [&'static str]] {
        match self {
            // The tests of the compiler catch most of them: its recorded programs and its cases of rules.
            Area::Core | Area::Checks => {
                &[&["triceps-compile"], &["triceps-core"], &["triceps"], &["triceps-workspace", "triceps-conformance"]]
            }
            Area::Read => &[
                &["triceps-syntax", "triceps-layout"],
                &["triceps-compile"],
                &["triceps-workspace", "triceps-conformance"],
            ],
            Area::Builder => &[&["triceps"], &["triceps-workspace", "triceps-conformance"]],
            Area::Backstage => &[&["triceps-backstage"], &["triceps-cli", "triceps-workspace"]],
        }
    }
}
