//! JSON as the protocol has it: numbers are whole, and nothing is nested deeper than 32.

use std::fmt::{self, Display, Formatter, Write};

pub const DEPTH_LIMIT: usize = 32;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object with these members in this order.
    pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
        Json::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// A list of words.
    pub fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Json {
        Json::List(words.into_iter().map(Json::from).collect())
    }

    /// A 64-bit value, which is written as a string.
    pub fn value(number: u64) -> Json {
        Json::Text(number.to_string())
    }

    /// A member of an object; of two with the same name the last.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => {
                let found = members.iter().rev().find(|(known, _)| known == name);
                found.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Adds a member to an object.
    pub fn push(&mut self, name: &str, value: Json) {
        if let Json::Object(members) = self {
            members.push((name.to_owned(), value));
        }
    }

    /// Adds the members of another object to an object.
    pub fn extend(&mut self, other: Json) {
        if let (Json::Object(members), Json::Object(more)) = (self, other) {
            members.extend(more);
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Reads all of a text; the error is a sentence without its end.
    pub fn parse(text: &str) -> Result<Json, String> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0)?;
        parser.skip_space();
        if parser.at < text.len() {
            return Err(parser.error("something stands behind the end"));
        }
        Ok(value)
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Json {
        Json::Bool(truth)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Json {
        Json::Number(number)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_owned())
    }
}

impl Display for Json {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        match self {
            Json::Null => out.write_str("null"),
            Json::Bool(truth) => write!(out, "{truth}"),
            Json::Number(number) => write!(out, "{number}"),
            Json::Text(text) => write_text(out, text),
            Json::List(items) => {
                out.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    write!(out, "{item}")?;
                }
                out.write_char(']')
            }
            Json::Object(members) => {
                out.write_char('{')?;
                for (index, (name, value)) in members.iter().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    write_text(out, name)?;
                    write!(out, ":{value}")?;
                }
                out.write_char('}')
            }
        }
    }
}

fn write_text(out: &mut Formatter, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for letter in text.chars() {
        match letter {
            '"' | '\\' => write!(out, "\\{letter}")?,
            '\u{0}'..='\u{1f}' => write!(out, "\\u{:04x}", u32::from(letter))?,
            _ => out.write_char(letter)?,
        }
    }
    out.write_char('"')
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn error(&self, what: &str) -> String {
        format!("{what} (at byte {})", self.at)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes a text if it comes next.
    fn take(&mut self, expected: &str) -> bool {
        let found = self.text.as_bytes()[self.at..].starts_with(expected.as_bytes());
        self.at += if found { expected.len() } else { 0 };
        found
    }

    /// A value inside so many lists and objects.
    fn value(&mut self, depth: usize) -> Result<Json, String> {
        self.skip_space();
        match self.peek() {
            Some(b'{' | b'[') if depth == DEPTH_LIMIT => {
                Err(self.error(&format!("it is nested deeper than {DEPTH_LIMIT}")))
            }
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.list(depth + 1),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.take("true") => Ok(Json::Bool(true)),
            _ if self.take("false") => Ok(Json::Bool(false)),
            _ if self.take("null") => Ok(Json::Null),
            _ => Err(self.error("a value was expected")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, String> {
        let mut members = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.take("}") {
            return Ok(Json::Object(members));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.error("a name was expected"));
            }
            let name = self.string()?;
            self.skip_space();
            if !self.take(":") {
                return Err(self.error("a colon was expected"));
            }
            members.push((name, self.value(depth)?));
            self.skip_space();
            if self.take("}") {
                return Ok(Json::Object(members));
            }
            if !self.take(",") {
                return Err(self.error("a comma or the end of an object was expected"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, String> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.take("]") {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            self.skip_space();
            if self.take("]") {
                return Ok(Json::List(items));
            }
            if !self.take(",") {
                return Err(self.error("a comma or the end of a list was expected"));
            }
        }
    }

    fn number(&mut self) -> Result<Json, String> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let digits = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        let has_zero_in_front = self.at - digits > 1 && self.text.as_bytes()[digits] == b'0';
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) || has_zero_in_front {
            return Err(self.error("a whole number was expected"));
        }
        let number = self.text[start..self.at].parse();
        number.map_or_else(
            |_| Err(self.error("a whole number was expected")),
            |n| Ok(Json::Number(n)),
        )
    }

    fn string(&mut self) -> Result<String, String> {
        let mut text = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            match rest.chars().next() {
                None => return Err(self.error("a string has no end")),
                Some('"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => {
                    self.at += 1;
                    text.push(self.escape()?);
                }
                Some('\u{0}'..='\u{1f}') => {
                    return Err(self.error("a string has a control character"))
                }
                Some(letter) => {
                    self.at += letter.len_utf8();
                    text.push(letter);
                }
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, String> {
        let Some(letter) = self.peek() else {
            return Err(self.error("a string has no end"));
        };
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.error("a string has an unknown escape")),
        })
    }

    /// The character of one escape, or of two that make a surrogate pair.
    fn unicode(&mut self) -> Result<char, String> {
        let mut units = vec![self.hexadecimal()?];
        if (0xd800..0xdc00).contains(&units[0]) && self.take("\\u") {
            units.push(self.hexadecimal()?);
        }
        match char::decode_utf16(units).collect::<Result<Vec<char>, _>>() {
            Ok(letters) if letters.len() == 1 => Ok(letters[0]),
            _ => Err(self.error("a string is no Unicode text")),
        }
    }

    fn hexadecimal(&mut self) -> Result<u16, String> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let digits = digits.filter(|four| four.iter().all(u8::is_ascii_hexdigit));
        let text = digits.and_then(|four| std::str::from_utf8(four).ok());
        self.at += if text.is_some() { 4 } else { 0 };
        text.and_then(|four| u16::from_str_radix(four, 16).ok())
            .ok_or_else(|| self.error("four hexadecimal digits were expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn what_is_read_is_written_the_same() {
        for text in [
            "null",
            "[true,false,-9223372036854775808,0]",
            r#"{"a":{"b":[]},"c":"\"\\ü\u0007"}"#,
            "{}",
        ] {
            assert_eq!(Json::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn escapes_and_space_are_read() {
        let read = Json::parse(" [ \"\\u00fc\\ud83d\\ude00\\/\\n\" , 1 ]\r").unwrap();
        assert_eq!(read, Json::List(vec![Json::from("ü😀/\n"), Json::from(1)]));
    }

    #[test]
    fn of_two_members_with_one_name_the_last_counts() {
        assert_eq!(
            Json::parse(r#"{"a":1,"a":2}"#).unwrap().get("a"),
            Some(&Json::Number(2))
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            " ",
            "{",
            "[1",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "1 2",
            "tru",
            "-",
            "01",
            "1.5",
            "1e3",
            "9223372036854775808",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\n\"",
            "NaN",
            "\"\\u+123\"",
            "\"\\u12ü\"",
            "'a'",
            "\u{feff}1",
        ] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_so_much_nesting_is_read() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Json::parse(&nested(32)).is_ok());
        assert!(Json::parse(&nested(33)).is_err());
        assert!(Json::parse(&"[".repeat(1 << 20)).is_err());
    }
}
