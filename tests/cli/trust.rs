//! Articles, file names and rules are untrusted: what acts on a terminal never
//! reaches it.

use crate::{Folder, RULES, Run, WRONG};

/// Clears the screen, sets the title, rings, overrides the direction, breaks lines.
const EVIL: &str = "\u{1B}[2J\u{1B}]0;title\u{7}\u{9B}31m\u{202E}\u{2066}\u{85}\u{2028}\u{7F}\u{8}";

#[track_caller]
fn harmless(run: &Run) {
    for stream in [&run.out, &run.err] {
        let dangerous = |c: &char| {
            c.is_control() && *c != '\n'
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{2067}')
        };
        assert_eq!(stream.chars().find(dangerous), None, "{stream:?}");
        let (open, close) = (stream.matches('\u{2068}').count(), stream.matches('\u{2069}').count());
        assert_eq!(open, close, "{stream:?}");
    }
}

fn folder() -> Folder {
    let text = format!("{EVIL} {}{EVIL}\n", WRONG.replace("billion", &format!("billion {EVIL}")));
    let rules = RULES.replace("claim: Trade", "claim: \"\\e[31m\\u202ETrade\"");
    let rules = rules
        .replace("\\u202ETrade\" between China and Mongolia", "\\u202ETrade between China and Mongolia\"");
    let name = if cfg!(unix) { "e\u{1B}[31m\u{202E}vil.en.md" } else { "evil.en.md" };
    Folder::with(&[(name, &format!("{WRONG}\n{text}"))]).file("rules.yaml", rules)
}

#[test]
fn nothing_in_an_article_a_name_or_a_rule_acts_on_a_terminal() {
    let folder = folder();
    for arguments in [
        "check --rules rules.yaml",
        "check --rules rules.yaml --bidi plain",
        "check --rules rules.yaml --format concise",
        "check --rules rules.yaml --format json",
        "check --rules rules.yaml --format jsonl",
        "mentions --rules rules.yaml",
        "mentions --rules rules.yaml --format jsonl",
        "claims --rules rules.yaml --why",
        "claims --rules rules.yaml --why --format jsonl",
        "claims --rules rules.yaml --value 16.8",
        "test rules.yaml",
        "rules list rules.yaml",
    ] {
        let run = folder.run(arguments);
        assert!(run.code < 2 && !run.out.is_empty(), "{arguments}: {}", run.err);
        harmless(&run);
    }
}

#[test]
fn nothing_in_a_message_about_what_cannot_be_read_acts_on_a_terminal() {
    let folder = Folder::with(&[("a.en.md", WRONG)]);
    harmless(&folder.run("check miss\u{1B}[31m\u{202E}ing.md --rules rules.yaml").ends(2));
    harmless(&folder.run("check a.en.md --rules miss\u{1B}[31m\u{202E}ing.yaml").ends(2));
    harmless(&folder.run("explain \u{1B}[31mfigure").ends(2));
    harmless(
        &folder.feed("check --input jsonl", "{\"id\": \"x\", \"\u{1B}[31m\u{202E}\": \u{1B}[31m").ends(2),
    );
    let broken =
        RULES.replace("together:", "\"tog\\e[31m\\u202Eether\":").replace("the sample", "\u{202E}sample");
    harmless(&folder.file("broken.yaml", broken).run("check --rules broken.yaml").ends(2));
}
