//! The lines that have to be seen together: those with findings, and those that others are compared with.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    Kept, Sizes,
    file::{Rows, Sieved},
    marks::{ELSEWHERE, Marks},
};
use crate::{
    cli::{load::Unread, parallel, progress},
    diagnostic::Severity,
    document::Format,
    engine::{self, Crossed, Examined, Input, LeftOut, Plan, cross, examine_part},
    rule::{Ask, Executor, OneByOne},
    text::Source,
};

/// How many rows that many lines are compared with are read ahead.
const POPULAR: usize = 1000;

/// How many bytes of lines are compared at once, as a share of a window: their tree, and that of what they are compared
/// with.
const SHARE: u64 = 2;

/// Rows are numbered over all files, in the order of these.
type Place = u32;

/// All that is judged together.
pub(super) struct Run<'r> {
    files: Vec<Sieved>,
    /// The number of the first row of each file.
    bases: Vec<Place>,
    /// Inputs of the run that are held, to look things up in, and what was read in them.
    others: Vec<Input>,
    keys: Marks,
    names: Marks,
    wanted: BTreeSet<Place>,
    sizes: Sizes,
    plan: &'r Plan,
}

/// Some rows of one file, ready to be judged.
struct Picture {
    input: Input,
    left_out: Arc<LeftOut>,
    /// The byte where each row begins.
    starts: Vec<(usize, Place)>,
}

impl<'r> Run<'r> {
    pub(super) fn new(mut files: Vec<Sieved>, others: &[Input], sizes: Sizes, plan: &'r Plan) -> Self {
        // Their own findings are nobody's business here.
        let others = others.iter().map(|input| Input { reported: false, ..input.clone() }).collect();
        let (mut keys, mut names, mut wanted, mut bases, mut next) =
            (Marks::default(), Marks::default(), BTreeSet::new(), Vec::new(), 0);
        let mut questions: HashMap<u64, Place> = HashMap::new();
        for file in &mut files {
            bases.push(next);
            let facts = &mut file.facts;
            keys.append(std::mem::take(&mut facts.keys), next);
            names.append(std::mem::take(&mut facts.names), next);
            wanted.extend(facts.wanted.iter().map(|row| row + next));
            for (words, row) in std::mem::take(&mut facts.questions) {
                questions.entry(words).or_insert(row + next);
            }
            next = next.saturating_add(u32::try_from(facts.rows.count()).unwrap_or(u32::MAX));
        }
        wanted.extend(questions.into_values());
        Self { files, bases, others, keys, names, wanted, sizes, plan }
    }

    /// What is kept of each file, and how many lines with findings are not.
    pub(super) fn kept(mut self) -> Result<(Vec<Kept>, usize), Failed> {
        let others = std::mem::take(&mut self.others);
        let examined: Vec<_> = parallel::map(&others, |input| engine::examine(input, self.plan));
        for key in engine::keys(&examined) {
            self.keys.add(key, ELSEWHERE);
        }
        self.keys.sort();
        self.names.sort();
        let repeated: Vec<Place> = self.keys.repeated().collect();
        for place in repeated {
            let (file, row) = self.row(place);
            self.files[file].facts.rows.ask(row);
        }
        let others = Others { inputs: &others, examined: &examined };
        self.compare(others)?;
        let omitted = self.choose();
        let pictures = self.close(others)?;
        for (at, file) in self.files.iter().enumerate() {
            file.handle.check().map_err(|error| Failed(at, error))?;
        }
        let kept = pictures.into_iter().zip(&self.files).map(|(picture, file)| {
            let Picture { input, left_out, .. } = picture;
            Kept { input: Input { reported: file.reported, ..input }, left_out }
        });
        Ok((kept.collect(), omitted))
    }

