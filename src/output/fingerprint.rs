//! By what a finding is known again when lines have moved, and in what language it was told: the record, the rule, the
//! text that it marks, and which of several equal ones it is. A record without a name is known by its text; a finding outside any record
//! belongs to its file.

use std::{collections::HashMap, hash::Hasher};

use siphasher::sip128::{Hasher128, SipHasher24};

use crate::diagnostic::{Diagnostic, RecordRef, Report};

/// A fingerprint for each finding of the report, in its order: 32 hexadecimal digits, no two alike.
pub(super) fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen: HashMap<u128, u64> = HashMap::new();
    let fingerprint = |diagnostic| {
        let mut hasher = hasher(diagnostic);
        let ordinal = seen.entry(hasher.finish128().as_u128()).or_default();
        hasher.write(&ordinal.to_le_bytes());
        *ordinal += 1;
        format!("{:032x}", hasher.finish128().as_u128())
    };
    report.diagnostics.iter().map(fingerprint).collect()
}

fn hasher(diagnostic: &Diagnostic) -> SipHasher24 {
    let record = diagnostic.record.as_ref().and_then(|record| Some((&*record.kind, known_by(record)?)));
    let path = diagnostic.primary.as_ref().map_or("", |place| &place.path);
    let (kind, name) = record.unwrap_or(("file", path));
    let mut hasher = SipHasher24::new();
    for part in [kind, name, diagnostic.rule.as_str(), &diagnostic.text] {
        // With the lengths, no two lists of parts read the same.
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part.as_bytes());
    }
    hasher
}

fn known_by(record: &RecordRef) -> Option<&str> {
    record.name.as_deref().or(record.digest.as_deref())
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::nasty_report, *};
    use crate::{diagnostic::Language, text::Span};

    #[test]
    fn a_fingerprint_outlives_moved_lines_a_renamed_file_and_another_language() {
        let before = nasty_report(Language::Zh);
        let mut after = nasty_report(Language::En);
        let named = after.diagnostics.iter_mut().filter(|diagnostic| diagnostic.record.is_some());
        for diagnostic in named {
            let place = diagnostic.primary.as_mut().expect("a place");
            (place.path, place.span) = ("moved.yml".into(), Span::new(1, 2));
        }
        assert_eq!(fingerprints(&before), fingerprints(&after));
    }

    #[test]
    fn equal_findings_are_told_apart_by_their_order_alone() {
        let mut report = nasty_report(Language::Zh);
        let first = report.diagnostics[0].clone();
        report.diagnostics = vec![first.clone(), first.clone(), first];
        let all = fingerprints(&report);
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
        report.diagnostics.pop();
        assert_eq!(fingerprints(&report), all[..2]);
    }

    #[test]
    fn fingerprints_are_the_same_for_ever() {
        // Other systems keep them: a change of this value makes every known finding a new one.
        assert_eq!(fingerprints(&nasty_report(Language::Zh))[4], "6c9e6685b66fbf1d130bdcef678440c4");
    }
}
