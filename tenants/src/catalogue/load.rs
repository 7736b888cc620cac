//! Gives a region the services of a catalogue: new ones are added, known ones follow it.
//! A service that has left the catalogue stays: there may be appeals about it.

use std::collections::HashMap;

use serde::Serialize;

use super::listed::{CatalogueError, ListedService};
use super::service::Service;
use super::store;
use crate::access::Action;
use crate::db::{RegionTx, Tx};
use crate::ledger::{Kind, NewEvent};

/// What loading did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loaded {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub unchanged: usize,
}

pub fn load(tx: &mut RegionTx<'_>, services: &[Service]) -> Result<Loaded, CatalogueError> {
    tx.require(Action::ManageRegion)?;
    let region = tx.region();
    let known: HashMap<_, _> = store::all(tx, region)?
        .into_iter()
        .map(|service| (service.code.clone(), service))
        .collect();
    let mut loaded = Loaded {
        added: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
    };
    let mut rows = Vec::new();
    for (position, service) in (1..).zip(services) {
        let row = ListedService::of(region, position, service);
        match known.get(&row.code) {
            Some(before) if *before == row => loaded.unchanged += 1,
            before => {
                let list = if before.is_some() {
                    &mut loaded.changed
                } else {
                    &mut loaded.added
                };
                list.push(row.code.to_string());
                rows.push(row);
            }
        }
    }
    if !rows.is_empty() {
        store::upsert(tx, &rows)?;
        tx.record(NewEvent::new(
            region,
            Kind::CatalogueLoaded,
            region,
            &loaded,
        )?);
    }
    Ok(loaded)
}
