//! Buildings: one number on one street is one building; the first row that names it is taken.

mod write;

pub(super) use self::write::write;
use super::address::{number_of, street_of};
use super::cells::{Cells, Notes};
use super::coordinates::Coordinates;
use super::index::Taken;
use super::known::Known;
use super::report::Table;
use super::same_building::{CodedBefore, repeated_ref};
use super::values::{Values, management};
use super::write::Written;
use super::{Mode, Takes};
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::house_number::HouseNumber;
use crate::housing::mapping::{Area, Buildings as Columns};
use crate::housing::measure::{Flats, Lifts, Storeys};
use crate::housing::record::KnownOfBuilding;
use crate::housing::remark::Reason;
use crate::housing::sheet::{Header, Row};
use crate::ids::{BuildingId, StreetId};

pub(super) struct PendingBuilding {
    /// Where it stands in the index of the file.
    pub at: usize,
    /// Its id when the registry has no such building yet.
    pub id: BuildingId,
    pub street: StreetId,
    pub number: HouseNumber,
    pub source_ref: String,
    pub place: Option<(f64, f64)>,
    pub multi_flat: Option<bool>,
    pub known: KnownOfBuilding,
}

pub(super) struct Buildings<'m> {
    columns: &'m Columns,
    area: Option<Area>,
}

impl<'m> Buildings<'m> {
    /// From here on a code means what this file says.
    pub(super) fn new(columns: &'m Columns, area: Option<Area>, known: &mut Known) -> Self {
        known.buildings.from_file = true;
        Self { columns, area }
    }
}

impl Takes for Buildings<'_> {
    type Pending = PendingBuilding;
    type Found = CodedBefore;
    const TABLE: Table = Table::Buildings;
    const ASKS: bool = true;

    fn expect(known: &mut Known, rows: u64) {
        known.buildings.expect(rows);
    }

    fn columns(&self) -> Vec<String> {
        self.columns.columns()
    }

    fn look_up(
        &self,
        tx: &mut CommunityTx<'_>,
        known: &Known,
        header: &Header,
        rows: &[Row],
    ) -> Result<CodedBefore, Error> {
        let mut before = CodedBefore::default();
        let code = |row: &Row| Cells { header, row }.get(&self.columns.code).to_owned();
        before.find(tx, &rows.iter().map(code).collect::<Vec<_>>())?;
        // A code that another house has may be this one's as well, repeated.
        let repeated = rows.iter().filter_map(|row| {
            let row = Cells { header, row };
            let code = row.get(&self.columns.code);
            if !before.knows(code) {
                return None;
            }
            let (street, number) = self.identify(known, row).ok()?;
            let (street, key) = (known.streets.get(street)?.id, number.key());
            let is_own = before.is_of(code, (street, &key));
            (!is_own).then(|| repeated_ref(code, street, &key))
        });
        let repeated: Vec<_> = repeated.collect();
        before.find(tx, &repeated)?;
        Ok(before)
    }

    fn read(
        &mut self,
        known: &mut Known,
        before: &CodedBefore,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingBuilding> {
        let code = row.get(&self.columns.code);
        let taken = self.take(known, before, row, notes);
        if taken.is_none() {
            known.buildings.refuse(code, row.line());
        }
        taken
    }

    fn named_by(&self) -> &str {
        &self.columns.number
    }

    fn write(
        &self,
        tx: &mut CommunityTx<'_>,
        pending: &[PendingBuilding],
        mode: Mode,
    ) -> Result<Written, Error> {
        write(tx, pending, mode)
    }

    fn keep(&self, known: &mut Known, pending: &[PendingBuilding], written: &Written) {
        for (building, id) in pending.iter().zip(&written.buildings) {
            known.buildings.set_id(building.at, *id);
        }
        let retired = written.doubts.iter();
        let retired = retired.filter_map(|(at, _)| written.buildings.get(*at));
        known.buildings.retired.extend(retired);
    }
}

