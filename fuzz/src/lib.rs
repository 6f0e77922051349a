//! What has to hold for any bytes at all. Each function panics where it does not: the fuzzer calls them with what it
//! makes up, and `tests/fuzz.rs` with the seeds and with everything that was found so far.

mod lint;
mod pack;
mod read;

pub use lint::{fix, lint};
pub use pack::compile_pack;
pub use read::{read_code, read_json, read_plain, read_table, read_yaml};

/// One of the functions.
pub type Target = fn(&[u8]);

/// All of them, each with the name of its binary and of its folders of inputs.
pub const TARGETS: [(&str, Target); 8] = [
    ("read_yaml", read_yaml),
    ("read_json", read_json),
    ("read_plain", read_plain),
    ("read_table", read_table),
    ("read_code", read_code),
    ("compile_pack", compile_pack),
    ("lint", lint),
    ("fix", fix),
];

/// The first line of an input, and what stands below it.
fn headed(data: &[u8]) -> (&str, &[u8]) {
    let end = data.iter().position(|&byte| byte == b'\n').unwrap_or(data.len());
    let (line, rest) = data.split_at(end);
    (std::str::from_utf8(line).unwrap_or_default(), rest.get(1..).unwrap_or_default())
}
