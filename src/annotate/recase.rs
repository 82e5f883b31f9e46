//! How would a text that is all in capitals be written in small letters? Old wires, telexes and catalogues know capitals
//! only, where "HAD" looks like a name: words of the dictionary are taken as small, others keep a first capital.

use super::lexicon::{Info, Lexicon, classes, hash};
use super::quotes::is_function_word;
use crate::text::{Case, Kind, Tokens};

/// Of the longer words, so many in a hundred are in capitals where the whole text is.
const SHOUTED: usize = 80;
/// A text of fewer longer words may be a headline, whose capitals the annotators know how to read.
const LEAST: usize = 30;
/// Words of more letters count for how a text is written.
const SHORT: u32 = 3;

/// The tokens with the case that they would have; `None` if the text is not all in capitals.
pub(super) fn recased(tokens: &Tokens) -> Option<Tokens> {
    if !is_shouted(tokens) {
        return None;
    }
    let lexicon = Lexicon::get();
    let info = |index: usize| {
        let folded = tokens.folded(index);
        lexicon.hashed_word(folded, hash(folded))
    };
    let mut cases: Vec<Case> = tokens.all().iter().map(|token| token.case).collect();
    for (index, token) in tokens.all().iter().enumerate() {
        if token.kind == Kind::Word && token.case == Case::Upper {
            cases[index] = case_of(tokens, index, info);
        }
    }
    Some(tokens.with_cases(&cases))
}

fn is_shouted(tokens: &Tokens) -> bool {
    let longer = tokens.all().iter().filter(|token| token.kind == Kind::Word && token.span.len() > SHORT);
    let (mut words, mut shouted) = (0, 0);
    for token in longer {
        words += 1;
        shouted += usize::from(token.case == Case::Upper);
    }
    words >= LEAST && shouted * 100 >= words * SHOUTED
}

fn case_of(tokens: &Tokens, index: usize, info: impl Fn(usize) -> Info) -> Case {
    let here = info(index);
    let acronym = here.has(classes::THING) || tokens.folded(index).contains('.');
    let long = tokens.all()[index].span.len() > SHORT;
    match () {
        () if acronym => Case::Upper,
        () if !here.has(classes::EVERYDAY) && !is_small(tokens.folded(index), here) => Case::Capital,
        // "ON", "IN" and "OR" are short for states, too.
        () if here.has(classes::COUNTRY | classes::PEOPLE | classes::TIME) && long => Case::Capital,
        () if is_function_word(tokens.folded(index)) => Case::Lower,
        () if here.has(classes::ANY_NAME) && is_beside_name(tokens, index, info) => Case::Capital,
        () => Case::Lower,
    }
}

/// Whether a word that dictionaries leave out is small all the same.
fn is_small(folded: &str, info: Info) -> bool {
    folded.chars().count() == 1 && matches!(folded, "a" | "i")
        || info.has(classes::PARTICLE) && !info.has(classes::SURNAME)
}

/// Whether a word that may be a name ("BROWN", "MARK") stands where one does: behind a title or a given name, or
/// before a surname.
fn is_beside_name(tokens: &Tokens, index: usize, info: impl Fn(usize) -> Info) -> bool {
    let is_word = |at: usize| tokens.all().get(at).is_some_and(|token| token.kind == Kind::Word);
    let sure = |at: usize, name: u32| is_word(at) && info(at).has(name) && !info(at).has(classes::EVERYDAY);
    let here = info(index);
    let behind_title = index > 0 && is_word(index - 1) && info(index - 1).has(classes::TITLE);
    let surname = here.has(classes::ANY_SURNAME) && index > 0 && sure(index - 1, classes::ANY_GIVEN);
    let given = here.has(classes::ANY_GIVEN) && sure(index + 1, classes::ANY_SURNAME);
    behind_title || surname || given
}

#[cfg(test)]
mod tests {
    use crate::annotate::testing::annotated;

    #[test]
    fn a_text_in_capitals_is_read_as_if_it_had_small_letters() {
        let text = "THE FRENCH FOREIGN MINISTER HAD NEVER WANTED A TREATY WITH ANYONE, BUT PRESIDENT BROWN OF LIBERIA WILL \
                    COME TO PARIS ON MONDAY WITH HIS MINISTERS, AND JOSEPH TSHOMBE OF KATANGA HAS BEEN ASKED TO JOIN THEM \
                    LATER . “WE SHALL SEE WHAT COMES OF THIS LONG DINNER,” SAID TSHOMBE LAST NIGHT BEFORE LEAVING .";
        let (article, found) = annotated(text);
        let names: Vec<&str> = found.persons.iter().map(|person| person.name.as_str()).collect();
        let codes: Vec<&str> = found.countries.iter().map(|country| country.code.as_str()).collect();
        assert_eq!(names, ["Brown", "Joseph Tshombe"]);
        assert_eq!(codes, ["FR", "LR", "CD"]);
        let quote = &found.quotes[0];
        assert_eq!(article.text.slice(quote.span), "WE SHALL SEE WHAT COMES OF THIS LONG DINNER,");
        assert_eq!(quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()), Some("Joseph Tshombe"));
    }

    #[test]
    fn a_headline_in_capitals_does_not_make_a_text() {
        let text =
            "PRIME MINISTER TO RESIGN ON MONDAY. The prime minister, Maria Lopez, said on Friday that she would go.";
        let (_, found) = annotated(text);
        assert_eq!(found.persons.len(), 1);
    }
}
