//! What the tests of the whole share: cases, the real binary, and judges that are not ours.

pub mod case;
pub mod fuzz;
pub mod gather;
pub mod generated;
pub mod judges;
pub mod policy;
pub mod program;
pub mod seen;
pub mod source;
pub mod tree;
pub mod twice;
