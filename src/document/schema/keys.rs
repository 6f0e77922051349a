//! The tables of keys.

use super::{Form, Key, words};
use crate::{diagnostic::Localized, document::RecordKind};

const fn key(name: &'static str, form: Form, zh: &'static str, en: &'static str) -> Key {
    Key { name, form, title: Localized { zh, en } }
}

const fn list(kind: RecordKind, zh: &'static str, en: &'static str) -> Key {
    key(kind.list_key(), Form::Records(kind), zh, en)
}

const PROVIDER: Key = key("provider", Form::OneOrTexts, "提交给哪些云服务商", "the providers it goes to");
const REGION: Key = key("region", Form::Word(words::REGIONS), "短信发往的地区", "where the messages go");
const ACCOUNT: Key = key("account", Form::Word(words::ACCOUNTS), "账号的认证类型", "who the account belongs to");
const SITE: Key =
    key("site", Form::Word(words::SITES), "账号所在的站点", "which site of the provider the account is on");
const NAME: Key = key("name", Form::Text, "名称", "its name");
const COMPANY: Key = key("company", Form::Text, "营业执照上的企业全称", "the full name on the licence");
const PURPOSE: Key = key("purpose", Form::Word(words::PURPOSES), "自用或他用", "for oneself or for another company");
const USCC: Key = key("uscc", Form::Text, "统一社会信用代码", "the unified social credit code");
const STATUS: Key = key("status", Form::Word(words::STATUSES), "审核进度", "how far its review has come");
const REMARK: Key = key("remark", Form::Text, "申请说明", "what the reviewer is told");
const AUTHORIZATION: Key =
    key("authorization", Form::Text, "他用时授权委托书的名称", "the name of the letter, where it is another's");
const IDS: Key = key("ids", Form::TextMap, "各服务商给出的编号", "its id at each provider");
const VARIANTS: Key = key("variants", Form::Variants, "在其他服务商处不同的内容", "what differs at other providers");

const PERIOD: Form = Form::Map(&[
    key("from", Form::Date, "起始日期", "the first day"),
    key("to", Form::Date, "截止日期，长期为 2099-12-31", "the last day; 2099-12-31 for no end"),
]);

const ID_TYPE: Key = key("id_type", Form::Word(words::ID_TYPES), "证件类型", "what identifies the person");
const ID: Key = key("id", Form::Text, "证件号码", "the number of that document");
const VALID: Key = key("valid", PERIOD, "有效期", "the time in which it is valid");

pub(super) const FILE: &[Key] = &[
    PROVIDER,
    REGION,
    ACCOUNT,
    SITE,
    list(RecordKind::Signature, "签名", "signatures: who messages are from"),
    list(RecordKind::Template, "模板", "templates: what messages say"),
    list(RecordKind::Qualification, "资质", "qualifications: the papers of companies"),
    list(RecordKind::Letter, "授权委托书", "letters: the leave to use another company's name"),
    list(RecordKind::Send, "发送请求", "what will be passed to the send API"),
];

pub(super) const SIGNATURE: &[Key] = &[
    NAME,
    key("type", Form::Word(words::SIGNATURE_TYPES), "签名类型", "what it names"),
    key("scene", Form::Word(words::SCENES), "签名适用的短信", "which messages it may go with"),
    COMPANY,
    key("registered_name", Form::Text, "已备案的应用或商标名称", "the filed name of the app or trademark"),
    key("registrant", Form::Text, "商标的申请人，或应用备案的主体", "whose trademark or filing it is"),
    key("trademark_number", Form::Text, "商标注册号", "the registration number of the trademark"),
    key("icp_number", Form::Text, "ICP 备案或许可证号", "the ICP filing or licence number"),
    key("store_url", Form::Text, "应用商店链接", "the address in an app store"),
    PURPOSE,
    key("qualification", Form::Text, "所用资质的名称", "the name of the qualification it rests on"),
    key("documents", Form::Words(words::DOCUMENTS), "证明材料", "the papers that go with it"),
    AUTHORIZATION,
    STATUS,
    REMARK,
    IDS,
    VARIANTS,
    PROVIDER,
    REGION,
    ACCOUNT,
    SITE,
];

pub(super) const TEMPLATE: &[Key] = &[
    NAME,
    key("type", Form::Word(words::TEMPLATE_TYPES), "短信类型", "what it is for"),
    key("signature", Form::Text, "签名", "the signature it goes with"),
    key("content", Form::Text, "正文", "what it says"),
    key("variables", Form::MapOf(VARIABLE), "变量的说明", "what its variables hold"),
    STATUS,
    REMARK,
    IDS,
    VARIANTS,
    PROVIDER,
    REGION,
    ACCOUNT,
    SITE,
];

const VARIABLE: &[Key] = &[
    key("kind", Form::Word(words::VARIABLE_KINDS), "内容的种类", "what it holds"),
    key("max", Form::Number, "最多几个字符", "its longest value, in characters"),
    key("min", Form::Number, "最少几个字符", "its shortest value, in characters"),
    key("example", Form::Text, "示例", "an example"),
];

pub(super) const QUALIFICATION: &[Key] = &[
    NAME,
    PURPOSE,
    key("company_type", Form::Word(words::COMPANY_TYPES), "单位性质", "what kind of body it is"),
    COMPANY,
    USCC,
    key("license_valid", PERIOD, "证照有效期", "the time in which the licence is valid"),
    key("legal_person", Form::Map(&[NAME, ID_TYPE, ID, VALID]), "法定代表人", "the legal representative"),
    key(
        "admin",
        Form::Map(&[NAME, ID_TYPE, ID, VALID, key("phone", Form::Text, "手机号", "a mobile number")]),
        "业务管理员（经办人）",
        "the person in charge of the messages",
    ),
    key(
        "documents",
        Form::Maps(&[
            key("kind", Form::Word(words::DOCUMENTS), "材料种类", "which paper"),
            key("file", Form::Text, "文件", "the file it is in"),
            key("size", Form::Number, "文件大小，单位字节", "the size of that file, in bytes"),
            key("seal", Form::Word(words::SEALS), "盖章或签名按手印", "the seal on it, or the fingerprint"),
        ]),
        "证明材料",
        "the papers that go with it",
    ),
    AUTHORIZATION,
    STATUS,
    REMARK,
    IDS,
    VARIANTS,
    PROVIDER,
    REGION,
    ACCOUNT,
    SITE,
];

pub(super) const LETTER: &[Key] = &[
    NAME,
    key("authoriser", Form::Text, "授权方", "who gives leave"),
    key("authorised", Form::Text, "被授权方", "who is given leave"),
    USCC,
    VALID,
    key("signatures", Form::Texts, "授权使用的签名", "the signatures it covers"),
    STATUS,
    REMARK,
    IDS,
    VARIANTS,
    PROVIDER,
    REGION,
    ACCOUNT,
    SITE,
];

pub(super) const SEND: &[Key] = &[
    key("template", Form::Text, "模板", "the template it fills in"),
    key("signature", Form::Text, "签名", "the signature it goes with"),
    key("phones", Form::Texts, "接收号码", "the numbers it goes to"),
    key("params", Form::TextsOrMap, "变量的取值", "the values of the variables"),
    key("sender_id", Form::Text, "显示的发件人（SenderID）", "the sender that is shown, outside the mainland"),
    key("app_id", Form::Text, "应用编号", "the application it is sent from"),
    REMARK,
    VARIANTS,
    PROVIDER,
    REGION,
    ACCOUNT,
    SITE,
];
