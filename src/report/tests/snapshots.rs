//! What people see, kept as snapshots.

use super::*;
use crate::finding::{Edit, Fix, quoted};

pub(super) const ARTICLE: fn(usize) -> SourceId = SourceId::Article;

pub(super) fn hebrew() -> Marked {
    Marked::new("seeds/trade.he.md", include_str!("../../../tests/fixtures/report/trade.he.md"))
}

pub(super) fn arabic() -> Marked {
    Marked::new("seeds/trade.ar.md", include_str!("../../../tests/fixtures/report/trade.ar.md"))
}

pub(super) fn chinese() -> Marked {
    Marked::new("seeds/trade.zh.md", include_str!("../../../tests/fixtures/report/trade.zh.md"))
}

pub(super) fn english() -> Marked {
    Marked::new("seeds/trade.en.md", include_str!("../../../tests/fixtures/report/trade.en.md"))
}

pub(super) fn rules() -> Marked {
    Marked::new("rules/trade.yaml", include_str!("../../../tests/fixtures/report/rules.yaml"))
}

fn words(marked: &Marked, index: usize) -> String {
    quoted(&marked.source.text[marked.spans[index].range()])
}

/// The case the program was made for: one total, two years, four languages and a rule.
pub(super) fn by_period<'a>(texts: &'a [Marked; 4], rules: &'a Marked) -> Report<'a> {
    let [he, ar, zh, en] = texts;
    let message = format!(
        "trade between China and Central Asia is {} here and {} elsewhere: +6.0 %",
        words(he, 1),
        words(ar, 1)
    );
    let finding = finding(
        Severity::Warning,
        &message,
        vec![
            he.label(ARTICLE(0), 1, "2024: 94.8 billion USD", "94.8 billion USD, 2024"),
            he.label(ARTICLE(0), 0, "the year", ""),
            ar.label(ARTICLE(1), 1, "2023: 89.4 billion USD", ""),
            ar.label(ARTICLE(1), 0, "the year", "2023"),
            zh.label(ARTICLE(2), 1, "2023: 89.4 billion USD", "89.4 billion USD, 2023"),
            zh.label(ARTICLE(2), 0, "the year", ""),
            en.label(ARTICLE(3), 0, "2024: 94.8 billion USD", ""),
            en.label(ARTICLE(3), 1, "the year", ""),
            rules.label(SourceId::Rules(0), 0, "the rule has 89.4 billion USD for 2023", ""),
            rules.label(SourceId::Rules(0), 1, "and 94.8 billion USD for 2024", ""),
        ],
    );
    report(&[he, ar, zh, en], &[rules], vec![finding])
}

#[test]
fn every_output_of_one_finding_in_four_languages() {
    let (texts, rules) = ([hebrew(), arabic(), chinese(), english()], rules());
    let report = by_period(&texts, &rules);
    insta::assert_snapshot!("period_human", spelt(&rendered(&report, "human", &ISOLATE)));
    insta::assert_snapshot!("period_plain", spelt(&rendered(&report, "human", &PLAIN)));
    insta::assert_snapshot!("period_color", spelt(&rendered(&report, "human", &COLOR)));
    insta::assert_snapshot!("period_concise", spelt(&rendered(&report, "concise", &ISOLATE)));
    insta::assert_snapshot!("period_json", spelt(&rendered(&report, "json", &ISOLATE)));
}

#[test]
fn long_sentences_are_clipped_around_the_figure() {
    let (he, zh) = (hebrew(), chinese());
    let finding = finding(
        Severity::Advice,
        "two records, of which only one can stand",
        vec![he.label(ARTICLE(0), 3, "a record", ""), zh.label(ARTICLE(1), 2, "another record", "")],
    );
    let report = report(&[&he, &zh], &[], vec![finding]);
    insta::assert_snapshot!(spelt(&rendered(&report, "human", &ISOLATE)));
}

#[test]
fn figures_far_apart_in_a_line_get_two_boxes() {
    let filler = "It is a sentence about nothing in particular, and it goes on. ".repeat(33);
    let text =
        format!("{filler}Trade was {{{{5 billion}}}} dollars. {filler}Trade was {{{{6 billion}}}} dollars.");
    let one = Marked::new("one-line.txt", &text);
    assert!(one.source.text.len() > 4000);
    let finding = finding(
        Severity::Error,
        "trade is 5 billion here and 6 billion below",
        vec![one.label(ARTICLE(0), 0, "5 billion", ""), one.label(ARTICLE(0), 1, "6 billion", "")],
    );
    let report = report(&[&one], &[], vec![finding]);
    insta::assert_snapshot!(rendered(&report, "human", &ISOLATE));
}

