//! Managers: class, grade, term, standing, and the maintainers of virtual ones (D2).

pub mod model;
