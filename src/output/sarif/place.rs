//! Where something stands.

use serde::Serialize;

use super::{super::uri, MessageDto};
use crate::{
    diagnostic::{Place, RecordRef, Report},
    text::{Source, Span},
};

/// What relative addresses are relative to.
pub(super) const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LocationDto<'a> {
    physical_location: PhysicalDto<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalDto<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<MessageDto>,
}

impl<'a> LocationDto<'a> {
    /// The place of a finding, which covers `text`, in a record.
    pub(super) fn primary(report: &Report, place: &Place, text: &'a str, record: Option<&'a RecordRef>) -> Self {
        let mut physical = PhysicalDto::new(report, place);
        if let Some(region) = &mut physical.region {
            region.snippet = Some(SnippetDto { text });
        }
        let logical_locations = record.map(|record| [LogicalDto::new(record)]);
        Self { physical_location: physical, logical_locations, message: None }
    }

    /// A further place, and what is to be seen there.
    pub(super) fn related(report: &Report, place: &Place, message: &str) -> Self {
        let message = Some(MessageDto::new(message));
        Self { physical_location: PhysicalDto::new(report, place), logical_locations: None, message }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalDto<'a> {
    artifact_location: ArtifactDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionDto<'a>>,
}

impl PhysicalDto<'_> {
    fn new(report: &Report, place: &Place) -> Self {
        let region = report.source(&place.path).map(|source| RegionDto::new(source, place.span));
        Self { artifact_location: ArtifactDto::new(report, &place.path), region }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactDto {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl ArtifactDto {
    pub(super) fn new(report: &Report, path: &str) -> Self {
        let uri = uri::of_path(&report.from_root(path));
        let relative = !uri.starts_with("file:");
        Self { uri, uri_base_id: relative.then_some(ROOT) }
    }
}

/// Lines and columns are 1-based, the end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RegionDto<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<SnippetDto<'a>>,
}

impl RegionDto<'_> {
    pub(super) fn new(source: &Source, span: Span) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: None,
        }
    }
}

#[derive(Serialize)]
struct SnippetDto<'a> {
    text: &'a str,
}

/// A record, as a thing of its own in its file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalDto<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    fully_qualified_name: String,
    kind: &'a str,
}

impl<'a> LogicalDto<'a> {
    fn new(RecordRef { kind, name, index, .. }: &'a RecordRef) -> Self {
        let qualified = name.as_ref().map_or_else(|| format!("{kind}[{index}]"), |name| format!("{kind}/{name}"));
        Self { name: name.as_deref(), fully_qualified_name: qualified, kind }
    }
}
