//! Reads an article: dates and times, then names, then amounts with units, then
//! bare numbers. Each token belongs to at most one figure.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::bend::bend;
use super::context::{Context, Taken};
use super::digits::{DigitRun, chain_end, digits};
use super::figure::{Figure, figure};
use super::labels::is_label;
use super::names::names;
use super::shared::share_units;
use super::syllables::{begins_inside_word, ends_inside_word};
use super::title::{ends_name, rank_in_digits};
use super::{Mention, Role, Value, dates};
use crate::lang::clitic::CliticSet;
use crate::lang::lexeme::{Lexeme, Side};
use crate::lang::lexicon::Hit;
use crate::lang::pack::Clitic;
use crate::lang::scan::Sentence;
use crate::lang::token::TokenKind;

/// Every mention of an article, in the order of their spans.
#[must_use]
pub fn read(context: &Context<'_>) -> Vec<Mention> {
    let mut figures = Taken::none(context.scan.tokens.len());
    addresses(context, &mut figures);
    let mut found = dates::read(context, &mut figures);
    // What a name took is closed to numbers, but not to units: "US dollars".
    let mut taken = figures.clone();
    for mention in &found {
        taken.take(mention.first_token, mention.end_token);
    }
    let dated = found.len();
    names(context, &mut taken, &mut found);
    let named = found.len();
    let loud = loud(context);
    let sentence = |at: usize| context.scan.sentence_of[at];
    for here in loud.chunk_by(|&one, &next| sentence(one) == sentence(next)) {
        let begin = found.len();
        amounts(context, here, &figures, &mut taken, &mut found);
        share_units(context, &mut found[begin..]);
    }
    drop_names_inside(&mut found, dated, named);
    found.sort_by_key(|mention| {
        (mention.span.start, std::cmp::Reverse(mention.span.end), mention.first_token)
    });
    found
}

/// A name inside a figure is part of its unit.
fn drop_names_inside(found: &mut Vec<Mention>, dated: usize, named: usize) {
    let figures: Vec<(usize, usize)> =
        found[named..].iter().map(|figure| (figure.first_token, figure.end_token)).collect();
    let mut index = 0;
    found.retain(|mention| {
        let is_name = (dated..named).contains(&index);
        index += 1;
        let at = figures.partition_point(|&(_, end)| end <= mention.first_token);
        let inside = figures
            .get(at)
            .is_some_and(|&(first, end)| first <= mention.first_token && mention.end_token <= end);
        !(is_name && inside)
    });
}

/// Web and mail addresses hold no figures.
fn addresses(context: &Context<'_>, taken: &mut Taken) {
    let tokens = &context.scan.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let tells = match token.kind {
            TokenKind::Mark => match context.word(at) {
                "@" => true,
                "/" => at > 1 && context.word(at - 1) == "/" && context.word(at - 2) == ":",
                _ => false,
            },
            TokenKind::Word => token.end - token.start == 3 && context.word(at) == "www",
            TokenKind::Letter | TokenKind::Digits => false,
        };
        if tells {
            let (first, end) = address(context, at);
            taken.take(first, end);
        }
    }
}

/// From where to where an address reaches that a token tells.
fn address(context: &Context<'_>, at: usize) -> (usize, usize) {
    let tokens = &context.scan.tokens;
    let part = |token: usize| {
        tokens[token].kind != TokenKind::Letter
            && context.word(token).is_ascii()
            && !matches!(context.word(token), "(" | ")" | "\"" | "<" | ">" | ",")
    };
    let mut first = at;
    while first > 0 && !tokens[first].spaced && part(first - 1) {
        first -= 1;
    }
    let mut end = at + 1;
    while end < tokens.len() && !tokens[end].spaced && part(end) {
        end += 1;
    }
    (first, end)
}

/// Reads the figures of a sentence from left to right: at these tokens, which are all
/// that one may begin at.
fn amounts(
    context: &Context<'_>,
    loud: &[usize],
    dated: &Taken,
    taken: &mut Taken,
    found: &mut Vec<Mention>,
) {
    let sentence = context.scan.sentence(loud[0]);
    let mut next = sentence.first;
    let mut from = sentence.first;
    // No figure reaches into a date.
    let mut wall = sentence.first;
    for &at in loud {
        if at < next || !taken.is_free(at) {
            continue;
        }
        if wall <= at {
            wall = (at + 1..sentence.end).find(|&token| !dated.is_free(token)).unwrap_or(sentence.end);
        }
        let step = figure_at(context, sentence, taken, at, Bounds { from, limit: wall });
        if let Some(mention) = step.mention {
            taken.take(mention.first_token, mention.end_token);
            from = mention.end_token;
            found.push(mention);
        }
        next = step.next.max(at + 1);
    }
}

