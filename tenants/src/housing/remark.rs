//! What an import says about a row: refused, or taken but suspicious, and why. Pure.

use serde::Serialize;
use std::fmt;

macro_rules! reasons {
    ($($name:ident $({ $($field:ident: $kind:ty),+ })? = $code:literal, $sentence:literal;)+) => {
        /// Why a row is remarked on. The code is stable; the sentence is for people.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Reason {
            $($name $({ $($field: $kind),+ })?,)+
        }

        impl Reason {
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $(Self::$name $({ $($field: _),+ })? => $code,)+
                }
            }
        }

        impl fmt::Display for Reason {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name $({ $($field),+ })? => write!(f, $sentence),)+
                }
            }
        }
    };
}

reasons! {
    // A row with one of these is refused.
    Malformed = "malformed_row", "рядок не читається: інша кількість стовпців або не UTF-8";
    SpreadOverLines = "unclosed_quote",
        "рядок тягнеться на кілька, і стовпців не стільки: можливо, не закрито лапки";
    Formula = "formula", "у клітинці формула, а не значення";
    CellTooLong = "cell_too_long", "значення задовге";
    MissingColumn = "missing_column", "обов’язкове поле порожнє або стовпця немає";
    UnknownSettlement = "unknown_settlement",
        "такого населеного пункту немає ні у файлі відповідностей, ні в реєстрі";
    SettlementNotSaid = "settlement_not_said", "не вказано населений пункт вулиці";
    AmbiguousSettlement = "ambiguous_settlement", "таку назву мають кілька населених пунктів: вкажіть код КАТОТТГ";
    KatottgNotUnderstood = "katottg_not_understood", "це не код КАТОТТГ: UA і 17 цифр";
    CategoryNotUnderstood = "category_not_understood",
        "категорію не розпізнано: M (місто), T (селище міського типу), X (селище) або C (село)";
    DuplicateSettlement { line: u64 } = "duplicate_settlement", "такий населений пункт уже є в рядку {line}";
    StreetNotUnderstood = "street_not_understood", "тип або назву вулиці не розпізнано однозначно";
    DuplicateStreet { line: u64 } = "duplicate_street", "така вулиця вже є в рядку {line}";
    CodeOfAnotherStreet { street: String } = "code_of_another_street",
        "цей код у реєстрі має {street}: якщо її перейменовано, назвіть цю назву старою або перейменуйте її в реєстрі; якщо це інша вулиця, дайте їй інший код";
    UnknownStreet = "unknown_street", "такої вулиці серед прийнятих немає";
    StreetNotSaid = "street_not_said", "не вказано вулицю";
    AmbiguousStreet { lines: Lines } = "ambiguous_street",
        "цей код мають кілька вулиць (рядки {lines}): котра, невідомо";
    AmbiguousStreetOfRegistry = "ambiguous_street", "цей код мають кілька вулиць реєстру: котра, невідомо";
    AmbiguousStreetWithRegistry { lines: Lines } = "ambiguous_street",
        "цей код мають кілька вулиць (рядки {lines} і вулиці, що вже є в реєстрі): котра, невідомо";
    AmbiguousStreetName = "ambiguous_street", "таку назву мають кілька вулиць: котра, невідомо";
    KindNotUnderstood = "kind_not_understood", "вид назви не розпізнано: old, russian або colloquial";
    PlaceKindNotUnderstood = "kind_not_understood",
        "вид місця не розпізнано: crossroads, microdistrict, park, square, bridge або other";
    DayNotUnderstood = "day_not_understood", "день не розпізнано: 2016-02-19 або 19.02.2016";
    EndsBeforeItBegins = "ends_before_it_begins", "кінець не пізніший за початок";
    NumberNotUnderstood = "number_not_understood", "номер не розпізнано";
    NumberAmbiguous = "number_ambiguous", "номер можна прочитати по-різному або він містить квартиру";
    DuplicateBuilding { line: u64 } = "duplicate_building", "такий будинок на цій вулиці вже є в рядку {line}";
    CodeOfAnotherBuilding { building: String } = "code_of_another_building",
        "цей код у реєстрі має {building}: якщо змінено номер або вулицю, змініть номер у реєстрі; якщо це інший будинок, дайте йому інший код";
    UnknownBuilding = "unknown_building", "такого будинку немає ні в джерелі, ні в реєстрі";
    BuildingRefused { line: u64 } = "building_refused", "будинок цього рядка відхилено (рядок {line})";
    AmbiguousBuilding { lines: Lines } = "ambiguous_building",
        "цей код мають кілька будинків (рядки {lines}): котрий, невідомо";
    AmbiguousBuildingCode = "ambiguous_building", "цей код мають кілька будинків реєстру: котрий, невідомо";
    DuplicateEntrance { line: u64 } = "duplicate_entrance", "такий під’їзд цього будинку вже є в рядку {line}";
    TooLarge { max: i32 } = "too_large", "число завелике: не більше {max}";
    FlatsNotUnderstood = "flats_not_understood", "межі квартир не є додатними числами за зростанням";
    QueueNotUnderstood = "queue_not_understood", "чергу не розпізнано: 3, 1.1, 18.2";
    SeveralRanges = "several_ranges", "тут кілька діапазонів: дайте кожному свій рядок";
    QueueOverlap { line: u64 } = "queue_overlap", "ці квартири вже мають чергу в рядку {line}, в іншому діапазоні";
    DuplicateRow { line: u64 } = "duplicate_row", "те саме вже сказано в рядку {line}";
    ContradictsRow { line: u64 } = "contradicts_row",
        "рядок {line} називає той самий початок, але інший кінець: котрий правильний, невідомо";
    UnknownService = "unknown_service", "такої послуги в каталозі немає";
    UnknownUtility = "unknown_utility", "такого чинного виконавця громада не має";
    AmbiguousUtility = "ambiguous_utility", "таку назву мають кілька виконавців: котрий, невідомо";
    BoundaryNotUnderstood = "boundary_not_understood", "межу не розпізнано: before_inlet або after_inlet";
    // A row with one of these is taken all the same.
    RepeatedRef { line: u64 } = "repeated_ref", "той самий код має інший запис у рядку {line}";
    StreetRenamed { before: String } = "street_renamed",
        "у реєстрі це {before}: перейменовано, стара назва лишається відомою";
    OldNameOfStreet { now: String } = "old_name",
        "це стара назва; у реєстрі вулиця вже зветься {now}, так і лишається";
    Retired { what: &'static str } = "retired", "у реєстрі {what} знято з ужитку, і так лишається";
    WholeCommunity = "whole_community", "місця не вказано: стосується всієї громади";
    ContradictedBy { line: u64, metres: u64 } = "contradicted", "рядок {line} називає те саме, але за {metres} м звідси";
    ContradictedOtherwise { line: u64 } = "contradicted", "рядок {line} називає те саме, але з іншими даними";
    KnownDefect { note: String } = "known_defect", "відома вада джерела: {note}";
    LettersNormalised = "letters_normalised", "літери коду КАТОТТГ виправлено на латинські";
    CoordinatesMissing = "coordinates_missing", "координат немає";
    CoordinatesNotUnderstood = "coordinates_not_understood", "координати не розпізнано, прийнято без них";
    CoordinatesOutside = "coordinates_outside", "координати поза межами громади або України, прийнято без них";
    CoordinatesSwapped = "coordinates_swapped", "широту й довготу переставлено, прийнято без них";
    CoordinatesShared { line: u64 } = "coordinates_shared", "ті самі координати, що в рядку {line}";
    FlagNotUnderstood = "flag_not_understood", "ознаку багатоквартирності не розпізнано, прийнято «ні»";
    ValueNotUnderstood = "value_not_understood", "значення не розпізнано, прийнято без нього";
    FlatsOverlap { line: u64 } = "flats_overlap", "квартири перетинаються з під’їздом у рядку {line}";
    FlatsOverlapRegistry { number: i32 } = "flats_overlap",
        "квартири перетинаються з під’їздом {number}, що вже є в реєстрі";
    QueueSuperseded { ranges: String } = "queue_superseded",
        "у реєстрі квартири {ranges} мали чергу: ці діапазони знято";
    AnswersToo { utility: String } = "answers_too",
        "у реєстрі за це саме в той самий час відповідає {utility}";
    AnswersTooInRow { line: u64, utility: String } = "answers_too",
        "у рядку {line} за це саме в той самий час відповідає {utility}";
    NotMultiFlat = "not_multi_flat", "під’їзд у будинку, що не позначений багатоквартирним";
}

/// Lines of a file, as a sentence names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines(pub Vec<u64>);

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.0.iter().enumerate() {
            write!(f, "{}{line}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// One remark on one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    pub line: u64,
    pub column: String,
    pub value: String,
    /// The stable code of the reason.
    pub reason: &'static str,
    /// The reason in Ukrainian.
    pub text: String,
}

/// A longer value is cut in a remark or a message.
const SHOWN: usize = 200;

/// What is shown of a value that somebody else wrote.
pub(super) fn beginning(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

impl Remark {
    pub(super) fn new(line: u64, (column, value): (&str, &str), reason: &Reason) -> Self {
        Self {
            line,
            column: column.to_owned(),
            value: beginning(value),
            reason: reason.code(),
            text: reason.to_string(),
        }
    }
}
