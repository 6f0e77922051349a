//! The `smslint` command.

fn main() {}
