use proptest::prelude::*;

use super::{super::*, DISTINCTIVE_WORDS, NAME_WORDS, PERSON_WORDS};
use crate::rule::spec::AbbreviationFault::{CutCore, CutRun, Foreign, NoCore, Order};

/// Pieces of which names are made, so that words, brackets, runs and foreign matter meet in every way.
fn name() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "北京",
        "市",
        "深圳市",
        "中国",
        "（",
        "）",
        "(",
        ")",
        "集团",
        "科技",
        "有限公司",
        "分公司",
        "银行",
        "大学",
        "ABC",
        "a",
        "1",
        "12345",
        " ",
        "·",
        "南",
        "风",
        "蓝象",
        "测试",
        "通知",
        "的",
        "Ｔ",
        "test",
        "İ",
        "e\u{301}",
        "👍",
        "\u{200b}",
        "店",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn no_input_panics_and_every_range_lies_on_characters(short in name(), full in name()) {
        let words = &NAME_WORDS;
        if let Some(found) = abbreviation_fault(&short, &full, words) {
            prop_assert!(!short[found.range].is_empty());
        }
        let mut end = 0;
        for piece in CompanyName::parse(&full, words).pieces() {
            prop_assert!(piece.range.start >= end && !full[piece.range.clone()].is_empty());
            end = piece.range.end;
        }
        if let Some(found) = lacks_core(&short, &DISTINCTIVE_WORDS) {
            prop_assert!(!short[found.range].is_empty());
            for word in found.words {
                prop_assert!(!short[word].is_empty());
            }
        }
        lacks_sense(&short);
        is_personal_name(&short, &PERSON_WORDS);
    }

    #[test]
    fn a_name_equal_to_the_full_one_has_no_fault(full in name()) {
        let spaced: String = full.chars().flat_map(|c| [c, ' ']).collect();
        prop_assert_eq!(abbreviation_fault(&full, &full, &NAME_WORDS), None);
        prop_assert_eq!(abbreviation_fault(&spaced, &full, &NAME_WORDS), None);
    }

    #[test]
    fn a_part_that_holds_the_core_and_cuts_no_run_is_no_error(full in name(), from in 0_usize..20, to in 0_usize..20) {
        let words = &NAME_WORDS;
        let pieces = CompanyName::parse(&full, words);
        let core = || pieces.pieces().iter().filter(|piece| piece.role == Role::Core);
        let (Some(first), Some(last)) = (core().next(), core().next_back()) else { return Ok(()) };
        let seams: Vec<usize> = full.char_indices().map(|(at, _)| at).chain([full.len()]).filter(|&at| {
            let spells = |c: char| c.is_alphanumeric() && c < '\u{2E80}' || ('\u{FF01}'..='\u{FF5E}').contains(&c);
            !(full[..at].ends_with(spells) && full[at..].starts_with(spells))
        }).collect();
        let before: Vec<_> = seams.iter().filter(|&&at| at <= first.range.start).collect();
        let behind: Vec<_> = seams.iter().filter(|&&at| at >= last.range.end).collect();
        let (Some(start), Some(end)) = (before.get(from % before.len().max(1)), behind.get(to % behind.len().max(1)))
        else { return Ok(()) };
        let part = &full[**start..**end];
        let found = abbreviation_fault(part, &full, words).map(|found| found.fault);
        prop_assert!(!matches!(found, Some(Foreign | Order | CutRun | NoCore | CutCore)), "{} of {}: {:?}", part, full, found);
    }
}
