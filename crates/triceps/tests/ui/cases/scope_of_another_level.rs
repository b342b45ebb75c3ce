use triceps::functions::{resource_group, subscription, tenant};
use triceps::{Module, ModuleSource, Object, Template, module_binding};

module_binding! {
    /// A module of others that is made for subscriptions.
    Policies, PoliciesOutputs, SubscriptionLevel,
    ModuleSource::new("br/public:contoso/policies:1.0.0", "{}")
}

fn main() {
    let mut t = Template::for_resource_group();
    let policies = || Module::new(Policies(Object::new()));
    t.add("right", policies().scope(subscription()));
    t.add("group", policies().scope(resource_group()));
    t.add("tenant", policies().scope(tenant()));
}
