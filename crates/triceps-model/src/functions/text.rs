//! Functions of text.

use super::functions;
use crate::expr::Any;

functions! {
    /// Encodes as Base64.
    ///
    /// ```
    /// # use triceps::functions::base64;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("encoded", base64("user:name"));
    /// assert_eq!(t.check()?.to_bicep(), "output encoded string = base64('user:name')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn base64(text: String) -> String = "base64";
    /// Decodes Base64 into JSON.
    ///
    /// ```
    /// # use triceps::functions::base64_to_json;
    /// # use triceps::{Object, Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let text = t.param(Param::string("text"));
    /// t.output_as::<Object>("settings", base64_to_json(&text));
    /// assert!(t.check()?.to_bicep().ends_with("output settings object = base64ToJson(text)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn base64_to_json(text: String) -> Any = "base64ToJson";
    /// Decodes Base64 into text.
    ///
    /// ```
    /// # use triceps::functions::base64_to_string;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("text", base64_to_string("aGVsbG8="));
    /// assert_eq!(t.check()?.to_bicep(), "output text string = base64ToString('aGVsbG8=')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn base64_to_string(text: String) -> String = "base64ToString";
    /// A `data:` address with the text in it.
    ///
    /// ```
    /// # use triceps::functions::data_uri;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("uri", data_uri("hello"));
    /// assert_eq!(t.check()?.to_bicep(), "output uri string = dataUri('hello')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn data_uri(text: String) -> String = "dataUri";
    /// The text in a `data:` address.
    ///
    /// ```
    /// # use triceps::functions::data_uri_to_string;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let uri = t.param(Param::string("uri"));
    /// t.output("text", data_uri_to_string(&uri));
    /// assert!(t.check()?.to_bicep().ends_with("output text string = dataUriToString(uri)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn data_uri_to_string(uri: String) -> String = "dataUriToString";
    /// Whether the text ends so, whatever the case of letters.
    ///
    /// ```
    /// # use triceps::functions::ends_with;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("isDev", ends_with(&name, "-dev"));
    /// assert!(t.check()?.to_bicep().ends_with("output isDev bool = endsWith(name, '-dev')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn ends_with(text: String, end: String) -> bool = "endsWith";
    /// Whether the text starts so, whatever the case of letters.
    ///
    /// ```
    /// # use triceps::functions::starts_with;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("isPortal", starts_with(&name, "portal"));
    /// assert!(t.check()?.to_bicep().ends_with("output isPortal bool = startsWith(name, 'portal')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn starts_with(text: String, start: String) -> bool = "startsWith";
    /// The whole number that the text is.
    ///
    /// ```
    /// # use triceps::functions::int;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let port = t.param(Param::string("port"));
    /// t.output("port", int(&port));
    /// assert!(t.check()?.to_bicep().ends_with("output port int = int(port)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn int(text: String) -> i64 = "int";
    /// Joins texts with a delimiter between them.
    ///
    /// ```
    /// # use triceps::functions::join;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let names = t.param(Param::array_of::<String>("names"));
    /// t.output("list", join(&names, ","));
    /// assert!(t.check()?.to_bicep().ends_with("output list string = join(names, ',')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn join(texts: Vec<String>, delimiter: String) -> String = "join";
    /// Reads JSON.
    ///
    /// ```
    /// # use triceps::functions::json;
    /// # use triceps::{Object, Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let text = t.param(Param::string("text"));
    /// t.output_as::<Object>("settings", json(&text));
    /// assert!(t.check()?.to_bicep().ends_with("output settings object = json(text)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn json(text: String) -> Any = "json";
    /// Pads with `fill` on the left to `width` characters.
    ///
    /// ```
    /// # use triceps::functions::pad_left;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("number", pad_left("7", 3, "0"));
    /// assert_eq!(t.check()?.to_bicep(), "output number string = padLeft('7', 3, '0')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn pad_left(text: String, width: i64, fill: String) -> String = "padLeft";
    /// Replaces every occurrence of `old`.
    ///
    /// ```
    /// # use triceps::functions::replace;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("short", replace(&name, "-", ""));
    /// assert!(t.check()?.to_bicep().ends_with("output short string = replace(name, '-', '')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn replace(text: String, old: String, new: String) -> String = "replace";
    /// The parts between delimiters.
    ///
    /// ```
    /// # use triceps::functions::split;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("parts", split(&name, "-"));
    /// assert!(t.check()?.to_bicep().ends_with("output parts string[] = split(name, '-')\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn split(text: String, delimiter: String) -> Vec<String> = "split";
    /// `length` characters from `start` on, from 0.
    ///
    /// ```
    /// # use triceps::functions::substring;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("stage", substring(&name, 0, 3));
    /// assert!(t.check()?.to_bicep().ends_with("output stage string = substring(name, 0, 3)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn substring(text: String, start: i64, length: i64) -> String = "substring";
    /// In lower case.
    ///
    /// ```
    /// # use triceps::functions::to_lower;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("lower", to_lower(&name));
    /// assert!(t.check()?.to_bicep().ends_with("output lower string = toLower(name)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn to_lower(text: String) -> String = "toLower";
    /// In upper case.
    ///
    /// ```
    /// # use triceps::functions::to_upper;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name"));
    /// t.output("upper", to_upper(&name));
    /// assert!(t.check()?.to_bicep().ends_with("output upper string = toUpper(name)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn to_upper(text: String) -> String = "toUpper";
    /// Without white space at both ends.
    ///
    /// ```
    /// # use triceps::functions::trim;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let given = t.param(Param::string("given"));
    /// t.output("name", trim(&given));
    /// assert!(t.check()?.to_bicep().ends_with("output name string = trim(given)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn trim(text: String) -> String = "trim";
    /// An address out of a base and a relative part.
    ///
    /// ```
    /// # use triceps::functions::uri;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("page", uri("https://contoso.com/", "catalog"));
    /// assert_eq!(t.check()?.to_bicep(), "output page string = uri('https://contoso.com/', 'catalog')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn uri(base: String, relative: String) -> String = "uri";
    /// Escapes for use in an address.
    ///
    /// ```
    /// # use triceps::functions::uri_component;
    /// # use triceps::{Param, Template};
    /// # let mut t = Template::for_resource_group();
    /// let text = t.param(Param::string("text"));
    /// t.output("query", uri_component(&text));
    /// assert!(t.check()?.to_bicep().ends_with("output query string = uriComponent(text)\n"));
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn uri_component(text: String) -> String = "uriComponent";
    /// Undoes [`uri_component`].
    ///
    /// ```
    /// # use triceps::functions::uri_component_to_string;
    /// # use triceps::Template;
    /// # let mut t = Template::for_resource_group();
    /// t.output("text", uri_component_to_string("a%20b"));
    /// assert_eq!(t.check()?.to_bicep(), "output text string = uriComponentToString('a%20b')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn uri_component_to_string(text: String) -> String = "uriComponentToString";
}
