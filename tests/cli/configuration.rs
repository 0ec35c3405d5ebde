//! `factlint.yaml` and the baseline, as the command line follows them.

use crate::{Folder, RIGHT, RULES, UNDATED, WRONG};

/// A slip that needs no rules.
const SLIP: &str = "The reception was held on Thursday, 5 July 2024, in the old town hall.\n";

fn config(text: &str) -> String {
    format!("factlint: 1\n{text}")
}

#[test]
fn mistakes_end_with_2_with_their_places_and_nothing_is_linted() {
    let folder = Folder::with(&[("a.en.md", WRONG)])
        .file("factlint.yaml", config("sevrity: {all: off}\nfail-on: warn\n"));
    let run = folder.run("check --rules rules.yaml").ends(2);
    assert_eq!(run.out, "");
    let run = run
        .complains("error[config-mistake]")
        .complains("unknown key `sevrity`")
        .complains("did you mean `severity`?")
        .complains("[factlint.yaml:3:10]")
        .complains("the configuration has 2 mistakes; nothing was linted");
    assert_eq!(run.code, 2);
    folder.run("check --rules rules.yaml --no-config").ends(1);
}

#[test]
fn a_name_that_is_no_rule_of_the_configurations_own_set_ends_with_2() {
    let folder = Folder::new()
        .file("factlint.yaml", config("severity: {trade-china: off}\n"))
        .file("rules/trade.yaml", RULES)
        .file("a.en.md", WRONG);
    folder.run("check").ends(2).complains("`trade-china` is neither a check nor a rule");
    // Another set was asked for: it owes nothing to the configuration.
    folder.run("check --no-rules").ends(0);
}

#[test]
fn the_nearest_file_upwards_of_each_article_holds() {
    let folder = Folder::with(&[("news/a.en.md", WRONG), ("archive/2019/b.en.md", WRONG)])
        .file("factlint.yaml", config("rules: rules.yaml\n"))
        .file("archive/factlint.yaml", config("severity: {figure-mismatch: off}\n"));
    folder.run("check").ends(1).says("1 error in 2 articles").keeps_quiet_about("archive");
    folder.run("check archive").ends(0).says("1 turned off by the configuration");
    folder.run("check --config archive/factlint.yaml --rules rules.yaml").ends(0).says("1 turned off");
}

#[test]
fn a_repository_ends_the_way_upwards() {
    let folder = Folder::new()
        .file("factlint.yaml", config("severity: {all: off}\n"))
        .file("repo/.git/HEAD", "")
        .file("repo/a.en.md", SLIP);
    folder.run("check repo").ends(1);
}

#[test]
fn paths_rules_and_patterns_are_relative_to_the_file() {
    let folder = Folder::new()
        .file(
            "desk/factlint.yaml",
            config("paths: [articles]\nrules: [facts]\nexclude: [drafts/]\nfail-on: warning\n"),
        )
        .file("desk/facts/trade.yaml", RULES)
        .file("desk/articles/a.en.md", UNDATED)
        .file("desk/articles/drafts/b.en.md", WRONG)
        .file("desk/elsewhere/c.en.md", WRONG);
    let here = ["check", "check ../articles", "check ../../desk/articles"];
    for arguments in here {
        let run = crate::finished(
            folder
                .command(&arguments.split(' ').collect::<Vec<_>>())
                .current_dir(folder.path().join("desk/facts")),
        );
        run.ends(1).says("1 warning in 1 article").keeps_quiet_about("error");
    }
    folder.run("check desk").ends(1).says("1 error, 1 warning in 2 articles");
    folder.run("check desk/articles/drafts/b.en.md").ends(1).says("1 error");
    folder.run("check desk/articles --fail-on error").ends(0).says("1 warning");
}

#[test]
fn other_languages_are_left_out_and_counted() {
    let folder = Folder::new()
        .file("factlint.yaml", config("languages: [he, ar]\n"))
        .file("a.en.md", SLIP)
        .file("b.en.md", SLIP)
        .file("c.he.md", include_str!("../fixtures/article/story.he.md"));
    folder
        .run("check")
        .ends(0)
        .says("2 articles were left out, for the configuration does not list their language");
}

