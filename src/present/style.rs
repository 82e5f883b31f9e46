//! How are things set off in text? ANSI styles (taken out again where nobody sees them), numbers, wrapping.

use anstyle::{AnsiColor, Style};

/// Headings and titles.
pub(super) const BOLD: Style = Style::new().bold();
/// What matched.
pub(super) const MATCH: Style = AnsiColor::Yellow.on_default().bold();
/// Ids, paths, numbers beside the text.
pub(super) const DIM: Style = Style::new().dimmed();

/// A number with its thousands parted: `12,345`.
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_parted() {
        let shown: Vec<String> = [0, 12, 999, 1000, 123_456, 1_234_567].into_iter().map(thousands).collect();
        assert_eq!(shown, ["0", "12", "999", "1,000", "123,456", "1,234,567"]);
    }
}
