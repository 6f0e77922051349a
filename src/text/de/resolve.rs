use serde::de::Visitor;

use crate::text::Scalar;

/// What a scalar is, where nobody asked for a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Resolved<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'a str),
}

impl<'a> Resolved<'a> {
    pub(super) fn of(scalar: &'a Scalar<'_>) -> Self {
        let text = scalar.cooked.text();
        if scalar.style.is_plain() { Self::plain(text) } else { Self::Text(text) }
    }

    /// The core schema of YAML 1.2: `yes` and `010` are no traps there.
    fn plain(text: &'a str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Bool(true),
            "false" | "False" | "FALSE" => return Self::Bool(false),
            ".nan" | ".NaN" | ".NAN" => return Self::Float(f64::NAN),
            _ => {}
        }
        let (negative, digits) = match text.as_bytes()[0] {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        if matches!(digits, ".inf" | ".Inf" | ".INF") {
            return Self::Float(if negative { f64::NEG_INFINITY } else { f64::INFINITY });
        }
        let radix = |prefix, radix| {
            let digits: &str = text.strip_prefix(prefix)?;
            digits.bytes().all(|byte| byte.is_ascii_alphanumeric()).then(|| u64::from_str_radix(digits, radix).ok())?
        };
        if let Some(number) = radix("0x", 16).or_else(|| radix("0o", 8)) {
            return Self::Unsigned(number);
        }
        if !is_number(digits) {
            return Self::Text(text);
        }
        if !negative && let Ok(number) = digits.parse() {
            return Self::Unsigned(number);
        }
        if let Ok(number) = text.parse() {
            return Self::Signed(number);
        }
        text.parse().map_or(Self::Text(text), Self::Float)
    }

    pub(super) fn visit<'de, V: Visitor<'de>, E: serde::de::Error>(self, visitor: V) -> Result<V::Value, E> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Unsigned(number) => visitor.visit_u64(number),
            Self::Signed(number) => visitor.visit_i64(number),
            Self::Float(number) => visitor.visit_f64(number),
            Self::Text(text) => visitor.visit_str(text),
        }
    }
}

/// `1`, `1.`, `.5`, `1.5e-3`: digits with at most one point, and a whole exponent.
fn is_number(text: &str) -> bool {
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(head, tail)| (head, Some(tail)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    (!whole.is_empty() || !fraction.is_empty())
        && all_digits(whole)
        && all_digits(fraction)
        && exponent.is_none_or(|exponent| !exponent.is_empty() && all_digits(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_what_the_core_schema_makes_of_them() {
        let cases = [
            ("true", Resolved::Bool(true)),
            ("yes", Resolved::Text("yes")),
            ("12", Resolved::Unsigned(12)),
            ("+12", Resolved::Unsigned(12)),
            ("-12", Resolved::Signed(-12)),
            ("010", Resolved::Unsigned(10)),
            ("0o17", Resolved::Unsigned(15)),
            ("0x1F", Resolved::Unsigned(31)),
            ("0x", Resolved::Text("0x")),
            ("0x+1", Resolved::Text("0x+1")),
            ("1.5", Resolved::Float(1.5)),
            ("1.", Resolved::Float(1.0)),
            (".5", Resolved::Float(0.5)),
            ("-1e3", Resolved::Float(-1000.0)),
            ("-.inf", Resolved::Float(f64::NEG_INFINITY)),
            (".", Resolved::Text(".")),
            ("-", Resolved::Text("-")),
            ("+-1", Resolved::Text("+-1")),
            ("1e", Resolved::Text("1e")),
            ("inf", Resolved::Text("inf")),
            ("2023-10-24", Resolved::Text("2023-10-24")),
            ("18446744073709551616", Resolved::Float(18_446_744_073_709_551_616.0)),
            ("短信", Resolved::Text("短信")),
        ];
        for (text, expected) in cases {
            assert_eq!(Resolved::plain(text), expected, "{text}");
        }
    }
}
