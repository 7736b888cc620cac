//! `varta community`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use tenants::access::Actor;
use tenants::communities::{self, NewCommunity};
use tenants::regions::Katottg;
use tenants::text::Name;

use super::place::InRegion;
use super::{Outcome, open, say};
use crate::config::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Community {
    /// Take a community into the region
    Create(Create),
    /// List the region's communities
    List(InRegion),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    #[command(flatten)]
    place: InRegion,
    /// UA and 17 digits
    #[arg(long)]
    katottg: Katottg,
    #[arg(long)]
    name_uk: Name,
    #[arg(long)]
    name_en: Name,
}

impl Community {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        match self {
            Self::Create(create) => {
                let region = create.place.find(&db)?.id;
                let new = NewCommunity {
                    katottg: create.katottg.clone(),
                    name_uk: create.name_uk.clone(),
                    name_en: create.name_en.clone(),
                };
                let actor = Actor::operator(region);
                let community = db.in_region("communities.create", &actor, region, |tx| {
                    communities::create(tx, new.clone())
                })?;
                say(format_args!("community {} created", community.id));
            }
            Self::List(place) => {
                let region = place.find(&db)?.id;
                let actor = Actor::operator(region);
                for community in
                    db.in_region("communities.list", &actor, region, communities::list)?
                {
                    say(format_args!(
                        "{}  {}  {}  {}",
                        community.id, community.katottg, community.state, community.name_uk
                    ));
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
