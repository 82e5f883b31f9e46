//! Which articles are in an export of Europresse, and what does each say?
//!
//! Outlet, date line and title have classes of their own, in the older pages of tables as in the newer ones of `article`
//! elements; author and text follow the title, and the notice of rights and the document's number follow the text.

use super::entry::{Entry, Export};
use super::labels::is_rights;
use super::line::{Line, joined};
use super::{markup, shows};
use crate::model::Format;
use crate::readers::byline;
use crate::text::fold;

/// Whether a page shows itself as an export of Europresse.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    shows(bytes, &["DocPublicationName", "titreArticle", "TitreArticle"])
        && shows(bytes, &["uropresse", "EUROPRESSE", "cedrom", "DocHeader", "publiC"])
}

/// Reads a page.
pub(super) fn of_page(content: &str) -> Export {
    let lines = markup::lines(content);
    let in_articles = lines.iter().any(|line| line.article > 0 && is_outlet(line));
    let records: Vec<&[Line]> = if in_articles {
        lines.chunk_by(|a, b| a.article == b.article).filter(|record| record[0].article > 0).collect()
    } else {
        let starts: Vec<usize> =
            (0..lines.len()).filter(|at| is_outlet(&lines[*at]) && (*at == 0 || !is_outlet(&lines[*at - 1]))).collect();
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        starts.iter().zip(ends).map(|(start, end)| &lines[*start..end]).collect()
    };
    Export { format: Format::Europresse, entries: records.into_iter().map(entry).collect() }
}

fn is_outlet(line: &Line) -> bool {
    line.has_class_like("docpublicationname")
}

fn is_title(line: &Line) -> bool {
    line.has_class_like("titrearticle") || line.has_class_like("articletitle")
}

fn entry(lines: &[Line]) -> Result<Entry, String> {
    let outlet = joined(lines.iter().filter(|line| is_outlet(line)).take(1));
    let header = joined(lines.iter().filter(|line| line.has_class_like("docheader")));
    let title = joined(lines.iter().filter(|line| is_title(line)));
    let start = lines.iter().rposition(|line| is_title(line) || is_outlet(line) || line.has_class_like("docheader"));
    let mut rest = &lines[start.map_or(0, |at| at + 1)..];
    let mut entry = Entry { outlet: without_issue(&outlet), date: header, title, ..Entry::default() };
    let marked = lines.iter().find(|line| line.has_class_like("docauthor") || line.has_class("author"));
    if let Some(author) = marked {
        entry.byline.clone_from(&author.words);
    } else if let Some((first, after)) = rest.split_first()
        && is_author(first)
        && after.first().is_none_or(|next| !next.is_soft)
    {
        entry.byline.clone_from(&first.words);
        rest = after;
    }
    let end = rest.iter().position(is_end).unwrap_or(rest.len());
    let is_text = |line: &&Line| !line.has_class_like("docauthor") && !line.has_class("author");
    let (text, after) = rest.split_at(end);
    for line in text.iter().filter(is_text) {
        match entry.paragraphs.last_mut().filter(|_| line.is_soft) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(&line.words);
            }
            None => entry.paragraphs.push(line.words.clone()),
        }
    }
    entry.id = after.iter().chain(lines).find_map(|line| number_in(&line.words));
    entry.checked()
}

/// The outlet without the number of its issue: "Magazine, no. 5968".
fn without_issue(outlet: &str) -> String {
    let folded = outlet.to_lowercase();
    let cut =
        [", no. ", ", no ", ", n° ", ", nº ", ", nr. ", ", vol. "].iter().filter_map(|mark| folded.find(mark)).min();
    // Small letters may be longer than their capitals; such a place is no place.
    cut.and_then(|at| outlet.get(..at)).unwrap_or(outlet).trim().to_owned()
}

/// Whether the line below the title is the author's.
fn is_author(line: &Line) -> bool {
    const PARTICLES: [&str; 16] =
        ["de", "du", "des", "la", "le", "van", "von", "der", "et", "and", "und", "avec", "à", "in", "d", "l"];
    let words: Vec<&str> =
        line.words.split([' ', ',', ';', '-', '\'', '’', '.']).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c == '(') || PARTICLES.contains(word);
    let plain = (2..=8).contains(&words.len()) && line.words.len() <= 80 && line.bold == 0;
    byline::is_byline(&line.words)
        || (plain && words.iter().all(is_name) && !line.words.ends_with(['.', '!', '?', ':']))
}

