use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path keeps: unreserved characters and the slash.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What no address may hold as it is.
const ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The URI of a file: relative where its path is.
pub(super) fn of_path(path: &str) -> String {
    let encoded = |path| utf8_percent_encode(path, PATH).to_string();
    match path.as_bytes() {
        [b'/', ..] => format!("file://{}", encoded(path)),
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => {
            format!("file:///{}:{}", char::from(*drive), encoded(&path[2..]))
        }
        _ => encoded(path),
    }
}

/// The address as a URI, where it is one of the web.
pub(super) fn of_address(address: &str) -> Option<String> {
    let of_the_web = address.starts_with("https://") || address.starts_with("http://");
    of_the_web.then(|| utf8_percent_encode(address, ADDRESS).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references_that_nothing_can_misread() {
        for (path, expected) in [
            ("sms/a-b_c.1~.yml", "sms/a-b_c.1~.yml"),
            ("短信/a b.yml", "%E7%9F%AD%E4%BF%A1/a%20b.yml"),
            ("a:b?c#d%20.yml", "a%3Ab%3Fc%23d%2520.yml"),
            ("../a.yml", "../a.yml"),
            ("/sms/a.yml", "file:///sms/a.yml"),
            ("C:/sms/a b.yml", "file:///C:/sms/a%20b.yml"),
        ] {
            assert_eq!(of_path(path), expected);
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        assert_eq!(of_address("https://example.com/审?a=1#b").as_deref(), Some("https://example.com/%E5%AE%A1?a=1#b"));
        assert_eq!(of_address("第 3 章"), None);
    }
}
