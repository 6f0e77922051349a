//! What is wrong with a command line.

use std::{error::Error as _, iter, num::ParseIntError};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{super::value::Unfit, usage};

/// Says what is wrong. `None` where nothing is, as with `--help`, and where only clap's own words tell it.
pub(in crate::cli::args) fn complaint(error: &Error, color: bool) -> Option<String> {
    let message = message(error)?;
    let valid = text(error, ContextKind::ValidValue).map(|values| format!("  可选的值：{values}"));
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(|kind| text(error, kind)).map(|near| format!("  是不是 {near}？"));
    let usage = text(error, ContextKind::Usage).map(|text| format!("\n{}", usage(text.trim())));
    let head = if color { "\x1b[1;31m错误：\x1b[0m" } else { "错误：" };
    let lines = iter::once(format!("{head}{message}")).chain(valid).chain(near).chain(usage);
    Some(lines.chain(["\n更多说明见 --help。\n".to_owned()]).collect::<Vec<_>>().join("\n"))
}

fn message(error: &Error) -> Option<String> {
    let text = |kind| text(error, kind);
    let argument = || text(ContextKind::InvalidArg);
    let command = || text(ContextKind::InvalidSubcommand);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项或参数 {}", argument()?),
        ErrorKind::InvalidSubcommand => format!("不认识的命令 {}", command()?),
        ErrorKind::InvalidValue => match text(ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
            Some(value) => format!("{} 的值“{value}”无效", argument()?),
            None => format!("{} 缺少值", argument()?),
        },
        ErrorKind::ValueValidation => {
            let why = expected(error).map(|why| format!("：{why}")).unwrap_or_default();
            format!("{} 的值“{}”无效{why}", argument()?, text(ContextKind::InvalidValue)?)
        }
        ErrorKind::ArgumentConflict => {
            let one = argument()?;
            match text(ContextKind::PriorArg) {
                Some(prior) if prior == one => format!("{one} 只能写一次"),
                Some(prior) => format!("{one} 不能与 {prior} 同时使用"),
                None => format!("{one} 不能与其他参数同时使用"),
            }
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {}", argument()?),
        ErrorKind::TooManyValues => {
            format!("{} 不能再有值“{}”", argument()?, text(ContextKind::InvalidValue)?)
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{} 的值的个数不对", argument()?),
        ErrorKind::NoEquals => format!("{} 的值要写在等号后面", argument()?),
        ErrorKind::MissingSubcommand => format!("{} 后面缺少命令", command()?),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文本".to_owned(),
        _ => return None,
    })
}

/// What a value has to look like.
fn expected(error: &Error) -> Option<&str> {
    let source = error.source()?;
    let number = source.is::<ParseIntError>().then_some("应为不小于 0 的整数");
    source.downcast_ref::<Unfit>().map(Unfit::zh).or(number)
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
