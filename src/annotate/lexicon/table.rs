//! How is a word looked up in nanoseconds? An open hash table over one buffer, filled once.

use super::hash::hash;

/// What a key leads to.
pub(super) type Value = u32;

/// A map from strings to numbers that only grows.
#[derive(Debug)]
pub(in crate::annotate) struct Table {
    keys: String,
    entries: Vec<Entry>,
    /// Entry number plus one (0 is empty), with high bits of the key's hash above to save most comparisons.
    slots: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    len: u32,
    value: Value,
}

impl Table {
    /// A table with room for `keys` keys.
    pub(in crate::annotate) fn with_capacity(keys: usize) -> Self {
        let slots = (keys * 2).next_power_of_two().max(16);
        Self { keys: String::with_capacity(keys * 8), entries: Vec::with_capacity(keys), slots: vec![0; slots] }
    }

    /// The value under `key`, whose hash is known.
    pub(in crate::annotate) fn get_hashed(&self, key: &str, hash: u64) -> Option<Value> {
        self.find(key, hash).ok().map(|entry| self.entries[entry].value)
    }

    /// The value under `key`, to be changed; `value` if there was none.
    pub(in crate::annotate) fn entry(&mut self, key: &str, value: Value) -> &mut Value {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(key);
        let index = match self.find(key, hash) {
            Ok(entry) => entry,
            Err(slot) => {
                let start = self.keys.len() as u32;
                self.keys.push_str(key);
                self.entries.push(Entry { start, len: key.len() as u32, value });
                self.slots[slot] = tag(hash) | self.entries.len() as u64;
                self.entries.len() - 1
            }
        };
        &mut self.entries[index].value
    }

    /// All keys with their values, in the order in which they came.
    #[cfg(test)]
    fn iter(&self) -> impl Iterator<Item = (&str, Value)> {
        self.entries.iter().map(|entry| (self.key(entry), entry.value))
    }

    fn key(&self, entry: &Entry) -> &str {
        &self.keys[entry.start as usize..(entry.start + entry.len) as usize]
    }

    /// The number of the entry, or the empty slot where it would go.
    fn find(&self, key: &str, hash: u64) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let held = self.slots[slot];
            if held == 0 {
                return Err(slot);
            }
            let index = (held & INDEX) as usize - 1;
            if held & !INDEX == tag(hash) && self.key(&self.entries[index]) == key {
                return Ok(index);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for number in 0..self.entries.len() {
            let entry = self.entries[number];
            let hash = hash(self.key(&entry));
            let mask = self.slots.len() - 1;
            let mut slot = hash as usize & mask;
            while self.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = tag(hash) | (number as u64 + 1);
        }
    }
}

const INDEX: u64 = (1 << 24) - 1;

fn tag(hash: u64) -> u64 {
    hash & !INDEX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found() {
        let mut table = Table::with_capacity(2);
        let keys: Vec<String> = (0..1000).map(|n| format!("key number {n}")).collect();
        for (n, key) in keys.iter().enumerate() {
            *table.entry(key, 0) += n as Value;
        }
        *table.entry("key number 7", 0) += 1;
        let get = |key: &str| table.get_hashed(key, hash(key));
        for (n, key) in keys.iter().enumerate() {
            assert_eq!(get(key), Some(n as Value + Value::from(n == 7)));
        }
        assert_eq!((get("key"), get(""), table.iter().count()), (None, None, 1000));
    }
}
