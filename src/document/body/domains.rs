//! Top-level domains that a short message may really use, from IANA's root zone database
//! (<https://www.iana.org/domains/root/db>). The whole of it would make links of file names and of sentences whose
//! blank after the full stop is missing.

/// Taken for a domain wherever they end a host. Sorted.
const PLAIN: &[&str] = &[
    "ae", "ai", "app", "asia", "au", "biz", "br", "ca", "cc", "cf", "ch", "city", "click", "cloud", "club", "cn", "co",
    "com", "de", "dev", "edu", "email", "es", "eu", "fr", "fun", "ga", "gle", "goog", "gov", "gq", "group", "hk",
    "icu", "info", "ink", "int", "io", "jp", "kim", "kr", "link", "live", "ltd", "ly", "mil", "mo", "mobi", "my",
    "net", "news", "nl", "nz", "online", "org", "ph", "pro", "pub", "red", "ren", "ru", "sg", "shop", "site", "space",
    "store", "tech", "th", "tk", "top", "tv", "tw", "uk", "vip", "vn", "wang", "website", "wiki", "win", "work",
    "world", "xin", "xyz", "yun", "zone",
];

/// Also English words or endings of files: taken for a domain only where `www.` or a path speaks for it. Sorted.
const DOUBTFUL: &[&str] = &[
    "am", "art", "as", "at", "be", "bz", "cm", "do", "fi", "fm", "gg", "gl", "gs", "id", "im", "in", "is", "it", "la",
    "law", "lc", "life", "love", "market", "md", "me", "ms", "name", "no", "page", "pl", "ps", "py", "run", "se", "sh",
    "so", "st", "tel", "to", "today", "us", "vc", "video", "ws", "zip",
];

/// In Chinese characters.
const CHINESE: &[&str] =
    &["中国", "中國", "公司", "网络", "网址", "在线", "中文网", "集团", "商城", "网店", "政务", "公益"];

/// How far a label is to be taken for a top-level domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TopLevel {
    /// Always.
    Plain,
    /// Only where something else speaks for a link.
    Doubtful,
    /// Never.
    No,
}

/// Judges the last label of a host. A capital at its beginning alone (`done.Top`) begins a sentence.
pub(super) fn top_level(label: &str) -> TopLevel {
    let sentence = label.starts_with(|first: char| first.is_ascii_uppercase())
        && label.bytes().skip(1).any(|byte| byte.is_ascii_lowercase());
    let label = label.to_ascii_lowercase();
    match (PLAIN.binary_search(&label.as_str()), DOUBTFUL.binary_search(&label.as_str())) {
        (Ok(_), _) if !sentence => TopLevel::Plain,
        (Err(_), Err(_)) => TopLevel::No,
        _ => TopLevel::Doubtful,
    }
}

/// The top-level domain in Chinese characters that `text` begins with, its length in bytes.
pub(super) fn chinese_top_level(text: &str) -> Option<usize> {
    CHINESE.iter().filter(|domain| text.starts_with(**domain)).map(|domain| domain.len()).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_share_nothing() {
        assert!(PLAIN.is_sorted() && DOUBTFUL.is_sorted());
        assert!(PLAIN.iter().all(|domain| !DOUBTFUL.contains(domain)));
    }
}
