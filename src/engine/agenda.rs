//! Which rules to ask about a record. Records of one file are much alike, so it is worked out once for all that state the
//! same type, region, account and site.

use std::{cell::RefCell, rc::Rc};

use crate::{
    diagnostic::Severity,
    document::RecordKind,
    rule::{ClueSet, Subject, View},
};

/// A rule by its place, and how severe its findings are.
pub(super) type Item = (u32, Severity);

/// A rule that waits for clues.
pub(super) type Waiting = (Item, ClueSet);

/// How many different kinds of records are kept; a file of honest records has a few.
const KEPT: usize = 32;

/// The rules to ask whatever the record says, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Agendas<'p>(RefCell<Vec<Agenda<'p>>>);

#[derive(Debug)]
struct Agenda<'p> {
    view: &'p View,
    kind: RecordKind,
    stated: Vec<Option<Box<str>>>,
    items: Rc<[Waiting]>,
}

impl<'p> Agendas<'p> {
    /// The rules of the view for records that state what this one does; `find` is asked for them the first time.
    pub(super) fn of(
        &self,
        view: &'p View,
        subject: &Subject<'_>,
        find: impl FnOnce() -> Vec<Waiting>,
    ) -> Rc<[Waiting]> {
        let (kind, stated) = (subject.record.kind, subject.all_stated());
        let is_that = |agenda: &&Agenda<'_>| {
            std::ptr::eq(agenda.view, view)
                && agenda.kind == kind
                && agenda.stated.iter().map(Option::as_deref).eq(stated.iter().copied())
        };
        if let Some(known) = self.0.borrow().iter().find(is_that) {
            return Rc::clone(&known.items);
        }
        let items: Rc<[Waiting]> = find().into();
        let mut agendas = self.0.borrow_mut();
        if agendas.len() < KEPT {
            let stated = stated.iter().map(|value| value.map(Box::from)).collect();
            agendas.push(Agenda { view, kind, stated, items: Rc::clone(&items) });
        }
        items
    }
}
