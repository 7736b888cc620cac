//! Why the demo could not be loaded. All of it comes from our own files and a seed, so each is
//! a fault of the program or of the database.

use tenants::db::{Denied, Error, Failure};

macro_rules! faults {
    ($($name:ident($source:ty)),+ $(,)?) => {
        #[derive(Debug, thiserror::Error)]
        pub enum DemoError {
            #[error("the demo's data do not know {0:?}")]
            Missing(String),
            #[error(transparent)]
            Database(#[from] Error),
            #[error(transparent)]
            Denied(#[from] Denied),
            $(
                #[error(transparent)]
                $name(#[from] $source),
            )+
        }
    };
}

faults! {
    Data(super::sheet::DemoDataError),
    Text(tenants::text::TextError),
    Katottg(tenants::regions::katottg::NotAKatottg),
    Phone(tenants::calls::PhoneError),
    Login(tenants::accounts::NotALogin),
    Password(tenants::accounts::PasswordError),
    Hashing(tenants::accounts::password::HashingFailed),
    Code(tenants::catalogue::service::NotAServiceCode),
    Catalogue(tenants::catalogue::read::UnreadableCatalogue),
    Region(tenants::regions::RegionError),
    Community(tenants::communities::CommunityError),
    Utility(tenants::utilities::UtilityError),
    Services(tenants::catalogue::CatalogueError),
    Responsibility(tenants::responsibility::ResponsibilityError),
    Account(tenants::accounts::AccountError),
    Housing(tenants::housing::Error),
    Appeal(tenants::appeals::Error),
    Assignment(tenants::assignments::Error),
    Handover(tenants::handovers::Error),
}

impl DemoError {
    pub(super) fn missing(what: &str) -> Self {
        Self::Missing(what.to_owned())
    }
}

impl Failure for DemoError {
    fn database(&self) -> Option<&Error> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
