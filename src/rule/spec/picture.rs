use serde::{Deserialize, Serialize};

use super::Limit;

/// A picture in Base64, with a fault. Marks where it shows: never more than the first characters. Gives `{size}` and
/// `{limit}`, in bytes. An empty text is no picture and has no fault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PictureSpec {
    /// What is looked for.
    pub fault: PictureFault,
    /// With `format`: what it may be.
    #[serde(default)]
    pub formats: Vec<PictureFormat>,
    /// With `size`: the most bytes that the picture itself may have, inclusive; a number or the name of a setting.
    #[serde(default)]
    pub max: Option<Limit>,
}

/// What can be wrong with a picture in Base64. Of these, a picture has at most one, except for its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PictureFault {
    /// It begins like an address of the web: `data:image/jpeg;base64,`.
    Prefix,
    /// It is not Base64.
    Encoding,
    /// Its first bytes are those of no allowed format.
    Format,
    /// It is too large.
    Size,
}

/// Formats that are told by their first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
}
