use jiff::civil::date;

use super::*;
use crate::{
    diagnostic::Language,
    document::{Format, read},
    rule::RuleSet,
    text::Source,
};

/// A pack like those of the mainland, under a name of its own.
fn bills(document: &str, profile: &[(&str, &str)]) -> Vec<Bill> {
    let plan = Plan {
        profile: Profile(profile.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()),
        ..Plan::new(
            Arc::new(RuleSet::with_builtin(&[], Language::En).expect("the built-in packs load")),
            date(2026, 11, 21),
            Language::En,
        )
    };
    let source = Source::new("a.yml", document.as_bytes());
    let document = read(&source, Format::Yaml);
    let reading = Reading::of(&document, &plan);
    document.records.iter().flat_map(|record| Bill::of(record, &reading, &plan)).collect()
}

#[test]
fn a_signature_and_each_variable_have_their_share() {
    let bill = bills(
        "region: mainland\ntemplates:\n- {signature: 云杉, content: '您好{1}，{2}。', variables: {1: {max: 4, example: 周明}, 2: {max: 2}}}",
        &[],
    )
    .remove(0);
    assert_eq!(bill.signature.as_ref().map(|share| (share.text.as_str(), share.characters)), Some(("【云杉】", 4)));
    let shares: Vec<_> = bill
        .variables
        .iter()
        .map(|variable| {
            (variable.example.as_ref().map(|e| e.characters), variable.longest.as_ref().map(|l| l.characters))
        })
        .collect();
    assert_eq!(shares, [(Some(2), Some(4)), (None, Some(2))]);
    assert_eq!((bill.fixed.characters, bill.longest.characters, bill.example), (8, 14, None));
    assert_eq!((bill.longest.parts(), bill.bounded), (Some(1), true));
}

#[test]
fn the_setting_of_the_account_stands_in_for_a_missing_limit() {
    let text = "region: mainland\ntemplates:\n- {content: '您好{1}。'}";
    assert!(!bills(text, &[])[0].bounded);
    let bill = bills(text, &[("max_variable_chars", "6")]).remove(0);
    assert_eq!((bill.bounded, bill.longest.characters), (true, 9));
}

#[test]
fn the_characters_that_force_ucs2_are_named_with_what_they_cost() {
    let long = "a".repeat(100);
    let text = format!("region: international\ntemplates:\n- content: Don’t – {long} – ’");
    let forced = bills(&text, &[])[0].forced.clone().expect("a character that forces UCS-2");
    assert_eq!((forced.characters.as_slice(), forced.parts_without), (&['’', '–'][..], 1));
    assert_eq!(bills(&text, &[])[0].longest.parts(), Some(2));
}

#[test]
fn the_pieces_of_a_message_are_its_parts() {
    let bill = bills(&format!("region: mainland\ntemplates:\n- content: {}", "字".repeat(140)), &[]).remove(0);
    let lengths: Vec<_> = bill.longest.pieces().map(|piece| piece.chars().count()).collect();
    assert_eq!(lengths, [67, 67, 6]);
    assert_eq!(bill.longest.billed.map(|billed| billed.to_save), Some(6));
}
