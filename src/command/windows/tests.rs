//! What a command line of Windows comes to.
