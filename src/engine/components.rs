//! Components: cells that no edit connects can be judged apart. Union by smallest
//! member with path halving (Tarjan), then buckets, all near linear.

use super::system::System;

/// The components of a system, in the order of their first cell; edits without cells
/// follow, each alone.
#[derive(Clone, Debug)]
pub struct Components {
    cells: Buckets,
    claims: Buckets,
    edits: Buckets,
    /// Component of each cell.
    of_cell: Vec<u32>,
    /// Place of each cell among those of its component.
    place: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Buckets {
    start: Vec<u32>,
    members: Vec<u32>,
}

impl Buckets {
    /// Sorts `0..length` by the bucket of each, keeping their order inside.
    fn of(count: usize, length: usize, bucket: impl Fn(usize) -> u32) -> Buckets {
        let mut start = vec![0u32; count + 1];
        for at in 0..length {
            start[bucket(at) as usize + 1] += 1;
        }
        for at in 0..count {
            start[at + 1] += start[at];
        }
        let mut members = vec![0u32; length];
        for at in 0..length {
            let next = &mut start[bucket(at) as usize];
            members[*next as usize] = at as u32;
            *next += 1;
        }
        // Each start has moved to the next one: move back.
        start.rotate_right(1);
        start[0] = 0;
        Buckets { start, members }
    }

    fn get(&self, bucket: usize) -> &[u32] {
        &self.members[self.start[bucket] as usize..self.start[bucket + 1] as usize]
    }
}

/// The representative of a set, halving the path to it.
pub(crate) fn find(parent: &mut [u32], mut at: u32) -> u32 {
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
    }
    at
}

impl Components {
    /// Splits a system.
    pub fn of(system: &System) -> Components {
        let cells = system.cells();
        let mut parent: Vec<u32> = (0..cells as u32).collect();
        for edit in 0..system.edits() {
            let range = system.edit_start[edit] as usize..system.edit_start[edit + 1] as usize;
            let Some((&first, others)) = system.edit_cell[range].split_first() else {
                continue;
            };
            let mut root = find(&mut parent, first);
            for &other in others {
                let other = find(&mut parent, other);
                if other != root {
                    let (low, high) = (root.min(other), root.max(other));
                    parent[high as usize] = low;
                    root = low;
                }
            }
        }
        // A set's smallest member represents it, so it comes first.
        let mut of_cell = vec![0u32; cells];
        let mut count = 0;
        for cell in 0..cells as u32 {
            let root = find(&mut parent, cell);
            of_cell[cell as usize] = if root == cell {
                count += 1;
                count - 1
            } else {
                of_cell[root as usize]
            };
        }
        drop(parent);
        let mut empty = count;
        let of_edit: Vec<u32> = (0..system.edits())
            .map(|edit| {
                let start = system.edit_start[edit];
                if start == system.edit_start[edit + 1] {
                    empty += 1;
                    empty - 1
                } else {
                    of_cell[system.edit_cell[start as usize] as usize]
                }
            })
            .collect();
        let all = empty as usize;
        let buckets = Buckets::of(all, cells, |cell| of_cell[cell]);
        let mut place = vec![0u32; cells];
        for component in 0..all {
            for (at, cell) in buckets.get(component).iter().enumerate() {
                place[*cell as usize] = at as u32;
            }
        }
        let claims = Buckets::of(all, system.claims(), |claim| {
            of_cell[system.claim_cell[claim] as usize]
        });
        let edits = Buckets::of(all, system.edits(), |edit| of_edit[edit]);
        Components {
            cells: buckets,
            claims,
            edits,
            of_cell,
            place,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.start.len() - 1
    }

    /// Whether the system is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The component of a cell.
    pub fn of_cell(&self, cell: super::CellIndex) -> u32 {
        self.of_cell[cell.0 as usize]
    }

    /// The cells of a component, in order.
    pub fn cells(&self, component: u32) -> &[u32] {
        self.cells.get(component as usize)
    }

    /// The claims of a component, in order.
    pub fn claims(&self, component: u32) -> &[u32] {
        self.claims.get(component as usize)
    }

    /// The edits of a component, in order.
    pub fn edits(&self, component: u32) -> &[u32] {
        self.edits.get(component as usize)
    }

    /// The place of a cell among those of its component.
    pub(crate) fn place(&self, cell: u32) -> u32 {
        self.place[cell as usize]
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engine::{Assertion, CellIndex, CellVar, Edit};
    use crate::quantity::{Exact, Interval};

    #[test]
    fn edits_join_cells() {
        let mut system = System::new();
        let cells: Vec<CellIndex> = (0..6).map(|_| system.add_cell(CellVar::COUNT)).collect();
        system.add_edit(&Edit::at_most(cells[4], cells[1]));
        system.add_edit(&Edit::equal(Vec::new(), Exact::ZERO));
        system.add_edit(&Edit::sum(cells[2], &[cells[4], cells[5]]));
        for cell in [5, 0, 1] {
            system.add_claim(&Assertion {
                cell: cells[cell],
                bounds: Interval::point(Exact::from(3i64)),
                weight: 1,
            });
        }
        let components = Components::of(&system);
        assert_eq!(components.len(), 4);
        assert_eq!(components.cells(0), [0]);
        assert_eq!(components.cells(1), [1, 2, 4, 5]);
        assert_eq!(components.cells(2), [3]);
        assert_eq!(components.claims(1), [0, 2]);
        assert_eq!(components.edits(1), [0, 2]);
        assert_eq!(components.edits(3), [1]);
        assert_eq!(components.place(4), 2);
    }
}
