//! The language of the person at the keyboard.

use std::env;

use crate::diagnostic::Language;

/// Chinese where the locale is Chinese, otherwise English.
pub(super) fn language() -> Language {
    let stated = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    let locale = stated.into_iter().find(|value| !value.is_empty()).or_else(sys_locale::get_locale);
    if locale.is_some_and(|locale| is_chinese(&locale)) { Language::Zh } else { Language::En }
}

fn is_chinese(locale: &str) -> bool {
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    language.eq_ignore_ascii_case("zh")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_recognised_however_the_locale_is_spelled() {
        for (locale, expected) in
            [("zh_CN.UTF-8", true), ("zh-Hans-CN", true), ("zh", true), ("C", false), ("zha", false), ("en_US", false)]
        {
            assert_eq!(is_chinese(locale), expected, "{locale}");
        }
    }
}