#[test]
fn a_left_to_right_line_with_one_word_of_the_other_kind() {
    let en = english();
    let finding = finding(
        Severity::Error,
        "the first summit was held elsewhere",
        vec![en.label(ARTICLE(0), 3, "the place", "Xi'an"), en.label(ARTICLE(0), 4, "", "")],
    );
    let report = report(&[&en], &[], vec![finding]);
    insta::assert_snapshot!(spelt(&rendered(&report, "human", &ISOLATE)));
}

#[test]
fn marks_joined_emoji_and_wide_characters() {
    let marks = Marked::new("marks.md", include_str!("../../../tests/fixtures/report/marks.md"));
    let findings = (0..marks.spans.len())
        .map(|index| {
            let label = marks.label(ARTICLE(0), index, "this", "");
            finding(Severity::Advice, "where is it", vec![label])
        })
        .collect();
    let report = report(&[&marks], &[], findings);
    insta::assert_snapshot!(spelt(&rendered(&report, "human", &ISOLATE)));
}

#[test]
fn many_places_are_counted_and_all_in_json() {
    let text = "Some {{3}} words.\n".repeat(30);
    let many = Marked::new("many.txt", &text);
    let labels = (0..30).map(|index| many.label(ARTICLE(0), index, "three", "")).collect();
    let report = report(&[&many], &[], vec![finding(Severity::Warning, "said thirty times", labels)]);
    let human = rendered(&report, "human", &ISOLATE);
    assert!(human.contains("and 17 more places, all of them in the JSON output"));
    assert_eq!(human.matches("many.txt:").count(), 13);
    assert_eq!(rendered(&report, "json", &ISOLATE).matches("\"label\": \"three\"").count(), 30);
    assert!(
        rendered(&report, "concise", &ISOLATE)
            .contains("(also many.txt:2:6, many.txt:3:6, many.txt:4:6, 26 more)")
    );
}

#[test]
fn mistakes_of_a_rule_file() {
    let rules = rules();
    let mistake = Finding::rule_mistake(
        "unknown key `sevrity` in rule `trade-total`".to_owned(),
        rules.label(SourceId::Rules(0), 2, "no such key", ""),
        Vec::new(),
        "did you mean `severity`?".to_owned(),
    );
    let mut report = report(&[], &[&rules], vec![mistake]);
    report.summary.compared = 0;
    insta::assert_snapshot!("mistake_human", rendered(&report, "human", &ISOLATE));
    insta::assert_snapshot!("mistake_concise", rendered(&report, "concise", &ISOLATE));
    insta::assert_snapshot!("mistake_jsonl", rendered(&report, "jsonl", &ISOLATE));
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let text = "Trade was \u{1B}[2J\u{1B}]0;pwned\u{7} {{5\u{9B}31m billion}} \u{202E}evil\u{202C} USD\u{2028}in\r 2024\n";
    let evil = Marked::new("evil\u{1B}[31m\n::error::\u{202E}txt.en.md", text);
    let mut bad = finding(
        Severity::Error,
        "quoted: \u{1B}[31m5 billion\u{2069}\u{2067}\n::error::x \u{2068}kept\u{2069}",
        vec![evil.label(ARTICLE(0), 0, "year\u{1B}[5m\n", "five\u{202E}")],
    );
    bad.rule = Some("rule\u{1B}c".to_owned());
    bad.help = "from\u{0}the\u{7F}rule\u{85}".to_owned();
    let report = report(&[&evil], &[], vec![bad]);
    let human = rendered(&report, "human", &ISOLATE);
    let concise = rendered(&report, "concise", &ISOLATE);
    assert_eq!(concise.lines().count(), 2);
    for out in [&human, &concise] {
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
        assert!(!out.contains(['\u{202E}', '\u{202C}', '\u{2067}', '\u{2028}']), "{out:?}");
    }
    insta::assert_snapshot!("hostile_human", spelt(&human));
    insta::assert_snapshot!("hostile_concise", spelt(&concise));
}

#[test]
fn jsonl_with_fixes_ends_in_the_summary() {
    let en = english();
    let mut one = finding(Severity::Error, "wrong", vec![en.label(ARTICLE(0), 0, "", "94.8 billion USD")]);
    one.fixes = vec![Fix {
        title: "write 89.4".to_owned(),
        safe: false,
        edits: vec![Edit { article: 0, span: en.spans[0], text: "89.4 billion dollars".to_owned() }],
    }];
    let mut two = one.clone();
    two.fixes.clear();
    let report = report(&[&en], &[], vec![one, two]);
    assert_eq!(format!("{}-2", report.fingerprints[0]), report.fingerprints[1]);
    insta::assert_snapshot!(rendered(&report, "jsonl", &ISOLATE));
}

