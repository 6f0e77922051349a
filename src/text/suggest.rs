/// The longest word, in code points, that is compared: comparing takes quadratic time.
const LONGEST: usize = 64;

/// The candidate that was probably meant by `word`: the nearest by slips of the finger, where at most one character in
/// three differs. Case, and `-` for `_`, cost nothing. `None` where nothing is near, or a candidate is `word` itself.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |word: &str| word.to_lowercase().replace('-', "_");
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    let wanted = plain(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == word {
            return None;
        }
        let longer = candidate.chars().count().max(length);
        if longer > LONGEST {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &plain(candidate));
        let near = distance <= longer / 3;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = ["name", "content", "signature", "type", "company_type"];

    #[test]
    fn slips_of_the_finger_are_seen_through() {
        for (word, meant) in [
            ("contents", "content"),
            ("contnet", "content"),
            ("Signature", "signature"),
            ("company-type", "company_type"),
            ("nmae", "name"),
            ("tpye", "type"),
        ] {
            assert_eq!(did_you_mean(word, KEYS), Some(meant), "{word}");
        }
        assert_eq!(did_you_mean("营销短讯", ["营销短信", "通知短信"]), Some("营销短信"));
    }

    #[test]
    fn what_is_far_from_everything_means_nothing() {
        for word in ["", "x", "provider", "title", &"content".repeat(100)] {
            assert_eq!(did_you_mean(word, KEYS), None, "{word}");
        }
        assert_eq!(did_you_mean("name", KEYS), None);
    }
}
