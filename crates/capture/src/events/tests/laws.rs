//! What holds of every input.

use proptest::prelude::*;

use super::{Event, line, lines, part, shown};

proptest! {
    /// However a script is cut into parts, and whatever lies between them, its text is the same.
    #[test]
    fn parts_make_the_whole(
        text in "[a-z<&'\"é ]{1,60}",
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        order in any::<u64>(),
        others in 0_usize..4,
        newest_first in any::<bool>(),
    ) {
        prop_assume!(!text.trim().is_empty());
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| places[cut.index(places.len())]).collect();
        cuts.extend([0, text.len()]);
        cuts.sort_unstable();
        let total = u32::try_from(cuts.len() - 1).unwrap();
        let mut events: Vec<Event> = (1..)
            .zip(cuts.windows(2))
            .map(|(number, pair)| part(0, number, total, &text[pair[0]..pair[1]], "x"))
            .collect();
        // Parts in any order, with other events anywhere.
        for other in 0..others {
            events.push(line(0, &format!("Other-{other}")));
        }
        let mut random = order | 1;
        for end in (1..events.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            events.swap(end, usize::try_from(random >> 33).unwrap() % (end + 1));
        }
        for (id, event) in (1_u64..).zip(&mut events) {
            event.id = id;
            event.second = u32::try_from(id).unwrap();
        }
        if newest_first {
            events.reverse();
        }
        let shown = shown(lines(&events).as_bytes());
        let wanted = format!(" block\n    {}\n", text.trim());
        prop_assert_eq!(shown.matches(&wanted).count(), 1, "{}", shown);
        // The text itself may say so too.
        prop_assert!(!shown.replace(text.trim(), "").contains("gap"), "{}", shown);
        // Without one of them there is a gap, and nothing of the text.
        if total > 1 {
            let lost = events.iter().position(|event| event.data[3].1 == "x").unwrap();
            events.remove(lost);
            let shown = super::shown(lines(&events).as_bytes());
            prop_assert!(shown.contains("ScriptBlock(\"x\")"), "{}", shown);
            prop_assert_eq!(shown.matches(" block\n").count(), others, "{}", shown);
        }
    }

    /// Any bytes between, before and in events are no panic, and the event behind them is read.
    #[test]
    fn noise_is_no_panic(
        noise in "(<|>|/|!|-|\\[|\\]|&|;|'|=| |x|Event|<Event|<Event>|<Event/>|</Event>|<System>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<Data|é|\\n){0,40}",
        within in any::<prop::sample::Index>(),
    ) {
        let one = line(1, "Get-Date").xml();
        shown(format!("{one}{noise}{one}").as_bytes());
        let place = within.index(one.len());
        let shown = shown(format!("{one}\n{}{noise}{}\n{one}", &one[..place], &one[place..]).as_bytes());
        prop_assert!(shown.contains("Get-Date"), "{}", shown);
    }

    /// Any bytes are no panic.
    #[test]
    fn bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut file = line(1, "Get-Date").xml().into_bytes();
        file.extend(bytes);
        shown(&file);
    }
}
