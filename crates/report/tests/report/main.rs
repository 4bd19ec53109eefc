//! The report as a model and as HTML, from the cases of the repository and from made-up ones.

mod editions;
mod explained;
mod html;
mod large;
mod made;
mod model;
mod options;
mod outline;
mod structure;
mod totals;
mod words;
