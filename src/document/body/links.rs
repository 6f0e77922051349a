//! Web addresses, with and without a scheme, with variables anywhere in them.

use std::ops::Range;

use super::{
    Link, Variable,
    domains::{TopLevel, chinese_top_level, top_level},
    variables::may_begin,
};

/// The longest host that is looked for, in characters: DNS allows 253 bytes.
const LONGEST_HOST: usize = 253;

/// The longest label that is looked for, in bytes.
const LONGEST_LABEL: usize = 63;

/// The most hyphens in a row that a host is thought to have (`xn--…` has two).
const MOST_JOINERS: usize = 3;

/// The longest address of IPv6, in bytes.
const LONGEST_ADDRESS: usize = 45;

/// What looks like a host and is none.
const NOT_HOSTS: [&str; 4] = ["co.ltd", "asp.net", "vb.net", "ado.net"];

/// All links, left to right.
pub(super) fn find(text: &str, variables: &[Variable]) -> Vec<Link> {
    let mut finder = Finder { text, bytes: text.as_bytes(), variables, next: 0, links: Vec::new() };
    // Every host has a dot, or a scheme before it.
    if !text.contains('.') && !text.contains("://") {
        return finder.links;
    }
    let mut at = 0;
    while let Some(skipped) =
        text.as_bytes()[at..].iter().position(|byte| byte.is_ascii_alphanumeric() || may_begin(*byte))
    {
        at += skipped;
        let begins = finder.bytes[at].is_ascii_alphanumeric() || finder.variable(at).is_some();
        at = if begins { finder.candidate(at) } else { at + 1 };
    }
    finder.links
}

struct Finder<'t> {
    text: &'t str,
    bytes: &'t [u8],
    variables: &'t [Variable],
    /// The first variable that does not end before the place last asked about.
    next: usize,
    links: Vec<Link>,
}

/// A piece of a host: what stands between two dots.
#[derive(Clone, Debug)]
struct Label {
    range: Range<usize>,
    /// Where its first variable begins, or its end.
    literal_end: usize,
}

