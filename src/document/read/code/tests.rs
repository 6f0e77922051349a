#![allow(clippy::unwrap_used)]

use crate::{
    document::{Format, Payloads, Record, TemplateIdForm, read_with},
    text::{Source, code::HOLE},
};

fn payloads() -> Payloads {
    let form = |provider: &str, prefix: &str, digits| TemplateIdForm {
        provider: provider.to_owned(),
        prefix: prefix.to_owned(),
        digits,
    };
    Payloads::default().with_template_ids(vec![form("acme", "SMS_", (1, 12)), form("bolt", "", (5, 8))])
}

/// Each record as `name | signature | content | why`; `-` for what is not there, `…` for what the program fills in.
fn found(path: &str, text: &str) -> Vec<String> {
    let source = Source::new(path, text);
    let document = read_with(&source, Format::of(path).unwrap(), &payloads());
    let describe = |record: &Record<'_>| {
        let field = |key: &str| record.text("", key).unwrap_or("-").replace(HOLE, "…");
        format!("{} | {} | {} | {}", field("name"), field("signature"), field("content"), record.why.as_str())
    };
    document.records.iter().map(describe).collect()
}

#[track_caller]
fn finds(path: &str, text: &str, expected: &[&str]) {
    assert_eq!(found(path, text), expected, "{path}:\n{text}");
}

#[test]
fn a_java_enum_holds_ids_and_texts() {
    let text = r#"
public enum NoticeKind {
    PICKED_UP(0, "SMS_1", "您的包裹已由${name}取走，如有疑问请联系驿站。"),
    STORED(1, "SMS_2", "包裹已到" + "驿站，取件码${code}。"),
    TITLE(2, "SMS_3", "入库提醒模板");
}"#;
    finds(
        "NoticeKind.java",
        text,
        &[
            "PICKED_UP | - | 您的包裹已由${name}取走，如有疑问请联系驿站。 | id",
            "STORED | - | 包裹已到驿站，取件码${code}。 | id",
        ],
    );
}

#[test]
fn a_comment_above_a_constant_is_its_text() {
    let text = r#"
class Ids {
    /**
     * 注册
     * 模板内容：您好，注册验证码${code}，请在10分钟内填写。
     */
    static final String SIGN_UP = "SMS_100200";

    /** 分页大小{n}，默认二十 */
    static final int PAGE = 20;

    static final String BIND = "SMS_100201"; // 【青禾书店】您正在绑定手机，验证码${code}。
}"#;
    finds(
        "Ids.java",
        text,
        &[
            "SIGN_UP | - | 您好，注册验证码${code}，请在10分钟内填写。 | id",
            "BIND | 青禾书店 | 您正在绑定手机，验证码${code}。 | id",
        ],
    );
}

#[test]
fn constants_with_placeholders_of_the_program() {
    let text = r#"
class SmsText {
    static final String LOGIN = "【青禾书店】您的登录验证码为%s，%d分钟内有效。";
    static final String PAID = "尊敬的会员，您的订单" + order.getId() + "已支付，请留意发货短信。";
    static final String COUNT = "第%d页，共%d页";
}"#;
    finds(
        "SmsText.java",
        text,
        &[
            "LOGIN | 青禾书店 | 您的登录验证码为…，…分钟内有效。 | signature",
            "PAID | - | 尊敬的会员，您的订单…已支付，请留意发货短信。 | name",
        ],
    );
}

#[test]
fn a_map_of_ids_in_javascript() {
    let text = r#"
export const smsTemplates = {
  SMS_300: '您预约的${date}课程已确认，请准时到店。',
  login: { id: 'SMS_301', content: "您的登录码是${code}，切勿告知他人。" },
}
const send = (code) => post({ text: `【青禾书店】您的验证码是${code}，五分钟内有效。` })
const hint = `第${page}页，共${pages}页`
"#;
    finds(
        "sms.js",
        text,
        &[
            "smsTemplates | - | 您预约的${date}课程已确认，请准时到店。 | id",
            "login | - | 您的登录码是${code}，切勿告知他人。 | id",
            "- | 青禾书店 | 您的验证码是…，五分钟内有效。 | signature",
        ],
    );
}

