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
        ("a.js", "console.log('【支付】订单回调，您的订单${id}处理完毕')"),
    ] {
        finds(path, text, &[]);
    }
}
