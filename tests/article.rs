//! Sources become articles: blocks, facts, and the way back to the bytes.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

use factlint::article::{Article, BlockKind, Declared, Origin, parse};
use factlint::lang::dateline::Datelines;
use factlint::lang::pack::Pack;
use factlint::source::Source;
use factlint::span::Span;
use proptest::prelude::*;

#[derive(serde::Deserialize)]
struct Group {
    pack: Pack,
}

fn datelines() -> Datelines {
    let yaml = include_str!("fixtures/article/dateline.yaml");
    let groups: Vec<Group> = serde_yaml::from_str(yaml).expect("a valid fixture");
    Datelines::new(groups.iter().map(|group| &group.pack))
}

fn article(name: &str, text: &str) -> Article {
    parse(Source::new(name, text), &Declared::default(), &datelines())
}

fn fixture(name: &str) -> Article {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/article").join(name);
    let source = Source::decode(name, std::fs::read(path).expect("a fixture")).expect("UTF-8");
    parse(source, &Declared::default(), &datelines())
}

/// Kind and text of each block.
fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, article.block_text(block))).collect()
}

/// What stands in the source where `text` stands in the article.
fn origin_of<'a>(article: &'a Article, text: &str) -> &'a str {
    let at = article.text.find(text).expect("a text of the article");
    &article.source.text[article.map.to_source(Span::new(at, at + text.len())).range()]
}

fn dateline(article: &Article) -> Option<&str> {
    article.dateline.map(|span| &article.text[span.range()])
}

#[test]
fn markdown_keeps_the_words_and_drops_the_rest() {
    use BlockKind::{Cell, Item, Paragraph, Title};
    let article = fixture("story.he.md");
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [Title, Title, Paragraph, Item, Item, Item, Item, Cell, Cell, Cell, Cell, Paragraph, Paragraph]
    );
    for gone in ["99", "88", "77", "66", "55", "44", "17", "http", "<", "&"] {
        assert!(!article.text.contains(gone), "{gone} in {}", article.text);
    }
    let texts = blocks(&article);
    assert!(texts[5].1.starts_with("1. "));
    assert_eq!(texts[10].1, "89.4");
    assert_eq!(texts[12].1, "56");
    assert_eq!(origin_of(&article, "\u{5E9}\n"), "&#1513;\n- `code 99` ");
    assert_eq!(origin_of(&article, "2022\u{A0}"), "2022&nbsp;");
}

#[test]
fn html_keeps_its_words_and_its_language() {
    use BlockKind::{Cell, Item, Paragraph, Title};
    let text = concat!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\" dir='ltr'><head><title>77</title><style>p{top:66}</style></head>\n",
        "<body><h1>A port opens</h1><p>It cost <b>94</b>.8&nbsp;billion\ndollars, 5 < 6.<br>Ships came.</p>",
        "<ul><li>six<li>seven</ul><!-- 55 --><table><tr><td data-n='44'>two</td></tr></table>after",
    );
    let article = article("a.html", text);
    assert_eq!(
        blocks(&article),
        [
            (Title, "A port opens"),
            (Paragraph, "It cost 94.8\u{A0}billion dollars, 5 < 6. Ships came."),
            (Item, "six"),
            (Item, "seven"),
            (Cell, "two"),
            (Paragraph, "after"),
        ]
    );
    assert_eq!((article.lang.as_str(), article.lang_origin), ("en-GB", Origin::Markup));
    assert_eq!(origin_of(&article, "94.8"), "94</b>.8");
}

#[test]
fn numbers_of_notes_are_no_words_of_html() {
    let text = "<p>It cost 94 million.<sup><a href=\"#n18\">[18]</a></sup> \
        Not less.<a href='#n7'><sup class=note>[7]</sup></a> See <a href=/r>[2024 report]</a> and 5 m<sup>2</sup>.</p>";
    let article = article("a.html", text);
    assert_eq!(
        blocks(&article),
        [(BlockKind::Paragraph, "It cost 94 million. Not less. See [2024 report] and 5 m2.")]
    );
}

