//! What a newcomer reads first.

use crate::Folder;

#[test]
fn help_reads_well() {
    let folder = Folder::new();
    for (name, arguments) in [
        ("factlint", "--help"),
        ("check", "check --help"),
        ("mentions", "mentions --help"),
        ("claims", "claims --help"),
        ("test", "test --help"),
        ("explain", "explain --help"),
        ("rules", "rules --help"),
        ("lsp", "lsp --help"),
        ("config", "config --help"),
    ] {
        insta::assert_snapshot!(format!("help_{name}"), folder.run(arguments).ends(0).out);
    }
}

#[test]
fn the_schema_is_json_and_describes_every_key() {
    let schema = Folder::new().run("rules schema").ends(0).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    for key in ["names", "terms", "rules", "checks", "phrases"] {
        assert!(schema["properties"][key]["description"].is_string(), "{key} is not described");
    }
}

#[test]
fn rules_are_listed_a_line_each() {
    let run = Folder::with(&[]).run("rules list rules.yaml").ends(0);
    assert_eq!(run.out.split_whitespace().take(2).collect::<Vec<_>>(), ["trade-china-mongolia", "amount"]);
    assert_eq!(run.out.lines().count(), 1);
}
