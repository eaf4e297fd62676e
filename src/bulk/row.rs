//! A row of a table as numbers, and what its columns are to a scan.

/// What the columns of a table are to a scan, from its header.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// What separates fields.
    pub delimiter: u8,
    /// What each column is, in order.
    pub columns: Vec<Column>,
}

impl Layout {
    /// The columns whose names make a tuple.
    pub fn columns_of(&self, tuple: Tuple) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, column)| **column == Column::Name(tuple))
            .map(|(at, _)| at)
            .collect()
    }
}

/// What a column is to a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A name in one of the tuples.
    Name(Tuple),
    /// The figure.
    Value,
    /// Not read by anybody.
    Ignored,
    /// Something that few rows have: one that has it is not plain.
    Rare,
    /// Something that ties a row to others, by more than its names.
    Tied,
}

/// Which names belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tuple {
    /// Measure and codes.
    Cell,
    /// The text, and who speaks.
    Source,
    /// The date or period.
    Date,
}

/// How many tuples a row has.
pub(super) const TUPLES: usize = 3;

/// All sorts of tuples, in the order in which a row has them.
pub(super) const ALL_TUPLES: [Tuple; TUPLES] = [Tuple::Cell, Tuple::Source, Tuple::Date];

/// A row, in the numbers of its block or of the whole table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its figure times ten to the power of `scale`.
    pub value: i64,
    /// Which tuple of each sort.
    pub tuples: [u32; TUPLES],
    /// Where it begins in its block.
    pub offset: u32,
}

/// Digits after the decimal point share a number with the tuple of the source.
const SCALE_BITS: u32 = 27;

impl Row {
    /// The cell as written.
    pub fn cell(&self) -> u32 {
        self.tuples[Tuple::Cell as usize]
    }

    /// The source as written.
    pub fn source(&self) -> u32 {
        self.tuples[Tuple::Source as usize] & ((1 << SCALE_BITS) - 1)
    }

    /// The date as written.
    pub fn date(&self) -> u32 {
        self.tuples[Tuple::Date as usize]
    }

    /// Whether it is a bare number and has no field that few rows have.
    pub fn is_plain(&self) -> bool {
        self.scale() <= MOST_DECIMALS
    }

    /// Digits after the point.
    pub fn scale(&self) -> u32 {
        self.tuples[Tuple::Source as usize] >> SCALE_BITS
    }

    /// Gives its tuples the numbers that they have in the whole table.
    pub fn renumber(&mut self, maps: &[Vec<u32>; TUPLES]) {
        if self.scale() == STRAY {
            return;
        }
        let scale = self.scale();
        let own = [self.cell(), self.source(), self.date()];
        for (at, number) in own.into_iter().enumerate() {
            self.tuples[at] = maps[at][number as usize];
        }
        self.set_scale(scale);
    }

    /// Whether it has too few or too many fields.
    pub fn is_stray(&self) -> bool {
        self.scale() == STRAY
    }

    pub fn set_scale(&mut self, scale: u32) {
        self.tuples[Tuple::Source as usize] |= scale << SCALE_BITS;
    }
}

/// The scale of a row that is not plain, and of one that has not as many fields as there
/// are columns.
pub(super) const ODD: u32 = 30;
pub(super) const STRAY: u32 = 31;
/// More digits after the point are not plain.
pub(super) const MOST_DECIMALS: u32 = 9;
