//! Plain text in a page of Markdown.

/// The text with a backslash before each letter that means something in Markdown or HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>#|~&".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_means_nothing_else() {
        assert_eq!(escaped("Contoso (dev) - 1"), "Contoso (dev) - 1");
        assert_eq!(escaped("<b>[x](y) `z` &amp; a_b*"), "\\<b\\>\\[x\\](y) \\`z\\` \\&amp; a\\_b\\*");
    }
}
