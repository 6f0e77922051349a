//! The archive that a workbook is, and which of its parts are sheets.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{Grid, WorkbookFault, sheet};

/// The most that is unpacked of all parts together, in bytes: what is packed says nothing of its size.
const MOST: u64 = 128 * 1024 * 1024;

/// The most sheets that are read.
const MOST_SHEETS: usize = 256;

/// The archive of a workbook.
pub(super) struct Package<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    left: u64,
}

impl<'f> Package<'f> {
    pub(super) fn open(file: &'f [u8]) -> Result<Self, WorkbookFault> {
        let archive = ZipArchive::new(Cursor::new(file)).map_err(|_| WorkbookFault::Broken)?;
        Ok(Self { archive, left: MOST })
    }

    /// The text of a part.
    pub(super) fn part(&mut self, name: &str) -> Result<String, WorkbookFault> {
        let part = self.archive.by_name(name).map_err(|_| WorkbookFault::Broken)?;
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| WorkbookFault::Broken)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(WorkbookFault::TooLarge)?;
        String::from_utf8(bytes).map_err(|_| WorkbookFault::Broken)
    }

    /// The texts that cells share; none where the workbook has no such part.
    pub(super) fn strings(&mut self) -> Result<Vec<String>, WorkbookFault> {
        match self.archive.index_for_name("xl/sharedStrings.xml") {
            Some(_) => sheet::strings(&self.part("xl/sharedStrings.xml")?),
            None => Ok(Vec::new()),
        }
    }

    /// The names of the sheets, each with its part.
    pub(super) fn sheets(&mut self) -> Result<Vec<Grid>, WorkbookFault> {
        let mut parts = HashMap::new();
        each_element(&self.part("xl/_rels/workbook.xml.rels")?, |element| {
            if let ("Relationship", Some(id), Some(target)) =
                (element.local_name().into_inner(), attribute(element, "Id"), attribute(element, "Target"))
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                parts.insert(id, path);
            }
        })?;
        let mut sheets = Vec::new();
        each_element(&self.part("xl/workbook.xml")?, |element| {
            if element.local_name().into_inner() == "sheet" && sheets.len() < MOST_SHEETS {
                let name = attribute(element, "name").unwrap_or_default();
                let id = element.attributes().with_checks(false).flatten().find_map(|attribute| {
                    let is_id = attribute.key.local_name().into_inner() == "id" && attribute.key.prefix().is_some();
                    is_id.then(|| attribute.value.into_owned())
                });
                // A sheet with a chart is a part of another kind.
                let part = id.and_then(|id| parts.get(&id)).filter(|part| part.contains("worksheets/"));
                sheets.extend(part.map(|part| (name, part.clone())));
            }
        })?;
        Ok(sheets)
    }
}

/// Calls `f` for each element that opens, in order.
fn each_element(xml: &str, mut f: impl FnMut(&BytesStart<'_>)) -> Result<(), WorkbookFault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| WorkbookFault::Broken)? {
            Event::Start(element) | Event::Empty(element) => f(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}
