//! Matchers that look at several places, or at the day of the run.

use std::sync::{Arc, OnceLock};

use super::Compiler;
use crate::{
    document::RecordKind,
    rule::{
        fault::{Code, Fault},
        matcher::{Any, Group, Matcher, Near, Params, PastDay, Row, Table, Unique},
        spec::{NearSpec, ParamsFault, PastDaySpec, TableSpec, UniqueOf, UniqueSpec},
        subject::FieldRef,
        word_list::WordList,
    },
    text::{Span, fold_str},
};

impl Compiler<'_> {
    pub(super) fn near(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &NearSpec,
        place: Span,
    ) -> Result<Near, Fault> {
        let (first, second) =
            (self.matcher(kind, field, &spec.first, place), self.matcher(kind, field, &spec.second, place));
        let second = self.noted(second);
        let first = Box::new(first?);
        Ok(Near { first, second: Box::new(second.unwrap_or(Matcher::Any(Any(Vec::new())))), within: spec.within })
    }

    pub(super) fn params(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &ParamsFault,
        place: Span,
    ) -> Result<Params, Fault> {
        Ok(match spec {
            ParamsFault::Miscounted => Params::Miscounted,
            ParamsFault::TooLong => Params::TooLong,
            ParamsFault::Unnamed => Params::Unnamed,
            ParamsFault::Values(values) => {
                let matcher = Box::new(self.matcher(kind, field, &values.matcher, place)?);
                let found_by = values.found_by.as_ref().map(|spec| self.matcher(kind, field, spec, place));
                Params::Values { of: values.of.clone(), found_by: found_by.transpose()?.map(Box::new), matcher }
            }
        })
    }

    pub(super) fn table(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &TableSpec,
        place: Span,
    ) -> Result<Table, Fault> {
        let key = self.field(kind, &spec.key)?;
        let mut rows = Vec::with_capacity(spec.rows.len());
        for row in &spec.rows {
            rows.push(Row {
                is: row.is.to_vec(),
                allow: row.allow.clone(),
                since: row.since,
                until: row.until,
                when: row.when.as_ref().map(|when| self.matcher(kind, field, when, place)).transpose()?,
            });
        }
        Ok(Table { key, ignore: spec.ignore.clone(), rows })
    }

    pub(super) fn unique(
        &self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &UniqueSpec,
        place: Span,
    ) -> Result<Unique, Fault> {
        if spec.of == UniqueOf::Items {
            return Ok(Unique::Items { phones: spec.phones });
        }
        for path in spec.within.iter().chain(&spec.unless_same) {
            self.field(kind, path)?;
        }
        let own = Unique::field(field).ok_or_else(|| {
            Fault::new(
                place,
                Code::InvalidValue,
                "unique 只能比较记录自己的字段",
                "`unique` compares a field of the record itself",
            )
        })?;
        Ok(Unique::Run(Arc::new(Group {
            field: own.to_string(),
            within: spec.within.iter().map(|path| path.value.clone()).collect(),
            unless_same: spec.unless_same.iter().map(|path| path.value.clone()).collect(),
            alike: spec.alike,
            fold: spec.fold,
            phones: spec.phones,
        })))
    }

    pub(super) fn past_day(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &PastDaySpec,
    ) -> Result<PastDay, Fault> {
        let festivals = spec.festivals.as_ref().map(|file| self.file(file)).transpose()?;
        // A day without a year has figures, or is a festival. With a year, all have figures, and a look for these will do.
        let gate = self.slot(kind, field).filter(|_| spec.undated_within.is_some()).map(|slot| {
            let names = festivals.iter().flat_map(WordList::words).filter_map(|line| line.rsplit_once(' '));
            let figures = ('0'..='9').map(String::from);
            let needles: Vec<String> = names.map(|(name, _)| fold_str(name.trim())).chain(figures).collect();
            self.lexicon.add_gate(slot, needles.iter().map(String::as_str))
        });
        let PastDaySpec { dated, undated_within, .. } = *spec;
        Ok(PastDay { dated, undated_within, festivals, gate, calendar: OnceLock::new() })
    }
}
