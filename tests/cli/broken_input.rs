//! Whatever is given: a clear message, no panic, and the other articles are linted.

use crate::{Folder, RIGHT, WRONG};

/// A byte that no UTF-8 text holds.
const BAD: &[u8] = b"A bad byte \xFF here. ";

fn json_findings(folder: &Folder, arguments: &str, code: i32) -> Vec<serde_json::Value> {
    let run = folder.run(&format!("check --rules rules.yaml --format json {arguments}")).ends(code);
    run.json()["findings"].as_array().expect("findings are a list").clone()
}

#[test]
fn invalid_bytes_are_a_finding_and_the_rest_is_linted() {
    let folder = Folder::with(&[]).file("a.en.md", [BAD, WRONG.as_bytes()].concat());
    let findings = json_findings(&folder, "", 1);
    let checks: Vec<_> =
        findings.iter().map(|finding| finding["check"].as_str().unwrap_or_default()).collect();
    assert_eq!(checks, ["unreadable-text", "figure-mismatch"]);
    assert_eq!(findings[0]["message"], "1 byte sequence is not text; it stands at byte 11");
    assert_eq!(findings[0]["primary"]["column"], 12);
}

#[test]
fn articles_without_words_are_articles() {
    let folder =
        Folder::with(&[("empty.md", ""), ("blank.txt", " \n\n\t"), ("front.md", "---\nlang: he\n---\n")]);
    folder
        .run("check --rules rules.yaml")
        .ends(0)
        .says("no findings in 3 articles")
        .keeps_quiet_about("no language");
}

#[test]
fn one_line_of_many_megabytes_is_an_article() {
    // A debug build takes its time: what holds for eight holds for a hundred.
    let filler = "The herders of the northern valleys move their flocks each spring. ".repeat(1 << 12);
    let mut text = filler.trim_end().repeat((8 << 20) / filler.len());
    text.push(' ');
    text.push_str(WRONG);
    let folder = Folder::with(&[]).file("long.en.txt", &text);
    let findings = json_findings(&folder, "", 1);
    assert_eq!(findings.len(), 1);
    let start = text.find("16.8").expect("it was put there");
    assert_eq!(findings[0]["primary"]["start"], start);
    assert_eq!(findings[0]["primary"]["line"], 1);
    assert_eq!(findings[0]["primary"]["column"], start + 1);
}

#[test]
fn a_legacy_encoding_is_named_and_not_linted() {
    // The bytes of windows-1251 for a Russian sentence.
    let legacy = b"\xD2\xEE\xF0\xE3\xEE\xE2\xEB\xFF \xEC\xE5\xE6\xE4\xF3 \xEA\xE8\xF2\xE0\xE5\xEC \xE8 \xEC\xEE\xED\xE3\xEE\xEB\xE8\xE5\xE9";
    let folder = Folder::with(&[("a.en.md", WRONG)]).file("old.txt", legacy);
    let run = folder.run("check --rules rules.yaml").ends(2).says("1 error in 1 article");
    run.complains("expected UTF-8, but `old.txt` is in another encoding").complains("help: save it as UTF-8");
}

#[test]
fn a_binary_file_is_named_and_not_linted() {
    let folder = Folder::with(&[("a.en.md", WRONG)]).file("picture.txt", [0_u8, 1, 2, 0, 0, 9].repeat(99));
    let run = folder.run("check --rules rules.yaml").ends(2).says("1 error in 1 article");
    run.complains("expected a text, but `picture.txt` is a binary file");
}

#[test]
fn utf_16_is_read_by_its_byte_order_mark() {
    let little: Vec<u8> =
        "\u{FEFF}".chars().chain(WRONG.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let big: Vec<u8> =
        "\u{FEFF}".chars().chain(WRONG.chars()).flat_map(|c| (c as u16).to_be_bytes()).collect();
    for bytes in [little, big] {
        let findings = json_findings(&Folder::with(&[]).file("wide.en.txt", bytes), "", 1);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0]["primary"]["text"], "16.8 billion dollars");
    }
}

