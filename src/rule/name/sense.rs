use super::letters::{LONGEST_NAME, Letters};

/// Keys that lie side by side, and the rows everybody knows by heart.
const ROWS: [&str; 7] = [
    "1234567890",
    "0123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "一二三四五六七八九十",
];

/// Columns of the keyboard, from the left; each is typed down or up.
const COLUMNS: [&str; 10] = ["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol", "0p"];

/// Cries, which say nothing when repeated; other characters make brands (笑笑笑, 人人人).
const CRIES: &str = "啦哈呵嘿嘻啊呀哇哦噢嗯额呃哎唉哼嗷吧吗呢哒咯喔喂嗨测试";

/// Whether a name is nothing but a key pressed again and again, or keys in the order of the keyboard or the alphabet:
/// `aabb`, `qwerty`, `1qaz2wsx`, `123456`, `啦啦啦`.
///
/// Brands repeat and run too (滴滴, QQ, AAA, 4399, ABC, 7788), so a short pattern is not enough: a cry counts from
/// three times on, any other letter or digit from four, a group of two or three from three; keys in order from four.
pub fn lacks_sense(name: &str) -> bool {
    let letters = Letters::of(name);
    if letters.len() > LONGEST_NAME {
        return false;
    }
    let name: Vec<char> = letters.text(0..letters.len()).chars().collect();
    repeats(&name) || is_doubled(&name) || is_typed(&name)
}

/// One to three characters again and again.
fn repeats(name: &[char]) -> bool {
    (1..=3).any(|period| {
        let cries = name.first().is_some_and(|&first| CRIES.contains(first));
        let times = if period == 1 && !cries { 4 } else { 3 };
        name.len() >= period * times
            && name.len().is_multiple_of(period)
            && name.iter().zip(&name[period..]).all(|(one, next)| one == next)
    })
}

/// Each key pressed twice or more, keys in the order of a row: `aabb`, `qqwwee`; digits from 1 on: `112233`, not 7788.
fn is_doubled(name: &[char]) -> bool {
    let presses: Vec<&[char]> = name.chunk_by(|one, next| one == next).collect();
    let keys: Vec<char> = presses.iter().map(|press| press[0]).collect();
    presses.len() > 1
        && keys.iter().all(char::is_ascii)
        && presses.iter().all(|press| press.len() > 1)
        && (keys[0] == '1' || !keys[0].is_ascii_digit())
        && runs(&keys, 2)
}

/// Runs of at least three keys of a row, or of two columns, with nothing between them.
fn is_typed(name: &[char]) -> bool {
    // The end of a stretch that is typed from the start on, letter by letter.
    let mut typed = vec![false; name.len() + 1];
    typed[0] = true;
    for start in 0..name.len() {
        for end in start + 3..=name.len().min(start + 26) {
            typed[end] |= typed[start] && runs(&name[start..end], 3);
        }
    }
    name.len() >= 4 && typed[name.len()] || is_columns(name)
}

/// Whether these keys stand side by side in one row, in either direction, and are at least so many.
fn runs(keys: &[char], least: usize) -> bool {
    let stands = |row: &str, keys: &mut dyn Iterator<Item = char>| row.contains(&keys.collect::<String>());
    keys.len() >= least
        && ROWS.iter().any(|row| stands(row, &mut keys.iter().copied()) || stands(row, &mut keys.iter().rev().copied()))
}

/// Columns one beside the other, with the digit or without: `qazwsx`, `1qaz2wsx`.
fn is_columns(name: &[char]) -> bool {
    let name: String = name.iter().collect();
    let with_digits = COLUMNS.concat();
    let without = with_digits.replace(|key: char| key.is_ascii_digit(), "");
    name.len() >= 4 && (with_digits.starts_with(&name) || without.starts_with(&name))
}
