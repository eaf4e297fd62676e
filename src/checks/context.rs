//! What every check is given, and the pieces of findings that several need.

use std::sync::OnceLock;

use crate::dossier::{Claim, ClaimId, ClaimState, Dossier};
use crate::figures::{Figure, Figures, GroupId, PointId, RuleInstance};
use crate::findings::{FigureRow, Finding, Location, Role, Term};
use crate::joint::Joint;
use crate::quantity::{Day, Exact, Interval};
use crate::text::{Severity, Span};

use super::Asked;
use super::across::{self, Across, Breach, Layer};
use super::base_shift::{self, Latest};
use super::evidence::{self, Standing};
use super::joint;
use super::judge::Judged;
use super::one_number_two_roles::{self, Numbers};
use super::rule_broken::{JudgedRule, JudgedRules};
use super::same_parts_different_whole::{self, Candidates};

/// The figures, and the verdicts on their relations.
pub struct Context<'a> {
    /// The figures.
    pub figures: &'a Figures<'a>,
    /// Verdicts, one for each relation of the figures.
    pub judged: &'a [Judged],
    /// Verdicts on instances of declared rules.
    pub rules: &'a [JudgedRule],
    /// Places of rules where one side is stated by nobody.
    pub one_sided: &'a [RuleInstance],
    /// Today, if it is known.
    pub today: Option<Day>,
    /// Whether rules that follow from others are looked for.
    pub redundant: bool,
    /// Whether what several figures show together is left out.
    singly: bool,
    /// How claims stand to their quotations, worked out when first asked for.
    standings: OnceLock<Vec<Standing>>,
    /// Comparisons between sources and dates, made when first asked for.
    across: OnceLock<Across>,
    /// Parts that are larger than a whole elsewhere.
    breaches: OnceLock<Vec<Breach>>,
    /// Wholes that may have the same parts.
    equal_parts: OnceLock<Candidates>,
    /// Numbers that may stand for several things.
    telling_numbers: OnceLock<Numbers>,
    /// The latest figure of each text for each cell.
    latest: OnceLock<Latest>,
    /// What can hold together, decided when first asked for.
    joint: OnceLock<Joint>,
    /// What sort of contradictions there are between texts, told when first asked for.
    sorted: OnceLock<Vec<joint::Sorted>>,
    /// The dates that texts write, indexed when first asked for.
    written: OnceLock<joint::Written>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        figures: &'a Figures<'a>,
        judged: &'a [Judged],
        rules: &'a JudgedRules,
        asked: Asked,
    ) -> Self {
        Self {
            figures,
            judged,
            rules: &rules.ran,
            one_sided: &rules.one_sided,
            today: asked.today,
            redundant: asked.redundant,
            singly: asked.singly,
            standings: OnceLock::new(),
            across: OnceLock::new(),
            breaches: OnceLock::new(),
            equal_parts: OnceLock::new(),
            telling_numbers: OnceLock::new(),
            latest: OnceLock::new(),
            joint: OnceLock::new(),
            sorted: OnceLock::new(),
            written: OnceLock::new(),
        }
    }

    /// Does the work that several checks share, or that takes long, side by side.
    pub(super) fn prepare(&self) {
        rayon::join(
            || {
                self.breaches();
                self.telling_numbers();
                self.latest();
            },
            || {
                self.standings();
                self.equal_parts();
                self.joint();
            },
        );
    }

    /// How every claim stands to its quotation, by claim.
    pub(super) fn standings(&self) -> &[Standing] {
        self.standings
            .get_or_init(|| evidence::standings(self.dossier()))
    }

    /// What the comparisons between sources and dates have in common.
    pub(super) fn across(&self) -> &Across {
        self.across.get_or_init(|| Across::of(self))
    }

    /// Parts that are larger than a whole elsewhere, by what the words exclude.
    pub(super) fn breaches(&self) -> &[Breach] {
        // Asked for first, so that the cell below is not held while others wait for it.
        self.across();
        self.breaches
            .get_or_init(|| across::breaches(self, Layer::Hard))
    }

    /// Wholes that may have the same parts.
    pub(super) fn equal_parts(&self) -> &Candidates {
        self.equal_parts
            .get_or_init(|| same_parts_different_whole::gather(self))
    }

    /// Numbers that may stand for several things.
    pub(super) fn telling_numbers(&self) -> &Numbers {
        self.across();
        self.telling_numbers
            .get_or_init(|| one_number_two_roles::numbers(self))
    }

    /// The latest figure of each text for each cell.
    pub(super) fn latest(&self) -> &Latest {
        self.across();
        self.latest.get_or_init(|| base_shift::stated(self))
    }

    /// What can hold together.
    pub(super) fn joint(&self) -> &Joint {
        self.breaches();
        self.joint.get_or_init(|| match self.singly {
            true => Joint::default(),
            false => joint::decide(self),
        })
    }

    /// What sort of contradictions there are between texts or dates.
    pub(super) fn sorted(&self) -> &[joint::Sorted] {
        // Asked for first, so that the cell below is not held while others wait for it.
        self.joint();
        self.written();
        self.sorted.get_or_init(|| joint::sorted(self))
    }

    /// The dates that texts write.
    pub(super) fn written(&self) -> &joint::Written {
        self.written
            .get_or_init(|| joint::Written::of(self.figures))
    }

    /// What people wrote.
    pub fn dossier(&self) -> &'a Dossier {
        self.figures.dossier
    }

    /// The claim with that number.
    pub fn claim(&self, id: ClaimId) -> &'a Claim {
        self.dossier().claim(id)
    }

    /// The claim that stands for a point: its first.
    pub fn lead(&self, point: PointId) -> &'a Claim {
        self.claim(self.figures.lead(point))
    }

    /// The figure that stands for a point: its first.
    pub fn lead_figure(&self, point: PointId) -> &'a Figure {
        &self.figures.figures_at(self.figures.point(point))[0]
    }

    /// A figure as it was printed.
    pub fn printed(&self, claim: &Claim) -> String {
        match &claim.value {
            Some(value) => value.printed.to_string(),
            None => "not given".to_owned(),
        }
    }

    /// The printed figure that stands for a point.
    pub fn printed_at(&self, point: PointId) -> String {
        self.printed(self.lead(point))
    }

    /// Where the value of a claim stands.
    pub fn span(&self, point: PointId) -> Span {
        self.lead(point).place.value
    }

    /// The number a figure prints, hedge or not.
    pub fn number(&self, point: PointId) -> Option<Exact> {
        let value = self.lead(point).value.as_ref()?;
        Some(value.number()?.to_exact())
    }

    /// The hard interval of a point that does not contradict itself, else that of
    /// its first figure.
    pub fn hard(&self, point: PointId) -> &'a Interval {
        let lead = &self.lead_figure(point).hard;
        self.figures.point(point).hard().unwrap_or(lead)
    }

    /// The plausible interval, likewise.
    pub fn plausible(&self, point: PointId) -> &'a Interval {
        let lead = self.lead_figure(point).plausible();
        self.figures.point(point).plausible().unwrap_or(lead)
    }

    /// A point as a term of a worksheet.
    pub fn term(&self, point: PointId, name: String, coefficient: Exact, plausible: bool) -> Term {
        let interval = if plausible {
            self.plausible(point)
        } else {
            self.hard(point)
        };
        Term {
            claim: self.lead(point).id.to_string(),
            name,
            coefficient,
            printed: self.printed_at(point),
            of: None,
            interval: interval.clone(),
        }
    }

    /// A figure as a row of a comparison.
    pub fn row(&self, figure: &Figure) -> FigureRow {
        let claim = self.claim(figure.claim);
        let group = self.figures.group(figure.group);
        let source = self.dossier().source(claim.source);
        FigureRow {
            claim: claim.id.to_string(),
            cell: self.figures.cell_name(figure.cell),
            source: source.id.clone(),
            publisher: self.dossier().speakers.name(claim.speaker).to_owned(),
            as_of: group
                .window
                .as_ref()
                .map(|window| window.printed.to_string()),
            as_of_inferred: group.inferred,
            published: source
                .published
                .as_ref()
                .map(|window| window.value.printed.to_string()),
            status: self.status(figure.claim),
            printed: self.printed(claim),
            derived: None,
            from: Vec::new(),
            aside: false,
            interval: figure.hard.clone(),
            difference: None,
        }
    }

    /// How far a claim stands, where that is said.
    fn status(&self, id: ClaimId) -> Option<&'static str> {
        let claim = self.claim(id);
        if self.across().revisions.is_replaced(id) {
            return Some("superseded");
        }
        match claim.state {
            ClaimState::Final => Some("final"),
            _ => claim.is_provisional().then_some("provisional"),
        }
    }

    /// Rows of a comparison, each but the first with its difference to the first.
    pub fn rows<'f>(&self, figures: impl IntoIterator<Item = &'f Figure>) -> Vec<FigureRow> {
        let mut rows: Vec<FigureRow> = figures.into_iter().map(|figure| self.row(figure)).collect();
        if let Some((first, rest)) = rows.split_first_mut() {
            for row in rest {
                row.difference = Some(row.interval.sub(&first.interval));
            }
        }
        rows
    }

    /// A finding about points: places, claims, sources and measures filled in,
    /// the first point being the primary one. `labels` go beside the carets.
    pub fn finding(
        &self,
        check: &'static str,
        severity: Severity,
        points: &[(PointId, String)],
        message: String,
    ) -> Finding {
        let figures: Vec<(ClaimId, String)> = points
            .iter()
            .map(|(point, label)| (self.figures.lead(*point), label.clone()))
            .collect();
        self.finding_on_claims(check, severity, &figures, message)
    }

    /// The same about claims.
    pub fn finding_on_claims(
        &self,
        check: &'static str,
        severity: Severity,
        claims: &[(ClaimId, String)],
        message: String,
    ) -> Finding {
        let first = self.claim(claims[0].0);
        let mut finding = Finding::new(check, severity, first.place.value, message);
        finding.locations.clear();
        for (at, (id, label)) in claims.iter().enumerate() {
            let claim = self.claim(*id);
            finding.locations.push(Location {
                role: if at == 0 {
                    Role::Primary
                } else {
                    Role::Related
                },
                span: claim.place.value,
                label: label.clone(),
            });
            self.concern(&mut finding, *id);
        }
        finding
    }

    /// Adds a claim to those that a finding is about, without a place.
    pub fn concern(&self, finding: &mut Finding, claim: ClaimId) {
        let claim = self.claim(claim);
        let source = &self.dossier().source(claim.source).id;
        let measure = &self.dossier().codebook.measure(claim.measure).id;
        push_new(&mut finding.claims, &claim.id);
        push_new(&mut finding.sources, source);
        push_new(&mut finding.measures, measure);
    }

    /// Source, speaker and date of a group, for messages.
    pub fn group(&self, group: GroupId) -> String {
        self.figures.group_name(group)
    }
}

fn push_new(list: &mut Vec<String>, text: &str) {
    if list.iter().all(|known| known != text) {
        list.push(text.to_owned());
    }
}
