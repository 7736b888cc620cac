//! One file out of many modules. A screen is some forty of them, and over a weak link each costs
//! more to ask for than to send. They are written as browsers run them; here each gets a scope
//! of its own inside one module, in the order in which a browser would run them.

mod module;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use module::{Grammar, Module};

/// Where modules that are linked find each other.
const SCOPE: &str = "$modules";

/// A module that is asked for by itself. What it needs comes with it in one file, but for what
/// the file of its base has brought before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub name: &'static str,
    pub base: Option<&'static str>,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum LinkError {
    #[error(transparent)]
    Grammar(#[from] regex_lite::Error),
    #[error("{module}: an import or export is written in another way than ours: {text}")]
    Unread { module: String, text: String },
    #[error("{0} is imported, and not there")]
    Missing(String),
    #[error("{0} needs itself")]
    Circle(String),
    #[error("{module} imports {name} of {from}, which does not export it")]
    Unexported {
        module: String,
        name: String,
        from: String,
    },
}

/// The file of each entry, by its name. `texts` are all modules by the names that imports use;
/// what begins with one of `outside` stays a module of its own. Bases come before what stands
/// on them, and all stand on the first.
pub(super) fn link(
    texts: &BTreeMap<String, String>,
    entries: &[Entry],
    outside: &[&str],
) -> Result<BTreeMap<&'static str, String>, LinkError> {
    let grammar = Grammar::new()?;
    let mut modules = BTreeMap::new();
    for (name, text) in texts {
        modules.insert(name.as_str(), grammar.read(name, text)?);
    }
    let linker = Linker { modules, outside };
    linker.check()?;
    let root = entries.first().map_or("", |entry| entry.name);
    let mut brought: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut files = BTreeMap::new();
    for entry in entries {
        let before = entry.base.and_then(|base| brought.get(base));
        let mut order = Order::after(before);
        linker.visit(entry.name, &mut order)?;
        files.insert(entry.name, linker.write(entry.name, root, &order.new)?);
        brought.insert(entry.name, order.done);
    }
    Ok(files)
}

/// What a browser would run, in its order.
#[derive(Default)]
struct Order<'a> {
    begun: BTreeSet<&'a str>,
    done: BTreeSet<&'a str>,
    new: Vec<&'a str>,
}

impl<'a> Order<'a> {
    fn after(before: Option<&BTreeSet<&'a str>>) -> Self {
        Self {
            done: before.cloned().unwrap_or_default(),
            ..Self::default()
        }
    }
}

struct Linker<'a> {
    modules: BTreeMap<&'a str, Module>,
    outside: &'a [&'a str],
}

impl<'a> Linker<'a> {
    fn is_outside(&self, name: &str) -> bool {
        self.outside.iter().any(|prefix| name.starts_with(prefix))
    }

    fn find(&self, name: &str) -> Result<(&'a str, &Module), LinkError> {
        self.modules
            .get_key_value(name)
            .map(|(name, module)| (*name, module))
            .ok_or_else(|| LinkError::Missing(name.to_owned()))
    }

