//! Whether an expression for datelines can match at all, told from a few of the
//! letters it asks for.
//!
//! Compiling the expressions of a pack takes longer than reading an article, and most
//! articles have no dateline. What is worked out here is only ever a condition that a
//! match cannot do without; where an expression is not understood, it may match.

use regex_syntax::ast::{
    Ast, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, ClassUnicode, ClassUnicodeKind, RepetitionKind,
    RepetitionRange, parse::Parser,
};

use crate::lang::chars::Pages;
use crate::lang::fold::digit;

/// What a text must hold for an expression to match at its head.
#[derive(Debug, Default)]
pub(super) struct Likely {
    /// What its first letters must be, one by one.
    head: Vec<Ast>,
    /// What must follow each other somewhere in it, one of each list.
    needs: Vec<Vec<Piece>>,
    /// The same without the long lists, which cost more to look for.
    cheap: Vec<Vec<Piece>>,
    /// For each of `needs`, the letters one of which begins it.
    begins: Vec<Letters>,
}

/// The head of a text, ready to be asked what it holds.
#[derive(Debug)]
pub(super) struct Head<'t> {
    /// As written.
    pub text: &'t str,
    /// In small letters.
    small: String,
    letters: Letters,
}

impl<'t> Head<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let small = in_small(text);
        let mut letters = Letters::default();
        small.chars().for_each(|letter| letters.add(letter));
        Self { text, small, letters }
    }
}

/// Letters told apart by their last eight bits: those of most texts are.
#[derive(Clone, Copy, Debug, Default)]
struct Letters([u64; 4]);

impl Letters {
    fn add(&mut self, letter: char) {
        let [low, ..] = u32::from(letter).to_le_bytes();
        self.0[usize::from(low / 64)] |= 1 << (low % 64);
        if letter > '\u{FFFF}' {
            self.add_digits();
        }
    }

    fn add_digits(&mut self) {
        ('0'..='9').for_each(|digit| self.add(digit));
    }

    fn join(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, other)| *mine |= other);
    }

    fn share(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(mine, other)| mine & other != 0)
    }
}

/// A piece of text, in small letters.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Letter(char),
    Digit,
    /// Single letters or digits right behind each other, one of each list.
    Run(Vec<Vec<Piece>>),
}

impl Piece {
    fn of(text: String) -> Self {
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Self::Letter(letter),
            _ => Self::Text(text),
        }
    }

    fn end_in(&self, text: &str) -> Option<usize> {
        match self {
            Self::Text(piece) => text.find(piece).map(|at| at + piece.len()),
            Self::Letter(letter) => text.find(*letter).map(|at| at + letter.len_utf8()),
            // Digits beyond the basic plane are not told from other letters there.
            Self::Digit => text.find(is_digit).map(|at| text.ceil_char_boundary(at + 1)),
            Self::Run(run) => text.char_indices().find_map(|(at, _)| {
                let mut letters = text[at..].chars();
                let mut end = at;
                run.iter()
                    .all(|pieces| {
                        letters.next().is_some_and(|letter| {
                            end += letter.len_utf8();
                            pieces.iter().any(|piece| piece.is(letter))
                        })
                    })
                    .then_some(end)
            }),
        }
    }

    /// Whether a single letter is it.
    fn is(&self, letter: char) -> bool {
        match self {
            Self::Letter(own) => *own == letter,
            Self::Digit => is_digit(letter),
            Self::Text(_) | Self::Run(_) => false,
        }
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || letter > '\u{FFFF}'
}

/// A character class with more letters than this tells too little.
const FEW: u32 = 16;
/// More words than these are looked for only when all else is there.
const CHEAP: usize = 4;

impl Likely {
    pub(super) fn of(expression: &str) -> Self {
        let mut likely = Self::default();
        if let Ok(ast) = Parser::new().parse(expression) {
            likely.head(&ast);
            needs(&ast, &mut likely.needs);
        }
        likely.begins = likely.needs.iter().map(|pieces| begins(pieces)).collect();
        likely.cheap = likely.needs.iter().filter(|pieces| is_cheap(pieces)).cloned().collect();
        likely
    }

    /// Whether the expression may match a text.
    pub(super) fn may_match(&self, head: &Head<'_>) -> bool {
        let mut letters = head.text.trim_start().chars();
        self.begins.iter().all(|begins| begins.share(&head.letters))
            && self.head.iter().all(|class| letters.next().is_some_and(|letter| holds(class, letter)))
            && are_in(&self.cheap, &head.small)
            && (self.cheap.len() == self.needs.len() || are_in(&self.needs, &head.small))
    }

