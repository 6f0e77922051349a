use std::{
    collections::HashSet,
    net::{Ipv4Addr, Ipv6Addr},
    ops::Range,
};

use super::{Match, Subject, Value};
use crate::{
    document::Body,
    rule::subject::Text,
    text::{Folded, fold_str},
};

/// Something about links.
#[derive(Debug)]
pub enum Links {
    /// Any link.
    Any,
    /// A link that holds a variable.
    WithVariable,
    /// A link to one of these hosts, or to one below.
    Hosts {
        /// In small letters.
        hosts: HashSet<String>,
        /// Only where the link holds a variable.
        with_variable: bool,
    },
    /// A link behind so many others.
    MoreThan(usize),
    /// A link to an address in digits.
    BareIp,
}

impl Links {
    /// Signs of links in full width.
    pub(super) const WIDE: [char; 2] = ['．', '／'];

    /// Finds each such link, whole.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            // Written in full width, it is a link all the same to who reads it.
            if text.text.contains(Self::WIDE) {
                let folded = Folded::new(text.text);
                let body = Body::parse(folded.text());
                self.find_in(&text, folded.text(), &body, |range| folded.unfold(range), found);
            } else {
                let body = subject.body(text.text);
                self.find_in(&text, text.text, &body, |range| range, found);
            }
        }
    }

    /// Finds the links of `body`, which was read from `read`; `place` leads from there to the text itself.
    fn find_in<'a>(
        &self,
        text: &Text<'a>,
        read: &str,
        body: &Body,
        place: impl Fn(Range<usize>) -> Range<usize>,
        found: &mut Vec<Match<'a>>,
    ) {
        for (link, before) in body.links.iter().zip(0..) {
            let inside = body.variables_in(&link.range).first();
            let host = fold_str(&read[link.host.clone()]);
            let wanted = match self {
                Self::Any => true,
                Self::MoreThan(allowed) => before >= *allowed,
                Self::WithVariable => inside.is_some(),
                Self::Hosts { hosts, with_variable } => (inside.is_some() || !with_variable) && is_below(&host, hosts),
                // Without either it may as well be the name of a machine, or a version.
                Self::BareIp => is_address(&host) && read[link.range.clone()].contains('/'),
            };
            if wanted {
                let variable = inside.map_or("", |variable| &read[variable.range.clone()]);
                let range = place(link.range.clone());
                let shown = &text.text[range.clone()];
                found.push(Match::at(text.spot(range)).with("link", shown).with("variable", variable));
            }
        }
    }
}

fn is_address(host: &str) -> bool {
    let bracketed = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    host.parse::<Ipv4Addr>().is_ok() || bracketed.is_some_and(|host| host.parse::<Ipv6Addr>().is_ok())
}

/// Whether the host, or one that it lies below, is listed. A line that begins with a dot lists what lies below alone.
fn is_below(host: &str, hosts: &HashSet<String>) -> bool {
    hosts.contains(host)
        || host.match_indices('.').any(|(at, _)| hosts.contains(&host[at + 1..]) || hosts.contains(&host[at..]))
}
