/// The character that two UTF-16 code units stand for; `None` where they are not the two halves of a pair.
pub(super) fn surrogates(high: u32, low: u32) -> Option<char> {
    let (high, low) = (high.checked_sub(0xD800)?, low.checked_sub(0xDC00)?);
    (high < 0x400 && low < 0x400).then_some(())?;
    char::from_u32(0x1_0000 + (high << 10) + low)
}
