//! A measure in two units: "6 feet 6 inches", `1 м 82 см`, `6英尺6英寸`.

use super::super::Value;
use super::super::context::{Context, Taken};
use super::super::number::numeral;
use super::Figure;
use super::measure::{Measure, unit_after};
use super::range::and_at;
use crate::lang::codes::worth;

/// Decimals that a sum of two units keeps.
const DECIMALS: u32 = 12;

/// Adds a whole number of a smaller unit that follows a whole number of a greater one.
pub(super) fn smaller_unit(context: &Context<'_>, taken: &Taken, figure: &mut Figure, limit: usize) {
    let Value::Quantity { amount, unit } = &figure.value else { return };
    let whole = |number: &super::Numeral| number.in_digits && number.amount.value.is_integer();
    let at = and_at(context, figure.end, limit).unwrap_or(figure.end);
    if !figure.number.as_ref().is_some_and(whole) || at >= limit || !taken.is_free(at) {
        return;
    }
    let Some(small) = numeral(context, taken, at, limit).filter(whole) else { return };
    let Some((end, Measure::Unit(small_unit))) = unit_after(context, small.end, limit, &small) else {
        return;
    };
    let Some(((dimension, great), (other, less))) = worth(unit).zip(worth(&small_unit)) else { return };
    let Some(part) = less.checked_div(great).filter(|_| dimension == other && less < great) else { return };
    let added = small.amount.value.checked_mul(part).filter(|added| *added < rust_decimal::Decimal::ONE);
    let Some(value) = added.and_then(|added| amount.value.checked_add(added)) else { return };
    let amount = super::Amount {
        value: value.round_dp(DECIMALS).normalize(),
        step: part,
        rounded: true,
        ..amount.clone()
    };
    figure.value = Value::Quantity { amount, unit: unit.clone() };
    figure.end = end;
}
