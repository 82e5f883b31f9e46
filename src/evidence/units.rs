//! Into which units does a scope part a block of text?

use std::ops::Range;

use crate::query::Scope;
use crate::text::{Token, Tokens};

/// The stretches of tokens of block `block` that must satisfy the condition each on its own: its sentences, or all of
/// it. A stretch without a word is none.
pub(super) fn units(tokens: &Tokens, block: usize, scope: Scope) -> impl Iterator<Item = Range<usize>> {
    let mut rest = tokens.block(block);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = match scope {
            Scope::Sentence => tokens.sentence_of(rest.start).end.clamp(rest.start + 1, rest.end),
            Scope::Article | Scope::Paragraph => rest.end,
        };
        let unit = rest.start..end;
        rest.start = end;
        Some(unit)
    })
    .filter(|unit| tokens.all()[unit.clone()].iter().any(Token::is_indexed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    #[test]
    fn blocks_are_parted_by_scope() {
        let mut builder = Text::with_title("");
        builder.paragraph("One. Two.", None).paragraph("* * *", None).paragraph("Three.", None);
        let tokens = Tokens::of_text(&builder.finish());
        let all = |scope| (0..tokens.block_count()).flat_map(|block| units(&tokens, block, scope)).collect::<Vec<_>>();
        assert_eq!(all(Scope::Article), [0..4, 7..9]);
        assert_eq!(all(Scope::Paragraph), [0..4, 7..9]);
        assert_eq!(all(Scope::Sentence), [0..2, 2..4, 7..9]);
    }
}
