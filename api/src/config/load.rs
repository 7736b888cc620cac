//! Reads the settings from where they stand.

use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat};

use super::{Secret, Settings};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the settings cannot be read: {0}")]
    Unreadable(#[from] config::ConfigError),
    #[error("the file {path} of the setting {setting} cannot be read: {source}")]
    SecretFile {
        setting: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{setting} and {setting}_file are both set: leave one")]
    SetTwice { setting: &'static str },
    #[error("{setting} {why}")]
    Refused {
        setting: &'static str,
        why: &'static str,
    },
}

const DEFAULTS: &str = include_str!("../../../config/default.toml");

/// Defaults, then the file, then `VARTA__SECTION__KEY`; the later one wins.
pub fn load(file: Option<&Path>) -> Result<Settings, ConfigError> {
    load_with(
        file,
        Environment::with_prefix("VARTA")
            .prefix_separator("__")
            .separator("__")
            .ignore_empty(true),
    )
}

fn load_with(file: Option<&Path>, environment: Environment) -> Result<Settings, ConfigError> {
    let mut builder = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
    if let Some(path) = file {
        builder = builder.add_source(File::from(path).format(FileFormat::Toml));
    }
    let mut settings: Settings = builder.add_source(environment).build()?.try_deserialize()?;
    let (database, auth) = (&mut settings.database, &mut settings.auth);
    read_secret(
        "database.url",
        &mut database.url,
        database.url_file.as_deref(),
    )?;
    read_secret(
        "auth.signing_key",
        &mut auth.signing_key,
        auth.signing_key_file.as_deref(),
    )?;
    let earlier = read_file(
        "auth.earlier_keys",
        !auth.earlier_keys.trim().is_empty(),
        auth.earlier_keys_file.as_deref(),
    )?;
    auth.earlier_keys = earlier.unwrap_or_else(|| auth.earlier_keys.clone());
    read_secret(
        "auth.second_factor_key",
        &mut auth.second_factor_key,
        auth.second_factor_key_file.as_deref(),
    )?;
    let mail = &mut settings.mail;
    read_secret(
        "mail.password",
        &mut mail.password,
        mail.password_file.as_deref(),
    )?;
    match settings.refused() {
        Some((setting, why)) => Err(ConfigError::Refused { setting, why }),
        None => Ok(settings),
    }
}

fn read_secret(
    setting: &'static str,
    secret: &mut Secret,
    file: Option<&Path>,
) -> Result<(), ConfigError> {
    if let Some(text) = read_file(setting, secret.is_set(), file)? {
        *secret = text.into();
    }
    Ok(())
}

/// What stands in the file of a setting; nothing when it has none.
fn read_file(
    setting: &'static str,
    is_set: bool,
    file: Option<&Path>,
) -> Result<Option<String>, ConfigError> {
    let Some(path) = file else {
        return Ok(None);
    };
    if is_set {
        return Err(ConfigError::SetTwice { setting });
    }
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::SecretFile {
        setting,
        path: path.to_owned(),
        source,
    })?;
    Ok(Some(text.trim().to_owned()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        let source = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let environment = Environment::with_prefix("VARTA")
            .prefix_separator("__")
            .separator("__")
            .ignore_empty(true)
            .source(Some(source));
        load_with(None, environment)
    }

    #[test]
    fn the_environment_wins_over_the_defaults() {
        let settings = from(&[
            ("VARTA__DATABASE__POOL_SIZE", "9"),
            ("VARTA__HTTP__BIND", "[::]:0"),
        ])
        .unwrap();
        assert_eq!(settings.database.pool_size, 9);
        assert_eq!(settings.http.bind.port(), 0);
        assert_eq!(settings.http.max_body_bytes, 262_144);
    }

    #[test]
    fn a_misspelt_setting_is_refused() {
        assert!(from(&[("VARTA__HTTP__BNID", "[::]:0")]).is_err());
    }

    #[test]
    fn access_tokens_of_more_than_ten_minutes_are_refused() {
        let error = from(&[("VARTA__AUTH__ACCESS_MINUTES", "11")]).unwrap_err();
        assert_eq!(error.to_string(), "auth.access_minutes must be 1 to 10");
    }

    #[test]
    fn secrets_are_not_printed() {
        let settings = from(&[("VARTA__DATABASE__URL", "postgres://app:pass@db/varta")]).unwrap();
        let printed = toml::to_string(&settings).unwrap();
        assert!(printed.contains("url = \"[set]\""), "{printed}");
        assert!(!printed.contains("pass@") && !format!("{settings:?}").contains("pass@"));
    }
}
