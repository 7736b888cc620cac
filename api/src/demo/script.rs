//! What people say that night.

use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use tenants::catalogue;
use tenants::text::Words;

use super::error::DemoError;
use super::words::{self, Phrase, PhraseUse};

/// Phrases and services, ready to be drawn from.
#[derive(Debug)]
pub struct Script {
    phrases: Vec<Phrase>,
    /// Service and whether somebody can be given it.
    services: Vec<(String, bool)>,
}

impl Script {
    pub fn embedded() -> Result<Self, DemoError> {
        let services = catalogue::read::embedded()?
            .into_iter()
            .map(|service| {
                (
                    service.code.as_str().to_owned(),
                    service.routes_to.is_some(),
                )
            })
            .collect();
        Ok(Self {
            phrases: words::phrases()?,
            services,
        })
    }

    /// What the call is about. When the power is out, every second call is about that.
    pub fn service(&self, chance: &mut ChaCha8Rng) -> (String, bool) {
        const OFTEN: [&str; 5] = ["EL-OUT-UNPL", "WAT-NO", "HEAT-NO", "LIFT-TRAP", "WAT-PRES"];
        use rand::Rng;
        let often = chance.random_bool(0.5);
        let fitting: Vec<&(String, bool)> = self
            .services
            .iter()
            .filter(|(code, _)| !often || OFTEN.contains(&code.as_str()))
            .collect();
        fitting
            .choose(chance)
            .map(|service| (*service).clone())
            .unwrap_or_default()
    }

    pub fn address<'a>(
        &self,
        chance: &mut ChaCha8Rng,
        addresses: &'a [String],
    ) -> Result<&'a str, DemoError> {
        addresses
            .choose(chance)
            .map(String::as_str)
            .ok_or_else(|| DemoError::missing("addresses"))
    }

    pub fn caller(&self, chance: &mut ChaCha8Rng, service: &str) -> Result<Words, DemoError> {
        self.say(chance, PhraseUse::Caller, service)
    }

    pub fn answer(&self, chance: &mut ChaCha8Rng, service: &str) -> Result<Words, DemoError> {
        self.say(chance, PhraseUse::Answer, service)
    }

    pub fn report(&self, chance: &mut ChaCha8Rng, service: &str) -> Result<Words, DemoError> {
        self.say(chance, PhraseUse::Report, service)
    }

    pub fn rework(&self, chance: &mut ChaCha8Rng) -> Result<Words, DemoError> {
        self.say(chance, PhraseUse::Rework, "")
    }

    pub fn handover(&self, chance: &mut ChaCha8Rng) -> Result<Words, DemoError> {
        self.say(chance, PhraseUse::Handover, "")
    }

    pub fn refusal(&self, chance: &mut ChaCha8Rng) -> Result<Words, DemoError> {
        self.say(chance, PhraseUse::Refusal, "")
    }

    /// Why not, and whose it is instead.
    pub fn decline(&self, chance: &mut ChaCha8Rng) -> Result<(Words, Words), DemoError> {
        let fitting: Vec<&Phrase> = self
            .phrases
            .iter()
            .filter(|phrase| phrase.used_for == PhraseUse::Decline)
            .collect();
        let phrase = fitting
            .choose(chance)
            .ok_or_else(|| DemoError::missing("decline"))?;
        let whose = phrase.whose.map_or("інша служба", |kind| kind.code());
        Ok((Words::parse(&phrase.text_uk)?, Words::parse(whose)?))
    }

    /// Something about this, or, where nothing is written for it, something general.
    fn say(
        &self,
        chance: &mut ChaCha8Rng,
        used_for: PhraseUse,
        about: &str,
    ) -> Result<Words, DemoError> {
        let written = |about: &str| -> Vec<&Phrase> {
            let fits = |phrase: &&Phrase| phrase.used_for == used_for && phrase.about == about;
            self.phrases.iter().filter(fits).collect()
        };
        let own = written(about);
        let fitting = if own.is_empty() { written("") } else { own };
        let any: Vec<&Phrase> = self
            .phrases
            .iter()
            .filter(|phrase| phrase.used_for == used_for)
            .collect();
        let phrase = fitting
            .choose(chance)
            .or(any.choose(chance))
            .ok_or_else(|| DemoError::missing(about))?;
        Ok(Words::parse(&phrase.text_uk)?)
    }
}