#[test]
fn front_matter_is_read_and_its_title_maps_back() {
    let article = fixture("story.he.md");
    assert_eq!((article.lang.as_str(), article.lang_origin), ("he", Origin::Declared));
    assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-07-06"));
    let span = article.date_span.expect("the date stands in the front matter");
    assert_eq!(&article.source.text[span.range()], "2024-07-06");
    assert_eq!(article.translation_of.as_deref(), Some("story.en.md"));
    assert_eq!(article.revises.as_deref(), Some("story.he.v1.md"));
    let title = article.map.to_source(article.blocks[0].span);
    assert_eq!(Some(&article.source.text[title.range()]), article.title.as_deref());
    assert!(dateline(&article).is_some_and(|line| line.ends_with("\u{2014}")));
    assert_eq!(article.notes, []);
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    use BlockKind::{Item, Paragraph, Title};
    let article = fixture("wrapped.txt");
    let blocks = blocks(&article);
    let kinds: Vec<BlockKind> = blocks.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Title, Paragraph, Item, Item, Item, Item], "{blocks:#?}");
    assert!(blocks[1].1.contains("94.8 billion dollars"));
    assert_eq!(origin_of(&article, "94.8 billion"), "94.8\nbillion");
    assert_eq!(blocks[2].1, "six cranes");
    assert!(blocks[3].1.ends_with("this side of the sea"));
    assert_eq!(blocks[4].1, "1. First the north dock.");
    assert_eq!(article.lang, "en");
    assert_eq!(dateline(&article), Some("LISBON, July 5, 2024 (Lusa) --"));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2024-07-05"));
}

#[test]
fn lines_without_blank_lines_between_are_paragraphs() {
    use BlockKind::{Paragraph, Title};
    let article = fixture("lines.ar.txt");
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Title, Paragraph, Paragraph]);
    assert_eq!((article.lang.as_str(), article.lang_origin), ("ar", Origin::FileName));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2022-06-08"));
    assert!(article.dateline.is_some());
}

#[test]
fn wrapped_lines_of_a_script_without_spaces_join_without_one() {
    let article = fixture("wrapped.zh.txt");
    assert_eq!(article.blocks.len(), 1);
    assert!(article.text.lines().all(|line| line.matches(' ').count() == 1));
    assert_eq!(article.date, None, "a dateline without a year gives no date");
    assert!(article.dateline.is_some());
}

#[test]
fn the_text_tells_its_language_and_its_dateline() {
    let article = parse(
        Source::new("a.txt", include_str!("fixtures/article/story.ru.txt")),
        &Declared::default(),
        &datelines(),
    );
    assert_eq!((article.lang.as_str(), article.lang_origin), ("ru", Origin::Detected));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2024-07-05"));
    let article = fixture("dated.txt");
    assert_eq!(dateline(&article), Some("date 2025-06"));
    let headings: Vec<&str> = (blocks(&article).into_iter())
        .filter_map(|(kind, text)| (kind == BlockKind::Heading).then_some(text))
        .collect();
    assert_eq!(headings, ["What comes next"]);
    assert_eq!(article.date_span.map(|span| &article.source.text[span.range()]), Some("2025-06"));
}

#[test]
fn a_dateline_on_its_own_line_is_no_title() {
    let article = article(
        "a.en.txt",
        "LISBON, July 5, 2024 (Lusa) --\n\nThe new port opened on Friday with six ships.\n",
    );
    assert_eq!(article.blocks[0].kind, BlockKind::Paragraph);
    assert_eq!(article.title, None);
    assert!(article.date.is_some());
}

#[test]
fn what_is_declared_wins_over_the_name_and_the_name_over_the_text() {
    let text = "---\nlang: en\ndate: 2024-07-05T10:00\n---\ndate 2020-01-01 The port opened.\n";
    let declared = Declared {
        lang: Some("pt_br".to_owned()),
        date: Some("2021".to_owned()),
        title: Some("Port".to_owned()),
        translation_of: Some("b".to_owned()),
    };
    let both = parse(Source::new("2022-02-02.de.txt", text), &declared, &datelines());
    let year = both.date.as_ref().map(ToString::to_string);
    assert_eq!((both.lang.as_str(), year.as_deref(), both.date_span), ("pt-BR", Some("2021"), None));
    assert_eq!((both.title.as_deref(), both.translation_of.as_deref()), (Some("Port"), Some("b")));
    let front = article("2022-02-02.de.txt", text);
    assert_eq!(front.lang, "en");
    assert_eq!(front.date.map(|date| date.to_string()).as_deref(), Some("2024-07-05"));
    let name = article("2022-02-02.de.txt", &text[text.find("date 2020").expect("the body")..]);
    assert_eq!((name.lang.as_str(), name.lang_origin), ("de", Origin::FileName));
    assert_eq!(name.date.map(|date| date.to_string()).as_deref(), Some("2022-02-02"));
}

#[test]
fn front_matter_that_cannot_be_read_is_left_out_with_a_note() {
    let article = article("a.md", "---\ndate: 2024-07-05\ntitle: \"Port: a story\n---\nThe port opened.\n");
    assert_eq!(article.text, "The port opened.");
    assert_eq!(article.date, None);
    assert_eq!(article.notes.len(), 1);
    assert!(!article.notes[0].span.is_empty());
}

#[test]
fn values_that_are_no_dates_or_tags_are_noted() {
    let text =
        "---\nlang: English\ndate: 2024-02-30\n---\nThe port opened in the year 2020 and it was a success.\n";
    let article = article("a.md", text);
    let spots: Vec<&str> = article.notes.iter().map(|note| &text[note.span.range()]).collect();
    assert_eq!(spots, ["English", "2024-02-30"]);
    assert_eq!(article.lang, "en");
}