    /// Takes the classes of single letters at the head; false where they end.
    fn head(&mut self, ast: &Ast) -> bool {
        match ast {
            Ast::Concat(concat) => concat.asts.iter().all(|ast| self.head(ast)),
            Ast::Group(group) if group.flags().is_none() => self.head(&group.ast),
            Ast::Assertion(_) => true,
            Ast::Literal(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
                self.head.push(ast.clone());
                true
            }
            Ast::Repetition(repetition) => {
                let (least, exact) = times(&repetition.op.kind);
                let space =
                    matches!(&*repetition.ast, Ast::ClassPerl(class) if class.kind == ClassPerlKind::Space);
                // White space at the head of the text is taken off.
                if space && self.head.is_empty() {
                    return true;
                }
                (0..least).all(|_| self.head(&repetition.ast)) && exact
            }
            _ => false,
        }
    }
}

fn is_cheap(pieces: &[Piece]) -> bool {
    pieces.iter().filter(|piece| matches!(piece, Piece::Text(_) | Piece::Run(_))).count() <= CHEAP
}

/// The letters that pieces begin with. A digit may be any letter beyond the basic plane.
fn begins(pieces: &[Piece]) -> Letters {
    let mut letters = Letters::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => text.chars().take(1).for_each(|letter| letters.add(letter)),
            Piece::Letter(letter) => letters.add(*letter),
            Piece::Digit => letters.add_digits(),
            Piece::Run(run) => letters.join(begins(run.first().map_or(&[], Vec::as_slice))),
        }
    }
    letters
}

fn are_in(needs: &[Vec<Piece>], small: &str) -> bool {
    let mut rest = small;
    needs.iter().all(|pieces| {
        let end = pieces.iter().filter_map(|piece| piece.end_in(rest)).min();
        rest = &rest[end.unwrap_or(0)..];
        end.is_some()
    })
}

/// How often a repetition takes place at least, and whether never more often.
const fn times(kind: &RepetitionKind) -> (u32, bool) {
    match kind {
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => (0, false),
        RepetitionKind::OneOrMore => (1, false),
        RepetitionKind::Range(range) => match range {
            RepetitionRange::Exactly(count) => (*count, true),
            RepetitionRange::AtLeast(least) | RepetitionRange::Bounded(least, _) => (*least, false),
        },
    }
}

/// Whether a class may hold a letter.
fn holds(class: &Ast, letter: char) -> bool {
    match class {
        Ast::Literal(literal) => literal.c == letter,
        Ast::ClassUnicode(class) => is_in_category(class, letter),
        Ast::ClassPerl(class) => is_in_perl(class, letter),
        Ast::ClassBracketed(class) => match &class.kind {
            ClassSet::Item(item) if !class.negated => is_in_set(item, letter),
            _ => true,
        },
        _ => true,
    }
}

fn is_in_category(class: &ClassUnicode, letter: char) -> bool {
    let name = match &class.kind {
        ClassUnicodeKind::OneLetter(name) => name.to_string(),
        ClassUnicodeKind::Named(name) => name.clone(),
        ClassUnicodeKind::NamedValue { .. } => return true,
    };
    match name.as_str() {
        _ if class.negated => true,
        "Lu" => letter.is_uppercase(),
        "L" => letter.is_alphabetic(),
        // No script but the Latin one has letters in ASCII, nor is there a mark.
        "M" | "Hebrew" | "Arabic" | "Cyrillic" | "Han" => !letter.is_ascii_alphanumeric(),
        _ => true,
    }
}

fn is_in_perl(class: &ClassPerl, letter: char) -> bool {
    match class.kind {
        _ if class.negated => true,
        ClassPerlKind::Digit => letter.is_numeric(),
        ClassPerlKind::Space => letter.is_whitespace(),
        ClassPerlKind::Word => true,
    }
}

fn is_in_set(item: &ClassSetItem, letter: char) -> bool {
    match item {
        ClassSetItem::Empty(_) => false,
        ClassSetItem::Literal(literal) => literal.c == letter,
        ClassSetItem::Range(range) => (range.start.c..=range.end.c).contains(&letter),
        ClassSetItem::Unicode(class) => is_in_category(class, letter),
        ClassSetItem::Perl(class) => is_in_perl(class, letter),
        ClassSetItem::Union(union) => union.items.iter().any(|item| is_in_set(item, letter)),
        ClassSetItem::Ascii(_) | ClassSetItem::Bracketed(_) => true,
    }
}

