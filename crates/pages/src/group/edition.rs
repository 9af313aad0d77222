//! For which product each page of a group is, and what the page calls it.

use std::collections::BTreeMap;

use super::{Group, Member};
use crate::drift::Relation;
use crate::identity::Product;
use runproof_language::Languages;

/// What a page is an edition of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The page, by its place in the list of members.
    pub page: usize,
    /// The product's id: `lync-server-2013`.
    pub id: String,
    /// What the product is called in the page's language.
    pub product: String,
}

/// The editions of a group's pages, in the order of its pages.
///
/// Translations are for the product of their source. Where two sources name the same product, or
/// none, the names of their files tell them apart.
pub fn editions(members: &[Member<'_>], group: &Group) -> Vec<Edition> {
    let leading = |page: usize| {
        let mut pairs = group.pairs.iter();
        let pair = pairs.find(|pair| pair.other == page && pair.relation == Relation::Language);
        pair.map_or(page, |pair| pair.leading)
    };
    let mut leads: Vec<usize> = group.pages.iter().map(|page| leading(*page)).collect();
    leads.sort_unstable();
    leads.dedup();
    let names: BTreeMap<usize, (String, String)> = leads
        .iter()
        .map(|lead| {
            let identity = members[*lead].identity;
            let named = identity.product.as_ref();
            let id = named.map(Product::id).filter(|id| starts_well(id));
            let is_alone = |id: &String| {
                let others = leads.iter().filter(|other| *other != lead);
                let mut products =
                    others.filter_map(|other| members[*other].identity.product.as_ref());
                !products.any(|product| product.id() == *id)
            };
            let stem = kebab(&identity.place.stem);
            let id = match id {
                Some(id) if is_alone(&id) || !starts_well(&stem) => id,
                None if leads.len() == 1 || !starts_well(&stem) => "product".to_owned(),
                _ => stem,
            };
            let product = named.map_or_else(|| id.clone(), |product| product.name.clone());
            (*lead, (id, product))
        })
        .collect();
    group
        .pages
        .iter()
        .map(|page| {
            let (id, product) = names.get(&leading(*page)).cloned().unwrap_or_default();
            let headline = &members[*page].identity.headline;
            let first = product.split(' ').next().unwrap_or(&product);
            let own = Product::beginning_with(first, headline).map(|product| product.name);
            // A translation calls it otherwise, if it calls it anything.
            let own = own.filter(|own| own.contains(' ') && *page != leading(*page));
            Edition {
                page: *page,
                id,
                product: own.unwrap_or(product),
            }
        })
        .collect()
}

/// An id for what a page is about, from its first heading, without the product in it.
pub fn id_of(member: &Member<'_>) -> String {
    const LONGEST: usize = 60;
    let identity = member.identity;
    let heading = identity.headline.lines().last().unwrap_or_default();
    let about = match &identity.product {
        Some(product) => heading.replace(&product.name, " "),
        None => heading.to_owned(),
    };
    let mut id = kebab(&about);
    if id.len() > LONGEST {
        let end = id[..LONGEST].rfind('-').unwrap_or(LONGEST);
        id.truncate(end);
    }
    // "deploy-pools-in" is what is left of "Deploy pools in Lync Server".
    while let Some((rest, last)) = id.rsplit_once('-')
        && Languages::BUILT_IN.any_has(|of| of.names.left_over, last)
    {
        id = rest.to_owned();
    }
    if starts_well(&id) {
        id
    } else {
        "page".to_owned()
    }
}

fn starts_well(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Words in lower case with `-` between them.
fn kebab(text: &str) -> String {
    // "a user's" is two words, not three.
    let text = text.replace(['\'', '’'], "");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}
