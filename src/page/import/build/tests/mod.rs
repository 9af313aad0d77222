//! Pages and the model that is made of them, side by side.
