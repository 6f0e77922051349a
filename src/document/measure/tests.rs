use proptest::prelude::*;

use super::*;

const MAINLAND: Parts = Parts { gsm7: None, ucs2: PartSizes { single: 70, multi: 67 } };
const INTERNATIONAL: Parts =
    Parts { gsm7: Some(PartSizes { single: 160, multi: 153 }), ucs2: PartSizes { single: 70, multi: 67 } };

fn parts(text: &str, sizes: &Parts) -> usize {
    measure(text, sizes).parts
}

#[test]
fn published_figures_for_the_mainland_hold() {
    for (length, expected) in [(0, 0), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (150, 3), (160, 3)] {
        assert_eq!(parts(&"字".repeat(length), &MAINLAND), expected, "{length}");
        assert_eq!(parts(&"a".repeat(length), &MAINLAND), expected, "{length} Latin letters");
    }
}

#[test]
fn published_figures_for_other_countries_hold() {
    for (length, expected) in [(0, 0), (160, 1), (161, 2), (306, 2), (307, 3), (320, 3), (350, 3)] {
        assert_eq!(parts(&"a".repeat(length), &INTERNATIONAL), expected, "{length}");
    }
    let mixed = format!("{}字", "a".repeat(149));
    assert_eq!(parts(&mixed, &INTERNATIONAL), 3);
}

/// What `split-sms` 0.1.7 and `sms-segments-calculator` 1.3.0 count for texts of ours: both the same.
#[test]
fn two_published_calculators_count_the_same() {
    let of = |piece: &str, times: usize| piece.repeat(times);
    let order = "【山野书局】您预订的《草木集》已到店，取书码482913，请于周日18:00前凭码到前台领取。\
                 如需改期，请致电门店。感谢您的支持，祝您阅读愉快！拒收请回复R";
    for (text, encoding, parts) in [
        ("Your code is 482913. It is valid for 5 minutes.".to_owned(), Encoding::Gsm7, 1),
        (of("a", 160), Encoding::Gsm7, 1),
        (of("a", 161), Encoding::Gsm7, 2),
        (of("a", 306), Encoding::Gsm7, 2),
        (of("a", 307), Encoding::Gsm7, 3),
        (of("é", 160), Encoding::Gsm7, 1),
        (of("ab\n", 53) + "a", Encoding::Gsm7, 1),
        (of("{[~]}", 16), Encoding::Gsm7, 1),
        (of("€", 81), Encoding::Gsm7, 2),
        // The euro would be cut in two, and moves to the next part.
        (of("a", 152) + "€" + &of("a", 10), Encoding::Gsm7, 2),
        (of("a", 152) + "€" + &of("a", 152), Encoding::Gsm7, 3),
        (of("ê", 71), Encoding::Ucs2, 2),
        (of("a", 69) + "“", Encoding::Ucs2, 1),
        (of("a", 70) + "“", Encoding::Ucs2, 2),
        (of("字", 70), Encoding::Ucs2, 1),
        (of("字", 134), Encoding::Ucs2, 2),
        (of("字", 135), Encoding::Ucs2, 3),
        (of("😀", 35), Encoding::Ucs2, 1),
        (of("😀", 36), Encoding::Ucs2, 2),
        (of("😀", 67), Encoding::Ucs2, 3),
        (of("字", 66) + "😀" + &of("字", 10), Encoding::Ucs2, 2),
        (of("字", 66) + "😀" + &of("字", 66), Encoding::Ucs2, 3),
        (order.to_owned(), Encoding::Ucs2, 2),
    ] {
        let measured = measure(&text, &INTERNATIONAL);
        assert_eq!((measured.encoding, measured.parts), (encoding, parts), "{text}");
    }
}

#[test]
fn extension_characters_count_twice() {
    let measured = measure("[a]|€", &INTERNATIONAL);
    assert_eq!((measured.encoding, measured.units, measured.forced_by), (Encoding::Gsm7, 9, None));
    assert_eq!(parts(&"€".repeat(80), &INTERNATIONAL), 1);
    assert_eq!(parts(&"€".repeat(81), &INTERNATIONAL), 2);
}

