//! Languages told by script and letters.

use super::*;

#[derive(serde::Deserialize)]
struct Case {
    lang: String,
    text: String,
}

fn cases() -> Vec<Case> {
    serde_yaml::from_str(include_str!("../../../tests/fixtures/article/detect.yaml"))
        .expect("a valid fixture")
}

fn text_in(lang: &str) -> String {
    cases().into_iter().find(|case| case.lang == lang).expect("a language of the fixture").text
}

#[test]
fn languages_are_told_by_script_letters_and_statistics() {
    for case in cases() {
        assert_eq!(language_of(&case.text).unwrap_or_default(), case.lang, "{}", case.text);
    }
}

#[test]
fn file_names_give_tags() {
    let (he, en, zh) = (text_in("he"), text_in("en"), text_in("zh"));
    for (name, text, tag) in [
        ("story.he.md", &he, "he"),
        ("story_he.txt", &he, "he"),
        ("he/story.md", &he, "he"),
        ("a/b.c/story.zh-Hant.txt", &zh, "zh-Hant"),
        ("story_zh_Hant.txt", &zh, "zh-Hant"),
        ("pt-BR/story.md", &en, "pt-BR"),
        ("story.EN.md", &he, "en"),
        ("no/story.txt", &en, "no"),
    ] {
        assert_eq!(tag_in_name(name, text).as_deref(), Some(tag), "{name}");
    }
    for name in [
        "what_is_it.txt",
        "story.md",
        "he/story.md",
        "what_did_he.txt",
        "src/story.txt",
        "story.v2.txt",
        "he",
    ] {
        assert_eq!(tag_in_name(name, &en), None, "{name}");
    }
}

#[test]
fn tags_are_written_one_way() {
    assert_eq!(normal_tag(" ZH_hant_tw ").as_deref(), Some("zh-Hant-TW"));
    assert_eq!(normal_tag("no").as_deref(), Some("no"));
    assert_eq!(normal_tag("es-419").as_deref(), Some("es-419"));
    for text in ["", "Hebrew", "h", "he-", "he--il", "\u{5E2}\u{5D1}"] {
        assert_eq!(normal_tag(text), None, "{text}");
    }
}

#[test]
fn scripts_without_spaces() {
    assert!(text_in("zh").chars().next().is_some_and(is_unspaced));
    assert!(!text_in("ko").chars().next().is_some_and(is_unspaced));
    assert!(!is_unspaced('a'));
}
