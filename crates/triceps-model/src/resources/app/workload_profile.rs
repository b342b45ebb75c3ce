//! Shorthands of what environments run on.

use super::{VnetConfiguration, WorkloadProfile};
use crate::{IntoValue, Object, ResourceId, model_enum};

model_enum! {
    /// Kind of machines: `workloadProfileType`.
    WorkloadProfileType {
        /// Serverless.
        CONSUMPTION = "Consumption",
        /// 4 vCPU, 16 GiB.
        D4 = "D4",
        /// 8 vCPU, 32 GiB.
        D8 = "D8",
        /// 16 vCPU, 64 GiB.
        D16 = "D16",
        /// 32 vCPU, 128 GiB.
        D32 = "D32",
        /// 4 vCPU, 32 GiB.
        E4 = "E4",
        /// 8 vCPU, 64 GiB.
        E8 = "E8",
        /// 16 vCPU, 128 GiB.
        E16 = "E16",
        /// 32 vCPU, 256 GiB.
        E32 = "E32",
        /// 24 vCPU, 220 GiB, 1 GPU.
        NC24_A100 = "NC24-A100",
        /// 48 vCPU, 440 GiB, 2 GPUs.
        NC48_A100 = "NC48-A100",
        /// 96 vCPU, 880 GiB, 4 GPUs.
        NC96_A100 = "NC96-A100",
        /// Serverless with an A100 GPU.
        CONSUMPTION_GPU_NC24_A100 = "Consumption-GPU-NC24-A100",
        /// Serverless with a T4 GPU.
        CONSUMPTION_GPU_NC8AS_T4 = "Consumption-GPU-NC8as-T4",
    }
}

impl WorkloadProfile {
    /// The serverless profile: `Consumption`, paid by use.
    pub fn consumption() -> Self {
        Self::new("Consumption", WorkloadProfileType::CONSUMPTION)
    }

    /// Machines of your own, between `minimum` and `maximum` of them.
    pub fn dedicated(
        name: impl IntoValue<String>,
        kind: impl IntoValue<WorkloadProfileType>,
        minimum: impl IntoValue<i64>,
        maximum: impl IntoValue<i64>,
    ) -> Self {
        Self::new(name, kind.into_value().cast::<String>()).minimum_count(minimum).maximum_count(maximum)
    }
}

impl VnetConfiguration {
    /// A network without a public address: `internal: true` in this subnet.
    pub fn internal_in(subnet: impl IntoValue<ResourceId>) -> Self {
        Self(Object::new()).internal(true).infrastructure_subnet_id(subnet)
    }
}