#[test]
fn a_wrapped_quotation_stays_isolated_on_each_line() {
    let he = hebrew();
    let all = quoted(&he.source.text);
    let message = format!("the whole article reads {all}, which is long");
    let label = he.label(ARTICLE(0), 2, "the day", "2024-07-05 (Friday)");
    let report = report(&[&he], &[], vec![finding(Severity::Error, &message, vec![label])]);
    insta::assert_snapshot!(spelt(&rendered(&report, "human", &Options { width: 60, ..ISOLATE })));
}

#[test]
fn nothing_found_is_said_aloud() {
    let en = english();
    let mut report = report(&[&en], &[], Vec::new());
    report.summary.compared = 0;
    report.summary.notes = vec!["3 rules matched nothing".to_owned()];
    let text = rendered(&report, "human", &ISOLATE);
    assert_eq!(text, "no findings in 1 article; nothing was compared\nnote: 3 rules matched nothing\n");
    assert_eq!(text, rendered(&report, "concise", &ISOLATE));
    assert_eq!("", rendered(&report, "human", &Options { quiet: true, ..ISOLATE }));
}

#[test]
fn right_to_left_names_and_rule_lines() {
    let he = hebrew();
    let name = &he.source.text[he.spans[2].range()];
    let rules = Marked::new(
        &format!("rules/{name}.yaml"),
        &format!("names:\n  dollar: {{he: {}}}\n", "{{".to_owned() + name + "}}"),
    );
    let mistake = Finding::rule_mistake(
        format!("the form {} is written twice", quoted(name)),
        rules.label(SourceId::Rules(0), 0, &format!("{name} again"), ""),
        vec![he.label(ARTICLE(0), 2, "so it stands here", "")],
        String::new(),
    );
    let report = report(&[&he], &[&rules], vec![mistake]);
    insta::assert_snapshot!("rtl_names_human", spelt(&rendered(&report, "human", &ISOLATE)));
    insta::assert_snapshot!("rtl_names_concise", spelt(&rendered(&report, "concise", &ISOLATE)));
}

#[test]
fn findings_stand_in_the_order_of_the_text() {
    let (en, rules) = (english(), rules());
    let at = |source, index, message: &str| {
        let marked = if matches!(source, SourceId::Rules(_)) { &rules } else { &en };
        finding(Severity::Advice, message, vec![marked.label(source, index, "", "")])
    };
    let findings = vec![
        at(SourceId::Rules(0), 0, "fifth"),
        at(ARTICLE(1), 0, "fourth"),
        at(ARTICLE(0), 1, "third"),
        at(ARTICLE(0), 0, "second"),
        at(ARTICLE(0), 0, "first"),
    ];
    let report = report(&[&en, &en], &[&rules], findings);
    let order: Vec<_> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(order, ["first", "second", "third", "fourth", "fifth"]);
}

#[test]
fn a_fingerprint_outlives_edits_elsewhere() {
    let print = |text: &str, severity, reading: &str| {
        let marked = Marked::new("a.md", text);
        let finding = finding(severity, "any words", vec![marked.label(ARTICLE(0), 0, "", reading)]);
        report(&[&marked], &[], vec![finding]).fingerprints.remove(0)
    };
    let first = print("It is {{5  km}}.", Severity::Error, "");
    assert_eq!(first, "489c9f17c31481ad65ed1e07260ca936");
    assert_eq!(first, print("New.\nSo: {{5\nkm}}, he said.", Severity::Advice, ""));
    assert_eq!(first, print("It is {{five km}}.", Severity::Error, "5 km"));
    assert_ne!(first, print("It is {{6 km}}.", Severity::Error, ""));
}

#[test]
fn a_figure_is_shown_where_its_words_are() {
    let text = "A line.\n12 billion on the next\nThe end";
    let source =
        Marked { source: Source::new("a.md", text), spans: vec![Span::new(7, 10), Span::new(38, 38)] };
    let labels = vec![
        source.label(SourceId::Article(0), 0, "a break before it", ""),
        source.label(SourceId::Article(0), 1, "the very end", ""),
    ];
    let out = rendered(
        &report(&[&source], &[], vec![finding(Severity::Error, "m", labels)]),
        "human",
        &Options::default(),
    );
    assert!(out.contains("12 billion on the next") && out.contains("a.md:2:1"), "{out}");
    assert!(out.contains("The end") && out.contains("the very end"), "{out}");
}
