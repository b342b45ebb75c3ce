//! A virtual machine with Linux, data disks and extensions, in a network of its own or in one that exists.

use triceps::functions::{base64, concat, deployment, length, map_indexed, resource_group, to_lower, unique_string};
use triceps::network::network_security_group::{Direction, Protocol, SecurityRule, SecurityRuleAccess};
use triceps::network::types as shared;
use triceps::network::virtual_network::AddressSpace;
use triceps::network::{NetworkSecurityGroup, VirtualNetwork};
use triceps::storage::StorageAccount;
use triceps::storage::storage_account::{Kind, MinimumTlsVersion, Sku};
use triceps::{Expr, Param, Template, Value, each, empty, interpolate, object};

use crate::azure::compute::virtual_machine::{
    BootDiagnostics, Caching, CreateOption, DataDisk, DeleteOption, DiagnosticsProfile, HardwareProfile,
    LinuxConfiguration, ManagedDiskParameters, NetworkInterfaceReference, NetworkProfile, OsDisk, OsProfile,
    SecurityProfile, SecurityType, SshConfiguration, SshPublicKey, StorageAccountType, StorageProfile, UefiSettings,
    VmSize,
};
use crate::azure::compute::{Extension, VirtualMachine};
use crate::azure::network::network_interface::NetworkInterfaceIpConfiguration;
use crate::azure::network::types::{
    PublicIpAddressDnsSettings, PublicIpAddressSku, PublicIpAddressSkuName, PublicIpAllocationMethod,
};
use crate::azure::network::{NetworkInterface, PublicIpAddress};