#[test]
fn standard_input_follows_the_file_upwards_of_its_path() {
    let folder = Folder::new()
        .file("archive/factlint.yaml", config("severity: {weekday-mismatch: advice}\n"))
        .file("archive/a.en.md", "");
    folder.feed("check - --stdin-path archive/a.en.md", SLIP).ends(0).says("1 advice");
    folder.feed("check -", SLIP).ends(1).says("1 error");
}

#[test]
fn an_empty_list_of_rules_is_no_rules() {
    let folder = Folder::new()
        .file("factlint.yaml", config("rules: []\n"))
        .file("rules/trade.yaml", RULES)
        .file("a.en.md", WRONG);
    folder.run("check").ends(0).says("no rules were used");
    folder.run("check --rules rules").ends(1);
}

#[test]
fn the_schema_is_json_and_describes_every_key() {
    let schema = Folder::new().run("config schema").ends(0).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let keys = schema["properties"].as_object().expect("it has keys");
    assert!(keys.len() >= 10, "{keys:?}");
    for (key, value) in keys {
        assert!(value["description"].is_string(), "{key} is not described");
    }
}

#[test]
fn a_baseline_hides_what_was_there_and_nothing_else() {
    let folder = Folder::with(&[("a.en.md", WRONG), ("b.en.md", RIGHT)]);
    let check = "check --rules rules.yaml --baseline known.json";
    folder.run(check).ends(2).complains("expected a baseline that can be read at `known.json`");
    folder.run(&format!("{check} --write-baseline")).ends(0).complains("1 finding written to known.json");
    folder.run(check).ends(0).says("1 finding is not shown: 1 in the baseline");
    // Lines move, other paragraphs change, another article is wrong as well.
    let folder =
        folder.file("a.en.md", format!("# Trade\n\nA new paragraph.\n\n{WRONG}")).file("c.en.md", SLIP);
    folder.run(check).ends(1).says("weekday-mismatch").keeps_quiet_about("figure-mismatch");
    // Another figure is another finding; the old entry fits nothing.
    let folder = folder.file("a.en.md", WRONG.replace("16.8", "86.1"));
    folder
        .run(check)
        .ends(1)
        .says("error[figure-mismatch/trade-china-mongolia]")
        .says("1 entry of the baseline fits no finding any more");
    folder.run(&format!("{check} --write-baseline")).ends(0);
    folder.run(check).ends(0).keeps_quiet_about("entry of the baseline");
}

#[test]
fn a_baseline_of_part_of_the_articles_is_not_written() {
    let folder = Folder::with(&[("a.en.md", WRONG)]);
    let run = folder.run("check a.en.md missing.md --rules rules.yaml --baseline k.json --write-baseline");
    run.ends(2).complains("nothing was written");
    assert!(!folder.path().join("k.json").exists());
    folder.run("check --write-baseline").ends(2).complains("expected a file for --write-baseline");
    let folder = folder.file("bad.json", "{\"version\": 7, \"findings\": []}").file("worse.json", "[");
    folder.run("check --baseline bad.json").ends(2).complains("it is of version 7");
    folder.run("check --baseline worse.json").ends(2).complains("as --write-baseline writes it");
}

#[test]
fn the_configuration_may_name_the_baseline() {
    let folder = Folder::with(&[("a.en.md", WRONG)])
        .file("factlint.yaml", config("rules: rules.yaml\nbaseline: known.json\n"));
    folder.run("check --write-baseline").ends(0);
    folder.run("check").ends(0).says("1 in the baseline");
    let text = std::fs::read_to_string(folder.path().join("known.json")).expect("it was written");
    assert_eq!(text.lines().count(), 3, "one finding a line:\n{text}");
    assert!(text.contains("\"article\":\"a.en.md\""), "{text}");
}
