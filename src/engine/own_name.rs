use crate::{
    diagnostic::Family,
    document::RecordKind,
    rule::{Rule, Spot, Subject, matcher::Match},
};

/// Takes away what a rule about forbidden subjects found inside the name of the sender, where a template speaks of it:
/// 博彩 in 博彩缤纷广场. Names are judged where they are declared, as signatures. A name that says no more than the
/// forbidden word itself protects nothing.
pub(super) fn leave_alone(rule: &Rule, subject: &Subject<'_>, found: &mut Vec<Match<'_>>) {
    if rule.info.family != Family::Subject || subject.record.kind != RecordKind::Template || found.is_empty() {
        return;
    }
    let Some(name) = subject.record.text(subject.provider, "signature").filter(|name| !name.is_empty()) else { return };
    found.retain(|one| {
        let Spot::Text { scalar, range, path: None } = &one.spot else { return true };
        if range.len() >= name.len() {
            return true;
        }
        let text = scalar.cooked.text().as_bytes();
        let name = name.as_bytes();
        let first = range.end.saturating_sub(name.len());
        !(first..=range.start).any(|start| text.get(start..).is_some_and(|rest| rest.starts_with(name)))
    });
}
