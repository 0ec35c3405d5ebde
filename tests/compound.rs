//! Number words written as one word, in a language that does so.

use factlint::article::{Declared, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::pack::Pack;
use factlint::lang::scan::Scan;
use factlint::lang::vocabulary;
use factlint::mention::Value;
use factlint::mention::context::Context;
use factlint::mention::read::read;
use factlint::rule::checked::RuleSet;
use factlint::source::Source;

const PACK: &str = r#"
tag: qaa
separators: { decimal: ",", group: ["."] }
numbers:
  cardinals:
    1: [ein, eins]
    2: [zwei]
    3: [drei]
    4: [vier]
    5: [fuenf]
    12: [zwoelf]
    20: [zwanzig]
    40: [vierzig]
  scales: { 100: [hundert], 1000: [tausend], 1000000: [Million, Millionen] }
  ordinals: { 3: [dritt*], 20: [zwanzigst*] }
  and: [und]
  units-first: true
  compound: true
"#;

fn readings(text: &str) -> Vec<String> {
    let pack: Pack = serde_yaml::from_str(PACK).expect("the pack of this test is well-formed");
    let neutral = Pack::default();
    let lexicon = vocabulary::lexicon(&pack, &neutral, &[], &RuleSet::default());
    let declared = Declared { lang: Some("qaa".to_owned()), ..Declared::default() };
    let article = parse(Source::new("form", text), &declared, Datelines::built_in());
    let scan = Scan::of(&article, &lexicon);
    let context = Context { article: &article, scan: &scan, lexicon: &lexicon, pack: &pack };
    read(&context)
        .iter()
        .filter_map(|mention| {
            let amount = mention.value.amount()?.decimal_string();
            Some(match mention.value {
                Value::Ordinal(_) => format!("{amount}."),
                _ => amount,
            })
        })
        .collect()
}

#[test]
fn units_before_tens_are_one_number() {
    assert_eq!(readings("fuenfundzwanzig"), ["25"]);
    assert_eq!(readings("dreihundertvierundzwanzig"), ["324"]);
}

#[test]
fn scales_inside_a_word_multiply() {
    assert_eq!(readings("zweitausendvierundzwanzig"), ["2024"]);
    assert_eq!(readings("dreihundertvierzigtausend"), ["340000"]);
    assert_eq!(readings("zwei Millionen dreihunderttausendzwoelf"), ["2300012"]);
}

#[test]
fn a_rank_may_end_the_word() {
    assert_eq!(readings("der fuenfundzwanzigste"), ["25."]);
    assert_eq!(readings("der hundertdritte"), ["103."]);
}

#[test]
fn a_word_that_only_begins_like_a_number_is_none() {
    assert_eq!(readings("einfach, dreist, vierteln"), Vec::<String>::new());
}
