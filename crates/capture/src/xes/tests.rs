//! Event logs as other tools and our own report write them, and what they come to.

use std::io::Cursor;

use proptest::prelude::*;

use crate::printed::printed;
use crate::{Input, read};

fn shown(xml: &str) -> String {
    printed(|parts, sink| {
        let mut bytes = Cursor::new(xml.as_bytes());
        let capture = read(
            "log.xes",
            Input::File(&mut bytes),
            &crate::Said::default(),
            sink,
        )?;
        parts.sessions = capture.sessions;
        parts.gaps = capture.gaps;
        Ok(())
    })
}

#[test]
fn a_log_of_another_tool() {
    let xml = r#"<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="name"/></global>
  <trace>
    <string key="concept:name" value="3"/>
    <event>
      <string key="concept:name" value="register request"/>
      <string key="lifecycle:transition" value="start"/>
      <date key="time:timestamp" value="2026-03-14T14:30:00.000+01:00"/>
    </event>
    <event>
      <string key="concept:name" value="register request"/>
      <string key="org:resource" value="Pete"><string key="concept:name" value="nested"/></string>
      <string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2026-03-14T14:32:00.000+01:00"/>
    </event>
    <event/>
    <event>
      <string key="concept:name" value="decide"/>
      <date key="time:timestamp" value="2026-03-14T14:40:00.000+01:00"/>
    </event>
  </trace>
</log>
"#;
    assert_eq!(
        shown(xml),
        "\
begins: -
0:11 2026-03-14T13:32:00Z typed
    register request
begins: -
1:18 2026-03-14T13:40:00Z typed
    decide
session 0: line 11 - Pete Powershell 2026-03-14T13:32:00Z to 2026-03-14T13:32:00Z Whole
session 1: line 18 - - Powershell 2026-03-14T13:40:00Z to 2026-03-14T13:40:00Z Whole
"
    );
}

#[test]
fn what_our_report_writes() {
    let xml = r#"<log xes.version="1849.2016">
<trace><event>
<string key="concept:name" value="sync"/>
<string key="runproof:command" value="Get-Cs | Where { $_ -gt 1 }&#10;&quot;&lt;b&gt;&quot;"/>
<string key="org:resource" value="CONTOSO\anna"/>
<string key="runproof:host" value="fe01"/>
<string key="runproof:session" value="0"/>
<string key="runproof:shell" value="powershell"/>
<string key="runproof:status" value="failed"/>
<string key="runproof:output" value="ExportStatus : ErrorState"/>
<string key="runproof:folder" value="C:\Deployment"/>
<string key="runproof:capture" value="fe01.txt"/>
<int key="runproof:line" value="21"/>
<date key="time:timestamp" value="2026-03-14T20:15:07Z"/>
</event><event>
<string key="concept:name" value="install"/>
<string key="runproof:command" value="./install.sh"/>
<string key="runproof:host" value="web01"/>
<string key="runproof:shell" value="bash"/>
<string key="runproof:status" value="exit 3"/>
</event></trace></log>"#;
    assert_eq!(
        shown(xml),
        "\
begins: fe01
0:2 2026-03-14T20:15:07Z Failed typed in C:\\Deployment
    Get-Cs | Where { $_ -gt 1 }
    \"<b>\"
    => ExportStatus : ErrorState (CutOff)
begins: web01
1:15 - Exit(3) typed
    ./install.sh
session 0: line 2 fe01 CONTOSO\\anna Powershell 2026-03-14T20:15:07Z to 2026-03-14T20:15:07Z Whole
session 1: line 15 web01 - Bash - to - Whole
"
    );
}

#[test]
fn times_without_a_zone_and_times_that_nobody_can_read() {
    let event = |name: &str, time: &str| {
        format!(
            "<event><string key='concept:name' value='{name}'/>\
             <date key='time:timestamp' value='{time}'/></event>\n"
        )
    };
    let xml = [
        "<log xes.version='1.0'><trace>\n".to_owned(),
        event("a", "2026-03-14T20:15:07"),
        event("b", "2026-03-14T20:10:00.500"),
        event("c", "last Saturday"),
        "</trace></log>".to_owned(),
    ];
    assert_eq!(
        shown(&xml.concat()),
        "\
begins: -
0:2 2026-03-14T20:15:07 typed
    a
0:3 2026-03-14T20:10:00.5 typed
    b
0:4 - typed
    c
session 0: line 2 - - Powershell 2026-03-14T20:10:00.5 to 2026-03-14T20:15:07 Whole
gap: session 0 line 4 Unreadable(\"a time that is not known\")
"
    );
}

#[test]
fn a_log_that_is_cut_off() {
    let xml = "<log xes.version='1.0'><trace><event><string key='concept:name' value='a'/></event>\n\
        <event><string key='concept:name' value='b'/>\n\
        <event><string key='concept:name' value='c'/></event><event><string";
    let shown = shown(xml);
    assert!(
        shown.contains("    a\n") && shown.contains("    c\n"),
        "{shown}"
    );
    assert!(
        shown.contains("gap: session - line 2 Unreadable"),
        "{shown}"
    );
    assert!(
        shown.contains("gap: session - line 3 Unreadable"),
        "{shown}"
    );
}

proptest! {
    /// Any text in a log is no panic, and what stands behind it is read.
    #[test]
    fn noise_is_no_panic(noise in "(<|>|/|!|-|&|;|'|=| |event|<event>|<event/>|</event>|<string|é|\n){0,40}") {
        let one = "<event><string key='concept:name' value='a'/></event>";
        shown(&format!("<log xes.version='1.0'>{one}{noise}\n{one}</log>"));
    }
}
