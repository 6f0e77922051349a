//! Checks what is said about who submits, wherever it is said: in `lint.yml` or on a command line.

use crate::{
    diagnostic::{Language, Wording, instead},
    rule::{
        RuleSet,
        spec::{SettingKind, SettingSpec},
    },
};

/// Checks the name of a provider.
pub fn check_provider(name: &str, rules: &RuleSet, language: Language) -> Result<(), Wording> {
    let known = rules.providers();
    if known.contains(&name) {
        return Ok(());
    }
    Err(Wording {
        message: language.pick(format!("未知的服务商 `{name}`"), format!("unknown provider `{name}`")),
        help: instead(name, &known, language),
    })
}

/// Why a setting cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    /// No pack declares it.
    Unknown(Wording),
    /// Its value has the wrong form.
    Invalid(Wording),
}

impl SettingFault {
    /// The words for it.
    pub const fn wording(&self) -> &Wording {
        match self {
            Self::Unknown(wording) | Self::Invalid(wording) => wording,
        }
    }
}

/// Checks a setting and its value against what packs declare.
pub fn check_setting(name: &str, value: &str, rules: &RuleSet, language: Language) -> Result<(), SettingFault> {
    let settings = rules.settings();
    let Some(setting) = settings.get(name) else {
        let known: Vec<&str> = settings.keys().copied().collect();
        return Err(SettingFault::Unknown(Wording {
            message: language.pick(format!("未知的设置 `{name}`"), format!("unknown setting `{name}`")),
            help: instead(name, &known, language),
        }));
    };
    if fits(setting, value) {
        return Ok(());
    }
    Err(SettingFault::Invalid(Wording {
        message: language.pick(format!("`{name}` 不能是 `{value}`"), format!("`{name}` cannot be `{value}`")),
        help: match setting.kind {
            SettingKind::Choice => instead(value, &setting.values, language),
            SettingKind::Boolean => {
                Some(language.pick("应为 `true` 或 `false`。".into(), "It is `true` or `false`.".into()))
            }
            SettingKind::Number => Some(language.pick("应为非负整数。".into(), "It is a whole number.".into())),
            SettingKind::Text => None,
        },
    }))
}

fn fits(setting: &SettingSpec, value: &str) -> bool {
    match setting.kind {
        SettingKind::Choice => setting.values.iter().any(|known| known == value),
        SettingKind::Boolean => matches!(value, "true" | "false"),
        SettingKind::Number => value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<usize>().is_ok(),
        SettingKind::Text => true,
    }
}