/// Appends what an expression cannot do without, in order.
fn needs(ast: &Ast, found: &mut Vec<Vec<Piece>>) {
    if let Some((pieces, _)) = single(ast) {
        found.push(pieces);
        return;
    }
    match ast {
        Ast::Repetition(repetition) if times(&repetition.op.kind).0 > 0 => needs(&repetition.ast, found),
        Ast::Group(group) => needs(&group.ast, found),
        Ast::Concat(concat) => {
            let mut run = Vec::new();
            for ast in &concat.asts {
                let Some((pieces, repeats)) = single(ast) else {
                    push_run(&mut run, found);
                    needs(ast, found);
                    continue;
                };
                run.push(pieces);
                if repeats {
                    push_run(&mut run, found);
                }
            }
            push_run(&mut run, found);
        }
        Ast::Alternation(alternation) => {
            let mut pieces = Vec::new();
            for branch in &alternation.asts {
                let mut own = Vec::new();
                needs(branch, &mut own);
                match own.into_iter().next() {
                    Some(first) => pieces.extend(first),
                    None => return,
                }
            }
            found.push(pieces);
        }
        _ => {}
    }
}

/// The letters of a class, where they are few.
fn few(item: &ClassSetItem, pieces: &mut Vec<Piece>) -> bool {
    match item {
        ClassSetItem::Literal(literal) => pieces.push(Piece::of(small(literal.c))),
        ClassSetItem::Range(range) => {
            let letters = range.start.c..=range.end.c;
            if u32::from(range.end.c).saturating_sub(u32::from(range.start.c)) > FEW {
                return false;
            }
            pieces.extend(letters.map(|letter| Piece::of(small(letter))));
        }
        ClassSetItem::Perl(class) if class.kind == ClassPerlKind::Digit && !class.negated => {
            pieces.push(Piece::Digit);
        }
        ClassSetItem::Union(union) => return union.items.iter().all(|item| few(item, pieces)),
        _ => return false,
    }
    true
}

/// The letters of which one stands where a part of an expression does, and whether more
/// of them may follow.
fn single(ast: &Ast) -> Option<(Vec<Piece>, bool)> {
    let mut pieces = Vec::new();
    match ast {
        Ast::Literal(literal) => pieces.push(Piece::of(small(literal.c))),
        Ast::ClassPerl(class) if class.kind == ClassPerlKind::Digit && !class.negated => {
            pieces.push(Piece::Digit);
        }
        Ast::ClassBracketed(class) if !class.negated => match &class.kind {
            ClassSet::Item(item) if few(item, &mut pieces) => {}
            _ => return None,
        },
        Ast::Repetition(repetition) if times(&repetition.op.kind).0 > 0 => {
            return single(&repetition.ast).map(|(pieces, _)| (pieces, true));
        }
        Ast::Group(group) => return single(&group.ast),
        _ => return None,
    }
    let alone = |piece: &Piece| matches!(piece, Piece::Letter(_) | Piece::Digit);
    pieces.iter().all(alone).then_some((pieces, false))
}

/// Appends what stands right behind each other: as a text where nothing is left open.
fn push_run(run: &mut Vec<Vec<Piece>>, found: &mut Vec<Vec<Piece>>) {
    let run = std::mem::take(run);
    let letters: Option<String> = run
        .iter()
        .map(|pieces| match pieces.as_slice() {
            [Piece::Letter(letter)] => Some(letter),
            _ => None,
        })
        .collect();
    match (letters, run.as_slice()) {
        (_, []) => {}
        (_, [pieces]) => found.push(pieces.clone()),
        (Some(text), _) => found.push(vec![Piece::Text(text)]),
        (None, _) => found.push(vec![Piece::Run(run)]),
    }
}

/// A text in small letters, each letter by itself (a sigma is one wherever it stands),
/// with the digits of every script as ASCII.
fn in_small(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut pages = Pages::open();
    for letter in text.chars() {
        let known = pages.known(letter);
        if letter.is_ascii() {
            small.push(letter.to_ascii_lowercase());
        } else if letter == '\u{3C2}' {
            small.push('\u{3C3}');
        } else if known.folded == Some(letter) && !known.capital {
            small.push(letter);
        } else if let Some(digit) = digit(letter) {
            small.push(digit);
        } else {
            small.extend(letter.to_lowercase());
        }
    }
    small
}

fn small(letter: char) -> String {
    in_small(letter.encode_utf8(&mut [0; 4]))
}
