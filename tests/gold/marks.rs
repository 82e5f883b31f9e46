//! What does a marked file say? Plain text, and what stands in it; the marks are described in `README.md`.

use dateline::model::{CountryCode, How, QuoteKind, Span, SpeakerKind};

/// An article without its marks, and the marks.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) plain: String,
    pub(super) persons: Vec<PersonMark>,
    pub(super) countries: Vec<CountryMark>,
    pub(super) quotes: Vec<QuoteMark>,
    /// Words in quotation marks that are nobody's speech.
    pub(super) phrases: Vec<Span>,
}

/// A mention of a person. All spans are bytes of the plain text.
pub(super) struct PersonMark {
    pub(super) span: Span,
    pub(super) name: String,
    /// Finding it is neither right nor wrong.
    pub(super) open: bool,
}

/// A mention of a country.
pub(super) struct CountryMark {
    pub(super) span: Span,
    pub(super) code: CountryCode,
    pub(super) how: How,
    pub(super) open: bool,
}

/// Words reported as someone's.
pub(super) struct QuoteMark {
    pub(super) span: Span,
    pub(super) kind: QuoteKind,
    /// Who said it; any of them will do.
    pub(super) speakers: Vec<String>,
    /// Whether nobody need be named.
    pub(super) unnamed: bool,
    pub(super) speaker_kind: Option<SpeakerKind>,
    /// To whom it was said; not judged if nothing is marked.
    pub(super) to: Vec<String>,
    pub(super) open: bool,
}

/// The articles of a file with their names: each begins with a line `=== name`, and what stands before the first is a
/// comment.
pub(super) fn articles(file: &str, content: &str) -> Result<Vec<(String, Marked)>, String> {
    let mut articles: Vec<(String, Marked)> = Vec::new();
    let mut started: Option<(&str, usize, String)> = None;
    for (number, line) in content.lines().enumerate() {
        if let Some(name) = line.strip_prefix("=== ") {
            articles.extend(finished(file, started.take())?);
            started = Some((name.trim(), number + 2, String::new()));
        } else if let Some((_, _, text)) = &mut started {
            text.push_str(line);
            text.push('\n');
        }
    }
    articles.extend(finished(file, started)?);
    for (at, (name, _)) in articles.iter().enumerate() {
        if articles[..at].iter().any(|(other, _)| other == name) {
            return Err(format!("{file}: two articles are called {name}"));
        }
    }
    Ok(articles)
}

fn finished(file: &str, started: Option<(&str, usize, String)>) -> Result<Option<(String, Marked)>, String> {
    let Some((name, line, text)) = started else { return Ok(None) };
    let marked = parse(text.trim_end()).map_err(|(at, reason)| {
        let line = line + text[..at].matches('\n').count();
        format!("{file}:{line}: {reason}")
    })?;
    Ok(Some((name.to_owned(), marked)))
}

/// Takes the marks out of a text. An error tells the byte at which it stands.
fn parse(text: &str) -> Result<Marked, (usize, String)> {
    let mut marked = Marked::default();
    let mut open: Vec<(usize, &str, u32)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("[[") || rest.starts_with("{{") {
            open.push((at, &rest[..2], marked.plain.len() as u32));
            at += 2;
        } else if rest.starts_with("]]") || rest.starts_with("}}") {
            return Err((at, "a mark ends without saying what it marks".to_owned()));
        } else if c == '|' {
            let Some((from, opening, start)) = open.pop() else { return Err((at, "a | outside marks".to_owned())) };
            let closing = if opening == "[[" { "]]" } else { "}}" };
            let length = rest.find(closing).ok_or_else(|| (from, format!("no {closing}")))?;
            let span = Span::new(start, marked.plain.len() as u32);
            let fields: Vec<&str> = rest[1..length].split('|').map(str::trim).collect();
            add(&mut marked, opening, span, &fields).map_err(|reason| (from, reason))?;
            at += length + 2;
        } else {
            marked.plain.push(c);
            at += c.len_utf8();
        }
    }
    open.pop().map_or(Ok(marked), |(from, _, _)| Err((from, "a mark does not end".to_owned())))
}