    /// A browser would say so too, once the screen is opened.
    fn check(&self) -> Result<(), LinkError> {
        for (module, text) in &self.modules {
            for (from, name) in &text.wants {
                if !self.is_outside(from) && !self.find(from)?.1.exports.contains_key(name) {
                    return Err(LinkError::Unexported {
                        module: (*module).to_owned(),
                        name: name.clone(),
                        from: from.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    fn visit<'b>(&'b self, name: &'b str, order: &mut Order<'b>) -> Result<(), LinkError> {
        if order.done.contains(name) {
            return Ok(());
        }
        if self.is_outside(name) {
            order.done.insert(name);
            order.new.push(name);
            return Ok(());
        }
        let (name, module) = self.find(name)?;
        if !order.begun.insert(name) {
            return Err(LinkError::Circle(name.to_owned()));
        }
        for needed in &module.needs {
            self.visit(needed, order)?;
        }
        order.done.insert(name);
        order.new.push(name);
        Ok(())
    }

    fn write(&self, entry: &str, root: &str, order: &[&str]) -> Result<String, LinkError> {
        let mut file = if entry == root {
            format!("export const {SCOPE} = {{}};\n")
        } else {
            format!("import {{ {SCOPE} }} from \"{root}\";\n")
        };
        for (place, name) in order.iter().enumerate() {
            // Writing to memory does not fail.
            let _ = if self.is_outside(name) {
                writeln!(
                    file,
                    "import * as $outside{place} from \"{name}\";\n{SCOPE}[\"{name}\"] = $outside{place};"
                )
            } else {
                let Module { body, exports, .. } = self.find(name)?.1;
                let exports: Vec<String> = exports
                    .iter()
                    .map(|(name, value)| {
                        if name == value {
                            name.clone()
                        } else {
                            format!("{name}: {value}")
                        }
                    })
                    .collect();
                writeln!(
                    file,
                    "{SCOPE}[\"{name}\"] = (() => {{\n{body}\nreturn {{ {} }};\n}})();",
                    exports.join(", ")
                )
            };
        }
        let exports: Vec<&str> = self
            .find(entry)?
            .1
            .exports
            .keys()
            .map(String::as_str)
            .collect();
        if !exports.is_empty() {
            let names = exports.join(", ");
            let _ = writeln!(file, "export const {{ {names} }} = {SCOPE}[\"{entry}\"];");
        }
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: [Entry; 2] = [
        Entry {
            name: "start",
            base: None,
        },
        Entry {
            name: "screen",
            base: Some("start"),
        },
    ];

    fn linked(modules: &[(&str, &str)]) -> Result<BTreeMap<&'static str, String>, LinkError> {
        let texts = modules
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        link(&texts, &ENTRIES, &["words"])
    }

    #[test]
    fn what_is_needed_comes_first_and_only_once() {
        let files = linked(&[
            (
                "start",
                "import { h as make } from \"lib\";\nimport words from \"words/uk\";\nmake(words);\n",
            ),
            ("lib", "var a=1;export{a as h};"),
            (
                "screen",
                "import { h } from \"lib\";\nexport const Screen = () => h;\n",
            ),
        ])
        .unwrap();
        assert_eq!(
            files["start"],
            "export const $modules = {};\n\
             $modules[\"lib\"] = (() => {\nvar a=1;;\nreturn { h: a };\n})();\n\
             import * as $outside1 from \"words/uk\";\n$modules[\"words/uk\"] = $outside1;\n\
             $modules[\"start\"] = (() => {\nconst { h: make } = $modules[\"lib\"];\n\
             const { default: words } = $modules[\"words/uk\"];\nmake(words);\n\nreturn {  };\n})();\n"
        );
        assert_eq!(
            files["screen"],
            "import { $modules } from \"start\";\n\
             $modules[\"screen\"] = (() => {\nconst { h } = $modules[\"lib\"];\n\
             const Screen = () => h;\n\nreturn { Screen };\n})();\n\
             export const { Screen } = $modules[\"screen\"];\n"
        );
    }

    #[test]
    fn what_cannot_be_linked_is_named() {
        let refused = |start: &str, lib: &str| {
            linked(&[("start", start), ("screen", ""), ("lib", lib)])
                .unwrap_err()
                .to_string()
        };
        let imports = "import { a } from \"lib\";\n";
        assert_eq!(
            refused(imports, "const a = 1;"),
            "start imports a of lib, which does not export it"
        );
        assert_eq!(
            refused(
                imports,
                "import { b } from \"start\";\nexport const a = b;\n"
            ),
            "lib imports b of start, which does not export it"
        );
        assert_eq!(
            refused(
                "import * as lib from \"lib\";",
                "import * as start from \"start\";"
            ),
            "start needs itself"
        );
        assert_eq!(
            refused("import { a } from \"nowhere\";", ""),
            "nowhere is imported, and not there"
        );
        assert_eq!(
            refused("import \"lib\";", ""),
            "start: an import or export is written in another way than ours: import \"lib\";"
        );
        // Whoever has imported it would keep its first value.
        assert_eq!(
            refused("", "export let a = 1;"),
            "lib: an import or export is written in another way than ours: export let a = 1;"
        );
    }
}