/// Whether the text is over: rights, the document's number, the certificate.
fn is_end(line: &Line) -> bool {
    const OPENINGS: [&str; 12] = [
        "numero de document",
        "document number",
        "dokumentnummer",
        "ce certificat est",
        "this certificate is",
        "le present document est protege",
        "this document is protected",
        "date d'emission",
        "date d’emission",
        "issue date",
        "cet article est paru dans",
        "tous droits reserves",
    ];
    let opening = fold(line.words.get(..line.words.floor_char_boundary(60)).unwrap_or_default());
    is_rights(&line.words)
        || line.has_class_like("nodoc")
        || line.has_class_like("certificat")
        || OPENINGS.iter().any(|own| opening.starts_with(own))
        || number_in(&line.words).is_some_and(|number| number == line.words)
}

/// A document's number: `news·20121004·PO·2040056000`.
fn number_in(line: &str) -> Option<String> {
    let line = line.rsplit([' ', '\u{a0}']).next().unwrap_or(line);
    let parts: Vec<&str> = line.split('·').collect();
    let is_date = |part: &&str| part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
    (parts.len() >= 3 && parts.iter().any(is_date)).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str) {
        let export = of_page(page);
        assert_eq!(export.entries.len(), 2, "{:?}", export.entries);
        for entry in export.entries {
            let entry = entry.unwrap();
            assert_eq!(
                (entry.title.as_str(), entry.outlet.as_str()),
                ("Les pourparlers commencent", "Le Papier"),
                "{entry:?}"
            );
            assert!(entry.date.contains("jeudi 16 mai 2024"), "{entry:?}");
            assert_eq!(entry.byline, "Anne Lenoir");
            assert_eq!(entry.paragraphs, ["Ils se sont vus.", "Ils sont d'accord. Enfin."]);
            assert_eq!(entry.id.as_deref(), Some("news·20240516·LP·2040056000"));
        }
    }

    #[test]
    fn the_older_pages_are_read() {
        let record = "<table><tr><td><span class=\"DocPublicationName\">Le Papier, no. 5968</span><br><span class=\"DocHeader\">Monde, </span><span \
            class=\"DocHeader\">jeudi </span><span class=\"DocHeader\">16 mai 2024</span><span class='DocHeader'>, p. 03</span><br><br><span \
            class=\"TitreArticleVisu\">Les <span style='color:red'>pourparlers</span> commencent</span><br><br>Anne Lenoir<br><p></p>Ils se sont vus.<p></p>Ils sont \
            d'accord.<br>Enfin.<p></p><b><i>© 2024 Le Papier. Tous droits réservés.</i></b><p></p>Numéro de document : news·20240516·LP·2040056000<br><br>\
            <table><tr><td>Ce certificat est émis à <b>Université</b>.</td></tr></table></td></tr></table>";
        let page = format!(
            "<html xmlns:n1='http://www.cedrom-sni.com/schema'><form><input value='Sauvegarder'></form>{record}<p>{record}"
        );
        assert!(is_page(page.as_bytes()));
        check(&page);
    }

    #[test]
    fn the_newer_pages_are_read() {
        let record = "<article><header><div class=\"rdp__DocPublicationName\"><span class=\"DocPublicationName\">Le Papier</span></div><span \
            class=\"DocHeader\">International, jeudi 16 mai 2024 623 mots, p. 4</span><div class=\"titreArticle\"><p class=\"rdp__articletitle\">Les pourparlers \
            commencent</p></div><div class=\"docAuthors\">Anne Lenoir</div></header><section><div class=\"docOcurrContainer\"><p>Ils se sont vus.</p><p>Ils sont d'accord. \
            Enfin.</p></div></section><footer><small>© 2024 Le Papier. Tous droits réservés.</small><div class=\"publiC-lblNodoc\">news·20240516·LP·2040056000</div></footer></article>";
        let page = format!("<html><title>Europresse</title><p>Page 1</p>{record}{record}</html>");
        assert!(is_page(page.as_bytes()));
        check(&page);
    }

    #[test]
    fn authors_are_told_from_text() {
        let line = |words: &str| Line { words: words.into(), ..Line::default() };
        assert!(is_author(&line("Jean de La Fontaine")) && is_author(&line("By Ann Lee")));
        assert!(!is_author(&line("Ils se sont vus")) && !is_author(&line("Paris")) && !is_author(&line("Une Fin.")));
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(content in "(<article>|</article>|<span class=(DocPublicationName|DocHeader|TitreArticleVisu)>|</span>|<br>|©|·20240516·|[a-zÉ ]{0,9}){0,30}") {
            let _ = of_page(&content);
        }
    }
}
