//! Stub, replaced by the table of countries.
use super::CountryCode;
impl CountryCode {
    /// The English short name.
    pub fn name(&self) -> &str {
        self.as_str()
    }
}
