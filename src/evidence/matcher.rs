//! Which blocks of an article match a plan, and what is to be highlighted in them?

use std::ops::Range;

use super::condition::Condition;
use super::units::units;
use super::words::{Found, Place, WordFinder};
use crate::model::{Annotations, Article, Quote, Span};
use crate::query::{Leaf, Named, Plan, Scope, TextField};
use crate::text::{Tokens, fold};

/// Finds the evidence for one plan in one article after the other.
pub struct Matcher {
    scope: Scope,
    condition: Condition,
    finder: WordFinder,
}

/// A block of an article that is evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its number: 0 is the title.
    pub block: usize,
    /// What to highlight: byte spans of the article's text, in order, not overlapping. Under a narrower scope than the
    /// article, only what lies in units that satisfy the condition.
    pub highlights: Vec<Span>,
    /// How many distinct things that the query asks for (not: excludes) are highlighted.
    pub leaves: usize,
    /// Whether the block (or a sentence of it, by the scope) satisfies the whole condition on its own. Always so
    /// under a narrower scope than the article.
    pub satisfies: bool,
}

/// A leaf that was found, and where.
struct Hit {
    found: Found,
    span: Span,
}

impl Matcher {
    /// A matcher for `plan`, in which names must be resolved.
    pub fn new(plan: &Plan) -> Self {
        let condition = Condition::new(plan);
        let finder = WordFinder::new(condition.leaves());
        Self { scope: plan.scope, condition, finder }
    }

    /// Whether the quotes of an article must be among the annotations that are given to [`paragraphs`](Self::paragraphs).
    pub fn asks_for_speakers(&self) -> bool {
        self.condition.leaves().iter().any(|leaf| matches!(leaf, Leaf::Speaker(_)))
    }

    /// The blocks that are evidence, in order. Under the scope of the article: every block in which something stands that
    /// the query asks for; that the article as a whole matches is taken for granted. Under a narrower scope: every block
    /// that satisfies the condition, or of which a sentence does.
    pub fn paragraphs(&mut self, article: &Article, tokens: &Tokens, annotations: &Annotations) -> Vec<Match> {
        let known: Vec<Option<bool>> =
            self.condition.leaves().iter().map(|leaf| Some(of_article(leaf, article, annotations))).collect();
        let hits = self.hits(article, tokens, annotations);
        let mut rest = hits.as_slice();
        let mut matches = Vec::new();
        for block in 0..tokens.block_count() {
            let end = tokens.block(block).end;
            let (here, later) = rest.split_at(rest.partition_point(|hit| hit.found.first < end));
            rest = later;
            matches.extend(self.block(tokens, block, here, &known));
        }
        matches
    }

    /// Whether a text that stands alone, such as the words of a quote, can match: what to highlight in it if so.
    /// What such a text cannot tell (its title, persons, date) is taken to be as the query wants it.
    pub fn matches_text(&mut self, text: &str, language: Option<&str>) -> Option<Vec<Span>> {
        let tokens = Tokens::of_str(text);
        let mut found = Vec::new();
        self.finder.find(&tokens, Place { block: 0, field: TextField::Text, language }, &mut found);
        let hits: Vec<Hit> = found.into_iter().map(|found| hit(found, &tokens)).collect();
        let in_text = |leaf: &Leaf| matches!(leaf, Leaf::Words(words) if words.field != TextField::Title);
        let known: Vec<Option<bool>> =
            self.condition.leaves().iter().map(|leaf| in_text(leaf).then_some(false)).collect();
        let mut highlights = Vec::new();
        let mut matched = false;
        for unit in units(&tokens, 0, self.scope) {
            let (holds, inside) = self.unit(&unit, &hits, known.clone());
            if holds != Some(false) {
                matched = true;
                highlights.extend(inside.iter().map(|hit| hit.span));
            }
        }
        matched.then(|| merged(highlights))
    }

    /// Everything of the query that stands in the article, by first token.
    fn hits(&mut self, article: &Article, tokens: &Tokens, annotations: &Annotations) -> Vec<Hit> {
        let mut found = Vec::new();
        let language = article.language.as_deref();
        for block in 0..tokens.block_count() {
            let field = if block == 0 { TextField::Title } else { TextField::Text };
            self.finder.find(tokens, Place { block, field, language }, &mut found);
        }
        let mut hits: Vec<Hit> = found.into_iter().map(|found| hit(found, tokens)).collect();
        for (leaf, what) in self.condition.leaves().iter().enumerate() {
            hits.extend(mentions(what, annotations).map(|span| {
                let first = tokens.index_at(span.start);
                Hit { found: Found { leaf, first, last: first }, span }
            }));
        }
        hits.sort_by_key(|hit| hit.found.first);
        hits
    }

