//! What does a file in Rich Text Format spell: groups, control words, characters? And in which encoding are the latter?

use encoding_rs::Encoding;

/// One piece of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol other than a hexadecimal byte.
    Symbol(u8),
    /// One byte of text, written in hexadecimal.
    Byte(u8),
    /// Bytes of text as they stand.
    Text(&'a [u8]),
}

/// Cuts a file into tokens. Line breaks mean nothing and are passed over; so is binary data.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digits = self.bytes.get(self.at..self.at + 2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        self.at += if byte.is_some() { 2 } else { 0 };
        Some(Token::Byte(byte.unwrap_or(b'?')))
    }

    fn word(&mut self) -> Token<'a> {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + sign..].iter().take_while(|b| b.is_ascii_digit()).count();
        let number_end = if digits > 0 { letters + sign + digits } else { letters };
        let ascii = |range: &'a [u8]| std::str::from_utf8(range).unwrap_or_default();
        let (name, number) = (ascii(&rest[..letters]), ascii(&rest[letters..number_end]).parse().ok());
        self.at += number_end + usize::from(rest.get(number_end) == Some(&b' '));
        if let ("bin", Some(len)) = (name, number) {
            self.at += usize::try_from(len).unwrap_or(0);
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while matches!(self.peek()?, b'\r' | b'\n' | 0) {
            self.at += 1;
        }
        match self.peek()? {
            b'{' => {
                self.at += 1;
                Some(Token::Open)
            }
            b'}' => {
                self.at += 1;
                Some(Token::Close)
            }
            b'\\' => {
                self.at += 1;
                self.control()
            }
            _ => {
                let start = self.at;
                let rest = &self.bytes[start..];
                let len = rest.iter().position(|b| b"\\{}\r\n\0".contains(b)).unwrap_or(rest.len());
                self.at += len;
                Some(Token::Text(&rest[..len]))
            }
        }
    }
}

/// The encoding of a Windows code page.
pub(super) fn of_code_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 => encoding_rs::WINDOWS_1252,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        866 => encoding_rs::IBM866,
        10000 => encoding_rs::MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        20866 => encoding_rs::KOI8_R,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The encoding of a font's character set; none for those that leave it to the file.
pub(super) fn of_character_set(set: i32) -> Option<&'static Encoding> {
    of_code_page(match set {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// The character of a control word that stands for one.
pub(super) fn character_of(word: &str) -> Option<char> {
    Some(match word {
        "emdash" => '—',
        "endash" => '–',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "bullet" => '•',
        "emspace" | "enspace" | "qmspace" => ' ',
        "tab" => '\t',
        "line" | "lbr" => '\n',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_cut_into_tokens() {
        let found: Vec<_> = Tokens::new(b"{\\rtf1\\b0 a\r\nb\\'e9\\u-10179 ?\\~\\bin2 }x}").collect();
        let expected = [
            Token::Open,
            Token::Word("rtf", Some(1)),
            Token::Word("b", Some(0)),
            Token::Text(b"a"),
            Token::Text(b"b"),
            Token::Byte(0xe9),
            Token::Word("u", Some(-10179)),
            Token::Text(b"?"),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(2)),
            Token::Close,
        ];
        assert_eq!(found, expected);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>, words in "[\\\\{}a-z0-9' -]{0,40}") {
            let _ = (Tokens::new(&bytes).count(), Tokens::new(words.as_bytes()).count());
        }
    }
}
