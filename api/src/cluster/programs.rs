//! Finds PostgreSQL's programs on this machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::ClusterError;

/// The first version whose databases can have ICU as their provider.
pub(super) const OLDEST_MAJOR: u32 = 15;

const NEEDED: [&str; 3] = ["initdb", "postgres", "psql"];

/// Folders of folders, one for each installed version.
const VERSIONED: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", "bin"),
    ("/usr", "bin"),
    ("/opt/homebrew/opt", "bin"),
    ("/usr/local/opt", "bin"),
];

#[derive(Debug, Clone)]
pub(super) struct Programs {
    bin: PathBuf,
}

impl Programs {
    /// The newest programs; or, for data that a version has made, that version's.
    pub(super) fn find(made_by: Option<(u32, PathBuf)>) -> Result<Self, ClusterError> {
        Self::choose(installed(candidates()), made_by)
    }

    fn choose(
        installed: BTreeMap<u32, PathBuf>,
        made_by: Option<(u32, PathBuf)>,
    ) -> Result<Self, ClusterError> {
        let Some((newest, dir)) = installed.last_key_value() else {
            return Err(ClusterError::ProgramsMissing);
        };
        if *newest < OLDEST_MAJOR {
            return Err(ClusterError::TooOld {
                found: *newest,
                dir: dir.clone(),
            });
        }
        let bin = match made_by {
            None => dir.clone(),
            Some((major, data_dir)) => match installed.get(&major) {
                Some(bin) => bin.clone(),
                None => {
                    return Err(ClusterError::VersionGone {
                        made_by: major,
                        data_dir,
                    });
                }
            },
        };
        Ok(Self { bin })
    }

    /// A command of these programs that neither the caller's PostgreSQL
    /// settings nor its language can change: output and errors stay English.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.bin.join(program));
        for (key, _) in std::env::vars_os() {
            let name = key.to_string_lossy();
            if name.starts_with("PG") || name.starts_with("LC_") || name.starts_with("LANG") {
                command.env_remove(&key);
            }
        }
        command.env("LC_ALL", super::CTYPE);
        command
    }
}

fn candidates() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for (root, bin) in VERSIONED {
        let Ok(entries) = std::fs::read_dir(root) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if root == "/usr/lib/postgresql" || is_postgresql(&name.to_string_lossy()) {
                found.push(entry.path().join(bin));
            }
        }
    }
    found
}

fn is_postgresql(folder: &str) -> bool {
    folder.starts_with("pgsql-") || folder.starts_with("postgresql")
}

/// By major version; the first of equals stays, so PATH comes first.
fn installed(candidates: Vec<PathBuf>) -> BTreeMap<u32, PathBuf> {
    let mut by_version = BTreeMap::new();
    for dir in candidates {
        // A link on PATH may stand alone: the others lie beside its target.
        let Some(bin) = dir.join("initdb").canonicalize().ok().and_then(parent) else {
            continue;
        };
        if by_version.values().any(|known| *known == bin) {
            continue;
        }
        if NEEDED.iter().all(|program| bin.join(program).is_file())
            && let Some(major) = version(&bin.join("postgres"))
        {
            by_version.entry(major).or_insert(bin);
        }
    }
    by_version
}

fn parent(program: PathBuf) -> Option<PathBuf> {
    program.parent().map(Path::to_path_buf)
}

fn version(postgres: &Path) -> Option<u32> {
    let output = Command::new(postgres).arg("--version").output().ok()?;
    major(&String::from_utf8_lossy(&output.stdout))
}

/// From `postgres (PostgreSQL) 17.2 (Debian 17.2-1)`, `… 18beta1`, or `15`.
pub(super) fn major(text: &str) -> Option<u32> {
    let after = text
        .split_once("(PostgreSQL)")
        .map_or(text, |(_, after)| after);
    let digits: String = after
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form_of_version() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("17\n"), Some(17));
        assert_eq!(major("something else"), None);
    }

    #[test]
    fn a_machine_without_postgresql_is_told_what_to_install() {
        let nothing = installed(vec![PathBuf::from("/nowhere"), std::env::temp_dir()]);
        let error = Programs::choose(nothing, None).unwrap_err();
        assert!(
            error.to_string().contains("apt-get install postgresql"),
            "{error}"
        );
    }

    #[test]
    fn data_keeps_the_version_that_made_it() {
        let two = BTreeMap::from([(15, PathBuf::from("/15")), (17, PathBuf::from("/17"))]);
        let newest = Programs::choose(two.clone(), None).unwrap();
        assert_eq!(newest.bin, PathBuf::from("/17"));
        let same = Programs::choose(two.clone(), Some((15, PathBuf::from("/d")))).unwrap();
        assert_eq!(same.bin, PathBuf::from("/15"));
        let gone = Programs::choose(two, Some((16, PathBuf::from("/d")))).unwrap_err();
        assert!(gone.to_string().contains("postgresql-16"), "{gone}");
        let old = BTreeMap::from([(13, PathBuf::from("/13"))]);
        assert!(matches!(
            Programs::choose(old, None),
            Err(ClusterError::TooOld { found: 13, .. })
        ));
    }
}
