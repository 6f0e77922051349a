//! Measures for programs, version 1.

use serde::Serialize;

use super::{super::json, Measured, Rate};
use crate::engine::bill::{Share, Weighed};

#[derive(Serialize)]
struct Report<'m> {
    version: u8,
    templates: Vec<Template<'m>>,
    /// What all messages cost at their longest.
    total: Option<String>,
}

#[derive(Serialize)]
struct Template<'m> {
    path: &'m str,
    line: usize,
    name: Option<&'m str>,
    /// Its place among the templates of the file, from 0.
    index: usize,
    provider: Option<&'m str>,
    region: Option<&'m str>,
    signature: Option<Piece<'m>>,
    variables: Vec<Variable<'m>>,
    fixed: Message<'m>,
    example: Option<Message<'m>>,
    longest: Message<'m>,
    /// Whether the longest value of every variable is known.
    bounded: bool,
    forced_by: Option<Forced>,
}

#[derive(Serialize)]
struct Piece<'m> {
    text: &'m str,
    characters: usize,
    units: usize,
}

#[derive(Serialize)]
struct Variable<'m> {
    text: &'m str,
    example: Option<Piece<'m>>,
    longest: Option<Piece<'m>>,
}

#[derive(Serialize)]
struct Message<'m> {
    text: &'m str,
    characters: usize,
    encoding: Option<&'static str>,
    units: Option<usize>,
    parts: Option<usize>,
    /// The text of each part.
    pieces: Vec<&'m str>,
    /// Characters too many for one part less; 0 where there is only one.
    to_save: Option<usize>,
    cost: Option<String>,
}

#[derive(Serialize)]
struct Forced {
    characters: Vec<char>,
    parts_without: usize,
}

/// Everything that is known of all templates.
pub(super) fn render(measured: &[Measured], rate: Option<Rate>) -> String {
    json::pretty(&Report {
        version: 1,
        templates: measured.iter().map(|one| template(one, rate)).collect(),
        total: rate.and_then(|rate| rate.total(measured)).map(|total| total.to_string()),
    })
}

fn template(one: &Measured, rate: Option<Rate>) -> Template<'_> {
    let bill = &one.bill;
    Template {
        path: &one.path,
        line: one.line,
        name: one.name.as_deref(),
        index: one.index,
        provider: Some(bill.provider.as_str()).filter(|provider| !provider.is_empty()),
        region: bill.region.as_deref(),
        signature: bill.signature.as_ref().map(Piece::from),
        variables: bill
            .variables
            .iter()
            .map(|variable| Variable {
                text: &variable.text,
                example: variable.example.as_ref().map(Piece::from),
                longest: variable.longest.as_ref().map(Piece::from),
            })
            .collect(),
        fixed: Message::new(&bill.fixed, rate),
        example: bill.example.as_ref().map(|example| Message::new(example, rate)),
        longest: Message::new(&bill.longest, rate),
        bounded: bill.bounded,
        forced_by: bill
            .forced
            .as_ref()
            .map(|forced| Forced { characters: forced.characters.clone(), parts_without: forced.parts_without }),
    }
}

impl<'m> From<&'m Share> for Piece<'m> {
    fn from(share: &'m Share) -> Self {
        Self { text: &share.text, characters: share.characters, units: share.units }
    }
}

impl<'m> Message<'m> {
    fn new(weighed: &'m Weighed, rate: Option<Rate>) -> Self {
        let billed = weighed.billed.as_ref();
        Self {
            text: &weighed.text,
            characters: weighed.characters,
            encoding: billed.map(|billed| billed.measure.encoding.as_str()),
            units: billed.map(|billed| billed.measure.units),
            parts: weighed.parts(),
            pieces: weighed.pieces().collect(),
            to_save: billed.map(|billed| billed.to_save),
            cost: rate.zip(weighed.parts()).map(|(rate, parts)| rate.of(parts).to_string()),
        }
    }
}
