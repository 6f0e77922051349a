//! What names and texts say about where they belong.

/// Names of what writes for programmers, refuses, or speaks to who sits before a screen.
const ELSEWHERE: &[&str] = &[
    "@",
    "abort",
    "alert",
    "assert",
    "confirm",
    "console",
    "debug",
    "debugf",
    "describe",
    "dialog",
    "die",
    "errorf",
    "expect",
    "fail",
    "failed",
    "failure",
    "fatal",
    "fatalf",
    "fmtprintln",
    "info",
    "infof",
    "it",
    "log",
    "logf",
    "logger",
    "logging",
    "modal",
    "panic",
    "panicf",
    "placeholder",
    "print",
    "printf",
    "println",
    "raise",
    "reject",
    "swal",
    "throw",
    "throws",
    "toast",
    "tooltip",
    "trace",
    "tracef",
    "warn",
    "warnf",
    "warning",
    "writeline",
];

/// Names of other ways to reach people.
const OTHER_WAYS: &[&str] = &[
    "ding", "dingding", "dingtalk", "email", "emails", "feishu", "jpush", "lark", "mail", "mailer", "mails", "smtp",
    "subject", "webhook", "wechat", "wecom", "weixin", "wx",
];

/// Names of what tells about a thing and is not the thing.
const ABOUT: &[&str] = &[
    "comment",
    "desc",
    "description",
    "label",
    "memo",
    "name",
    "note",
    "remark",
    "remarks",
    "summary",
    "tip",
    "tips",
    "title",
];

/// What a person is called or called upon with in a message, and hardly anywhere else.
const ADDRESS: &[&str] = &["您", "尊敬", "亲爱", "退订", "拒收请", "客官", "贵司"];

/// What a code is called that a message brings.
pub(super) const CODES: &[&str] =
    &["验证码", "校验码", "动态码", "动态密码", "确认码", "随机码", "短信码", "取件码", "激活码", "安全码"];

/// What is said of a code.
const OF_CODES: &[&str] = &["分钟", "小时", "有效", "请勿", "切勿", "泄露", "泄漏", "告知", "本人", "他人", "转发"];

/// What programs say of themselves.
const TALK: &[&str] = &[
    "异常",
    "报错",
    "错误",
    "参数",
    "接口",
    "返回值",
    "响应",
    "数据库",
    "日志",
    "堆栈",
    "线程",
    "缓存",
    "字段",
    "解析",
    "初始化",
    "配置",
    "不存在",
    "不能为空",
    "不支持",
    "不合法",
    "不匹配",
    "不正确",
    "未找到",
    "找不到",
    "发送失败",
    "发送成功",
    "发送短信",
    "短信发送",
    "已发送",
    "发送至",
    "发送到",
    "重新发送",
    "重新获取",
    "频繁",
    "重试",
    "再试",
    "秒后",
    "请输入",
    "请选择",
    "请填写",
];

/// What stands in brackets at the head of many texts and is no signature.
const TAGS: &[&str] = &[
    "错误",
    "警告",
    "提示",
    "注意",
    "重要",
    "通知",
    "公告",
    "提醒",
    "紧急",
    "必填",
    "选填",
    "可选",
    "默认",
    "测试",
    "示例",
    "废弃",
    "新增",
    "修改",
    "优化",
    "修复",
    "备注",
    "说明",
    "任务",
    "角色",
    "背景",
    "要求",
    "输出",
    "输入",
    "系统",
    "系统通知",
    "系统提示",
    "温馨提示",
    "特别提示",
    "异常",
    "告警",
    "报警",
    "预警",
    "日志",
    "调试",
];

/// The words of an identifier, in lower case: `sendSMSCode` and `send_sms_code` have three each.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut previous) = (String::new(), ' ');
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        let starts = c.is_uppercase()
            && (previous.is_lowercase()
                || previous.is_ascii_digit()
                || (previous.is_uppercase() && characters.peek().is_some_and(|next| next.is_lowercase())));
        if starts || !c.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if c.is_alphanumeric() || c == '@' {
            word.extend(c.to_lowercase());
        }
        previous = c;
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// Whether the name says that it is about short messages.
pub(super) fn says_sms(name: &str) -> bool {
    if name.contains("短信") {
        return true;
    }
    words(name).iter().any(|word| {
        word.starts_with("sms")
            || word.starts_with("duanxin")
            || (word.ends_with("sms") && !word.ends_with("isms") && !word.ends_with("asms") && !word.ends_with("thms"))
    }) || name.to_ascii_lowercase().contains("shortmessage")
}

/// Whether the name says that it is about templates.
pub(super) fn says_template(name: &str) -> bool {
    name.contains("模板")
        || name.contains("模版")
        || words(name).iter().any(|word| matches!(word.as_str(), "template" | "templates" | "tpl" | "tmpl" | "tpls"))
        || name.to_ascii_lowercase().contains("template")
}

/// Whether a function of this name speaks to programmers, or to who sits before a screen.
pub(super) fn speaks_elsewhere(name: &str) -> bool {
    words(name).iter().any(|word| {
        ELSEWHERE.contains(&word.as_str()) || word.ends_with("exception") || word == "error" || word == "errors"
    })
}

/// Whether the name is that of another way to reach people.
pub(super) fn says_other_way(name: &str) -> bool {
    name.contains("邮件") || words(name).iter().any(|word| OTHER_WAYS.contains(&word.as_str()))
}

/// Whether the name is that of a remark.
pub(super) fn says_about(name: &str) -> bool {
    words(name).last().is_some_and(|word| ABOUT.contains(&word.as_str()))
}

/// Whether the path is that of what a screen shows in several languages.
pub(super) fn is_interface(path: &str) -> bool {
    path.split(['/', '.']).any(|part| {
        matches!(
            part.to_ascii_lowercase().as_str(),
            "i18n" | "locale" | "locales" | "lang" | "langs" | "zh-cn" | "zh_cn" | "zh-hans" | "zh" | "cn" | "messages"
        )
    })
}

/// Whether the path is that of a test: what stands there is made up, and often wrong on purpose.
pub(super) fn is_test(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let in_folder = !path.starts_with('/')
        && folders.split('/').any(|part| matches!(part, "test" | "tests" | "__tests__" | "spec" | "testdata"));
    let words = words(stem);
    let is_word = |word: Option<&String>| word.is_some_and(|word| matches!(word.as_str(), "test" | "tests" | "spec"));
    in_folder || is_word(words.last()) || is_word(words.first()) || name.contains(".spec.") || name.contains(".test.")
}

pub(super) fn addresses(text: &str) -> bool {
    ADDRESS.iter().any(|word| text.contains(word))
}

pub(super) fn talks_of_codes(text: &str) -> bool {
    OF_CODES.iter().any(|word| text.contains(word))
}

pub(super) fn talks_of_itself(text: &str) -> bool {
    TALK.iter().any(|word| text.contains(word))
}

pub(super) fn is_tag(text: &str) -> bool {
    TAGS.contains(&text)
}
