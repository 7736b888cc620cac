//! `varta region`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use tenants::access::Actor;
use tenants::catalogue;
use tenants::db::Db;
use tenants::ids::RegionId;
use tenants::regions::{self, Katottg, NewRegion};
use tenants::text::Name;

use super::place::InRegion;
use super::{Failure, Outcome, open, say};
use crate::config::Settings;

#[derive(Debug, Subcommand)]
pub(super) enum Region {
    /// Set up a region, with the service catalogue that the program carries
    Create(Create),
    /// Give a region the service catalogue that the program carries
    LoadCatalogue(InRegion),
    /// List the regions of this installation
    List,
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// UA and 17 digits
    #[arg(long)]
    katottg: Katottg,
    #[arg(long)]
    name_uk: Name,
    #[arg(long)]
    name_en: Name,
}

impl Region {
    pub(super) fn run(&self, settings: &Settings) -> Outcome {
        let db = open(settings)?;
        match self {
            Self::Create(create) => create.run(&db)?,
            Self::LoadCatalogue(place) => load_catalogue(&db, place.find(&db)?.id)?,
            Self::List => {
                for region in db.in_system("regions.all", regions::all)? {
                    say(format_args!(
                        "{}  {}  {}",
                        region.id, region.katottg, region.name_uk
                    ));
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Create {
    fn run(&self, db: &Db) -> Result<(), Failure> {
        let new = NewRegion {
            katottg: self.katottg.clone(),
            name_uk: self.name_uk.clone(),
            name_en: self.name_en.clone(),
        };
        let region = db.in_system("regions.create", |tx| regions::create(tx, new.clone()))?;
        say(format_args!("region {} created", region.id));
        load_catalogue(db, region.id)
    }
}

fn load_catalogue(db: &Db, region: RegionId) -> Result<(), Failure> {
    let services = catalogue::read::embedded()?;
    let loaded = db.in_region("catalogue.load", &Actor::operator(region), region, |tx| {
        catalogue::load(tx, &services)
    })?;
    say(format_args!(
        "catalogue: {} services added, {} changed, {} as they were",
        loaded.added.len(),
        loaded.changed.len(),
        loaded.unchanged
    ));
    Ok(())
}
