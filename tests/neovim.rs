//! The language server in a real editor: Neovim without a screen, driven by
//! `tests/neovim/run.lua`. On Linux alone, where the editor is the same everywhere.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "starts an editor in a folder of its own"
)]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(from).expect("it is a folder") {
        let entry = entry.expect("it can be read").path();
        let target = to.join(entry.file_name().expect("an entry has a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("it can be copied");
        }
    }
}

#[test]
fn a_writer_works_in_neovim() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/neovim");
    let folder = TempDir::new().expect("there is room for a folder");
    let workspace = folder.path().join("workspace");
    copy(&here.join("workspace"), &workspace);
    let screen = folder.path().join("screen.txt");
    let run = Command::new("nvim")
        .args(["--headless", "--clean", "-n", "-S"])
        .arg(here.join("run.lua"))
        .env("FACTLINT", env!("CARGO_BIN_EXE_factlint"))
        .env("WORKSPACE", &workspace)
        .env("SCREEN", &screen)
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_CACHE_HOME", folder.path())
        .current_dir(&workspace)
        .output();
    let output = match run {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => panic!(
            "this test drives Neovim, and there is no `nvim` here: install it \
             (Debian: apt-get install neovim; others: https://neovim.io)"
        ),
        Err(error) => panic!("nvim does not start: {error}"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    let screen = fs::read_to_string(&screen).unwrap_or_else(|error| panic!("no screen: {error}\n{said}"));
    // Shown with `--nocapture`, and kept by the CI run.
    if let Some(path) = std::env::var_os("FACTLINT_SCREEN") {
        fs::write(path, &screen).expect("the screen can be kept");
    }
    assert!(output.status.success() && !screen.contains("FAILED"), "{screen}\n{said}");
    assert!(screen.matches("ok: ").count() > 20, "{screen}");
}
