//! `smslint explain`: all that is known about a rule, about a provider's code, or about what a reviewer wrote.

mod cases;
mod found;
mod page;

use std::{
    io::{self, Write},
    sync::Arc,
};

use self::cases::AllCases;
use super::{
    args::{ExplainArgs, PageFormat},
    console::Console,
    exit::ExitCode,
    json,
    options::Options,
    packs,
    page::Page,
    project::Projects,
};
use crate::{
    config::{source_rules, suppression::suppression_rules},
    diagnostic::{Language, RuleInfo, Wording, instead},
    document::problem_rules,
    rule::lookup::{Catalogue, Found},
};

/// Explains what was named.
pub(super) fn run(args: &ExplainArgs, console: &mut Console) -> ExitCode {
    let options = Options::new(args.rules.clone(), args.common.lang);
    let mut projects = Projects::new(&options);
    let Some(project) = projects.here(console) else { return ExitCode::Unusable };
    let (mut rules, language) = (project.plan.rules.rules(), project.plan.language);
    rules.extend(problem_rules().into_iter().chain(suppression_rules()).chain(source_rules()).map(Arc::new));
    let packs = packs::all(&project.packs);
    let catalogue = Catalogue::new(&rules, &packs);
    let what = args.what.join(" ");
    let Some(mut found) = catalogue.find(&what) else {
        console.wording(&unknown(&what, &catalogue, language));
        return ExitCode::Unusable;
    };
    prefer(&mut found, &project.plan.providers);
    let cases = AllCases { packs: &packs, rules: &project.plan.rules };
    let text = match args.format {
        PageFormat::Pretty => page::write(&found, &cases, language, Page::new(&console.stdout_style())),
        PageFormat::Json => json::pretty(&found::Explained::new(&what, &found, &cases)),
    };
    console.written(io::stdout().lock().write_all(text.as_bytes()), ExitCode::Clean)
}

/// Leaves rules of other providers out, where several packs have a rule of the name and `providers` are configured.
fn prefer(found: &mut Found<'_, '_>, providers: &[String]) {
    let Found::Rules(rules) = found else { return };
    let own = |rule: &&RuleInfo| providers.iter().any(|provider| provider == rule.id.pack());
    if rules.iter().any(own) {
        rules.retain(own);
    }
}

/// What to say about something that nothing is known about. Who writes a single Latin word means a name.
fn unknown(what: &str, catalogue: &Catalogue<'_>, language: Language) -> Wording {
    let names: Vec<&str> = catalogue.names().filter(|name| name.contains('/') == what.contains('/')).collect();
    let near = instead(what, &names, language);
    if !what.contains(char::is_whitespace) && what.is_ascii() {
        return Wording {
            message: language.pick(
                format!("没有叫 `{what}` 的规则或错误码"),
                format!("no rule and no error code is called `{what}`"),
            ),
            help: near,
        };
    }
    Wording {
        message: language
            .pick(format!("没有任何规则或错误码与“{what}”相近"), format!("nothing known resembles “{what}”")),
        help: Some(language.pick(
            "请照抄审核意见或接口返回中的一句；全部规则见 `smslint rules`。".to_owned(),
            "Copy a sentence as the reviewer or the API wrote it; `smslint rules` lists all rules.".to_owned(),
        )),
    }
}
