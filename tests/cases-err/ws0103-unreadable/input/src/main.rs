use watershed::prelude::*;

mod latin;
