//! Checks what `sources` say.

use std::{ops::Range, sync::Arc};

use super::Check;
use crate::{
    config::{
        Folder, SourceSpec,
        complaint::Kind,
        sources::{Extractor, Sources},
    },
    diagnostic::{Wording, instead},
    document::{
        Each, Extraction, Finder, Pattern, PatternError, Pointer, PointerError, RecordKind,
        schema::{self, Form},
    },
    text::{Span, Spanned, did_you_mean, place_within},
};

impl Check<'_> {
    pub(super) fn sources(&mut self, specs: &[SourceSpec], folder: &Folder) -> Sources {
        if specs.is_empty() {
            return Sources::default();
        }
        let all: Vec<Extractor> = specs.iter().filter_map(|spec| self.extractor(spec)).collect();
        Sources { folder: folder.clone(), all: all.into(), source: Some(Arc::new(self.source.clone())) }
    }

    /// `None` where it says no way to find anything, or one that cannot be used.
    fn extractor(&mut self, spec: &SourceSpec) -> Option<Extractor> {
        let kind = spec.kind.unwrap_or(RecordKind::Template);
        let files = self.globs(&spec.files);
        let fixed = spec.fixed().filter_map(|(key, texts)| self.fixed(kind, key, texts)).collect();
        let (finder, place) = match (&spec.pattern, &spec.each) {
            (Some(pattern), None) => {
                if let Some((key, _)) = spec.fields.first() {
                    self.say(
                        key.span,
                        "`fields` 只与 `each` 同用",
                        "`fields` goes with `each`",
                        Some((
                            "用 `pattern` 时，命名分组就是字段，如 `(?<content>…)`。",
                            "With `pattern`, the named groups are the fields, as in `(?<content>…)`.",
                        )),
                    );
                }
                (self.pattern_of(pattern, kind, spec).map(Finder::Pattern), pattern.span)
            }
            (None, Some(each)) => {
                if spec.escapes.is_some() {
                    self.say(each.span, "`escapes` 只与 `pattern` 同用", "`escapes` goes with `pattern`", None);
                }
                (self.each(each, kind, spec).map(Finder::Each), each.span)
            }
            (Some(_), Some(each)) => {
                let (zh, en) = ("`pattern` 与 `each` 只能写一个", "either `pattern` or `each`, not both");
                self.say(each.span, zh, en, None);
                return None;
            }
            (None, None) => {
                let span = spec.files.first()?.span;
                self.say(
                    span,
                    "没有写怎样找到记录",
                    "nothing says how records are found in these files",
                    Some((
                        "请写 `pattern`（正则表达式）或 `each`（数据中的路径）。",
                        "Write a `pattern`, which is a regular expression, or `each`, which is a path in data.",
                    )),
                );
                return None;
            }
        };
        let patterns = spec.files.iter().map(|pattern| pattern.span).collect();
        Some(Extractor { files, patterns, finder: place, extraction: Extraction { kind, finder: finder?, fixed } })
    }

    fn pattern_of(&mut self, pattern: &Spanned<String>, kind: RecordKind, spec: &SourceSpec) -> Option<Pattern> {
        let groups = match Pattern::groups(pattern) {
            Ok(groups) => groups,
            Err(error) => return self.bad_pattern(pattern, &error),
        };
        let keys = schema::record_keys(kind);
        let known: Vec<&str> = keys.iter().filter(|key| Pattern::takes(key)).map(|key| key.name).collect();
        for group in &groups {
            if !known.contains(&&*group.name) {
                let span = self.inside(pattern, group.range.clone());
                self.unknown_key(span, kind, &group.name, &known);
            }
        }
        let names: Vec<&str> = groups.iter().map(|group| &*group.name).collect();
        self.needs(&names, pattern.span, kind, &format!("(?<{}>…)", kind.main_key()));
        Pattern::new(pattern, kind, spec.escapes).map_err(|error| self.bad_pattern(pattern, &error)).ok()
    }

    fn bad_pattern(&mut self, pattern: &Spanned<String>, error: &PatternError) -> Option<Pattern> {
        let span = error.range.clone().map_or(pattern.span, |range| self.inside(pattern, range));
        let words = &error.message;
        let message = self
            .language
            .pick(format!("正则表达式不能用：{words}"), format!("the regular expression cannot be used: {words}"));
        self.complain(span, Kind::InvalidRegex, Wording { message, help: None });
        None
    }

    fn each(&mut self, each: &Spanned<String>, kind: RecordKind, spec: &SourceSpec) -> Option<Each> {
        let path = Pointer::absolute(each).map_err(|error| self.bad_pointer(each, error)).ok();
        let keys = schema::record_keys(kind);
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        let mut fields = Vec::new();
        for (name, place) in spec.fields.iter() {
            let key = schema::find(keys, name);
            if key.is_none() {
                self.unknown_key(name.span, kind, name, &known);
            }
            let place = Pointer::relative(place).map_err(|error| self.bad_pointer(place, error)).ok();
            fields.extend(key.map(|key| key.name).zip(place));
        }
        let names: Vec<&str> = spec.fields.iter().map(|(name, _)| name.as_str()).collect();
        self.needs(&names, each.span, kind, &format!("fields: {{{}: …}}", kind.main_key()));
        Some(Each { path: path?, fields })
    }

    fn bad_pointer(&mut self, pointer: &Spanned<String>, error: PointerError) {
        let (at, (zh, en)) = match error {
            PointerError::NoSlash => (0..0, ("路径要以 `/` 开头", "a path begins with `/`")),
            PointerError::Escape(at) => {
                (at..at + 1, ("`~` 要写成 `~0`，`/` 要写成 `~1`", "`~` is written `~0`, and `/` is written `~1`"))
            }
            PointerError::Several(at) => {
                (at..at + 1, ("字段只能取一个值，不能用 `*`", "a field takes one value, so `*` cannot stand here"))
            }
            PointerError::BehindKey(at) => {
                (at..at + "$key".len(), ("`$key` 只能单独写", "`$key` stands alone: it is the key of the item"))
            }
        };
        let span = if at.is_empty() { pointer.span } else { self.inside(pointer, at) };
        self.say(span, zh, en, None);
    }

    /// What all records of a source say, where it is known.
    fn fixed(
        &mut self,
        kind: RecordKind,
        name: &'static str,
        texts: &[Spanned<String>],
    ) -> Option<(&'static str, Vec<String>)> {
        let keys = schema::record_keys(kind);
        let Some(key) = schema::find(keys, name) else {
            let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
            self.unknown_key(texts.first()?.span, kind, name, &known);
            return None;
        };
        for text in texts {
            match key.form {
                Form::Word(words) if !words.contains(&text.as_str()) => {
                    let message = self
                        .language
                        .pick(format!("未知的值 `{}`", text.value), format!("unknown value `{}`", text.value));
                    let help = instead(text, words, self.language);
                    self.complain(text.span, Kind::InvalidValue, Wording { message, help });
                }
                _ if name == "provider" => {
                    self.provider(text);
                }
                _ => {}
            }
        }
        Some((key.name, texts.iter().map(|text| text.value.clone()).collect()))
    }

    fn unknown_key(&mut self, span: Span, kind: RecordKind, name: &str, known: &[&str]) {
        let message = self.language.pick(
            format!("{kind} 没有名为 `{name}` 的字段"),
            format!("a record of the kind {kind} has no key `{name}`"),
        );
        self.complain(span, Kind::UnknownKey, Wording { message, help: instead(name, known, self.language) });
    }

    /// Says, where it is so, that none of `names` gives the main text of a record, nor was meant to.
    fn needs(&mut self, names: &[&str], span: Span, kind: RecordKind, example: &str) {
        let main = kind.main_key();
        if names.iter().any(|name| *name == main || did_you_mean(name, [main]).is_some()) {
            return;
        }
        let message =
            self.language.pick(format!("没有取得 `{main}`"), format!("nothing here gives the `{main}` of a {kind}"));
        let help = if names.contains(&"name") && kind == RecordKind::Template {
            self.language.pick(
                format!("加上 `{example}`；如果找的是签名，请写 `kind: signature`。"),
                format!("Add `{example}`; if signatures are meant, write `kind: signature`."),
            )
        } else {
            self.language.pick(format!("加上 `{example}`。"), format!("Add `{example}`."))
        };
        self.complain(span, Kind::MissingKey, Wording { message, help: Some(help) });
    }

    /// Where `range` of a text stands in the file.
    fn inside(&self, text: &Spanned<String>, range: Range<usize>) -> Span {
        place_within(self.source, text.span, text, range).unwrap_or(text.span)
    }

    fn say(&mut self, span: Span, zh: &str, en: &str, help: Option<(&str, &str)>) {
        let message = self.language.pick(zh, en).to_owned();
        let help = help.map(|(zh, en)| self.language.pick(zh, en).to_owned());
        self.complain(span, Kind::InvalidValue, Wording { message, help });
    }
}
