//! Which addresses there are and the methods that each has: what `405` and its `Allow` are told from.

use std::collections::BTreeMap;

/// The prefix of every operation.
pub const PREFIX: &str = "/api/v1";

/// The addresses of the mounted operations.
#[derive(Default)]
pub struct Addresses(BTreeMap<String, Vec<&'static str>>);

impl Addresses {
    /// Adds the methods of an operation to its path below [`PREFIX`].
    pub fn add(&mut self, path: &str, methods: impl Iterator<Item = &'static str>) {
        self.0.entry(format!("{PREFIX}{path}")).or_default().extend(methods);
    }

    /// The addresses, those without parameters first.
    pub fn known(self) -> Vec<Known> {
        const ORDER: [&str; 8] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];
        let known = |(path, methods): (String, Vec<&str>)| Known {
            path,
            methods: ORDER.into_iter().filter(|m| methods.contains(m)).collect(),
            shadowed: false,
        };
        let mut all: Vec<Known> = self.0.into_iter().map(known).collect();
        all.sort_by_key(|k| !k.is_plain());
        for i in 0..all.len() {
            let shadows = |k: &Known| !k.is_plain() && k.matches(&all[i].path);
            all[i].shadowed = all[i].is_plain() && all.iter().any(shadows);
        }
        all
    }
}

/// A path of the contract and the methods that it has.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// With its parameters in braces, as the contract has it.
    pub path: String,
    methods: Vec<&'static str>,
    /// Another path's parameter could take its last segment, which would then be asked for with this path's methods.
    pub shadowed: bool,
}

impl Known {
    fn is_plain(&self) -> bool {
        !self.path.contains('{')
    }

    /// Whether there is an operation by this method.
    pub fn has(&self, method: &str) -> bool {
        self.methods.contains(&method)
    }

    /// The value of `Allow`.
    pub fn allow(&self) -> String {
        self.methods.join(", ")
    }

    /// Whether this is the path of what was asked for.
    pub fn matches(&self, asked: &str) -> bool {
        self.path.split('/').count() == asked.split('/').count()
            && self.path.split('/').zip(asked.split('/')).all(|(s, a)| s.starts_with('{') || s == a)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Known> {
        let mut all = Addresses::default();
        all.add("/clients/{id}", ["PATCH"].into_iter());
        all.add("/clients/{id}", ["GET"].into_iter());
        all.add("/clients/mine", ["GET"].into_iter());
        all.add("/rounds", ["POST", "GET"].into_iter());
        all.known()
    }

    #[test]
    fn plain_paths_come_first_and_methods_in_one_order() {
        let told: Vec<(String, String)> = known().iter().map(|k| (k.path.clone(), k.allow())).collect();
        let expected = [("/clients/mine", "GET"), ("/rounds", "GET, POST"), ("/clients/{id}", "GET, PATCH")];
        assert_eq!(told, expected.map(|(path, allow)| (format!("{PREFIX}{path}"), allow.to_owned())));
    }

    #[test]
    fn only_a_path_that_a_parameter_could_take_is_shadowed() {
        let shadowed: Vec<bool> = known().iter().map(|k| k.shadowed).collect();
        assert_eq!(shadowed, [true, false, false]);
    }

    #[test]
    fn a_parameter_takes_one_segment() {
        let known = known();
        let client = known.last().expect("added");
        assert!(client.matches("/api/v1/clients/7"));
        assert!(!client.matches("/api/v1/clients/7/accounts") && !client.matches("/api/v1/clients"));
    }
}
