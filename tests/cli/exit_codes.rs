//! 0: ran, nothing at or above `--fail-on`. 1: ran, findings. 2: the job as asked
//! could not be done in full.

use crate::{Folder, RIGHT, RULES, UNDATED, WRONG};

#[test]
fn right_articles_end_with_0() {
    Folder::with(&[("a.en.md", RIGHT)])
        .run("check --rules rules.yaml")
        .ends(0)
        .says("no findings in 1 article");
}

#[test]
fn an_error_ends_with_1() {
    let run = Folder::with(&[("a.en.md", WRONG), ("b.en.md", RIGHT)]).run("check --rules rules.yaml");
    run.ends(1).says("error[figure-mismatch/trade-china-mongolia]").says("1 error in 2 articles");
}

#[test]
fn fail_on_sets_the_least_severity_that_fails() {
    let warned = Folder::with(&[("a.en.md", UNDATED)]);
    for (fail_on, code) in [("never", 0), ("error", 0), ("warning", 1), ("advice", 1)] {
        warned.run(&format!("check --rules rules.yaml --fail-on {fail_on}")).ends(code).says("1 warning");
    }
    let wrong = Folder::with(&[("a.en.md", WRONG)]);
    wrong.run("check --rules rules.yaml --fail-on never").ends(0).says("1 error");
}

#[test]
fn wrong_arguments_end_with_2() {
    let folder = Folder::with(&[("a.en.md", RIGHT)]);
    let cases = [
        ("", "Usage: factlint <COMMAND>"),
        ("chek", "check"),
        ("check --format xml", "human, concise, json, jsonl"),
        ("check --output junit", "expected FORMAT=FILE, with one of human, concise, json"),
        ("check --output xml=x.xml", "expected FORMAT=FILE"),
        ("check --output junit=", "expected FORMAT=FILE"),
        ("check --fail-on", "error, warning, advice, never"),
        ("check --rules rules.yaml --no-rules", "cannot be used with"),
        ("check --as-of 2025", "expected a date such as 2025-06-20"),
        ("check a.en.md --stdin-path a.en.md", "expected `-` among the paths"),
        ("claims --value x", "expected a number such as 98.4"),
        ("rules", "Usage: factlint rules <COMMAND>"),
    ];
    for (arguments, words) in cases {
        folder.run(arguments).ends(2).complains(words);
    }
}

#[test]
fn no_article_ends_with_2() {
    let folder = Folder::new().file("notes.pdf", "not read").file("empty/.keep", "");
    folder.run("check").ends(2).complains("expected articles to read, but found none in this folder");
    folder
        .run("check empty")
        .ends(2)
        .complains("found none in `empty`")
        .complains("help: articles are files that");
    folder.feed("check --input jsonl", "\n").ends(2).complains("found none in standard input");
}

#[test]
fn rules_that_are_missing_end_with_2_and_nothing_is_linted() {
    let folder = Folder::with(&[("a.en.md", WRONG)]).file("empty/.keep", "");
    folder
        .run("check --rules nowhere")
        .ends(2)
        .complains("expected a rule file or folder that can be read at `nowhere`");
    let run = folder.run("check --rules empty").ends(2).complains("expected rule files (.yaml) in `empty`");
    assert_eq!(run.out, "");
}

#[test]
fn broken_rules_end_with_2_and_nothing_is_linted() {
    let ten = include_str!("../fixtures/rules/ten-mistakes.yaml");
    let folder = Folder::with(&[("a.en.md", WRONG)]).file("ten.yaml", ten);
    let run = folder
        .run("check --rules ten.yaml")
        .ends(2)
        .complains("the rule set has 10 mistakes; nothing was linted");
    assert_eq!(run.err.matches("error[rule-mistake]").count(), 10, "{}", run.err);
    assert!(run.err.matches("[ten.yaml:").count() >= 10, "each has its place:\n{}", run.err);
    assert_eq!(run.out, "");
    for command in ["test", "rules list"] {
        folder.run(&format!("{command} ten.yaml")).ends(2).complains("10 mistakes");
    }
}

#[test]
fn an_unreadable_article_ends_with_2_though_others_have_findings() {
    let run = Folder::with(&[("a.en.md", WRONG)]).run("check a.en.md missing.md --rules rules.yaml");
    run.ends(2).complains("an article that can be read at `missing.md`").says("1 error in 1 article");
}

#[test]
fn comparing_nothing_ends_with_0_and_is_said() {
    let folder = Folder::with(&[("a.en.md", "Rain fell on the hills.\n")]).file("none.yaml", "factlint: 1\n");
    for rules in ["--rules rules.yaml", "--rules none.yaml", "--no-rules"] {
        let run = folder.run(&format!("check {rules} --format json")).ends(0);
        assert_eq!(run.json()["summary"]["compared"], 0);
        run.complains("note: nothing was compared");
    }
    folder.run("check --rules none.yaml").ends(0).says("note: no rules were used");
    folder.run("check --rules rules.yaml").ends(0).says("note: 1 of 1 rules matched nothing");
    folder.run("check --rules rules.yaml --unmatched").ends(0).says("rule-unmatched: trade-china-mongolia");
}

#[test]
fn no_rules_uses_none_although_a_folder_of_rules_is_there() {
    let folder = Folder::new().file("rules/trade.yaml", RULES).file("a.en.md", WRONG);
    folder.run("check").ends(1);
    folder.run("check --no-rules").ends(0).says("no rules were used");
}

#[test]
fn the_examples_of_rules_end_with_0_and_1() {
    let folder = Folder::with(&[]);
    folder.run("test rules.yaml").ends(0).says("2 examples passed, 0 failed");
    let folder = folder.file("bad.yaml", RULES.replace("expect: ok", "expect: conflict"));
    folder.run("test bad.yaml").ends(1).says("1 examples passed, 1 failed").says("bad.yaml:16:");
}

#[test]
fn explain_knows_its_checks() {
    let folder = Folder::new();
    folder.run("explain figure-mismatch").ends(0).says("## What it checks").says("## Instead");
    folder.run("explain").ends(0).says("figures-by-period");
    folder.run("explain figure-mismach").ends(2).complains("did you mean `figure-mismatch`?");
    folder.run("explain zzz").ends(2).complains("`factlint explain` lists them all");
}
