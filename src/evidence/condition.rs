//! Does a condition hold, once it is known which of its leaves do?

use crate::query::{Expr, Leaf, Plan};

/// The condition of a plan, with each leaf numbered and equal leaves counted as one.
pub(super) struct Condition {
    root: Option<Node>,
    leaves: Vec<Leaf>,
    positive: Vec<bool>,
}

enum Node {
    Leaf(usize),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

impl Condition {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut condition = Self { root: None, leaves: Vec::new(), positive: Vec::new() };
        condition.root = plan.expr.as_ref().map(|expr| condition.node(expr, true));
        condition
    }

    fn node(&mut self, expr: &Expr, positive: bool) -> Node {
        match expr {
            Expr::Leaf(leaf) => Node::Leaf(self.number(leaf, positive)),
            Expr::And(parts) => Node::And(parts.iter().map(|part| self.node(part, positive)).collect()),
            Expr::Or(parts) => Node::Or(parts.iter().map(|part| self.node(part, positive)).collect()),
            Expr::Not(inner) => Node::Not(Box::new(self.node(inner, !positive))),
        }
    }

    fn number(&mut self, leaf: &Leaf, positive: bool) -> usize {
        let number = self.leaves.iter().position(|known| known == leaf).unwrap_or_else(|| {
            self.leaves.push(leaf.clone());
            self.positive.push(false);
            self.leaves.len() - 1
        });
        self.positive[number] |= positive;
        number
    }

    /// The distinct leaves; everything else names them by their index here.
    pub(super) fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// Whether a leaf is asked for somewhere, not only excluded.
    pub(super) fn is_positive(&self, leaf: usize) -> bool {
        self.positive[leaf]
    }

    /// Whether the condition holds where each leaf holds, does not hold, or cannot be told (`None`).
    /// `None` if that decides.
    pub(super) fn holds(&self, leaves: &[Option<bool>]) -> Option<bool> {
        self.root.as_ref().map_or(Some(true), |root| root.holds(leaves))
    }
}

impl Node {
    fn holds(&self, leaves: &[Option<bool>]) -> Option<bool> {
        match self {
            Self::Leaf(number) => leaves[*number],
            Self::And(parts) => decided_by(parts, leaves, false),
            Self::Or(parts) => decided_by(parts, leaves, true),
            Self::Not(inner) => inner.holds(leaves).map(|holds| !holds),
        }
    }
}

/// One part that is `decider` decides; without one, a part that cannot be told leaves all untold.
fn decided_by(parts: &[Node], leaves: &[Option<bool>], decider: bool) -> Option<bool> {
    let mut verdict = Some(!decider);
    for part in parts {
        match part.holds(leaves) {
            Some(holds) if holds == decider => return Some(decider),
            Some(_) => {}
            None => verdict = None,
        }
    }
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlet(name: &str) -> Expr {
        Expr::Leaf(Leaf::Outlet(name.to_owned()))
    }

    #[test]
    fn what_cannot_be_told_decides_only_if_nothing_else_does() {
        let not = |expr| Expr::Not(Box::new(expr));
        let (a, b) = (outlet("a"), outlet("b"));
        let and = Expr::And(vec![a.clone(), b.clone()]);
        let or = Expr::Or(vec![a.clone(), b.clone()]);
        let (yes, no) = (Some(true), Some(false));
        let cases = [
            (&and, [yes, yes], yes),
            (&and, [yes, no], no),
            (&and, [None, no], no),
            (&and, [None, yes], None),
            (&or, [no, no], no),
            (&or, [None, yes], yes),
            (&or, [None, no], None),
            (&not(a.clone()), [no, None], yes),
            (&not(a.clone()), [None, None], None),
        ];
        for (expr, leaves, expected) in cases {
            let plan = Plan { expr: Some(expr.clone()), ..Plan::default() };
            assert_eq!(Condition::new(&plan).holds(&leaves), expected, "{expr:?} {leaves:?}");
        }
    }

    #[test]
    fn equal_leaves_are_one_and_positive_if_asked_for_anywhere() {
        let not = |expr| Expr::Not(Box::new(expr));
        let expr = Expr::And(vec![not(outlet("a")), outlet("a"), not(outlet("b")), not(not(outlet("c")))]);
        let condition = Condition::new(&Plan { expr: Some(expr), ..Plan::default() });
        assert_eq!(condition.leaves().len(), 3);
        assert_eq!([0, 1, 2].map(|leaf| condition.is_positive(leaf)), [true, false, true]);
    }
}
