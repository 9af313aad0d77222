//! A piece of running text.

use serde::ser::{Serialize, SerializeStructVariant, Serializer};

/// A piece of running text. `S` says where it stands: a span of the text that it was read from, or
/// `()` where nobody asks. `O` is what else may stand in running text there.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline<S = (), O = Nothing> {
    /// Where it stands, its markers included.
    pub span: S,
    /// What it is.
    pub kind: InlineKind<S, O>,
}

/// What a piece of running text is.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind<S = (), O = Nothing> {
    /// Text as a reader sees it.
    Text(String),
    /// Bold: a label of a user interface.
    Strong(Vec<Inline<S, O>>),
    /// Emphasis.
    Emphasis(Vec<Inline<S, O>>),
    /// Code: a name that no language changes, such as a file, a value or a service.
    Code(String),
    /// A link.
    Link {
        /// Where to, as written.
        target: String,
        /// What is shown beside the pointer.
        title: Option<String>,
        /// What is clicked.
        text: Vec<Inline<S, O>>,
    },
    /// A picture in the text.
    Image(Image),
    /// A line break that the writer wanted.
    Break,
    /// What only some texts hold.
    Other(O),
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Image {
    /// Its address, as written.
    pub source: String,
    /// What stands for it; empty where nothing does.
    pub alt: String,
    /// What is shown beside the pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Nothing else: there is no value of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {}

impl<S: Default, O> Inline<S, O> {
    /// A piece that stands nowhere.
    pub fn new(kind: InlineKind<S, O>) -> Self {
        Self {
            span: S::default(),
            kind,
        }
    }

    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(InlineKind::Text(text.into()))
    }

    /// Code.
    pub fn code(text: impl Into<String>) -> Self {
        Self::new(InlineKind::Code(text.into()))
    }

    /// Bold.
    pub fn strong(inner: Vec<Self>) -> Self {
        Self::new(InlineKind::Strong(inner))
    }

    /// Emphasis.
    pub fn emphasis(inner: Vec<Self>) -> Self {
        Self::new(InlineKind::Emphasis(inner))
    }

    /// A line break.
    pub fn line_break() -> Self {
        Self::new(InlineKind::Break)
    }

    /// A picture.
    pub fn image(image: Image) -> Self {
        Self::new(InlineKind::Image(image))
    }

    /// A link without a title.
    pub fn link(target: impl Into<String>, text: Vec<Self>) -> Self {
        Self::new(InlineKind::Link {
            target: target.into(),
            title: None,
            text,
        })
    }
}

impl<S, O> Inline<S, O> {
    /// The pieces inside of it.
    pub fn inner(&self) -> &[Self] {
        match &self.kind {
            InlineKind::Strong(inner)
            | InlineKind::Emphasis(inner)
            | InlineKind::Link { text: inner, .. } => inner,
            _ => &[],
        }
    }

    /// Whether it is a line break.
    pub fn is_break(&self) -> bool {
        matches!(self.kind, InlineKind::Break)
    }
}

/// The same text where pieces have a place and more may stand between them; these stand nowhere.
pub fn widen<S: Default, O>(inlines: &[Inline]) -> Vec<Inline<S, O>> {
    let widened = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => InlineKind::Text(text.clone()),
        InlineKind::Strong(inner) => InlineKind::Strong(widen(inner)),
        InlineKind::Emphasis(inner) => InlineKind::Emphasis(widen(inner)),
        InlineKind::Code(code) => InlineKind::Code(code.clone()),
        InlineKind::Link {
            target,
            title,
            text,
        } => InlineKind::Link {
            target: target.clone(),
            title: title.clone(),
            text: widen(text),
        },
        InlineKind::Image(image) => InlineKind::Image(image.clone()),
        InlineKind::Break => InlineKind::Break,
        InlineKind::Other(nothing) => match *nothing {},
    };
    inlines
        .iter()
        .map(|inline| Inline::new(widened(inline)))
        .collect()
}

/// The text without its markup: a picture is what stands for it, a break a blank.
pub fn plain_text<S>(inlines: &[Inline<S>]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain<S>(inlines: &[Inline<S>], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Strong(inner)
            | InlineKind::Emphasis(inner)
            | InlineKind::Link { text: inner, .. } => push_plain(inner, out),
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push(' '),
            InlineKind::Other(nothing) => match *nothing {},
        }
    }
}

/// As an enum: `{"strong": […]}`. The place is nobody's business outside.
impl Serialize for Inline {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        const NAME: &str = "Inline";
        match &self.kind {
            InlineKind::Text(text) => serializer.serialize_newtype_variant(NAME, 0, "text", text),
            InlineKind::Strong(inner) => {
                serializer.serialize_newtype_variant(NAME, 1, "strong", inner)
            }
            InlineKind::Emphasis(inner) => {
                serializer.serialize_newtype_variant(NAME, 2, "emphasis", inner)
            }
            InlineKind::Code(text) => serializer.serialize_newtype_variant(NAME, 3, "code", text),
            InlineKind::Link { target, text, .. } => {
                let mut link = serializer.serialize_struct_variant(NAME, 4, "link", 2)?;
                link.serialize_field("target", target)?;
                link.serialize_field("text", text)?;
                link.end()
            }
            InlineKind::Image(image) => {
                serializer.serialize_newtype_variant(NAME, 5, "image", image)
            }
            InlineKind::Break => serializer.serialize_unit_variant(NAME, 6, "break"),
            InlineKind::Other(nothing) => match *nothing {},
        }
    }
}
