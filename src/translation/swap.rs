//! Numbers that changed places: the same ones stand in both texts, each at the other's
//! unit or year. Only what is certain: every unit or year stands once, and beside its
//! own figure.

use std::ops::Range;

use rust_decimal::Decimal;

use super::compare::Difference;
use super::facts::{Kind, Number, Part};
use super::side::Side;
use super::stretch::Stretch;

/// A figure of a stretch.
#[derive(Clone, Copy)]
struct Figure<'a> {
    fact: usize,
    number: &'a Number,
}

/// The first two numbers of a stretch that changed places.
pub(super) fn swapped(left: &Side<'_>, right: &Side<'_>, stretch: &Stretch) -> Option<Difference> {
    let (a, b) = (figures(left, &stretch.left), figures(right, &stretch.right));
    let pairs = by_unit(&a, &b).or_else(|| {
        let (years, others) = (years(left, &stretch.left)?, years(right, &stretch.right)?);
        by_year((&a, years), (&b, others))
    })?;
    let [original, translation] = pairs;
    Some(Difference::Swapped { original, translation })
}

fn figures<'a>(side: &Side<'a>, sentences: &Range<usize>) -> Vec<Figure<'a>> {
    let facts = side.facts(sentences).filter_map(|fact| match side.fact(fact).parts.as_slice() {
        [Part::Number(number)] if side.fact(fact).kind == Kind::Figure => Some(Figure { fact, number }),
        _ => None,
    });
    facts.collect()
}

/// Two units, each once in both texts, with each other's numbers.
fn by_unit(a: &[Figure<'_>], b: &[Figure<'_>]) -> Option<[[usize; 2]; 2]> {
    let alone = |figures: &[Figure<'_>], unit: &str| {
        let mut found = (0..figures.len()).filter(|&at| figures[at].number.unit.as_deref() == Some(unit));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let matched: Vec<(usize, usize)> = (0..a.len())
        .filter_map(|at| {
            let unit = a[at].number.unit.as_deref()?;
            Some((alone(a, unit)?, alone(b, unit)?))
        })
        .collect();
    matched.iter().enumerate().find_map(|(at, &(i, j))| {
        let &(k, l) = matched[at + 1..].iter().find(|&&(k, l)| crossed([a[i], a[k]], [b[j], b[l]]))?;
        Some([[a[i].fact, a[k].fact], [b[j].fact, b[l].fact]])
    })
}

/// Two figures and two years in turn, in both texts: the years are the same, and
/// each has the other's figure.
fn by_year(
    (a, years): (&[Figure<'_>], [(usize, Decimal); 2]),
    (b, others): (&[Figure<'_>], [(usize, Decimal); 2]),
) -> Option<[[usize; 2]; 2]> {
    let (&[first, second], &[third, fourth]) = (a, b) else { return None };
    let in_turn = |figures: [usize; 2], years: [usize; 2]| {
        figures[0] < years[0] && years[0] < figures[1] && figures[1] < years[1]
            || years[0] < figures[0] && figures[0] < years[1] && years[1] < figures[1]
    };
    let one_unit = first.number.unit == second.number.unit && third.number.unit == fourth.number.unit;
    let turns = in_turn([first.fact, second.fact], years.map(|year| year.0))
        && in_turn([third.fact, fourth.fact], others.map(|year| year.0));
    let ordered = if years.map(|year| year.1) == others.map(|year| year.1) {
        [third, fourth]
    } else if [years[0].1, years[1].1] == [others[1].1, others[0].1] {
        [fourth, third]
    } else {
        return None;
    };
    let same_units = first.number.unit == third.number.unit;
    let found = one_unit && same_units && turns && crossed([first, second], ordered);
    found.then(|| [[first.fact, second.fact], ordered.map(|figure| figure.fact)])
}

/// The years of a stretch that stand alone, where there are two different ones and no
/// other date.
fn years(side: &Side<'_>, sentences: &Range<usize>) -> Option<[(usize, Decimal); 2]> {
    let dates: Vec<usize> =
        side.facts(sentences).filter(|&fact| side.fact(fact).kind != Kind::Figure).collect();
    let year = |&fact: &usize| match side.fact(fact).parts.as_slice() {
        [Part::Number(number)] if number.value >= Decimal::ONE_THOUSAND => Some((fact, number.value)),
        _ => None,
    };
    let found: Vec<(usize, Decimal)> = dates.iter().filter_map(year).collect();
    match found.as_slice() {
        &[a, b] if dates.len() == 2 && a.1 != b.1 => Some([a, b]),
        _ => None,
    }
}

fn crossed(a: [Figure<'_>; 2], b: [Figure<'_>; 2]) -> bool {
    a[0].number.value != a[1].number.value
        && a[0].number.value == b[1].number.value
        && a[1].number.value == b[0].number.value
}
