//! What services of AWS write, as they write it to whoever takes it: AWS Lambda, or a queue.

pub mod bucket;
pub mod event;
