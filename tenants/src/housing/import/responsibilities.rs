//! Responsibilities: who answers for a service at a place, from when and until when.

mod earlier;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Map, json};

use self::earlier::Earlier;
use super::address::{AddressColumns, At, FoundBuildings};
use super::aliases::read_day;
use super::cells::{Cells, Notes};
use super::known::Known;
use super::report::{Table, Tally};
use super::write::{Change, Written};
use super::{Mode, Takes};
use crate::catalogue::ServiceCode;
use crate::clock::{Moment, midnight_in_kyiv};
use crate::db::{CommunityTx, Tx};
use crate::housing::Error;
use crate::housing::mapping::Responsibilities as Columns;
use crate::housing::remark::Reason;
use crate::housing::sheet::{Header, Row};
use crate::housing::spelling::exact_key;
use crate::ids::UtilityId;
use crate::responsibility::{self, Place, TakenIn, ToTakeIn};

pub(super) struct Responsibilities<'m> {
    columns: &'m Columns,
    /// Those that serve the community, by name.
    utilities: HashMap<String, Vec<UtilityId>>,
    services: HashSet<ServiceCode>,
    earlier: Earlier,
}

impl<'m> Responsibilities<'m> {
    pub(super) fn new(tx: &mut CommunityTx<'_>, columns: &'m Columns) -> Result<Self, Error> {
        let mut utilities: HashMap<_, Vec<_>> = HashMap::new();
        let mut names = HashMap::new();
        for (name, id) in responsibility::who_may_answer(tx)? {
            utilities.entry(exact_key(&name)).or_default().push(id);
            names.insert(id, name);
        }
        Ok(Self {
            columns,
            utilities,
            services: responsibility::for_what(tx)?.into_iter().collect(),
            earlier: Earlier::new(names, tx.now()),
        })
    }

    const fn address(&self) -> AddressColumns<'m> {
        AddressColumns {
            building: self.columns.building.as_ref(),
            settlement: self.columns.settlement.as_ref(),
            street: self.columns.street.as_ref(),
            street_name: self.columns.street_name.as_ref(),
            house: self.columns.house.as_ref(),
        }
    }

    fn parse(
        &self,
        known: &Known,
        found: &FoundBuildings,
        row: Cells<'_>,
    ) -> Result<(ToTakeIn, At), (&'m str, Reason)> {
        let columns = self.columns;
        let service = row.get(&columns.service).parse().ok();
        let Some(service) = service.filter(|code| self.services.contains(code)) else {
            return Err((&columns.service, Reason::UnknownService));
        };
        let named = self.utilities.get(&exact_key(row.get(&columns.utility)));
        let utility = match named.map(Vec::as_slice) {
            Some([one]) => *one,
            Some([_, ..]) => return Err((&columns.utility, Reason::AmbiguousUtility)),
            _ => return Err((&columns.utility, Reason::UnknownUtility)),
        };
        let at = self.address().resolve(known, found, row)?;
        let place = match at {
            At::Building(id) => Place::Building(id),
            At::Street(id) => Place::Street(id),
            At::Settlement(id) => Place::Settlement(id),
            At::Community => Place::Community,
        };
        let boundary = match row.maybe(columns.boundary.as_ref()) {
            "" => None,
            text => {
                let column = columns.boundary.as_deref().unwrap_or_default();
                let read = text
                    .parse()
                    .map_err(|_| (column, Reason::BoundaryNotUnderstood));
                Some(read?)
            }
        };
        let from = day(row, columns.valid_from.as_ref())?;
        let to = day(row, columns.valid_to.as_ref())?;
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            let column = columns.valid_to.as_deref().unwrap_or_default();
            return Err((column, Reason::EndsBeforeItBegins));
        }
        let said = ToTakeIn {
            service,
            utility,
            place,
            boundary,
            from,
            to,
        };
        Ok((said, at))
    }
}

/// From the beginning of that day in Kyiv.
fn day<'m>(
    row: Cells<'_>,
    column: Option<&'m String>,
) -> Result<Option<Moment>, (&'m str, Reason)> {
    let Some(column) = column else {
        return Ok(None);
    };
    let day: Option<NaiveDate> =
        read_day(row.get(column)).map_err(|reason| (column.as_str(), reason))?;
    Ok(day.map(midnight_in_kyiv))
}

impl Takes for Responsibilities<'_> {
    type Pending = ToTakeIn;
    type Found = FoundBuildings;
    const TABLE: Table = Table::Responsibilities;
    const ASKS: bool = true;

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn look_up(
        &self,
        tx: &mut CommunityTx<'_>,
        known: &Known,
        header: &Header,
        rows: &[Row],
    ) -> Result<FoundBuildings, Error> {
        self.address().find(tx, known, header, rows)
    }

    fn read(
        &mut self,
        known: &mut Known,
        found: &FoundBuildings,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<ToTakeIn> {
        let (said, at) = match self.parse(known, found, row) {
            Ok(parsed) => parsed,
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let beside = match self.earlier.compare(&said) {
            Ok(beside) => beside,
            Err(reason) => return notes.refuse(row, &self.columns.service, &reason),
        };
        self.earlier.keep(&said, row.line());
        let place = self.address();
        let whole = (at == At::Community).then_some(Reason::WholeCommunity);
        let of_place = whole.or_else(|| found.doubt(known, at));
        for (column, doubt) in [
            (place.named_by(), of_place),
            (&self.columns.utility, beside),
        ] {
            if let Some(doubt) = doubt {
                notes.suspect_cell(row, column, &doubt);
            }
        }
        notes.remark_on_defects(row);
        Some(said)
    }

    fn named_by(&self) -> &str {
        &self.columns.utility
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[ToTakeIn],
        mode: Mode,
    ) -> Result<Written, Error> {
        let TakenIn {
            added,
            changed,
            unchanged,
            beside,
        } = responsibility::take_in(tx, pending, mode == Mode::Take)?;
        let count = |ids: usize| u64::try_from(ids).unwrap_or(u64::MAX);
        let tally = Tally {
            added: count(added),
            changed: count(changed.len()),
            unchanged: count(unchanged),
        };
        let changed = changed.into_iter().map(|ended| Change {
            table: Table::Responsibilities,
            subject: ended.id.into(),
            fields: Map::from_iter([
                ("id".to_owned(), json!(ended.id)),
                ("valid_to".to_owned(), json!([ended.before, ended.now])),
            ]),
        });
        let doubts = beside.into_iter().filter_map(|(at, utility)| {
            let doubt = self.earlier.beside(pending.get(at)?, utility)?;
            Some((at, doubt))
        });
        Ok(Written {
            tallies: vec![(Table::Responsibilities, tally)],
            changed: changed.collect(),
            doubts: doubts.collect(),
            buildings: Vec::new(),
        })
    }
}
