//! What the values of options have to look like.

use std::{fmt, path::PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use jiff::civil::Date;

use crate::{
    diagnostic::{Language, Severity},
    output::{Format, UnknownFormat},
};

/// Why a value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Unfit {
    en: String,
    zh: String,
}

impl Unfit {
    pub(in crate::cli) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    pub(super) fn zh(&self) -> &str {
        &self.zh
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Unfit {}

/// A format, and the file it goes to; `None` for standard output.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Target {
    pub(in crate::cli) format: Format,
    pub(in crate::cli) file: Option<PathBuf>,
}

pub(super) fn parse_target(text: &str) -> Result<Target, Unfit> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
    if file == Some("") {
        return Err(Unfit::new(
            format!("`{name}=` 后面要写文件名"),
            format!("the name of a file has to follow `{name}=`"),
        ));
    }
    let format = name.parse().map_err(|error: UnknownFormat| {
        let all = Format::ALL.iter().map(|format| format.as_str()).collect::<Vec<_>>();
        Unfit::new(format!("没有这种格式，只有 {}", all.join("、")), error.to_string())
    })?;
    Ok(Target { format, file: file.map(PathBuf::from) })
}

pub(super) fn parse_setting(text: &str) -> Result<(String, String), Unfit> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Unfit::new("应写作 KEY=VALUE", "it has to read KEY=VALUE")),
    }
}

pub(super) fn parse_date(text: &str) -> Result<Date, Unfit> {
    text.parse().map_err(|_| Unfit::new("应为日期，如 2026-11-21", "it is not a day such as 2026-11-21"))
}

pub(super) fn parse_command(text: &str) -> Result<String, Unfit> {
    let known = super::command_names();
    if known.iter().any(|name| name == text) {
        return Ok(text.to_owned());
    }
    Err(Unfit::new(format!("只有 {}", known.join("、")), format!("there are only {}", known.join(", "))))
}

pub(super) fn severity() -> ValueParser {
    PossibleValuesParser::new(["info", "warning", "error"])
        .map(|word| match &*word {
            "info" => Severity::Info,
            "warning" => Severity::Warning,
            _ => Severity::Error,
        })
        .into()
}

pub(super) fn language() -> ValueParser {
    PossibleValuesParser::new(["zh", "en"]).map(|word| if word == "zh" { Language::Zh } else { Language::En }).into()
}
