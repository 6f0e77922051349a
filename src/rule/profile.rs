use std::collections::BTreeMap;

/// What is known about who submits: values of the settings that packs declare. Texts as written; `true` and `false` for
/// booleans; decimal digits for numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile(pub BTreeMap<String, String>);

impl Profile {
    /// The value of `setting`, where somebody stated it.
    pub fn get(&self, setting: &str) -> Option<&str> {
        self.0.get(setting).map(String::as_str)
    }
}
