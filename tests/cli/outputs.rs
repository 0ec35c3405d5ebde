//! Several outputs of one run, in files and on the screen.

use std::fs;

use crate::{Folder, RIGHT, WRONG, finished};

#[test]
fn one_run_writes_as_many_formats_as_are_asked_for() {
    let folder = Folder::with(&[("a.en.md", WRONG)]).file("old.xml", "old");
    let run =
        "check --rules rules.yaml --output junit=old.xml --output sarif=new.sarif --output human=words.txt";
    folder.run(run).ends(1).says("1 error in 1 article");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("the run wrote it");
    assert!(read("old.xml").contains("<testsuites name=\"factlint\" tests=\"1\" failures=\"1\""));
    assert!(read("new.sarif").contains("\"version\": \"2.1.0\""));
    let words = read("words.txt");
    assert_eq!(words, folder.run(run).ends(1).out, "what the first run wrote is no article for the second");
    assert_eq!(words, read("words.txt"));
    let left: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(".factlint-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_file_that_cannot_be_written_hides_no_finding_and_no_other_file() {
    let folder = Folder::with(&[("a.en.md", WRONG)]);
    let run =
        folder.run("check --rules rules.yaml --output json=none/x.json --output gitlab=ok.json").ends(2);
    let run = run.says("1 error in 1 article").complains("expected to write to `none/x.json`");
    run.complains("help: the folder must be there");
    let text = fs::read_to_string(folder.path().join("ok.json")).expect("the run wrote it");
    assert!(text.contains("\"check_name\": \"figure-mismatch/"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::with(&[("a.en.md", RIGHT)]).file("real.json", "old");
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).expect("it is there").permissions().mode() & 0o777;
    fs::set_permissions(path("real.json"), fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink("real.json", path("link.json")).expect("the folder takes links");
    folder.run("check --rules rules.yaml --output json=link.json --output json=fresh.json").ends(0);
    assert!(fs::symlink_metadata(path("link.json")).expect("it is there").is_symlink());
    assert!(fs::read_to_string(path("real.json")).expect("it is there").contains("\"findings\": []"));
    assert_eq!(mode("real.json"), 0o640);
    assert_ne!(mode("fresh.json"), 0o600, "others may read what a job wrote");
    folder.run("check --rules rules.yaml --output concise=/dev/stdout --format json --quiet").ends(0);
}

#[test]
fn auto_annotates_on_github_and_speaks_elsewhere() {
    let folder = Folder::with(&[("a.en.md", WRONG)]);
    folder.run("check --rules rules.yaml --format auto").ends(1).says("figure-mismatch");
    let arguments = ["check", "--rules", "rules.yaml", "--format", "auto"];
    let run = finished(folder.command(&arguments).env("GITHUB_ACTIONS", "true")).ends(1);
    let first = run.out.lines().next().expect("something was found");
    assert!(first.starts_with("::error file=a.en.md,line=1,endLine=1,col="), "{first}");
}
