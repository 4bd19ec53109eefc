//! Muster in a browser.
//!
//! ```text
//! request ──http──▶ pages ──components──▶ HTML     GOV.UK Frontend, without crown or its font
//!           │         a question to `app`, and its answer in words
//!           ├─ limits, timeouts, request ids, cross-site requests refused, compression
//!           ├─ headers: nothing inline, nothing from elsewhere
//!           └─ problem: whatever went wrong, in words, in one place
//! assets    styles and scripts, made by `make web` from crates/server/web and built in
//! ```
//!
//! Every page works without scripts. PDF files come from a [`Printer`] that whoever starts the server gives.
//! This crate does not decide who may do what, does not compute a
//! figure and does not store anything. Start with [`Site`] and [`router`].

mod assets;
pub mod components;
mod http;
mod mailing;
mod pages;
mod printer;
mod problem;
mod query;
mod serve;
mod session;
mod sign_on;
mod site;
mod telling;
mod words;

pub use assets::AssetsMissing;
pub use http::router;
pub use mailing::Mailing;
pub use printer::{NotPrinted, Printer};
pub use serve::{ServeError, serve};
pub use sign_on::{GroupAccess, SignOn};
pub use site::{DemoAccount, Settings, Site};
