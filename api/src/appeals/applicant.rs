//! Who calls, as it is sent.

use serde::{Deserialize, Serialize};
use tenants::calls::{Applicant, Phone};
use tenants::text::{Flat, Name};
use utoipa::ToSchema;

use crate::document::shapes::{FlatIn, NameIn, PhoneIn};

/// Who calls. Everything may be missing: an unnamed emergency call is dispatched all the same.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ApplicantIn)]
pub struct ApplicantIn {
    #[schema(value_type = Option<NameIn>)]
    pub name: Option<Name>,
    /// As it is said: `067 123 45 67`, `+380671234567`, `15-60`
    #[schema(value_type = Option<PhoneIn>)]
    pub phone: Option<Phone>,
    #[schema(value_type = Option<FlatIn>)]
    pub flat: Option<Flat>,
}

impl From<ApplicantIn> for Applicant {
    fn from(applicant: ApplicantIn) -> Self {
        Self {
            name: applicant.name,
            phone: applicant.phone,
            flat: applicant.flat,
        }
    }
}

/// Who called.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicantOut {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    /// E.164, or a short code
    #[schema(value_type = Option<String>)]
    phone: Option<Phone>,
    #[schema(value_type = Option<String>)]
    flat: Option<Flat>,
}

impl From<Applicant> for ApplicantOut {
    fn from(applicant: Applicant) -> Self {
        Self {
            name: applicant.name,
            phone: applicant.phone,
            flat: applicant.flat,
        }
    }
}
