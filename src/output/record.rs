use crate::diagnostic::{Language, RecordRef};

/// Which record it is, as one would say it: `模板“登录验证码”`, `template 2`. Control characters stay as they are.
pub(super) fn describe(record: &RecordRef, language: Language) -> String {
    let kind = match (language, &*record.kind) {
        (Language::Zh, "signature") => "签名",
        (Language::Zh, "template") => "模板",
        (Language::Zh, "qualification") => "资质",
        (Language::Zh, "letter") => "授权委托书",
        (Language::Zh, "send") => "发送请求",
        (_, kind) => kind,
    };
    let number = record.index + 1;
    match (language, &record.name) {
        (Language::Zh, Some(name)) => format!("{kind}“{name}”"),
        (Language::Zh, None) => format!("第 {number} 个{kind}"),
        (Language::En, Some(name)) => format!("{kind} “{name}”"),
        (Language::En, None) => format!("{kind} {number}"),
    }
}
