//! What did the user ask? A query is read into a [`Plan`] that knows only the model, so that the same plan can
//! drive any engine.

mod plan;

pub use plan::{Expr, Leaf, Named, Period, Plan, Scope, TextField, Words};
