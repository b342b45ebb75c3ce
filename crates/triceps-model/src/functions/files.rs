//! Functions that take over files.

use super::functions;
use crate::expr::Any;

functions! {
    /// The text of a file, which is taken over while the template is checked.
    ///
    /// ```
    /// # use triceps::functions::load_text_content;
    /// # use triceps::{Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output("script", load_text_content("start.sh"));
    /// let checked = t.check_with(&MemoryFiles::new().with("start.sh", "echo hello"))?;
    /// assert_eq!(checked.to_bicep(), "output script string = loadTextContent('start.sh')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_text_content(path: String) -> String = "loadTextContent";
    /// The text of a file in an encoding: `iso-8859-1`, `us-ascii`, `utf-16`, `utf-16BE`, `utf-8`.
    ///
    /// ```
    /// # use triceps::functions::load_text_content_as;
    /// # use triceps::{Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output("script", load_text_content_as("start.sh", "us-ascii"));
    /// let checked = t.check_with(&MemoryFiles::new().with("start.sh", "echo hello"))?;
    /// assert_eq!(checked.to_bicep(), "output script string = loadTextContent('start.sh', 'us-ascii')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_text_content_as(path: String, encoding: String) -> String = "loadTextContent";
    /// The bytes of a file as Base64.
    ///
    /// ```
    /// # use triceps::functions::load_file_as_base64;
    /// # use triceps::{Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output("icon", load_file_as_base64("icon.png"));
    /// let checked = t.check_with(&MemoryFiles::new().with("icon.png", "png"))?;
    /// assert_eq!(checked.to_bicep(), "output icon string = loadFileAsBase64('icon.png')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_file_as_base64(path: String) -> String = "loadFileAsBase64";
    /// The value of a file of JSON.
    ///
    /// ```
    /// # use triceps::functions::load_json_content;
    /// # use triceps::{Object, Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output_as::<Object>("sizes", load_json_content("sizes.json"));
    /// let checked = t.check_with(&MemoryFiles::new().with("sizes.json", r#"{ "dev": 1 }"#))?;
    /// assert_eq!(checked.to_bicep(), "output sizes object = loadJsonContent('sizes.json')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_json_content(path: String) -> Any = "loadJsonContent";
    /// A part of the value of a file of JSON: `$.endpoints[0]`.
    ///
    /// ```
    /// # use triceps::functions::load_json_content_at;
    /// # use triceps::{Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output_as::<i64>("size", load_json_content_at("sizes.json", "$.dev"));
    /// let checked = t.check_with(&MemoryFiles::new().with("sizes.json", r#"{ "dev": 1 }"#))?;
    /// assert_eq!(checked.to_bicep(), "output size int = loadJsonContent('sizes.json', '$.dev')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_json_content_at(path: String, part: String) -> Any = "loadJsonContent";
    /// The value of a file of YAML.
    ///
    /// ```
    /// # use triceps::functions::load_yaml_content;
    /// # use triceps::{Object, Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output_as::<Object>("sizes", load_yaml_content("sizes.yaml"));
    /// let checked = t.check_with(&MemoryFiles::new().with("sizes.yaml", "dev: 1"))?;
    /// assert_eq!(checked.to_bicep(), "output sizes object = loadYamlContent('sizes.yaml')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_yaml_content(path: String) -> Any = "loadYamlContent";
    /// A part of the value of a file of YAML: `$.stages`.
    ///
    /// ```
    /// # use triceps::functions::load_yaml_content_at;
    /// # use triceps::{Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output_as::<i64>("size", load_yaml_content_at("sizes.yaml", "$.dev"));
    /// let checked = t.check_with(&MemoryFiles::new().with("sizes.yaml", "dev: 1"))?;
    /// assert_eq!(checked.to_bicep(), "output size int = loadYamlContent('sizes.yaml', '$.dev')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_yaml_content_at(path: String, part: String) -> Any = "loadYamlContent";
    /// The files in a folder that fit a pattern with `*` and `?`: `relativePath`, `baseName`, `extension`.
    ///
    /// ```
    /// # use triceps::functions::load_directory_file_info;
    /// # use triceps::{Template, read::MemoryFiles};
    /// # let mut t = Template::for_resource_group();
    /// t.output("scripts", load_directory_file_info("scripts", "*.sh"));
    /// let checked = t.check_with(&MemoryFiles::new().with("scripts/start.sh", "echo hello"))?;
    /// assert_eq!(checked.to_bicep(), "output scripts array = loadDirectoryFileInfo('scripts', '*.sh')\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    fn load_directory_file_info(folder: String, pattern: String) -> Vec<Any> = "loadDirectoryFileInfo";
}
