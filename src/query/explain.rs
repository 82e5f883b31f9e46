//! What was understood of a query? In plain words for a person, and as a query that means the same.

use super::{CountryAsked, Expr, Leaf, Named, Period, Plan, Scope, TextField, Words};
use crate::model::{Day, How, Ways};

/// Says in plain words what a plan asks for; every AND and OR inside another stands in parentheses.
pub fn explain(plan: &Plan) -> String {
    let Some(expr) = &plan.expr else { return "all articles".to_owned() };
    let unit = match plan.scope {
        Scope::Article => "articles with",
        Scope::Paragraph => "articles with a title or paragraph that has",
        Scope::Sentence => "articles with a sentence that has",
    };
    format!("{unit} {}", written(expr, &plain, true))
}

/// Writes a plan as a query: it parses to the same plan (under the same scope), with the names as they were asked for.
pub fn to_query(plan: &Plan) -> String {
    plan.expr.as_ref().map(|expr| written(expr, &query, true)).unwrap_or_default()
}

/// Writes an expression with parentheses around all but the outermost; depth is bounded by the parser.
fn written(expr: &Expr, leaf: &dyn Fn(&Leaf) -> String, outermost: bool) -> String {
    let (parts, operator) = match expr {
        Expr::Leaf(one) => return leaf(one),
        Expr::Not(inner) => return format!("NOT {}", written(inner, leaf, false)),
        Expr::And(parts) => (parts, " AND "),
        Expr::Or(parts) => (parts, " OR "),
    };
    let parts: Vec<String> = parts.iter().map(|part| written(part, leaf, false)).collect();
    let joined = parts.join(operator);
    if outermost { joined } else { format!("({joined})") }
}

fn plain(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Words(words) => plain_words(words),
        Leaf::Person(name) => format!("the person {}", plain_name(name)),
        Leaf::Country(asked) => plain_country(asked),
        Leaf::Speaker(name) => format!("a quote of {}", plain_name(name)),
        Leaf::Outlet(name) => format!("the outlet “{name}”"),
        Leaf::Language(code) => format!("the language {code}"),
        Leaf::Published(period) => plain_period(*period),
        Leaf::Mentions(period) => format!("a mention of {}", plain_period(*period)),
    }
}

fn plain_words(words: &Words) -> String {
    let place = match words.field {
        TextField::Any => "",
        TextField::Title => " in the title",
        TextField::Text => " in the text",
    };
    let written = words.words.join(" ");
    match (words.exact, words.words.len()) {
        (true, _) => format!("“{written}” exactly{place}"),
        (false, 1) => format!("“{written}” in any form{place}"),
        (false, _) => format!("“{written}” side by side, the last in any form{place}"),
    }
}

fn plain_name(name: &Named) -> String {
    let forms: Vec<String> = name.forms.iter().map(|form| format!("“{form}”")).collect();
    if forms.is_empty() {
        format!("“{}”", name.asked)
    } else {
        format!("“{}” (named {})", name.asked, forms.join(", "))
    }
}

fn plain_country(asked: &CountryAsked) -> String {
    let name = asked.code.name().unwrap_or(asked.code.as_str());
    if asked.ways == Ways::ANY {
        return format!("the country {name}");
    }
    let ways: Vec<&str> = asked.ways.iter().map(How::as_str).collect();
    format!("the country {name} by {}", ways.join(" or "))
}

fn plain_period(period: Period) -> String {
    match (period.first, period.last) {
        (Some(first), Some(last)) if first == last => format!("the date {first}"),
        (Some(first), Some(last)) => format!("a date from {first} to {last}"),
        (Some(first), None) => format!("a date from {first}"),
        (None, Some(last)) => format!("a date up to {last}"),
        (None, None) => "a date".to_owned(),
    }
}

