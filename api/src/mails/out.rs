//! A mail as it is shown: neither its address nor its words are kept.

use serde::Serialize;
use tenants::ids::{AccountId, MessageId};
use tenants::outbox::{Message, MessageState};
use utoipa::ToSchema;

use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct MailOut {
    #[schema(value_type = Uuid)]
    id: MessageId,
    /// invitation, password_reset
    occasion: &'static str,
    #[schema(value_type = Uuid)]
    account_id: AccountId,
    /// waiting, delivered, dead
    state: &'static str,
    attempts: i32,
    /// When the next attempt may begin, while it waits
    due_at: Option<At>,
    /// Why the last attempt failed, as the mail server said it
    reason: Option<String>,
    created_at: At,
    /// When it was delivered or given up
    settled_at: Option<At>,
}

impl From<Message> for MailOut {
    fn from(message: Message) -> Self {
        let waits = message.state == MessageState::Waiting;
        Self {
            id: message.id,
            occasion: message.occasion.code(),
            account_id: message.account_id,
            state: message.state.code(),
            attempts: message.attempts,
            due_at: waits.then_some(At(message.due_at)),
            reason: message.reason,
            created_at: At(message.created_at),
            settled_at: message.settled_at.map(At),
        }
    }
}
