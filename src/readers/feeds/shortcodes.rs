//! What is left of a WordPress text without its shortcodes: `[gallery ids="1,2"]`, `[caption]…[/caption]`? Brackets that authors write
//! themselves ("[sic]", "[the minister]") stay.

/// Codes that stand for something else than text, with all that is in them.
const WITH_CONTENT: [&str; 11] = [
    "audio",
    "caption",
    "code",
    "embed",
    "gallery",
    "playlist",
    "soundcloud",
    "video",
    "vimeo",
    "wp_caption",
    "youtube",
];

/// Codes that are known without any sign of it.
const KNOWN: [&str; 8] = ["contact-form", "dropcap", "gallery", "more", "nextpage", "quote", "pullquote", "toc"];

/// `text` without shortcodes. Of those that only frame a text the text stays.
pub(super) fn without(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    // From an end that is missing once, none is looked for again: so the time stays by the length.
    let mut unclosed: Vec<&str> = Vec::new();
    const MOST: usize = 100;
    while let Some(open) = rest.find('[') {
        let (before, at) = rest.split_at(open);
        left.push_str(before);
        let Some(code) = Code::at(at) else {
            left.push('[');
            rest = &at[1..];
            continue;
        };
        let behind = &at[code.len..];
        let may_close = !code.closes && unclosed.len() < MOST && !unclosed.contains(&code.name);
        let close = if may_close { closing(behind, code.name) } else { None };
        if may_close && close.is_none() {
            unclosed.push(code.name);
        }
        let is_code = code.closes || code.has_attributes || close.is_some() || KNOWN.contains(&code.name);
        let has_content = WITH_CONTENT.contains(&code.name.to_ascii_lowercase().as_str());
        rest = match close {
            Some((_, end)) if has_content => &behind[end..],
            _ if is_code || (has_content && !code.closes) => behind,
            _ => {
                left.push_str(&at[..code.len]);
                behind
            }
        };
    }
    left.push_str(rest);
    left
}

struct Code<'a> {
    name: &'a str,
    /// Of the code in brackets.
    len: usize,
    /// `[/name]`
    closes: bool,
    has_attributes: bool,
}

impl<'a> Code<'a> {
    /// The code at the bracket that opens `text`.
    fn at(text: &'a str) -> Option<Self> {
        const LONGEST: usize = 2000;
        let inside = &text[1..];
        let end = inside.as_bytes().iter().take(LONGEST).position(|b| matches!(b, b']' | b'['))?;
        let inner = inside[..end].trim();
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let len = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(inner.len());
        let (name, behind) = inner.split_at(len);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let ends_well = inside.as_bytes().get(end) == Some(&b']');
        (is_name && ends_well).then(|| Self { name, len: end + 2, closes, has_attributes: has_attribute(behind) })
    }
}

/// Whether there is `key=` or `key="`, or the slash of an empty code.
fn has_attribute(text: &str) -> bool {
    let before = |at: usize| text[..at].trim_end().chars().next_back();
    text.trim_end().ends_with('/') || text.find('=').is_some_and(|at| before(at).is_some_and(char::is_alphanumeric))
}

/// Where the end of a code stands: start and end of `[/name]`.
fn closing(text: &str, name: &str) -> Option<(usize, usize)> {
    let tag = format!("[/{name}]");
    let at = text.find(&tag)?;
    Some((at, at + tag.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_and_brackets_of_authors_stay() {
        let cases = [
            ("a [gallery ids=\"1,2\"] b", "a  b"),
            ("a [caption id='x' width=\"3\"]<img> The pier[/caption] b", "a  b"),
            ("[vc_row][vc_column width=\"1/2\"]Text[/vc_column][/vc_row]", "Text"),
            (
                "\"He [the captain] said [sic] so\" [1] [emphasis added]",
                "\"He [the captain] said [sic] so\" [1] [emphasis added]",
            ),
            ("[embed]https://x.example[/embed]b", "b"),
            ("a [unclosed", "a [unclosed"),
            ("[b[c]", "[b[c]"),
            ("[dropcap]T[/dropcap]he ferry", "The ferry"),
        ];
        for (text, expected) in cases {
            assert_eq!(without(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "[\\[\\]/a-b= \"é]{0,60}") {
            let _ = without(&text);
        }
    }
}
