//! The documents that are open in the editor, as they stand there, saved or not.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gen_lsp_types::{TextDocumentContentChangeEvent as Change, TextDocumentItem};

use super::position::{Encoding, Lines};
use super::uri;

/// A document open in the editor.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its address as the client writes it.
    pub uri: String,
    /// Its path, when it is a file or is to become one.
    pub path: Option<PathBuf>,
    /// What the client takes it for: `markdown`, `plaintext`.
    pub language: String,
    /// The client's count of its changes.
    pub version: i32,
    /// Its text as it stands.
    pub text: String,
}

impl Document {
    /// The document a client opens.
    pub fn new(item: TextDocumentItem) -> Self {
        Self {
            path: uri::to_path(&item.uri.0),
            uri: item.uri.0,
            language: String::from(item.language_id),
            version: item.version,
            text: item.text,
        }
    }

    /// Changes it as the client did, one change after the other.
    pub fn change(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) {
        self.version = version;
        for change in changes {
            match change {
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
                Change::TextDocumentContentChangePartial(part) => {
                    let span = Lines::new(&self.text, encoding).span(part.range);
                    self.text.replace_range(span.range(), &part.text);
                }
            }
        }
    }
}

/// All of them. A document is known by its path, or by its address when it has none:
/// clients escape one path in several ways.
#[derive(Debug, Default)]
pub struct Documents {
    open: BTreeMap<String, Document>,
}

impl Documents {
    fn key(uri: &str) -> String {
        uri::to_path(uri).map_or_else(|| uri.to_owned(), |path| path.to_string_lossy().into_owned())
    }

    /// Takes a document in; one opened twice is what it was opened as last.
    pub fn open(&mut self, document: Document) {
        self.open.insert(Self::key(&document.uri), document);
    }

    /// The document of an address.
    pub fn get(&self, uri: &str) -> Option<&Document> {
        self.open.get(&Self::key(uri))
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.open.get_mut(&Self::key(uri))
    }

    /// Lets a document go.
    pub fn close(&mut self, uri: &str) -> Option<Document> {
        self.open.remove(&Self::key(uri))
    }

    /// All of them, in one order.
    pub fn iter(&self) -> impl Iterator<Item = &Document> {
        self.open.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::{
        Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument,
    };

    fn document(text: &str) -> Document {
        Document {
            uri: "file:///a.md".to_owned(),
            path: None,
            language: String::new(),
            version: 1,
            text: text.to_owned(),
        }
    }

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> Change {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        Change::TextDocumentContentChangePartial(TextDocumentContentChangePartial {
            range,
            text: text.to_owned(),
            ..TextDocumentContentChangePartial::default()
        })
    }

    #[test]
    fn changes_apply_one_after_the_other() {
        let mut document = document("\u{5D0}\u{1F4A1} 12\nend");
        document.change(2, vec![part((0, 4), (0, 6), "13"), part((1, 0), (1, 3), "")], Encoding::Utf16);
        assert_eq!((document.version, document.text.as_str()), (2, "\u{5D0}\u{1F4A1} 13\n"));
        let whole = TextDocumentContentChangeWholeDocument { text: "new".to_owned() };
        document.change(3, vec![Change::TextDocumentContentChangeWholeDocument(whole)], Encoding::Utf16);
        assert_eq!(document.text, "new");
    }

    #[test]
    fn an_impossible_change_is_no_panic() {
        let mut document = document("\u{5D0}b\n");
        document.change(2, vec![part((9, 9), (3, 3), "x"), part((0, 1), (0, 0), "")], Encoding::Utf8);
        assert_eq!(document.text, "\u{5D0}b\nx", "a column inside a character is its start");
    }

    #[test]
    fn one_file_is_one_document_however_its_address_is_escaped() {
        let mut documents = Documents::default();
        documents.open(Document { uri: "file:///a%20b.md".to_owned(), ..document("1") });
        documents.open(Document { uri: "file:///a b.md".to_owned(), ..document("2") });
        assert_eq!(documents.iter().count(), 1);
        assert_eq!(documents.get("file:///a%20b%2Emd").map(|found| found.text.as_str()), Some("2"));
    }
}