#[test]
fn the_character_that_forces_ucs2_is_named() {
    let measured = measure("abc“d”", &INTERNATIONAL);
    assert_eq!((measured.encoding, measured.forced_by), (Encoding::Ucs2, Some(3..6)));
    assert_eq!(measure("abc“", &MAINLAND).forced_by, None);
}

#[test]
fn no_part_splits_a_character() {
    // 67 units a part hold 33 emoji of two, one unit stays empty: 67 emoji need three parts, not two.
    assert_eq!(parts(&"😀".repeat(67), &MAINLAND), 3);
    assert_eq!(cuts(&"😀".repeat(67), &MAINLAND), [132, 264]);
    // 153 septets hold 76 characters of two.
    assert_eq!(parts(&"€".repeat(153), &INTERNATIONAL), 3);
}

#[test]
fn cuts_fall_where_parts_begin() {
    assert_eq!(cuts(&"字".repeat(70), &MAINLAND), [0; 0]);
    assert_eq!(cuts(&"字".repeat(135), &MAINLAND), [201, 402]);
    assert_eq!(cuts("", &MAINLAND), [0; 0]);
}

#[test]
fn parts_without_room_still_hold_a_character_each() {
    let none = Parts { gsm7: None, ucs2: PartSizes { single: 0, multi: 0 } };
    assert_eq!(parts("a😀", &none), 2);
    let huge = Parts { gsm7: None, ucs2: PartSizes { single: usize::MAX, multi: usize::MAX } };
    assert_eq!(parts("a😀", &huge), 1);
}

#[test]
fn what_has_to_go_makes_one_part_less() {
    for (text, expected) in [
        ("字".repeat(70), 0),
        ("字".repeat(71), 1),
        ("字".repeat(134), 64),
        ("字".repeat(135), 1),
        // Each part but the last holds 33 emoji.
        ("😀".repeat(67), 1),
        ("😀".repeat(36), 1),
        (String::new(), 0),
    ] {
        assert_eq!(to_save(&text, &MAINLAND), expected, "{text}");
    }
    assert_eq!(to_save(&"a".repeat(161), &INTERNATIONAL), 1);
    assert_eq!(to_save(&format!("{}€", "a".repeat(159)), &INTERNATIONAL), 1);
}

/// Fills parts one character at a time, by the words of the standard.
fn naive(text: &str, sizes: &Parts) -> usize {
    let fits = text.chars().all(|c| gsm7::septets(c).is_some());
    let (widths, size): (Vec<usize>, PartSizes) = match sizes.gsm7 {
        Some(gsm7) if fits => (text.chars().map(|c| if "\u{c}^{}\\[~]|€".contains(c) { 2 } else { 1 }).collect(), gsm7),
        _ => (text.chars().map(|c| if u32::from(c) > 0xFFFF { 2 } else { 1 }).collect(), sizes.ucs2),
    };
    if widths.iter().sum::<usize>() <= size.single {
        return usize::from(!widths.is_empty());
    }
    let mut filled: Vec<usize> = Vec::new();
    for width in widths {
        match filled.last_mut() {
            Some(part) if *part + width <= size.multi => *part += width,
            _ => filled.push(width),
        }
    }
    filled.len()
}

proptest! {
    #[test]
    fn parts_equal_a_naive_count(
        text in prop::collection::vec(prop::sample::select(vec!['a', '€', '[', '字', '😀', '“', ' ']), 0..400),
        latin in any::<bool>(),
        single in 0_usize..80,
        multi in 0_usize..70,
    ) {
        let text: String = text.into_iter().filter(|c| !latin || gsm7::septets(*c).is_some()).collect();
        for sizes in [MAINLAND, INTERNATIONAL, Parts { gsm7: None, ucs2: PartSizes { single, multi } }] {
            let measured = measure(&text, &sizes);
            prop_assert_eq!(measured.parts, naive(&text, &sizes));
            let cuts = cuts(&text, &sizes);
            prop_assert_eq!(cuts.len(), measured.parts.saturating_sub(1));
            let save = to_save(&text, &sizes);
            if save > 0 && measured.parts > 1 && measured.forced_by.is_none() {
                let kept: String = text.chars().take(text.chars().count() - save).collect();
                prop_assert!(naive(&kept, &sizes) < measured.parts);
            }
            prop_assert!(cuts.is_sorted() && cuts.iter().all(|cut| text.is_char_boundary(*cut)));
        }
    }
}