/// The tokens at which a figure may begin, or something keeps one from being read: few
/// words of a text, and the readers need not be asked about the others.
fn loud(context: &Context<'_>) -> Vec<usize> {
    let compound = context.pack.numbers.compound;
    let heads = context.scan.number_heads.as_slice();
    let mut heads = if compound { heads } else { &[] }.iter().peekable();
    let is_loud = |at: &usize| heads.next_if_eq(&at).is_some() || !is_quiet(context, *at);
    (0..context.scan.tokens.len()).filter(is_loud).collect()
}

/// Whether no figure begins at a token, but for several number words written as one.
fn is_quiet(context: &Context<'_>, at: usize) -> bool {
    let tokens = &context.scan.tokens;
    let silent = match tokens[at].kind {
        TokenKind::Digits => false,
        TokenKind::Letter | TokenKind::Word => true,
        // Others are signs of fractions or of currencies; and digits may begin with their
        // mark.
        TokenKind::Mark => {
            let is_digits = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Digits);
            !is_digits(at + 1)
                && match context.word(at) {
                    "," | ";" | ":" | "(" | ")" | "\"" | "'" | "?" | "!" | "." | "\u{3001}" | "\u{3002}" => {
                        true
                    }
                    // `-.5`
                    "-" | "\u{2013}" | "\u{2014}" => !is_digits(at + 2),
                    _ => false,
                }
        }
    };
    silent && !context.scan.hits_at(at).iter().any(|hit| context.lexicon.concerns_figures(hit))
}

/// What was found at a token, and where to go on.
struct Step {
    mention: Option<Mention>,
    next: usize,
}

/// Between the figure before and the next date.
#[derive(Clone, Copy)]
struct Bounds {
    from: usize,
    limit: usize,
}

fn figure_at(context: &Context<'_>, sentence: &Sentence, taken: &Taken, at: usize, bounds: Bounds) -> Step {
    let Bounds { from, limit } = bounds;
    let phrase = blocked(context, at);
    let marker = marker(context, sentence, at)
        .filter(|(hit, ..)| phrase.is_none_or(|end| end < hit.end) && hit.end <= limit);
    if let Some((hit, value, role)) = marker {
        let mention = mention(context, hit.first, hit.end, hit.skip, value, role, true);
        return Step { next: hit.end, mention: Some(mention) };
    }
    let read = figure(context, taken, at, limit);
    // A rank begins at its mark, before the phrase: 第 + 一个 is "the first".
    // Where words are set apart, one that goes on past a numeral is no numeral: 경기.
    let syllables = !context.pack.unspaced && context.scan.tokens[at].kind == TokenKind::Letter;
    let within = |figure: &Figure, end: usize| {
        figure.first >= at && (figure.end <= end || syllables && figure.number_end() < end)
    };
    let blocked = phrase
        .filter(|&end| read.as_ref().is_none_or(|figure| within(figure, end)) && !is_cut(context, at, end));
    if let Some(end) = blocked {
        return Step { mention: None, next: end };
    }
    let Some(figure) = read else {
        let next = match context.scan.tokens[at].kind {
            TokenKind::Digits => skip_digits(context, at, limit),
            _ => at + 1,
        };
        return Step { mention: None, next };
    };
    let end = figure.end;
    if !counts(context, &figure, sentence) {
        return Step { mention: None, next: end };
    }
    Step { mention: Some(bent(context, figure, from, sentence)), next: end }
}

fn skip_digits(context: &Context<'_>, at: usize, limit: usize) -> usize {
    match digits(context, at, limit) {
        DigitRun::Other(end) => end,
        DigitRun::Number(number) => chain_end(context, number.end - 1, limit),
    }
}

/// Enumerators at the head of a sentence or after a colon or semicolon, and "for
/// the first time".
fn marker(context: &Context<'_>, sentence: &Sentence, at: usize) -> Option<(Hit, Value, Role)> {
    let heads = at == sentence.first || at > 0 && matches!(context.word(at - 1), ";" | ":" | "(");
    // "B. I." of initials is no "in-10.": only "and" is written onto an enumerator.
    let plain = |hit: &Hit| CliticSet::NONE.with(Clitic::And).contains(hit.clitics);
    let (hit, (rank, role)) = context.at(at).find_map(|(hit, lexeme)| match lexeme {
        Lexeme::Enumerator(rank) if heads && plain(hit) => Some((hit, (*rank, Role::Enumerator))),
        Lexeme::Occurrence => Some((hit, (1, Role::Occurrence))),
        _ => None,
    })?;
    // 第一次会议 is a first meeting.
    let edition =
        |token| context.at(token).any(|(other, lexeme)| other.end > hit.end && *lexeme == Lexeme::Edition);
    if role == Role::Occurrence && (hit.first..hit.end).any(edition) {
        return None;
    }
    // "First" opens a list with a mark after it, and is a rank without one.
    let rank_word = context.at(at).any(|(other, lexeme)| {
        other.end >= hit.end && matches!(lexeme, Lexeme::OrdinalWord(_) | Lexeme::Fraction(..))
    });
    let marked = hit.end < sentence.end && context.scan.tokens[hit.end].kind == TokenKind::Mark;
    if role == Role::Enumerator && rank_word && !marked {
        return None;
    }
    // "For the third time": the phrase holds its own rank.
    let inside = (hit.first..hit.end).flat_map(|token| context.at(token));
    let own = inside.filter(|(other, _)| other.end <= hit.end).find_map(|(_, lexeme)| match lexeme {
        Lexeme::OrdinalWord(rank) if role == Role::Occurrence => Some(*rank),
        _ => None,
    });
    let mut hit = *hit;
    let counted = || (role == Role::Occurrence).then(|| rank_in_digits(context, hit.end, sentence.end));
    let digits = own.is_none().then(counted).flatten().flatten();
    if let Some((end, _)) = digits {
        hit.end = end;
    }
    let own = own.or(digits.map(|(_, rank)| rank));
    let amount = Amount {
        value: own.unwrap_or_else(|| Decimal::from(rank)),
        ratio: None,
        step: Decimal::ONE,
        rounded: false,
        modifier: None,
    };
    Some((hit, Value::Ordinal(amount), role))
}

