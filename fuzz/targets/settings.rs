//! `watershed.yaml` beside an application that has one of everything.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    watershed_tests::fuzz::settings(text);
});
