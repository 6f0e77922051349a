use std::{fmt, ops::Range};

use regex_syntax::ast::{self, Ast, GroupKind};

use super::{Catch, Written, ours};
use crate::{
    document::{
        RecordKind,
        schema::{self, Form, Key},
    },
    text::{Cooked, Node, Scalar, Style, Value},
};

/// The most that one compiled expression may take, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// An expression whose named groups are keys of a record. `^` and `$` mean lines.
#[derive(Clone)]
pub struct Pattern {
    regex: regex::Regex,
    /// The keys, each with the number of its group.
    groups: Vec<(usize, &'static str)>,
    /// How what is found is written; `None` for what the name of the file promises.
    written: Option<Written>,
}

/// A named group of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Where the name stands, in bytes of the expression.
    pub range: Range<usize>,
}

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong, in the words of the engine.
    pub message: String,
    /// Where, in bytes of the expression, if one place is to blame.
    pub range: Option<Range<usize>>,
}

impl Pattern {
    /// The expression `source`, for records of `kind`. Groups that are no keys of these find nothing.
    pub fn new(source: &str, kind: RecordKind, written: Option<Written>) -> Result<Self, PatternError> {
        parse(source)?;
        let built = regex::RegexBuilder::new(source).multi_line(true).crlf(true).size_limit(SIZE_LIMIT).build();
        let regex = built.map_err(|error| match error {
            regex::Error::CompiledTooBig(limit) => {
                PatternError { message: format!("compiled, it takes more than {limit} bytes"), range: None }
            }
            other => PatternError { message: other.to_string(), range: None },
        })?;
        let keys = schema::record_keys(kind);
        let key = |name: &str| schema::find(keys, name).filter(|key| Self::takes(key)).map(|key| key.name);
        let named = regex.capture_names().enumerate();
        let groups = named.filter_map(|(number, name)| Some((number, key(name?)?))).collect();
        Ok(Self { regex, groups, written })
    }

    /// Whether a stretch of a text can be the value of `key`.
    pub const fn takes(key: &Key) -> bool {
        matches!(key.form, Form::Text | Form::Number | Form::Date | Form::Word(_) | Form::OneOrTexts)
    }

    /// The named groups of an expression, in their order.
    pub fn groups(source: &str) -> Result<Vec<Group>, PatternError> {
        struct Names(Vec<Group>);

        impl ast::Visitor for Names {
            type Output = Vec<Group>;
            type Err = std::convert::Infallible;

            fn finish(self) -> Result<Vec<Group>, Self::Err> {
                Ok(self.0)
            }

            fn visit_pre(&mut self, ast: &Ast) -> Result<(), Self::Err> {
                if let Ast::Group(group) = ast
                    && let GroupKind::CaptureName { name, .. } = &group.kind
                {
                    let range = name.span.start.offset..name.span.end.offset;
                    self.0.push(Group { name: name.name.clone(), range });
                }
                Ok(())
            }
        }

        let ast = parse(source)?;
        let Ok(groups) = ast::visit(&ast, Names(Vec::new()));
        Ok(groups)
    }

    /// What it finds in the text of the file called `name`.
    pub(super) fn find<'s>(&self, text: &Cooked<'s>, name: &str) -> Vec<Catch<'s>> {
        let escapes = Written::escapes(self.written, name);
        let mut found = Vec::new();
        for captures in self.regex.captures_iter(text.text()) {
            let Some(whole) = captures.get(0) else { continue };
            let entries = self.groups.iter().filter_map(|&(number, key)| {
                let range = captures.get(number).filter(|part| !part.is_empty())?.range();
                let written = text.part(range);
                let span = written.whole();
                let scalar = Scalar { cooked: escapes.resolve(written), style: Style::Embedded };
                Some(ours(key, Node { span, value: Value::Scalar(scalar) }))
            });
            found.push(Catch { span: text.span(whole.range()), entries: entries.collect() });
        }
        found
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.regex.as_str()).finish()
    }
}

/// The expression, taken apart.
fn parse(source: &str) -> Result<Ast, PatternError> {
    let wrong =
        |message: String, span: ast::Span| PatternError { message, range: Some(span.start.offset..span.end.offset) };
    let ast =
        ast::parse::Parser::new().parse(source).map_err(|error| wrong(error.kind().to_string(), *error.span()))?;
    regex_syntax::hir::translate::Translator::new()
        .translate(source, &ast)
        .map_err(|error| wrong(error.kind().to_string(), *error.span()))?;
    Ok(ast)
}
