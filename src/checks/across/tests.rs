//! The founding dossier, and the order of claims and files.

use super::super::testing::{audit, kinds};
use crate::findings::Finding;

fn founding() -> Vec<Finding> {
    audit(&[
        ("crossfoot.yaml", include_str!("../../../claims/crossfoot.yaml")),
        ("2021.yaml", include_str!("../../../claims/2021-ambassador.yaml")),
        ("2023.yaml", include_str!("../../../claims/2023-civil-society-appeal.yaml")),
        ("2024.yaml", include_str!("../../../claims/2024-10-02-president.yaml")),
        ("2025-03.yaml", include_str!("../../../claims/2025-03-10-caspian-news.yaml")),
        ("2025-09.yaml", include_str!("../../../claims/2025-09-27-caliber.yaml")),
    ])
}

#[test]
fn founding_show() {
    let findings = founding();
    for f in &findings {
        eprintln!("{:?} {} | {}", f.severity, f.check, f.message);
        eprintln!("    {}", f.concise);
        eprintln!("    {} | {:?}", f.subject, f.conflicts);
        for n in &f.notes { eprintln!("    note: {n}"); }
    }
    eprintln!("{:#?}", kinds(&findings));
}
