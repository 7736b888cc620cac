//! What people may send, as the document says it: no wider and no narrower than the types of
//! the domain that read it.

use tenants::access::Role;
use tenants::accounts::AccountState;
use tenants::appeals::State;
use tenants::assignments::AssignmentState;
use tenants::catalogue::ServiceState;
use tenants::catalogue::vocabulary::UtilityKind;
use tenants::communities::CommunityState;
use tenants::housing::record::OtherNameKind;
use tenants::housing::street::StreetKind;
use tenants::housing::{EntryState, Management, NamedPlaceKind, SettlementCategory, Table};
use tenants::imports::GivenRows;
use tenants::outbox::MessageState;
use tenants::responsibility::{Boundary, PlaceKind};
use tenants::utilities::UtilityState;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::imports::mappings::CARRIED;

macro_rules! refused {
    () => {
        r"\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069"
    };
}

/// Not only white space; no control characters but line breaks and tabs, and no marks that
/// turn the order of reading round.
const READABLE: &str = concat!(
    "^[^",
    refused!(),
    "]*[^\\s",
    refused!(),
    "][^",
    refused!(),
    "]*$"
);

macro_rules! texts {
    ($($(#[$about:meta])* $name:ident: $shortest:literal to $longest:literal like $pattern:expr, $description:literal;)+) => {$(
        $(#[$about])*
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .min_length(Some($shortest))
                    .max_length(Some($longest))
                    .pattern(Some($pattern))
                    .description(Some($description))
                    .into()
            }
        }

        impl ToSchema for $name {}
    )+};
}

texts! {
    FactorCodeIn: 6 to 64 like "^[ -]*([0-9][ -]*){6}$|^[ -]*([A-HJ-NP-Za-km-z2-9][ -]*){25}$",
        "The six digits that the app shows, or a recovery code; blanks and hyphens do not count";
    NameIn: 1 to 200 like READABLE, "A name";
    BulletinTextIn: 1 to 20000 like READABLE, "An announcement";
    WordsIn: 1 to 4000 like READABLE, "A few sentences";
    LineIn: 1 to 300 like READABLE, "One line";
    BeginningIn: 1 to 100 like READABLE, "The beginning of a word";
    HouseNumberIn: 1 to 40 like READABLE, "The number of one house";
    FlatIn: 1 to 20 like READABLE, "A flat or an office";
    PhoneIn: 3 to 40 like READABLE,
        "A telephone number as it is said: +380432601560, 0432 60-15-60, тел. 1560; an extension does not count";
    ServiceCodeIn: 1 to 16 like "^[A-Z0-9]+(-[A-Z0-9]+)*$", "Code of a service in the catalogue";
    LoginIn: 3 to 64 like "^[A-Za-z0-9][-A-Za-z0-9._@]*$",
        "Latin letters, digits and . _ - @, beginning with a letter or digit";
    OutageQueueIn: 1 to 5 like "^[1-9][0-9]?([.,][1-9][0-9]?)?$", "A queue of scheduled switch-offs: 3, 1.1, 18.2";
    FileNameIn: 5 to 100
        like r"^[^./\\\u0000-\u001F\u007F-\u009F][^/\\\u0000-\u001F\u007F-\u009F]*\.([cC][sS][vV]|[xX][lL][sS][xX])$",
        "What the file is called; it ends with .csv or .xlsx";
    KatottgIn: 19 to 19 like "^UA[0-9]{17}$", "UA and 17 digits";
}

macro_rules! words {
    ($($name:ident: $words:ty $(where $holds:path)?;)+) => {$(
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some(
                        <$words>::ALL
                            .iter()
                            $(.filter(|word| $holds(**word)))?
                            .map(|word| word.code()),
                    ))
                    .into()
            }
        }

        impl ToSchema for $name {}
    )+};
}

words! {
    AccountStateIn: AccountState;
    AppealStateIn: State where State::is_open;
    AssignmentStateIn: AssignmentState;
    BoundaryIn: Boundary;
    CommunityStateIn: CommunityState;
    EntryStateIn: EntryState;
    GivenRowsIn: GivenRows;
    ManagementIn: Management;
    MessageStateIn: MessageState;
    NamedPlaceKindIn: NamedPlaceKind;
    OtherNameKindIn: OtherNameKind;
    PlaceKindIn: PlaceKind;
    RoleIn: Role where is_given;
    ServiceStateIn: ServiceState;
    SettlementCategoryIn: SettlementCategory;
    StreetKindIn: StreetKind;
    TableIn: Table;
    UtilityKindIn: UtilityKind;
    UtilityStateIn: UtilityState;
}

pub(crate) struct MappingIn;

impl PartialSchema for MappingIn {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(CARRIED.iter().map(|(name, _)| *name)))
            .into()
    }
}

impl ToSchema for MappingIn {}

/// Nobody is made a resident, or the program itself.
fn is_given(role: Role) -> bool {
    !matches!(role, Role::Resident | Role::System)
}

/// What can only be taken away.
pub(crate) struct OffIn;

impl PartialSchema for OffIn {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Boolean)
            .enum_values(Some([false]))
            .into()
    }
}

impl ToSchema for OffIn {}
