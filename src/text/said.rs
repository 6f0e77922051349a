use std::borrow::Cow;

/// A few words about a fault, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl From<(&'static str, &'static str)> for Said {
    /// Chinese comes first.
    fn from((zh, en): (&'static str, &'static str)) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

impl From<(String, String)> for Said {
    /// Chinese comes first.
    fn from((zh, en): (String, String)) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}
