#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::document::{Format, TemplateIdForm, read_with};

/// The contents of the templates of a file, each with its name and what is written there.
fn templates(name: &str, file: &str) -> Vec<(String, String, String)> {
    let form = TemplateIdForm { provider: "house".to_owned(), prefix: "SMS_".to_owned(), digits: (1, 12) };
    let payloads = Payloads::default().with_template_ids(vec![form]);
    let source = Source::new(name, file);
    let document = read_with(&source, Format::of(name).unwrap(), &payloads);
    assert!(document.problems.is_empty(), "{:?}", document.problems);
    let contents = document.records.iter().map(|record| {
        let text = |key: &str| record.text("", key).unwrap_or_default().to_owned();
        let scalar = record.node.get("content").and_then(Node::scalar).unwrap();
        (text("name"), text("content"), source.slice(scalar.cooked.whole()).into_owned())
    });
    contents.collect()
}

fn assert_templates(name: &str, file: &str, expected: &[(&str, &str, &str)]) {
    let found = templates(name, file);
    let found: Vec<_> = found.iter().map(|(name, meant, written)| (&**name, &**meant, &**written)).collect();
    assert_eq!(found, expected, "{name}");
}

const CODE: &str = "您的验证码是{1}，{2}分钟内有效。";

#[test]
fn properties_of_spring_give_templates_in_either_form() {
    let yml = "server: {port: 8080}\ncloud:\n  sms:\n    sign-name: 示例商城\n    login:\n      template-code: SMS_1002\n      \
               text: 【示例商城】您的验证码是${code}，请勿告知他人。\n    paid: 您好，您的订单${no}已支付。\n  banner: \
               您好，欢迎使用！\n";
    assert_templates(
        "src/main/resources/application.yml",
        yml,
        &[
            ("text", "您的验证码是${code}，请勿告知他人。", "您的验证码是${code}，请勿告知他人。"),
            ("paid", "您好，您的订单${no}已支付。", "您好，您的订单${no}已支付。"),
        ],
    );
    let properties = "app.title=\\u793a\\u4f8b\nsms.template.login=\\u60a8\\u7684\\u9a8c\\u8bc1\\u7801\\u662f{1}\\uff0c\\\n  \
                      {2}\\u5206\\u949f\\u5185\\u6709\\u6548\\u3002\n";
    let written = &properties[properties.find("\\u60a8").unwrap()..properties.len() - 1];
    assert_templates("application.properties", properties, &[("sms.template.login", CODE, written)]);
}

#[test]
fn every_form_of_settings_gives_its_templates() {
    let wrapped = |before: &str, after: &str| format!("{before}{CODE}{after}");
    for (name, file, called) in [
        (".env", wrapped("PORT=80\nSMS_LOGIN_TEMPLATE=\"", "\"\n"), "SMS_LOGIN_TEMPLATE"),
        ("conf/app.ini", wrapped("[sms]\nlogin = ", " ; 登录\n"), "login"),
        ("app.toml", wrapped("[sms.login]\ntext = '''\n", "'''\n"), "text"),
        ("app.xml", wrapped("<beans><entry key=\"sms.login\"><value>", "</value></entry></beans>"), "sms.login"),
        ("app.xml", wrapped("<r><sms name=\"login\" text=\"", "\"/></r>"), "login"),
        ("main.tf", wrapped("locals {\n  sms_login = <<-EOT\n    ", "\n  EOT\n}\n"), "sms_login"),
        ("app.json", wrapped("{\"messages\": [{\"key\": \"sms_login\", \"value\": \"", "\"}]}"), "sms_login"),
        ("guide.md", wrapped("# 短信\n\n登录：\n\n```text\n【示例商城】", "\n```\n"), ""),
    ] {
        assert_templates(name, &file, &[(called, CODE, CODE)]);
    }
}

#[test]
fn blocks_of_a_guide_are_read_as_what_they_say_they_are() {
    for (block, called) in [
        ("```json\n{\"SMS_1001\": \"您的验证码是{1}，{2}分钟内有效。\"}\n```\n", "SMS_1001"),
        ("~~~ kotlin\nLOGIN(0, \"SMS_1001\", \"您的验证码是{1}，{2}分钟内有效。\"),\n~~~\n", "LOGIN"),
        ("```\n您的验证码是{1}，{2}分钟内有效。\n```\n", ""),
        ("```yaml\nsms:\n  login: 您的验证码是{1}，{2}分钟内有效。\n", "login"),
    ] {
        assert_templates("guide.md", &format!("# 短信\n\n{block}"), &[(called, CODE, CODE)]);
    }
}

#[test]
fn ordinary_settings_and_texts_of_screens_give_none() {
    for (name, file) in [
        ("config.yml", "app:\n  tip: 您好，{name}，欢迎回来！\n  error: 验证码错误，请重新输入{0}\n"),
        ("sms/lint.yml", "smslint: 1\nsources: [{files: a, pattern: '您的验证码是{1}，{2}分钟内有效。'}]\n"),
        ("sms/rule.yml", "id: a\nmatch: {words: [x]}\nmessage: {zh: x, en: x}\nbad: ['【示例】您的验证码是{1}。']\n"),
        ("i18n/zh.json", "{\"login\": {\"sms\": \"验证码已发送至{phone}，{n}秒后可重新获取\"}}"),
        ("messages.properties", "user.notfound=用户{0}不存在\nsms.sent=短信已发送，请注意查收{0}\n"),
        ("pom.xml", "<project><name>示例</name><description>短信服务，发送您的验证码{code}</description></project>"),
        ("Cargo.toml", "[package]\ndescription = \"您的短信助手，支持{1}种\"\n"),
        (
            "README.md",
            "# 短信\n\n【说明】您的验证码{1}，请查收。\n\n```java\nString text = \"您好{1}\";\n```\n\n```sh\necho 您的验证码是{1}，{2}分钟内有效。\n```\n",
        ),
        (".env", "APP_NAME=示例商城\nMAIL_TEXT=亲爱的{name}，您的邮件已收到。\n"),
    ] {
        assert_templates(name, file, &[]);
    }
}

#[test]
fn an_id_beside_a_text_is_enough() {
    let file = "{\"texts\": {\"SMS_1001\": \"您好，${name}，包裹已到。\", \"other\": \"您好，${name}，包裹已到。\"}}";
    assert_templates("a.json", file, &[("SMS_1001", "您好，${name}，包裹已到。", "您好，${name}，包裹已到。")]);
}

proptest! {
    #[test]
    fn whatever_a_file_holds_it_is_read(
        file in "(sms|SMS_1|您的验证码\\{1\\}，|【示例】|\\$\\{a\\}|%s|[a=\n:\"'#\\[\\]{}<>`\\\\ ]|```\n|# )*",
        name in prop_oneof![Just("a.yml"), Just("a.md"), Just("a.toml"), Just("a.xml"), Just("a.tf"), Just("a.properties"), Just(".env"), Just("a.ini")],
    ) {
        let source = Source::new(name, file.as_str());
        let document = read_with(&source, Format::of(name).unwrap(), &Payloads::default());
        for record in &document.records {
            for entry in record.node.entries() {
                let span = entry.value.span;
                prop_assert!(file.get(span.start..span.end).is_some());
            }
        }
    }
}
