//! Pages that nothing can be made of.

use insta::assert_snapshot;

use super::shown;

const LAMPS: &str = "---\nms.assetid: 1\n---\n# Lamps\n\n1. Switch off.\n2. Wait.\n3. Unscrew.\n";

#[test]
fn nothing_is_made_of_them() {
    assert_snapshot!(shown(&[]), @r#"
    error nothing-to-import: : there is no page
    "#);
    assert_snapshot!(shown(&[("a", "en", "# Lamps\n\nText only.\n\n- a\n")]), @r#"
    error nothing-to-import: a.en.md: the page has no procedure: a numbered list that stands in the page itself
    "#);
    assert_snapshot!(shown(&[("a", "en", LAMPS), ("b", "en", LAMPS), ("a", "en", LAMPS)]), @r#"
    error page-twice: a.en.md: a second page in `en` for `a`
    "#);
    let ducks = "---\nms.assetid: 2\n---\n# Ducks\n\n1. Feed the ducks `Get-Duck 42`.\n";
    assert_snapshot!(shown(&[("a", "en", LAMPS), ("b", "en", ducks)]), @r#"
    error other-page: b.en.md: not the same page: 0 of 1 steps stand beside one of the other page's
    "#);
    // What only a translation has is no procedure of the product.
    let text = "# Lamps\n\nText only.\n\n## See also\n";
    let steps = "# Lampen\n\nNur Text.\n\n## Siehe auch\n\n1. Ausschalten.\n";
    assert_snapshot!(shown(&[("a", "en", text), ("a", "de", steps)]), @r#"
    error nothing-to-import: a.en.md: the page has no procedure: a numbered list that stands in the page itself
    "#);
    let empty = "---\nms.assetid: 2\n---\n# Enten\n\nText.\n";
    assert_snapshot!(shown(&[("a", "en", LAMPS), ("a", "de", empty)]), @r#"
    error other-page: a.de.md: not the same page: 0 of 1 parts stand beside one of the other page's
    "#);
}
