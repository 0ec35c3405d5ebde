//! What must hold of the relation between any two claims.

use factlint::claim::relation::{Relation, relate};
use factlint::claim::{Claim, ClaimValue, Facet, Speaker, Stance};
use factlint::finding::Confidence;
use factlint::mention::Role;
use factlint::mention::amount::{Amount, Modifier};
use factlint::mention::edtf::Edtf;
use factlint::span::Span;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

fn modifiers() -> impl Strategy<Value = Option<Modifier>> {
    prop::sample::select(vec![
        None,
        None,
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

/// Figures as they are written: some digits, a last digit's unit, a modifier.
fn amounts() -> impl Strategy<Value = Amount> {
    (1_i64..5_000, 0_u32..4, any::<bool>(), modifiers()).prop_map(|(digits, scale, rounded, modifier)| {
        Amount {
            value: Decimal::new(digits, scale),
            ratio: None,
            step: Decimal::new(1, scale),
            rounded: rounded || scale > 0,
            modifier,
        }
    })
}

fn periods() -> impl Strategy<Value = Option<Edtf>> {
    prop::option::of((2020..2025_i32).prop_map(Edtf::year))
}

fn claims() -> impl Strategy<Value = Claim> {
    let stances =
        prop::sample::select(vec![Stance::Asserted, Stance::Asserted, Stance::Quoted, Stance::Denied]);
    let roles = prop::sample::select(vec![Role::Level, Role::Level, Role::Level, Role::Change]);
    let units = prop::sample::select(vec!["USD", "USD", "USD", "percent"]);
    (amounts(), periods(), stances, roles, units, any::<bool>()).prop_map(
        |(amount, period, stance, role, unit, other_source)| Claim {
            speaker: Speaker::Article { article: 0, sentence: 0, span: Span::new(0, 1) },
            rule: 0,
            facet: Facet::Value,
            value: ClaimValue::Figure { amount, unit: Some(unit.to_owned()) },
            period,
            period_span: None,
            edition: None,
            attributed_to: None,
            latest: false,
            other_source,
            role,
            stance,
            confidence: Confidence::High,
        },
    )
}

/// The same claim written one digit finer.
fn finer(claim: &Claim) -> Claim {
    let mut claim = claim.clone();
    if let ClaimValue::Figure { amount, .. } = &mut claim.value {
        amount.step /= Decimal::TEN;
    }
    claim
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_relation_is_the_same_from_both_sides(a in claims(), b in claims()) {
        prop_assert_eq!(relate(&a, &b), relate(&b, &a));
    }

    #[test]
    fn a_claim_never_conflicts_with_itself(a in claims()) {
        prop_assert!(relate(&a, &a).is_silent());
    }

    #[test]
    fn writing_a_figure_finer_never_turns_a_conflict_into_agreement(a in claims(), b in claims()) {
        if relate(&a, &b) == Relation::Conflicting {
            prop_assert_eq!(relate(&finer(&a), &b), Relation::Conflicting);
        }
    }

    #[test]
    fn another_period_ends_a_conflict(a in claims(), b in claims()) {
        if relate(&a, &b) == Relation::Conflicting {
            let (mut a, mut b) = (a, b);
            a.period = Some(Edtf::year(2001));
            b.period = Some(Edtf::year(2002));
            prop_assert_eq!(relate(&a, &b), Relation::DiffersByQualifier);
        }
    }

    #[test]
    fn a_period_on_one_side_alone_only_asks_which(a in claims(), b in claims()) {
        if relate(&a, &b) == Relation::Conflicting {
            let (mut a, mut b) = (a, b);
            a.period = Some(Edtf::year(2001));
            b.period = None;
            prop_assert_eq!(relate(&a, &b), Relation::Underspecified);
        }
    }

    #[test]
    fn what_is_not_asserted_is_never_judged(a in claims(), b in claims()) {
        let mut a = a;
        for stance in [Stance::Denied, Stance::Corrected, Stance::Planned, Stance::Hypothetical, Stance::Asked] {
            a.stance = stance;
            prop_assert_eq!(relate(&a, &b), Relation::Incomparable);
        }
    }
}