fn add(marked: &mut Marked, opening: &str, span: Span, fields: &[&str]) -> Result<(), String> {
    let words = &marked.plain[span.start as usize..span.end as usize];
    if !words.contains(char::is_alphanumeric) {
        return Err("a mark without words".to_owned());
    }
    match (opening, fields) {
        ("{{", ["phrase"]) => marked.phrases.push(span),
        ("{{", [kind, speaker, options @ ..]) => marked.quotes.push(quote(span, kind, speaker, options)?),
        ("[[", [field]) => {
            let (field, open) = field.strip_suffix('?').map_or((*field, false), |field| (field, true));
            if field == "p" {
                let name = words.to_owned();
                marked.persons.push(PersonMark { span, name, open });
            } else if let Some(name) = field.strip_prefix("p:") {
                marked.persons.push(PersonMark { span, name: name.to_owned(), open });
            } else if let Some((code, how)) = field.strip_prefix("c:").and_then(|field| field.split_once(' ')) {
                let code = CountryCode::new(code).ok_or_else(|| format!("no country code: {code}"))?;
                marked.countries.push(CountryMark { span, code, how: way(how)?, open });
            } else {
                return Err(format!("not p, p:NAME or c:CODE WAY: {field}"));
            }
        }
        _ => return Err(format!("too many or too few parts: {fields:?}")),
    }
    Ok(())
}

fn way(word: &str) -> Result<How, String> {
    match word {
        "name" => Ok(How::Name),
        "adjective" => Ok(How::Adjective),
        "city" => Ok(How::City),
        "region" => Ok(How::Region),
        "metonym" => Ok(How::Metonym),
        _ => Err(format!("no way to name a country: {word}")),
    }
}

fn quote(span: Span, kind: &str, speaker: &str, options: &[&str]) -> Result<QuoteMark, String> {
    let (kind, open) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
    let known = QuoteKind::SPEECH.into_iter().find(|known| known.as_str() == kind);
    let kind = known.ok_or_else(|| format!("no kind of quote: {kind}"))?;
    let mut speakers: Vec<String> = speaker.split(" / ").map(str::to_owned).collect();
    let unnamed = speakers.iter().any(|name| name == "?");
    speakers.retain(|name| name != "?");
    if speakers.iter().any(String::is_empty) {
        return Err("no speaker".to_owned());
    }
    let mut quote = QuoteMark { span, kind, speakers, unnamed, speaker_kind: None, to: Vec::new(), open };
    for option in options {
        match option.strip_prefix("to=") {
            Some(name) => quote.to.push(name.to_owned()),
            None => quote.speaker_kind = Some(speaker_kind(option)?),
        }
    }
    Ok(quote)
}

fn speaker_kind(word: &str) -> Result<SpeakerKind, String> {
    match word {
        "person" => Ok(SpeakerKind::Person),
        "organisation" => Ok(SpeakerKind::Organisation),
        "document" => Ok(SpeakerKind::Document),
        _ => Err(format!("no kind of speaker: {word}")),
    }
}

#[test]
fn marks_are_taken_out_of_the_text() {
    let content = "A comment.\n=== one\n[[Ann Lee|p]] said {{the “[[Greek|c:GR adjective]]” ship left|mixed|Ann Lee|person|to=Bo}}.\n";
    let articles = articles("a.txt", content).unwrap();
    let [(name, marked)] = articles.as_slice() else { panic!("{}", articles.len()) };
    assert_eq!((name.as_str(), marked.plain.as_str()), ("one", "Ann Lee said the “Greek” ship left."));
    let slice = |span: Span| &marked.plain[span.start as usize..span.end as usize];
    assert_eq!((slice(marked.persons[0].span), marked.persons[0].name.as_str()), ("Ann Lee", "Ann Lee"));
    assert_eq!((slice(marked.countries[0].span), marked.countries[0].how), ("Greek", How::Adjective));
    let quote = &marked.quotes[0];
    assert_eq!((slice(quote.span), quote.kind), ("the “Greek” ship left", QuoteKind::Mixed));
    assert_eq!((quote.speaker_kind, quote.to.as_slice()), (Some(SpeakerKind::Person), &["Bo".to_owned()][..]));
}

#[test]
fn a_malformed_mark_is_named_with_file_and_line() {
    let cases = [
        ("Fine.\n[[Ann", "a.txt:3: a mark does not end"),
        ("Fine.\n\n[[Ann|p", "a.txt:4: no ]]"),
        ("[[Ann]]", "a.txt:2: a mark ends without saying what it marks"),
        ("[[Ann|x]]", "a.txt:2: not p, p:NAME or c:CODE WAY: x"),
        ("[[Oslo|c:NO town]]", "a.txt:2: no way to name a country: town"),
        ("[[Oslo|c:NOR city]]", "a.txt:2: no country code: NOR"),
        ("{{Yes|loud|Ann}}", "a.txt:2: no kind of quote: loud"),
        ("{{Yes|direct|}}", "a.txt:2: no speaker"),
        ("{{Yes|direct}}", "a.txt:2: too many or too few parts: [\"direct\"]"),
        ("{{“”|direct|Ann}}", "a.txt:2: a mark without words"),
        ("One | two", "a.txt:2: a | outside marks"),
    ];
    for (text, expected) in cases {
        let error = articles("a.txt", &format!("=== one\n{text}\n")).err();
        assert_eq!(error.as_deref(), Some(expected), "{text}");
    }
}
