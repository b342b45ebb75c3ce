//! Which code is one area.

/// An area of the code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) name: &'static str,
    /// Where the paths of its files start.
    pub(super) files: &'static [&'static str],
    /// Where the paths of files start that are left out: what is generated is compared with its generator.
    without: &'static [&'static str],
}

/// The parts that have a sample of their own, then the crates. The code of `triceps-macros` runs in the compiler, where no
/// mutant can be chosen.
pub(super) const ALL: &[Area] = &[
    area(
        "core",
        &[
            "crates/triceps-language/src/",
            "crates/triceps-middle/src/",
            "crates/triceps-infer/src/",
            "crates/triceps-emit/src/",
            "crates/triceps-core/src/",
            "crates/triceps/src/lower/",
        ],
    ),
    area("checks", &["crates/triceps-core/src/check/", "crates/triceps-infer/src/"]),
    area("read", &["crates/triceps-syntax/src/", "crates/triceps-layout/src/", "crates/triceps-compile/src/"]),
    area("bindings", &["crates/triceps-modules/src/", "crates/triceps-codegen/src/bindings/"]),
    area("triceps", &["crates/triceps/src/"]),
    Area { without: &["crates/triceps-model/src/generated/"], ..area("triceps-model", &["crates/triceps-model/src/"]) },
    area("triceps-language", &["crates/triceps-language/src/"]),
    area("triceps-middle", &["crates/triceps-middle/src/"]),
    area("triceps-infer", &["crates/triceps-infer/src/"]),
    area("triceps-emit", &["crates/triceps-emit/src/"]),
    area("triceps-core", &["crates/triceps-core/src/"]),
    area("triceps-types", &["crates/triceps-types/src/"]),
    area("triceps-diagnostics", &["crates/triceps-diagnostics/src/"]),
    area("triceps-layout", &["crates/triceps-layout/src/"]),
    area("triceps-syntax", &["crates/triceps-syntax/src/"]),
    area("triceps-compile", &["crates/triceps-compile/src/"]),
    area("triceps-modules", &["crates/triceps-modules/src/"]),
    area("triceps-codegen", &["crates/triceps-codegen/src/"]),
    area("triceps-portal", &["crates/triceps-portal/src/"]),
    area("triceps-backstage", &["crates/triceps-backstage/src/"]),
    area("triceps-cli", &["crates/triceps-cli/src/"]),
];

const fn area(name: &'static str, files: &'static [&'static str]) -> Area {
    Area { name, files, without: &[] }
}

impl Area {
    pub(super) fn named(name: &str) -> Option<&'static Area> {
        ALL.iter().find(|area| area.name == name)
    }

    pub(super) fn has(&self, file: &str) -> bool {
        let starts = |with: &&str| file.starts_with(with);
        self.files.iter().any(starts) && !self.without.iter().any(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_has_its_files_but_those_left_out() {
        let area = Area::named("triceps-model").unwrap();
        assert!(area.has("crates/triceps-model/src/scope.rs"));
        assert!(!area.has("crates/triceps-model/src/generated/web.rs"));
        assert!(!area.has("crates/triceps-core/src/lib.rs"));
        assert_eq!(Area::named("kernel"), None);
    }
}
