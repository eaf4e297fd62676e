//! Since when what is listed was changed, with `--changed`.

use serde::Serialize;

use crate::findings::Since;

#[derive(Serialize)]
pub(super) struct SinceOut {
    revision: String,
    commit: String,
}

impl SinceOut {
    pub(super) fn of(since: &Since) -> SinceOut {
        SinceOut {
            revision: since.revision.clone(),
            commit: since.commit.clone(),
        }
    }
}
