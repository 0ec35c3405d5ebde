//! `file:` addresses as paths, and the other way round.

use std::path::{Path, PathBuf};

/// The path a `file:` address names; `None` for any other address.
pub fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // What stands before the first slash is the machine: this one.
    let rest = &rest[rest.find('/')?..];
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let path = decode(rest)?;
    // `/c:/stories` on Windows.
    let drive = path.as_bytes().get(2) == Some(&b':') && cfg!(windows);
    Some(PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// The address of a path.
pub fn from_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    let mut uri = format!("file://{slash}");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The last part of an address that is no file: `Untitled-1` of `untitled:Untitled-1`.
pub fn last_part(uri: &str) -> String {
    let rest = uri.split_once(':').map_or(uri, |(_, rest)| rest);
    let last = rest.rsplit('/').find(|part| !part.is_empty()).unwrap_or(rest);
    decode(last).unwrap_or_else(|| last.to_owned())
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| byte == b'%');
        let value = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(value.unwrap_or(byte));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back_from_its_address() {
        for path in ["/a/b c.md", "/50%/x#y?.md", "/\u{5D0}/\u{1F4A1}.txt", "/"] {
            let uri = from_path(Path::new(path));
            assert!(uri.is_ascii(), "{uri}");
            assert_eq!(to_path(&uri).as_deref(), Some(Path::new(path)), "{uri}");
        }
    }

    #[test]
    fn addresses_are_read_however_they_are_escaped() {
        assert_eq!(to_path("file:///a%20b%2Ec"), Some(PathBuf::from("/a b.c")));
        assert_eq!(to_path("file://host/a"), Some(PathBuf::from("/a")));
        assert_eq!(to_path("file:///100%"), Some(PathBuf::from("/100%")));
        assert_eq!(to_path("file:///%FF"), None);
        assert_eq!(to_path("file://"), None);
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(last_part("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(last_part("vscode-vfs://a/b%20c"), "b c");
    }
}
