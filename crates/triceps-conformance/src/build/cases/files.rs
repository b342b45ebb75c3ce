//! Templates that take something from other files.

use std::sync::Arc;

use triceps::functions::{
    length, load_directory_file_info, load_file_as_base64, load_json_content, load_json_content_at, load_text_content,
    load_text_content_as, load_yaml_content, load_yaml_content_at, map, resource_group, union,
};
use triceps::read::MemoryFiles;
use triceps::{Any, Checked, Diagnostics, IntoExpr, Module, Param, Template, Value, array, interpolate, object};

pub(super) fn module_json() -> Template {
    let mut t = Template::for_resource_group();
    let text = include_str!("../../../../../fixtures/conformance/build/module-json/legacy.json");
    let file = t.module_json("legacy.json", text);
    let location = t.param(Param::string("location").default(resource_group().location()));
    let token = t.param(Param::secure_string("token"));
    let legacy = t.add(
        "legacy",
        Module::new(&file)
            .name("legacy")
            .param("location", &location)
            .param("token", &token)
            .param("tags", object! { source: "template" }),
    );
    t.output("topicId", legacy.output::<String>("topicId"));
    t.output("count", legacy.output::<i64>("count"));
    t
}

pub(super) fn load_functions() -> Template {
    const CONFIG: &str = "files/config.json";
    let mut t = Template::for_resource_group();
    let suffix = t.param(Param::string("suffix").default("x"));

    let script = t.var("script", load_text_content("files/start.sh"));
    let script_length = t.var("scriptLength", length(load_text_content("files/start.sh")));
    let latin = t.var("latin", load_text_content_as("files/latin1.txt", "iso-8859-1"));
    let start = load_text_content("files/start.sh");
    let combined = t.var("combined", interpolate!("{start}# {suffix}"));
    let config = t.var("config", load_json_content(CONFIG));
    let endpoints = t.var("endpoints", load_json_content_at(CONFIG, "$.endpoints"));
    let first_port = t.var("firstPort", load_json_content_at(CONFIG, "endpoints[0].port"));
    let inline_use = t.var(
        "inlineUse",
        object! {
            limits: load_json_content(CONFIG).prop("limits"),
            image: load_file_as_base64("files/dot.bin"),
        },
    );
    let pipeline = t.var("pipeline", load_yaml_content("files/pipeline.yaml"));
    let stages = t.var("stages", load_yaml_content_at("files/pipeline.yaml", "$.stages"));
    let encoded = t.var("encoded", load_file_as_base64("files/dot.bin"));
    let found = load_directory_file_info("files", "*.json");
    let files = t.var("files", map("file", found, |file| file.prop("baseName")));

    t.output("script", &script);
    t.output("scriptLength", &script_length);
    t.output("latin", &latin);
    t.output("combined", &combined);
    t.output_as::<triceps::Object>("config", &config);
    t.output_as::<Vec<Any>>("endpoints", &endpoints);
    t.output_as::<i64>("firstPort", &first_port);
    t.output_as::<triceps::Object>("inlineUse", &inline_use);
    t.output_as::<triceps::Object>("pipeline", &pipeline);
    t.output_as::<Vec<Any>>("stages", &stages);
    t.output("encoded", &encoded);
    t.output_as::<Vec<Any>>("files", &files);
    t
}

/// A recorded file of the case, compiled.
fn compiled(path: &str) -> Result<Arc<Checked>, Diagnostics> {
    let files = MemoryFiles::new()
        .with("shared.bicep", include_str!("../../../../../fixtures/conformance/build/exports-imports/shared.bicep"))
        .with("naming.bicep", include_str!("../../../../../fixtures/conformance/build/exports-imports/naming.bicep"));
    let compilation = triceps_compile::compile(&files, path);
    let diagnostics = compilation.diagnostics().clone();
    compilation.into_checked().ok_or(diagnostics)
}

pub(super) fn exports_imports() -> Result<Template, Diagnostics> {
    let shared = compiled("shared.bicep")?;
    let mut t = Template::for_resource_group();
    let names = t.import("shared.bicep", shared.clone());
    let region_type = t.imported_type(&names, "regionType");
    let default_tags: Value<Any> = t.imported_var(&names, "defaultTags");
    let resource_name_for = t.imported_func::<String>(&names, "resourceNameFor");
    let sizes = t.import("shared.bicep", shared);
    let plan_sku = t.imported_type(&sizes, ("skuType", "planSku"));
    let size_limits: Value<Any> = t.imported_var(&sizes, ("limits", "sizeLimits"));
    let naming = t.import_all("naming", "naming.bicep", compiled("naming.bicep")?);
    let stage_type = t.imported_type(&naming, "stageType");
    let entry_type = t.imported_type(&naming, "entryType");
    let separator: Value<String> = t.imported_var(&naming, "separator");
    let compact = t.imported_func::<String>(&naming, "compact");
    let describe = t.imported_func::<String>(&naming, "describe");

    let location =
        t.param(Param::typed("location", region_type).description("Region of the deployment.").default("westeurope"));
    let sku =
        t.param(Param::typed("sku", plan_sku).description("Plan of the registry.").default(object! { name: "Basic" }));
    let stage = t.param(Param::typed("stage", stage_type));

    let name = resource_name_for.call(("acr", &stage));
    let registry_name = t.var("registryName", compact.call((name,)));
    let tags = t.var("tags", union((&default_tags, object! { stage: &stage, separator: &separator })));

    let registry = t.add_raw(
        "registry",
        "Microsoft.ContainerRegistry/registries@2025-11-01",
        object! {
            name: interpolate!("registry{registry_name}"),
            location: &location,
            sku: { name: sku.prop("name") },
            tags: &tags,
        },
    );

    t.output_as::<String>("registryName", registry.prop("name"));
    t.output_as::<i64>("replicas", sku.safe_prop("replicas").or(size_limits.prop("maximum")));
    t.output_of("nested", entry_type, object! { key: describe.call(("portal", 2.into_expr())), children: array![] });
    Ok(t)
}
