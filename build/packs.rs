//! From folders to languages: what the build stores of each pack, and how a test makes
//! a pack of a folder that is not shipped.
//!
//! A folder with a `pack.yaml` is a language. Its generated `cldr.yaml` is laid under it
//! here, and both become one JSON text, because JSON loads about ten times faster than
//! YAML at the start of every run.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One language, ready to load.
pub struct Stored {
    /// Name of its folder.
    pub tag: String,
    /// Its data as JSON.
    pub json: String,
    /// The names it gives to articles of every language, as JSON; empty for most.
    pub names: String,
}

/// The folders of languages in a folder, sorted.
pub fn folders(packs: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(packs).unwrap_or_else(|error| panic!("{}: {error}", packs.display()));
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|folder| folder.join("pack.yaml").is_file())
        .collect();
    folders.sort();
    folders
}

/// The language of a folder.
pub fn stored(folder: &Path) -> Stored {
    let tag = folder.file_name().and_then(|name| name.to_str()).expect("folders are named by tag");
    let mut pack = read(&folder.join("pack.yaml"));
    let generated = folder.join("cldr.yaml");
    if generated.is_file() {
        lay_under(&mut pack, read(&generated));
    }
    let names = match pack["names-everywhere"].as_bool() {
        Some(true) => {
            serde_json::json!({ "countries": pack["countries"], "cities": pack["cities"] }).to_string()
        }
        _ => String::new(),
    };
    Stored { tag: tag.to_owned(), json: pack.to_string(), names }
}

/// A file of YAML.
pub fn read(path: &Path) -> Value {
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
