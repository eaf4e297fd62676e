//! Where the cursor stands in a file that may be half written: the keys and items around
//! it, read from the lines and their indentation, not from the tree.

/// What stands around a cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Context<'t> {
    /// Keys from the outermost on; `-` is an item of a list.
    pub path: Vec<&'t str>,
    /// Whether what is typed follows a key on its line, so that it is no key itself.
    pub is_value: bool,
    /// Where what is typed begins, its quotation mark included.
    pub start: usize,
    /// What is typed so far, without its quotation mark.
    pub typed: &'t str,
    /// Where the innermost key that begins a line stands: line and column.
    parent: Option<(usize, usize)>,
}

/// A piece of structure on a line, and its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Dash(usize),
    Key(usize, &'t str),
}

impl Piece<'_> {
    fn column(self) -> usize {
        match self {
            Piece::Dash(column) | Piece::Key(column, _) => column,
        }
    }
}

/// What stands around a byte of a text; nothing inside a comment.
pub(super) fn context(text: &str, at: usize) -> Option<Context<'_>> {
    let at = floor(text, at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = &text[start..at];
    let (pieces, content) = pieces(line);
    let inside = inline(&line[content..])?;
    let mut path: Vec<&str> = Vec::new();
    // The outermost piece of this line, or what is typed, decides what lies around it.
    let outermost = pieces.first().copied();
    let mut around = match outermost {
        Some(piece) => (piece.column(), matches!(piece, Piece::Dash(_))),
        None => (content, false),
    };
    let before: Vec<&str> = text[..start].lines().collect();
    let mut parent = (!inside.keys.is_empty()).then_some((before.len(), content));
    for (number, above) in before.iter().enumerate().rev() {
        let trimmed = above.trim_start();
        let deeper = first_column(above) > around.0;
        if deeper || trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let (pieces, content) = self::pieces(above);
        let key = key_of(&above[content..]).map(|key| Piece::Key(content, key));
        for piece in pieces.into_iter().chain(key).rev() {
            let column = piece.column();
            let (own, is_item) = around;
            let holds = match piece {
                Piece::Dash(_) => column < own,
                // A list may stand at the column of its key.
                Piece::Key(..) => column < own || (column == own && is_item),
            };
            if holds {
                path.push(match piece {
                    Piece::Dash(_) => "-",
                    Piece::Key(_, key) => key,
                });
                parent = parent.or(match piece {
                    Piece::Key(..) => Some((number, column)),
                    Piece::Dash(_) => None,
                });
                around = (column, matches!(piece, Piece::Dash(_)));
            }
        }
        if around.0 == 0 && !around.1 {
            break;
        }
    }
    path.reverse();
    path.extend(pieces.iter().map(|_| "-"));
    path.extend(&inside.keys);
    let typed = start + content + inside.start;
    let quoted = text[typed..at].starts_with(['"', '\'']);
    Some(Context {
        path,
        is_value: inside.is_value,
        start: typed,
        typed: &text[typed + usize::from(quoted)..at],
        parent,
    })
}

/// The value of a key beside the key that holds the cursor's block: of `by`, for
/// somebody who types a part.
pub(super) fn sibling<'t>(text: &'t str, context: &Context<'_>, name: &str) -> Option<&'t str> {
    let on_line = text[..context.start].rfind('\n').map_or(0, |end| end + 1);
    let on_line = &text[on_line..context.start];
    if let Some(at) = on_line.rfind(&format!("{name}:")) {
        let rest = on_line[at + name.len() + 1..].trim_start();
        let value = rest.split([',', '}']).next().unwrap_or_default();
        return Some(value.trim().trim_matches(['"', '\'']));
    }
    let (number, column) = context.parent?;
    let lines: Vec<&str> = text.lines().collect();
    let beside = |line: &&&'t str| {
        let trimmed = line.trim_start();
        trimmed.is_empty() || trimmed.starts_with('#') || first_column(line) >= column
    };
    let below = lines[number + 1..].iter().take_while(beside);
    let mut wanted: Vec<&&str> = vec![&lines[number]];
    // Upwards to the line with the dash, that line included.
    for line in lines[..number].iter().rev() {
        if !beside(&line) {
            if pieces(line).1 == column {
                wanted.push(line);
            }
            break;
        }
        wanted.push(line);
    }
    wanted.into_iter().chain(below).find_map(|line| {
        let (_, content) = pieces(line);
        let rest = (content == column).then(|| &line[content..])?;
        let value = rest.strip_prefix(name)?.trim_start().strip_prefix(':')?;
        let value = value.split(" #").next().unwrap_or_default();
        Some(value.trim().trim_matches(['"', '\'']))
    })
}

fn first_column(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The dashes at the beginning of a line, and where its content begins.
fn pieces(line: &str) -> (Vec<Piece<'_>>, usize) {
    let mut at = first_column(line);
    let mut pieces = Vec::new();
    while let Some(rest) = line[at..].strip_prefix('-') {
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        if blank == 0 && !rest.is_empty() {
            break;
        }
        pieces.push(Piece::Dash(at));
        at += 1 + blank;
    }
    (pieces, at)
}

/// The key that a line begins with.
fn key_of(content: &str) -> Option<&str> {
    let end = match content.chars().next()? {
        quote @ ('"' | '\'') => content[1..].find(quote)? + 2,
        _ => content
            .find(": ")
            .or_else(|| content.trim_end().strip_suffix(':').map(str::len))?,
    };
    let rest = content[end..].trim_start();
    rest.starts_with(':')
        .then(|| content[..end].trim_matches(['"', '\'']))
}

/// What is open on one line before the cursor.
struct Inside<'t> {
    keys: Vec<&'t str>,
    is_value: bool,
    start: usize,
}

/// Follows keys and braces to the end of a text; nothing where it ends in a comment.
fn inline(text: &str) -> Option<Inside<'_>> {
    let mut keys: Vec<&str> = Vec::new();
    // For each open brace: whether it is a list, and how many keys lie around it.
    let mut open: Vec<(bool, usize)> = Vec::new();
    let (mut start, mut is_value) = (0, false);
    let mut quote: Option<char> = None;
    let mut before = ' ';
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        if let Some(mark) = quote {
            if escaped {
                escaped = false;
            } else if c == '\\' && mark == '"' {
                escaped = true;
            } else if c == mark {
                quote = None;
            }
            before = c;
            continue;
        }
        let fresh = text[start..at].trim().is_empty();
        match c {
            '"' | '\'' if fresh => quote = Some(c),
            '#' if before.is_whitespace() => return None,
            '{' | '[' if fresh && (is_value || !open.is_empty() || at == 0) => {
                open.push((c == '[', keys.len()));
                if c == '[' {
                    keys.push("-");
                }
                (start, is_value) = (at + 1, false);
            }
            '}' | ']' if !open.is_empty() => {
                if let Some((_, around)) = open.pop() {
                    keys.truncate(around);
                }
                (start, is_value) = (at + 1, true);
            }
            ',' if !open.is_empty() => {
                if let Some((is_list, around)) = open.last() {
                    keys.truncate(around + usize::from(*is_list));
                }
                (start, is_value) = (at + 1, false);
            }
            ':' if !is_value && !fresh && next.is_none_or(char::is_whitespace) => {
                keys.push(text[start..at].trim().trim_matches(['"', '\'']));
                (start, is_value) = (at + 1, true);
            }
            _ => {}
        }
        before = c;
    }
    let blank = text[start..].len() - text[start..].trim_start().len();
    Some(Inside {
        keys,
        is_value,
        start: start + blank,
    })
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests;
