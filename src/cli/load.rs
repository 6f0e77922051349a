//! Reads files into memory, up to a size that no document needs.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use crate::diagnostic::Language;

/// The most that is read of one file, in bytes.
pub(super) const LIMIT: u64 = 100 * 1024 * 1024;

/// How much of a table is looked at before it is read, in bytes.
const TOP: u64 = 128 * 1024;

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// The operating system said no.
    Io(io::Error),
    /// It is larger than [`LIMIT`].
    TooLarge,
    /// The value that begins on this line of JSON Lines is larger than [`LIMIT`].
    LongLine(usize),
    /// It was written to while it was read.
    Changed,
    /// It is a pipe, a socket or a device, which may never end.
    NotAFile,
}

impl Unread {
    /// The reason, in words.
    pub(super) fn words(&self, language: Language) -> String {
        match self {
            Self::Io(error) => super::io_words::words(error, language),
            Self::NotAFile => language
                .pick(
                    "不是普通文件，不予读取；要读管道，请用 -",
                    "it is no regular file, so it is not read; to read a pipe, give `-`",
                )
                .into(),
            Self::Changed => {
                language.pick("检查期间文件有改动，请重新检查", "it changed while it was read; check it again").into()
            }
            Self::LongLine(line) => {
                let limit = LIMIT / 1024 / 1024;
                language.pick(
                    format!("第 {line} 行起的一个值超过 {limit} MB，不予读取"),
                    format!("a value that begins on line {line} is larger than {limit} MB, so it is not read"),
                )
            }
            Self::TooLarge => {
                let limit = LIMIT / 1024 / 1024;
                language
                    .pick(format!("超过 {limit} MB，不予读取"), format!("larger than {limit} MB, so it is not read"))
            }
        }
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The bytes of the file at `path`.
pub(super) fn file(path: &Path) -> Result<Vec<u8>, Unread> {
    // Before it is opened: opening a pipe waits for somebody who writes.
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(Unread::Io(io::ErrorKind::IsADirectory.into()));
    }
    if !metadata.is_file() {
        return Err(Unread::NotAFile);
    }
    let file = File::open(path)?;
    if metadata.len() > LIMIT {
        return Err(Unread::TooLarge);
    }
    read(file, usize::try_from(metadata.len()).unwrap_or(0))
}

/// What `look` says about the first bytes of the file at `path`; yes, where it is no regular file, of which [`file`] tells.
pub(super) fn top(path: &Path, look: impl Fn(&[u8]) -> bool) -> Result<bool, Unread> {
    if !fs::metadata(path)?.is_file() {
        return Ok(true);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(TOP).read_to_end(&mut bytes)?;
    Ok(look(&bytes))
}

/// Everything on standard input.
pub(super) fn stdin() -> Result<Vec<u8>, Unread> {
    read(io::stdin().lock(), 0)
}

/// What `reader` gives. The size of a file is only a hint: pipes have none, and files grow.
fn read(reader: impl Read, size: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::with_capacity(size.saturating_add(1));
    reader.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(Unread::TooLarge) } else { Ok(bytes) }
}
