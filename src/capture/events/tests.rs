//! Events as the tools write them, and what they come to.

use super::{read_evtx, read_xml};
use crate::capture::printed::printed;

fn events(xml: &str) -> String {
    printed(|parts, sink| read_xml(&mut xml.as_bytes(), parts, sink))
}

#[test]
fn local_samples() {
    let folder = "/work/shared/captures/";
    for name in ["openssh-server-install.xml", "openssh-server-install.evtx"] {
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let text = printed(|parts, sink| {
            if name.ends_with("xml") {
                read_xml(&mut &bytes[..], parts, sink)
            } else {
                read_evtx(&mut std::io::Cursor::new(&bytes), parts, sink)
            }
        });
        println!("== {name}\n{text}");
    }
}
