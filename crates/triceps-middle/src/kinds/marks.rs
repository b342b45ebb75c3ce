//! The marks of members of the type index.

use triceps_types::PropertyFlags as Flags;

use super::PropertyFlags;
use crate::data::Member;

// Marks that both have are the same bits.
const _: () = assert!(
    Flags::REQUIRED.bits() as u16 == PropertyFlags::REQUIRED.0
        && Flags::READ_ONLY.bits() as u16 == PropertyFlags::READ_ONLY.0
        && Flags::WRITE_ONLY.bits() as u16 == PropertyFlags::WRITE_ONLY.0
        && Flags::DEPLOY_TIME_CONSTANT.bits() as u16 == PropertyFlags::DEPLOY_TIME.0
);

impl Member {
    /// Its marks, as types have them.
    pub fn marks(&self) -> PropertyFlags {
        let bits = u16::from(self.flags.bits());
        let common = PropertyFlags::REQUIRED | PropertyFlags::READ_ONLY;
        let mut marks = PropertyFlags(bits).common(common | PropertyFlags::WRITE_ONLY | PropertyFlags::DEPLOY_TIME);
        if bits & common.0 == 0 {
            marks |= PropertyFlags::IMPLICIT_NULL;
        }
        if bits & u16::from(Flags::IDENTIFIER.bits()) != 0 {
            marks |= PropertyFlags::IDENTIFIER;
        }
        marks
    }
}
