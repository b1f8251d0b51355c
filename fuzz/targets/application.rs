//! All files of an application as one text, each behind a line with its path.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    watershed_tests::fuzz::application(text);
});