#[test]
fn two_names_of_one_key_may_stand_together() {
    let article = article(
        "a.md",
        "---\nlang: he\nlanguage: ar\nrevises: b\ncorrects: c\ntitle: ~\nlayout: [1, {a: 2}]\n---\nx",
    );
    assert_eq!((article.lang.as_str(), article.revises.as_deref()), ("he", Some("b")));
    assert_eq!(article.notes, []);
}

#[test]
fn struck_out_words_are_no_text() {
    let article =
        article("a.md", "It cost <del>55</del> ~~44~~ **56** <code>33</code>.\n\nMore <s>22\n\nand 11.\n");
    let text = article.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text, "It cost 56 . More and 11.");
}

#[test]
fn text_between_rules_is_no_front_matter() {
    let plain = article("a.txt", "---\nThe port opened.\n---\nIt rained.\n");
    assert_eq!(blocks(&plain).len(), 2);
    let open = article("a.txt", "---\ntitle: Port\n\nThe port opened.\n");
    assert!(open.text.contains("title: Port"));
    assert_eq!(open.notes.len(), 1);
    let only = article("a.md", "\u{FEFF}---\r\ntitle: The \\\"port\r\n---");
    assert_eq!(blocks(&only), [(BlockKind::Title, "The \\\"port")]);
    assert_eq!(article("a.md", "---\ntitle: >\n  Two\n  lines\n---\n").text, "Two lines");
}

#[test]
fn escaped_titles_map_as_a_whole() {
    let article = article("a.md", "---\ntitle: \"The \\\"port\\\"\"\n---\n");
    assert_eq!(article.text, "The \"port\"");
    assert_eq!(origin_of(&article, "port"), "\"The \\\"port\\\"\"");
}

#[test]
fn hostile_inputs_are_read() {
    for text in
        ["", "\u{FEFF}", "---", "---\n", "---\n---", "---\n---\n", "\0", "\r", "\r\n\r\n", "\u{1}\u{1B}[31m"]
    {
        for name in ["a.md", "a.txt", "", "/", "."] {
            let article = article(name, text);
            assert_eq!(article.map.len(), article.text.len());
        }
    }
    let deep = format!("{}x", "> ".repeat(2000));
    assert!(article("a.md", &deep).text.contains('x'));
}

#[test]
fn one_line_of_five_megabytes_is_read() {
    let article = article("a.md", &"94.8 billion ".repeat(400_000));
    assert_eq!(article.blocks.len(), 1);
    assert_eq!(article.map.len(), article.text.len());
}

/// Input that a quadratic reader would take minutes over.
#[test]
fn long_runs_of_marks_are_read_once() {
    for piece in ["<i>x ", "</", "<p>94", "<pre>", "a\n", "&", "[", "- ", "---\n", "\n"] {
        let text = piece.repeat(300_000 / piece.len());
        for name in ["a.txt", "a.md", "a.html"] {
            let article = article(name, &text);
            assert_eq!(article.map.len(), article.text.len());
        }
    }
}

/// Pieces of text that make up documents, hostile ones among them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n".to_owned()),
        Just("title: a\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("- ".to_owned()),
        Just("1. ".to_owned()),
        Just("# ".to_owned()),
        Just("<div>".to_owned()),
        Just("<!--".to_owned()),
        Just("&nbsp;&#x5D0;".to_owned()),
        Just("`".to_owned()),
        Just("~~".to_owned()),
        Just("[a](b)".to_owned()),
        Just("| a | b |\n|---|---|\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{FEFF}".to_owned()),
        Just("<script>".to_owned()),
        any::<String>(),
        "[\u{5D0}-\u{5EA} ]{0,30}",
        "[\u{4E00}-\u{4E20}]{30,45}\n",
        "[a-z ]{50,70}\n",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_block_maps_into_the_source_in_order(text in pieces(), name in "a\\.(md|txt|html)") {
        let article = article(&name, &text);
        prop_assert_eq!(article.map.len(), article.text.len());
        let mut before = 0;
        for block in &article.blocks {
            let block_text = article.block_text(block);
            prop_assert!(!block_text.trim().is_empty());
            for (at, letter) in block_text.char_indices() {
                let at = block.span.start + at;
                let span = article.map.to_source(Span::new(at, at + letter.len_utf8()));
                prop_assert!(article.source.text.get(span.range()).is_some(), "{:?}", span);
                prop_assert!(span.start >= before, "{:?} after {}", span, before);
                before = span.start;
            }
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = Source::decode("a.txt", bytes) {
            prop_assert_eq!(source.invalid.len(), source.invalid_at.len());
            let _ = parse(source, &Declared::default(), &Datelines::new([]));
        }
    }
}