/// The template.
pub fn template() -> Template {
    let mut t = Template::for_resource_group();

    let location = t.param(Param::string("location").default(resource_group().location()));
    let name = t.param(Param::string("vmName").description("Name of the machine.").length(3..=15).default("vm-linux"));
    let size: Value<VmSize> = t.param(Param::of("vmSize").default(VmSize::other("Standard_D2s_v5")));
    let user = t.param(Param::string("adminUsername").description("User that may sign in.").min_length(1));
    let key = t.param(Param::string("sshPublicKey").description("Its public key."));
    let image = t.param(
        Param::string("ubuntuVersion").description("Version of Ubuntu.").allowed(["2204", "2404"]).default("2404"),
    );
    let disks = t.param(
        Param::array_of::<i64>("dataDiskSizes")
            .description("Sizes of the data disks in GB.")
            .max_length(8)
            .default([128]),
    );
    let sources = t.param(
        Param::array_of::<String>("sshSources").description("Networks that may connect with SSH.").default(empty()),
    );
    let subnet_id =
        t.param(Param::string("subnetId").description("Subnet that exists; a network is made without it.").default(""));
    let public = t.param(Param::bool("publicAddress").description("Whether it has a public address.").default(false));
    let trusted = t.param(Param::bool("trustedLaunch").default(true));
    let script = t.param(Param::string("setupScript").description("Shell script that is run once.").default(""));
    let tags = t.param(Param::object("tags").default(object! {}));

    let images = t.var(
        "images",
        object! {
            "2204": { publisher: "Canonical", offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2", version: "latest" },
            "2404": { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        },
    );
    let make_network = t.var("makeNetwork", subnet_id.equals(""));
    let fixed_rules = t.var(
        "fixedRules",
        [SecurityRule::new(Protocol::ASTERISK, SecurityRuleAccess::DENY, 4000, Direction::INBOUND)
            .name("deny-internet")
            .source_address_prefix("Internet")
            .source_port_range("*")
            .destination_address_prefix("*")
            .destination_port_range("*")],
    );
    let ssh_rules = t.var(
        "sshRules",
        map_indexed(["source", "i"], &sources, |source, i| {
            SecurityRule::new(Protocol::TCP, SecurityRuleAccess::ALLOW, i.clone() + 100, Direction::INBOUND)
                .name(interpolate!("ssh-{i}"))
                .source_address_prefix(source)
                .source_port_range("*")
                .destination_address_prefix("*")
                .destination_port_range("22")
        }),
    );

    let group = t.add(
        "securityGroup",
        NetworkSecurityGroup::new(interpolate!("nsg-{name}"))
            .location(&location)
            .security_rules(concat((&ssh_rules, &fixed_rules)))
            .tags(&tags),
    );
    let network = t.add(
        "network",
        VirtualNetwork::new(interpolate!("vnet-{name}"))
            .location(&location)
            .address_space(AddressSpace::new().address_prefixes(["10.10.0.0/16"]))
            .subnet(
                shared::Subnet::new()
                    .name("default")
                    .address_prefix("10.10.0.0/24")
                    .network_security_group(shared::NetworkSecurityGroup::new().id(group)),
            )
            .tags(&tags)
            .when(&make_network),
    );
    let address = t.add(
        "address",
        PublicIpAddress::new(interpolate!("pip-{name}"))
            .location(&location)
            .sku(PublicIpAddressSku::new().name(PublicIpAddressSkuName::STANDARD))
            .public_ip_allocation_method(PublicIpAllocationMethod::STATIC)
            .dns_settings(
                PublicIpAddressDnsSettings::new()
                    .domain_name_label(to_lower(interpolate!("{name}-{}", unique_string([resource_group().id()])))),
            )
            .tags(&tags)
            .when(&public),
    );
    let private = NetworkInterfaceIpConfiguration::new()
        .name("primary")
        .subnet(make_network.then_else(network.assume_exists().subnets().at(0).prop("id"), &subnet_id));
    let interface = t.add(
        "interface",
        NetworkInterface::new(interpolate!("nic-{name}"))
            .location(&location)
            .ip_configuration(public.then_else(private.clone().public_ip_address(address), private))
            .tags(&tags),
    );
    let diagnostics = t.add(
        "diagnostics",
        StorageAccount::new(
            interpolate!("stdiag{}", unique_string((resource_group().id(), &name))),
            &location,
            Sku::STANDARD_LRS,
            Kind::STORAGE_V2,
        )
        .allow_blob_public_access(false)
        .minimum_tls_version(MinimumTlsVersion::TLS1_2)
        .supports_https_traffic_only(true)
        .tags(&tags),
    );

    let machine = t.add(
        "machine",
        VirtualMachine::new(&name, &location)
            .system_identity()
            .hardware_profile(HardwareProfile::new().vm_size(&size))
            .os_profile(
                OsProfile::new()
                    .computer_name(&name)
                    .admin_username(&user)
                    .custom_data(base64(
                        interpolate!("#cloud-config\nhostname: {name}\npackage_upgrade: true\n").multi_line(),
                    ))
                    .linux_configuration(LinuxConfiguration::new().disable_password_authentication(true).ssh(
                        SshConfiguration::new().public_key(
                            SshPublicKey::new().path(interpolate!("/home/{user}/.ssh/authorized_keys")).key_data(&key),
                        ),
                    )),
            )
            .storage_profile(
                StorageProfile::new()
                    .image_reference(images.at(&image))
                    .os_disk(
                        OsDisk::new(CreateOption::FROM_IMAGE)
                            .name(interpolate!("osdisk-{name}"))
                            .caching(Caching::READ_WRITE)
                            .delete_option(DeleteOption::DELETE)
                            .managed_disk(
                                ManagedDiskParameters::new().storage_account_type(StorageAccountType::PREMIUM_LRS),
                            ),
                    )
                    .data_disks(each("size", &disks).map(|size, i| {
                        DataDisk::new(&i, CreateOption::EMPTY)
                            .name(interpolate!("datadisk-{name}-{i}"))
                            .disk_size_gb(size)
                            .caching(Caching::READ_ONLY)
                            .managed_disk(
                                ManagedDiskParameters::new().storage_account_type(StorageAccountType::PREMIUM_LRS),
                            )
                    })),
            )
            .network_profile(
                NetworkProfile::new().network_interface(
                    NetworkInterfaceReference::new().id(interface).delete_option(DeleteOption::DELETE),
                ),
            )
            .security_profile(
                trusted.then_else(
                    SecurityProfile::new()
                        .security_type(SecurityType::TRUSTED_LAUNCH)
                        .uefi_settings(UefiSettings::new().secure_boot_enabled(true).v_tpm_enabled(true)),
                    Expr::NULL,
                ),
            )
            .diagnostics_profile(DiagnosticsProfile::new().boot_diagnostics(
                BootDiagnostics::new().enabled(true).storage_uri(diagnostics.primary_endpoints_blob()),
            ))
            .tags(&tags),
    );
    t.add(
        "monitor",
        Extension::new("AzureMonitorLinuxAgent", &location)
            .parent(machine)
            .publisher("Microsoft.Azure.Monitor")
            .kind("AzureMonitorLinuxAgent")
            .type_handler_version("1.33")
            .auto_upgrade_minor_version(true)
            .enable_automatic_upgrade(true),
    );
    t.add(
        "setup",
        Extension::new("setup", &location)
            .parent(machine)
            .publisher("Microsoft.Azure.Extensions")
            .kind("CustomScript")
            .type_handler_version("2.1")
            .auto_upgrade_minor_version(true)
            .force_update_tag(deployment().name())
            .protected_settings(object! { script: base64(&script) })
            .when(script.not_equals("")),
    );

    t.output("machineId", machine.id());
    t.output("principalId", machine.system_principal_id());
    t.output_as::<String>(
        "privateAddress",
        interface.ip_configurations().at(0).prop("properties").prop("privateIPAddress"),
    );
    t.output_as::<Option<String>>("host", address.prop("properties").prop("dnsSettings").prop("fqdn"));
    t.output("dataDisks", length(&disks)).description("How many data disks there are.");
    t.output("openPorts", length(&sources).greater_than(0).then_else(["22"], empty()));
    t
}
