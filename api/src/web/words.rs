//! The words of the screens, in Ukrainian: one word for one thing, wherever it stands.

use tenants::access::Role;
use tenants::appeals::{AppealKind, Outcome, State};
use tenants::assignments::AssignmentState;
use tenants::catalogue::vocabulary::Urgency;
use tenants::ledger::Kind;

/// 1 заявка, 2 заявки, 5 заявок.
pub(super) const APPEALS: [&str; 3] = ["заявка", "заявки", "заявок"];
pub(super) const CALLERS: [&str; 3] = ["заявник", "заявники", "заявників"];
pub(super) const DAYS: [&str; 3] = ["день", "дні", "днів"];
pub(super) const TIMES: [&str; 3] = ["раз", "рази", "разів"];

/// A number with the form of the noun that goes with it.
#[must_use]
pub(super) fn count(number: i64, forms: [&str; 3]) -> String {
    let [one, few, many] = forms;
    let form = match (number.unsigned_abs() % 10, number.unsigned_abs() % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{number}\u{a0}{form}")
}

#[must_use]
pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Registered => "Нова",
        State::Assigned => "Передана виконавцю",
        State::InWork => "У роботі",
        State::Reported => "Чекає перевірки",
        State::Rework => "На доробці",
        State::Declined => "Виконавець відмовився",
        State::HandingOver => "Передається громаді",
        State::HandedOver => "В іншої громади",
        State::Closed => "Закрита",
    }
}

/// The same of many, for filters and columns.
#[must_use]
pub(super) const fn states(state: State) -> &'static str {
    match state {
        State::Registered => "Нові",
        State::Assigned => "Передані",
        State::InWork => "У роботі",
        State::Reported => "Чекають перевірки",
        State::Rework => "На доробці",
        State::Declined => "З відмовою",
        State::HandingOver => "Передаються",
        State::HandedOver => "В інших громад",
        State::Closed => "Закриті",
    }
}

/// As a utility sees its assignment.
#[must_use]
pub(super) const fn assignment(state: AssignmentState) -> &'static str {
    match state {
        AssignmentState::Offered => "Чекає прийняття",
        AssignmentState::Accepted => "У роботі",
        AssignmentState::Declined => "Виконавець відмовився",
        AssignmentState::Reported => "Чекає перевірки",
        AssignmentState::Returned => "На доробці",
        AssignmentState::Confirmed => "Виконання підтверджено",
        AssignmentState::Withdrawn => "Відкликана диспетчером",
    }
}

#[must_use]
pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Resolved => "Виконано",
        Outcome::Explained => "Роз’яснено",
        Outcome::Refused => "Відмовлено",
        Outcome::Withdrawn => "Відкликано заявником",
        Outcome::ResolvedElsewhere => "Виконала інша громада",
    }
}

#[must_use]
pub(super) const fn kind(kind: AppealKind) -> &'static str {
    match kind {
        AppealKind::Operational => "Оперативна заявка",
        AppealKind::Statutory => "Звернення за Законом 393/96-ВР",
        AppealKind::Consultation => "Консультація",
    }
}

#[must_use]
pub(super) const fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Life => "Загроза життю",
        Urgency::Urgent => "Термінова",
        Urgency::Standard => "Звичайна",
        Urgency::Routine => "Планова",
        Urgency::Formal => "За законом",
        Urgency::Information => "Довідка",
    }
}

/// What came of a call.
#[must_use]
pub(super) fn call(outcome: &str) -> &'static str {
    match outcome {
        "joined" => "Приєднано до відомої",
        "answered" => "Відповідь дано одразу",
        "handed_over" => "Дзвінок прийняла інша громада",
        _ => "Зареєстровано заявку",
    }
}

#[must_use]
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Dispatcher => "диспетчер",
        Role::CommunityAdministrator => "адміністратор громади",
        Role::UtilityStaff => "працівник виконавця",
        Role::UtilityLead => "керівник виконавця",
        Role::RegionalCoordinator => "координатор області",
        Role::RegionAdministrator => "адміністратор області",
        Role::Integration => "інша система",
        Role::Resident => "мешканець",
        Role::System => "Варта",
    }
}

/// What happened, as a card tells it.
#[must_use]
pub(super) const fn event(kind: Kind) -> &'static str {
    match kind {
        Kind::AppealRegistered => "Зареєстровано",
        Kind::CallAnswered => "Відповідь дано одразу",
        Kind::AppealJoined => "Приєднався ще один заявник",
        Kind::AppealEdited => "Уточнено дані",
        Kind::AppealAssigned => "Передано виконавцю",
        Kind::AppealReturned => "Повернуто на доробку",
        Kind::AppealClosed => "Закрито",
        Kind::AcknowledgeMissed => "Минув строк прийняття",
        Kind::ResolveMissed => "Минув строк виконання",
        Kind::AssignmentAccepted => "Виконавець прийняв",
        Kind::AssignmentDeclined => "Виконавець відмовився",
        Kind::AssignmentReported => "Виконавець повідомив про виконання",
        Kind::HandoverOffered => "Запропоновано іншій громаді",
        Kind::HandoverAccepted => "Інша громада прийняла",
        Kind::HandoverWithdrawn => "Передачу іншій громаді скасовано",
        Kind::HandoverRefused => "Інша громада відмовила",
        Kind::HandoverCompleted => "Інша громада завершила",
        Kind::HandoverTaken => "Прийнято від іншої громади",
        Kind::HandoverTurnedAway => "Відмовлено іншій громаді",
        Kind::HandoverResulted => "Результат передано іншій громаді",
        // Never happens to an appeal.
        _ => "Службовий запис",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_follow_their_number() {
        for (number, text) in [
            (0, "0\u{a0}заявок"),
            (1, "1\u{a0}заявка"),
            (2, "2\u{a0}заявки"),
            (5, "5\u{a0}заявок"),
            (11, "11\u{a0}заявок"),
            (12, "12\u{a0}заявок"),
            (21, "21\u{a0}заявка"),
            (104, "104\u{a0}заявки"),
            (111, "111\u{a0}заявок"),
        ] {
            assert_eq!(count(number, APPEALS), text);
        }
    }

    #[test]
    fn no_two_states_share_a_word() {
        let mut words: Vec<_> = State::ALL.iter().map(|one| state(*one)).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), State::ALL.len());
    }
}
