//! How are names brought together? As sets that grow, but never join what the user keeps apart.

use std::collections::HashMap;

/// Sets of names, by number.
pub(super) struct Sets {
    parents: Vec<u32>,
    /// For the root of a set the sides that its names are on, of lines that keep names apart.
    sides: HashMap<u32, Vec<Side>>,
}

/// One of the names that a line keeps apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) line: usize,
    pub(super) nth: usize,
}

impl Sets {
    /// Each name for itself.
    pub(super) fn new(names: usize) -> Self {
        Self { parents: (0..names as u32).collect(), sides: HashMap::new() }
    }

    /// Puts a name on a side.
    pub(super) fn put(&mut self, name: u32, side: Side) {
        let root = self.root(name);
        self.sides.entry(root).or_default().push(side);
    }

    /// The name that stands for the set of a name.
    pub(super) fn root(&self, mut name: u32) -> u32 {
        while self.parents[name as usize] != name {
            name = self.parents[name as usize];
        }
        name
    }

    /// Joins the sets of two names, unless something keeps them apart.
    pub(super) fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other || self.are_apart(one, other) {
            return;
        }
        self.parents[one as usize] = other;
        if let Some(sides) = self.sides.remove(&one) {
            self.sides.entry(other).or_default().extend(sides);
        }
    }

    /// Whether the user keeps the sets of two names apart.
    pub(super) fn are_apart(&self, one: u32, other: u32) -> bool {
        let of = |name| self.sides.get(&self.root(name)).map(Vec::as_slice).unwrap_or_default();
        of(one).iter().any(|a| of(other).iter().any(|b| a.line == b.line && a.nth != b.nth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_join_unless_they_are_kept_apart() {
        let mut sets = Sets::new(4);
        sets.put(0, Side { line: 1, nth: 0 });
        sets.put(1, Side { line: 1, nth: 1 });
        sets.join(0, 1);
        sets.join(0, 2);
        sets.join(2, 1);
        sets.join(3, 1);
        assert_eq!([0, 1, 2, 3].map(|n| sets.root(n)), [2, 1, 2, 1]);
    }
}
