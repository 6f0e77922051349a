//! Replaces a file as a whole, or not at all.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

/// Why a file was not replaced.
#[derive(Debug)]
pub(super) enum Unreplaced {
    /// It no longer holds what it held when it was read.
    Changed,
    /// The operating system said no.
    Io(io::Error),
}

impl From<io::Error> for Unreplaced {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Gives the file at `path` the bytes `new`, if it still holds `old`. A reader sees the one or the other, never a half;
/// permissions stay, and so does a symbolic link that leads to it.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Unreplaced> {
    let path = fs::canonicalize(path)?;
    let draft = Draft::of(&path, Some(permissions(&path)?), new)?;
    if fs::read(&path)? != old {
        return Err(Unreplaced::Changed);
    }
    fs::rename(&draft.0, &path)?;
    Ok(())
}

/// Gives the file at `path` the bytes `new`, whatever it held, or makes it. As [`replace`], but for what is no regular
/// file: a pipe or a device has nothing to lose.
pub(super) fn put(path: &Path, new: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => fs::write(path, new),
        Ok(_) => {
            let path = fs::canonicalize(path)?;
            let draft = Draft::of(&path, Some(permissions(&path)?), new)?;
            fs::rename(&draft.0, &path)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let draft = Draft::of(path, None, new)?;
            fs::rename(&draft.0, path)
        }
        Err(error) => Err(error),
    }
}

/// Those of the file, where it may be written.
fn permissions(path: &Path) -> io::Result<Permissions> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(permissions) }
}

/// A file beside the one to be replaced; gone with this value, unless it took the other's name.
struct Draft(PathBuf);

impl Draft {
    /// A file beside `path` that holds `bytes`, safe on the disk.
    fn of(path: &Path, permissions: Option<Permissions>, bytes: &[u8]) -> io::Result<Self> {
        let draft = Self::create(path)?;
        let mut file = OpenOptions::new().write(true).open(&draft.0)?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.sync_all()?;
        Ok(draft)
    }

    fn create(beside: &Path) -> io::Result<Self> {
        let name = beside.file_name().unwrap_or_default().to_string_lossy();
        let mut attempt = 0;
        loop {
            let path = beside.with_file_name(format!(".{name}.{}-{attempt}.tmp", process::id()));
            match File::create_new(&path) {
                Ok(_) => return Ok(Self(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a success it is no longer there; after a failure there is already something else to be said.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yml");
        fs::write(&file, "old").unwrap();
        replace(&file, b"old", b"new").unwrap();
        assert_eq!((fs::read(&file).unwrap(), names(folder.path())), (b"new".to_vec(), vec!["a.yml".to_owned()]));
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yml");
        fs::write(&file, "somebody else's").unwrap();
        assert!(matches!(replace(&file, b"old", b"new"), Err(Unreplaced::Changed)));
        assert_eq!(fs::read(&file).unwrap(), b"somebody else's");
        assert_eq!(names(folder.path()), ["a.yml"]);
    }

    #[test]
    fn a_file_is_made_or_loses_all_that_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yml");
        for bytes in [b"first".as_slice(), b"second"] {
            put(&file, bytes).unwrap();
            assert_eq!((fs::read(&file).unwrap(), names(folder.path())), (bytes.to_vec(), vec!["a.yml".to_owned()]));
        }
        assert!(put(&folder.path().join("missing/a.yml"), b"").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.yml"), folder.path().join("link.yml"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.yml", &link).unwrap();
        replace(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_file_that_may_not_be_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yml");
        fs::write(&file, "old").unwrap();
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        assert!(matches!(replace(&file, b"old", b"new"), Err(Unreplaced::Io(_))));
        assert_eq!(fs::read(&file).unwrap(), b"old");
    }
}
