//! Cases as files.

use triceps_compile::{MemoryFiles, compile};
use triceps_diagnostics::Diagnostic;

/// Module files by their paths.
pub(crate) type Files = MemoryFiles;

/// Module files, which have to be right.
pub(crate) fn files(list: &[(&str, &str)]) -> Files {
    let files = list.iter().fold(MemoryFiles::new(), |files, (path, text)| files.with(*path, *text));
    for (path, _) in list {
        let compilation = compile(&files, path);
        assert!(compilation.checked().is_some(), "the module `{path}` is right: {:?}", compilation.diagnostics());
    }
    files
}

/// All diagnostics of a file.
pub(crate) fn diagnostics(text: &str) -> Vec<Diagnostic> {
    diagnostics_with(text, &Files::new())
}

/// All diagnostics of a file that deploys these module files.
pub(crate) fn diagnostics_with(text: &str, files: &Files) -> Vec<Diagnostic> {
    let files = files.clone().with("main.bicep", text);
    compile(&files, "main.bicep")
        .diagnostics()
        .iter()
        .filter(|own| own.span().is_none_or(|span| span.file == "main.bicep"))
        .cloned()
        .collect()
}
