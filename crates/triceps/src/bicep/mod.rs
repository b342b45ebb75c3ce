//! Bicep text of a checked template.

pub use triceps_core::File;

use crate::check::Checked;

impl Checked {
    /// The template as Bicep text, with line feeds and one of them at the end.
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let name = t.param(Param::string("name").default("portal"));
    /// t.output("named", &name);
    /// let bicep = t.check()?.to_bicep();
    /// assert_eq!(bicep, "param name string = 'portal'\n\noutput named string = name\n");
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn to_bicep(&self) -> String {
        self.emitted().to_bicep()
    }

    /// All files of the template: `main.bicep`, the files of its modules and of theirs, and the
    /// `bicepconfig.json` that extensions need.
    ///
    /// A module file that is used several times under one path is given once.
    ///
    /// ```
    /// use triceps::{Module, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let file = t.module_file("modules/network.bicep", Template::for_resource_group().check()?);
    /// t.add("network", Module::new(&file));
    /// let paths: Vec<String> = t.check()?.files().into_iter().map(|file| file.path).collect();
    /// assert_eq!(paths, ["main.bicep", "modules/network.bicep"]);
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn files(&self) -> Vec<File> {
        self.emitted().files()
    }

    /// A parameter file that takes every required parameter from an environment variable: its own
    /// name in capitals, so `imageTag` comes from `IMAGE_TAG`. Parameters that have a default or may
    /// be null are left out.
    ///
    /// No value stands in the file, so it can be committed, secrets or not. `using` is the path of
    /// the template as seen from the file. Numbers and booleans are converted; arrays and objects
    /// are given as JSON.
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let tag = t.param(Param::string("imageTag"));
    /// let replicas = t.param(Param::int("replicas"));
    /// let secret = t.param(Param::secure_string("clientSecret"));
    /// # t.output("tag", &tag);
    /// # t.output("replicas", &replicas);
    /// # t.secure_output("secret", &secret);
    /// let text = t.check()?.to_bicepparam("./main.bicep");
    /// assert_eq!(
    ///     text,
    ///     "using './main.bicep'\n\
    ///      \n\
    ///      param imageTag = readEnvironmentVariable('IMAGE_TAG')\n\
    ///      param replicas = int(readEnvironmentVariable('REPLICAS'))\n\
    ///      param clientSecret = readEnvironmentVariable('CLIENT_SECRET')\n"
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn to_bicepparam(&self, using: &str) -> String {
        self.emitted().to_bicepparam(using)
    }
}
