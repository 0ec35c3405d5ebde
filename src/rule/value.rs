//! Values of the rule language: amounts with units, durations.
//!
//! Numbers are written as English writes them, whatever the language of the
//! articles: `94.8 billion USD`, `more than 30 billion USD`, `27 %`, `1,250 km`.
//! The scale words and modifiers here are key words of the rule language.

use rust_decimal::Decimal;

use crate::lang::codes;
use crate::mention::amount::{Amount, Modifier};

use super::mistake::nearest;

/// An amount and its unit.
pub(super) type Figure = (Amount, Option<String>);

/// Why a text is no value: the message, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub message: String,
    pub help: String,
}

impl Wrong {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

const MODIFIERS: [(&str, Modifier); 12] = [
    ("about ", Modifier::About),
    ("around ", Modifier::About),
    ("nearly ", Modifier::Nearly),
    ("almost ", Modifier::Nearly),
    ("more than ", Modifier::MoreThan),
    ("over ", Modifier::MoreThan),
    ("at least ", Modifier::AtLeast),
    ("less than ", Modifier::LessThan),
    ("fewer than ", Modifier::LessThan),
    ("under ", Modifier::LessThan),
    ("at most ", Modifier::AtMost),
    ("up to ", Modifier::AtMost),
];

/// Powers of ten by scale word.
const SCALES: [(&str, u32); 5] =
    [("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];

/// Reads an amount with its unit: a currency code, a CLDR unit id or `percent`.
///
/// A plain number of people or things is written with `people` or `items` and
/// has the unit `None`.
pub(super) fn amount_with_unit(text: &str) -> Result<Figure, Wrong> {
    let (amount, rest) = amount_and_rest(text)?;
    if rest.is_empty() {
        return Err(Wrong::new(
            format!("expected an amount with a unit, such as `12.4 billion USD`, but `{text}` has no unit"),
            "a unit is a currency code (USD, EUR, CNY), a unit of measure (km, tonnes), `%`, or `people` or \
             `items` for a plain number",
        ));
    }
    let unit = unit(rest)?;
    Ok((finish(amount, unit.as_deref()), unit.filter(|unit| unit != "one")))
}

/// Reads a percentage: `27 %`, `92.4 percent`.
pub(super) fn percentage(text: &str) -> Result<Amount, Wrong> {
    match amount_with_unit(text) {
        Ok((amount, Some(unit))) if unit == "percent" => Ok(amount),
        Err(wrong) if !wrong.message.contains("has no unit") => Err(wrong),
        _ => Err(Wrong::new(
            format!("expected a percentage, such as `27 %`, but here is `{text}`"),
            "add the sign `%`",
        )),
    }
}

/// Reads a percentage that may leave its sign to the key: `27`, `-3.5 %`.
pub(super) fn percent_number(text: &str) -> Result<Amount, Wrong> {
    match amount_and_rest(text) {
        Ok((amount, "")) => Ok(finish(amount, Some("percent"))),
        _ => percentage(text),
    }
}

/// Reads a bare number.
pub(super) fn number(text: &str) -> Result<Amount, Wrong> {
    match amount_and_rest(text)? {
        (amount, "") => Ok(amount),
        (_, rest) => Err(Wrong::new(
            format!("expected a number without a unit, but `{text}` has `{rest}`"),
            "what is counted is said by `about`",
        )),
    }
}

/// Reads a whole number of years: `2 years`.
pub(super) fn years(text: &str) -> Result<u32, Wrong> {
    let wrong = |why| {
        Err(Wrong::new(
            format!("expected a number of years, such as `2 years`, but `{text}` {why}"),
            "write the number with its unit",
        ))
    };
    let Some((number, unit)) = text.trim().split_once(char::is_whitespace) else {
        return wrong("has no unit");
    };
    match (number.parse(), codes::unit(unit.trim())) {
        (Ok(years), Some("year")) if years > 0 => Ok(years),
        (_, Some("year")) => wrong("has no whole number before its unit"),
        _ => wrong("is in another unit"),
    }
}

/// Percentages are measures, rounded at their last digit, even without a fraction.
fn finish(mut amount: Amount, unit: Option<&str>) -> Amount {
    amount.rounded |= matches!(unit, Some("percent" | "percentage-point"));
    amount
}

/// Reads modifier, number and scale; gives back what follows.
fn amount_and_rest(text: &str) -> Result<(Amount, &str), Wrong> {
    let (modifier, rest) = modifier(text.trim());
    let (digits, rest) = rest.split_at(number_length(rest));
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::new(
            format!("expected an amount, such as `12.4 billion USD`, but `{text}` has no number"),
            "write the number in digits, then its scale and its unit",
        ));
    }
    let (plain, decimals) = plain_number(digits).ok_or_else(|| bad_number(digits))?;
    let (power, rest) = scale(rest.trim_start());
    let factor = Decimal::from(10_u64.pow(power));
    let too_large = || Wrong::new(format!("`{text}` is too large"), "");
    let value =
        plain.parse::<Decimal>().ok().and_then(|value| value.checked_mul(factor)).ok_or_else(too_large)?;
    let (value, step) = (value.normalize(), (Decimal::new(1, decimals) * factor).normalize());
    Ok((Amount { value, ratio: None, step, rounded: decimals > 0 || power > 0, modifier }, rest))
}

fn modifier(text: &str) -> (Option<Modifier>, &str) {
    MODIFIERS
        .iter()
        .find_map(|(word, modifier)| text.strip_prefix(word).map(|rest| (Some(*modifier), rest.trim_start())))
        .unwrap_or((None, text))
}

/// How many bytes at the head belong to a number.
fn number_length(text: &str) -> usize {
    text.find(|character: char| !matches!(character, '0'..='9' | '.' | ',' | '-' | '+' | '\u{2212}'))
        .unwrap_or(text.len())
}

/// Digits without grouping commas, and how many decimals there are. `None` where
/// the commas are not where English puts them.
fn plain_number(digits: &str) -> Option<(String, u32)> {
    let (sign, body) = match digits.strip_prefix(['-', '\u{2212}']) {
        Some(body) => ("-", body),
        None => ("", digits),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    let head = !first.is_empty() && all_digits(first) && (!grouped || first.len() <= 3);
    let sound = head && groups.all(|group| group.len() == 3 && all_digits(group));
    let decimals = u32::try_from(fraction.len()).ok().filter(|decimals| *decimals <= 20)?;
    let complete = !body.ends_with('.') && all_digits(fraction);
    (sound && complete).then(|| (format!("{sign}{}.{fraction}0", whole.replace(',', "")), decimals))
}

fn bad_number(digits: &str) -> Wrong {
    Wrong::new(
        format!("`{digits}` is not a number as rules write them"),
        "a full stop before decimals, commas only between thousands: `1,250.5`",
    )
}

fn scale(text: &str) -> (u32, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    SCALES
        .iter()
        .find(|(scale, _)| *scale == word)
        .map_or((0, text), |(_, power)| (*power, rest.trim_start()))
}

/// The id of a unit: a currency code or a CLDR unit id.
fn unit(text: &str) -> Result<Option<String>, Wrong> {
    if codes::is_currency(text) {
        return Ok(Some(text.to_owned()));
    }
    if let Some(id) = codes::unit(text) {
        return Ok(Some(id.to_owned()));
    }
    let known = codes::currencies().iter().copied().chain(codes::unit_spellings());
    let scales = SCALES.iter().map(|(word, _)| *word);
    let help = if codes::is_currency(&text.to_uppercase()) {
        format!("currency codes are written in capitals: `{}`", text.to_uppercase())
    } else if let Some(near) = nearest(first_word(text), scales).or_else(|| nearest(text, known)) {
        format!("did you mean `{near}`?")
    } else {
        "a unit is a currency code such as USD, a unit such as km or tonnes, `%`, `people` or `items`"
            .to_owned()
    };
    Err(Wrong::new(format!("unknown unit `{text}`"), help))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (String, String, bool, Option<Modifier>, Option<String>) {
        let (amount, unit) = amount_with_unit(text).expect("an amount of this test");
        let step = amount.step.normalize().to_string();
        (amount.decimal_string(), step, amount.rounded, amount.modifier, unit)
    }

    fn message(text: &str) -> String {
        let wrong = amount_with_unit(text).expect_err("no amount");
        format!("{} | {}", wrong.message, wrong.help)
    }

    #[test]
    fn amounts_keep_the_precision_they_are_written_with() {
        let usd = || Some("USD".to_owned());
        assert_eq!(
            read("94.8 billion USD"),
            ("94800000000".to_owned(), "100000000".to_owned(), true, None, usd())
        );
        assert_eq!(
            read("more than 30 billion USD"),
            ("30000000000".to_owned(), "1000000000".to_owned(), true, Some(Modifier::MoreThan), usd())
        );
        assert_eq!(
            read("1,250 km"),
            ("1250".to_owned(), "1".to_owned(), false, None, Some("kilometer".to_owned()))
        );
        assert_eq!(read("27 %"), ("27".to_owned(), "1".to_owned(), true, None, Some("percent".to_owned())));
        assert_eq!(read("27%"), read("27 percent"));
        assert_eq!(read("2.50 USD").1, "0.01");
        assert_eq!(read("about 5 million tonnes").3, Some(Modifier::About));
        assert_eq!(read("38.9 million people").4, None);
        assert_eq!(read("-3.5 %").0, "-3.5");
    }

    #[test]
    fn numbers_percentages_and_years() {
        assert!(number("27").is_ok_and(|amount| !amount.rounded));
        assert!(number("5 points").is_err());
        assert!(percent_number("27").is_ok_and(|amount| amount.rounded));
        assert!(percent_number("27 %").is_ok());
        assert!(percentage("27").is_err() && percentage("27 USD").is_err());
        assert_eq!(years("2 years"), Ok(2));
        assert_eq!(years("1 year"), Ok(1));
        assert!(years("2").is_err() && years("0 years").is_err() && years("2 months").is_err());
    }

    #[test]
    fn mistakes_say_what_was_expected() {
        assert!(message("12.4 billion").starts_with(
            "expected an amount with a unit, such as `12.4 billion USD`, but `12.4 billion` has no unit"
        ));
        assert_eq!(message("5 usd"), "unknown unit `usd` | currency codes are written in capitals: `USD`");
        assert_eq!(message("5 kilometrs"), "unknown unit `kilometrs` | did you mean `kilometers`?");
        assert_eq!(message("5 bilion USD"), "unknown unit `bilion USD` | did you mean `billion`?");
        assert!(message("12,4 billion USD").starts_with("`12,4` is not a number"));
        assert!(message("1.250,5 USD").starts_with("`1.250,5` is not a number"));
        assert!(message("5. USD").starts_with("`5.` is not a number"));
        assert!(message("many USD").contains("has no number"));
        assert!(message("").contains("has no number"));
        assert!(message("99999999999999999999999999999 USD").contains("too large"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_gives_a_value_or_a_mistake(text in ".{0,40}") {
            let _ = amount_with_unit(&text);
            let _ = years(&text);
            let _ = percent_number(&text);
        }

        #[test]
        fn what_is_written_is_what_is_meant(whole in 0u32.., cents in 0u32..100) {
            let (amount, unit) = amount_with_unit(&format!("{whole}.{cents:02} EUR")).expect("an amount");
            prop_assert_eq!(unit.as_deref(), Some("EUR"));
            prop_assert_eq!(amount.value, Decimal::from(u64::from(whole) * 100 + u64::from(cents)) / Decimal::ONE_HUNDRED);
        }
    }
}
