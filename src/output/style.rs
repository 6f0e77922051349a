use super::Exit;

/// How a report for people looks. Formats for programs ignore all of it but [`Self::exit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours may be used.
    pub color: bool,
    /// Whether addresses become OSC 8 links behind their titles; otherwise they are written out.
    pub links: bool,
    /// How wide the terminal is, in cells. Values that no terminal has are brought into range.
    pub width: usize,
    /// Whether box-drawing characters and other ornaments may be used. Messages and sources are UTF-8 in any case.
    pub unicode: bool,
    /// What the exit code will be, and why.
    pub exit: Exit,
}

impl Default for Style {
    /// Fit for a file: no colours, no links, 100 cells.
    fn default() -> Self {
        Self { color: false, links: false, width: 100, unicode: true, exit: Exit::default() }
    }
}
