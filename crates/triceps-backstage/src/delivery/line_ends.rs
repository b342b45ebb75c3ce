//! Line ends in the working copies of version control.

use super::SCRIPTS;
use crate::file::BundleFile;

/// Shells read `\r` at the end of a line as part of a word or a value.
pub(super) fn file() -> BundleFile {
    BundleFile::new(format!("{SCRIPTS}.gitattributes"), "# Shells take no line ends of Windows.\n* text eol=lf\n")
}