    /// Applies the rules that look at the whole run to the lines that ask for it.
    fn compare(&mut self, others: Others<'_>) -> Result<(), Failed> {
        let pieces = self.pieces();
        let popular = Mutex::new(BTreeSet::new());
        let stage = self.plan.language.pick("正在比对", "comparing");
        let compared = progress::during(stage, pieces.len() as u64, self.plan.language, |progress| {
            progress.counted(pieces.len() as u64).map(&pieces, |piece| self.compare_piece(piece, others, &popular))
        });
        let mut questions: BTreeMap<u64, Place> = BTreeMap::new();
        for compared in compared {
            let (found, asked) = compared?;
            for (place, severity) in found {
                let (file, row) = self.row(place);
                self.files[file].facts.found.push((row, severity));
            }
            for (words, place) in asked {
                questions.entry(words).or_insert(place);
            }
        }
        self.wanted.extend(questions.into_values());
        Ok(())
    }

    /// The lines to compare, each piece as large as is worth reading at once.
    fn pieces(&self) -> Vec<Vec<Place>> {
        let (mut pieces, mut piece, mut size) = (Vec::new(), Vec::new(), 0);
        for (file, base) in self.files.iter().zip(&self.bases).filter(|(file, _)| file.reported) {
            let rows: &Rows = &file.facts.rows;
            for row in rows.asking() {
                size += rows.len_of(row, file.handle.len);
                piece.push(base + row);
                if size >= self.sizes.window as u64 / SHARE {
                    pieces.push(std::mem::take(&mut piece));
                    size = 0;
                }
            }
        }
        pieces.push(piece);
        pieces
    }

    fn compare_piece(
        &self,
        piece: &[Place],
        others: Others<'_>,
        popular: &Mutex<BTreeSet<Place>>,
    ) -> Result<Compared, Failed> {
        let own: BTreeSet<Place> = piece.iter().copied().collect();
        let mut places = own.clone();
        places.extend(&self.wanted);
        places.extend(&*popular.lock().unwrap_or_else(PoisonError::into_inner));
        loop {
            let pictures = self.pictures(&mut places, false)?;
            let crossed = self.cross(&pictures, others, |place| place.is_some_and(|place| own.contains(&place)));
            let mut more = self.companions(&crossed, false);
            more.retain(|place| !places.contains(place));
            if more.is_empty() {
                let place = |(file, at): (usize, usize)| pictures[file].place(at);
                let found = crossed.found.iter().map(|&(file, at, severity)| (place((file, at)), severity)).collect();
                let asked = crossed.questions.iter().map(|&(file, at, words)| (words, place((file, at)))).collect();
                return Ok((found, asked));
            }
            let mut popular = popular.lock().unwrap_or_else(PoisonError::into_inner);
            let room = POPULAR.saturating_sub(popular.len());
            popular.extend(more.iter().take(room));
            places.extend(more);
        }
    }

    /// Chooses the lines with findings that are kept, the worst first. Returns how many are not.
    fn choose(&mut self) -> usize {
        let mut found: Vec<(Place, Severity)> = Vec::new();
        for (file, base) in self.files.iter_mut().zip(&self.bases) {
            found.extend(
                std::mem::take(&mut file.facts.found).into_iter().map(|(row, severity)| (row + base, severity)),
            );
        }
        found.sort_unstable_by_key(|&(place, severity)| (place, std::cmp::Reverse(severity)));
        found.dedup_by_key(|(place, _)| *place);
        found.sort_by_key(|(_, severity)| std::cmp::Reverse(*severity));
        let omitted = found.len().saturating_sub(self.sizes.shown);
        self.wanted.extend(found.iter().take(self.sizes.shown).map(|(place, _)| place));
        omitted
    }

    /// The lines that are wanted, with all that they, and what is held, are compared with.
    fn close(&self, others: Others<'_>) -> Result<Vec<Picture>, Failed> {
        let mut places = self.wanted.clone();
        loop {
            let pictures = self.pictures(&mut places, true)?;
            let mut more = self.companions(&self.cross(&pictures, others, |_| true), true);
            more.retain(|place| !places.contains(place));
            if more.is_empty() {
                return Ok(pictures);
            }
            places.extend(more);
        }
    }

