use std::{fmt, str::FromStr};

use crate::cli::args::Unfit;

/// A price: a decimal number, kept exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Price {
    /// The number without its point.
    digits: u128,
    /// How many of the digits stand behind the point.
    decimals: usize,
}

/// Enough for every currency, and too few to overflow with any volume.
const MOST_DIGITS: usize = 12;

/// Money is written with at least this many decimals.
const LEAST_DECIMALS: usize = 2;

impl Price {
    /// The price of `parts` parts each of `volume` messages.
    pub(super) fn times(self, parts: usize, volume: u64) -> Self {
        let count = (parts as u128).saturating_mul(u128::from(volume));
        Self { digits: self.digits.saturating_mul(count), ..self }
    }

    /// Both together; their decimals are those of one price.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { digits: self.digits.saturating_add(other.digits), ..self }
    }
}

impl FromStr for Price {
    type Err = Unfit;

    fn from_str(text: &str) -> Result<Self, Unfit> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{fraction}");
        let is_number = !whole.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match digits.parse() {
            Ok(digits_read) if is_number && digits.len() <= MOST_DIGITS => {
                Ok(Self { digits: digits_read, decimals: fraction.len() })
            }
            _ => Err(Unfit::new(
                format!("应为价格，如 0.045，最多 {MOST_DIGITS} 位数字"),
                format!("it is not a price such as 0.045, of at most {MOST_DIGITS} digits"),
            )),
        }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>width$}", self.digits, width = self.decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.decimals);
        let fraction = fraction.trim_end_matches('0');
        f.pad(&format!("{whole}.{fraction:0<LEAST_DECIMALS$}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_exact() {
        let cost =
            |price: &str, parts, volume| price.parse::<Price>().map(|price| price.times(parts, volume).to_string());
        assert_eq!(cost("0.045", 3, 100_000), Ok("13500.00".to_owned()));
        assert_eq!(cost("0.045", 1, 1), Ok("0.045".to_owned()));
        assert_eq!(cost("1", 2, 1), Ok("2.00".to_owned()));
        assert_eq!(cost("0.1", 0, 5), Ok("0.00".to_owned()));
        assert!(cost("999999999999", usize::MAX, u64::MAX).is_ok());
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in ["", ".5", "-1", "1e3", "1,5", "0.0000000000001", "٣"] {
            assert!(text.parse::<Price>().is_err(), "{text}");
        }
    }
}
