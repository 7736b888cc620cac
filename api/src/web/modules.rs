//! The modules of the screens, put together into one file for each that is asked for by itself.

use std::collections::BTreeMap;

use super::assets::Files;
use super::link::{Entry, LinkError, link};

/// What is asked for by itself, each in one file with all that it needs.
const ENTRIES: [Entry; 6] = [
    entry("varta/start.js", None),
    entry("varta/console/console.js", Some("varta/start.js")),
    entry("varta/card/card.js", Some("varta/console/console.js")),
    entry("varta/crew/crew.js", Some("varta/start.js")),
    entry("varta/region/region.js", Some("varta/start.js")),
    entry("varta/admin/admin.js", Some("varta/start.js")),
];

/// What libraries are called in imports, and their files.
const LIBRARIES: [(&str, &str); 5] = [
    ("preact", "vendor/preact.mjs"),
    ("preact/hooks", "vendor/hooks.mjs"),
    ("@preact/signals", "vendor/signals.mjs"),
    ("@preact/signals-core", "vendor/signals-core.mjs"),
    ("htm", "vendor/htm.mjs"),
];

const fn entry(name: &'static str, base: Option<&'static str>) -> Entry {
    Entry { name, base }
}

/// How our own modules begin in imports.
const OURS: &str = "varta/";

/// Every module by the name that imports use. What others have published stands as it is, but
/// for the address of a map that is not here.
fn modules() -> BTreeMap<String, String> {
    let text = |name: &str| Files::get(name).map(|file| file.data);
    let ours = Files::iter()
        .filter(|name| name.ends_with(".js"))
        .filter_map(|name| Some((format!("{OURS}{name}"), lightened(&text(&name)?))));
    let theirs = LIBRARIES.iter().filter_map(|(name, file)| {
        let text = text(file)?;
        let text = String::from_utf8_lossy(&text);
        let code = text.split("//# sourceMappingURL=").next()?;
        Some(((*name).to_owned(), code.to_owned()))
    });
    ours.chain(theirs).collect()
}

/// The file of each entry, by its name among the files that browsers load.
pub(super) fn put_together() -> Result<BTreeMap<String, String>, LinkError> {
    let files = link(&modules(), &ENTRIES, &["varta/words"])?;
    let named = files.into_iter().map(|(name, text)| {
        let name = name.strip_prefix(OURS).unwrap_or(name);
        (name.to_owned(), text)
    });
    Ok(named.collect())
}

/// Our own text without the comments that stand on lines of their own, and without the space
/// around lines: both are for people.
pub(super) fn lightened(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut light = String::with_capacity(text.len());
    let mut is_inside = false;
    for line in text.lines() {
        let bare = line.trim();
        if is_inside {
            is_inside = !bare.ends_with("*/");
        } else if bare.starts_with("/*") && !bare.contains("*/") {
            is_inside = true;
        } else if !(bare.is_empty()
            || bare.starts_with("//")
            || bare.starts_with("/*") && bare.ends_with("*/"))
        {
            light.push_str(bare);
            light.push('\n');
        }
    }
    light
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_can_be_put_together() {
        let files = put_together().unwrap();
        assert_eq!(files.len(), ENTRIES.len());
    }

    #[test]
    fn comments_on_lines_of_their_own_stay_at_home() {
        let text = "// a\n/** b */\n  let c = 1; // d\n\n  /**\n   * e\n   */\n/* f */ let g;\n";
        assert_eq!(
            lightened(text.as_bytes()),
            "let c = 1; // d\n/* f */ let g;\n"
        );
    }
}
