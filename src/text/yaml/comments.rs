use std::ops::Range;

use granit_parser::{Event, Parser, options};

use crate::text::{Cooked, Span};

/// A comment of a YAML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// All of it, the signs included that make it one; up to the break of its line, where that ends it.
    pub span: Span,
    /// What stands behind the sign, or between the signs.
    pub text: String,
    /// How many bytes the sign has that begins it.
    pub lead: usize,
    /// How many bytes the sign has that ends it.
    pub tail: usize,
}

impl Comment {
    /// The bytes of the file for a range of [`Self::text`]. The whole comment, where that was not UTF-8.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let verbatim = self.span.len() == self.lead + self.text.len() + self.tail;
        if verbatim { Span::new(range.start, range.end).shift(self.span.start + self.lead) } else { self.span }
    }
}

/// The comments of a YAML file, in its order; what looks like one inside a text is none. Behind a fault only those of
/// the documents that follow are found.
pub fn yaml_comments(text: &Cooked<'_>) -> Vec<Comment> {
    let options =
        options! { emit_comments: true, emit_unresolved_aliases: true, max_buffered_comment_events: usize::MAX };
    let mut parser = Parser::new_from_str_with_options(text.text(), options);
    let (mut comments, mut broken_at) = (Vec::new(), None);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((Event::Comment(words, _), span)) => {
                let range = span.byte_range().unwrap_or_default();
                if text.text().get(range.clone()).is_some_and(|whole| whole.starts_with('#')) {
                    comments.push(Comment { span: text.span(range), text: words.into_owned(), lead: 1, tail: 0 });
                }
            }
            Ok(_) => {}
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or_default();
                // A parser that does not move on would be asked forever.
                let stuck = broken_at.replace(at).is_some_and(|before| before >= at);
                if stuck || !parser.proceed_next_document().unwrap_or(false) {
                    break;
                }
            }
        }
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn comments_are_found_wherever_they_may_stand_and_nowhere_else() {
        let file = "\u{feff}# 顶\r\na: 1  # 行尾\r\nb: |  # 块头\r\n  # text\r\nc: '# text' # 😀\r\n# 前\r\nd: {e: f, # 流\r\n  g: h}\r\ni: j#k\r\n# 末";
        let source = Source::new("a.yml", file);
        let (text, _) = source.decode();
        let found = yaml_comments(&text);
        let words: Vec<&str> = found.iter().map(|comment| comment.text.as_str()).collect();
        assert_eq!(words, [" 顶", " 行尾", " 块头", " 😀", " 前", " 流", " 末"]);
        for comment in found {
            assert_eq!(source.slice(comment.span), format!("#{}", comment.text));
        }
    }
}