    /// These lines of each file, and those without which they would be read otherwise. How many records come before each
    /// is known where they are counted.
    fn pictures(&self, places: &mut BTreeSet<Place>, counted: bool) -> Result<Vec<Picture>, Failed> {
        let mut pictures = Vec::with_capacity(self.files.len());
        for (at, (file, base)) in self.files.iter().zip(&self.bases).enumerate() {
            let rows = &file.facts.rows;
            let end = base + u32::try_from(rows.count()).unwrap_or(u32::MAX);
            let mut own: BTreeSet<u32> = places.range(base..&end).map(|place| place - base).collect();
            rows.complete(&mut own);
            places.extend(own.iter().map(|row| row + base));
            let (excerpt, starts) = rows.excerpt(&own, &file.handle).map_err(|error| Failed(at, Unread::Io(error)))?;
            let left_out = LeftOut {
                whole: file.whole.clone(),
                before: if counted { rows.before(&starts) } else { Vec::new() },
                records: file.facts.records,
                tallies: if counted { file.facts.tallies.clone() } else { BTreeMap::new() },
            };
            let source = Arc::new(Source::of_excerpt(Arc::clone(&file.name), excerpt));
            pictures.push(Picture {
                input: Input { source, format: Format::JsonLines, reported: false },
                left_out: Arc::new(left_out),
                starts: starts.into_iter().map(|(start, row)| (start, row + base)).collect(),
            });
        }
        Ok(pictures)
    }

    /// Applies the rules that look at the whole run to those lines of the pictures that are `wanted`, and, where what
    /// has no place is, to what is held.
    fn cross(&self, pictures: &[Picture], others: Others<'_>, wanted: impl Fn(Option<Place>) -> bool) -> Crossed {
        let examined: Vec<Examined<'_>> = pictures
            .iter()
            .map(|picture| examine_part(&OneByOne, &picture.input, &picture.left_out, self.plan))
            .collect();
        let seen: Vec<(&Input, &Examined<'_>)> = pictures
            .iter()
            .map(|picture| &picture.input)
            .zip(&examined)
            .chain(others.inputs.iter().zip(others.examined))
            .collect();
        cross(&seen, self.plan, |at, start| wanted(pictures.get(at).map(|picture| picture.place(start))))
    }

    /// The lines that bear what was asked for.
    fn companions(&self, crossed: &Crossed, all_names: bool) -> BTreeSet<Place> {
        let mut places = BTreeSet::new();
        for ask in &crossed.asks {
            match ask {
                Ask::Name(name) => places.extend(self.names.of(*name).take(1)),
                // A second one makes it uncertain which is meant.
                Ask::Record(name, own) => {
                    places.extend(self.names.of(*name).take(2).chain(self.names.of(*own).take(2)));
                }
                Ask::Names(kind) if all_names => {
                    for (file, base) in self.files.iter().zip(&self.bases) {
                        places.extend(file.facts.some_names[*kind as usize].values().map(|row| row + base));
                    }
                }
                // The first record of each kind is there anyway.
                Ask::Kind(_) | Ask::Names(_) => {}
            }
        }
        places.extend(crossed.keys.iter().filter_map(|key| self.keys.of(*key).next()));
        places
    }

    /// The file of a row, and its number there.
    fn row(&self, place: Place) -> (usize, u32) {
        let file = self.bases.partition_point(|base| *base <= place).saturating_sub(1);
        (file, place - self.bases[file])
    }
}

/// What was found in the lines of a piece, and what the run was asked or told.
type Compared = (Vec<(Place, Severity)>, Vec<(u64, Place)>);

/// In which file it was that reading failed, by its place, and why.
#[derive(Debug)]
pub(super) struct Failed(pub(super) usize, pub(super) Unread);

/// Inputs that are held, and what was read in them.
#[derive(Clone, Copy)]
struct Others<'o> {
    inputs: &'o [Input],
    examined: &'o [Examined<'o>],
}

impl Picture {
    /// The row in which byte `at` stands.
    fn place(&self, at: usize) -> Place {
        let next = self.starts.partition_point(|(start, _)| *start <= at);
        self.starts.get(next.saturating_sub(1)).map_or(0, |(_, place)| *place)
    }
}
