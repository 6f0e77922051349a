use std::{collections::HashSet, net::Ipv4Addr};

use super::{Match, Subject, Value};
use crate::text::fold_str;

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
    /// Finds each such link, whole.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let body = subject.body(text.text);
            for (link, before) in body.links.iter().zip(0..) {
                let inside = body.variables_in(&link.range).first();
                let variable = inside.map_or("", |variable| &text.text[variable.range.clone()]);
                let host = fold_str(&text.text[link.host.clone()]);
                let wanted = match self {
                    Self::Any => true,
                    Self::MoreThan(allowed) => before >= *allowed,
                    Self::WithVariable => inside.is_some(),
                    Self::Hosts { hosts, with_variable } => {
                        (inside.is_some() || !with_variable) && is_below(&host, hosts)
                    }
                    // Without either it may as well be the name of a machine, or a version.
                    Self::BareIp => host.parse::<Ipv4Addr>().is_ok() && text.text[link.range.clone()].contains('/'),
                };
                if wanted {
                    let shown = &text.text[link.range.clone()];
                    found.push(Match::at(text.spot(link.range.clone())).with("link", shown).with("variable", variable));
                }
            }
        }
    }
}

/// Whether the host, or one that it lies below, is listed. A line that begins with a dot lists what lies below alone.
fn is_below(host: &str, hosts: &HashSet<String>) -> bool {
    hosts.contains(host)
        || host.match_indices('.').any(|(at, _)| hosts.contains(&host[at + 1..]) || hosts.contains(&host[at..]))
}
