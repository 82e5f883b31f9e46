//! How are the weights learnt that say where reported words begin and end? By logistic regression over articles
//! whose quotes are marked: they are read as the annotator reads them, and at each reporting word the model is told what
//! to choose.
//!
//! Built only with the feature `train`; `examples/train_quotes.rs` drives it and says on which texts.

use std::cell::RefCell;

use super::attributions::{self, Content};
use super::choose::{Chooser, Learned, Of};
use super::clauses;
use super::hints::{Hints, SLOTS};
use super::limits::{self, Front, Report};
use super::scene::Scene;
use super::words::{AUXILIARY, COMPLEMENTIZER, SUBJECT, VERB};
use crate::annotate::annotate;
use crate::model::{Annotations, Article, Quote, Span};
use crate::text::Tokens;

/// An article with its quotes.
#[derive(Clone, Debug)]
pub struct Example {
    /// The article.
    pub article: Article,
    /// Its quotes.
    pub quotes: Vec<Marked>,
}

/// A marked quote; byte spans of the text.
#[derive(Clone, Copy, Debug)]
pub struct Marked {
    /// The words.
    pub words: Span,
    /// The reporting words.
    pub cue: Option<Span>,
    /// Whether they are speech; nothing is learnt from beliefs and attitudes.
    pub speech: bool,
}

/// How the weights are learnt.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often the examples are read.
    pub passes: u32,
    /// Added to the odds that a word reports something behind it.
    pub lean: f32,
    /// The same for words in front of it.
    pub lean_front: f32,
    /// How large the first steps are.
    pub rate: f32,
    /// By how much a weight shrinks when it is looked at: what is seen seldom stays small.
    pub shrink: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { passes: 4, lean: 0.4, lean_front: 0.4, rate: 0.1, shrink: 2e-5 }
    }
}

/// How many models are learnt, each in an order of its own; their mean errs less than any of them.
const MODELS: u64 = 5;

/// Learns weights in so many passes over the examples; the same examples give the same weights.
pub fn train(examples: &[Example], settings: Settings) -> Vec<u8> {
    let read: Vec<(Tokens, Annotations)> = examples.iter().map(|example| prepared(&example.article)).collect();
    let mut total = vec![0.0; 3 * SLOTS];
    for seed in 1..=MODELS {
        let mut random = seed.wrapping_mul(0x2545_F491_4F6C_DD1D);
        let model = RefCell::new(Model::new(settings));
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..settings.passes {
            shuffle(&mut order, &mut random);
            for n in &order {
                let (tokens, found) = &read[*n];
                let scene = Scene::new(&examples[*n].article, tokens, &found.persons, &found.countries);
                let gold = examples[*n].quotes.iter().filter_map(|quote| Gold::of(tokens, quote)).collect();
                attributions::find(&scene, &Teacher { model: &model, gold });
            }
        }
        for (sum, weight) in total.iter_mut().zip(model.into_inner().weights) {
            *sum += weight / MODELS as f32;
        }
    }
    let mut bias = Hints::default();
    bias.add(&[]);
    for slot in bias.slots() {
        total[Of::Start.base() + slot] += settings.lean;
        total[Of::Front.base() + slot] += settings.lean_front;
    }
    total.chunks(SLOTS).flat_map(quantised).collect()
}

/// The quotes that an annotator with these weights finds.
pub fn predict(article: &Article, weights: &[u8]) -> Vec<Quote> {
    let (tokens, found) = prepared(article);
    let learned = Learned(weights);
    let (quotes, _) = super::find_by(&learned, article, &tokens, &found.persons, &found.countries);
    quotes
}

fn prepared(article: &Article) -> (Tokens, Annotations) {
    let tokens = Tokens::of_text(&article.text);
    let found = annotate(article, &tokens);
    (tokens, found)
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(last, (*random % (last as u64 + 1)) as usize);
    }
}

/// A marked quote as token indexes.
#[derive(Clone, Copy, Debug)]
struct Gold {
    start: usize,
    end: usize,
    cue: Option<(usize, usize)>,
    speech: bool,
}

impl Gold {
    fn of(tokens: &Tokens, quote: &Marked) -> Option<Self> {
        let range = |span: Span| {
            let (first, last) = (tokens.index_at(span.start), tokens.index_at(span.end.checked_sub(1)?));
            (first <= last && last < tokens.len()).then_some((first, last))
        };
        let (start, last) = range(quote.words)?;
        Some(Self { start, end: last + 1, cue: quote.cue.and_then(range), speech: quote.speech })
    }

    /// Whether it shares half of its tokens with what the rules found.
    fn shares(&self, rule: Option<Content>) -> bool {
        rule.is_some_and(|rule| {
            let shared = self.end.min(rule.end).saturating_sub(self.start.max(rule.start));
            2 * shared >= self.end.max(rule.end) - self.start.min(rule.start)
        })
    }

    fn is_of(&self, report: &Report) -> bool {
        self.start < report.end
            && self.end > report.begin
            && self.cue.is_some_and(|(first, last)| first <= report.last && report.verb <= last)
    }
}

struct Model {
    weights: Vec<f32>,
    /// For each weight the sum of its squared gradients.
    squares: Vec<f32>,
    settings: Settings,
}

impl Model {
    fn new(settings: Settings) -> Self {
        Self { weights: vec![0.0; 3 * SLOTS], squares: vec![0.0; 3 * SLOTS], settings }
    }

