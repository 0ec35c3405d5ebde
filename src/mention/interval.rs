//! What a written value can mean: the interval of values it leaves open.

use rust_decimal::Decimal;

use super::amount::{Amount, Modifier};

/// From `low` to `high`, ends included; an end that is `None` is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The least value meant.
    pub low: Option<Decimal>,
    /// The greatest value meant.
    pub high: Option<Decimal>,
}

impl Interval {
    /// From one value to another, whichever is the lower.
    #[must_use]
    pub fn between(a: Decimal, b: Decimal) -> Self {
        Self { low: Some(a.min(b)), high: Some(a.max(b)) }
    }

    /// One value.
    #[must_use]
    pub const fn exact(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// A value give or take `margin`.
    #[must_use]
    pub fn around(value: Decimal, margin: Decimal) -> Self {
        Self::between(value.saturating_sub(margin), value.saturating_add(margin))
    }

    /// A value and everything above.
    #[must_use]
    pub const fn from(value: Decimal) -> Self {
        Self { low: Some(value), high: None }
    }

    /// A value and everything below.
    #[must_use]
    pub const fn up_to(value: Decimal) -> Self {
        Self { low: None, high: Some(value) }
    }

    /// Whether the two share a value. A bound is met by its own value.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let reaches = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }

    /// Whether the value lies inside.
    #[must_use]
    pub fn contains(self, value: Decimal) -> bool {
        self.overlaps(Self::exact(value))
    }
}

impl Amount {
    /// The values this amount can mean.
    ///
    /// A measure (`89.4 billion`, `27 %`) is good to half a unit of its last
    /// written digit; a count (`6`, `30,000`) is exact; a modifier opens the
    /// interval: "about 30" is 25 to 35, "nearly 100" 90 to 100, "more than 30"
    /// everything from 30, "30-odd" 30 to 40.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let value = self.value;
        match self.modifier {
            None if self.rounded => Interval::around(value, half(self.step)),
            None => Interval::exact(value),
            Some(Modifier::About) => {
                let tenth = value.abs() * Decimal::new(1, 1);
                Interval::around(value, tenth.max(half(self.last_nonzero_unit())))
            }
            Some(Modifier::Nearly) => Interval::between(value, value * Decimal::new(9, 1)),
            Some(Modifier::MoreThan | Modifier::AtLeast | Modifier::Dozens) => Interval::from(value),
            Some(Modifier::LessThan | Modifier::AtMost) => Interval::up_to(value),
            Some(Modifier::Odd) => Interval::between(value, value.saturating_add(self.last_nonzero_unit())),
        }
    }

    /// The values meant if a round number is taken as rounded: `30,000` is then
    /// 25,000 to 35,000. Used where it meets a figure that is not as fine.
    #[must_use]
    pub fn rounded_interval(&self) -> Interval {
        if self.modifier.is_some() || self.rounded {
            return self.interval();
        }
        Interval::around(self.value, half(self.last_nonzero_unit()))
    }

    /// One unit of the last digit that is not zero: 10,000 for `30,000`, 0.1
    /// billion for `94.8 billion`. One unit of the last written digit for zero.
    #[must_use]
    pub fn last_nonzero_unit(&self) -> Decimal {
        let value = self.value.normalize();
        let mut mantissa = value.mantissa();
        if mantissa == 0 {
            return self.step;
        }
        let mut unit = Decimal::new(1, value.scale());
        while mantissa % 10 == 0 {
            mantissa /= 10;
            unit *= Decimal::TEN;
        }
        unit
    }

    /// The value as an exact decimal string for JSON, without trailing zeros;
    /// rounded to 15 significant digits where it does not terminate.
    #[must_use]
    pub fn decimal_string(&self) -> String {
        let value = match self.ratio {
            Some(_) => self.value.round_sf(15).unwrap_or(self.value),
            None => self.value,
        };
        value.normalize().to_string()
    }

    /// The value as a fraction, where it does not terminate: `1/3`.
    #[must_use]
    pub fn ratio_string(&self) -> Option<String> {
        self.ratio.map(|(over, under)| format!("{over}/{under}"))
    }
}

