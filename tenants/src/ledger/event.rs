//! Events: what happened, to what, by whom.

use serde::Serialize;

use crate::clock::Moment;
use crate::db::Error;
use crate::ids::{AccountId, EventId, LedgerId, SubjectId, UtilityId};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What can happen. The code is stored, hashed and sent: it never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

kinds! {
    RegionCreated = "region.created",
    RegionChanged = "region.changed",
    CommunityCreated = "community.created",
    CommunityChanged = "community.changed",
    UtilityCreated = "utility.created",
    UtilityChanged = "utility.changed",
    CatalogueLoaded = "catalogue.loaded",
    ServiceChanged = "service.changed",
    AccountCreated = "account.created",
    AccountChanged = "account.changed",
    AccountInvited = "account.invited",
    PasswordResetAsked = "account.reset_asked",
    PasswordSet = "account.password_set",
    SecondFactorSet = "account.second_factor_set",
    SecondFactorRemoved = "account.second_factor_removed",
    RecoveryCodeUsed = "account.recovery_code_used",
    MailDied = "mail.died",
    MailRevived = "mail.revived",
    MembershipGranted = "membership.granted",
    MembershipRevoked = "membership.revoked",
    HousingImportBegun = "housing.import_begun",
    HousingImported = "housing.imported",
    SettlementCreated = "settlement.created",
    SettlementChanged = "settlement.changed",
    StreetCreated = "street.created",
    StreetChanged = "street.changed",
    AliasCreated = "street.alias_created",
    AliasChanged = "street.alias_changed",
    BuildingCreated = "building.created",
    BuildingChanged = "building.changed",
    EntranceCreated = "building.entrance_created",
    EntranceChanged = "building.entrance_changed",
    PlaceCreated = "place.created",
    PlaceChanged = "place.changed",
    ResponsibilityCreated = "responsibility.created",
    ResponsibilityEnded = "responsibility.ended",
    /// Earlier calls from a number were looked up: by whom, and to whose appeals they led.
    CallerLookedUp = "caller.looked_up",
    CallAnswered = "call.answered",
    AppealRegistered = "appeal.registered",
    AppealJoined = "appeal.joined",
    AppealEdited = "appeal.edited",
    AppealAssigned = "appeal.assigned",
    AppealReturned = "appeal.returned",
    AppealClosed = "appeal.closed",
    AcknowledgeMissed = "appeal.acknowledge_missed",
    ArriveMissed = "appeal.arrive_missed",
    ResolveMissed = "appeal.resolve_missed",
    AssignmentAccepted = "assignment.accepted",
    AssignmentArrived = "assignment.arrived",
    AssignmentDeclined = "assignment.declined",
    AssignmentReported = "assignment.reported",
    // In the sender's ledger.
    HandoverOffered = "handover.offered",
    HandoverWithdrawn = "handover.withdrawn",
    HandoverAccepted = "handover.accepted",
    HandoverRefused = "handover.refused",
    HandoverCompleted = "handover.completed",
    // In the receiver's.
    HandoverTaken = "handover.taken",
    HandoverTurnedAway = "handover.turned_away",
    HandoverResulted = "handover.resulted",
}

/// An event about to be written. Its body names no person: a ledger is never erased.
#[derive(Debug, Clone)]
pub struct NewEvent {
    pub(super) ledger: LedgerId,
    pub(super) id: EventId,
    pub(super) kind: Kind,
    pub(super) subject: SubjectId,
    pub(super) utility: Option<UtilityId>,
    pub(super) body: String,
}

impl NewEvent {
    pub fn new(
        ledger: impl Into<LedgerId>,
        kind: Kind,
        subject: impl Into<SubjectId>,
        body: &impl Serialize,
    ) -> Result<Self, Error> {
        Ok(Self {
            ledger: ledger.into(),
            id: EventId::new(),
            kind,
            subject: subject.into(),
            utility: None,
            body: serde_json::to_string(body)?,
        })
    }

    /// Says by which utility it was done.
    #[must_use]
    pub const fn by_utility(mut self, utility: UtilityId) -> Self {
        self.utility = Some(utility);
        self
    }
}

/// An event with its place in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEvent {
    pub ledger: LedgerId,
    pub position: i64,
    pub id: EventId,
    pub kind: String,
    pub subject: SubjectId,
    pub actor: Option<AccountId>,
    pub role: String,
    pub utility: Option<UtilityId>,
    pub occurred_at: Moment,
    pub body: String,
}
