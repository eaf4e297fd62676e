//! Questions to publishers: what a reporter would ask about the findings of an audit,
//! as plain data. Each family of checks has a file that turns a finding into a question
//! in polite, neutral English; nothing here judges figures or draws output.

mod cite;
mod data;
mod dates;
mod desk;
mod gather;
mod joint;
mod naming;
mod policy;
mod readings;
mod repairs;
mod rules;
mod same;
mod scope;
mod single;
mod sums;
mod time;
mod voice;
mod wording;
mod words;

pub use data::{Apart, Letter, Question, Questions, Quoted, Settles};
pub use gather::{Wanted, questions};
pub use policy::is_asked;