fn query(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Words(words) => query_words(words),
        Leaf::Person(name) => format!("person:{}", quoted(&name.asked)),
        Leaf::Country(asked) if asked.ways == Ways::ANY => format!("country:{}", asked.code),
        Leaf::Country(asked) => format!("country:{}/{}", asked.code, asked.ways),
        Leaf::Speaker(name) => format!("speaker:{}", quoted(&name.asked)),
        Leaf::Outlet(name) => format!("outlet:{}", quoted(name)),
        Leaf::Language(code) => format!("lang:{code}"),
        Leaf::Published(period) => format!("date:{}", query_period(*period)),
        Leaf::Mentions(period) => format!("mentions:{}", query_period(*period)),
    }
}

fn query_period(period: Period) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}..{}", day(period.first), day(period.last))
}

fn query_words(words: &Words) -> String {
    let field = match words.field {
        TextField::Any => "",
        TextField::Title => "title:",
        TextField::Text => "text:",
    };
    if words.exact {
        format!("{field}\"{}\"", words.words.join(" "))
    } else {
        format!("{field}{}", words.words.join("-"))
    }
}

/// `text` between quotation marks that it does not hold itself.
fn quoted(text: &str) -> String {
    if !text.contains('"') {
        format!("\"{text}\"")
    } else if text.contains(['“', '”', '‟']) {
        format!("«{text}»")
    } else {
        format!("“{text}”")
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::{read, read_in};
    use super::*;
    use crate::query::Scope;

    #[test]
    fn queries_are_understood() {
        let cases = [
            ("", "all articles"),
            ("sanctions", "articles with “sanctions” in any form"),
            ("Erdoğan", "articles with “erdogan” in any form"),
            ("\"No  Limits!\"", "articles with “no limits” exactly"),
            ("no-limits", "articles with “no limits” side by side, the last in any form"),
            ("U.S.-led", "articles with “u.s led” side by side, the last in any form"),
            ("Xi's", "articles with “xi s” side by side, the last in any form"),
            ("O’Neill", "articles with “o'neill” in any form"),
            ("xi putin", "articles with “xi” in any form AND “putin” in any form"),
            ("xi AND putin", "articles with “xi” in any form AND “putin” in any form"),
            ("\"a\" OR \"b\" \"c\"", "articles with “a” exactly OR (“b” exactly AND “c” exactly)"),
            ("\"a\"|\"b\"", "articles with “a” exactly OR “b” exactly"),
            ("(\"a\" OR \"b\") \"c\"", "articles with (“a” exactly OR “b” exactly) AND “c” exactly"),
            ("\"a\" (\"b\" (\"c\"))", "articles with “a” exactly AND “b” exactly AND “c” exactly"),
            ("NOT \"a\" \"b\"", "articles with NOT “a” exactly AND “b” exactly"),
            ("-(\"a\" \"b\")", "articles with NOT (“a” exactly AND “b” exactly)"),
            ("NOT -\"a\"", "articles with NOT NOT “a” exactly"),
            ("\"a\" OR NOT \"b\"", "articles with “a” exactly OR NOT “b” exactly"),
            ("and or not", "articles with “and” in any form AND “or” in any form AND “not” in any form"),
            ("title:\"a\" text:\"b\"", "articles with “a” exactly in the title AND “b” exactly in the text"),
            ("TITLE:(\"a\" OR -\"b\")", "articles with “a” exactly in the title OR NOT “b” exactly in the title"),
            ("title:no-limits", "articles with “no limits” side by side, the last in any form in the title"),
            ("person:Putin", "articles with the person “Putin”"),
            ("person:\"Xi Jinping\"", "articles with the person “Xi Jinping”"),
            ("person:Putin, -speaker:Xi", "articles with the person “Putin” AND NOT a quote of “Xi”"),
            ("person:(Xi AND “Li Qiang”)", "articles with the person “Xi” AND the person “Li Qiang”"),
            ("country:(china OR FR)", "articles with the country China OR the country France"),
            ("country:china/City", "articles with the country China by city"),
            ("country:\"CN/explicit\"", "articles with the country China by name or adjective"),
            ("country:CN/region,city,", "articles with the country China by city or region"),
            ("country:(NOT china)", "articles with NOT the country China"),
            ("outlet:nytimes.com lang:EN", "articles with the outlet “nytimes.com” AND the language en"),
            ("date:2024", "articles with a date from 2024-01-01 to 2024-12-31"),
            ("date:2024-05-16", "articles with the date 2024-05-16"),
            ("date:>=2020", "articles with a date from 2020-01-01"),
            ("date:<2021-03", "articles with a date up to 2021-02-28"),
            (
                "date:(2013 OR \"2014\")",
                "articles with a date from 2013-01-01 to 2013-12-31 OR a date from 2014-01-01 to 2014-12-31",
            ),
            ("10:30", "articles with “10 30” side by side, the last in any form"),
            ("https://a.example/b", "articles with “https a example b” side by side, the last in any form"),
            ("w/5", "articles with “w 5” side by side, the last in any form"),
            (
                "24/7 w/o",
                "articles with “24 7” side by side, the last in any form AND “w o” side by side, the last in any form",
            ),
            ("China: what?", "articles with “china” in any form AND “what” in any form"),
            ("习近平", "articles with “习 近 平” side by side, the last in any form"),
            ("\"title:xi\"", "articles with “title xi” exactly"),
        ];
        for (query, expected) in cases {
            assert_eq!(read(query).map(|parsed| explain(&parsed.plan)).as_deref(), Ok(expected), "{query}");
        }
    }

    #[test]
    fn the_scope_is_told() {
        let cases = [
            (Scope::Paragraph, "articles with a title or paragraph that has “a” exactly"),
            (Scope::Sentence, "articles with a sentence that has “a” exactly"),
        ];
        for (scope, expected) in cases {
            assert_eq!(explain(&read_in("\"a\"", scope).unwrap().plan), expected);
        }
    }

    #[test]
    fn resolved_names_are_told() {
        let forms = ["Vladimir Putin", "Putin"].map(str::to_owned).to_vec();
        let leaf = Leaf::Person(Named { asked: "putin".into(), forms });
        let plan = Plan { expr: Some(Expr::Leaf(leaf)), ..Plan::default() };
        assert_eq!(explain(&plan), "articles with the person “putin” (named “Vladimir Putin”, “Putin”)");
    }

    #[test]
    fn a_plan_can_be_written_as_a_query() {
        let cases = [
            ("xi putin OR -kim", "(xi AND putin) OR NOT kim"),
            ("U.S.-led “No Limits”", "u.s-led AND \"no limits\""),
            ("title:(a b) date:2024", "title:a AND title:b AND date:2024-01-01..2024-12-31"),
            ("person:“Dwayne \"The Rock\" Johnson”", "person:“Dwayne \"The Rock\" Johnson”"),
        ];
        for (query, expected) in cases {
            assert_eq!(read(query).map(|parsed| to_query(&parsed.plan)).as_deref(), Ok(expected), "{query}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_query_written_from_a_plan_means_the_same(query in query()) {
            let Ok(parsed) = read(&query) else { return Ok(()) };
            let written = to_query(&parsed.plan);
            proptest::prop_assert_eq!(read(&written).map(|again| again.plan), Ok(parsed.plan), "{}", written);
        }
    }

    /// Queries of pieces that go together more often than not.
    fn query() -> impl proptest::strategy::Strategy<Value = String> {
        let pieces = [
            "xi",
            "Putin",
            "no-limits",
            "U.S.-led",
            "Xi's",
            "d'Estaing",
            "1,000",
            "é",
            "\"no limits\"",
            "“a, b”",
            "(",
            ")",
            "(",
            ")",
            " AND ",
            " OR ",
            " NOT ",
            " | ",
            "-",
            "title:",
            "text:",
            "person:",
            "country:CN",
            "country:CN/name,metonym",
            "date:2024",
            "date:>2020-02",
            "speaker:\"A B\"",
            "outlet:",
            "lang:en",
            "10:30",
            " – ",
            "w/5",
        ];
        let piece = (proptest::sample::select(pieces.to_vec()), proptest::bool::weighted(0.8));
        proptest::strategy::Strategy::prop_map(proptest::collection::vec(piece, 0..12), |pieces| {
            let mut query = String::new();
            for (piece, space) in pieces {
                query.push_str(piece);
                query.push_str(if space && !piece.ends_with(':') { " " } else { "" });
            }
            query
        })
    }
}