impl Buildings<'_> {
    fn take(
        &self,
        known: &mut Known,
        before: &CodedBefore,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<PendingBuilding> {
        let columns = self.columns;
        let code = row.get(&columns.code);
        let (street, number) = match self.identify(known, row) {
            Ok(identified) => identified,
            Err((column, reason)) => return notes.refuse(row, column, &reason),
        };
        let key = number.key();
        if let Some(first) = known.buildings.with_number(street, &key) {
            return self.refuse_repeated(row, first, notes);
        }
        let of = known.streets.get(street)?;
        let (street_id, doubt) = (of.id, of.doubt());
        let (same, _) = known.buildings.with_code(code);
        let source_ref = match same.first().and_then(|at| known.buildings.get(*at)) {
            Some(first) => {
                let line = first.line();
                notes.suspect_cell(row, &columns.code, &Reason::RepeatedRef { line });
                repeated_ref(code, street_id, &key)
            }
            None => match before.allows(known, code, (street_id, &key)) {
                Ok(()) => code.to_owned(),
                Err(reason) => return notes.refuse(row, &columns.code, &reason),
            },
        };
        if let Some(doubt) = doubt {
            notes.suspect_cell(row, &columns.number, &doubt);
        }
        let multi_flat = self.flag(row, notes);
        let place = self.place(known, row, notes);
        notes.remark_on_defects(row);
        let taken = Taken::new(street, row.line(), place, multi_flat.unwrap_or(false));
        let id = taken.id;
        Some(PendingBuilding {
            at: known.buildings.take(taken, &key, code),
            id,
            street: street_id,
            number,
            source_ref,
            place,
            multi_flat,
            known: self.known(row, notes),
        })
    }

    fn identify(
        &self,
        known: &Known,
        row: Cells<'_>,
    ) -> Result<(usize, HouseNumber), (&str, Reason)> {
        let columns = self.columns;
        if row.get(&columns.code).is_empty() {
            return Err((&columns.code, Reason::MissingColumn));
        }
        let place = (
            Some(&columns.settlement),
            columns.street.as_ref(),
            columns.street_name.as_ref(),
        );
        let street = street_of(known, row, place)?;
        let number = number_of(row.get(&columns.number));
        Ok((
            street,
            number.map_err(|reason| (columns.number.as_str(), reason))?,
        ))
    }

    /// The second row of one building. What it says otherwise casts doubt on the first.
    fn refuse_repeated<T>(
        &self,
        row: Cells<'_>,
        first: &Taken,
        notes: &mut Notes<'_>,
    ) -> Option<T> {
        let (column, line) = (self.columns.number.as_str(), first.line());
        let _: Option<T> = notes.refuse(row, column, &Reason::DuplicateBuilding { line });
        let (here, there) = (self.coordinates().read(row), first.place());
        let reason = match (here.zip(there), here.is_some() == there.is_some()) {
            (Some((here, there)), _) => Reason::ContradictedBy {
                line: row.line(),
                metres: apart(here, there),
            },
            (None, false) => Reason::ContradictedOtherwise { line: row.line() },
            (None, true) => return None,
        };
        if !matches!(reason, Reason::ContradictedBy { metres: 0, .. }) {
            notes.suspect(line, (column, row.get(column)), &reason);
        }
        None
    }

    fn flag(&self, row: Cells<'_>, notes: &mut Notes<'_>) -> Option<bool> {
        let column = self.columns.multi_flat.as_deref()?;
        match row.get(column).to_lowercase().as_str() {
            "" => None,
            "true" | "1" | "так" | "yes" => Some(true),
            "false" | "0" | "ні" | "no" => Some(false),
            _ => {
                notes.suspect_cell(row, column, &Reason::FlagNotUnderstood);
                Some(false)
            }
        }
    }

    const fn coordinates(&self) -> Coordinates<'_> {
        Coordinates {
            latitude: self.columns.latitude.as_ref(),
            longitude: self.columns.longitude.as_ref(),
            area: self.area,
        }
    }

    /// Where it stands, as far as that can be believed; the same place as another's is remarked on.
    fn place(
        &self,
        known: &mut Known,
        row: Cells<'_>,
        notes: &mut Notes<'_>,
    ) -> Option<(f64, f64)> {
        let coordinates = self.coordinates();
        let place = coordinates.believe(row, notes)?;
        let same = known
            .buildings
            .share_place(coordinates.cells(row), row.line());
        if let (Some(line), Some(column)) = (same, coordinates.latitude) {
            notes.suspect_cell(row, column, &Reason::CoordinatesShared { line });
        }
        Some(place)
    }

    /// Whatever else the row says; a value that is not understood is left out, and remarked on.
    fn known(&self, row: Cells<'_>, notes: &mut Notes<'_>) -> KnownOfBuilding {
        let columns = self.columns;
        let mut count = Values { row, notes };
        KnownOfBuilding {
            storeys: count.read(&columns.storeys, |text| text.parse().map(Storeys::get)),
            lifts: count.read(&columns.lifts, |text| text.parse().map(Lifts::get)),
            flats: count.read(&columns.flats, |text| text.parse().map(Flats::get)),
            management: count.read(&columns.management, management),
            manager: count.read(&columns.manager, str::parse),
            electricity_queue: count.read(&columns.electricity_queue, str::parse),
            feeder: count.read(&columns.feeder, str::parse),
            boiler_house: count.read(&columns.boiler_house, str::parse),
        }
    }
}

/// Metres between two places, near enough within a town.
fn apart(one: (f64, f64), other: (f64, f64)) -> u64 {
    let north = (one.0 - other.0) * 111_320.0;
    let east = (one.1 - other.1) * 111_320.0 * one.0.to_radians().cos();
    format!("{:.0}", north.hypot(east))
        .parse()
        .unwrap_or(u64::MAX)
}
