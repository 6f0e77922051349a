//! What the operating system answered, in words.

use std::io::{self, ErrorKind};

use crate::diagnostic::Language;

/// Why something could not be read or written.
pub(super) fn words(error: &io::Error, language: Language) -> String {
    match error.kind() {
        ErrorKind::NotFound => language.pick("文件不存在".into(), "no such file or folder".into()),
        ErrorKind::PermissionDenied => language.pick("没有权限".into(), "permission denied".into()),
        ErrorKind::StorageFull => language.pick("磁盘已满".into(), "no space left on the disk".into()),
        ErrorKind::IsADirectory => language.pick("是一个目录".into(), "it is a folder".into()),
        ErrorKind::NotADirectory => {
            language.pick("路径中有一段不是目录".into(), "a part of the path is no folder".into())
        }
        _ if is_loop(error) => {
            language.pick("符号链接构成循环".into(), "its symbolic links lead round in a circle".into())
        }
        _ => error.to_string(),
    }
}

/// `ELOOP`, which the standard library does not name yet.
fn is_loop(error: &io::Error) -> bool {
    let number = if cfg!(target_os = "linux") { 40 } else { 62 };
    cfg!(unix) && error.raw_os_error() == Some(number)
}
