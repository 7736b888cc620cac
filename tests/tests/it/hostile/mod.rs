//! What may be wrong with a request, tried upon every field of every body and every parameter of
//! every address that the document describes: a new route is in by itself.
//!
//! Each time: a 4xx problem that names the field, and nothing written.

mod addresses;
mod fields;
mod whole;
