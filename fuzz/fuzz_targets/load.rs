//! Any bytes as a claim file: loaded, audited, reported in every format.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut dossier = crossfoot_fuzz::load(bytes.to_vec(), None);
    crossfoot_fuzz::audit(&mut dossier);
});
