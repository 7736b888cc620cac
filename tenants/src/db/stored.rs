//! How a type with one spelling stands in a text column.

/// Implements Diesel's conversions for a type that prints and parses its own spelling. The
/// type derives `AsExpression` and `FromSqlRow` for `sql_types::Text`.
macro_rules! stored_as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                std::io::Write::write_all(out, self.to_string().as_bytes())?;
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<
                    diesel::sql_types::Text,
                    diesel::pg::Pg,
                >>::from_sql(value)?;
                text.parse().map_err(|_| {
                    format!("{text:?} is no {}", stringify!($name)).into()
                })
            }
        }
    )+};
}
pub(crate) use stored_as_text;

/// A closed set of words: the same spelling in the database, in the ledger and on the wire.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$word_about:meta])* $word:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $($(#[$word_about])* #[serde(rename = $code)] $word,)+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$word => $code,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::text::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.code() == text)
                    .ok_or(crate::text::UnknownWord { known: &[$($code,)+] })
            }
        }

        crate::db::stored_as_text!($name);
    };
}
pub(crate) use words;
