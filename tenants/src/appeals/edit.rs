//! Corrects what was taken down.

use serde::Serialize;

use super::{Error, store};
use crate::access::Action;
use crate::assignments::{self, Touched};
use crate::calls::{self, Applicant};
use crate::db::{CommunityTx, Tx};
use crate::ids::AppealId;
use crate::ledger::{Kind, NewEvent};
use crate::text::Words;

/// What to correct; nothing stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    pub applicant: Applicant,
    pub words: Option<Words>,
}

/// Corrects the first caller and their words, for whoever is at work on it as well. The ledger says which parts were changed and
/// by whom, never what they hold.
pub fn edit(
    tx: &mut CommunityTx<'_>,
    appeal: AppealId,
    expected: Option<i32>,
    edit: &Edit,
) -> Result<i32, Error> {
    tx.require(Action::EditAppeal)?;
    let version = store::touch(tx, appeal, expected)?;
    calls::amend_first(tx, appeal, &edit.applicant, edit.words.as_ref())?;
    let touched = assignments::amend_open(tx, appeal, &edit.applicant, edit.words.as_ref())?;
    tx.record(NewEvent::new(
        tx.community(),
        Kind::AppealEdited,
        appeal,
        &Edited::of(edit, version, touched),
    )?);
    Ok(version)
}

#[derive(Serialize)]
struct Edited {
    fields: Vec<&'static str>,
    version: i32,
    #[serde(flatten)]
    touched: Option<Touched>,
}

impl Edited {
    fn of(edit: &Edit, version: i32, touched: Option<Touched>) -> Self {
        let changed = [
            ("applicant.name", edit.applicant.name.is_some()),
            ("applicant.phone", edit.applicant.phone.is_some()),
            ("applicant.flat", edit.applicant.flat.is_some()),
            ("words", edit.words.is_some()),
        ];
        Self {
            fields: changed
                .into_iter()
                .filter(|(_, is)| *is)
                .map(|(field, _)| field)
                .collect(),
            version,
            touched,
        }
    }
}
