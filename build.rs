//! Stores every language pack of `src/lang/packs`, and what is known of languages before
//! one is chosen, ready to load. What a folder becomes is written in `build/packs.rs`.

#![allow(clippy::disallowed_methods, reason = "a build script reads its own folder and writes to OUT_DIR")]

#[path = "build/packs.rs"]
mod packs;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let packs = Path::new("src/lang/packs");
    // The folder with all that is in it. A file that is not there must never be named:
    // cargo would build everything anew at every call.
    println!("cargo::rerun-if-changed={}", packs.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut table = String::from(
        "/// Every pack: its tag, its data as JSON, and the names it gives to all.\npub const PACKS: &[super::Stored] = &[\n",
    );
    for folder in packs::folders(packs) {
        let packs::Stored { tag, json, names } = packs::stored(&folder);
        fs::write(out.join(format!("{tag}.json")), json).expect("OUT_DIR is writable");
        fs::write(out.join(format!("{tag}.names.json")), names).expect("OUT_DIR is writable");
        let file = |end: &str| format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{tag}{end}.json\"))");
        writeln!(table, "    ({tag:?}, {}, {}),", file(""), file(".names"))
            .expect("writing to a string does not fail");
    }
    table.push_str("];\n");
    let known = Path::new("src/lang/known.yaml");
    println!("cargo::rerun-if-changed={}", known.display());
    fs::write(out.join("known.json"), packs::read(known).to_string()).expect("OUT_DIR is writable");
    fs::write(out.join("packs.rs"), table).expect("OUT_DIR is writable");
}
