//! Reads a telephone number group by group.

/// The longest extension, in digits.
const LONGEST_EXTENSION: usize = 5;

/// A place in a text from which digits are taken.
pub(super) struct Digits<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Digits<'t> {
    pub(super) const fn new(text: &'t str, at: usize) -> Self {
        Self { bytes: text.as_bytes(), at }
    }

    /// Where the digits that begin at `at` end.
    pub(super) fn run(text: &str, at: usize) -> usize {
        at + text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The place reached.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) fn at_digit(&self) -> bool {
        self.bytes.get(self.at).is_some_and(u8::is_ascii_digit)
    }

    /// The next two bytes.
    pub(super) fn peek(&self) -> Option<[u8; 2]> {
        Some([*self.bytes.get(self.at)?, *self.bytes.get(self.at + 1)?])
    }

    /// Takes exactly `count` digits, or nothing.
    pub(super) fn take(&mut self, count: usize) -> Option<&'t [u8]> {
        let digits = self.bytes.get(self.at..self.at + count)?;
        digits.iter().all(u8::is_ascii_digit).then(|| {
            self.at += count;
            digits
        })
    }

    /// Takes a single blank or hyphen between two digits, or a blank before a bracket.
    pub(super) fn separator(&mut self) -> bool {
        let separates = matches!(self.bytes.get(self.at), Some(b' ' | b'-'))
            && self.bytes.get(self.at + 1).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'(');
        self.at += usize::from(separates);
        separates
    }

    /// Takes the country code, `+86`, `0086`, `(+86)` or `86` before a separator.
    pub(super) fn country(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let code =
            [b"(+86)".as_slice(), b"+86", b"0086", b"86-", b"86 "].into_iter().find(|code| rest.starts_with(code));
        let Some(code) = code else { return false };
        self.at += code.len();
        self.separator();
        true
    }

    /// Takes the zero before an area code.
    pub(super) fn zero(&mut self) -> bool {
        let zero = self.bytes.get(self.at) == Some(&b'0');
        self.at += usize::from(zero);
        zero
    }

    /// Takes an opening bracket.
    pub(super) fn open(&mut self) -> bool {
        self.one_of(&["(", "（"])
    }

    /// Takes a closing bracket.
    pub(super) fn close(&mut self) -> bool {
        self.one_of(&[")", "）"])
    }

    /// Takes an extension: `-123`, `转123`.
    pub(super) fn extension(&mut self) {
        let before = self.at;
        if self.one_of(&["-", "转"]) {
            let digits =
                self.bytes[self.at..].iter().take(LONGEST_EXTENSION).take_while(|b| b.is_ascii_digit()).count();
            self.at = if digits == 0 { before } else { self.at + digits };
        }
    }

    /// Whether no further digit follows, nor a decimal point with one.
    pub(super) fn ends(&self) -> bool {
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        let joint = matches!(self.bytes.get(self.at), Some(b'.' | b'-'));
        !digit(if joint { self.at + 1 } else { self.at })
    }

    fn one_of(&mut self, signs: &[&str]) -> bool {
        let sign = signs.iter().find(|sign| self.bytes[self.at..].starts_with(sign.as_bytes()));
        self.at += sign.map_or(0, |sign| sign.len());
        sign.is_some()
    }
}
