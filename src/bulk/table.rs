//! A whole table as numbers: its blocks scanned side by side, and their names and tuples
//! put under one number each.

use std::io::{self, Read};
use std::sync::Mutex;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::row::{ALL_TUPLES, Layout, Row, TUPLES};
use super::scan::{Scanned, scan};
use super::split::{BLOCK, Blocks};

/// The rows of a stretch of the file.
#[derive(Debug)]
pub(super) struct Part {
    /// Where it begins in the file.
    pub offset: u64,
    /// Its length in bytes.
    pub length: u32,
    /// The number of its first line, from 1.
    pub first_line: u32,
    /// How many rows come before it.
    pub first_row: u32,
    /// Whether each row is one line, and no line is empty.
    pub even: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A tuple of names, and the first row that has it.
#[derive(Debug)]
pub(super) struct Named {
    /// The row.
    pub first: RowId,
}

/// A row by its number, from 0, in the whole table.
pub(super) type RowId = u32;

/// All rows of a table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The rows, stretch by stretch.
    pub parts: Vec<Part>,
    /// The tuples of each sort.
    pub tuples: [Vec<Named>; TUPLES],
    /// How many names each column has.
    pub names: Vec<usize>,
    /// How many rows there are.
    pub count: u32,
    /// Rows with too few or too many fields.
    pub strays: Vec<RowId>,
    /// Whether some number is grouped or has decimals.
    pub marked: bool,
    /// Whether only the decoder can say what the rows are.
    pub strange: bool,
}

impl Table {
    /// Scans what `input` still holds; it stands at byte `offset`, line `first_line`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(
        input: impl Read + Send,
        offset: u64,
        first_line: u32,
        layout: &Layout,
    ) -> io::Result<Table> {
        let blocks = Mutex::new(Blocks::new(input, offset, layout.delimiter, BLOCK));
        // Blocks are taken by whoever is free; each knows its place.
        let scanned: io::Result<Vec<Vec<Numbered>>> = (0..rayon::current_num_threads())
            .into_par_iter()
            .map(|_| {
                let mut own = Vec::new();
                loop {
                    let next = match blocks.lock() {
                        Ok(mut blocks) => blocks.next(),
                        Err(_) => None,
                    };
                    let Some(chunk) = next else { return Ok(own) };
                    let chunk = chunk?;
                    own.push(Numbered {
                        at: chunk.at,
                        offset: chunk.offset,
                        length: chunk.bytes.len() as u32,
                        scanned: scan(&chunk, layout),
                    });
                }
            })
            .collect();
        let mut scanned: Vec<Numbered> = scanned?.into_iter().flatten().collect();
        scanned.sort_unstable_by_key(|block| block.at);
        Ok(Table::joined(scanned, first_line, layout))
    }

    /// Puts the names and tuples of all blocks under one number each.
    fn joined(scanned: Vec<Numbered>, first_line: u32, layout: &Layout) -> Table {
        let mut table = Table::default();
        let mut names: Vec<FxHashMap<Box<[u8]>, u32>> =
            vec![FxHashMap::default(); layout.columns.len()];
        let of_tuple = ALL_TUPLES.map(|tuple| layout.columns_of(tuple));
        let mut tuples: [FxHashMap<Vec<u32>, u32>; TUPLES] = Default::default();
        let mut line = first_line;
        let mut renumber: Vec<[Vec<u32>; TUPLES]> = Vec::with_capacity(scanned.len());
        for block in scanned {
            let scanned = block.scanned;
            let first_row = table.count;
            let columns: Vec<Vec<u32>> = (scanned.names.into_iter().zip(&mut names))
                .map(|(own, known)| {
                    let number = |name| {
                        let next = known.len() as u32;
                        *known.entry(name).or_insert(next)
                    };
                    own.into_iter().map(number).collect()
                })
                .collect();
            let mut maps: [Vec<u32>; TUPLES] = Default::default();
            for (sort, own) in scanned.tuples.into_iter().enumerate() {
                let known = &mut tuples[sort];
                let all = &mut table.tuples[sort];
                maps[sort] = (own.into_iter())
                    .map(|(tuple, first)| {
                        let place = of_tuple[sort].iter().zip(tuple);
                        let tuple: Vec<u32> = place
                            .map(|(&column, name)| columns[column][name as usize])
                            .collect();
                        let next = known.len() as u32;
                        *known.entry(tuple).or_insert_with(|| {
                            all.push(Named {
                                first: first_row + first,
                            });
                            next
                        })
                    })
                    .collect();
            }
            table.count += scanned.rows.len() as u32;
            table
                .strays
                .extend(scanned.strays.iter().map(|row| first_row + row));
            table.marked |= scanned.marked;
            table.strange |= scanned.strange;
            table.parts.push(Part {
                offset: block.offset,
                length: block.length,
                first_line: line,
                first_row,
                even: scanned.even,
                rows: scanned.rows,
            });
            line += scanned.lines;
            renumber.push(maps);
        }
        table.names = names.iter().map(FxHashMap::len).collect();
        (table.parts.par_iter_mut().zip(renumber)).for_each(|(part, maps)| {
            let same = |map: &Vec<u32>| map.iter().enumerate().all(|(at, to)| at as u32 == *to);
            if !maps.iter().all(same) {
                part.rows.iter_mut().for_each(|row| row.renumber(&maps));
            }
        });
        table
    }

    /// The stretch that holds a row.
    pub fn part_of(&self, row: RowId) -> &Part {
        let at = self.parts.partition_point(|part| part.first_row <= row);
        &self.parts[at - 1]
    }
}

/// A block that was scanned.
struct Numbered {
    at: usize,
    offset: u64,
    length: u32,
    scanned: Scanned,
}