    fn block(&self, tokens: &Tokens, block: usize, hits: &[Hit], known: &[Option<bool>]) -> Option<Match> {
        let mut evidence: Vec<&Hit> = Vec::new();
        let mut satisfies = false;
        for unit in units(tokens, block, self.scope) {
            let (holds, inside) = self.unit(&unit, hits, known.to_vec());
            let holds = holds == Some(true);
            satisfies |= holds;
            if holds || self.scope == Scope::Article {
                evidence.extend(inside);
            }
        }
        let is_evidence = if self.scope == Scope::Article { !evidence.is_empty() } else { satisfies };
        is_evidence.then(|| {
            let mut leaves: Vec<usize> = evidence.iter().map(|hit| hit.found.leaf).collect();
            leaves.sort_unstable();
            leaves.dedup();
            let highlights = merged(evidence.iter().map(|hit| hit.span).collect());
            Match { block, highlights, leaves: leaves.len(), satisfies }
        })
    }

    /// Whether a unit satisfies the condition, and what in it the query asks for. `known` says of each leaf whether it
    /// holds where it is not found.
    fn unit<'h>(
        &self,
        unit: &Range<usize>,
        hits: &'h [Hit],
        mut known: Vec<Option<bool>>,
    ) -> (Option<bool>, Vec<&'h Hit>) {
        let start = hits.partition_point(|hit| hit.found.first < unit.start);
        let end = hits.partition_point(|hit| hit.found.first < unit.end);
        let mut inside = Vec::new();
        for hit in hits[start..end].iter().filter(|hit| hit.found.last < unit.end) {
            known[hit.found.leaf] = Some(true);
            if self.condition.is_positive(hit.found.leaf) {
                inside.push(hit);
            }
        }
        (self.condition.holds(&known), inside)
    }
}

fn hit(found: Found, tokens: &Tokens) -> Hit {
    let span = Span::new(tokens.all()[found.first].span.start, tokens.all()[found.last].span.end);
    Hit { found, span }
}

/// Whether a leaf holds in every unit of an article; no for what is looked for in the units themselves.
fn of_article(leaf: &Leaf, article: &Article, annotations: &Annotations) -> bool {
    match leaf {
        Leaf::Words(_) | Leaf::Person(_) | Leaf::Country(_) | Leaf::Mentions(_) => false,
        Leaf::Speaker(named) => annotations.quotes.iter().flat_map(Quote::speakers).any(|name| is_named(named, name)),
        Leaf::Outlet(name) => article.outlet.as_deref().is_some_and(|outlet| fold(outlet) == fold(name)),
        Leaf::Language(code) => article.language.as_deref() == Some(code),
        Leaf::Published(period) => article.published.is_some_and(|date| period.contains(&date)),
    }
}

/// The places that name the person, country or time that a leaf asks for.
fn mentions<'a>(leaf: &'a Leaf, annotations: &'a Annotations) -> Box<dyn Iterator<Item = Span> + 'a> {
    match leaf {
        Leaf::Person(named) => Box::new(
            annotations
                .persons
                .iter()
                .filter(|person| is_named(named, &person.name))
                .flat_map(|person| person.mentions.iter().map(|mention| mention.span)),
        ),
        Leaf::Country(asked) => Box::new(annotations.countries.iter().flat_map(|country| {
            let met = country.mentions.iter().filter(|mention| asked.is_met_by(country.code, mention.how));
            met.map(|mention| mention.span)
        })),
        Leaf::Mentions(period) => Box::new(annotations.dates.iter().flat_map(|date| {
            let inside = date.value.when().is_some_and(|when| period.holds(when.first(), when.last()));
            date.spans.iter().copied().filter(move |_| inside)
        })),
        _ => Box::new(std::iter::empty()),
    }
}

fn is_named(named: &Named, name: &str) -> bool {
    named.forms.iter().any(|form| form == name)
}