impl Finder<'_> {
    /// Reads the run of host characters that begins at `at` and all that belongs to it; returns where to go on.
    fn candidate(&mut self, at: usize) -> usize {
        let labels = self.labels(at);
        let end = labels.last().map_or(at + 1, |label| label.range.end);
        if let Some(link) = self.schemed(&labels, end).or_else(|| self.bare(at, &labels, end)) {
            let end = link.range.end.max(end);
            self.links.push(link);
            return end;
        }
        end
    }

    /// The link whose scheme ends at `end`.
    fn schemed(&mut self, labels: &[Label], end: usize) -> Option<Link> {
        if !self.text[end..].starts_with("://") {
            return None;
        }
        let last = labels.last()?;
        let scheme =
            self.bytes[last.range.start..end].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let letters = &self.text[end - scheme..end];
        let known = ["https", "http", "ftp"].iter().find(|known| {
            letters
                .get(letters.len().saturating_sub(known.len())..)
                .is_some_and(|tail| tail.eq_ignore_ascii_case(known))
        });
        let start = end - known.map_or(scheme, |known| known.len());
        if start == end {
            return None;
        }
        let mut host = end + "://".len();
        if let Some(user) = self.user(host) {
            host = user;
        }
        if let Some(end) = self.bracketed(host) {
            return Some(self.link(start, host..end));
        }
        let labels = self.labels(host);
        let host = self.host(host, &labels)?;
        Some(self.link(start, host))
    }

    /// The end of an address of IPv6 in brackets that begins at `at`: `[::1]`.
    fn bracketed(&self, at: usize) -> Option<usize> {
        let inside = self.text[at..].strip_prefix('[')?;
        let length = inside.bytes().take(LONGEST_ADDRESS).take_while(|byte| is_of_address(*byte)).count();
        (length > 1 && inside[length..].starts_with(']')).then_some(at + length + 2)
    }

    /// The link without a scheme that begins somewhere in the run `at..end`.
    fn bare(&mut self, at: usize, labels: &[Label], end: usize) -> Option<Link> {
        if self.bytes.get(end) == Some(&b'@') || at.checked_sub(1).is_some_and(|before| self.bytes[before] == b'@') {
            return None;
        }
        if let Some((index, start)) = self.www(labels) {
            let host = self.host(labels[index].range.end + 1, &labels[index + 1..])?;
            return Some(self.link(start, start..host.end));
        }
        if let Some(ip) = self.address(at, labels) {
            return Some(self.link(at, ip));
        }
        let (last, rest) = labels.split_last()?;
        // A sentence may begin right behind the link: `a.com.Thanks`.
        let sentence =
            rest.len() > 1 && self.bytes[last.range.start].is_ascii_uppercase() && self.is_top(last) == TopLevel::No;
        let labels = if sentence { rest } else { labels };
        let (last, rest) = labels.split_last()?;
        let host = at..last.literal_end;
        let known = rest.is_empty() || NOT_HOSTS.iter().any(|name| self.text[host.clone()].eq_ignore_ascii_case(name));
        let leads_on = self.bytes.get(host.end) == Some(&b'/') || self.port(host.end) > host.end;
        match self.is_top(last) {
            TopLevel::Plain if !known => Some(self.link(at, host)),
            TopLevel::Doubtful if !known && leads_on => Some(self.link(at, host)),
            _ => None,
        }
    }

    /// The host that begins at `at`, behind a scheme or `www.`, and is made of `labels` unless it is Chinese.
    fn host(&self, at: usize, labels: &[Label]) -> Option<Range<usize>> {
        let last = labels.last();
        match last.map_or(TopLevel::No, |last| self.is_top(last)) {
            TopLevel::Plain => last.map(|last| at..last.literal_end),
            _ => self.chinese_host(at).or_else(|| last.map(|last| last.range.end)).map(|end| at..end),
        }
    }

    /// The link from `start` on, whose host is known: adds port and path.
    fn link(&mut self, start: usize, host: Range<usize>) -> Link {
        let mut end = self.port(host.end);
        if self.variable(end).is_some() || matches!(self.bytes.get(end), Some(b'/' | b'?' | b'#')) {
            end = self.path(end);
        }
        Link { range: start..end, host }
    }

    /// The end of the path that begins at `at`, without the punctuation that ends the sentence.
    fn path(&mut self, at: usize) -> usize {
        let (mut here, mut end, mut open) = (at, at, 0_usize);
        loop {
            if let Some(variable) = self.variable(here) {
                here = variable;
                end = here;
                continue;
            }
            let Some(&byte) = self.bytes.get(here) else { break };
            match byte {
                byte if byte.is_ascii_alphanumeric() || b"/#&=-_~%+@$*".contains(&byte) => end = here + 1,
                b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' => {}
                b'(' | b'[' => open += 1,
                b')' | b']' if open > 0 => {
                    open -= 1;
                    end = here + 1;
                }
                _ => break,
            }
            here += 1;
        }
        end
    }

    /// The end of the port that begins at `at`, or `at`.
    fn port(&self, at: usize) -> usize {
        if self.bytes.get(at) != Some(&b':') {
            return at;
        }
        let digits = self.bytes[at + 1..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
        if (1..=5).contains(&digits) { at + 1 + digits } else { at }
    }

    /// Where the host begins, if a user name stands before it.
    fn user(&mut self, at: usize) -> Option<usize> {
        let mut here = at;
        while here - at < LONGEST_HOST {
            match self.bytes.get(here)? {
                b'@' if self.variable(here).is_none() => return Some(here + 1),
                b':' => here += 1,
                _ => here = self.unit(here)?,
            }
        }
        None
    }

    /// The label and the place where `www.` begins, if it does.
    fn www(&self, labels: &[Label]) -> Option<(usize, usize)> {
        labels.iter().enumerate().find_map(|(index, label)| {
            let start = label.range.end.checked_sub(3).filter(|start| *start >= label.range.start)?;
            let named = self.bytes[start..label.range.end].eq_ignore_ascii_case(b"www");
            let free = start == label.range.start || !self.bytes[start - 1].is_ascii_alphanumeric();
            (named && free && self.bytes.get(label.range.end) == Some(&b'.')).then_some((index, start))
        })
    }

    /// Four numbers below 256, not a version.
    fn address(&self, at: usize, labels: &[Label]) -> Option<Range<usize>> {
        let numbers = labels.iter().all(|label| self.text[label.range.clone()].parse::<u8>().is_ok());
        let version = ["版本", "版本号", "version"]
            .iter()
            .any(|word| self.text[..at].trim_end_matches([' ', ':', '：', '为', '是', 'v', 'V']).ends_with(word));
        (labels.len() == 4 && numbers && !version).then(|| at..labels[3].range.end)
    }

    /// The end of a host in Chinese characters that begins at `at`, such as `例子.中国`.
    fn chinese_host(&self, at: usize) -> Option<usize> {
        let mut labels = 0;
        let mut start = at;
        for (offset, c) in self.text.get(at..)?.char_indices().take(LONGEST_HOST) {
            let here = at + offset;
            if c == '.' {
                if here == start {
                    return None;
                }
                labels += 1;
                start = here + 1;
            } else if here == start
                && labels > 0
                && let Some(len) = leading_top_level(&self.text[here..])
            {
                return Some(here + len);
            } else if !c.is_alphanumeric() && c != '-' {
                return None;
            }
        }
        None
    }

    /// The labels of the host that begins at `at`: host characters and variables, joined by single dots.
    fn labels(&mut self, at: usize) -> Vec<Label> {
        let mut labels = Vec::new();
        let mut start = at;
        loop {
            let (mut here, mut literal_end) = (start, None);
            while let Some(end) = self.unit(here) {
                if literal_end.is_none() && self.variable(here).is_some() {
                    literal_end = Some(here);
                }
                here = end;
            }
            if here == start {
                break;
            }
            labels.push(Label { range: start..here, literal_end: literal_end.unwrap_or(here) });
            if self.bytes.get(here) != Some(&b'.') {
                break;
            }
            start = here + 1;
        }
        labels
    }

    fn is_top(&self, label: &Label) -> TopLevel {
        top_level(&self.text[label.range.start..label.literal_end])
    }

    /// The end of the host character or variable at `at`.
    fn unit(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.variable(at) {
            return Some(end);
        }
        let joins = |byte: &u8| matches!(byte, b'-' | b'_');
        let next = self.bytes.get(at)?;
        // A hyphen belongs to a host only where it joins something: `a.cn-` ends at `cn`.
        let inside = joins(next) && {
            let behind = at + 1 + self.bytes[at + 1..].iter().take(MOST_JOINERS).take_while(|byte| joins(byte)).count();
            self.bytes.get(behind).is_some_and(u8::is_ascii_alphanumeric) || self.variable(behind).is_some()
        };
        (next.is_ascii_alphanumeric() || inside).then_some(at + 1)
    }

    /// The end of the variable that begins at `at`.
    fn variable(&mut self, at: usize) -> Option<usize> {
        while self.variables.get(self.next).is_some_and(|variable| variable.range.end <= at) {
            self.next += 1;
        }
        while self.next > 0 && self.variables[self.next - 1].range.start >= at {
            self.next -= 1;
        }
        self.variables.get(self.next).filter(|variable| variable.range.start == at).map(|variable| variable.range.end)
    }
}

/// Whether an address of IPv6 may hold the byte.
const fn is_of_address(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')
}

/// The length of the top-level domain, Latin or Chinese, that `text` begins with.
fn leading_top_level(text: &str) -> Option<usize> {
    let latin = text.bytes().take(LONGEST_LABEL).take_while(u8::is_ascii_alphanumeric).count();
    if latin == 0 {
        return chinese_top_level(text);
    }
    (top_level(&text[..latin]) == TopLevel::Plain).then_some(latin)
}
