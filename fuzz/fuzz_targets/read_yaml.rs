#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| smslint_fuzz::read_yaml(data));
