//! Dates read, written, compared and refused.

use super::*;

fn read(text: &str) -> Edtf {
    text.parse().expect("the test gives a date")
}

#[test]
fn every_form_is_written_as_it_is_read() {
    for text in [
        "2024-07-05",
        "2024-07",
        "2024",
        "198X",
        "18XX",
        "XXXX-10-02",
        "XXXX-XX-05",
        "XXXX-10",
        "2024-33",
        "2024-36",
        "XXXX-34",
        "2024-40",
        "XXXX-41",
        "1950/1953",
        "2024-01/2024-05",
        "-0044-03-15",
        "0001",
        "2024-XX-05",
        "-004X",
        "Y12000",
        "2024-02-30",
    ] {
        assert_eq!(read(text).to_string(), text);
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "24",
        "2024-7-5",
        "2024-13",
        "2024-00",
        "2024-07-32",
        "2024-07-05-01",
        "XXXX",
        "2024-21",
        "XX24",
        "2024-XX",
        "a/b",
        "2024/",
        "1950/1953/1956",
        "-XXXX",
        "20 4",
        "Y12",
        "\u{661}\u{669}",
        "+024",
    ] {
        assert!(text.parse::<Edtf>().is_err(), "{text}");
    }
}

#[test]
fn bounds() {
    let bounds = |text: &str| {
        let date = read(text);
        (date.first_day().map(|day| day.to_string()), date.last_day().map(|day| day.to_string()))
    };
    let some = |first: &str, last: &str| (Some(first.to_owned()), Some(last.to_owned()));
    assert_eq!(bounds("2024-07-05"), some("2024-07-05", "2024-07-05"));
    assert_eq!(bounds("2024-02"), some("2024-02-01", "2024-02-29"));
    assert_eq!(bounds("2024"), some("2024-01-01", "2024-12-31"));
    assert_eq!(bounds("2024-34"), some("2024-04-01", "2024-06-30"));
    assert_eq!(bounds("2024-41"), some("2024-07-01", "2024-12-31"));
    assert_eq!(bounds("198X"), some("1980-01-01", "1989-12-31"));
    assert_eq!(bounds("18XX"), some("1800-01-01", "1899-12-31"));
    assert_eq!(bounds("1950/1953"), some("1950-01-01", "1953-12-31"));
    assert_eq!(bounds("XXXX-10-02"), (None, None));
    assert_eq!(bounds("2024-02-30"), (None, None));
    assert_eq!(bounds("Y12000"), (None, None));
}

#[test]
fn containment() {
    for (whole, part) in [
        ("2024-07", "2024-07-05"),
        ("2024", "2024-07"),
        ("XXXX-10-02", "2024-10-02"),
        ("XXXX-10", "XXXX-10-02"),
        ("2024-40", "2024-34"),
        ("XXXX-36", "XXXX-10-02"),
        ("XXXX-41", "2024-36"),
        ("198X", "1985-03"),
        ("19XX", "198X"),
        ("1950/1953", "1951"),
        ("2024", "2024"),
    ] {
        assert!(read(whole).contains(&read(part)), "{whole} {part}");
    }
    for (whole, part) in [
        ("2024-07-05", "2024-07"),
        ("2023", "2024-07-05"),
        ("2024-33", "2024-04"),
        ("1950/1953", "1949/1951"),
        ("2024-10-02", "XXXX-10-02"),
        ("XXXX-33", "2024"),
    ] {
        assert!(!read(whole).contains(&read(part)), "{whole} {part}");
    }
}

#[test]
fn years_days_and_weekdays() {
    assert_eq!(read("2024-33").year_of(), Some(2024));
    assert_eq!(read("2024-01/2024-05").year_of(), Some(2024));
    assert_eq!(read("1950/1953").year_of(), None);
    assert_eq!(read("198X").year_of(), None);
    assert!(read("XXXX-02-29").is_valid_day());
    assert!(!read("2023-02-29").is_valid_day());
    assert!(!read("XXXX-06-31").is_valid_day());
    assert!(read("XXXX-XX-31").is_valid_day());
    assert_eq!(read("2024-07-05").weekday(), Some(5));
    assert_eq!(read("2024-07-07").weekday(), Some(7));
    assert_eq!(read("2024-07").weekday(), None);
    assert_eq!(read("2024-02-30").weekday(), None);
}