fn half(step: Decimal) -> Decimal {
    step / Decimal::TWO
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal of this test")
    }

    fn amount(value: &str, step: &str, rounded: bool, modifier: Option<Modifier>) -> Amount {
        Amount { value: decimal(value), ratio: None, step: decimal(step), rounded, modifier }
    }

    fn ends(interval: Interval) -> (Option<String>, Option<String>) {
        let text = |end: Option<Decimal>| end.map(|end| end.normalize().to_string());
        (text(interval.low), text(interval.high))
    }

    fn some(low: &str, high: &str) -> (Option<String>, Option<String>) {
        (Some(low.to_owned()), Some(high.to_owned()))
    }

    #[test]
    fn measures_are_good_to_half_a_unit_of_their_last_digit() {
        let trade = amount("94800000000", "100000000", true, None);
        assert_eq!(ends(trade.interval()), some("94750000000", "94850000000"));
        assert_eq!(ends(amount("27", "1", true, None).interval()), some("26.5", "27.5"));
        assert_eq!(ends(amount("10.5", "0.1", true, None).interval()), some("10.45", "10.55"));
    }

    #[test]
    fn counts_are_exact_until_they_meet_a_coarser_figure() {
        let count = amount("30000", "1", false, None);
        assert_eq!(ends(count.interval()), some("30000", "30000"));
        assert_eq!(ends(count.rounded_interval()), some("25000", "35000"));
        assert_eq!(ends(amount("6", "1", false, None).rounded_interval()), some("5.5", "6.5"));
    }

    #[test]
    fn modifiers_open_the_interval() {
        let with = |value, modifier| ends(amount(value, "1", false, Some(modifier)).interval());
        assert_eq!(with("30", Modifier::About), some("25", "35"));
        assert_eq!(with("64", Modifier::About), some("57.6", "70.4"));
        assert_eq!(with("100", Modifier::Nearly), some("90", "100"));
        assert_eq!(with("-100", Modifier::Nearly), some("-100", "-90"));
        assert_eq!(with("30", Modifier::MoreThan), (Some("30".to_owned()), None));
        assert_eq!(with("30", Modifier::AtLeast), (Some("30".to_owned()), None));
        assert_eq!(with("24", Modifier::Dozens), (Some("24".to_owned()), None));
        assert_eq!(with("30", Modifier::LessThan), (None, Some("30".to_owned())));
        assert_eq!(with("30", Modifier::AtMost), (None, Some("30".to_owned())));
        assert_eq!(with("30", Modifier::Odd), some("30", "40"));
        assert_eq!(with("300", Modifier::Odd), some("300", "400"));
    }

    #[test]
    fn a_bound_is_met_by_its_own_value() {
        let over = amount("30", "1", false, Some(Modifier::MoreThan)).interval();
        assert!(over.contains(decimal("30")) && over.contains(decimal("1000000")));
        assert!(!over.contains(decimal("29.9")));
    }

    #[test]
    fn the_last_digit_that_is_not_zero_gives_the_unit() {
        let unit = |value: &str| amount(value, "0.1", false, None).last_nonzero_unit().to_string();
        assert_eq!(unit("30000"), "10000");
        assert_eq!(unit("94800000000"), "100000000");
        assert_eq!(unit("10.50"), "0.1");
        assert_eq!(unit("0"), "0.1");
        assert_eq!(unit("-120"), "10");
    }

    #[test]
    fn json_gets_an_exact_string_or_fifteen_digits_and_a_ratio() {
        assert_eq!(amount("94800000000.00", "1", true, None).decimal_string(), "94800000000");
        let third = Amount {
            value: Decimal::ONE / Decimal::from(3),
            ratio: Some((1, 3)),
            step: Decimal::ONE,
            rounded: false,
            modifier: None,
        };
        assert_eq!(third.decimal_string(), "0.333333333333333");
        assert_eq!(third.ratio_string().as_deref(), Some("1/3"));
    }

    fn any_modifier() -> impl Strategy<Value = Option<Modifier>> {
        prop::sample::select(vec![
            None,
            Some(Modifier::About),
            Some(Modifier::Nearly),
            Some(Modifier::MoreThan),
            Some(Modifier::AtLeast),
            Some(Modifier::LessThan),
            Some(Modifier::AtMost),
            Some(Modifier::Odd),
            Some(Modifier::Dozens),
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn an_amount_can_mean_itself(
            mantissa in any::<i64>(), scale in 0u32..20, rounded in any::<bool>(), modifier in any_modifier(),
        ) {
            let value = Decimal::new(mantissa, scale);
            let step = Decimal::new(1, scale);
            let amount = Amount { value, ratio: None, step, rounded, modifier };
            prop_assert!(amount.interval().contains(value));
            prop_assert!(amount.rounded_interval().contains(value));
            prop_assert!(amount.interval().overlaps(amount.rounded_interval()));
        }

        #[test]
        fn no_value_is_too_large(modifier in any_modifier(), rounded in any::<bool>(), low in any::<bool>()) {
            let value = if low { Decimal::MIN } else { Decimal::MAX };
            let amount = Amount { value, ratio: None, step: Decimal::ONE, rounded, modifier };
            prop_assert!(amount.interval().contains(value));
        }

        #[test]
        fn overlap_has_no_direction(a in any::<i32>(), b in any::<i32>(), c in any::<i32>(), d in any::<i32>()) {
            let one = Interval::between(a.into(), b.into());
            let other = Interval::between(c.into(), d.into());
            prop_assert_eq!(one.overlaps(other), other.overlaps(one));
            prop_assert!(one.overlaps(one));
        }
    }
}