/// "The second | row" ends inside "the second ten", which is the twelfth.
fn is_cut(context: &Context<'_>, at: usize, end: usize) -> bool {
    let reaches = |(hit, lexeme): (&Hit, &Lexeme)| hit.end > end && matches!(lexeme, Lexeme::OrdinalWord(_));
    (at + 1..end).any(|token| context.at(token).any(reaches))
}

/// The end of a phrase that holds a numeral and is no figure.
fn blocked(context: &Context<'_>, at: usize) -> Option<usize> {
    context
        .pick(at, |lexeme| matches!(lexeme, Lexeme::NotFigure | Lexeme::Multiple(_)).then_some(()))
        .map(|(hit, ())| hit.end)
}

/// Whether a figure that was read is one.
fn counts(context: &Context<'_>, figure: &Figure, sentence: &Sentence) -> bool {
    if is_label(context, figure, sentence) {
        return false;
    }
    if begins_inside_word(context, figure) {
        return false;
    }
    let Value::Number(amount) = &figure.value else { return true };
    if figure.in_digits() {
        if amount.modifier.is_none() && ends_name(context, figure.first, figure.end) {
            return false;
        }
        // "1." or "1)" alone at the head of a sentence counts the sentences.
        let heads = figure.first == sentence.first
            && figure.end < sentence.end
            && amount.value < Decimal::ONE_HUNDRED;
        let mark = heads && matches!(context.word(figure.end), "." | ")");
        return !(mark && (figure.end + 1 == sentence.end || context.word(figure.end) == ")"));
    }
    // A word for one is a pronoun or an article in most languages ("one of", 一些),
    // so it counts only with a unit, which makes it another value, or with nothing
    // around it, as in a table.
    let alone = figure.first == sentence.first && figure.end == sentence.end;
    if amount.value == Decimal::ONE && amount.step == Decimal::ONE {
        return alone;
    }
    let classifiers = !context.pack.numbers.classifiers.is_empty();
    let single =
        figure.end - figure.first == 1 && context.scan.tokens[figure.first].kind == TokenKind::Letter;
    // "Odd" may stand between a numeral and its classifier: 十多个.
    let odd =
        context.pick(figure.end, |lexeme| matches!(lexeme, Lexeme::Modifier(_, Side::After)).then_some(()));
    let noun = odd.map_or(figure.end, |(hit, ())| hit.end);
    let counted = noun < sentence.end && context.is(noun, &Lexeme::Classifier).is_some();
    // A great scale alone is a word of its own: ten thousand.
    let alone = alone && amount.value < Decimal::ONE_HUNDRED * Decimal::ONE_HUNDRED;
    let cut = single || ends_inside_word(context, figure, sentence);
    !(classifiers && cut) || counted || alone
}

fn bent(context: &Context<'_>, figure: Figure, from: usize, sentence: &Sentence) -> Mention {
    let bend = bend(context, &figure, from, sentence.end);
    let mut value = figure.value;
    let ordinal = matches!(value, Value::Ordinal(_));
    if let Some(amount) = value.amount_mut().filter(|_| !ordinal) {
        amount.modifier = amount.modifier.or(bend.modifier);
    }
    // "From 3 to 5" that is read as one span is a level, "by 3 to 5 per cent" a change.
    let range = matches!(value, Value::Range { .. });
    let measured = matches!(value, Value::Range { unit: Some(_), .. });
    let told = |role: &Role| !ordinal && (!range || measured && *role == Role::Change);
    let role = bend.role.filter(told).unwrap_or(Role::Level);
    mention(context, figure.first, figure.end, figure.skip, value, role, figure.sure)
}

fn mention(
    context: &Context<'_>,
    first: usize,
    end: usize,
    skip: usize,
    value: Value,
    role: Role,
    sure: bool,
) -> Mention {
    Mention { span: context.span(first, end, skip), first_token: first, end_token: end, value, role, sure }
}
