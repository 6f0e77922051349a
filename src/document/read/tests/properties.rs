use proptest::prelude::*;

use super::*;

fn documents() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "templates:", "signatures:", "sends:", "letters:", "qualifications:", "- ", "\n", "\n  ", "\n- ", "content: ", "name: ",
            "type: otp", "variables: ", "variants: ", "ids: ", "valid: ", "{", "}", "[", "]", "\"", "'", ": ", ", ", "&a ", "*a", "|\n",
            ">-\n", "---\n", "~", "2026-01-01", "\t", "\r\n", "#", "\u{feff}", "您的验证码{1}", "\\u4F60", "x-a: ", "<<: *a", "?",
        ])
        .prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let source = Source::new("a", bytes);
    let len = source.bytes().len();
    for format in [Format::Yaml, Format::Json, Format::Plain] {
        let document = read(&source, format);
        for problem in &document.problems {
            prop_assert!(problem.span.end <= len);
            prop_assert!(!problem.message(crate::diagnostic::Language::Zh).is_empty());
        }
        for record in &document.records {
            prop_assert!(record.anchor().end <= len);
            assert_true_positions(&source, &record.node);
        }
        prop_assert!(document.recognised || document.records.is_empty());
        if format != Format::Plain && document.recognised {
            prop_assert!(looks_like_document(bytes, &Payloads::default()));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn reading_never_panics_and_places_are_true(text in documents()) {
        check(text.as_bytes())?;
    }

    #[test]
    fn reading_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes)?;
    }
}
