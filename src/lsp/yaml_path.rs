//! Where in a YAML file a cursor is, told from the text before it: a file that is
//! being written is no YAML yet.

/// One step from the head of the file to the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list.
    Item,
}

/// Where a cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The way to the mapping, list or value it is in.
    pub path: Vec<Step>,
    /// A key may stand here, rather than a value.
    pub key: bool,
    /// It is in a text of several lines, or a comment.
    pub prose: bool,
}

/// A level of the file that is open at the cursor.
#[derive(Debug)]
enum Level {
    /// A key or a list's dash, with its indentation.
    Block(usize, Step),
    /// `{`, with the key whose value is being written.
    Map(Option<String>),
    /// `[`.
    List,
}

/// Finds the cursor at an offset of a text.
pub fn cursor(text: &str, offset: usize) -> Cursor {
    let before = &text[..text.floor_char_boundary(offset)];
    let mut reader = Reader::default();
    // A line that begins at the margin begins anew.
    let start = before
        .rmatch_indices('\n')
        .map(|(at, _)| at + 1)
        .find(|at| before[*at..].starts_with(|c: char| c.is_ascii_alphabetic()));
    let mut lines = before[start.unwrap_or(0)..].split('\n').peekable();
    while let Some(line) = lines.next() {
        reader.line(line.trim_end_matches('\r'), lines.peek().is_none());
    }
    reader.cursor()
}

#[derive(Debug, Default)]
struct Reader {
    levels: Vec<Level>,
    /// The indentation of the key whose text of several lines is being read.
    text: Option<usize>,
    value: bool,
    prose: bool,
}

impl Reader {
    fn in_flow(&self) -> bool {
        matches!(self.levels.last(), Some(Level::Map(_) | Level::List))
    }

    fn line(&mut self, line: &str, last: bool) {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        (self.value, self.prose) = (false, false);
        if self.in_flow() {
            self.flow(content);
            return;
        }
        if let Some(of) = self.text {
            if content.is_empty() && !last || indent > of {
                self.prose = true;
                return;
            }
            self.text = None;
        }
        if content.is_empty() && !last {
            return;
        }
        self.block(content, indent);
    }

    fn block(&mut self, mut content: &str, mut indent: usize) {
        self.levels.retain(|level| match level {
            Level::Block(of, Step::Item) => *of < indent || *of == indent && content.starts_with('-'),
            Level::Block(of, Step::Key(_)) => *of < indent || *of == indent && content.starts_with('-'),
            _ => false,
        });
        while let Some(rest) =
            content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            self.levels.retain(|level| !matches!(level, Level::Block(of, Step::Item) if *of >= indent));
            self.levels.push(Level::Block(indent, Step::Item));
            let inner = rest.trim_start_matches(' ');
            indent += content.len() - inner.len();
            content = inner;
        }
        if content.starts_with('#') {
            self.prose = true;
        } else if let Some((key, value)) = key_of(content) {
            self.levels.push(Level::Block(indent, Step::Key(key)));
            self.value = true;
            match value.chars().next() {
                Some('|' | '>') => self.text = Some(indent),
                _ => self.flow(value),
            }
        } else {
            self.flow(content);
        }
    }

    /// Reads what stands in braces and brackets.
    fn flow(&mut self, text: &str) {
        let mut quote = None;
        let mut word = String::new();
        let mut blank = true;
        for c in text.chars() {
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (Some(_), c) => word.push(c),
                (None, '\'' | '"') if word.trim().is_empty() => {
                    word.clear();
                    quote = Some(c);
                }
                (None, '{') if word.trim().is_empty() => self.levels.push(Level::Map(None)),
                (None, '[') if word.trim().is_empty() => self.levels.push(Level::List),
                (None, '}' | ']') if self.in_flow() => {
                    self.levels.pop();
                }
                (None, '#') if blank && !self.in_flow() => {
                    self.prose = true;
                    return;
                }
                (None, ',') => {
                    if let Some(Level::Map(key)) = self.levels.last_mut() {
                        *key = None;
                    }
                }
                (None, ':') => {
                    if let Some(Level::Map(key @ None)) = self.levels.last_mut() {
                        *key = Some(word.trim().to_owned());
                    }
                }
                (None, c) => word.push(c),
            }
            if matches!((quote, c), (None, ',' | ':' | '{' | '[' | '}' | ']')) {
                word.clear();
            }
            blank = c == ' ';
        }
    }

    fn cursor(self) -> Cursor {
        let mut path = Vec::new();
        let mut key = !self.value;
        for level in self.levels {
            match level {
                Level::Block(_, step) => path.push(step),
                Level::Map(Some(inner)) => {
                    path.push(Step::Key(inner));
                    key = false;
                }
                Level::Map(None) => key = true,
                Level::List => {
                    path.push(Step::Item);
                    key = false;
                }
            }
        }
        Cursor { path, key, prose: self.prose }
    }
}

