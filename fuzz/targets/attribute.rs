//! The text of one attribute, on an item of its kind.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    watershed_tests::fuzz::attribute(text);
});
