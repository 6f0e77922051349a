//! `smslint measure`: how long the messages of templates get, and what they cost.

mod details;
mod json;
mod price;
mod table;

use std::io::{self, Write};

use super::{
    args::{MeasureArgs, MeasureFormat},
    batch,
    console::Console,
    discover::{Found, Origin, discover},
    exit::ExitCode,
    options::CheckOptions,
    project::Projects,
};
use crate::{
    document::{Format, looks_like_document, read},
    engine::{self, Plan, Reading, bill::Bill},
    text::Source,
};

pub(in crate::cli) use price::Price;

/// A template at one of its providers.
#[derive(Debug)]
struct Measured {
    /// The file, as reports call it.
    path: String,
    /// Where the template is named, 1-based.
    line: usize,
    /// What it is called.
    name: Option<String>,
    /// Its place among the templates of its file, from 0.
    index: usize,
    bill: Bill,
}

/// What messages cost.
#[derive(Clone, Copy, Debug)]
struct Rate {
    price: Price,
    volume: u64,
}

/// Measures what was named.
pub(super) fn run(args: &MeasureArgs, console: &mut Console) -> ExitCode {
    let options = CheckOptions::from(args);
    let mut projects = Projects::new(&options.run);
    let found = discover(&options, &mut projects, console);
    if projects.count() == 0 && !console.is_unusable() {
        // There is nothing to measure, but a mistake on the command line is one all the same.
        projects.here(console);
    }
    let mut measured = Vec::new();
    for found in found.iter().filter(|found| found.origin != Origin::Context) {
        let plan = plan(&projects.get(found.project).plan, args);
        match batch::read(found, &plan) {
            Ok(Some(source)) => measure(found, &source, &plan, &mut measured, console),
            Ok(None) => {}
            Err(error) => {
                let (name, words) = (&found.name, error.words(console.language()));
                console.error(&console.language().pick(format!("{name}：{words}"), format!("{name}: {words}")));
            }
        }
    }
    let code = match (console.is_unusable(), measured.is_empty()) {
        (true, _) => ExitCode::Unusable,
        (false, true) if !args.allow_empty => ExitCode::Nothing,
        (false, _) => ExitCode::Clean,
    };
    let rate = args.price.map(|price| Rate { price, volume: args.volume });
    let (style, language) = (console.stdout_style(), console.language());
    let text = match args.format {
        MeasureFormat::Json => json::render(&measured, rate),
        MeasureFormat::Table if measured.is_empty() => {
            console.note(language.pick("没有可计量的模板", "there is no template to measure"));
            return code;
        }
        MeasureFormat::Table => table::render(&measured, rate, args.details, &style, language),
    };
    console.written(io::stdout().lock().write_all(text.as_bytes()), code)
}

/// The plan of a project, with what the command line says about messages.
fn plan(plan: &Plan, args: &MeasureArgs) -> Plan {
    let mut plan = plan.clone();
    for (key, value) in [("signature", &args.signature), ("region", &args.region)] {
        if let Some(value) = value {
            plan.profile.0.insert(key.to_owned(), value.clone());
        }
    }
    plan
}

/// Measures every template of one file.
fn measure(found: &Found, source: &Source, plan: &Plan, measured: &mut Vec<Measured>, console: &Console) {
    let mut document = engine::read(source, found.format, plan);
    // What comes from standard input and is no document is a message.
    if !document.recognised && found.path.is_none() && !looks_like_document(source.bytes(), plan.rules.payloads()) {
        document = read(source, Format::Message);
    }
    let (name, language) = (&found.name, console.language());
    if !document.problems.is_empty() {
        console.note(&language.pick(
            format!("{name}：有读不懂的地方，请看 smslint check"),
            format!("{name}: some of it cannot be read; smslint check shows where"),
        ));
    } else if !document.recognised && found.origin == Origin::Named {
        console.note(&language.pick(
            format!("{name}：没有可识别的签名、模板或其他记录"),
            format!("{name}: nothing in it is a signature, a template or any other record"),
        ));
    }
    let reading = Reading::of(&document, plan);
    for record in &document.records {
        let reference = record.reference();
        for bill in Bill::of(record, &reading, plan) {
            measured.push(Measured {
                path: found.name.clone(),
                line: source.position(record.anchor().start).line,
                name: reference.name.clone(),
                index: reference.index,
                bill,
            });
        }
    }
}

impl Rate {
    /// What messages of that many parts cost.
    fn of(self, parts: usize) -> Price {
        self.price.times(parts, self.volume)
    }

    /// What all messages cost at their longest; `None` where it is unknown how some of them are billed.
    fn total(self, measured: &[Measured]) -> Option<Price> {
        measured.iter().try_fold(self.of(0), |sum, one| Some(sum.plus(self.of(one.bill.longest.parts()?))))
    }
}
