//! The program: arguments in, exit code out.

use std::process::ExitCode;

// A document is made of thousands of small strings: the system's allocator took a quarter of the
// time (docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    runproof::cli::main()
}
