//! What stands round a number and says whether it can be dialled.

use std::ops::Range;

use super::ContactKind;

/// Five-digit numbers of carriers and public services that are known without any cue.
const SERVICES: &[&str] = &[
    "10001", "10010", "10011", "10015", "10016", "10018", "10085", "10086", "10096", "10099", "12110", "12117",
    "12121", "12122", "12123", "12300", "12301", "12305", "12306", "12308", "12309", "12310", "12313", "12314",
    "12315", "12316", "12317", "12318", "12319", "12320", "12321", "12322", "12323", "12324", "12325", "12326",
    "12327", "12328", "12329", "12330", "12331", "12333", "12335", "12336", "12337", "12338", "12339", "12340",
    "12345", "12348", "12349", "12350", "12351", "12355", "12356", "12358", "12360", "12361", "12363", "12365",
    "12366", "12367", "12368", "12369", "12370", "12371", "12377", "12378", "12379", "12380", "12381", "12385",
    "12386", "12388", "12389", "12390", "12393", "12395", "12396", "12580", "12583", "12590",
];

/// Words that announce a telephone number.
const CUES: &[&str] = &[
    "电话", "热线", "客服", "拨打", "致电", "拨", "咨询", "请打", "回拨", "投诉", "举报", "来电", "联系", "号码",
    "专线", "tel", "call", "phone", "hotline",
];

/// Words that announce a number which is not dialled.
const ANTI_CUES: &[&str] = &[
    "号", "订单", "包裹", "快递", "房间", "码", "密码", "第", "满", "减", "省", "共", "约", "超", "达", "仅", "余额",
    "金额", "消费", "支付", "价", "¥", "￥", "$", "no.", "id",
];

/// Words that announce a long number which is not dialled.
const REFERENCES: &[&str] = &[
    "单号",
    "单号码",
    "运单",
    "订单",
    "包裹",
    "编号",
    "流水号",
    "受理号",
    "批次号",
    "序列号",
    "设备号",
    "档案号",
    "会员号",
    "tracking number",
    "order number",
    "order no.",
    "order",
];

/// What is counted: a number before one of these is an amount.
const UNITS: &[&str] = &[
    "元", "块", "角", "个", "件", "张", "名", "人", "位", "次", "积分", "分钟", "万", "千", "亿", "点", "米", "公里",
    "克", "斤", "吨", "字", "条", "份", "台", "套", "天", "日", "月", "年", "步", "平", "户", "家", "场", "票", "瓶",
    "盒", "袋", "页", "期", "美元", "港币", "港元", "金币", "里程", "毫", "小时", "秒", "度", "%", "％", "分", "多",
    "余",
];

/// How far before a number a word still belongs to it, in bytes: eight Chinese characters.
const REACH: usize = 24;

/// Whether what stands round the number at `range` leaves it a telephone number.
pub(super) fn allows(text: &str, range: &Range<usize>, kind: ContactKind) -> bool {
    let behind = text[range.end..].trim_start_matches(' ');
    let amount = UNITS.iter().any(|unit| behind.starts_with(unit)) && !behind.starts_with("分机");
    let before = text[..range.start].trim_end_matches([' ', ':', '：']);
    let priced = before.ends_with(['¥', '￥', '$']) || decimal(text, range.start);
    let announcing = before.trim_end_matches(['为', '是']);
    let anti = match kind {
        ContactKind::ShortCode => ends_with_any(announcing, ANTI_CUES) && !announcing.ends_with("号码"),
        ContactKind::Mobile => ends_with_any(announcing, REFERENCES),
        _ => false,
    };
    let reference = letters_before(text, range.start) && !announced(before);
    !amount && !priced && !anti && !reference
}

/// Whether a word shortly before `at` announces a telephone number.
pub(super) fn has_cue(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..at].to_ascii_lowercase();
    CUES.iter().any(|cue| before.contains(cue))
}

/// Whether this is the number of a carrier or of a public service.
pub(super) fn is_service(number: &str) -> bool {
    SERVICES.binary_search(&number).is_ok()
}

/// Whether a decimal point and a digit stand before `at`: `3.13800138000`.
fn decimal(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    before.ends_with(b".") && before.iter().rev().nth(1).is_some_and(u8::is_ascii_digit)
}

/// Whether the number continues a word: an order number such as `SF13800138000`.
fn letters_before(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// Whether the Latin word at the end of `before` announces a number.
fn announced(before: &str) -> bool {
    let tail: Vec<u8> = before.bytes().rev().take(8).take_while(u8::is_ascii_alphabetic).collect();
    let word: Vec<u8> = tail.into_iter().rev().map(|byte| byte.to_ascii_lowercase()).collect();
    [b"tel".as_slice(), b"t", b"phone", b"mobile", b"call", b"hotline", b"vx", b"wx", b"v"].contains(&word.as_slice())
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.len() >= word.len() && text.as_bytes()[text.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_services_are_sorted() {
        assert!(SERVICES.is_sorted());
    }
}
