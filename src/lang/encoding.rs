//! Encodings that are not UTF-8, recognised so that they can be named. They are
//! never decoded: a guess would put words into an article.

use serde::Deserialize;

use super::data;

/// A family of encodings and the bytes it writes letters with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Family {
    /// As people know it.
    name: String,
    /// First and last byte of its letters; for two-byte encodings, of the first byte.
    lead: (u8, u8),
    /// First and last value of the second byte.
    #[serde(default)]
    trail: Option<(u8, u8)>,
    /// Bytes above 127 that a text of this family writes often, and its
    /// neighbours never or rarely.
    typical: (u8, u8),
    /// At least this many bytes of a hundred above 127 are letters.
    letters: usize,
    /// At least this many letters of a hundred are typical.
    often: usize,
}

/// The family of encodings a text seems to be written in, where the bytes leave
/// little doubt.
#[must_use]
pub fn likely_family(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    if let Some(name) = bare_utf16(head) {
        return Some(name);
    }
    let mut fitting = data::tables().encodings.iter().filter(|family| family.fits(head));
    // Two that fit are one guess too many.
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first.name.as_str())
}

/// UTF-16 without a byte order mark: spaces and digits leave a zero in every
/// second byte, always on the same side.
#[must_use]
pub fn bare_utf16(bytes: &[u8]) -> Option<&'static str> {
    let mut zeros = [0_usize; 2];
    for (at, byte) in bytes.iter().enumerate().take(64 * 1024) {
        if *byte == 0 {
            zeros[at % 2] += 1;
        }
    }
    match zeros {
        [0, low] if low >= 8 => Some("UTF-16 without a byte order mark"),
        [high, 0] if high >= 8 => Some("UTF-16 without a byte order mark"),
        _ => None,
    }
}

impl Family {
    fn fits(&self, bytes: &[u8]) -> bool {
        let (high, leads) = match self.trail {
            Some(trail) => self.pairs(bytes, trail),
            None => self.singles(bytes),
        };
        let typical = leads.iter().filter(|lead| between(**lead, self.typical)).count();
        leads.len() >= 24
            && leads.len() * 100 >= high * self.letters
            && typical * 100 >= leads.len() * self.often
    }

    fn singles(&self, bytes: &[u8]) -> (usize, Vec<u8>) {
        let high: Vec<u8> = bytes.iter().copied().filter(|byte| *byte >= 0x80).collect();
        let letters = high.iter().copied().filter(|byte| between(*byte, self.lead)).collect();
        (high.len(), letters)
    }

    fn pairs(&self, bytes: &[u8], trail: (u8, u8)) -> (usize, Vec<u8>) {
        let (mut high, mut leads, mut at) = (0, Vec::new(), 0);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if byte < 0x80 {
                continue;
            }
            high += 1;
            if let Some(&second) = bytes.get(at)
                && between(second, trail)
            {
                at += 1;
                if between(byte, self.lead) {
                    leads.push(byte);
                }
            }
        }
        (high, leads)
    }
}

const fn between(byte: u8, (first, last): (u8, u8)) -> bool {
    first <= byte && byte <= last
}
