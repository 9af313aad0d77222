//! The shapes of XML that the tools write.

use super::{comes_to, line, lines, shown};

const TWO: &str = r"
    begins: fe01.contoso.com
    0:1 2026-03-14T20:15:01.1234567Z block
        Get-Date
    0:2 2026-03-14T20:15:02.1234567Z block
        & 'C:\a.exe' <b>
    session 0: line 1 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:02.1234567Z Whole
";

fn two() -> String {
    lines(&[line(1, "Get-Date"), line(2, r"& 'C:\a.exe' <b>")])
}

#[test]
fn without_a_root_one_on_a_line() {
    comes_to(two().as_bytes(), TWO);
}

#[test]
fn all_on_one_line() {
    comes_to(
        two().replace('\n', "").as_bytes(),
        &TWO.replace("0:2 ", "0:1 "),
    );
}

#[test]
fn with_a_root() {
    let xml = format!(
        "<?xml version='1.0' encoding='utf-8'?>\n<Events>\n{}</Events>\n",
        two()
    );
    comes_to(
        xml.as_bytes(),
        &TWO.replace("0:2 ", "0:4 ")
            .replace("0:1 ", "0:3 ")
            .replace("line 1", "line 3"),
    );
}

#[test]
fn with_a_root_of_the_users_choice() {
    let xml = format!("<Front-End-1>{}</Front-End-1>", two());
    comes_to(xml.as_bytes(), TWO);
}

#[test]
fn with_double_quotes() {
    comes_to(
        two()
            .replace("='", "=\"")
            .replace("'>", "\">")
            .replace("'/>", "\"/>")
            .replace("' ", "\" ")
            .as_bytes()
            .to_vec()
            .as_slice(),
        &TWO.replace("'C:\\a.exe' <b>", "'C:\\a.exe\" <b>"),
    );
}

#[test]
fn rendered() {
    let rendering = "<RenderingInfo Culture='de-DE'><Message>Der Skriptblocktext (1 von 1) \
                     wird erstellt:\n<Data Name='x'/></Message></RenderingInfo></Event>";
    let xml = two().replace("</Event>", rendering);
    comes_to(xml.as_bytes(), &TWO.replace("0:2 ", "0:3 "));
}

#[test]
fn as_a_dump_of_evtx_writes_it() {
    let one = |number: u32, event: super::Event| {
        let pretty = event
            .xml()
            .replace("><", ">\n  <")
            .replace("<Data Name='Path'>\n  </Data>", "<Data Name='Path'></Data>")
            .replace("/>", ">\n  </x>")
            .replace("</x>", "");
        let closed = [
            "Provider",
            "TimeCreated",
            "Correlation",
            "Execution",
            "Security",
        ]
        .iter()
        .fold(pretty, |xml, name| {
            let at = xml.find(&format!("<{name}")).unwrap();
            let end = at + xml[at..].find('>').unwrap() + 1;
            format!("{}\n  </{name}>{}", &xml[..end], &xml[end..])
        });
        format!("Record {number}\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{closed}\n\n")
    };
    let xml = one(1, line(1, "Get-Date")) + &one(2, line(2, r"& 'C:\a.exe' <b>"));
    let shown = shown(xml.as_bytes());
    assert!(!shown.contains("gap"), "{shown}");
    assert!(
        shown.starts_with("begins: fe01.contoso.com\n0:3 "),
        "{shown}"
    );
    assert!(shown.contains("& 'C:\\a.exe' <b>"), "{shown}");
}