#[test]
fn a_folder_named_like_an_article_is_a_folder() {
    let folder = Folder::with(&[("story.md/a.en.md", WRONG)]);
    folder.run("check --rules rules.yaml").ends(1).says("story.md/a.en.md:1:42");
    folder.run("check --rules rules.yaml story.md").ends(1);
}

#[test]
fn a_file_in_place_of_a_folder_is_said() {
    let folder = Folder::with(&[("a.en.md", WRONG)]);
    folder
        .run("check a.en.md a.en.md/more --rules rules.yaml")
        .ends(2)
        .complains("`a.en.md/more`")
        .says("1 error");
    folder.run("check a.en.md --rules rules.yaml/more").ends(2).complains("`rules.yaml/more`");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    #[test]
    fn links_that_lead_nowhere_are_said() {
        let folder = Folder::with(&[("a.en.md", WRONG)]);
        symlink("nowhere.md", folder.path().join("dangling.md")).expect("the folder can be written to");
        symlink("loop.md", folder.path().join("loop.md")).expect("the folder can be written to");
        let run = folder.run("check a.en.md dangling.md loop.md --rules rules.yaml").ends(2).says("1 error");
        run.complains("can be read at `dangling.md`").complains("can be read at `loop.md`");
    }

    #[test]
    fn a_loop_of_folders_ends() {
        let folder = Folder::with(&[("a.en.md", WRONG)]);
        symlink(".", folder.path().join("again")).expect("the folder can be written to");
        folder.run("check --rules rules.yaml").ends(1).says("1 error in 1 article");
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = Folder::with(&[("a.en.md", WRONG)]);
        let _socket =
            UnixListener::bind(folder.path().join("socket.md")).expect("the folder can be written to");
        folder.run("check --rules rules.yaml").ends(1).says("1 error in 1 article");
        for special in ["socket.md", "/dev/zero"] {
            let run =
                folder.run(&format!("check a.en.md {special} --rules rules.yaml")).ends(2).says("1 error");
            run.complains(&format!("can be read at `{special}`: it is no file"));
        }
        folder.run("check a.en.md --rules /dev/zero").ends(2).complains("it is no file");
    }
}

#[test]
fn a_broken_line_of_json_does_not_hide_the_others() {
    let object = |id: &str, text: &str| serde_json::json!({"id": id, "lang": "en", "text": text}).to_string();
    let lines = [
        object("one", WRONG),
        "{\"id\": broken".to_owned(),
        String::new(),
        "{\"id\": \"no text\"}".to_owned(),
        "[\"id\", \"text\"]".to_owned(),
        object("two", RIGHT),
    ];
    let run =
        Folder::with(&[]).feed("check --input jsonl --rules rules.yaml --format json", lines.join("\r\n"));
    let run = run.ends(2);
    assert_eq!(run.json()["summary"]["articles"], 2);
    assert_eq!(run.json()["findings"][0]["primary"]["article"], "one");
    run.complains("standard input:2:8: expected an article as JSON")
        .complains("standard input:4:17: expected an article as JSON: missing field `text`")
        .complains("standard input:5:1: expected a JSON object")
        .complains("help: each line is one object with `id` and `text`");
}

#[test]
fn json_lines_may_be_files_with_a_byte_order_mark_and_bad_bytes() {
    let good = serde_json::json!({"id": "one", "lang": "en", "text": WRONG}).to_string();
    let bytes = [b"\xEF\xBB\xBF".as_slice(), good.as_bytes(), b"\n{\"id\": \"\xFF\"}\n"].concat();
    let folder = Folder::with(&[]).file("articles.jsonl", bytes);
    let run = folder.run("check --input jsonl articles.jsonl --rules rules.yaml --format concise").ends(2);
    run.says("one:1:42: error[figure-mismatch").complains("articles.jsonl:2:9: expected UTF-8");
}
