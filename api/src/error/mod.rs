//! What a client is told when something goes wrong: RFC 9457 problems.
//!
//! This file alone chooses status codes: whatever fails picks a `Code`, and the code has a
//! status. A use case's error becomes a problem in the file of its handler.

mod convert;
mod handlers;
mod problem;

use actix_web::http::StatusCode;

pub use handlers::{not_found, panicked};
pub use problem::{Problem, ProblemOut};

macro_rules! codes {
    ($($name:ident = $status:ident $code:literal, $title:literal, $detail:literal;)+) => {
        /// What went wrong, for programs. A code never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($name,)+
        }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self {
                    $(Self::$name => StatusCode::$status,)+
                }
            }

            /// For engineers; stable.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }

            /// For people, unless the problem knows better.
            #[must_use]
            pub const fn detail(self) -> &'static str {
                match self {
                    $(Self::$name => $detail,)+
                }
            }
        }
    };
}

codes! {
    // The request cannot be read.
    MalformedRequest = BAD_REQUEST "malformed_request", "The request cannot be read",
        "Запит не вдалося прочитати.";
    MalformedJson = BAD_REQUEST "malformed_json", "The body is not JSON",
        "Тіло запиту не є правильним JSON.";
    InvalidParameter = BAD_REQUEST "invalid_parameter", "A parameter is not valid",
        "Параметр запиту має хибне значення.";
    InvalidField = UNPROCESSABLE_ENTITY "invalid_field", "A field is not valid",
        "Поле має хибне значення.";
    UnsupportedMediaType = UNSUPPORTED_MEDIA_TYPE "unsupported_media_type", "The body must be application/json",
        "Тіло запиту має бути у форматі application/json.";
    BodyTooLarge = PAYLOAD_TOO_LARGE "body_too_large", "The body is too large",
        "Запит завеликий.";
    BodyTooSlow = REQUEST_TIMEOUT "body_too_slow", "The body did not arrive in time",
        "Запит не надійшов вчасно. Спробуйте ще раз.";
    RequestTooSlow = REQUEST_TIMEOUT "request_too_slow", "The request did not arrive in time",
        "Запит не надійшов вчасно. Спробуйте ще раз.";
    HeadersTooLarge = REQUEST_HEADER_FIELDS_TOO_LARGE "headers_too_large", "The headers are too large",
        "Заголовки запиту завеликі.";
    // Whether it may be done.
    Unauthenticated = UNAUTHORIZED "unauthenticated", "Sign in first",
        "Спочатку увійдіть.";
    TokenRefused = UNAUTHORIZED "token_refused", "The access token is not accepted",
        "Сеанс завершився. Увійдіть ще раз.";
    SignInRefused = UNAUTHORIZED "sign_in_refused",
        "The login, the password or the code of the second factor is wrong, or the account cannot sign in",
        "Хибний логін, пароль чи код, або обліковий запис не може увійти.";
    TooManyTries = TOO_MANY_REQUESTS "too_many_tries", "There were too many tries with this login or from this network",
        "Забагато спроб увійти. Зачекайте трохи й спробуйте ще раз.";
    ConfirmationRefused = FORBIDDEN "confirmation_refused",
        "The password or the code of the second factor is wrong, too old or was used before",
        "Хибний пароль чи код. Кожен код діє один раз і лише хвилину.";
    EnrolmentRefused = GONE "enrolment_refused", "The enrolment is none, another account's or too old: begin again",
        "Це налаштування вже не діє. Почніть спочатку.";
    LinkRefused = GONE "link_refused", "The link is unknown, used, void or too old: ask for another",
        "Це посилання вже не діє. Попросіть нове.";
    AskedTooOften = TOO_MANY_REQUESTS "asked_too_often", "This network has asked too often",
        "Забагато запитів із вашої мережі. Спробуйте трохи згодом.";
    SessionOver = UNAUTHORIZED "session_over", "The session is unknown or over: sign in again",
        "Сеанс завершився. Увійдіть ще раз.";
    SessionLocked = UNAUTHORIZED "session_locked", "Nobody has used the session for a while: unlock it with the password, and a code where there is a second factor",
        "Сеанс заблоковано, бо ним ніхто не користувався. Введіть пароль.";
    CrossSite = FORBIDDEN "cross_site", "With a cookie, the request must say that it comes from our own pages",
        "Цей запит надіслано не зі сторінки Варти.";
    CsrfRequired = FORBIDDEN "csrf_required", "With a cookie, a change must carry the csrf_token of /me in X-Varta-CSRF",
        "Сторінка застаріла. Оновіть її й повторіть.";
    Forbidden = FORBIDDEN "forbidden", "The role does not permit this",
        "Ваша роль не дозволяє цієї дії.";
    BeyondReach = FORBIDDEN "beyond_reach", "The membership is not theirs to give to this account",
        "Цю роль тут надати не можна.";
    ManagedElsewhere = FORBIDDEN "managed_elsewhere", "It is seen here but managed elsewhere",
        "Цей запис ведуть не тут.";
    NotFound = NOT_FOUND "not_found", "There is no such thing",
        "Такого немає.";
    MethodNotAllowed = METHOD_NOT_ALLOWED "method_not_allowed", "The address does not know this method",
        "За цією адресою такої дії немає.";
    // Once and only once, and on the version that was seen.
    IdempotencyKeyMissing = BAD_REQUEST "idempotency_key_missing", "The header Idempotency-Key is missing",
        "Бракує заголовка Idempotency-Key.";
    IdempotencyKeyMalformed = BAD_REQUEST "idempotency_key_malformed",
        "The header Idempotency-Key must have 1 to 255 visible ASCII characters",
        "Заголовок Idempotency-Key має складатися з 1–255 видимих символів ASCII.";
    IdempotencyKeyReused = UNPROCESSABLE_ENTITY "idempotency_key_reused",
        "The Idempotency-Key was used for another request",
        "Цей Idempotency-Key уже використано для іншого запиту.";
    RequestInFlight = CONFLICT "request_in_flight", "The same request, or another upon the same thing, is under way",
        "Такий самий запит ще виконується. Спробуйте за мить.";
    PreconditionRequired = PRECONDITION_REQUIRED "precondition_required", "The header If-Match is missing",
        "Бракує заголовка If-Match: спочатку прочитайте запис.";
    IfMatchMalformed = BAD_REQUEST "if_match_malformed", "The header If-Match must be * or one strong ETag",
        "Заголовок If-Match має бути * або одним ETag.";
    Stale = PRECONDITION_FAILED "stale", "Somebody else changed it meanwhile",
        "Запис тим часом змінили. Оновіть його й повторіть.";
    Busy = CONFLICT "busy", "Somebody else is changing it right now",
        "Запис саме змінює хтось інший. Спробуйте за мить.";
    // What it names does not exist here, or what it asks for is not possible now.
    UnknownReference = UNPROCESSABLE_ENTITY "unknown_reference", "The field names something that does not exist here",
        "Поле вказує на те, чого тут немає.";
    ServiceOff = UNPROCESSABLE_ENTITY "service_off", "The service is switched off in this community",
        "У вашій громаді цю послугу вимкнено.";
    NobodyResponsible = UNPROCESSABLE_ENTITY "nobody_responsible",
        "Nobody is responsible for this service here: name the utility",
        "За цією послугою тут ніхто не закріплений: вкажіть виконавця.";
    KatottgTaken = CONFLICT "katottg_taken", "The KATOTTG code is taken",
        "Громада з таким кодом КАТОТТГ уже є.";
    InRegistryAlready = CONFLICT "in_registry_already", "The registry has it already, maybe retired",
        "У реєстрі таке вже є, можливо, вилучене з ужитку.";
    Retired = CONFLICT "retired", "It is retired, or lies in what is: take that back first",
        "Це вилучено з ужитку. Спочатку поверніть його до реєстру.";
    LoginTaken = CONFLICT "login_taken", "The login is taken",
        "Такий логін уже зайнятий.";
    AlreadyGranted = CONFLICT "already_granted", "The account has this membership already",
        "Цю роль уже надано.";
    OwnAccount = CONFLICT "own_account", "This cannot be done to one's own account",
        "Із власним обліковим записом цього зробити не можна.";
    AccountDeactivated = CONFLICT "account_deactivated", "The account is deactivated",
        "Обліковий запис вимкнено.";
    NoEmail = CONFLICT "no_email", "The account has no e-mail address",
        "В обліковому записі немає електронної адреси.";
    SecondFactorRequired = FORBIDDEN "second_factor_required",
        "The role asks for a second factor: set one up at /me/second-factor first",
        "Ваша роль потребує входу з кодом. Спочатку ввімкніть його.";
    SecondFactorOff = CONFLICT "second_factor_off",
        "This installation has no key for second factors: auth.second_factor_key is not set",
        "Вхід із кодом тут не налаштовано.";
    SecondFactorThere = CONFLICT "second_factor_there", "The account has a second factor already",
        "Вхід із кодом уже ввімкнено.";
    SecondFactorMissing = CONFLICT "second_factor_missing", "The account has no second factor",
        "Вхід із кодом не ввімкнено.";
    MailOff = CONFLICT "mail_off", "This installation sends no mail: mail.host is not set",
        "Варту тут не налаштовано надсилати листи. Пароль задає адміністратор.";
    MailNotDead = CONFLICT "mail_not_dead", "The mail has not been given up",
        "Цей лист не потрібно надсилати ще раз.";
    ImportRunning = CONFLICT "import_running", "Another file is being taken in",
        "Зараз опрацьовується інший файл. Дочекайтеся його й дайте цей ще раз.";
    UtilityClosed = CONFLICT "utility_closed", "The utility is closed",
        "Цей виконавець закритий.";
    ResponsibleAlready = CONFLICT "responsible_already",
        "The utility answers for this service at this place already, within the same time",
        "Цей виконавець уже закріплений за цією послугою тут на цей час.";
    AlreadyEnded = CONFLICT "already_ended", "It has ended already",
        "Закріплення вже завершене.";
    IllegalStep = CONFLICT "illegal_step", "The state does not permit this step",
        "У цьому стані така дія неможлива.";
    AppealClosed = CONFLICT "appeal_closed", "The appeal is closed and cannot be changed",
        "Звернення закрите, змінити його вже не можна. Зареєструйте нове.";
    // We cannot.
    Internal = INTERNAL_SERVER_ERROR "internal", "Something went wrong here",
        "Сталася помилка на нашому боці. Ми вже знаємо про неї.";
    Unavailable = SERVICE_UNAVAILABLE "unavailable", "The database cannot be reached",
        "База даних тимчасово недоступна. Спробуйте за кілька секунд.";
    Overloaded = SERVICE_UNAVAILABLE "overloaded", "Too many requests are waiting",
        "Зараз забагато запитів. Спробуйте за мить.";
    TooManyStreams = TOO_MANY_REQUESTS "too_many_streams", "The session has too many event streams open",
        "Забагато відкритих вкладок: закрийте зайві.";
    NotReady = SERVICE_UNAVAILABLE "not_ready", "The database is not ready to serve from",
        "База даних не готова до роботи.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_problems_share_a_code() {
        let mut codes: Vec<_> = Code::ALL.iter().map(|code| code.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Code::ALL.len());
    }
}
