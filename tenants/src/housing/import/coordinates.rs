//! Where a row says that something stands, as far as it can be believed.

use super::cells::{Cells, Notes};
use crate::housing::mapping::Area;
use crate::housing::measure::{Latitude, Longitude};
use crate::housing::remark::Reason;

/// The columns of latitude and longitude; none: the source knows no coordinates.
#[derive(Clone, Copy)]
pub(super) struct Coordinates<'m> {
    pub latitude: Option<&'m String>,
    pub longitude: Option<&'m String>,
    pub area: Option<Area>,
}

impl Coordinates<'_> {
    /// Both cells, as they are written.
    pub(super) fn cells<'t>(&self, row: Cells<'t>) -> (&'t str, &'t str) {
        (row.maybe(self.latitude), row.maybe(self.longitude))
    }

    /// Believed or not.
    pub(super) fn read(&self, row: Cells<'_>) -> Option<(f64, f64)> {
        let (latitude, longitude) = self.cells(row);
        // Spreadsheets of this country write a decimal comma.
        let degrees = |text: &str| text.replacen(',', ".", 1).parse::<f64>().ok();
        let place = degrees(latitude).zip(degrees(longitude))?;
        (place.0.is_finite() && place.1.is_finite()).then_some(place)
    }

    /// Those that can be believed; every other case is remarked on.
    pub(super) fn believe(&self, row: Cells<'_>, notes: &mut Notes<'_>) -> Option<(f64, f64)> {
        let column = self.latitude?;
        let mut doubt = |reason: Reason| {
            notes.suspect_cell(row, column, &reason);
            None
        };
        if self.cells(row) == ("", "") {
            return doubt(Reason::CoordinatesMissing);
        }
        let Some(place) = self.read(row) else {
            return doubt(Reason::CoordinatesNotUnderstood);
        };
        match (self.holds(place), self.holds((place.1, place.0))) {
            (true, _) => Some(place),
            (false, true) => doubt(Reason::CoordinatesSwapped),
            (false, false) => doubt(Reason::CoordinatesOutside),
        }
    }

    fn holds(&self, (latitude, longitude): (f64, f64)) -> bool {
        Latitude::new(latitude).is_ok()
            && Longitude::new(longitude).is_ok()
            && self.area.is_none_or(|area| area.holds(latitude, longitude))
    }
}
