use clap::Args;

/// What is shown in place of findings.
#[derive(Clone, Copy, Debug, Args)]
#[group(conflicts_with_all = ["fix", "diff", "statistics"], multiple = false)]
pub(in crate::cli) struct ShowArgs {
    /// Shows, in place of findings, every file that was seen, whether it is checked, and why. With --format json, too.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) show_files: bool,

    /// Shows, in place of findings, everything that was taken as a record, where it stands, who judges it, and why it was
    /// taken. With --format json, too.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) show_records: bool,

    /// Shows, in place of findings, every setting and every rule that is off or has another level, and which line of
    /// which file says so. With --format json, too; that has all rules.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) show_settings: bool,
}