/// The key a line begins with, and what stands after its colon.
fn key_of(content: &str) -> Option<(String, &str)> {
    let (key, rest) = content.split_once(':')?;
    let plain =
        !key.is_empty() && !key.starts_with(['{', '[', '#', '&', '*', '!']) && !key.contains(['{', '[']);
    let ends = rest.is_empty() || rest.starts_with(' ');
    let key = key.trim().trim_matches(['"', '\'']).to_owned();
    (plain && ends).then(|| (key, rest.trim_start_matches(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way to the mark `|` in a text, a `+` behind it where a key may stand.
    fn way(text: &str) -> String {
        let offset = text.find('|').expect("the text has a mark");
        let found = cursor(&text.replace('|', ""), offset);
        let steps = found.path.iter().map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Item => "-",
        });
        let mut way = steps.collect::<Vec<_>>().join("/");
        if found.key {
            way.push('+');
        }
        if found.prose { "prose".to_owned() } else { way }
    }

    #[test]
    fn a_cursor_is_found_in_blocks() {
        assert_eq!(way("na|"), "+");
        assert_eq!(way("names:\n  china:\n    is: c|"), "names/china/is");
        assert_eq!(way("names:\n  china:\n    is: city\n    |"), "names/china+");
        assert_eq!(way("names:\n  china:\n    is: city\n  |"), "names+");
        assert_eq!(way("rules:\n  - id: a\n    |"), "rules/-+");
        assert_eq!(way("rules:\n  - id: a\n  - |"), "rules/-+");
        assert_eq!(way("rules:\n- id: a\n  about:\n    |"), "rules/-/about+");
        assert_eq!(way("rules:\n  - about:\n      any:\n        - x\n        - y|"), "rules/-/about/any/-+");
        assert_eq!(way("names:\n  a: {}\nterms:\n  |"), "terms+");
    }

    #[test]
    fn a_cursor_is_found_in_braces() {
        assert_eq!(way("names:\n  china: {|"), "names/china+");
        assert_eq!(way("names:\n  china: {country: |"), "names/china/country");
        assert_eq!(way("rules:\n  - about: {together: [a, |"), "rules/-/about/together/-");
        assert_eq!(way("rules:\n  - about: {together: [a, b], |"), "rules/-/about+");
        assert_eq!(way("rules:\n  - examples:\n      - {en: 'a: b, {c}', ex|"), "rules/-/examples/-+");
        assert_eq!(
            way("rules:\n  - examples:\n      - {en: 'a',\n         expect: |"),
            "rules/-/examples/-/expect"
        );
    }

    #[test]
    fn prose_is_left_alone() {
        assert_eq!(way("rules:\n  - claim: >\n      is: so|"), "prose");
        assert_eq!(way("rules:\n  - claim: >\n      is: so\n    |"), "rules/-+");
        assert_eq!(way("# na|"), "prose");
    }

    #[test]
    fn nothing_is_too_broken() {
        for text in ["}}}]]", "{[{[", "\u{5D0}: {\u{1F4A1}", ": : :", "- - - -", "\t\r\n\t", "'\"", "a: |\n"]
        {
            for offset in 0..=text.len() + 1 {
                let _ = cursor(text, offset);
            }
        }
    }
}
