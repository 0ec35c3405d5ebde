//! Every language's data files must have the form of a pack.

#![allow(clippy::disallowed_methods, reason = "tests read their data from files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use factlint::lang::dateline::validate;
use factlint::lang::fold::fold;
use factlint::lang::pack::Pack;
use rust_decimal::Decimal;
use walkdir::WalkDir;

fn files(name: &str) -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lang/packs");
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.file_name().is_some_and(|file| file == name))
        .collect()
}

fn read(path: &PathBuf) -> Pack {
    let text = fs::read_to_string(path).expect("a file just listed can be read");
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn hand_written_packs_have_the_form_of_a_pack() {
    for path in files("pack.yaml") {
        let folder = path.parent().and_then(|parent| parent.file_name());
        let pack = read(&path);
        assert_eq!(folder, Some(pack.tag.as_ref()), "{} bears another tag", path.display());
        assert!(!pack.name.is_empty(), "{} has no name", path.display());
    }
}

#[test]
fn generated_packs_have_the_form_of_a_pack() {
    for path in files("cldr.yaml") {
        let pack = read(&path);
        // Where CLDR writes months in digits or with two letters, the pack has them.
        let own = read(&path.with_file_name("pack.yaml"));
        let months: BTreeSet<u8> = pack.dates.months.keys().chain(own.dates.months.keys()).copied().collect();
        assert_eq!(months.len(), 12, "{}", path.display());
        assert_eq!(pack.dates.weekdays.len(), 7, "{}", path.display());
        assert!(pack.countries.len() > 240, "{}", path.display());
    }
}

#[test]
fn keys_of_hand_written_packs_are_values() {
    for path in files("pack.yaml") {
        let (pack, path) = (read(&path), path.display());
        let numbers = &pack.numbers;
        for key in [&numbers.cardinals, &numbers.scales, &numbers.ordinals, &numbers.multiples]
            .into_iter()
            .flat_map(|map| map.keys())
        {
            assert!(key.parse::<Decimal>().is_ok(), "{path}: {key} is no number");
        }
        for key in numbers.fractions.keys().chain(numbers.and_fractions.keys()) {
            let parts = key.split_once('/').map(|(over, under)| (over.parse::<i64>(), under.parse::<i64>()));
            assert!(matches!(parts, Some((Ok(_), Ok(1..)))), "{path}: {key} is no fraction");
        }
        for key in numbers.vague.keys() {
            let ends = key.split_once("..").is_some_and(|(low, high)| {
                [low, high].iter().all(|end| end.is_empty() || end.parse::<Decimal>().is_ok())
            });
            assert!(ends, "{path}: {key} is no range");
        }
        for code in pack.countries.keys() {
            let country = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
            // Regions have the three digits of UN M49.
            let region = code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
            assert!(country || region, "{path}: {code}");
        }
        assert_eq!(validate(&pack), Ok(()), "{path}");
    }
}

#[test]
fn two_spellings_of_a_name_are_not_one_when_folded() {
    for path in files("pack.yaml") {
        for ways in read(&path).relations.spellings {
            let mut seen = BTreeSet::new();
            for way in ways {
                let forms: BTreeSet<String> = way.iter().map(|form| fold(form).text).collect();
                let same = seen.intersection(&forms).next().cloned();
                assert_eq!(same, None, "{}: a form of two spellings", path.display());
                seen.extend(forms);
            }
        }
    }
}
