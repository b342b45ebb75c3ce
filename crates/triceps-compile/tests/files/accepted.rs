//! Diagnostics that a text accepts, printed again from what it means.

use super::one;

#[test]
fn a_directive_stays_above_the_line_that_it_is_for() {
    for text in [
        "param zones array = [\n  #disable-next-line no-hardcoded-env-urls\n  'privatelink.blob.core.windows.net'\n  'b'\n]\n\noutput a array = zones\n",
        "#disable-next-line prefer-interpolation\noutput a string = concat('a', 'b')\n",
        "output a object = {\n  #disable-next-line no-hardcoded-env-urls\n  host: 'https://management.azure.com'\n}\n",
    ] {
        let compilation = one(text);
        assert_eq!(super::messages(&compilation), Vec::<String>::new());
        assert_eq!(compilation.checked().expect("no errors").to_bicep(), text);
    }
}