#[test]
fn what_speaks_to_programmers_or_to_a_screen_is_no_template() {
    for (path, text) in [
        ("UserService.java", r#"log.info("用户{}登录成功，验证码为{}，有效期{}分钟", user, code, ttl);"#),
        ("UserService.java", r#"throw new ServiceException("用户" + id + "不存在，请联系管理员");"#),
        (
            "SmsService.java",
            r#"throw new SmsException(String.format("您的手机号%s今天已超过限制，请明天再来", phone));"#,
        ),
        ("SmsService.java", r#"return Result.fail("您操作过于频繁，请" + seconds + "秒后再试");"#),
        ("SmsService.java", r#"@ApiOperation(value = "【短信】发送验证码，参数{phone}") void send() {}"#),
        ("MailService.java", r#"String subject = "【青禾书店】您的验证码是" + code + "，请勿泄露";"#),
        ("a.js", "toast(`您的验证码已发送至${phone}，请查收`)"),
        ("locales/zh-CN.js", "export default { sms: { sent: '您的短信验证码已发往{phone}，请查收' } }"),
        (
            "ErrorCode.java",
            r#"enum ErrorCode { A(100101, "用户{0}不存在，请检查"), B(100102, "订单{0}已取消，请刷新") }"#,
        ),
        ("Reset.java", r#"message.setText("您的验证码是" + code + "，五分钟内有效，请勿泄露。");"#),
        ("Reset.java", r#"mailSender.sendEmail(to, "您的验证码是" + code + "，五分钟内有效，请勿泄露。");"#),
        ("Reset.java", r#"String text = "您的验证码是" + code + "，请勿泄露。"; SimpleMailMessage mail = of(text);"#),
        ("a.js", "console.log('【支付】订单回调，您的订单${id}处理完毕')"),
    ] {
        finds(path, text, &[]);
    }
}

#[test]
fn rows_of_a_database_are_named_by_their_columns() {
    let text = "
-- templates of short messages
INSERT INTO `sms_template` (`id`, `name`, `code`, `content`, `params`, `remark`, `api_template_id`)
VALUES (1, '取消预约', 'cancel', '您预约的{course}已取消，如需改期请联系门店。', '[\"course\"]', '给{x}用，别改', '7654321'),
       (2, '入会', 'join', '【青禾书店】您好，it''s {n} 号，欢迎入会。', '[]', null, null);
INSERT INTO article VALUES (1, '第{n}章，您好世界', '短信是怎样发出的，尊敬的读者');
";
    finds(
        "seed.sql",
        text,
        &[
            "取消预约 | - | 您预约的…已取消，如需改期请联系门店。 | id",
            "入会 | 青禾书店 | 您好，it's … 号，欢迎入会。 | signature",
        ],
    );
}

#[test]
fn arrays_and_fields_of_php() {
    let text = r#"<?php
return [
    'sms' => [
        'login' => 'SMS_500', // 您的登录验证码为${code}，请勿告知他人。
        'ship' => ['id' => 'SMS_501', 'text' => '您的订单${no}已发出，请留意。'],
    ],
];
class Bind extends SmsTemplate {
    public $id = '650123';
    public $template = '您正在绑定手机，验证码{1}，{2}分钟内填写。';
    protected $welcome = "【青禾书店】{$name}您好，欢迎加入。";
    function send($code) { return $this->post('【青禾书店】您的验证码是' . $code . '，五分钟内有效'); }
}"#;
    finds(
        "config/sms.php",
        text,
        &[
            "login | - | 您的登录验证码为${code}，请勿告知他人。 | id",
            "ship | - | 您的订单${no}已发出，请留意。 | id",
            "Bind | - | 您正在绑定手机，验证码{1}，{2}分钟内填写。 | id",
            "$welcome | 青禾书店 | …您好，欢迎加入。 | signature",
            "- | 青禾书店 | 您的验证码是…，五分钟内有效 | signature",
        ],
    );
}

#[test]
fn structs_of_go_with_names_in_chinese() {
    let text = r#"
package sms

var 取件通知 = Template{ID: "SMS_600", Content: "您的快件已到${place}，请及时取走。"}
var texts = map[string]string{
	"绑定": "【青禾书店】您正在绑定手机，校验码" + code + "。",
}

func Send(code string) error {
	content := fmt.Sprintf("【%s】您的验证码是 %s，%.0f分钟内有效。", sign, code, ttl)
	log.Printf("您的短信%s已发出，请查看", content)
	return fmt.Errorf("您的验证码%s有误，请勿重试", code)
}
"#;
    finds(
        "notify.go",
        text,
        &[
            "取件通知 | - | 您的快件已到${place}，请及时取走。 | id",
            "绑定 | 青禾书店 | 您正在绑定手机，校验码…。 | signature",
            "- | - | 您的验证码是 …，…分钟内有效。 | signature",
        ],
    );
}

#[test]
fn a_dictionary_of_python() {
    let text = r#"
SMS_TEXTS = {
    "login": "您的登录验证码为{code}，"
             "请勿告知他人。",
    'paid': '尊敬的{name}，您已付款{amount}元。',
}
hello = f"【青禾书店】您的验证码是{code}，请勿泄露。"
logger.info("尊敬的%s，您的短信已经发出", name)
"#;
    finds(
        "app/texts.py",
        text,
        &[
            "login | - | 您的登录验证码为…，请勿告知他人。 | code",
            "paid | - | 尊敬的…，您已付款…元。 | name",
            "hello | 青禾书店 | 您的验证码是…，请勿泄露。 | signature",
        ],
    );
}

#[test]
fn other_languages_write_the_same() {
    for (path, text, expected) in [
        (
            "Sms.kt",
            "object SmsText { const val LOGIN = \"您的验证码为\\${code}，请勿泄露。\"\n fun f(c: String) = \"您的验证码为$c，请勿泄露。\" }",
            vec!["LOGIN | - | 您的验证码为${code}，请勿泄露。 | code", "- | - | 您的验证码为…，请勿泄露。 | code"],
        ),
        (
            "Sms.cs",
            "class A { public const string Login = @\"您的验证码为\"\"{0}\"\"，{1}分钟内有效。\"; string b = $\"您的校验码{c}，请勿泄露\"; }",
            vec!["Login | - | 您的验证码为\"…\"，…分钟内有效。 | code", "b | - | 您的校验码…，请勿泄露 | code"],
        ),
        (
            "sms.ts",
            "export const TEXT: Record<string, string> = { login: '您的验证码为{{code}}，请勿泄露。' }\nconst bind: string = '您的校验码为#code#，请勿泄露。'",
            vec!["login | - | 您的验证码为…，请勿泄露。 | code", "bind | - | 您的校验码为#code#，请勿泄露。 | code"],
        ),
        ("sms.rb", "LOGIN = '您的验证码为%s，请勿泄露。'", vec!["LOGIN | - | 您的验证码为…，请勿泄露。 | code"]),
        (
            "Sms.swift",
            "enum Sms { static let login = \"您的验证码为\\(code)，请勿泄露。\" }",
            vec!["login | - | 您的验证码为…，请勿泄露。 | code"],
        ),
        (
            "sms.dart",
            "const login = '您的验证码为$code，请勿泄露。';",
            vec!["login | - | 您的验证码为…，请勿泄露。 | code"],
        ),
        (
            "sms.rs",
            "const LOGIN: &str = \"您的验证码为{code}，请勿泄露。\";\n#[cfg(test)]\nmod tests { const A: &str = \"您的验证码为{code}，请勿泄露。\"; }",
            vec!["LOGIN | - | 您的验证码为…，请勿泄露。 | code"],
        ),
    ] {
        finds(path, text, &expected);
    }
}

#[test]
fn what_the_program_fills_in_is_no_variable_of_a_provider() {
    for (before, place, behind) in [
        ("sms(", "{name}", ""),
        ("sms(", "{0}", ""),
        ("sms(", "{0,number}", ""),
        ("sms(", "{0:N0}", ""),
        ("sms(", "{code:>6}", ""),
        ("sms(", "{{code}}", ""),
        ("sms(", "%{code}", ""),
        ("sms(", "%<code>s", ""),
        ("sms(", "%[1]s", ""),
        ("sms(", "%2$tF", ""),
        ("sms(", "%,.2f", ""),
        ("MessageFormat.format(", "{1}", ""),
        ("string.Format(", "{1}", ""),
    ] {
        let text = format!("{before}\"SMS_700\", \"您的订单{place}已发出，请留意。\"{behind})");
        finds("Sms.java", &text, &["- | - | 您的订单…已发出，请留意。 | id"]);
    }
    let kept = "sms(\"SMS_700\", \"您的订单{1}已发出，${no}请留意。\")";
    finds("Sms.java", kept, &["- | - | 您的订单{1}已发出，${no}请留意。 | id"]);
    let percent = "sms(\"SMS_700\", \"您好，今日享%d%%优惠，请留意。\")";
    finds("Sms.java", percent, &["- | - | 您好，今日享…%优惠，请留意。 | id"]);
    finds(
        "sms.py",
        "a = ('SMS_700', '您的订单{1}已发出，请留意。'.format(a, b))",
        &["a | - | 您的订单…已发出，请留意。 | id"],
    );
}

#[test]
fn a_text_is_not_its_own_name() {
    let text = "const sms = { '您的验证码是{{code}}，请勿泄露。': '您的验证码是{{code}}，请勿泄露。' }";
    finds("sms.js", text, &["- | - | 您的验证码是…，请勿泄露。 | code"]);
}