/// Spans in order, those that overlap made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let overlap = next.overlaps(*kept);
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ArticleId, Country, CountryCode, CountryMention, Established, Format, How, Person, PersonMention, Quote,
        QuoteEvidence, QuoteKind, Source, Speaker, SpeakerKind, Text,
    };
    use crate::query::{CountryLookup, Expr, ParseOptions, parse};

    const TITLE: &str = "Xi and Putin talk";
    const PARAGRAPHS: [&str; 4] = [
        "Xi Jinping met Vladimir Putin. No limits, they said.",
        "The no-limits tie has limits. Sanctions bite; a sanction is a sanction.",
        "Xi smiled. Putin talked of China’s grain.",
        "* * *",
    ];

    fn article(language: Option<&str>) -> (Article, Tokens, Annotations) {
        let mut builder = Text::with_title(TITLE);
        for paragraph in PARAGRAPHS {
            builder.paragraph(paragraph, None);
        }
        let text = builder.finish();
        let places = |words: &str| {
            let starts = text.as_str().match_indices(words).map(|(at, _)| at as u32);
            starts.map(|at| Span::new(at, at + words.len() as u32)).collect::<Vec<_>>()
        };
        let person = |name: &str, words: &[&str]| Person {
            name: name.to_owned(),
            established: Established::Article,
            mentions: words
                .iter()
                .flat_map(|word| places(word))
                .map(|span| PersonMention { span, role: None })
                .collect(),
        };
        let speaker =
            Speaker { name: Some("Xi Jinping".into()), kind: SpeakerKind::Person, span: Span::new(0, 2), with: vec![] };
        let china = places("China").into_iter().map(|span| CountryMention { span, how: How::Name });
        let annotations = Annotations {
            persons: vec![person("Xi Jinping", &["Xi Jinping", "Xi "]), person("Vladimir Putin", &["Vladimir Putin"])],
            countries: vec![Country { code: CountryCode::new("CN").unwrap(), mentions: china.collect() }],
            quotes: vec![Quote {
                span: Span::new(0, 2),
                kind: QuoteKind::Direct,
                speaker: Some(speaker),
                cue: None,
                about: vec![],
                about_countries: vec![],
                to: vec![],
                evidence: QuoteEvidence::Reported,
                confidence: 1.0,
            }],
            phrases: vec![],
            dates: vec![],
        };
        let article = Article {
            id: ArticleId::new("a"),
            record_id: None,
            source: Source { path: "a".into(), record: 0, format: Format::Txt },
            text,
            byline: vec![],
            outlet: Some("Café Times".into()),
            url: None,
            language: language.map(str::to_owned),
            published: None,
            dateline: None,
            place: None,
        };
        let tokens = Tokens::of_text(&article.text);
        (article, tokens, annotations)
    }

    /// A plan in which every name stands for itself.
    fn plan(query: &str, scope: Scope) -> Plan {
        let country = |code: &str| CountryCode::new(code).map_or(CountryLookup::Unknown(vec![]), CountryLookup::Found);
        let mut plan = parse(query, &ParseOptions { scope, country: &country }).unwrap().plan;
        plan.expr.iter_mut().for_each(resolve);
        plan
    }

    fn resolve(expr: &mut Expr) {
        match expr {
            Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().for_each(resolve),
            Expr::Not(inner) => resolve(inner),
            Expr::Leaf(Leaf::Person(named) | Leaf::Speaker(named)) => named.forms = vec![named.asked.clone()],
            Expr::Leaf(_) => {}
        }
    }

    /// `block*leaves: highlighted | highlighted`, with `!` for `*` if the block satisfies the condition on its own.
    fn shown(query: &str, scope: Scope, language: Option<&str>) -> Vec<String> {
        let (article, tokens, annotations) = article(language);
        let matches = Matcher::new(&plan(query, scope)).paragraphs(&article, &tokens, &annotations);
        let show = |found: &Match| {
            let words: Vec<&str> = found.highlights.iter().map(|span| article.text.slice(*span)).collect();
            let sign = if found.satisfies { '!' } else { '*' };
            format!("{}{sign}{}: {}", found.block, found.leaves, words.join("|"))
        };
        matches.iter().map(show).collect()
    }

    #[test]
    fn under_the_scope_of_the_article_every_block_with_something_asked_for_is_evidence() {
        let cases: [(&str, &[&str]); 15] = [
            ("putin", &["0!1: Putin", "1!1: Putin", "3!1: Putin"]),
            ("xi smiles", &["0*1: Xi", "1*1: Xi", "3!2: Xi|smiled"]),
            ("\"no limits\"", &["1!1: No limits", "2!1: no-limits"]),
            ("limits \"no limits\"", &["1!2: No limits", "2!2: no-limits|limits"]),
            ("sanctions", &["2!1: Sanctions|sanction|sanction"]),
            ("title:talking", &["0!1: talk"]),
            ("text:talking", &["3!1: talked"]),
            ("\"talk xi\"", &[]),
            ("grain -smiled", &["3*1: grain"]),
            ("-grain", &[]),
            ("smiled OR NOT smiled", &["3!1: smiled"]),
            ("person:\"Xi Jinping\" xi", &["0!2: Xi ", "1!2: Xi Jinping", "3!2: Xi "]),
            ("country:CN grain", &["3!2: China|grain"]),
            ("grain lang:fr", &["3*1: grain"]),
            ("grain outlet:\"cafe times\" speaker:\"Xi Jinping\"", &["3!1: grain"]),
        ];
        for (query, expected) in cases {
            assert_eq!(shown(query, Scope::Article, None), expected, "{query}");
        }
    }

    #[test]
    fn under_a_narrower_scope_only_what_satisfies_is_evidence() {
        let (paragraph, sentence) = (Scope::Paragraph, Scope::Sentence);
        let cases: [(&str, Scope, &[&str]); 12] = [
            ("xi putin", paragraph, &["0!2: Xi|Putin", "1!2: Xi|Putin", "3!2: Xi|Putin"]),
            ("xi putin", sentence, &["0!2: Xi|Putin", "1!2: Xi|Putin"]),
            ("xi -putin", sentence, &["3!1: Xi"]),
            ("limits -bite", sentence, &["1!1: limits", "2!1: limits|limits"]),
            ("xi -smiled", paragraph, &["0!1: Xi", "1!1: Xi"]),
            ("-xi", paragraph, &["2!0: "]),
            ("-xi", sentence, &["1!0: ", "2!0: ", "3!0: "]),
            ("country:CN grain", sentence, &["3!2: China|grain"]),
            ("smiled speaker:\"Xi Jinping\"", sentence, &["3!1: smiled"]),
            ("smiled -speaker:\"Xi Jinping\"", sentence, &[]),
            // The phrase runs from one sentence into the next.
            ("\"putin no limits\"", paragraph, &["1!1: Putin. No limits"]),
            ("\"putin no limits\"", sentence, &[]),
        ];
        for (query, scope, expected) in cases {
            assert_eq!(shown(query, scope, Some("en")), expected, "{query} {scope:?}");
        }
    }

    #[test]
    fn english_stems_do_not_count_in_other_languages() {
        assert_eq!(shown("sanction", Scope::Article, Some("ja")), ["2!1: sanction|sanction"]);
        assert_eq!(shown("sanction", Scope::Article, Some("fr")), ["2!1: Sanctions|sanction|sanction"]);
        assert_eq!(shown("sanctions", Scope::Article, Some("ja")), ["2!1: Sanctions|sanction|sanction"]);
    }

    #[test]
    fn a_text_alone_matches_unless_its_words_rule_it_out() {
        let text = "We have no limits. “None”, Xi said.";
        let cases: [(&str, Scope, Option<&[&str]>); 9] = [
            ("limit", Scope::Article, Some(&["limits"])),
            ("limit xi", Scope::Article, Some(&["limits", "Xi"])),
            ("limit xi", Scope::Sentence, None),
            ("limit", Scope::Sentence, Some(&["limits"])),
            ("putin", Scope::Article, None),
            ("limit -putin", Scope::Article, Some(&["limits"])),
            ("limit country:CN date:2024", Scope::Article, Some(&["limits"])),
            ("putin country:CN", Scope::Article, None),
            ("title:putin", Scope::Article, Some(&[])),
        ];
        for (query, scope, expected) in cases {
            let spans = Matcher::new(&plan(query, scope)).matches_text(text, None);
            let words =
                spans.map(|spans| spans.iter().map(|s| &text[s.start as usize..s.end as usize]).collect::<Vec<_>>());
            assert_eq!(words.as_deref(), expected, "{query}");
        }
        assert_eq!(Matcher::new(&Plan::default()).matches_text("...", None), None);
    }

    proptest::proptest! {
        #[test]
        fn highlights_lie_in_order_on_borders_of_characters(text in r"([nN]o|limits?|é|“|’s|-|\. |\PC| ){0,60}") {
            let plan = plan("no limit \"no limits\" OR é OR no-limit", Scope::Article);
            let spans = Matcher::new(&plan).matches_text(&text, None).unwrap_or_default();
            for span in &spans {
                let words = text.get(span.start as usize..span.end as usize);
                proptest::prop_assert!(words.is_some_and(|words| !words.is_empty() && words.trim() == words), "{:?}", span);
            }
            proptest::prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", spans);
        }
    }
}
