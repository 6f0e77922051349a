//! What was found, in words.

use std::{collections::BTreeMap, fmt::Write as _};

use super::survey::Survey;
use crate::diagnostic::Language;

/// Why a provider was chosen, or none: one line for each that anything speaks for.
pub(super) fn reasons(survey: &Survey, language: Language) -> Vec<String> {
    let named = survey.named.iter().map(|(name, files)| {
        language.pick(format!("{files} 个文件写明了 {name}。"), format!("Files that name {name}: {files}."))
    });
    let proven = survey.proven.iter().map(|(name, files)| {
        language.pick(
            format!("{files} 个文件的变量写法只与 {name} 相符。"),
            format!("Files whose variables are written as only {name} wants: {files}."),
        )
    });
    named.chain(proven).collect()
}

/// What was found and written, and what to do next.
pub(super) fn told(survey: &Survey, known: &[&str], file: &str, folder: &str, language: Language) -> String {
    let mut text = String::new();
    let files = survey.files.len();
    if files == 0 {
        text.push_str(language.pick("没有找到文档。\n", "No document was found.\n"));
    } else {
        let records = listed(survey.records.iter().map(|(kind, count)| (kind.list_key(), *count)), language);
        let _ = match language {
            Language::Zh => writeln!(text, "找到 {files} 个文件：{records}。"),
            Language::En => writeln!(text, "Files with documents: {files}. Records: {records}."),
        };
    }
    if !survey.types.is_empty() {
        let types = listed(counts(&survey.types), language);
        let _ = writeln!(text, "{}{types}{}", language.pick("短信类型：", "Types: "), language.pick("。", "."));
    }
    if let Some(said) = survey.said.get("region").filter(|said| !said.values.is_empty()) {
        let regions = said.values.iter().map(String::as_str).collect::<Vec<_>>().join(language.pick("、", ", "));
        let _ = writeln!(text, "{}{regions}{}", language.pick("地区：", "Regions: "), language.pick("。", "."));
    }
    for reason in reasons(survey, language) {
        let _ = writeln!(text, "{reason}");
    }
    if files > 0 && survey.provider().is_none() {
        let known = known.join(language.pick("、", ", "));
        let _ = match language {
            Language::Zh => writeln!(
                text,
                "看不出由哪家服务商审核：请在 {file} 里写 provider（{known}），否则只检查各家共同的规则。"
            ),
            Language::En => writeln!(
                text,
                "Nothing tells which one provider judges them. Write `provider` in {file} ({known}), or only what all \
                 providers share is checked."
            ),
        };
    }
    let place = if matches!(folder, "" | ".") { String::new() } else { format!(" {folder}") };
    let check = if place.is_empty() { "smslint".to_owned() } else { format!("smslint check{place}") };
    let _ = match language {
        Language::Zh => writeln!(text, "已写入 {file}。\n下一步：{check}"),
        Language::En => writeln!(text, "Wrote {file}.\nNext: {check}"),
    };
    if files > 0 {
        let baseline = format!("smslint baseline --output smslint-baseline.json{place}");
        let _ = match language {
            Language::Zh => writeln!(text, "老仓库里问题太多时：{baseline}，今后只报新问题。"),
            Language::En => {
                writeln!(text, "Too much at once in an old repository: {baseline}, then only new findings count.")
            }
        };
    }
    text
}

fn counts(map: &BTreeMap<String, usize>) -> impl Iterator<Item = (&str, usize)> {
    map.iter().map(|(name, count)| (name.as_str(), *count))
}

fn listed<'n>(counts: impl Iterator<Item = (&'n str, usize)>, language: Language) -> String {
    let counts: Vec<String> = counts.map(|(name, count)| format!("{count} {name}")).collect();
    counts.join(language.pick("、", ", "))
}
