//! What holds for any text and any span.

use proptest::prelude::*;

use super::*;
use crate::report::sanitise;

/// Text that is likely to hurt: controls, bidi, marks, wide and joined characters.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6}[ .,]",
        2 => "[\u{5D0}-\u{5EA}\u{5B0}-\u{5C2}]{1,6} ",
        2 => "[\u{621}-\u{64A}\u{660}-\u{669}]{1,6}\u{60C}? ",
        2 => "[\u{4E00}-\u{4E20}]{1,9}\u{3002}?",
        1 => "[0-9]{1,4}(\\.[0-9])? ",
        1 => "[\n\r\t\u{0}\u{1B}\u{7F}\u{85}\u{9B}]",
        1 => "[\u{200D}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]",
        1 => "(\u{1F468}\u{200D}\u{1F469}|\u{301}\u{301}|\u{0}\n|\\PC)",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn labels() -> impl Strategy<Value = Vec<(usize, usize)>> {
    proptest::collection::vec((0usize..400, 0usize..60), 1..6)
}

fn options() -> impl Strategy<Value = Options> {
    (any::<bool>(), 0usize..140, any::<bool>()).prop_map(|(color, width, isolate)| Options {
        color,
        width,
        bidi: if isolate { Bidi::Isolate } else { Bidi::Plain },
        quiet: false,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_output_takes_anything(
        text in hostile_text(),
        spans in labels(),
        options in options(),
        words in hostile_text(),
    ) {
        let source = Marked::new(&words, &text);
        let length = source.source.text.len();
        let labels: Vec<_> = spans
            .iter()
            .map(|(start, length)| Label {
                source: SourceId::Article(usize::from(start % 7 == 0)),
                span: Span::new(*start, start + length),
                text: words.clone(),
                reading: String::new(),
            })
            .collect();
        let mut bad = finding(Severity::Error, &words, labels);
        bad.help.clone_from(&words);
        let report = report(&[&source], &[], vec![bad]);
        for name in ["human", "concise"] {
            let out = rendered(&report, name, &options);
            let unescaped = if options.color { without_colors(&out) } else { out };
            prop_assert!(!unescaped.contains(|c: char| c.is_control() && c != '\n'), "{unescaped:?}");
            let overrides = unescaped.contains(|c: char| ('\u{202A}'..='\u{202E}').contains(&c));
            prop_assert!(!overrides, "an override got through");
            let isolates = unescaped.contains([sanitise::FSI, sanitise::PDI]);
            prop_assert!(!isolates || options.bidi == Bidi::Isolate, "an isolate got through");
            for line in unescaped.lines() {
                let (open, close) = (line.matches(sanitise::FSI).count(), line.matches(sanitise::PDI).count());
                prop_assert_eq!(open, close, "{:?}", line);
            }
        }
        let json = rendered(&report, "json", &options);
        prop_assert!(!json.contains(|c: char| c != '\n' && sanitise::is_dangerous(c)), "{json:?}");
        let value: serde_json::Value = serde_json::from_str(&json).expect("valid JSON");
        let primary = &value["findings"][0]["primary"];
        prop_assert!(primary["end"].as_u64() <= Some(length as u64));
        for line in rendered(&report, "jsonl", &options).lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("valid JSON");
        }
    }

    #[test]
    fn every_figure_is_in_the_picture(text in hostile_text(), spans in labels(), options in options()) {
        let source = Marked::new("a.md", &text);
        let text = &source.source.text;
        let labels: Vec<_> = spans
            .iter()
            .map(|(start, length)| {
                let start = text.floor_char_boundary(*start);
                let end = text.ceil_char_boundary(start + (*length).min(20));
                let label = Span::new(start, end);
                Label { source: SourceId::Article(0), span: label, text: String::new(), reading: String::new() }
            })
            .collect();
        let report = report(&[&source], &[], vec![finding(Severity::Error, "m", labels.clone())]);
        let out = rendered(&report, "human", &options);
        let seen: String = without_colors(&out).chars().filter(|c| !"⟦⟧".contains(*c)).collect();
        // A figure that a line break divides is shown line by line.
        for words in labels.iter().flat_map(|label| text[label.span.range()].lines()) {
            let pointed_at = sanitise::same_length(words);
            let expanded = pointed_at.trim().to_owned();
            let quoted = sanitise::quote(words, 80);
            prop_assert!(
                seen.contains(&expanded) || seen.contains(&quoted),
                "{words:?} is not in {seen:?}"
            );
        }
    }

    #[test]
    fn the_way_back_is_kept(text in hostile_text()) {
        let shown = sanitise::same_length(&text);
        prop_assert_eq!(shown.len(), text.len());
        prop_assert!(!shown.contains(char::is_control));
    }
}

fn without_colors(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1B}[") {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    out + rest
}
