//! Brings somebody's files into the registry of a community, batch by batch.
//!
//! Rows stream: of a file no more is held than a batch, and what later rows ask of earlier ones.
//! Natural keys decide what is the same thing, and only differences are written: the same file
//! twice changes nothing, and one that was broken off is taken on by giving it again. What files
//! no longer name stays: a registry is not emptied by a shorter file; a cell that is empty says
//! nothing.
//!
//! No row is lost: each is taken or refused, with the reason, and what is odd about a row that
//! was taken is said. Nothing is guessed.

mod address;
mod aliases;
mod batches;
mod buildings;
mod cells;
mod coordinates;
mod entrances;
mod index;
mod known;
mod places;
mod queues;
mod records;
mod report;
mod responsibilities;
mod same_building;
mod same_street;
mod settlements;
mod streets;
mod take;
mod values;
mod write;

use std::path::Path;

pub use records::import_records;
pub use report::{FileReport, ImportReport, Progress, Table, Tally, Watch};
pub use take::ImportError;

use self::batches::Batches;
use self::known::Known;
use self::take::Takes;
use super::mapping::Mapping;
use super::{Error, store_import as store};
use crate::access::{Action, Actor};
use crate::db::Db;
use crate::ids::CommunityId;

/// Whether anything is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Take,
    /// Everything is read and compared, and nothing is written.
    DryRun,
}

/// One run over the files of one source.
pub struct Import<'a> {
    db: &'a Db,
    actor: &'a Actor,
    community: CommunityId,
    /// Its KATOTTG code.
    katottg: String,
    mapping: &'a Mapping,
    mode: Mode,
    known: Known,
    report: ImportReport,
}

impl<'a> Import<'a> {
    /// Refuses a mapping that is another community's. Takes in the settlements that the mapping
    /// itself describes.
    pub fn begin(
        db: &'a Db,
        actor: &'a Actor,
        community: CommunityId,
        mapping: &'a Mapping,
        mode: Mode,
    ) -> Result<Self, ImportError> {
        let (katottg, mut known) =
            db.in_community("housing.import.begin", actor, community, |tx| {
                tx.require(Action::ImportHousing)?;
                let katottg = store::own_katottg(tx)?;
                if let Some(files) = &mapping.community
                    && files.as_str() != katottg
                {
                    return Err(Error::OtherCommunity {
                        files: files.to_string(),
                        community: katottg,
                    });
                }
                Ok((katottg, Known::load(tx)?))
            })?;
        let described = settlements::described(&mut known, mapping);
        let mut import = Self {
            db,
            actor,
            community,
            katottg,
            mapping,
            mode,
            known,
            report: ImportReport {
                source: mapping.source.clone(),
                ..ImportReport::default()
            },
        };
        if !described.is_empty() {
            let batches = import.batches(&mapping.source, Table::Settlements);
            let written =
                batches.write((0, 0), |tx, mode| settlements::write(tx, &described, mode))?;
            import.count(&written);
        }
        Ok(import)
    }

    /// Takes one file. Tables that others refer to come first: settlements, streets, buildings.
    pub fn take(
        &mut self,
        table: Table,
        path: &Path,
        watch: &mut dyn Watch,
    ) -> Result<(), ImportError> {
        let mapping = self.mapping;
        let unknown = || ImportError::NotMapped { table };
        match table {
            Table::Settlements => {
                let columns = mapping.classifier.as_ref().ok_or_else(unknown)?;
                let community = self.katottg.clone();
                self.run(
                    settlements::Settlements::new(columns, community),
                    path,
                    watch,
                )
            }
            Table::Streets => {
                let columns = mapping.streets.as_ref().ok_or_else(unknown)?;
                let table = streets::Streets::new(columns, &mut self.known);
                self.run(table, path, watch)
            }
            Table::Aliases => {
                let columns = mapping.aliases.as_ref().ok_or_else(unknown)?;
                self.run(aliases::Aliases::new(columns), path, watch)
            }
            Table::Buildings => {
                let columns = mapping.buildings.as_ref().ok_or_else(unknown)?;
                let table = buildings::Buildings::new(columns, mapping.area, &mut self.known);
                self.run(table, path, watch)
            }
            Table::Entrances => {
                let columns = mapping.entrances.as_ref().ok_or_else(unknown)?;
                self.run(entrances::Entrances::new(columns), path, watch)
            }
            Table::Queues => {
                let columns = mapping.queues.as_ref().ok_or_else(unknown)?;
                self.run(queues::Queues::new(columns), path, watch)
            }
            Table::Places => {
                let columns = mapping.places.as_ref().ok_or_else(unknown)?;
                self.run(places::Places::new(columns, mapping.area), path, watch)
            }
            Table::Responsibilities => {
                let columns = mapping.responsibilities.as_ref().ok_or_else(unknown)?;
                let (name, actor) = ("housing.import.begin", self.actor);
                let table = self.db.in_community(name, actor, self.community, |tx| {
                    responsibilities::Responsibilities::new(tx, columns)
                })?;
                self.run(table, path, watch)
            }
        }
    }

    #[must_use]
    pub fn finish(self) -> ImportReport {
        self.report
    }

    fn run<T: Takes>(
        &mut self,
        table: T,
        path: &Path,
        watch: &mut dyn Watch,
    ) -> Result<(), ImportError> {
        let file = path.file_name().unwrap_or(path.as_os_str());
        let file = file.to_string_lossy().into_owned();
        let batches = self.batches(&file, T::TABLE);
        let (known, mapping) = (&mut self.known, self.mapping);
        let (report, all) = take::file(batches, known, mapping, table, path, watch)?;
        for written in &all {
            self.count(written);
        }
        self.report.files.push(report);
        Ok(())
    }

    fn batches(&self, file: &str, table: Table) -> Batches<'a> {
        Batches {
            db: self.db,
            actor: self.actor,
            community: self.community,
            mode: self.mode,
            source: self.mapping.source.clone(),
            file: file.to_owned(),
            table,
        }
    }

    fn count(&mut self, written: &write::Written) {
        for (table, tally) in &written.tallies {
            self.report.count(*table, *tally);
        }
    }
}

impl std::fmt::Debug for Import<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Import")
            .field("community", &self.community)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
