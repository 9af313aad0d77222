//! Tells cargo that the embedded folders are part of the program: a file added there is compiled in.

fn main() {
    for folder in ["runbooks", "locales", "templates", "tables"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
