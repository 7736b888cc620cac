//! One module, read as far as linking needs it: what it imports and what it exports.

use std::collections::BTreeMap;

use regex_lite::{Captures, Regex};

use super::{LinkError, SCOPE};

/// A module without its imports and exports: they are said in other words.
#[derive(Debug)]
pub(super) struct Module {
    pub body: String,
    /// Modules in the order in which it imports them.
    pub needs: Vec<String>,
    /// A module and a name that must be exported there.
    pub wants: Vec<(String, String)>,
    /// Names, and what each stands for in the body.
    pub exports: BTreeMap<String, String>,
}

/// How imports and exports are written: ours on lines of their own, those of published files
/// between semicolons or behind a brace. The semicolon behind one stays: the next may begin with it.
pub(super) struct Grammar {
    import: Regex,
    list: Regex,
    declaration: Regex,
    default: Regex,
    unread: Regex,
}

impl Grammar {
    pub fn new() -> Result<Self, regex_lite::Error> {
        Ok(Self {
            import: Regex::new(r#"(?m)(^|[;}])import\s*([\w${},*\s]*?)\s*from\s*"([^"]+)""#)?,
            list: Regex::new(r#"(?m)(^|[;}])export\s*\{([^}]*)\}(?:\s*from\s*"([^"]+)")?"#)?,
            declaration: Regex::new(
                r"(?m)^export (const|class|(?:async )?function\*?) ([A-Za-z_$][\w$]*)",
            )?,
            default: Regex::new(r"(?m)(^|[;}])export default ")?,
            unread: Regex::new(r"(?m)(?:^|[;}])(?:import[^(\w]|export\b).*$")?,
        })
    }

    pub fn read(&self, name: &str, text: &str) -> Result<Module, LinkError> {
        let mut module = Module {
            body: String::new(),
            needs: Vec::new(),
            wants: Vec::new(),
            exports: BTreeMap::new(),
        };
        let text = self.import.replace_all(text, |found: &Captures<'_>| {
            let (before, clause, from) = (&found[1], &found[2], &found[3]);
            format!("{before}{}", module.import(clause, from))
        });
        let text = self.list.replace_all(&text, |found: &Captures<'_>| {
            module.export(&found[2], found.get(3).map(|from| from.as_str()));
            found[1].to_owned()
        });
        let text = self.declaration.replace_all(&text, |found: &Captures<'_>| {
            module
                .exports
                .insert(found[2].to_owned(), found[2].to_owned());
            format!("{} {}", &found[1], &found[2])
        });
        let text = self.default.replace_all(&text, |found: &Captures<'_>| {
            module
                .exports
                .insert("default".to_owned(), "$default".to_owned());
            format!("{}const $default = ", &found[1])
        });
        if let Some(unread) = self.unread.find(&text) {
            return Err(LinkError::Unread {
                module: name.to_owned(),
                text: unread.as_str().to_owned(),
            });
        }
        module.body = text.into_owned();
        Ok(module)
    }
}

impl Module {
    /// The same import from where linked modules find each other.
    fn import(&mut self, clause: &str, from: &str) -> String {
        self.needs.push(from.to_owned());
        let place = format!("{SCOPE}[\"{from}\"]");
        if let Some(all) = clause.strip_prefix("* as ") {
            return format!("const {all} = {place}");
        }
        let (default, list) = clause.split_once('{').unwrap_or((clause, ""));
        let default = default.trim_matches([',', ' ']);
        let default = (!default.is_empty()).then_some(("default", default));
        let mut names = Vec::new();
        for (theirs, ours) in default.into_iter().chain(named(list)) {
            self.wants.push((from.to_owned(), theirs.to_owned()));
            names.push(if theirs == ours {
                ours.to_owned()
            } else {
                format!("{theirs}: {ours}")
            });
        }
        format!("const {{ {} }} = {place}", names.join(", "))
    }

    fn export(&mut self, list: &str, from: Option<&str>) {
        if let Some(from) = from {
            self.needs.push(from.to_owned());
        }
        for (ours, theirs) in named(list) {
            let value = match from {
                Some(from) => {
                    self.wants.push((from.to_owned(), ours.to_owned()));
                    format!("{SCOPE}[\"{from}\"].{ours}")
                }
                None => ours.to_owned(),
            };
            self.exports.insert(theirs.to_owned(), value);
        }
    }
}

/// `a as b, c`: what each is here and there.
fn named(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(',')
        .map(|one| one.trim_matches(['{', '}', ' ', '\n']))
        .filter(|one| !one.is_empty())
        .map(|one| one.split_once(" as ").unwrap_or((one, one)))
}
