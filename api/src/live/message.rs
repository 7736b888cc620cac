//! Server-sent events as they stand on the wire.

use std::sync::Arc;

use actix_web::web::Bytes;
use rand::Rng;
use tenants::access::Action;
use tenants::live::Notice;

use super::out::LiveEventOut;

/// Something for whoever may see it.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Nothing: for everybody.
    needs: Option<Action>,
    text: Bytes,
}

/// What one pass over the ledger brought for one place. Shared by all who listen there.
pub(super) type Frame = Arc<Vec<Part>>;

/// How a stream begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// From now on: what was before has to be asked for.
    Ready,
    /// Goes on where it broke off.
    Resumed,
    /// Cannot go on where it broke off: everything has to be asked for anew.
    Reset,
}

impl Part {
    pub(super) fn of(id: &str, notice: Notice) -> Self {
        let needs = Some(notice.needs);
        // Numbers and texts always become JSON.
        let data = serde_json::to_string(&LiveEventOut::from(notice)).unwrap_or_default();
        Self {
            needs,
            text: format!("id: {id}\ndata: {data}\n\n").into(),
        }
    }

    /// Says that the line is alive, and moves the receiver on past what was not for them.
    pub(super) fn beat(id: &str) -> Self {
        Self {
            needs: None,
            text: format!(":\nid: {id}\n\n").into(),
        }
    }

    /// Those who come back do not all do so at once.
    pub(super) fn beginning(how: Beginning, id: &str) -> Self {
        let retry = rand::rng().random_range(1_000..5_000);
        let name = match how {
            Beginning::Ready => "ready",
            Beginning::Resumed => "resumed",
            Beginning::Reset => "reset",
        };
        Self {
            needs: None,
            text: format!("retry: {retry}\nid: {id}\nevent: {name}\ndata: {{}}\n\n").into(),
        }
    }
}

/// What of it is for somebody with these rights; nothing when that is nothing.
pub(super) fn for_rights(parts: &[Part], rights: &[Action]) -> Option<Bytes> {
    let mut mine = parts
        .iter()
        .filter(|part| part.needs.is_none_or(|needs| rights.contains(&needs)))
        .map(|part| &part.text);
    let first = mine.next()?;
    let rest: Vec<&Bytes> = mine.collect();
    if rest.is_empty() {
        return Some(first.clone());
    }
    let mut all = first.to_vec();
    for text in rest {
        all.extend_from_slice(text);
    }
    Some(all.into())
}
