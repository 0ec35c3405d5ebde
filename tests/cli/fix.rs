//! `--fix`: renderings are written, facts are not; whole files, and only those that are
//! what was linted.

use crate::{Folder, Run};

const RENDERINGS: &str = include_str!("../fixtures/cli/renderings.yaml");
const HEBREW: &str = include_str!("../fixtures/cli/fix/a.he.md");
const CHINESE: &str = include_str!("../fixtures/cli/fix/b.zh.md");
const ENGLISH: &str = "The Port Bureau says that the Port Bureau has ten berths.\n";

fn folder() -> Folder {
    Folder::new().file("rules/all.yaml", RENDERINGS).file("a.he.md", HEBREW).file("b.zh.md", CHINESE)
}

fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("the test wrote it")
}

#[test]
fn renderings_are_written_and_figures_are_not() {
    let folder = folder();
    let run = folder.run("check --fix").ends(0);
    let run = run.says("note: 3 findings were mended in 2 articles").keeps_quiet_about("forbidden-rendering");
    // The wrong figure is still there, in both, and reported at its new place.
    run.says("warning[figure-mismatch/trade-china-mongolia]").says("[a.he.md:3:49]");
    assert_eq!(text(&folder, "a.he.md"), include_str!("../fixtures/cli/fix/a.fixed.he.md"));
    assert_eq!(text(&folder, "b.zh.md"), include_str!("../fixtures/cli/fix/b.fixed.zh.md"));
    folder.run("check --fix").ends(0).keeps_quiet_about("mended");
}

#[test]
fn a_dry_run_prints_a_diff_that_git_applies_and_writes_nothing() {
    let folder = folder();
    let run = folder.run("check --fix --dry-run --fail-on warning").ends(1);
    assert_eq!((text(&folder, "a.he.md"), text(&folder, "b.zh.md")), (HEBREW.to_owned(), CHINESE.to_owned()));
    let Run { out, .. } =
        run.says("--- a/a.he.md").says("+++ b/b.zh.md").says("\\ No newline at end of file");
    let folder = folder.file("fix.diff", &out);
    let applied = std::process::Command::new("git")
        .args(["apply", "fix.diff"])
        .current_dir(folder.path())
        .output()
        .expect("git is installed");
    assert!(applied.status.success(), "{}\n{out}", String::from_utf8_lossy(&applied.stderr));
    let by_git = (text(&folder, "a.he.md"), text(&folder, "b.zh.md"));
    let other = self::folder();
    other.run("check --fix --quiet").ends(0);
    assert_eq!(by_git, (text(&other, "a.he.md"), text(&other, "b.zh.md")));
    folder.run("check --dry-run").ends(2).complains("--fix");
}

#[test]
fn a_rendering_that_would_change_a_figure_is_not_written() {
    let folder = Folder::new().file("rules/all.yaml", RENDERINGS).file("a.en.md", ENGLISH);
    folder.run("check --fix").ends(0).says("ten-berths").says("harbour").keeps_quiet_about("mended");
    assert_eq!(text(&folder, "a.en.md"), ENGLISH);
    let without = ENGLISH.replace("ten", "many");
    let folder = folder.file("a.en.md", &without);
    folder.run("check --fix").ends(0).says("2 findings were mended in 1 article");
    assert_eq!(text(&folder, "a.en.md"), without.replace("Port Bureau", "Harbour Office"));
}

#[test]
fn what_is_allowed_or_turned_off_is_not_written() {
    let allowed = format!("<!-- factlint-allow harbour: its name at the time -->\n{ENGLISH}");
    let folder = Folder::new().file("rules/all.yaml", RENDERINGS).file("a.en.md", &allowed);
    folder.run("check --fix").ends(0).keeps_quiet_about("mended");
    assert_eq!(text(&folder, "a.en.md"), allowed);
}

#[test]
fn a_file_that_is_not_utf8_is_left_and_said() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("The Port Bureau is closed.\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let folder = Folder::new()
        .file("rules/all.yaml", RENDERINGS)
        .file("a.en.md", &utf16)
        .file("b.en.md", "The Port Bureau is open.\n");
    let run = folder.run("check --fix").ends(2).complains("expected to mend `a.en.md`");
    run.says("1 finding was mended in 1 article");
    assert_eq!(text(&folder, "b.en.md"), "The Harbour Office is open.\n");
    assert_eq!(std::fs::read(folder.path().join("a.en.md")).expect("it is there"), utf16);
}

#[test]
fn standard_input_cannot_be_written_back() {
    let folder = folder();
    folder.feed("check --fix -", "text").ends(2).complains("expected articles in files, for --fix");
    folder.feed("check --fix --input jsonl", "{}").ends(2).complains("expected articles in files, for --fix");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_as_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder =
        Folder::new().file("rules/all.yaml", RENDERINGS).file("real/a.txt", "The Port Bureau is closed.\n");
    let real = folder.path().join("real/a.txt");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink("real/a.txt", folder.path().join("link.en.txt")).expect("the system has links");
    folder.run("check --fix link.en.txt").ends(0).says("1 finding was mended");
    assert_eq!(text(&folder, "real/a.txt"), "The Harbour Office is closed.\n");
    assert!(folder.path().join("link.en.txt").is_symlink());
    assert_eq!(std::fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
    let left = std::fs::read_dir(folder.path().join("real")).expect("it is a folder").count();
    assert_eq!(left, 1, "no temporary file is left");
}
