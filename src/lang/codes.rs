//! Codes that are the same in every language: countries (ISO 3166-1), currencies
//! (ISO 4217) and units of measure (CLDR unit ids with English spellings, for the
//! rule language), and what is known of them. Data, one file each.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

static TERRITORIES: LazyLock<Vec<&str>> = LazyLock::new(|| lines(include_str!("territories.txt")).collect());

static CURRENCIES: LazyLock<Vec<&str>> = LazyLock::new(|| lines(include_str!("currencies.txt")).collect());

static UNITS: LazyLock<Units> = LazyLock::new(|| Units::read(include_str!("units.txt")));

static DIMENSIONS: LazyLock<FxHashMap<&str, (&str, Decimal)>> =
    LazyLock::new(|| lines(include_str!("dimensions.txt")).filter_map(dimension).collect());

static NAMESAKES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    lines(include_str!("namesakes.txt")).map(|line| line.split_whitespace().collect()).collect()
});

fn dimension(line: &'static str) -> Option<(&'static str, (&'static str, Decimal))> {
    let mut fields = line.split_whitespace();
    Some((fields.next()?, (fields.next()?, fields.next()?.parse().ok()?)))
}

/// The spellings of units, as written and in lower case.
struct Units {
    by_spelling: BTreeMap<&'static str, &'static str>,
    by_lower_case: BTreeMap<String, &'static str>,
}

impl Units {
    fn read(text: &'static str) -> Self {
        let by_spelling: BTreeMap<_, _> = lines(text)
            .filter_map(|line| line.split_once(':'))
            .flat_map(|(id, others)| {
                let others = others.split(',').map(str::trim).filter(|other| !other.is_empty());
                std::iter::once(id).chain(others).map(move |spelling| (spelling, id))
            })
            .collect();
        let by_lower_case = by_spelling.iter().map(|(spelling, id)| (spelling.to_lowercase(), *id)).collect();
        Self { by_spelling, by_lower_case }
    }
}

/// Lines that are no comment.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Codes of countries and territories, sorted.
#[must_use]
pub fn territories() -> &'static [&'static str] {
    &TERRITORIES
}

/// Codes of currencies, sorted.
#[must_use]
pub fn currencies() -> &'static [&'static str] {
    &CURRENCIES
}

/// Every spelling of a unit, sorted.
pub fn unit_spellings() -> impl Iterator<Item = &'static str> {
    UNITS.by_spelling.keys().copied()
}

/// Whether this is the ISO 3166-1 code of a country or territory.
#[must_use]
pub fn is_territory(code: &str) -> bool {
    TERRITORIES.binary_search(&code).is_ok()
}

/// Whether this is the ISO 4217 code of a currency.
#[must_use]
pub fn is_currency(code: &str) -> bool {
    CURRENCIES.binary_search(&code).is_ok()
}

/// What a unit measures, and how much of the base unit of that dimension it is.
#[must_use]
pub fn worth(unit: &str) -> Option<(&'static str, Decimal)> {
    DIMENSIONS.get(unit).copied()
}

/// Whether two currencies go by one name, as dollars do.
#[must_use]
pub fn are_namesakes(a: &str, b: &str) -> bool {
    NAMESAKES.iter().any(|family| family.contains(&a) && family.contains(&b))
}

/// The CLDR unit id of an English spelling: `kilometer` for `km`. The spelling as
/// listed wins over one that differs in case, as in `MW` and `mw`.
#[must_use]
pub fn unit(spelling: &str) -> Option<&'static str> {
    let exact = UNITS.by_spelling.get(spelling);
    exact.or_else(|| UNITS.by_lower_case.get(&spelling.to_lowercase())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_search() {
        assert!(TERRITORIES.is_sorted() && CURRENCIES.is_sorted());
    }

    #[test]
    fn codes_are_known_by_their_exact_letters() {
        assert!(is_territory("KZ") && is_territory("XK"));
        assert!(!is_territory("kz") && !is_territory("ZZ") && !is_territory("# ISO"));
        assert!(is_currency("CNY") && is_currency("ILS"));
        assert!(!is_currency("NIS") && !is_currency("RMB"));
    }

    #[test]
    fn units_are_known_by_id_and_by_spelling() {
        assert_eq!(unit("kilometer"), Some("kilometer"));
        assert_eq!(unit("km"), Some("kilometer"));
        assert_eq!(unit("Tonnes"), Some("tonne"));
        assert_eq!(unit("%"), Some("percent"));
        assert_eq!(unit("parsec"), None);
    }
}