#[test]
fn as_utf_16() {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(
        two()
            .replace('\n', "\r\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    comes_to(&bytes, TWO);
}

#[test]
fn line_breaks_and_characters_by_number() {
    let xml = line(1, "foreach ($p in 'a', 'b') {@    Sync $p@}").xml();
    let expected = r"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z block
            foreach ($p in 'a', 'b') {
                Sync $p
            }
        session 0: line 1 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:01.1234567Z Whole
    ";
    comes_to(xml.replace('@', "\r\n").as_bytes(), expected);
    comes_to(xml.replace('@', "&#xD;\n").as_bytes(), expected);
    comes_to(xml.replace('@', "&#13;&#10;").as_bytes(), expected);
    comes_to(
        xml.replace("foreach", "<![CDATA[foreach")
            .replace("@}", "@}]]>")
            .replace('@', "\n")
            .as_bytes(),
        expected,
    );
}

#[test]
fn an_end_in_a_cdata_section_is_no_end() {
    let xml = line(1, "x")
        .xml()
        .replace(">x<", "><![CDATA['</Event><Event>' ]]><");
    comes_to(
        xml.as_bytes(),
        r"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z block
            '</Event><Event>'
        session 0: line 1 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:01.1234567Z Whole
    ",
    );
}

#[test]
fn an_element_of_the_same_name_inside_is_no_record() {
    let xml = line(1, "Get-Date").xml().replace(
        "</EventData>",
        "</EventData><UserData><Event xmlns='x'><Event/>text</Event></UserData>",
    );
    comes_to(
        (xml + &line(2, r"& 'C:\a.exe' <b>").xml()).as_bytes(),
        &TWO.replace("0:2 ", "0:1 "),
    );
}

#[test]
fn a_broken_record_costs_only_itself() {
    let whole = lines(&[
        line(1, "Get-Date"),
        line(2, "lost"),
        line(3, r"& 'C:\a.exe' <b>"),
    ]);
    let expected = |gap: &str| {
        TWO.replace("0:2 2026-03-14T20:15:02", "0:3 2026-03-14T20:15:03")
            .replace("to 2026-03-14T20:15:02", "to 2026-03-14T20:15:03")
            + &format!("    gap: session - line 2 Unreadable({gap})\n")
    };
    let cut = whole.find("lost").unwrap();
    let rest = cut + whole[cut..].find('\n').unwrap();
    // Cut off in its middle.
    comes_to(
        (whole[..cut].to_owned() + &whole[rest..]).as_bytes(),
        &expected(r#""a record without its end""#),
    );
    // Its beginning is not there.
    let begin = whole.find('\n').unwrap() + 1;
    comes_to(
        (whole[..begin].to_owned() + &whole[cut..]).as_bytes(),
        &expected(r#""not a record""#),
    );
    // An entity that nothing defines.
    comes_to(
        whole.replace("lost", "&lost;").as_bytes(),
        &expected(r#""`&lost;` stands for nothing""#),
    );
}

#[test]
fn a_file_that_ends_in_a_record() {
    let xml = two();
    let cut = xml.rfind("ScriptBlockId").unwrap();
    comes_to(
        &xml.as_bytes()[..cut],
        r#"
        begins: fe01.contoso.com
        0:1 2026-03-14T20:15:01.1234567Z block
            Get-Date
        session 0: line 1 fe01.contoso.com S-1-5-21-1-1111 Powershell 2026-03-14T20:15:01.1234567Z to 2026-03-14T20:15:01.1234567Z Whole
        gap: session - line 2 Unreadable("a record without its end")
    "#,
    );
}

#[test]
fn deep_elements_are_not_followed() {
    let deep = "<a>".repeat(100_000);
    let xml = line(1, "lost")
        .xml()
        .replace("<EventData>", &format!("<EventData>{deep}"));
    let shown = shown((xml + "\n" + &line(2, "Get-Date").xml()).as_bytes());
    assert!(shown.contains("Get-Date"), "{shown}");
    assert!(shown.contains("elements lie too deep"), "{shown}");
}

#[test]
fn other_xml_is_no_event_log() {
    for xml in [
        "<Events></Events>",
        "<Event>a</Event>",
        "<Event",
        "<?xml version='1.0'?><a/>",
    ] {
        assert!(
            shown(xml.as_bytes()).starts_with("error: it is no capture"),
            "{xml}"
        );
    }
}
