//! How are the weights of the tagger learnt? By an averaged perceptron over articles whose persons are marked.
//!
//! Built only with the feature `train`; `examples/train_tagger.rs` drives it and says on which texts.

use super::company::{Company, Outcome};
use super::evidence::Evidence;
use super::features::Features;
use super::pronouns::Pronouns;
use super::runs::{Run, runs};
use super::scan::Scan;
use super::tagger::{BEGIN, INSIDE, LABELS, Label, OUTSIDE, SLOTS};
use crate::model::{Article, Span};
use crate::text::Tokens;

/// An article with its persons.
#[derive(Clone, Debug)]
pub struct Example {
    /// The article.
    pub article: Article,
    /// Where its text names persons, titles left out; byte spans of the text.
    pub persons: Vec<Span>,
    /// Where nobody knows; nothing is learnt from these.
    pub unsure: Vec<Span>,
    /// How many times it counts.
    pub weight: u32,
}

/// How many models are learnt, each in an order of its own; their mean errs less than any of them.
const MODELS: u64 = 8;

/// Learns weights in so many passes over the examples; the same examples give the same weights.
pub fn train(examples: &[Example], passes: u32) -> Vec<u8> {
    let tokens: Vec<Tokens> = examples.iter().map(|example| Tokens::of_text(&example.article.text)).collect();
    let mut total = vec![0.0; SLOTS * LABELS];
    for seed in 1..=MODELS {
        let model = learn_model(examples, &tokens, passes, seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
        for (sum, weight) in total.iter_mut().zip(model.average()) {
            *sum += weight;
        }
    }
    quantised(&total)
}

/// One model; `random` is the seed of the order in which it sees the examples.
fn learn_model(examples: &[Example], tokens: &[Tokens], passes: u32, mut random: u64) -> Model {
    let mut model = Model::default();
    let mut order: Vec<usize> = (0..examples.len()).flat_map(|n| (0..examples[n].weight).map(move |_| n)).collect();
    for _ in 0..passes {
        for last in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(last, (random % (last as u64 + 1)) as usize);
        }
        for number in &order {
            model.learn(&examples[*number], &tokens[*number]);
        }
    }
    model
}

#[derive(Clone)]
struct Model {
    weights: Vec<f32>,
    /// Sums of updates times the step at which they were made, for the average.
    sums: Vec<f64>,
    step: u32,
}

impl Default for Model {
    fn default() -> Self {
        Self { weights: vec![0.0; SLOTS * LABELS], sums: vec![0.0; SLOTS * LABELS], step: 1 }
    }
}

impl Model {
    fn learn(&mut self, example: &Example, tokens: &Tokens) {
        let mut scan = Scan::new(&example.article, tokens);
        forget_words(&mut scan, self.step);
        let runs = runs(&scan);
        let pronouns = Pronouns::of(&scan);
        let evidence = Evidence::of(&scan, &pronouns, &runs);
        let mut features = Features::default();
        let mut outcome = Outcome::Nothing;
        for (number, run) in runs.iter().enumerate() {
            let company = Company::of(&scan, &pronouns, &runs, number, outcome);
            outcome = Outcome::Nothing;
            if touches(&example.unsure, scan.span(run.start, run.end)) {
                continue;
            }
            let mut before = OUTSIDE;
            let (mut parts, mut inside) = (0, 0);
            for index in (run.start..run.end).filter(|n| scan.is_part(*n, run)) {
                features.fill(&scan, &evidence, &company, run, index, before);
                let truth = label_of(&scan, run, &example.persons, index);
                let guess = self.best(&features);
                self.step += 1;
                if guess != truth {
                    self.update(&features, truth, 1.0);
                    self.update(&features, guess, -1.0);
                }
                before = guess;
                parts += 1;
                inside += usize::from(guess != OUTSIDE);
            }
            outcome = Outcome::of(inside, parts);
        }
    }

    fn best(&self, features: &Features) -> Label {
        let mut scores = [0.0f32; LABELS];
        for slot in features.slots() {
            for (label, score) in scores.iter_mut().enumerate() {
                *score += self.weights[slot * LABELS + label];
            }
        }
        (0..LABELS).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(OUTSIDE)
    }

    fn update(&mut self, features: &Features, label: Label, by: f32) {
        for slot in features.slots() {
            self.weights[slot * LABELS + label] += by;
            self.sums[slot * LABELS + label] += f64::from(by) * f64::from(self.step);
        }
    }

    /// The weights, averaged over all steps.
    fn average(&self) -> impl Iterator<Item = f64> {
        let step = f64::from(self.step);
        self.weights.iter().zip(&self.sums).map(move |(weight, sum)| f64::from(*weight) - sum / step)
    }
}

/// The weights, scaled so that all but a few fit a byte.
fn quantised(weights: &[f64]) -> Vec<u8> {
    let mut sizes: Vec<f64> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    let byte = |weight: &f64| ((weight / large * 127.0).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
    weights.iter().map(byte).collect()
}

/// Makes strangers of three in ten words, others at each pass, so that not every name is learnt by heart.
fn forget_words(scan: &mut Scan, salt: u32) {
    for hash in &mut scan.hashes {
        let lot = (*hash ^ salt).wrapping_mul(0x9E37_79B1) >> 16;
        if lot % 10 < 3 {
            *hash = 1000 + (*hash & 4095);
        }
    }
}

fn touches(spans: &[Span], run: Span) -> bool {
    spans.iter().any(|span| span.overlaps(run))
}

fn label_of(scan: &Scan, run: &Run, persons: &[Span], index: usize) -> Label {
    let word = scan.span(index, index + 1);
    let Some(person) = persons.iter().find(|person| person.overlaps(word)) else { return OUTSIDE };
    let begun = (run.start..index).any(|n| scan.is_part(n, run) && person.overlaps(scan.span(n, n + 1)));
    if begun { INSIDE } else { BEGIN }
}
