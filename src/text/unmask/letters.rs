//! Characters that stand for another one by how they look.

use super::{Fold, traditional};
use crate::text::narrow;

/// Pairs of a styled Latin letter or digit and the plain one, where no arithmetic leads from one to the other.
const STYLED: &str = "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzᵃaᵇbᶜcᵈdᵉeᶠfᵍgʰhⁱiʲjᵏkˡlᵐmⁿnᵒoᵖpʳrˢsᵗtᵘuᵛvʷwˣxʸyᶻz\
ᴬAᴮBᴰDᴱEᴳGᴴHᴵIᴶJᴷKᴸLᴹMᴺNᴼOᴾPᴿRᵀTᵁUⱽVᵂWₐaₑeₕhᵢiⱼjₖkₗlₘmₙnₒoₚpᵣrₛsₜtᵤuᵥvₓx⁰0¹1²2³3⓪0⓿0🄋0🄌0\
ℂCℊgℋHℌHℍHℎhℐIℑIℒLℓlℕNℙPℚQℛRℜRℝRℤZℬBℭCℯeℰEℱFℳMℴoⅠIⅤVⅩXⅬLⅭCⅮDⅯMⅰiⅴvⅹxⅼlⅽcⅾdⅿm";

/// Pairs of a Greek or Cyrillic letter and the Latin one that it looks like.
const CONFUSABLE: &str = "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvιiκkυuαaρpχx\
АAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJѴVԚQԜWаaеeоoрpсcуyхxѕsіiјjѵvԛqԝwһhԁdӏl";

/// The characters that the radicals from U+2F00 on look like, in their order.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮\
皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾见角言谷豆豕豸贝赤走足身车辛辰辵邑酉釆里金长门阜隶隹雨靑非面革韦韭音页风飞食首香马骨高髟斗鬯鬲鬼鱼鸟卤鹿麦麻黄黍黑黹黾鼎鼓鼠鼻齐齿龙龟龠";

/// The plain character that this one stands for, and how; `None` for those that stand for themselves. Latin letters keep
/// their case.
pub(super) fn plain(character: char) -> Option<(char, Fold)> {
    let code = u32::from(character);
    match character {
        '\0'..='\u{B1}' | '\u{BA}'..='\u{24F}' => None,
        '\u{4E00}'..='\u{9FFF}' => traditional::simplified(character).map(|form| (form, Fold::Traditional)),
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            Some((narrow(character), Fold::Width))
        }
        '\u{370}'..='\u{52F}' => paired(CONFUSABLE, character).map(|letter| (letter, Fold::Confusable)),
        '\u{2F00}'..='\u{2FD5}' => RADICALS.chars().nth((code - 0x2F00) as usize).map(|one| (one, Fold::Confusable)),
        _ => numbered(code).or_else(|| paired(STYLED, character)).map(|plain| (plain, Fold::Styled)),
    }
}

/// Runs of styled characters: the first code point, how many there are, and the plain character of the first.
const RUNS: &[(u32, u32, char)] = &[
    (0x2074, 6, '4'),
    (0x2080, 10, '0'),
    (0x2460, 9, '1'),
    (0x2474, 9, '1'),
    (0x2488, 9, '1'),
    (0x249C, 26, 'a'),
    (0x24B6, 26, 'A'),
    (0x24D0, 26, 'a'),
    (0x24F5, 9, '1'),
    (0x2776, 9, '1'),
    (0x2780, 9, '1'),
    (0x278A, 9, '1'),
    (0x1_F110, 26, 'A'),
    (0x1_F130, 26, 'A'),
    (0x1_F150, 26, 'A'),
    (0x1_F170, 26, 'A'),
    (0x1_F1E6, 26, 'A'),
];

/// The plain character of one that stands in a run in the order of the alphabet or of the digits.
fn numbered(code: u32) -> Option<char> {
    let moved = |first: char, by: u32| char::from_u32(u32::from(first) + by);
    match code {
        // Mathematical alphabets, one behind the other: capital letters, then small ones.
        0x1_D400..=0x1_D6A3 => {
            let place = (code - 0x1_D400) % 52;
            if place < 26 { moved('A', place) } else { moved('a', place - 26) }
        }
        0x1_D7CE..=0x1_D7FF => moved('0', (code - 0x1_D7CE) % 10),
        _ => {
            let (from, _, first) = RUNS.iter().find(|(from, count, _)| (*from..from + count).contains(&code))?;
            moved(*first, code - from)
        }
    }
}

fn paired(pairs: &str, character: char) -> Option<char> {
    let mut characters = pairs.chars();
    while let (Some(from), Some(to)) = (characters.next(), characters.next()) {
        if from == character {
            return Some(to);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styled_letters_and_digits_are_read_as_plain_ones() {
        let read = |text: &str| text.chars().map(|one| plain(one).map_or(one, |(plain, _)| plain)).collect::<String>();
        assert_eq!(read("ⓥⓍⅤⅩ①⑨❶⑴⒈²⁵𝐕𝓍𝟗🅥🆇🇶ᵛˣ"), "vXVX191112 5Vx9VXQvx".replace(' ', ""));
        assert_eq!(read("ＶＸ１ ΑVХѕ ⼤⼩ 貸款"), "VX1 AVXs 大小 贷款");
        assert_eq!(read("微信 VX，。：（）😀é㎡×"), "微信 VX，。：（）😀é㎡×");
    }

    #[test]
    fn what_is_plain_stays() {
        for code in (0..0x2_0000).filter_map(char::from_u32) {
            if let Some((read, _)) = plain(code) {
                assert_eq!(plain(read), None, "{code}");
            }
        }
    }
}