    /// One step: candidate `right` becomes more likely, the others less; `none` says whether all of them may be wrong.
    fn learn(&mut self, of: Of, candidates: &[Hints], right: Option<usize>, none: bool) {
        let scores: Vec<f32> =
            candidates.iter().map(|hints| hints.slots().map(|slot| self.weights[of.base() + slot]).sum()).collect();
        let highest = scores.iter().copied().fold(if none { 0.0 } else { f32::MIN }, f32::max);
        let rest = if none { (-highest).exp() } else { 0.0 };
        let Settings { rate, shrink, .. } = self.settings;
        let total = scores.iter().map(|score| (score - highest).exp()).sum::<f32>() + rest;
        for (n, (hints, score)) in candidates.iter().zip(&scores).enumerate() {
            let gradient = (score - highest).exp() / total - f32::from(u8::from(Some(n) == right));
            for slot in hints.slots() {
                let (weight, square) = (&mut self.weights[of.base() + slot], &mut self.squares[of.base() + slot]);
                *square += gradient * gradient;
                *weight -= rate * (gradient / (1.0 + *square).sqrt() + shrink * *weight);
            }
        }
    }
}

/// Knows what is right, and teaches it to the model.
struct Teacher<'m> {
    model: &'m RefCell<Model>,
    gold: Vec<Gold>,
}

impl Chooser for Teacher<'_> {
    fn choose(&self, scene: &Scene, report: &Report) -> Option<Content> {
        let of_report = self.gold.iter().filter(|gold| gold.is_of(report) && gold.start > report.last);
        let right = match of_report.min_by_key(|gold| gold.start) {
            Some(gold) if !gold.speech => return report.rule,
            Some(gold) if !is_told(scene, report, *gold) => None,
            Some(gold) => Some((gold.start, clauses::trim_end(scene, gold.start, gold.end.min(report.end)))),
            None if self.is_open(report.rule) => return report.rule,
            None => None,
        };
        let starts = limits::starts(scene, report);
        let start = match right.map(|right| nearest(starts.all(), right)) {
            Some(None) => return report.rule,
            start => start.flatten(),
        };
        let hints = starts.all().iter().map(|start| {
            filled(|hints| {
                hints.of_report(scene, report);
                hints.of_start(scene, report, *start);
            })
        });
        self.model.borrow_mut().learn(Of::Start, &hints.collect::<Vec<_>>(), start, true);
        let ((_, right_end), start) = (right?, starts.all()[start?]);
        let ends = limits::ends(scene, report, start);
        let end = (0..ends.all().len()).min_by_key(|n| ends.all()[*n].at.abs_diff(right_end))?;
        if ends.all()[end].at.abs_diff(right_end) <= 2 {
            let hints = ends.all().iter().map(|end| filled(|hints| hints.of_end(scene, report, start, end)));
            self.model.borrow_mut().learn(Of::End, &hints.collect::<Vec<_>>(), Some(end), false);
        }
        Some(Content { start, end: ends.all()[end].at })
    }

    fn choose_front(&self, scene: &Scene, report: &Report, front: &Front) -> Option<Content> {
        let of_report = self.gold.iter().filter(|gold| gold.is_of(report) && gold.end <= report.verb);
        let right = match of_report.max_by_key(|gold| gold.end) {
            Some(gold) if !gold.speech => return front.rule,
            Some(gold) => Some((gold.start.max(front.free), gold.end)),
            None if self.is_open(front.rule) => return front.rule,
            None => None,
        };
        let starts = limits::fronts(scene, front);
        let start = match right.map(|right| nearest(starts.all(), right)) {
            Some(None) => return front.rule,
            start => start.flatten(),
        };
        let hints = starts.all().iter().map(|start| filled(|hints| hints.of_front(scene, report, front, *start)));
        self.model.borrow_mut().learn(Of::Front, &hints.collect::<Vec<_>>(), start, true);
        start.map(|start| Content { start: starts.all()[start], end: front.end })
    }
}

/// Whether the marked words are a clause or an infinitive, or stand in part in quotation marks: a bare noun ("praised the
/// plan", "discussed trade") repeats nobody's words.
fn is_told(scene: &Scene, report: &Report, gold: Gold) -> bool {
    let end = gold.end.min(report.end);
    let marked = (gold.start..end).any(|at| scene.run_at(at).is_some());
    let opens = |at: usize| scene.folded(at) == "to" || scene.is(at, COMPLEMENTIZER.or(SUBJECT));
    let clause = opens(gold.start) || opens(gold.start - 1);
    let acts = || (gold.start..end).any(|at| scene.is(at, AUXILIARY.or(VERB)) || scene.folded(at).ends_with("ed"));
    marked || report.tells && (clause || report.form != limits::NOUN && acts())
}

/// The candidate nearest to where the marked words begin, unless all are far from it.
fn nearest(starts: &[usize], (right, end): (usize, usize)) -> Option<usize> {
    let n = (0..starts.len()).min_by_key(|n| starts[*n].abs_diff(right))?;
    (starts[n].abs_diff(right) * 4 <= end.saturating_sub(right).max(4)).then_some(n)
}

fn filled(fill: impl Fn(&mut Hints)) -> Hints {
    let mut hints = Hints::default();
    fill(&mut hints);
    hints
}

impl Teacher<'_> {
    /// Whether the rules find here what is marked with other reporting words: neither right nor wrong.
    fn is_open(&self, rule: Option<Content>) -> bool {
        self.gold.iter().any(|gold| gold.shares(rule))
    }
}

/// The weights, scaled so that all but a few fit a byte.
fn quantised(weights: &[f32]) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    let byte = |weight: &f32| ((weight / large * 127.0).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
    weights.iter().map(byte).collect()
}
