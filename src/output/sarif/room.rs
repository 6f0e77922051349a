//! What GitHub takes of one file, and which findings are written where there are more.

use std::{
    cmp::Reverse,
    io::{self, Write},
};

use flate2::{Compression, write::GzEncoder};
use serde::Serialize;

use super::{
    super::printable::write_json,
    result::{Context, ResultDto},
};

/// The limits of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The most results.
    pub(super) results: usize,
    /// The most bytes once it is compressed.
    pub(super) bytes: usize,
}

/// Those of GitHub, with room left for what stands besides results and for another way to compress.
pub(super) const OF_GITHUB: Limits = Limits { results: 25_000, bytes: 9_700_000 };

/// The findings that are written, by their places in the report, in its order; and how many are left out for what reason.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) places: Vec<usize>,
    /// There are too many.
    pub(super) beyond_results: usize,
    /// The file would be too large.
    pub(super) beyond_bytes: usize,
}

/// Of the findings with a place the gravest. `table` goes into the same file; `fingerprints` belong to the findings.
pub(super) fn kept(
    context: &Context<'_>,
    table: &impl Serialize,
    fingerprints: &[String],
    limits: Limits,
) -> io::Result<Kept> {
    let diagnostics = &context.report.diagnostics;
    let mut places: Vec<usize> = (0..diagnostics.len()).filter(|&at| diagnostics[at].primary.is_some()).collect();
    places.sort_by_key(|&at| (diagnostics[at].status, Reverse(diagnostics[at].severity)));
    let beyond_results = places.len().saturating_sub(limits.results);
    places.truncate(limits.results);
    let mut gauge = Gauge::default();
    write_json(&mut gauge, table)?;
    let mut fitting = places.len();
    for (nth, &at) in places.iter().enumerate() {
        let result = ResultDto::new(context, &diagnostics[at], fingerprints[at].clone());
        write_json(&mut gauge, &result)?;
        if gauge.bytes() > limits.bytes {
            fitting = nth;
            break;
        }
    }
    let beyond_bytes = places.len() - fitting;
    places.truncate(fitting);
    places.sort_unstable();
    Ok(Kept { places, beyond_results, beyond_bytes })
}

/// Counts what is left of bytes when they are compressed.
struct Gauge {
    encoder: GzEncoder<Count>,
}

impl Gauge {
    fn bytes(&self) -> usize {
        self.encoder.get_ref().0
    }
}

impl Default for Gauge {
    fn default() -> Self {
        // Who uploads compresses no worse.
        Self { encoder: GzEncoder::new(Count(0), Compression::fast()) }
    }
}

impl Write for Gauge {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.encoder.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Debug)]
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
