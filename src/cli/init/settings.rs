//! The text of a new `lint.yml`.

use std::fmt::Write as _;

use super::{survey::Survey, wording};
use crate::{
    diagnostic::Language,
    rule::{
        RuleSet,
        spec::{SettingKind, SettingSpec},
    },
};

/// A configuration that says what the survey found and, in comments, what else it may say.
pub(super) fn render(survey: &Survey, rules: &RuleSet, language: Language) -> String {
    let mut text = String::from(language.pick(
        "# smslint 的配置。编辑器可用 `smslint schema config` 输出的 JSON Schema 补全和检查。\nsmslint: 1\n",
        "# How smslint checks this repository. `smslint schema config` prints a JSON Schema for editors.\nsmslint: 1\n",
    ));
    provider(&mut text, survey, rules, language);
    files(&mut text, survey, language);
    profile(&mut text, survey, rules, language);
    text.push_str(language.pick(
        "\n# 消息的语言：zh 或 en。\nlanguage: zh\n\
         \n# 到哪一级以退出码 1 结束：error、warning 或 info。\nfail_on: error\n\
         \n# 改变规则的级别：off、info、warning 或 error。`smslint rules` 列出全部规则。\n\
         # rules:\n#   cn/unknown-signature: off\n",
        "\n# The language of messages: zh or en.\nlanguage: en\n\
         \n# The least severity that gives exit code 1: error, warning or info.\nfail_on: error\n\
         \n# Other levels for rules: off, info, warning or error. `smslint rules` lists all rules.\n\
         # rules:\n#   cn/unknown-signature: off\n",
    ));
    text
}

fn provider(text: &mut String, survey: &Survey, rules: &RuleSet, language: Language) {
    text.push_str(language.pick(
        "\n# 没有写明 provider 的模板和签名由谁审核。\n",
        "\n# Who judges the signatures and templates that name no provider.\n",
    ));
    for reason in wording::reasons(survey, language) {
        let _ = writeln!(text, "# {reason}");
    }
    match survey.provider().filter(|name| rules.providers().contains(name)) {
        Some(name) => _ = writeln!(text, "provider: [{name}]"),
        None => _ = writeln!(text, "# provider: [{}]", rules.providers().join(", ")),
    }
}

fn files(text: &mut String, survey: &Survey, language: Language) {
    text.push_str(language.pick(
        "\n# 要检查的文件。只检查其中几个时，跨文件的规则仍看得到全部。\n",
        "\n# The files to check. Rules across files see all of them, even where only some are checked.\n",
    ));
    let patterns = survey.patterns();
    if patterns.is_empty() {
        text.push_str("# include:\n#   - \"sms/**/*.yml\"\n");
    } else {
        text.push_str("include:\n");
        for pattern in patterns {
            let _ = writeln!(text, "  - {}", quoted(&pattern));
        }
    }
    text.push_str(language.pick("\n# 不检查的文件。\n", "\n# The files to leave out.\n"));
    text.push_str("# exclude:\n#   - \"legacy/**\"\n");
}

fn profile(text: &mut String, survey: &Survey, rules: &RuleSet, language: Language) {
    text.push_str(language.pick(
        "\n# 账号的情况。文件里写明的优先；都没有写明时，有的规则无从判断。\n",
        "\n# What is known about the account. What a file says comes first; what nobody says, some rules cannot judge.\n",
    ));
    let settings = rules.settings();
    // Where something holds by default, what files say is an exception, and nothing to conclude from.
    let known = |name: &str, setting: &SettingSpec| {
        if setting.default.is_some() {
            return None;
        }
        survey.agreed(name).filter(|value| setting.values.iter().any(|known| known == value)).map(str::to_owned)
    };
    let said = settings.iter().any(|(name, setting)| known(name, setting).is_some());
    let _ = writeln!(text, "{}profile:", if said { "" } else { "# " });
    for (name, setting) in settings {
        let title = setting.title.get(language);
        match known(name, setting) {
            Some(value) => _ = writeln!(text, "  {name}: {value}   # {title}"),
            None if said => _ = writeln!(text, "  # {name}: {}", example(setting, title, language)),
            None => _ = writeln!(text, "#   {name}: {}", example(setting, title, language)),
        }
    }
}

/// A value that a setting may have, and what it means.
fn example(setting: &SettingSpec, title: &str, language: Language) -> String {
    match setting.kind {
        SettingKind::Choice => {
            let value = setting.default.as_ref().or(setting.values.first()).map_or("", String::as_str);
            let (open, close) = language.pick(("（", "）"), (" (", ")"));
            format!("{value}   # {title}{open}{}{close}", setting.values.join(" | "))
        }
        SettingKind::Boolean => format!("true   # {title}"),
        SettingKind::Number => format!("6   # {title}"),
        SettingKind::Text => format!("\"\"   # {title}"),
    }
}

/// The text in double quotes, which YAML reads as JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{Folder, Spec},
        text::Source,
    };

    /// The configuration loads, and so it does with every line that looks like a setting brought to life.
    fn assert_loads(survey: &Survey, language: Language) {
        let rules = RuleSet::with_builtin(&[], language).expect("the built-in packs load");
        let text = render(survey, &rules, language);
        let alive: String = text
            .lines()
            .map(|line| {
                let commented = line.trim_start().starts_with('#');
                let bare = line.replacen("# ", "", usize::from(commented));
                let setting = bare.trim_start().split_once(':').is_some_and(|(key, _)| {
                    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b"_-/".contains(&b))
                });
                if setting || bare.trim_start().starts_with("- ") { bare + "\n" } else { format!("{line}\n") }
            })
            .collect();
        for text in [text, alive] {
            let source = Source::new("lint.yml", text.as_bytes());
            let spec = Spec::read(&source, language).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
            spec.resolve(&source, &Folder::default(), &rules, language)
                .unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
        }
    }

    #[test]
    fn what_is_written_loads_whatever_was_found() {
        for language in [Language::Zh, Language::En] {
            assert_loads(&Survey::default(), language);
            let mut survey =
                Survey { files: vec!["sms/a \"b\".yml".to_owned(), "c.json".to_owned()], ..Survey::default() };
            let said = survey.said.entry("account").or_default();
            said.open = true;
            said.values.insert("enterprise".to_owned());
            assert_loads(&survey, language);
            survey.named.insert("nobody".to_owned(), 1);
            assert_loads(&survey, language);
        }
    }
}
