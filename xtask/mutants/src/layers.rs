//! Which tests are to see a fault in a crate: those of the crate and of what stands on it, as far as they are about it.

/// Starts of the names of binaries with tests, `package/binary`.
pub(super) fn tests_of(package: &str) -> &'static [&'static str] {
    match package {
        "triceps-types" => &["triceps-types/", "triceps-core/", "triceps-compile/", "triceps/", "triceps-codegen/"],
        "triceps-diagnostics" => &["triceps-diagnostics/", "triceps-compile/", "triceps/", "tree/snapshots"],
        "triceps-layout" | "triceps-syntax" => &[
            "triceps-layout/",
            "triceps-syntax/",
            "triceps-compile/",
            "triceps/",
            "triceps-conformance/recorded",
            "tree/snapshots",
        ],
        "triceps-language" | "triceps-middle" | "triceps-infer" | "triceps-emit" | "triceps-core"
        | "triceps-compile" | "triceps-model" | "triceps" => &[
            "triceps-language/",
            "triceps-middle/",
            "triceps-infer/",
            "triceps-emit/",
            "triceps-core/",
            "triceps-compile/",
            "triceps-model/",
            "triceps/",
            "triceps-conformance/recorded",
            "tree/snapshots",
        ],
        "triceps-modules" | "triceps-codegen" => &[
            "triceps-modules/",
            "triceps-codegen/",
            "triceps-cli/",
            "triceps-conformance/triceps_conformance",
            "codegen/xtask-codegen",
        ],
        "triceps-portal" | "triceps-backstage" => &[
            "triceps-portal/",
            "triceps-backstage/",
            "triceps-cli/",
            "triceps-conformance/triceps_conformance",
            "infra/xtask-infra",
        ],
        "triceps-cli" => &["triceps-cli/"],
        _ => &[],
    }
}

/// The package of a file, of which the folder has the name.
pub(super) fn package_of(file: &str) -> &str {
    file.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

/// The package of a binary with tests. The folder of the package of the workspace is the tree; those in the folder of
/// the tasks have the names of their binaries.
pub(super) fn package_of_tests(name: &str) -> &str {
    match name.split('/').next().unwrap_or_default() {
        "tree" => "triceps-workspace",
        "codegen" => "xtask-codegen",
        "infra" => "xtask-infra",
        package => package,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas;

    #[test]
    fn each_crate_is_tested_by_its_own_tests() {
        for area in areas::ALL {
            for file in area.files {
                let package = package_of(file);
                assert!(tests_of(package).contains(&&*format!("{package}/")), "{package}");
            }
        }
        assert_eq!(package_of_tests("tree/snapshots"), "triceps-workspace");
        assert_eq!(package_of_tests("infra/xtask-infra"), "xtask-infra");
        assert_eq!(package_of_tests("triceps-core/"), "triceps-core");
    }
}
