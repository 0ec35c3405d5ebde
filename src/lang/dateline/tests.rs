//! Datelines of every pack, found or left alone.

use super::*;

#[derive(serde::Deserialize)]
struct Group {
    pack: Pack,
    cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    dateline: Option<String>,
    date: Option<String>,
    date_text: Option<String>,
}

fn groups() -> Vec<Group> {
    serde_yaml::from_str(include_str!("../../../tests/fixtures/article/dateline.yaml"))
        .expect("a valid fixture")
}

#[test]
fn datelines_are_found_and_dated() {
    let groups = groups();
    let datelines = Datelines::new(groups.iter().map(|group| &group.pack));
    for group in &groups {
        validate(&group.pack).expect("a valid pack");
        for case in &group.cases {
            let found = datelines.find(&group.pack.tag, &case.text);
            let part = |span: Span| case.text[span.range()].to_owned();
            let found = found.as_ref();
            assert_eq!(found.map(|line| part(line.span)), case.dateline, "{}", case.text);
            let date = found.and_then(|line| line.date.as_ref()).map(ToString::to_string);
            assert_eq!(date, case.date, "{}", case.text);
            assert_eq!(found.and_then(|line| line.date_span).map(part), case.date_text, "{}", case.text);
        }
    }
}

#[test]
fn another_pack_is_never_tried() {
    let groups = groups();
    let datelines = Datelines::new(groups.iter().map(|group| &group.pack));
    assert!(datelines.find("und", "LISBON, July 5, 2024 (Lusa) -- Rain.").is_none());
}

#[test]
fn the_packs_of_this_build_have_valid_datelines() {
    for pack in Packs::built_in().all() {
        assert_eq!(validate(pack), Ok(()), "{}", pack.tag);
    }
}

#[test]
fn a_bad_pattern_is_told_to_its_author_and_left_out() {
    let mut pack = Pack { tag: "en".to_owned(), ..Pack::default() };
    pack.datelines = vec!["(".to_owned(), "(?P<day>\\d+)".to_owned()];
    assert!(validate(&pack).is_err());
    assert!(Datelines::new([&pack]).find("en", "12 words").is_some());
    pack.datelines = vec!["(?P<dya>\\d+)".to_owned()];
    assert!(validate(&pack).is_err_and(|error| error.contains("dya")));
}
