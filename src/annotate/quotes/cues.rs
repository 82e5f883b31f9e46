//! Which words report speech, and what may follow each? Verbs come from a data file; their forms are made by rule.

/// How one form of a reporting verb behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Which form it is.
    pub(super) form: Form,
    /// What the verb may govern.
    pub(super) governs: Governs,
    /// The number of the verb, the same for all its forms.
    pub(super) lemma: u32,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `say`
    Base,
    /// `says`
    Third,
    /// `said`
    Past,
    /// `saying`
    Participle,
}

/// What a verb may govern, as a set of the letters of the data file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Governs(u16);

impl Governs {
    /// A clause, with or without "that".
    pub(super) const CLAUSE: Self = Self(1);
    /// A clause that is plainly one.
    pub(super) const PLAIN_CLAUSE: Self = Self(1 << 1);
    /// Words in quotation marks.
    pub(super) const QUOTE: Self = Self(1 << 2);
    /// A speaker behind it.
    pub(super) const INVERTED: Self = Self(1 << 3);
    /// An addressee.
    pub(super) const ADDRESSEE: Self = Self(1 << 4);
    /// An infinitive.
    pub(super) const INFINITIVE: Self = Self(1 << 5);
    /// Someone and an infinitive.
    pub(super) const OBJECT_INFINITIVE: Self = Self(1 << 6);
    /// A thing and what is said of it.
    pub(super) const THING: Self = Self(1 << 7);
    /// Whether the base form and the 3rd person are more often nouns: "state", "questions".
    pub(super) const NOUN: Self = Self(1 << 8);
    /// Nothing but words in quotation marks beside it: "she smiled".
    pub(super) const DIRECT: Self = Self(1 << 11);
    /// What is said of the thing is always told: "called him a friend".
    pub(super) const CALLING: Self = Self(1 << 10);
    /// "for" or "on" and a thing.
    pub(super) const FOR: Self = Self(1 << 9);

    /// Whether it governs a plain clause and nothing else: findings and beliefs.
    pub(super) fn is_thought(self) -> bool {
        self.0 & !Self::NOUN.0 == Self::PLAIN_CLAUSE.0
    }

    /// Whether it may govern anything that the rules know.
    pub(super) fn is_known(self) -> bool {
        self.0 & !Self::NOUN.0 != 0
    }

    /// A clause, an infinitive, or what is said of a thing: what need not stand in quotation marks.
    pub(super) const TELLING: Self = Self::CLAUSE
        .or(Self::PLAIN_CLAUSE)
        .or(Self::INFINITIVE)
        .or(Self::OBJECT_INFINITIVE)
        .or(Self::CALLING)
        .or(Self::ADDRESSEE);

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a member.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn of_letter(letter: &str) -> Self {
        match letter {
            "s" => Self::CLAUSE,
            "t" => Self::PLAIN_CLAUSE,
            "q" => Self::QUOTE,
            "v" => Self::INVERTED,
            "o" => Self::ADDRESSEE,
            "i" => Self::INFINITIVE,
            "j" => Self::OBJECT_INFINITIVE,
            "n" => Self::THING,
            "a" => Self::NOUN,
            "f" => Self::FOR,
            "c" => Self::CALLING,
            "d" => Self::DIRECT,
            _ => Self(0),
        }
    }
}

/// Every form of every verb in `lines` ("lemma letter ... : third past participle").
pub(super) fn forms(lines: impl Iterator<Item = &'static str>) -> Vec<(String, Cue)> {
    let mut forms = Vec::new();
    for line in lines {
        let (entry, irregular) = line.split_once(':').unwrap_or((line, ""));
        let mut words = entry.split_whitespace();
        let Some(lemma) = words.next() else { continue };
        let governs = words.map(Governs::of_letter).fold(Governs::default(), |a, b| Governs(a.0 | b.0));
        let irregular: Vec<&str> = irregular.split_whitespace().collect();
        let [third, past, participle] = match irregular[..] {
            [third, past, participle] => [third, past, participle].map(str::to_owned),
            _ => inflected(lemma),
        };
        let made =
            [(lemma.to_owned(), Form::Base), (third, Form::Third), (participle, Form::Participle), (past, Form::Past)];
        forms.extend(made.map(|(word, form)| (word, Cue { form, governs, lemma: number(lemma) })));
    }
    forms
}

/// The number of a word: a hash, never 0.
pub(super) fn number(word: &str) -> u32 {
    let hash = word.bytes().fold(0x811C_9DC5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash | 1
}

/// Third person, past and participle of a regular verb.
fn inflected(lemma: &str) -> [String; 3] {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let consonant_y = lemma.strip_suffix('y').filter(|rest| !rest.ends_with(['a', 'e', 'i', 'o', 'u']));
    let third = match consonant_y {
        Some(rest) => format!("{rest}ies"),
        None if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            format!("{lemma}es")
        }
        None => format!("{lemma}s"),
    };
    if let Some(rest) = consonant_y {
        return [third, format!("{rest}ied"), format!("{lemma}ing")];
    }
    let doubled = DOUBLING.contains(&lemma);
    let stem = if doubled { format!("{stem}{}", &stem[stem.len() - 1..]) } else { stem.to_owned() };
    [third, format!("{stem}ed"), format!("{stem}ing")]
}

/// Verbs that double their last letter.
const DOUBLING: [&str; 8] = ["admit", "quip", "dub", "slam", "brag", "beg", "blog", "plan"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let cases = [
            ("claim", ["claims", "claimed", "claiming"]),
            ("note", ["notes", "noted", "noting"]),
            ("reply", ["replies", "replied", "replying"]),
            ("stress", ["stresses", "stressed", "stressing"]),
            ("admit", ["admits", "admitted", "admitting"]),
            ("convey", ["conveys", "conveyed", "conveying"]),
        ];
        for (lemma, expected) in cases {
            assert_eq!(inflected(lemma), expected, "{lemma}");
        }
    }

    #[test]
    fn irregular_forms_come_from_the_file() {
        let made = forms(["say s q v : says said saying"].into_iter());
        let words: Vec<&str> = made.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["say", "says", "saying", "said"]);
        assert!(made[0].1.governs.any(Governs::INVERTED));
        assert!(!made[0].1.governs.any(Governs::ADDRESSEE));
    }
}
