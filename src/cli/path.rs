//! How files are called in reports: as they were given, with `/`, seen from the working directory.

use std::path::{Component, Path, PathBuf};

/// The name of the file at `path`.
pub(super) fn name(path: &Path) -> String {
    let text = slashes(path);
    let text = text.strip_prefix("./").unwrap_or(&text).trim_start_matches('/');
    if path.is_absolute() { slashes(path) } else { text.to_owned() }
}

/// The path as text, with `/`.
pub(super) fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The absolute path, without `.` and `..` as far as the text alone can tell.
pub(super) fn absolute(working_directory: &Path, path: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for part in working_directory.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            part => absolute.push(part),
        }
    }
    absolute
}

/// `target` as seen from `working_directory`, both absolute: relative, unless they share nothing but the root.
pub(super) fn seen_from(working_directory: &Path, target: &Path) -> PathBuf {
    let (mut here, mut there) = (working_directory.components().peekable(), target.components().peekable());
    let mut shared = 0;
    while here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
        shared += 1;
    }
    let is_root = |part: &Component<'_>| matches!(part, Component::RootDir | Component::Prefix(_));
    if shared <= target.components().filter(is_root).count() && here.peek().is_some() {
        return target.to_owned();
    }
    here.map(|_| Component::ParentDir).chain(there).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_was_typed_without_a_leading_dot() {
        for (path, expected) in
            [("./a.yml", "a.yml"), ("a/./b.yml", "a/./b.yml"), ("../a.yml", "../a.yml"), ("/a", "/a")]
        {
            assert_eq!(name(Path::new(path)), expected);
        }
    }

    #[test]
    fn a_path_is_seen_from_where_one_stands() {
        for (here, target, expected) in [
            ("/work/sms", "/work/sms/a.yml", "a.yml"),
            ("/work/sms", "/work/lint.yml", "../lint.yml"),
            ("/work/sms", "/work", ".."),
            ("/work/sms", "/etc/lint.yml", "/etc/lint.yml"),
            ("/", "/etc/lint.yml", "etc/lint.yml"),
        ] {
            assert_eq!(seen_from(Path::new(here), Path::new(target)), Path::new(expected), "{target} from {here}");
        }
    }
}
