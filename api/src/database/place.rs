//! Where a transaction takes place: in a community, a region or a utility.

use tenants::access::Actor;
use tenants::db::{CommunityTx, Db, RegionTx, Tx, UtilityTx};
use tenants::ids::{CommunityId, RegionId, UtilityId};

use crate::error::Problem;

pub(super) trait Place: Copy {
    type Tx<'c>: Tx;

    fn enter<T>(
        self,
        db: &Db,
        name: &'static str,
        actor: &Actor,
        work: impl FnMut(&mut Self::Tx<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem>;
}

macro_rules! places {
    ($($id:ty => $tx:ident by $enter:ident;)+) => {$(
        impl Place for $id {
            type Tx<'c> = $tx<'c>;

            fn enter<T>(
                self,
                db: &Db,
                name: &'static str,
                actor: &Actor,
                work: impl FnMut(&mut Self::Tx<'_>) -> Result<T, Problem>,
            ) -> Result<T, Problem> {
                db.$enter(name, actor, self, work)
            }
        }
    )+};
}

places! {
    CommunityId => CommunityTx by in_community;
    RegionId => RegionTx by in_region;
    UtilityId => UtilityTx by in_utility;
}
