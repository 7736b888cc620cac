//! A message, and how far it has come.

use diesel::prelude::*;

use crate::clock::Moment;
use crate::db::schema::outbox;
use crate::db::words;
use crate::ids::{AccountId, CommunityId, MessageId, RegionId};

words! {
    Channel {
        Mail = "mail",
    }
}

words! {
    /// What a message is about.
    Occasion {
        /// Whoever keeps the account asks somebody to choose a password.
        Invitation = "invitation",
        /// Somebody says that they forgot theirs.
        PasswordReset = "password_reset",
    }
}

words! {
    MessageState {
        /// To be sent when it is due; perhaps being sent.
        Waiting = "waiting",
        Delivered = "delivered",
        /// Will not be sent any more, unless somebody says so.
        Dead = "dead",
    }
}

#[derive(Debug, Clone, Copy)]
pub struct NewMessage {
    pub region: RegionId,
    /// Who keeps the account.
    pub owner_community: Option<CommunityId>,
    pub account: AccountId,
    pub channel: Channel,
    pub occasion: Occasion,
}

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct Message {
    pub region_id: RegionId,
    pub id: MessageId,
    pub owner_community: Option<CommunityId>,
    pub channel: Channel,
    #[diesel(column_name = kind)]
    pub occasion: Occasion,
    pub account_id: AccountId,
    pub state: MessageState,
    pub attempts: i32,
    /// When the next attempt may begin, while it waits.
    pub due_at: Moment,
    /// Why the last attempt failed.
    pub reason: Option<String>,
    pub created_at: Moment,
    pub settled_at: Option<Moment>,
}
