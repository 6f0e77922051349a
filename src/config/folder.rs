use std::borrow::Cow;

/// The folder of a `lint.yml`, and how reports name the files below it. Pure text: nothing is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The folder from which reports name files; absolute, with `/`, without one at its end.
    working_directory: String,
    /// The folder itself, in the same form.
    path: String,
}

impl Folder {
    /// The folder `path`, where reports name files as seen from `working_directory`. Both absolute, with `/`.
    pub fn new(working_directory: &str, path: &str) -> Self {
        Self { working_directory: plain(working_directory), path: plain(path) }
    }

    /// The path from this folder to the file that reports call `name`. A file that is not below comes back as named.
    pub fn relative<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.working_directory == self.path && is_plain(name) {
            return Cow::Borrowed(name);
        }
        let absolute =
            if is_absolute(name) { plain(name) } else { plain(&format!("{}/{name}", self.working_directory)) };
        match absolute.strip_prefix(&self.path).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) => Cow::Owned(rest.to_owned()),
            None => Cow::Borrowed(name),
        }
    }
}

/// `/…`, or with a drive letter, `C:/…`.
fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':')
}

/// Relative, and without a step that leads nowhere or up.
fn is_plain(path: &str) -> bool {
    !is_absolute(path) && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// The same path without `.` and `..`, as far as the text alone can tell.
fn plain(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for (at, step) in path.split('/').enumerate() {
        match step {
            ".." if steps.len() > 1 => {
                steps.pop();
            }
            "." | ".." => {}
            "" if at > 0 => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_folder_wherever_the_run_was_started() {
        for (working_directory, folder, name, expected) in [
            ("/work", "/work", "sms/a.yml", "sms/a.yml"),
            ("/work/sms", "/work", "a.yml", "sms/a.yml"),
            ("/work/sms", "/work", "../b/./a.yml", "b/a.yml"),
            ("/", "/work", "work/a.yml", "a.yml"),
            ("/work", "/", "a.yml", "work/a.yml"),
            ("/work", "/work/sms", "sms/a.yml", "a.yml"),
            ("/work", "/work/sms", "/work/sms/x/a.yml", "x/a.yml"),
            ("C:/work", "C:/work/sms", "sms/a.yml", "a.yml"),
            ("/work", "/work/sms", "smsx/a.yml", "smsx/a.yml"),
        ] {
            let folder = Folder::new(working_directory, folder);
            assert_eq!(folder.relative(name), expected, "{name} seen from {working_directory}");
        }
    }
}
