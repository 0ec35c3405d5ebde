//! What `--fix` may write: renderings and spellings, and nothing that states a fact.
//!
//! A figure, a date or a participant is for a person to decide. Two locks hold this: a
//! check has to call its fix safe, and the text is read again afterwards; where a figure
//! or a date then reads otherwise than before, the article is left as it was.

use std::sync::Arc;

use rayon::prelude::*;

use crate::article::{Article, Declared, parse};
use crate::finding::{Edit, Finding};
use crate::lang::dateline::Datelines;
use crate::lang::registry::Lexicons;
use crate::lint::Reading;
use crate::mention::Value;
use crate::source::Source;

/// An article with its safe fixes applied.
#[derive(Debug)]
pub struct Fixed {
    /// Index of the article.
    pub article: usize,
    /// The article as it reads now.
    pub now: Arc<Article>,
    /// How many findings were mended.
    pub mended: usize,
    /// How many fixes were left out, for another one changes the same words.
    pub overlapping: usize,
}

/// Applies the safe fixes of findings. Articles without any, and those whose figures or
/// dates would read otherwise, are not among the results.
#[must_use]
pub fn apply(articles: &[Arc<Article>], findings: &[Finding], lexicons: &Lexicons) -> Vec<Fixed> {
    let mut fixes: Vec<Vec<&[Edit]>> = vec![Vec::new(); articles.len()];
    for finding in findings {
        // Of several safe ones the first is what the house wants.
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safe) else { continue };
        let Some(article) = fix.edits.first().map(|edit| edit.article) else { continue };
        if fix.edits.iter().all(|edit| edit.article == article) && article < articles.len() {
            fixes[article].push(&fix.edits);
        }
    }
    fixes
        .into_par_iter()
        .enumerate()
        .filter(|(_, fixes)| !fixes.is_empty())
        .filter_map(|(at, fixes)| fixed(at, &articles[at], &fixes, lexicons))
        .collect()
}

fn fixed(at: usize, article: &Arc<Article>, fixes: &[&[Edit]], lexicons: &Lexicons) -> Option<Fixed> {
    // Of a bilingual file an article is only a part.
    if article.units.is_some() {
        return None;
    }
    let source = &article.source;
    let (edits, mended, overlapping) = choose(fixes, &source.text);
    if edits.is_empty() {
        return None;
    }
    let mut text = source.text.clone();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    let source = Source::new(source.name.clone(), text);
    let after = Reading::of(parse(source, &Declared::default(), Datelines::built_in()), lexicons);
    let before = Reading::of(Arc::clone(article), lexicons);
    (facts(&after) == facts(&before)).then_some(Fixed {
        article: at,
        now: after.article,
        mended,
        overlapping,
    })
}

/// The edits to make, in order: a fix is made whole or not at all, and of two that change
/// the same words the first is made. The same edit twice is one.
fn choose<'a>(fixes: &[&'a [Edit]], text: &str) -> (Vec<&'a Edit>, usize, usize) {
    let mut chosen: Vec<&Edit> = Vec::new();
    let (mut mended, mut overlapping) = (0, 0);
    for fix in fixes {
        let is_there = |edit: &Edit| chosen.contains(&edit);
        let clashes = |edit: &&Edit| {
            text.get(edit.span.range()).is_none()
                || chosen
                    .iter()
                    .any(|other| other.span.overlaps(edit.span) || other.span.start == edit.span.start)
        };
        if fix.iter().all(is_there) {
            mended += 1;
        } else if fix.iter().any(|edit| clashes(&edit)) {
            overlapping += 1;
        } else {
            chosen.extend(fix.iter());
            mended += 1;
        }
    }
    chosen.sort_by_key(|edit| edit.span);
    (chosen, mended, overlapping)
}

/// Everything a text states that only a person may change.
fn facts(reading: &Reading) -> Vec<&Value> {
    let values = reading.mentions.iter().map(|mention| &mention.value);
    values.filter(|value| !matches!(value, Value::Name(_) | Value::List(_))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { article: 0, span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn of_two_fixes_for_the_same_words_the_first_is_made() {
        let (a, b, c) = ([edit(0, 2, "x")], [edit(1, 3, "y")], [edit(3, 4, "z"), edit(5, 6, "w")]);
        let (chosen, mended, overlapping) = choose(&[&c, &a, &b, &a], "abcdefg");
        assert_eq!(chosen, [&a[0], &c[0], &c[1]]);
        assert_eq!((mended, overlapping), (3, 1));
    }

    #[test]
    fn a_place_that_is_not_in_the_text_is_left_out() {
        let inside_a_letter = [edit(1, 2, "x")];
        let beyond = [edit(9, 12, "x")];
        assert_eq!(choose(&[&inside_a_letter, &beyond], "\u{5D0}\u{5D1}"), (vec![], 0, 2));
    }
}
