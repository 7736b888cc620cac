//! Which houses of the registry have the codes of a building file.

use std::collections::HashMap;

use super::known::Known;
use crate::db::CommunityTx;
use crate::housing::Error;
use crate::housing::remark::Reason;
use crate::housing::store_import as store;
use crate::ids::StreetId;

/// A house by where it stands.
pub(super) struct House {
    pub street: StreetId,
    pub number: String,
    pub number_key: String,
}

impl House {
    fn shown(&self, known: &Known) -> String {
        let street = known.streets.with_id(self.street);
        let street = street.and_then(|at| known.streets.get(at));
        let street = street.map(|street| street.shown()).unwrap_or_default();
        format!("{street}, {}", self.number)
    }

    /// What the file has named already has the code that the file gave it.
    fn is_named(&self, known: &Known) -> bool {
        let street = known.streets.with_id(self.street);
        street.is_some_and(|at| known.buildings.with_number(at, &self.number_key).is_some())
    }
}

/// Houses by the code that the registry has for them.
#[derive(Default)]
pub(super) struct CodedBefore(HashMap<String, Vec<House>>);

/// How the registry keeps a code that an earlier row of the file has given to another house.
pub(super) fn repeated_ref(code: &str, street: StreetId, number_key: &str) -> String {
    format!("{code}~{street}~{number_key}")
}

impl CodedBefore {
    /// Learns what the registry keeps under these references.
    pub(super) fn find(&mut self, tx: &mut CommunityTx<'_>, refs: &[String]) -> Result<(), Error> {
        for (source_ref, street, number, number_key) in store::houses_coded(tx, refs)? {
            let house = House {
                street,
                number,
                number_key,
            };
            self.put(&source_ref, house);
        }
        Ok(())
    }

    fn of(&self, code: &str) -> &[House] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    pub(super) fn knows(&self, code: &str) -> bool {
        !self.of(code).is_empty()
    }

    /// Whether the house that stands there has this code.
    pub(super) fn is_of(&self, code: &str, (street, number_key): (StreetId, &str)) -> bool {
        let is_own = |house: &House| house.street == street && house.number_key == number_key;
        self.of(code).iter().any(is_own)
    }

    pub(super) fn put(&mut self, source_ref: &str, house: House) {
        let code = source_ref.split('~').next().unwrap_or(source_ref);
        self.0.entry(code.to_owned()).or_default().push(house);
    }

    /// A code that the registry has for other houses only: this one was renumbered without a
    /// word, or is another house, and nobody can tell.
    pub(super) fn allows(
        &self,
        known: &Known,
        code: &str,
        place: (StreetId, &str),
    ) -> Result<(), Reason> {
        if self.is_of(code, place) {
            return Ok(());
        }
        match self.of(code).iter().find(|house| !house.is_named(known)) {
            Some(house) => Err(Reason::CodeOfAnotherBuilding {
                building: house.shown(known),
            }),
            None => Ok(()),
        }
    }
}
