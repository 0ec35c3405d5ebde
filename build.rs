//! Finds the language packs and stores each one ready to load.
//!
//! A folder of `src/lang/packs` with a `pack.yaml` is a language. Its generated
//! `cldr.yaml` is laid under it here, and both become one JSON text, because JSON
//! loads about ten times faster than YAML at the start of every run.

#![allow(clippy::disallowed_methods, reason = "a build script reads its own folder and writes to OUT_DIR")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() {
    let packs = Path::new("src/lang/packs");
    println!("cargo::rerun-if-changed={}", packs.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut folders: Vec<PathBuf> = fs::read_dir(packs)
        .expect("src/lang/packs is a folder")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|folder| folder.join("pack.yaml").is_file())
        .collect();
    folders.sort();
    let mut table = String::from(
        "/// Every pack: its tag, its data as JSON, and the names it gives to all.\npub const PACKS: &[(&str, &str, &str)] = &[\n",
    );
    for folder in &folders {
        let tag = folder.file_name().and_then(|name| name.to_str()).expect("folders are named by tag");
        let mut pack = read(&folder.join("pack.yaml"));
        let generated = folder.join("cldr.yaml");
        if generated.is_file() {
            lay_under(&mut pack, read(&generated));
        }
        fs::write(out.join(format!("{tag}.json")), pack.to_string()).expect("OUT_DIR is writable");
        let names = match pack["names-everywhere"].as_bool() {
            Some(true) => {
                serde_json::json!({ "countries": pack["countries"], "cities": pack["cities"] }).to_string()
            }
            _ => String::new(),
        };
        fs::write(out.join(format!("{tag}.names.json")), names).expect("OUT_DIR is writable");
        let file = |end: &str| format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{tag}{end}.json\"))");
        writeln!(table, "    ({tag:?}, {}, {}),", file(""), file(".names"))
            .expect("writing to a string does not fail");
    }
    table.push_str("];\n");
    fs::write(out.join("packs.rs"), table).expect("OUT_DIR is writable");
}

fn read(path: &Path) -> Value {
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let options = serde_yaml::options! { budget: serde_yaml::budget! { max_nodes: 10_000_000, max_events: 20_000_000 } };
    serde_yaml::from_str_with_options(&text, options)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Lists are joined, maps are merged, single values of `over` win.
fn lay_under(over: &mut Value, under: Value) {
    match (over, under) {
        (Value::Object(over), Value::Object(under)) => {
            for (key, value) in under {
                match over.get_mut(&key) {
                    Some(mine) => lay_under(mine, value),
                    None => {
                        over.insert(key, value);
                    }
                }
            }
        }
        (Value::Array(over), Value::Array(under)) => {
            for item in under {
                if !over.contains(&item) {
                    over.push(item);
                }
            }
        }
        _ => {}
    }
}
